"""Inlining a whole tree of calls at once, where that comes to the same as inlining it level by level.

Level by level a node is copied once for every call around it: D² copies for modules nested D deep.  In most traces
nothing happens to a node on that way: all names differ, and each function is called once.  Only the constants move,
since every level takes those of its callees to its own front, the last one found first, and keeps one of each.  So each
node can be copied once, to where it ends up; unless a rewrite applies, which is seen on the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.unit import Function
from ..ir.value import Value
from .constant_pooling import identity

#: the function that a call node calls, if that is known
CalledFunction = Callable[[Node], Function | None]


def flatten(function: Function, called: CalledFunction) -> Graph | None:
    """A function's graph with all calls inlined and constants pooled; None where it must be made level by level."""
    graph = source(function)
    if graph.dialect.always_sweeps_callees or not _is_plain(function, called):
        return None
    flat = Graph()
    flat.dialect = graph.dialect
    known = {value: flat.addInput().copyMetadata(value) for value in graph.inputs()}
    constants: dict[Any, Node] = {}
    levels = [_Level(function, None)]
    while True:
        level = levels[-1]
        node = next(level.nodes, None)
        if node is None:
            levels.pop()
            if level.call is None:
                break
            levels[-1].constants.update(dict.fromkeys(level.pooled()))
            _return(level, level.call, known)
        elif (callee := called(node)) is not None:
            inner = _Level(callee, node)
            known.update(zip(inner.graph.inputs(), [known[value] for value in node._inputs], strict=True))
            levels.append(inner)
        elif node._kind == "prim::Constant":
            key = identity(node)
            if key not in constants:
                constants[key] = flat.clone_node(node, known)
            known[node._outputs[0]] = constants[key]._outputs[0]
            level.constants[key] = None
        else:
            flat.appendNode(flat.clone_node(node, known))
    for key in reversed(level.pooled()):
        flat.prependNode(constants[key])
    for value in graph.outputs():
        flat.registerOutput(known[value])
    return flat


def source(function: Function) -> Graph:
    """What there is of a function to be inlined: its optimized graph, or its graph as first seen from a caller."""
    return function.optimized or function.snapshot or function.graph


class _Level:
    """A function whose nodes are being copied, and the call that brought us there."""

    def __init__(self, function: Function, call: Node | None) -> None:
        self.graph = source(function)
        self.call = call
        self.nodes: Iterator[Node] = self.graph.nodes()
        self.is_pooled = function.optimized is not None
        #: its constants and those of its callees, in order
        self.constants: dict[Any, None] = {}

    def pooled(self) -> list[Any]:
        """The constants as they stand at its front."""
        found = list(self.constants)
        return found if self.is_pooled else found[::-1]


def _return(level: _Level, call: Node, known: dict[Value, Value]) -> None:
    """Let a callee's results take the names of the call's."""
    for old, value in zip(call._outputs, level.graph.outputs(), strict=True):
        new = known[old] = known[value]
        if old._name:
            new.setDebugName(old._name)


def _is_plain(function: Function, called: CalledFunction) -> bool:
    """Whether names, numbers of calls and kinds of nodes allow for it.

    Takes a copy of each callee's graph, since what was inlined once does not see a later change.
    """
    functions: set[Function] = set()
    names = {value._name for value in source(function).inputs()}
    pending = [function]
    while pending:
        current = pending.pop()
        if current in functions:
            return False
        functions.add(current)
        for node in source(current).nodes():
            if node._blocks:
                return False
            callee = called(node)
            if callee is not None:
                if node._kind != "prim::CallMethod" or node._range is not None:
                    return False
                pending.append(callee)
            for value in node._outputs:
                if value._name:
                    if value._name in names:
                        return False
                    names.add(value._name)
    for each in functions:
        if each is not function and each.optimized is None and each.snapshot is None:
            each.snapshot = each.graph.copy()
    return True
