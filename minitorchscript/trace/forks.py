"""`torch.jit.fork` and `wait` inside a trace: a fork is a block while it is recorded, and a graph of its own after.

What is met inside a fork is forgotten when it ends; who waits for its future knows its results again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.types import FutureType, ListType, TensorType, TupleType, Type
from ..ir.unit import unshaped
from ..ir.value import Value
from ..runtime.futures import Future
from ..tensor.tensor import Tensor
from .calls import Trace, remember_parts

FORK = "prim::TracedFork"


class ForkTrace(Trace, Protocol):
    """What a fork needs of the recorder."""

    _values: dict[int, tuple[Any, Value]]


def record_fork(trace: ForkTrace, run: Callable[[], Any]) -> Future[Any]:
    """Run what is forked, write it down in a block, and give its future."""
    graph, known = trace.graph, dict(trace._values)
    node = graph.insertNode(graph.create(FORK))
    block = node.addBlock()
    with graph.insert_point_guard(block):
        result = run()
        block.registerOutput(_value_of(trace, result))
    trace._values = known
    future: Future[Any] = Future(result)
    trace.remember(future, node.output().setType(FutureType(_type_of(result, block.outputs()[0]))))
    return future


def record_wait(trace: Trace, future: Any, result: Any) -> None:
    """Write down that somebody waits.  Raises ``RuntimeError`` for a future from outside the trace."""
    known = trace.known(future)
    if known is None:
        raise RuntimeError("Tried to trace Future or Object that the tracer was not aware of.")
    type_ = known.type()
    assert isinstance(type_, FutureType)
    graph = trace.graph
    remember_parts(trace, result, graph.insertNode(graph.create("aten::wait", [known])).output().setType(type_.element))


def _value_of(trace: Trace, content: Any) -> Value:
    graph = trace.graph
    if isinstance(content, Tensor):
        return trace.value_of(content)
    if isinstance(content, tuple):
        return graph.insertNode(graph.createTuple([_value_of(trace, each) for each in content])).output()
    if isinstance(content, dict) and content:
        keys = [_value_of(trace, key) for key in content]
        values = [_value_of(trace, value) for value in content.values()]
        key_type, value_type = unshaped(keys[0].type()), unshaped(values[0].type())
        return graph.insertNode(graph.createDict(key_type, value_type, keys, values)).output()
    if isinstance(content, list) and content and all(isinstance(each, Tensor) for each in content):
        return graph.insertNode(graph.createList(TensorType.get(), [trace.value_of(each) for each in content])).output()
    known = trace.known(content)
    return graph.insertConstant(content, trace.here()) if known is None else known


def _type_of(content: Any, value: Value) -> Type:
    """The type of what is forked, with what its tensors show."""
    if isinstance(content, Tensor):
        return TensorType.of(content)
    if isinstance(content, tuple) and isinstance(value.type(), TupleType):
        return TupleType(_type_of(each, inner) for each, inner in zip(content, value.node().inputs(), strict=True))
    return ListType.ofTensors() if isinstance(content, list) else value.type()


def lift_fork(node: Node) -> None:
    """Make a fork's block a graph of its own; values from outside become its arguments, in order of use."""

    def argument_for(lifted: Graph, value: Value) -> Value:
        node.addInput(value)
        return lifted.addInput().copyMetadata(value)

    node.g_("Subgraph", Graph.of_block(node._blocks[0], argument_for, inputs_first=True))


def finish_fork(node: Node) -> None:
    """The node that stays takes the number that comes next, and its graph is a copy, numbered afresh."""
    graph = node._graph
    real = graph.create("prim::fork", node._inputs).insertBefore(node).g_("Subgraph", node.g("Subgraph").copy())
    real.output().copyMetadata(node.output())
    node.output().replaceAllUsesWith(real.output())
    node.destroy()
