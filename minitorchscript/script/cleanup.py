"""What is done to a compiled graph at last: loops made plain, operators normalized, constants folded and pooled.

The order of the steps shows in the text: each creates values, and values are numbered.
"""

from __future__ import annotations

from ..ir.block import Block
from ..ir.graph import Graph, ValueMap
from ..ir.node import Node
from ..ir.types import IntType, ListType, TensorType, TupleType
from ..ir.value import Value
from ..passes.canonicalize_outputs import BRANCHING, canonicalize_outputs
from ..passes.constant_pooling import pool_constants
from ..passes.constant_propagation import propagate_constants
from ..passes.dead_code import eliminate_dead_code
from ..passes.lower_tuples import TAKES_APART, lower_simple_tuples
from ..passes.normalize_ops import normalize_ops
from .exits import transform_exits
from .matching import insert
from .reports import CompilationError
from .special_values import ENDLESS
from .ssa import convert_to_ssa
from .straight import StraightPart


def finish(graph: Graph, straight: StraightPart) -> None:
    """From the emitter's output to the graph that a user sees."""
    convert_to_ssa(graph, straight)
    transform_exits(graph)
    if graph.findNode("prim::Loop") is not None:
        _canonicalize_loops(graph)
    normalize_ops(graph)
    clean_up(graph)


def clean_up(graph: Graph) -> None:
    """The passes that every graph of a function, and of a fork in it, goes through; those with nothing to do are not
    even begun.
    """
    kinds = {node._kind for node in graph.block().walk()}
    if "prim::Closure" in kinds:
        _lift_closures(graph)
        _inline_forks(graph)
    if "prim::EmptyListLiteral" in kinds:
        _erase_empty_lists(graph)
    if not kinds.isdisjoint(TAKES_APART):
        lower_simple_tuples(graph)
    eliminate_dead_code(graph)
    propagate_constants(graph)
    pool_constants(graph)
    if not kinds.isdisjoint(BRANCHING):
        canonicalize_outputs(graph)
    if "aten::warn" in kinds:
        _number_warnings(graph)


# -- loops


def _canonicalize_loops(graph: Graph) -> None:
    """A loop over a range that may also end early becomes a ``while`` loop, since Python has no loop that is both."""
    for node in _innermost_first(graph.block()):
        if node._kind == "prim::Loop":
            _canonicalize_loop(graph, node)


def _innermost_first(block: Block) -> list[Node]:
    found: list[Node] = []
    pending: list[tuple[Node, bool]] = [(node, False) for node in block.reversed_nodes()]
    while pending:
        node, is_done = pending.pop()
        if is_done or not node._blocks:
            found.append(node)
            continue
        pending.append((node, True))
        for inner in reversed(node._blocks):
            pending.extend((each, False) for each in inner.reversed_nodes())
    return found


def _is_constant(value: Value, expected: object) -> bool:
    found = value.toIValue() if value._node._kind == "prim::Constant" else None
    return found is not None and bool(found == expected)


def _canonicalize_loop(graph: Graph, node: Node) -> None:
    trips, condition = node._inputs[:2]
    body = node._blocks[0]
    ends_early = not _is_constant(body._return._inputs[0], True) or not _is_constant(condition, True)
    if _is_constant(trips, ENDLESS) or not ends_early:
        return
    with graph.insert_point_guard(node):
        zero, one = graph.insertConstant(0), graph.insertConstant(1)
        enters = insert(graph, "aten::gt", [trips, zero])
        node.replaceInput(0, graph.insertConstant(ENDLESS))
        if not _is_constant(condition, True):
            enters = insert(graph, "aten::__and__", [enters, condition])
        node.replaceInput(1, enters)
    node.addOutput()._type = IntType()
    with graph.insert_point_guard(body):
        node.addInput(zero)
        count = body.addInputToBlock().setType(IntType())
        # the block's own count loses its name, as its successor has none
        body._param._outputs[0].setDebugName("").replaceAllUsesWith(count)
        following = insert(graph, "aten::add", [count, one])
        body.registerOutput(following)
        goes_on = insert(graph, "aten::lt", [following, trips])
        goes_on = insert(graph, "aten::__and__", [goes_on, body._return._inputs[0]])
        body.eraseOutput(0)
        body.insertOutput(0, goes_on)


# -- forks


def _lift_closures(graph: Graph) -> None:
    for node in graph.findAllNodes("prim::Closure"):
        if node._blocks:
            _lift_closure(graph, node)


def _lift_closure(graph: Graph, closure: Node) -> None:
    """The block of a closure becomes a graph, which takes all that the block uses as one tuple."""
    subgraph = Graph()
    subgraph.dialect = graph.dialect
    packed = graph.create("prim::TupleConstruct").insertAfter(closure)
    context = subgraph.addInput("context")
    unpacked = subgraph.insertNode(subgraph.create("prim::TupleUnpack", [context], 0))

    known: dict[Value, Value] = {}

    def captured(value: Value) -> Value:
        if value not in known:
            packed.addInput(value)
            known[value] = unpacked.addOutput().copyMetadata(value)
        return known[value]

    subgraph.block().cloneFrom(closure._blocks[0], ValueMap(captured))
    type_ = TupleType(value._type for value in packed._inputs)
    context._type = packed._outputs[0]._type = type_
    pair = graph.create("prim::TupleConstruct").insertAfter(packed)
    closure._outputs[0].replaceAllUsesWith(pair._outputs[0])
    pair.addInput(closure._outputs[0])
    pair.addInput(packed._outputs[0])
    pair._outputs[0]._type = TupleType((closure._outputs[0]._type, type_))
    closure.eraseBlock(0)
    closure.g_("Subgraph", subgraph)
    clean_up(subgraph)


def _inline_forks(graph: Graph) -> None:
    """A fork of a closure takes what the closure uses as its own inputs."""
    for node in graph.findAllNodes("prim::forkClosure"):
        pair = node._inputs[0]._node
        if pair._kind != "prim::TupleConstruct" or pair._inputs[0]._node._kind != "prim::Closure":
            raise CompilationError(None, "Cannot fork this value")
        closure, context = (value._node for value in pair._inputs)
        forked = closure.g("Subgraph").copy()
        fork = graph.create("prim::fork").insertAfter(node)
        fork._range = node._range
        argument = forked.inputs()[0]
        unpack = next(iter(argument._uses))[0]
        for index, value in enumerate(context._inputs):
            fork.addInput(value)
            inner = forked.insertInput(index).copyMetadata(value)
            unpack._outputs[index].replaceAllUsesWith(inner)
        unpack.destroy()
        forked.eraseInput(len(forked.inputs()) - 1)
        fork._outputs[0].copyMetadata(node._outputs[0])
        node._outputs[0].replaceAllUsesWith(fork._outputs[0])
        node.destroy()
        fork.g_("Subgraph", forked)
        clean_up(forked)


# -- small things


def _erase_empty_lists(graph: Graph) -> None:
    """``[]`` that became a list of nothing in particular is one of tensors."""
    for node in graph.findAllNodes("prim::EmptyListLiteral"):
        if node.hasUses():
            created = graph.createList(TensorType.get(), []).insertBefore(node)
            created._outputs[0]._type = ListType.ofTensors()
            node.replaceAllUsesWith(created)
        node.destroy()


class _Warnings:
    """How many warnings have been compiled: each has a number, by which it is shown once."""

    count = 0


def _number_warnings(graph: Graph) -> None:
    for node in graph.findAllNodes("aten::warn"):
        node.i_("warn_id", _Warnings.count)
        _Warnings.count += 1
