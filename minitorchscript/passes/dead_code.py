"""Dead code elimination: remove what neither the outputs nor anything outside can notice.

::

    %2 = aten::mul(%x, %x)        (unused: goes)
    %3 = aten::relu_(%1)          (%1 is used later: stays, for it changes %1)
    return (%1)
"""

from __future__ import annotations

from functools import cache

from ..ir.block import Block
from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.value import Value
from ..ops.registry import lookup
from ..ops.resolve import operator_of, schema_of
from .base import register_pass
from .memory import Memory, comes_from_outside, may_write, writes_anything, written_by

_EFFECTS = {
    "prim::Print",
    "prim::RaiseException",
    "prim::CallFunction",
    "prim::CallMethod",
    "prim::PythonOp",
    "prim::Enter",
    "prim::Exit",
    "aten::warn",
    "aten::manual_seed",
    "aten::backward",
    "aten::wait",
}


@register_pass("dce")
def eliminate_dead_code(graph: Graph) -> bool:
    """Remove every node whose results are unused and that has no effect."""
    dead = _plainly_dead(graph)
    if dead is None:
        return _Eliminator(Memory(graph) if writes_anything(graph) else _Untouched()).run(graph.block())
    for node in dead:
        node.destroy()
    return bool(dead)


def _plainly_dead(graph: Graph) -> list[Node] | None:
    """What is dead in a straight program, from last to first; ``None`` where only `Memory` can tell."""
    dead = []
    live = {*graph.outputs(), *graph.inputs()}
    for node in graph.block().reversed_nodes():
        if node._blocks:
            return None
        for value in node._outputs:
            if value in live:
                break
        else:
            if not has_side_effects(node):
                if not may_write(node):
                    dead.append(node)
                    continue
                if not any(value in live or comes_from_outside(value) for value in written_by(node)):
                    return None  # whoever shares memory with what it writes to may be live
        live.update(node._inputs)
    return dead


def sweep(graph: Graph) -> bool:
    """The same, but without finding out who sees a write: whatever writes to memory stays."""
    return _has_loose_ends(graph) and _Eliminator(None).run(graph.block())


def sweep_block(block: Block) -> bool:
    """`sweep` for one block."""
    return _Eliminator(None).run(block)


def _has_loose_ends(graph: Graph) -> bool:
    """Whether anything is unused at all: dead code, however long, ends in a result that nobody takes."""
    for node in graph.nodes():
        if node._blocks or not (node.hasUses() or has_side_effects(node)):
            return True
    return False


def has_side_effects(node: Node) -> bool:
    """Whether running a node shows beyond its results and the memory its schema says it writes."""
    if node._kind in _EFFECTS:
        return True
    if not _may_have_effects(node._kind):
        return False
    found = operator_of(node)
    return found is not None and found.side_effects


@cache
def _may_have_effects(kind: str) -> bool:
    """Whether any overload of an operator has effects."""
    try:
        return any(each.side_effects for each in lookup(kind))
    except KeyError:
        return False


class _Untouched:
    """The memory of a graph that changes nothing."""

    def writes_outside(self, node: Node) -> bool:
        return False

    def writes_to_live(self, node: Node) -> bool:
        return False

    def make_live(self, value: Value) -> None:
        pass


