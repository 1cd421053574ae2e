"""From variables to values: `prim::Load` and `prim::Store` become single static assignment.

Branches and loops first get an output (and loops an input) for every variable that they set; then ``break`` and
``continue`` are given the variables' values; then the condition of each loop moves to where it is computed; and at
last every load is replaced by the value that was stored.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from ..ir.block import Block
from ..ir.graph import Graph, ValueMap
from ..ir.node import Node
from ..ir.types import Type
from ..ir.value import Value
from .environment import is_meaningful
from .straight import StraightPart
from .unify import unify

T = TypeVar("T")


class _Frame(Generic[T]):
    """Something known of each variable, block by block."""

    __slots__ = ("parent", "table")

    def __init__(self, parent: _Frame[T] | None, table: dict[str, T] | None = None) -> None:
        # no frame around gets any variables before this one is left, so empty ones can be passed by
        self.parent: _Frame[T] | None = parent if parent is None or parent.table else parent.parent
        self.table: dict[str, T] = {} if table is None else table

    def find(self, name: str) -> T | None:
        frame: _Frame[T] | None = self
        while frame is not None:
            if name in frame.table:
                return frame.table[name]
            frame = frame.parent
        return None


def convert_to_ssa(graph: Graph, straight: StraightPart | None = None) -> None:
    """Everything but the removal of early exits, which `exits` does next."""
    is_flat = not any(node._blocks for node in graph.nodes())
    if straight is None:
        straight = StraightPart(graph)
    if not is_flat:
        types = {name: value._type for name, value in straight.holds.items()}
        _pass_variables_through(graph.block(), _Frame(None, types))
    _Continuations(graph).run(graph.block(), is_flat)
    if not is_flat:
        _inline_conditions(graph.block())
    straight.resolve()
    _erase(graph.block(), _Frame(None, straight.holds))


# -- outputs of branches and loops


def _store(graph: Graph, name: str, value: Value) -> Node:
    return graph.create("prim::Store", [value], 0).s_("name", name)


def _load(graph: Graph, name: str, type_: Type) -> Node:
    node = graph.create("prim::Load").s_("name", name)
    node._outputs[0]._type = type_
    return node


def _add_block_output(block: Block, type_: Type, name: str) -> None:
    block.registerOutput(block.appendNode(_load(block.owningGraph(), name, type_))._outputs[0])


def _add_node_output(node: Node, type_: Type, name: str) -> None:
    value = node.addOutput().setType(type_)
    if is_meaningful(name):
        value.setDebugName(name)
    _store(node.owningGraph(), name, value).insertAfter(node)


def _pass_variables_through(block: Block, outer: _Frame[Type] | None) -> _Frame[Type]:
    frame: _Frame[Type] = _Frame(outer)
    node = block._param._next
    while node is not block._return:
        kind = node._kind
        if kind == "prim::Store":
            frame.table[node.s("name")] = node._inputs[0]._type
        elif kind == "prim::If":
            _through_if(node, frame)
        elif kind == "prim::Loop":
            _through_loop(node, frame)
        elif kind in ("prim::Closure", "prim::ComprehensionScope"):
            for inner in node._blocks:
                _pass_variables_through(inner, frame)
        node = node._next
    return frame


def _through_if(node: Node, frame: _Frame[Type]) -> None:
    true_block, false_block = node._blocks
    true = _pass_variables_through(true_block, frame)
    false = _pass_variables_through(false_block, frame)
    changed = {name for name in true.table if false.find(name) is not None}
    changed |= {name for name in false.table if true.find(name) is not None}
    for name in sorted(changed):
        true_type, false_type = true.find(name), false.find(name)
        assert true_type is not None and false_type is not None
        common = unify(true_type, false_type, True)
        assert common is not None
        _add_block_output(true_block, true_type, name)
        _add_block_output(false_block, false_type, name)
        _add_node_output(node, common, name)


def _through_loop(node: Node, frame: _Frame[Type]) -> None:
    graph, body = node.owningGraph(), node._blocks[0]
    inside = _pass_variables_through(body, frame)
    for name in sorted(inside.table):
        before = frame.find(name)
        if before is None:
            continue  # it lives in the body alone
        after = inside.table[name]
        common = unify(before, after)
        assert common is not None
        node.addInput(_load(graph, name, before).insertBefore(node)._outputs[0])
        carried = body.addInput(name).setType(common) if is_meaningful(name) else body.addInputToBlock().setType(common)
        _store(graph, name, carried).insertAfter(body._param)
        _add_block_output(body, after, name)
        _add_node_output(node, common, name)


# -- break and continue


class _Continuations:
    """``break`` and ``continue`` become `prim::LoopContinuation`, with what the loop is to go on with."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def run(self, block: Block, is_flat: bool = False) -> None:
        first = block._param._next
        with self.graph.insert_point_guard(first):
            self.false = self.graph.insertConstant(False)
        if not is_flat:
            self._assign(block, None)

    def _assign(self, block: Block, loop: Node | None) -> None:
        for node in block.nodes():
            kind = node._kind
            if kind == "prim::If":
                for inner in node._blocks:
                    self._assign(inner, loop)
            elif kind == "prim::Loop":
                self._assign(node._blocks[0], node)
            elif kind == "prim::Closure":
                _Continuations(self.graph).run(node._blocks[0])
            elif kind in ("prim::ContinueStmt", "prim::BreakStmt"):
                assert loop is not None
                self._replace(node, loop, kind == "prim::ContinueStmt")

    def _replace(self, node: Node, loop: Node, goes_on: bool) -> None:
        graph = self.graph
        exit_node = graph.create("prim::LoopContinuation", (), 0).insertAfter(node)
        if goes_on:
            header = exit_node.addBlock()
            header.cloneFrom(loop._blocks[1], ValueMap(_same))
            for inner in header.nodes():
                inner.moveBefore(node)
            exit_node.addInput(header.outputs()[0])
            exit_node.eraseBlock(0)
        else:
            exit_node.addInput(self.false)
        for value in loop._blocks[0].outputs():
            load = graph.createClone(value._node, _same).insertBefore(exit_node)
            exit_node.addInput(load._outputs[0])
        node.destroy()


