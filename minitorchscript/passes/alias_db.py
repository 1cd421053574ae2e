"""`graph.alias_db()`: which values may share memory, under the names that PyTorch's `AliasDb` has in Python."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..ir.graph import FROM_ABOVE, Graph
from ..ir.node import Node
from ..ir.types import ClassType, FunctionType
from .memory import Memory, _Place


class AliasDb(Memory):
    """What `Memory` says of a graph as it is now; on demand with what compiled callees do.

    `has_writers` tells whether anything writes to a value's memory, `may_contain_alias` whether two values, or what
    is inside them, may share some.  As text it lists what points to what and who writes where.
    """

    def __init__(self, graph: Graph, descend_function_calls: bool = False) -> None:
        self._descends = descend_function_calls
        super().__init__(graph)

    def _read_unknown(self, node: Node) -> None:
        callee = _callee(node) if self._descends else None
        if callee is None:
            super()._read_unknown(node)
            return
        # A copy, as if it stood here.
        body = callee.copy()
        for formal, value in zip(body.inputs(), node._inputs[-len(body.inputs()) :], strict=True):
            self._point(formal, value)
        self._read(body.block())
        for output, value in zip(node._outputs, body.outputs(), strict=True):
            self._point(output, value)

    def __str__(self) -> str:
        names = self._names()
        links = "".join(
            f"{names[place]} {verb}: {', '.join(names[each] for each in others)}\n"
            for place, verb, others in self._links()
        )
        writes = "".join(
            f"{node}  {', '.join(name for place, name in names.items() if mask & place.bit)}\n"
            for node, mask in self._writes.items()
        )
        return f"\n===1. GRAPH===\n{self._graph}\n===2. ALIAS DB===\n{links}\n===3. Writes===\n{writes}\n"

    def _names(self) -> dict[_Place, str]:
        names = {place: f"%{value.debugName()}" for value, place in self._of.items()}
        for types, place in self._wildcards.items():
            names[place] = f"WILDCARD for type {', '.join(type_.str() for type_ in types)}"
        return names

    def _links(self) -> Iterator[tuple[_Place, str, list[_Place]]]:
        for place in self._of.values():
            ends = self._locations(place)
            wild = [each for each in self._wildcards.values() if ends & each.bit and each not in place.points_to]
            if place.points_to or wild:
                yield place, "points to", [*place.points_to, *wild]
            if place.contained:
                yield place, "contains", place.contained

    def dump(self) -> None:
        """Print all of it."""
        print(self)

    def to_graphviz_str(self) -> str:
        """The places as a graph for `dot`: an arrow to what one points to, a dashed one to what is inside."""
        names = self._names()
        arrows = "".join(
            f'  "{names[place]}" -> "{names[other]}"{" [style=dashed, color=blue]" if verb == "contains" else ""}\n'
            for place, verb, others in self._links()
            for other in others
        )
        return f"digraph alias_db {{\n  rankdir=LR\n{arrows}}}\n"


def alias_db(graph: Graph, isFrozen: bool = False, descend_function_calls: bool = False) -> AliasDb:
    """What may share memory in a graph; with ``descend_function_calls`` what compiled callees do is looked at too.

    Raises ``NotImplementedError`` for ``isFrozen``: there are no frozen graphs here.
    """
    if isFrozen:
        raise NotImplementedError("alias_db(isFrozen=True) is not offered: there are no frozen graphs here")
    return AliasDb(graph, descend_function_calls)


def _callee(node: Node) -> Graph | None:
    """The graph that a call runs, where it is known which."""
    function: Any = None
    type_ = node._inputs[0]._type if node._inputs else None
    if node._kind == "prim::CallFunction" and isinstance(type_, FunctionType):
        function = type_.function
    elif node._kind == "prim::CallMethod" and isinstance(type_, ClassType):
        function = type_.methods.get(node.s("name"))
    if function is None:
        return None
    function.ensure_defined()
    found: Graph = function.graph
    return found


FROM_ABOVE["alias_db"] = alias_db
