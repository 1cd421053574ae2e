"""Calls of a `torch.autograd.Function` inside a trace: one node each, which calls back into Python when it runs.

What `forward` does is recorded behind the node as well. Nothing uses that, so that clean-up takes it away; a copy
stays in the node, as its `Subgraph`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from ..autograd.function import Function
from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.python_call import INPUT, PythonCall
from ..ir.source import SourceRange
from ..ir.types import TensorType, TupleType
from ..ir.value import Value
from ..tensor.tensor import Tensor
from .names import _module_name


class Trace(Protocol):
    """What a call needs of the recorder."""

    graph: Graph

    def value_of(self, tensor: Tensor) -> Value: ...

    def remember(self, tensor: Any, value: Value) -> None: ...

    def here(self) -> SourceRange: ...


def record_python_call(
    trace: Trace, function: type[Function], arguments: Sequence[Any], run: Callable[[], tuple[Any, bool]]
) -> Any:
    """Write down a call and make it; ``run`` gives the result, and whether an argument was changed."""
    graph = trace.graph
    if graph.dialect.records_old_operators:
        raise NotImplementedError(
            'dialect "1.8" does not cover torch.autograd.Function, of which PyTorch 1.8 shows less; '
            'trace in dialect "2.x"'
        )
    kept = tuple(INPUT if isinstance(each, Tensor) else each for each in arguments)
    inputs = [trace.value_of(each) for each in arguments if isinstance(each, Tensor)]
    node = graph.create("prim::PythonOp", inputs, 0)
    node._range = trace.here()
    node.set_attribute("pyobj", "call", PythonCall(function.__name__, function.apply, kept))
    graph.insertNode(node)
    result, is_inplace = run()
    node.i_("inplace", int(is_inplace)).s_("module", _module_name(function.__module__))
    results = result if isinstance(result, tuple) else (result,)
    found = [trace.value_of(each) for each in results if isinstance(each, Tensor)]
    node.g_("Subgraph", _what_follows(node, function.__name__, found))
    if isinstance(result, tuple):
        types = [TensorType.of(each) if isinstance(each, Tensor) else TensorType.get() for each in results]
        outputs = graph.createTupleUnpack(node.addOutput(TupleType(types))).insertAfter(node)._outputs
    else:
        outputs = [node.addOutput()]
    for each, value in zip(results, outputs, strict=True):
        if isinstance(each, Tensor):
            trace.remember(each, value.inferTypeFrom(each))
    return result


def _what_follows(node: Node, name: str, results: Sequence[Value]) -> Graph:
    """The nodes behind one as a graph of its inputs."""
    graph = Graph()
    known = {value: graph.addInput().copyMetadata(value) for value in node._inputs}
    end, current = node.owningBlock()._return, node._next
    try:
        while current is not end:
            graph.insertNode(graph.clone_node(current, known))
            current = current._next
        for value in results:
            graph.registerOutput(known[value])
    except KeyError:
        raise RuntimeError(
            f"tracing {name}.apply: its forward uses a tensor that is no argument; a trace takes only tensors that "
            "are arguments of apply, each by itself and not inside a list"
        ) from None
    return graph
