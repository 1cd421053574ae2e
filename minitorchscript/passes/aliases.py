"""Which values may share memory, read off the alias marks of the operators' schemas.

Every value belongs to one set.  An operator's output marked ``(a)`` joins the set of the input marked ``(a)``, and
what a branch or a loop hands out joins whatever it may be.  Each set has a set of *contents*: what may be found inside
its containers.  What comes from outside (a graph's inputs, attributes, results of calls), and whatever is stored where
it can't be followed, joins one wide set, of which nothing is known: writing to it counts as an effect that must be
kept.
"""

from __future__ import annotations

from ..ir.block import Block
from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.types import (
    AnyClassType,
    AnyListType,
    AnyTupleType,
    AnyType,
    ClassType,
    DictType,
    FutureType,
    ListType,
    OptionalType,
    TensorType,
    TupleType,
    Type,
    UnionType,
)
from ..ir.value import Value
from ..ops.resolve import schema_of

_BUILDS = {"prim::ListConstruct", "prim::TupleConstruct", "prim::DictConstruct"}
_EXTRACTS = {
    *("prim::TupleUnpack", "prim::TupleIndex", "prim::TupleSlice", "prim::ListUnpack", "aten::__getitem__"),
    *("aten::select", "aten::get", "aten::pop", "aten::popitem", "aten::values", "aten::items", "aten::setdefault"),
}
_FROM_OUTSIDE = {
    *("prim::GetAttr", "prim::CreateObject", "prim::ModuleContainerIndex", "prim::Enter", "prim::fork", "aten::wait"),
    *("prim::CallMethod", "prim::CallFunction", "prim::PythonOp"),
}
#: what they are given may be kept somewhere
_KEEPS = {
    *("prim::CallMethod", "prim::CallFunction", "prim::PythonOp", "prim::SetAttr", "prim::fork", "prim::Enter"),
    *("prim::Exit", "aten::wait"),
}
#: they may change whatever they can reach
_CALLS = {"prim::CallMethod", "prim::CallFunction", "prim::PythonOp", "prim::Enter", "prim::Exit", "aten::wait"}
#: their schemas have no mark for it, but in training they write to running mean and variance
_UPDATES_STATISTICS = {"aten::batch_norm", "aten::instance_norm"}
_MUTABLE = (*(TensorType, ListType, DictType, ClassType, FutureType, AnyType, AnyListType, AnyTupleType, AnyClassType),)


def is_mutable(type_: Type) -> bool:
    """Whether a value of a type has memory that can be written to, itself or inside."""
    if isinstance(type_, TupleType | OptionalType | UnionType):
        return any(map(is_mutable, type_.containedTypes()))
    return isinstance(type_, _MUTABLE) or type_.kind() == "InterfaceType"