def _same(value: Value) -> Value:
    return value


# -- conditions of loops


def _inline_conditions(block: Block) -> None:
    """The second block of a loop, its condition, goes in front of the loop and to the end of its body."""
    for node in block.nodes():
        for inner in node._blocks:
            _inline_conditions(inner)
        if node._kind != "prim::Loop":
            continue
        body, condition = node._blocks
        first = node.addBlock()
        first.cloneFrom(condition, ValueMap(_same))
        for inner_node in first.nodes():
            inner_node.moveBefore(node)
        node.insertInput(1, first.outputs()[0])
        node.eraseBlock(2)
        for inner_node in condition.nodes():
            inner_node.moveBefore(body._return)
        body.insertOutput(0, condition.outputs()[0])
        node.eraseBlock(1)


# -- loads and stores


def _erase(block: Block, outer: _Frame[Value] | None) -> None:
    frame: _Frame[Value] = _Frame(outer)
    for node in block.nodes():
        kind = node._kind
        if kind == "prim::Store":
            frame.table[node.s("name")] = node._inputs[0]
            node.destroy()
        elif kind == "prim::Load":
            value = frame.find(node.s("name"))
            assert value is not None, f"{node.s('name')} is loaded before it is stored"
            node._outputs[0].replaceAllUsesWith(value)
            node.destroy()
        elif kind == "prim::ComprehensionScope":
            # what it stores is not seen outside
            _erase(node._blocks[0], frame)
            for inner in node._blocks[0].nodes():
                inner.moveBefore(node)
            node.destroy()
        else:
            for inner_block in node._blocks:
                _erase(inner_block, frame)
