"""Which values may share memory, read off the alias marks of the operators' schemas.

Every value belongs to one set.  An operator's output marked ``(a)`` joins the set of the input marked ``(a)``.
What comes from outside (a graph's inputs, attributes, elements of containers, results of calls) joins one wide
set, of which nothing is known: writing to it counts as an effect that must be kept.
"""

from __future__ import annotations

from ..ir.block import Block
from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.value import Value
from ..ops.resolve import schema_of

_EXTRACTS = {
    "prim::GetAttr",
    "prim::TupleUnpack",
    "prim::TupleIndex",
    "prim::ListUnpack",
    "prim::CallMethod",
    "prim::CallFunction",
    "aten::__getitem__",
}
#: their schemas have no mark for it, but in training they write to running mean and variance
_UPDATES_STATISTICS = {"aten::batch_norm", "aten::instance_norm"}
_CALLS = {"prim::CallMethod", "prim::CallFunction"}


class AliasSets:
    """The alias sets of a graph, as of its construction."""

    def __init__(self, graph: Graph) -> None:
        self._parent: dict[Value | str, Value | str] = {"outside": "outside"}
        self._writes: dict[Node, list[Value]] = {}
        self._read(graph.block())

    def _read(self, top: Block) -> None:
        pending = [top]
        while pending:
            block = pending.pop()
            for value in block._param._outputs:
                self._join(value, "outside")
            for node in block.nodes():
                self._read_node(node)
                pending.extend(node._blocks)

    def _read_node(self, node: Node) -> None:
        if node._kind in _EXTRACTS:
            for value in node._outputs:
                self._join(value, "outside")
            if node._kind in _CALLS:
                for value in node._inputs:
                    self._join(value, "outside")
            return
        schema = schema_of(node)
        if schema is None:
            return
        marked: dict[str, Value] = {}
        for value, formal in zip(node._inputs, schema.arguments, strict=False):
            for mark in (formal.alias, formal.element_alias):
                if mark is None:
                    continue
                if mark.is_write:
                    self._writes.setdefault(node, []).append(value)
                for name in mark.sets:
                    marked[name] = value
        for value, formal in zip(node._outputs, schema.returns, strict=False):
            mark = formal.alias or formal.element_alias
            for name in mark.sets if mark else ():
                self._join(value, marked.get(name, "outside"))
        updates = node._kind in _UPDATES_STATISTICS and node._graph.dialect.knows_updated_statistics
        if updates and node._inputs[5].toIValue() is not False:
            self._writes.setdefault(node, []).extend(node._inputs[3:5])

    def _join(self, value: Value, other: Value | str) -> None:
        self._parent[self._find(value)] = self._find(other)

    def _find(self, value: Value | str) -> Value | str:
        root = value
        while (parent := self._parent.setdefault(root, root)) is not root:
            root = parent
        while value is not root:
            self._parent[value], value = root, self._parent[value]
        return root

    def writes_outside(self, node: Node) -> bool:
        """Whether a node changes memory that something outside the graph may see."""
        outside = self._find("outside")
        return any(self._find(value) is outside for value in self._writes.get(node, ()))

    def written_sets(self, node: Node) -> list[Value | str]:
        """The sets that a node writes to."""
        return [self._find(value) for value in self._writes.get(node, ())]

    def set_of(self, value: Value) -> Value | str:
        """What stands for the set of a value."""
        return self._find(value)

    def has_writers(self, value: Value) -> bool:
        """Whether anything in the graph writes to a value's memory."""
        target = self._find(value)
        return any(self._find(written) is target for values in self._writes.values() for written in values)
