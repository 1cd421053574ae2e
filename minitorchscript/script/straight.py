"""A shortcut: in front of a function's first branch each variable holds a known value, so nothing is stored and loaded.

Yet what would be loaded has a number, a name and a type of its own.  A value stands in for it, until the passage to SSA
puts what it stands for in its place.
"""

from __future__ import annotations

from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.types import Type
from ..ir.value import Value


class StraightPart:
    """The variables of a function in front of its first branch."""

    __slots__ = ("_loading", "_stand_ins", "holds")

    def __init__(self, graph: Graph) -> None:
        self.holds: dict[str, Value] = {}
        self._stand_ins: dict[Value, Value] = {}
        self._loading = Node(graph, "prim::Load")
        self._loading._block = graph.block()

    def load(self, name: str, type_: Type) -> Value:
        value = Value(self._loading, type_)
        self._stand_ins[value] = self.holds[name]
        return value

    def resolve(self) -> None:
        """Let the users of all stand-ins use what these stand for."""
        found, release = self._stand_ins, self._loading._graph.release_name
        for stand_in, held in found.items():
            value = found[stand_in] = found.get(held, held)
            if stand_in._name:
                release(stand_in)
            stand_in.replaceAllUsesWith(value)
        self.holds = {name: found.get(held, held) for name, held in self.holds.items()}
