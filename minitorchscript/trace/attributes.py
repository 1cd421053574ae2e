"""The attributes that a traced module may use: its parameters, buffers and submodules, by path.

Each takes a number of the graph, in order; but a value (a result of the ``prim::TracedAttr``, which `lift` replaces)
is made only for those that are used.
"""

from __future__ import annotations

from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.types import Type
from ..ir.value import Value


class Attributes:
    """The attributes of one module and of all modules in it."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._noted: dict[str, tuple[Type, int]] = {}
        self._made: dict[str, Value] = {}
        #: the one node whose results all of them are; it stands in no block
        self.node = Node(graph, "prim::TracedAttr")
        #: the path of each that was used
        self.paths: dict[Value, str] = {}

    def note(self, path: str, type_: Type) -> None:
        """The next attribute: it has this path, ``__module.layer.weight``."""
        self._noted[path] = (type_, self.skip())

    def skip(self) -> int:
        """Number an attribute that no operator can use."""
        number = self._graph._next_unique
        self._graph._next_unique += 1
        return number

    def value(self, path: str) -> Value:
        """The value that stands for an attribute."""
        found = self._made.get(path)
        if found is None:
            type_, number = self._noted[path]
            found = self._made[path] = self.node.addOutput(type_)
            self._graph._next_unique -= 1
            found._unique = number
            self.paths[found] = path
        return found

    def destroy(self) -> None:
        """Give up all values; nothing may use them any more."""
        self.node.destroy()
        self._made.clear()
        self.paths.clear()
