"""Early exits: graphs have no jumps, so what follows a possible ``return``, ``break`` or ``continue`` is guarded.

::

    if x: return 1        →   done, value = (True, 1) if x else (False, Uninitialized)
    return 2                  result = value if done else 2

First loops are rid of `prim::LoopContinuation`, then the function of `prim::ReturnStmt`; branches on the outcome of
the branch in front are merged with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from ..ir.block import Block
from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.types import BoolType, TensorType, Type
from ..ir.value import Value
from .merging import merge_branches
from .unify import unify


class _Status(Enum):
    """Whether a block or node is left early."""

    WILL = 0
    MIGHT = 1
    WONT = 2
    THROWS = 3


class _Exit:
    """Whether an exit has been taken, as a value, and the values that it passes on."""

    __slots__ = ("has_exited", "values")

    def __init__(self, has_exited: Value, values: Sequence[Value] = ()) -> None:
        self.has_exited = has_exited
        self.values = list(values)


def transform_exits(graph: Graph) -> None:
    """Remove all early exits."""
    kinds = {node._kind for node in graph.block().walk()}
    has_contexts = "prim::Enter" in kinds
    if has_contexts:
        _wrap_contexts(graph)
    loops = _Transformer(graph, "prim::LoopContinuation")
    if not kinds.isdisjoint(("prim::LoopContinuation", "prim::RaiseException")):
        loops.run(graph.block())
    _Transformer(graph, "prim::ReturnStmt").run(graph.block())
    if not kinds.isdisjoint(("prim::If", "prim::Loop")):  # leaving a loop early makes branches
        merge_branches(graph.block())
    if has_contexts:
        _unwrap_contexts(graph)


class _Transformer:
    """Removes the exits of one kind."""

    def __init__(self, graph: Graph, kind: str) -> None:
        self.graph = graph
        self.kind = kind
        self.target: Block | None = None
        self._units: dict[int | tuple[Type, bool], Value] = {}
        with graph.insert_point_guard(next(graph.nodes(), graph.return_node())):
            self.true = graph.insertConstant(True)
            self.false = graph.insertConstant(False)
        self.throws = self._unit(BoolType())

    # -- values

    def _unit(self, type_: Type) -> Value:
        """A value that is never looked at: one for a type, where PyTorch sees two annotations as two types."""
        key = id(type_) if type_.containedTypes() else (type_, isinstance(type_, TensorType) and type_.inferred)
        found = self._units.get(key)
        if found is None:
            node = self.graph.create("prim::Uninitialized").insertAfter(self.graph.param_node())
            found = self._units[key] = node._outputs[0].setType(type_)
        return found

    def _units_like(self, values: Sequence[Value]) -> list[Value]:
        return [self._unit(value._type) for value in values]

    def _status(self, exit_: _Exit) -> _Status:
        if exit_.has_exited is self.true:
            return _Status.WILL
        if exit_.has_exited is self.false:
            return _Status.WONT
        return _Status.THROWS if exit_.has_exited is self.throws else _Status.MIGHT

    # -- nodes

    def run(self, block: Block) -> _Exit:
        """Remove the exits of a block; what is left to do is up to the block around it."""
        former = self.target
        if self._is_target(block):
            self.target = block
        exit_ = _Exit(self.false)
        for node in block.nodes():
            kind = node._kind
            following = node._next
            if kind == "prim::RaiseException":
                exit_ = _Exit(self.throws)
            elif kind == self.kind:
                exit_ = _Exit(self.true, node._inputs)
                node.destroy()
            elif kind == "prim::If":
                exit_ = self._if(node)
            elif kind == "prim::With":
                exit_ = self.run(node._blocks[0])
            elif kind == "prim::Closure":
                self.run(node._blocks[0])
            elif kind == "prim::Loop":
                exit_ = self._loop(node)
            else:
                continue
            status = self._status(exit_)
            if status in (_Status.WILL, _Status.THROWS):
                self._delete_from(block, following)
                break
            if status is _Status.MIGHT:
                if following is not block._return:
                    exit_ = self._guard(block, exit_, following)
                break
        if self.target is block:
            self._arrive(block, exit_)
            exit_ = _Exit(self.false)
        self.target = former
        return exit_

    def _is_target(self, block: Block) -> bool:
        owner = block.owningNode()
        if self.kind == "prim::LoopContinuation":
            return owner is not None and owner._kind == "prim::Loop"
        return owner is None or owner._kind == "prim::Closure"

    def _arrive(self, block: Block, exit_: _Exit) -> None:
        """This is where the exits lead to: they decide what the block gives."""
        status = self._status(exit_)
        if status is _Status.MIGHT:
            node = self.graph.create("prim::If", (), 0).insertBefore(block._return)
            node.addBlock()
            node.addBlock()
            node.addInput(exit_.has_exited)
            self._add_outputs(node, exit_.values, block.outputs())
            _replace_outputs(block, node._outputs)
        elif status is _Status.WILL:
            _replace_outputs(block, exit_.values)

    def _add_outputs(self, node: Node, true: Sequence[Value], false: Sequence[Value]) -> None:
        for block, values in zip(node._blocks, (true, false), strict=True):
            for value in values:
                block.registerOutput(value)
        for one, two in zip(true, false, strict=True):
            common = unify(one._type, two._type, True)
            assert common is not None
            node.addOutput()._type = common

    def _if(self, node: Node) -> _Exit:
        true_block, false_block = node._blocks
        true, false = self.run(true_block), self.run(false_block)
        one, two = self._status(true), self._status(false)
        if one is _Status.THROWS:
            status = two
        elif two is _Status.THROWS or one is two:
            status = one
        else:
            status = _Status.MIGHT
        if status is _Status.THROWS:
            return _Exit(self.throws)
        if status is _Status.WONT:
            return _Exit(self.false)
        if one in (_Status.WONT, _Status.THROWS):
            true = _Exit(true.has_exited, self._units_like(false.values))
        elif two in (_Status.WONT, _Status.THROWS):
            false = _Exit(false.has_exited, self._units_like(true.values))
        has_exited = self.true
        if status is not _Status.WILL:
            self._add_outputs(node, [true.has_exited], [false.has_exited])
            has_exited = node._outputs[-1]
        self._add_outputs(node, true.values, false.values)
        count = len(true.values)
        return _Exit(has_exited, node._outputs[len(node._outputs) - count :])

    def _loop(self, node: Node) -> _Exit:
        """A loop that is left early does not go on, and passes on whether it was left and with what."""
        body = node._blocks[0]
        exit_ = self.run(body)
        if self._status(exit_) in (_Status.WONT, _Status.THROWS):
            return _Exit(self.false)  # it may not have been entered
        graph = self.graph
        goes_on = graph.create("prim::If", (), 0).insertBefore(body._return)
        goes_on.addInput(exit_.has_exited)
        goes_on.addBlock().registerOutput(self.false)
        goes_on.addBlock().registerOutput(body.outputs()[0])
        condition = goes_on.addOutput().setType(BoolType())
        body.eraseOutput(0)
        body.insertOutput(0, condition)
        node.addInput(self.false)
        body.addInputToBlock()._type = BoolType()
        body.registerOutput(exit_.has_exited)
        has_exited = node.addOutput().setType(BoolType())
        for value in exit_.values:
            node.addInput(self._unit(value._type))
            node.addOutput()._type = value._type
            body.addInputToBlock()._type = value._type
            body.registerOutput(value)
        return _Exit(has_exited, node._outputs[len(node._outputs) - len(exit_.values) :])

    def _guard(self, block: Block, exit_: _Exit, first: Node) -> _Exit:
        """Run the rest of a block only if no exit has been taken."""
        node = self.graph.create("prim::If", (), 0).insertBefore(first)
        node.addInput(exit_.has_exited)
        exited, rest = node.addBlock(), node.addBlock()
        while first is not block._return:
            following = first._next
            first.moveBefore(rest._return)
            first = following
        outputs = block.outputs()
        for unit, value in zip(self._units_like(outputs), outputs, strict=True):
            exited.registerOutput(unit)
            rest.registerOutput(value)
            node.addOutput()._type = value._type
        _replace_outputs(block, node._outputs)
        self.graph.create(self.kind, exit_.values, 0).insertBefore(exited._return)
        return self._if(node)

    def _delete_from(self, block: Block, first: Node) -> None:
        """Delete what is never reached; what the block gives of it is never looked at."""
        node = block._return._prev
        while first is not block._return:
            preceding = node._prev
            is_last = node is first
            for value in node._outputs:
                if value._uses:
                    value.replaceAllUsesWith(self._unit(value._type))
            node.destroy()
            if is_last:
                return
            node = preceding


def _replace_outputs(block: Block, values: Sequence[Value]) -> None:
    new = list(values)
    block._return.removeAllInputs()
    for value in new:
        block.registerOutput(value)


# -- with


def _wrap_contexts(graph: Graph) -> None:
    """Put what stands between `prim::Enter` and `prim::Exit` into a block, which early exits lead out of."""
    pairs: list[tuple[Node, Node]] = []
    open_: list[Node] = []
    for node in graph.block().walk():
        if node._kind == "prim::Enter":
            open_.append(node)
        elif node._kind == "prim::Exit":
            pairs.append((open_.pop(), node))
    for enter, leave in pairs:
        context = graph.create("prim::With", (), 0)
        body, end = context.addBlock(), context.addBlock()
        node = enter._next
        while node is not leave:
            following = node._next
            node.moveBefore(body._return)
            node = following
        leave.moveBefore(end._return)
        context.insertAfter(enter)


def _unwrap_contexts(graph: Graph) -> None:
    for context in graph.findAllNodes("prim::With"):
        for block in context._blocks:
            for node in block.nodes():
                node.moveBefore(context)
        context.destroy()