class _Eliminator:
    """Marks what is needed, once, from the return upwards; then sweeps away the rest.

    The order matters: a write to memory that only earlier nodes have read is not needed.
    """

    def __init__(self, memory: Memory | _Untouched | None) -> None:
        self.memory = memory
        self.marked: set[Node] = set()
        self.live: set[Value] = set()
        self._effects: dict[Node, bool] = {}

    def run(self, block: Block) -> bool:
        self._mark_node(block._return)
        self._mark_block(block)
        return self._sweep(block)

    def _mark_block(self, block: Block) -> bool:
        """Returns whether it marked anything new.  A loop's body runs again, so it is walked until nothing is."""
        before = len(self.marked)
        for node in block.nodes():
            if self._has_effects(node):
                self._mark_node(node)
        self._mark_return(block)
        for node in block.reversed_nodes():
            for inner in node._blocks:
                while self._mark_block(inner) and node._kind == "prim::Loop":
                    pass
            if node not in self.marked and self._is_needed(node):
                self._mark_node(node)
        return len(self.marked) > before

    def _mark_return(self, block: Block) -> None:
        """What a nested block returns is live if it is so outside; in a loop, also if the next round may read it."""
        owner = block.owningNode()
        if owner is None or block._return in self.marked:
            return
        self.marked.add(block._return)
        returned = block._return._inputs
        if owner._kind == "prim::Loop":
            condition, *returned = returned
            self._make_live(condition)
        for index, (outer, inner) in enumerate(zip(owner._outputs, returned, strict=True)):
            is_read_again = owner._kind == "prim::Loop" and bool(block._param._outputs[index + 1]._uses)
            if outer in self.live or is_read_again:
                self._make_live(inner)

    def _has_effects(self, node: Node) -> bool:
        known = self._effects.get(node)
        if known is None:
            inner = (self._has_effects(nested) for block in node._blocks for nested in block.nodes())
            known = has_side_effects(node) or self._writes_unseen(node) or any(inner)
            self._effects[node] = known
        return known

    def _writes_unseen(self, node: Node) -> bool:
        """Whether a node writes to memory of which it isn't known who reads it."""
        if self.memory is not None:
            return self.memory.writes_outside(node)
        schema = schema_of(node)
        return node._kind == "prim::SetAttr" or (schema is not None and schema.is_mutable)

    def _is_needed(self, node: Node) -> bool:
        if any(value in self.live for value in node._outputs):
            return True
        return self.memory is not None and self.memory.writes_to_live(node)

    def _make_live(self, value: Value) -> None:
        self.live.add(value)
        if self.memory is not None:
            self.memory.make_live(value)

    def _mark_node(self, node: Node) -> None:
        current: Node | None = node
        while current is not None and current not in self.marked:
            self.marked.add(current)
            for value in current._inputs:
                self._make_live(value)
            current = current.owningBlock().owningNode()

    def _sweep(self, top: Block) -> bool:
        changed = False
        pending = [top.reversed_nodes()]
        while pending:
            node = next(pending[-1], None)
            if node is None:
                pending.pop()
                continue
            changed |= _drop_unused_results(node)
            if node in self.marked or node.hasUses():
                pending.extend(block.reversed_nodes() for block in node._blocks)
            else:
                node.destroy()
                changed = True
        return changed


def _drop_unused_results(node: Node) -> bool:
    """What a branch or a loop hands out and nobody takes (for a loop, not even its next round)."""
    if node._kind not in {"prim::If", "prim::Loop"}:
        return False
    is_loop = node._kind == "prim::Loop"
    unused = [index for index in reversed(range(len(node._outputs))) if not node._outputs[index]._uses]
    if is_loop:
        unused = _taken_by_no_round(node._blocks[0], unused)
    if not unused:
        return False
    for index in unused:
        node.eraseOutput(index)
    # In front of what a loop carries stand: trip count and condition, the round's number, the condition.
    for block in node._blocks:
        block._return.remove_inputs([index + is_loop for index in unused])
        for index in unused if is_loop else ():
            block.eraseInput(index + 1)
    if is_loop:
        node.remove_inputs([index + 2 for index in unused])
    return True


def _taken_by_no_round(body: Block, candidates: list[int]) -> list[int]:
    """What a loop's body does not use either, but to hand out what is not used itself; from last to first."""
    found: list[int] = []
    for index in candidates:
        uses = body._param._outputs[index + 1]._uses
        if all(user is body._return and offset - 1 in found for user, offset in uses):
            found.append(index)
    return found