class AliasSets:
    """The alias sets of a graph, as of its construction."""

    def __init__(self, graph: Graph) -> None:
        self._parent: dict[object, object] = {"outside": "outside"}
        self._contents: dict[object, object] = {"outside": "outside"}
        self._writes: dict[Node, list[Value]] = {}
        self._outputs = graph.outputs()
        self._read(graph.block())

    def _read(self, top: Block) -> None:
        for value in top._param._outputs:
            if is_mutable(value._type):
                self._join(value, "outside")
        for node in top.walk():
            if node._kind == "prim::If":
                for index, output in enumerate(node._outputs):
                    for block in node._blocks:
                        self._flow(block._return._inputs[index], output)
            elif node._kind == "prim::Loop":
                body = node._blocks[0]
                for index, output in enumerate(node._outputs):
                    for value in (node._inputs[index + 2], body._param._outputs[index + 1]):
                        self._flow(value, output)
                    self._flow(body._return._inputs[index + 1], output)
            else:
                for block in node._blocks:
                    for value in block._param._outputs:
                        self._join(value, "outside")
                self._read_node(node)

    def _flow(self, source: Value, target: Value) -> None:
        if is_mutable(source._type) or is_mutable(target._type):
            self._join(source, target)

    def _read_node(self, node: Node) -> None:
        if node._kind in _KEEPS:
            kept = [value for value in node._inputs if is_mutable(value._type)]
            for value in kept:
                self._join(value, "outside")
            if node._kind in _CALLS:
                self._writes.setdefault(node, []).extend(kept)
        if node._kind in _FROM_OUTSIDE:
            for value in node._outputs:
                if is_mutable(value._type):
                    self._join(value, "outside")
        elif node._kind in _BUILDS:
            for value in node._inputs:
                if is_mutable(value._type):
                    self._join(value, self._contents_of(node._outputs[0]))
        elif _extracts(node):
            # As in PyTorch, of what was taken out of a container nothing is known any more.
            self._join(self._contents_of(node._inputs[0]), "outside")
            for output in node._outputs:
                if is_mutable(output._type):
                    self._join(output, "outside")
        elif node._kind == "prim::unchecked_cast":
            self._flow(node._inputs[0], node._outputs[0])
        self._read_marks(node)

    def _read_marks(self, node: Node) -> None:
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
                if "*" in mark.after and is_mutable(value._type):
                    self._join(value, "outside")
                    self._join(self._contents_of(node._inputs[0]), "outside")
        extracts = _extracts(node)
        for value, returned in zip(node._outputs, schema.returns, strict=False):
            result = returned.alias or returned.element_alias
            for name in result.sets if result and not extracts else ():
                self._join(value, marked.get(name, "outside"))
            if result is None and _holds_mutable(value._type):
                # A new container, maybe with what other containers hold.
                self._join(self._contents_of(value), "outside")
                for source in node._inputs:
                    if _holds_mutable(source._type):
                        self._join(self._contents_of(source), "outside")
        updates = node._kind in _UPDATES_STATISTICS and node._graph.dialect.knows_updated_statistics
        if updates and node._inputs[5].toIValue() is not False:
            self._writes.setdefault(node, []).extend(node._inputs[3:5])

    def _contents_of(self, value: object) -> object:
        """The set of what is inside the containers of a value's set."""
        root = self._find(value)
        inside = self._contents.get(root)
        if inside is None:
            inside = self._contents[root] = object()
        return self._find(inside)

    def _join(self, value: object, other: object) -> None:
        pending = [(value, other)]
        while pending:
            one, two = map(self._find, pending.pop())
            if one is two:
                continue
            self._parent[one] = two
            inside = self._contents.pop(one, None)
            if inside is None:
                continue
            if two in self._contents:
                pending.append((inside, self._contents[two]))
            else:
                self._contents[two] = inside

    def _find(self, value: object) -> object:
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

    def written_sets(self, node: Node) -> list[object]:
        """The sets that a node writes to."""
        return [self._find(value) for value in self._writes.get(node, ())]

    def sets_of(self, value: Value) -> list[object]:
        """What stands for the set of a value, and for those of whatever may be inside it."""
        found: list[object] = []
        current: object | None = self._find(value)
        while current is not None and current not in found:
            found.append(current)
            inside = self._contents.get(current)
            current = None if inside is None else self._find(inside)
        return found

    def escapes(self, value: Value) -> bool:
        """Whether something outside the graph may see a value: it comes from there, is kept there or is returned."""
        if not is_mutable(value._type):
            return False
        outside = self._find("outside")
        if any(found is outside for found in self.sets_of(value)):
            return True
        returned = {found for output in self._outputs for found in self.sets_of(output)}
        return self._find(value) in returned

    def has_writers(self, value: Value) -> bool:
        """Whether anything in the graph writes to a value's memory."""
        target = self._find(value)
        return any(self._find(written) is target for values in self._writes.values() for written in values)


def _extracts(node: Node) -> bool:
    """Whether a node takes something out of a container."""
    return node._kind in _EXTRACTS and not isinstance(node._inputs[0]._type, TensorType)


def _holds_mutable(type_: Type) -> bool:
    """Whether a value of a type is a container of what can be written to."""
    return isinstance(type_, ListType | DictType | TupleType) and any(map(is_mutable, type_.containedTypes()))
