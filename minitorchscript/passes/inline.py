"""Inlining: replace every call of a method or function by the callee's nodes.

::

    %3 = prim::CallMethod[name="forward"](%relu, %x)      becomes      %3 = aten::relu(%x)

What is spliced in is the callee's *optimized* graph: itself inlined and cleaned, once, and remembered.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..collector import paused_collector
from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.source import Call
from ..ir.types import ClassType, FunctionType
from ..ir.unit import Function
from .base import register_pass
from .constant_pooling import pool_constants
from .constant_propagation import propagate_constants
from .dead_code import eliminate_dead_code
from .flatten import flatten, source
from .peephole import peephole

_CALLS = {"prim::CallFunction", "prim::CallMethod"}


@register_pass("inline")
def inline(graph: Graph) -> bool:
    """Inline all calls, however deep.  Returns whether there were any."""
    with paused_collector():
        return _inline_calls(graph)


def optimized_graph(function: Function) -> Graph:
    """The inlined and cleaned copy of a function's graph: what runs, and what callers inline.

    It is made on first use and kept, so a later change of ``function.graph`` does not reach it.
    """
    pending = [function]
    while function.optimized is None:
        current = pending[-1]
        if current.optimized is None:
            sweeps = source(current).dialect.always_sweeps_callees  # then what is called must be cleaned by itself
            flat = None if sweeps else flatten(current, called_function)
            if flat is not None and not (peephole(flat) or propagate_constants(flat)):
                current.optimized = flat
        if current.optimized is None:
            waiting = [callee for _, callee in _calls(source(current)) if callee.optimized is None]
            if waiting:
                pending += waiting
                continue
            current.optimized = _optimize(source(current).copy())
        pending.pop()
    return function.optimized


def _optimize(graph: Graph) -> Graph:
    _inline_calls(graph)
    peephole(graph)
    if graph.dialect.always_sweeps_callees:
        eliminate_dead_code(graph)
    propagate_constants(graph)
    pool_constants(graph)
    return graph


def called_function(node: Node) -> Function | None:
    """The function that a call node calls; ``None`` for other nodes and for what can't be known here."""
    if node._kind == "prim::CallFunction":
        type_ = node._inputs[0]._type
        return type_.function if isinstance(type_, FunctionType) else None
    if node._kind == "prim::CallMethod":
        type_ = node._inputs[0]._type
        return type_.methods.get(node.s("name")) if isinstance(type_, ClassType) else None
    return None


def _calls(graph: Graph) -> list[tuple[Node, Function]]:
    """The calls in a graph whose callee is known, in order."""
    calls = [node for node in graph.block().walk() if node._kind in _CALLS]
    return [(node, callee) for node in calls if (callee := called_function(node)) is not None]


def _inline_calls(graph: Graph) -> bool:
    calls = _calls(graph)
    for node, callee in calls:
        if node._kind == "prim::CallFunction":
            node.removeInput(0)
        inline_call(node, optimized_graph(callee), callee.name)
    return bool(calls)


def inline_call(node: Node, callee: Graph, name: str = "") -> None:
    """Put a copy of ``callee`` where the call stands, and let its results take the call's names and uses."""
    graph = node.owningGraph()
    before = node._prev
    with graph.insert_point_guard(node):
        results = graph.insert_graph(callee, node._inputs)
    if node._range is not None:
        _remember_call(before._next, node, name)
    for old, new in zip(node._outputs, results, strict=True):
        if old.hasDebugName():
            new.setDebugName(old.debugName())
        old.replaceAllUsesWith(new)
    node.destroy()


def _remember_call(first: Node, call: Node, name: str) -> None:
    """Note on the nodes from ``first`` to a call that the call brought them; what has no results is passed over."""
    outermost: dict[Call | None, Call] = {None: Call(name, call._range, None)}
    while first is not call:
        for node in _with_nested(first) if first._outputs else ():
            inner = node._call
            if inner not in outermost:
                outermost[inner] = Call(name, call._range, inner)
            node._call = outermost[inner]
        first = first._next


def _with_nested(top: Node) -> Iterator[Node]:
    yield top
    for block in top._blocks:
        yield from block.walk()
