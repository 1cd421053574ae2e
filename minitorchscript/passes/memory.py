"""Which values may share memory, in programs with branches, loops, containers and objects.

Every value of a mutable type has a place in memory, may point to the places of others, and may contain others.  What
is not followed (inputs, elements of containers, results of calls) may be anything of its type: all such values of one
type share a place, the type's *wildcard*.  Sets of places are bit masks.  PyTorch's `AliasDb` is built the same way;
what dead code elimination keeps depends on exactly how coarse it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from ..ir.block import Block
from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.types import (
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
from ..ir.unit import unshaped
from ..ir.value import Value
from ..ops.overloads import overloads_of
from ..ops.resolve import schema_of
from ..ops.schema import Argument

_CREATORS = {
    "prim::Constant", "prim::EmptyListLiteral", "prim::Closure", "prim::CreateObject", "prim::tolist",
    "prim::Uninitialized",
}  # fmt: skip
_CONTAINERS = {"prim::TupleConstruct", "prim::DictConstruct", "prim::ListConstruct"}
_EXTRACTORS = {
    "prim::TupleUnpack", "prim::TupleIndex", "prim::TupleSlice", "prim::ListUnpack", "prim::PythonOp", "prim::GetAttr",
}  # fmt: skip
_UNKNOWN = {"prim::CallFunction", "prim::CallMethod", "prim::Enter", "prim::Exit"}
#: they take a list and keep none of its elements
_CONSUMERS = {
    "aten::cat", "aten::broadcast_tensors", "aten::stack", "aten::vstack", "aten::hstack", "aten::dstack",
}  # fmt: skip
#: their schemas have no mark for it, but in training they write to running mean and variance
_UPDATES_STATISTICS = {"aten::batch_norm", "aten::instance_norm"}


def mutable_types(type_: Type) -> tuple[Type, ...]:
    """The types of what a value may be or hold directly that can be changed; none for a number."""
    if isinstance(type_, ListType | DictType | ClassType | TensorType | AnyType):
        return (unshaped(type_),)
    if isinstance(type_, OptionalType):
        return mutable_types(type_.element)
    if isinstance(type_, UnionType):
        return tuple(inner for member in type_.members for inner in mutable_types(member))
    if isinstance(type_, FutureType):
        inner = mutable_types(type_.element)
        return (FutureType(inner[0]),) if inner else ()
    if isinstance(type_, TupleType):
        members = tuple(inner for member in type_.members for inner in mutable_types(member))
        return (TupleType(members),) if members else ()
    return ()


class _Place:
    """A place in memory: what it points to, and what is inside."""

    __slots__ = ("_ends", "bit", "contained", "locations", "points_to")

    def __init__(self, index: int) -> None:
        self.bit = 1 << index
        self._ends: int | None = None
        self.points_to: list[_Place] = []
        self.contained: list[_Place] = []
        #: the places that it may stand for, once all pointers are known
        self.locations: int | None = None

    def ends(self) -> int:
        """The places that its pointers lead to, and that point no further; no pointers form a ring."""
        pending = [self]
        while pending:
            current = pending[-1]
            ahead = [target for target in current.points_to if target._ends is None]
            if current._ends is None and ahead:
                pending.extend(ahead)
                continue
            pending.pop()
            found = 0 if current.points_to else current.bit
            for target in current.points_to:
                found |= target._ends or 0
            current._ends = found
        return self._ends or 0


class Memory:
    """The places of a graph's values, and what each node writes to, as of its construction."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._places: list[_Place] = []
        self._of: dict[Value, _Place] = {}
        self._wildcards: dict[tuple[Type, ...], _Place] = {}
        self._wild: dict[Value, None] = {}
        self._registered: dict[Node, list[Value]] = {}
        self._registered_inside: dict[Node, list[Value]] = {}
        self._waits: list[Node] = []
        for value in graph.inputs():
            self._set_wildcard(value)
        self._read(graph.block())
        self._writes = self._resolve()
        self._all_writes: dict[Node, int] = {}
        self._all_wildcards = 0
        for place in self._wildcards.values():
            self._all_wildcards |= place.bit
        self._live = 0
        self._ends: dict[tuple[Value, ...], int] = {}
        self._written = 0
        for mask in self._writes.values():
            self._written |= mask

    # -- what others ask

    def writes_outside(self, node: Node) -> bool:
        """Whether a node changes memory of which it is not known who reads it."""
        return bool(self._writes.get(node, 0) & self._all_wildcards)

    def has_writers(self, value: Value) -> bool:
        """Whether anything in the graph writes to a value's memory."""
        place = self._of.get(value)
        return place is not None and not value.mustBeNone() and bool(self._locations(place) & self._written)

    def may_alias(self, values: Iterable[Value], others: Iterable[Value]) -> bool:
        """Whether one of some values may share memory with one of others, leaving what is inside aside."""
        return bool(self._all_locations(values) & self._all_locations(others))

    def may_contain_alias(self, value: Value, other: Value) -> bool:
        """Whether one value, or what is inside it, may share memory with another, or with what is inside that."""
        return bool(self._all_inside([value]) & self._all_inside([other]))

    def is_returned(self, values: Iterable[Value]) -> bool:
        """Whether what the graph returns may share memory with one of some values, or with what is inside."""
        return bool(self._all_inside(values) & self._inside_ends(self._graph.outputs()))

    def escapes(self, values: Iterable[Value]) -> bool:
        """Whether something outside the graph may see one of some values: it may be given, kept or returned."""
        values = list(values)
        if self.is_returned(values) or self._all_inside(values) & self._inside_ends(self._graph.inputs()):
            return True
        for value in values:
            place, wildcard = self._of.get(value), self._wildcards.get(mutable_types(value._type))
            if place is not None and wildcard is not None and self._locations(place) & self._locations(wildcard):
                return True
        return False

    def _all_locations(self, values: Iterable[Value]) -> int:
        found = 0
        for value in values:
            if value in self._of:
                found |= self._locations(self._of[value])
        return found

    def _all_inside(self, values: Iterable[Value]) -> int:
        found = 0
        for value in values:
            if value in self._of:
                found |= self._inside(self._of[value])
        return found

    def _inside_ends(self, values: list[Value]) -> int:
        """`_all_inside` for the graph's inputs or outputs, which are asked for again and again."""
        key = tuple(values)
        found = self._ends.get(key)
        if found is None:
            found = self._ends[key] = self._all_inside(values)
        return found

    def make_live(self, value: Value) -> None:
        """Remember that a value is needed."""
        place = self._of.get(value)
        if place is not None:
            self._live |= self._locations(place)

    def writes_to_live(self, node: Node) -> bool:
        """Whether a node, or one nested in it, changes memory of a value that is needed."""
        return bool(self._nested_writes(node) & self._live)

    def _nested_writes(self, node: Node) -> int:
        found = self._all_writes.get(node)
        if found is None:
            found = self._writes.get(node, 0)
            for block in node._blocks:
                for inner in block.nodes():
                    found |= self._nested_writes(inner)
            self._all_writes[node] = found
        return found

    # -- places

    def _new_place(self) -> _Place:
        place = _Place(len(self._places))
        self._places.append(place)
        return place

    def _wildcard(self, types: tuple[Type, ...]) -> _Place:
        place = self._wildcards.get(types)
        if place is None:
            place = self._wildcards[types] = self._new_place()
            self._add_contained_types(place, types)
        return place

    def _add_contained_types(self, place: _Place, types: Iterable[Type]) -> None:
        for type_ in types:
            for inner in type_.containedTypes():
                kinds = mutable_types(inner)
                if kinds:
                    place.contained.append(self._wildcard(kinds))

    def _set_wildcard(self, value: Value) -> _Place | None:
        kinds = mutable_types(value._type)
        if not kinds or _never_aliases(value):
            return None
        self._place(value)
        self._wild[value] = None
        return self._wildcard(kinds)

    def _place(self, value: Value) -> _Place:
        self._fresh(value)
        return self._of[value]

    def _fresh(self, value: Value, with_wildcards: bool = True) -> None:
        """A place of its own for a value."""
        if value in self._of:
            return
        kinds = mutable_types(value._type)
        if kinds:
            place = self._of[value] = self._new_place()
            if with_wildcards:
                self._add_contained_types(place, kinds)

    def _point(self, value: Value, target: Value) -> None:
        if _never_aliases(value) or _never_aliases(target):
            self._fresh(value)
            self._fresh(target)
            return
        if value is target or not mutable_types(value._type) or not mutable_types(target._type):
            return
        self._place(value).points_to.append(self._place(target))

    # -- reading

    def _read(self, block: Block) -> None:
        for node in block.nodes():
            self._read_node(node)

    def _read_node(self, node: Node) -> None:
        kind = node._kind
        if kind == "prim::If":
            for block in node._blocks:
                self._read(block)
            for output, one, two in zip(node._outputs, *(block._return._inputs for block in node._blocks), strict=True):
                self._point(output, one)
                self._point(output, two)
        elif kind == "prim::Loop":
            body = node._blocks[0]
            for inner, value in zip(body._param._outputs[1:], node._inputs[2:], strict=True):
                self._point(inner, value)
            self._read(body)
            for output, value in zip(node._outputs, body._return._inputs[1:], strict=True):
                self._point(output, value)
        elif kind in _CREATORS:
            for output in node._outputs:
                self._fresh(output)
        elif kind in _CONTAINERS:
            self._read_container(node)
        elif kind in _EXTRACTORS:
            for output in node._outputs:
                self._set_wildcard(output)
        elif kind in _UNKNOWN:
            self._read_unknown(node)
        elif kind == "prim::unchecked_cast":
            self._point(node._outputs[0], node._inputs[0])
        elif kind == "prim::SetAttr":
            self._register(node, node._inputs[0])
            stored = self._set_wildcard(node._inputs[1])
            if stored is not None:
                self._place(node._inputs[0]).contained.append(stored)  # a graph read from text knows no attributes
        elif kind == "prim::fork":
            for value in node._inputs:
                self._set_wildcard(value)
            self._fresh(node._outputs[0])
        elif kind == "aten::wait":
            self._set_wildcard(node._outputs[0])
            self._waits.append(node)  # the task may have written to whatever it was given
        elif kind not in ("prim::Print", "prim::isinstance"):
            self._read_operator(node)

    def _read_container(self, node: Node) -> None:
        container = node._outputs[0]
        if not mutable_types(container._type):
            return
        if len(container._uses) == 1 and self._keeps_to_itself(container):
            self._fresh(container, with_wildcards=False)
            for value in node._inputs:
                if mutable_types(value._type):
                    self._of[container].contained.append(self._place(value))
            return
        self._fresh(container)
        for value in node._inputs:
            wildcard = self._set_wildcard(value)
            if wildcard is not None:
                self._of[container].contained.append(wildcard)

    def _keeps_to_itself(self, container: Value) -> bool:
        """Whether the one user of a container lets none of its elements out."""
        user = next(iter(container._uses))[0]
        if user is self._graph._block._return:
            return isinstance(container._type, ListType | TupleType)
        return isinstance(container._type, ListType) and user._kind in _CONSUMERS

    def _read_unknown(self, node: Node) -> None:
        for value in node._inputs:
            if mutable_types(value._type):
                self._registered_inside.setdefault(node, []).append(value)
                self._set_wildcard(value)
        for value in node._outputs:
            self._set_wildcard(value)

    def _read_operator(self, node: Node) -> None:
        schema = schema_of(node)
        if schema is None:
            self._read_unknown(node)
            return
        named: dict[str, Value] = {}
        for value, formal in zip(node._inputs, schema.arguments, strict=False):
            mark = formal.alias or formal.element_alias
            if mark is None or not mutable_types(value._type) or mark.sets[0] in named:
                continue
            named[mark.sets[0]] = value
            if mark.is_write:
                self._register(node, value)
            if "*" in mark.after:
                self._set_wildcard(value)
        for value, returned in zip(node._outputs, schema.returns, strict=False):
            self._read_result(node, value, returned, named)
        updates = node._kind in _UPDATES_STATISTICS and node._graph.dialect.knows_updated_statistics
        updates = updates and node._inputs[5].toIValue() is not False
        for value in node._inputs[3:5] if updates else ():
            self._register(node, value)

    def _read_result(self, node: Node, value: Value, returned: Argument, named: dict[str, Value]) -> None:
        mark = returned.alias or returned.element_alias
        if mark is None:
            self._fresh(value)
            return
        if not mutable_types(value._type):
            return
        if "*" in mark.sets:
            self._set_wildcard(value)
            return
        sources = [named[name] for name in mark.sets if name in named]
        for source in sources:
            self._point(value, source)
        if not sources:
            self._fresh(value)
        if mark.is_write:
            self._register(node, value)

    def _register(self, node: Node, value: Value) -> None:
        if mutable_types(value._type):
            self._registered.setdefault(node, []).append(value)

    # -- resolving

    def _resolve(self) -> dict[Node, int]:
        """Follow all pointers, let what is wild point to its wildcard, and say which places each node writes to."""
        reached: dict[_Place, int] = {}
        for value in self._wild:
            wildcard = self._wildcards[mutable_types(value._type)]
            reached[wildcard] = reached.get(wildcard, 0) | self._locations(self._of[value])
        wild_at: dict[int, int] = {}
        for wildcard, mask in reached.items():
            for bit in _bits(mask):
                wild_at[bit] = wild_at.get(bit, 0) | wildcard.bit
        for place in self._places:
            own = found = self._locations(place)
            for bit in _bits(own):
                found |= wild_at.get(bit, 0)
            place.locations = found
        writes: dict[Node, int] = {}
        for node, values in self._registered.items():
            for value in values:
                writes[node] = writes.get(node, 0) | self._locations(self._place_of(value))
        for node, values in self._registered_inside.items():
            for value in values:
                writes[node] = writes.get(node, 0) | self._inside(self._place_of(value))
        for node in self._waits:
            for wildcard in self._wildcards.values():
                writes[node] = writes.get(node, 0) | self._locations(wildcard)
        return writes

    def _place_of(self, value: Value) -> _Place:
        return self._of[value] if value in self._of else self._new_place()

    def _locations(self, place: _Place) -> int:
        """The places that one may stand for: the ends of its pointers."""
        return place.ends() if place.locations is None else place.locations

    def _inside(self, place: _Place) -> int:
        """A place, all that it may stand for, and whatever is in there."""
        found = 0
        pending = [place]
        while pending:
            current = pending.pop()
            if found & current.bit:
                continue
            found |= current.bit
            pending.extend(current.contained)
            pending += [self._places[bit] for bit in _bits(self._locations(current) & ~found)]
        return found


def _bits(mask: int) -> Iterator[int]:
    """The positions of the ones in a mask."""
    while mask:
        lowest = mask & -mask
        mask ^= lowest
        yield lowest.bit_length() - 1


def writes_anything(graph: Graph) -> bool:
    """Whether a graph has a node that changes memory at all."""
    return any(may_write(node) for node in graph.block().walk())


def written_by(node: Node) -> list[Value]:
    """What a node says that it changes: an object, or arguments that an operator's schema marks."""
    if node._kind == "prim::SetAttr":
        return node._inputs[:1]
    schema = schema_of(node)
    if schema is None:
        return []
    marks = [formal.alias or formal.element_alias for formal in schema.arguments]
    return [value for value, mark in zip(node._inputs, marks, strict=False) if mark is not None and mark.is_write]


def comes_from_outside(value: Value) -> bool:
    """Whether a value is an element or an attribute of something, or what a call gave: others may hold it too."""
    return value._node._kind in _EXTRACTORS or value._node._kind in _UNKNOWN


def may_write(node: Node) -> bool:
    """Whether a node may change memory, as far as its kind tells."""
    kind = node._kind
    if kind in _UNKNOWN or kind in _UPDATES_STATISTICS or kind in ("prim::SetAttr", "aten::wait"):
        return True
    if kind.startswith("prim::"):
        return False
    if not overloads_of(kind):
        return True
    in_place, lengths = _writing_overloads(kind)
    if not in_place and len(node._inputs) not in lengths:
        return False
    schema = schema_of(node)
    return schema is None or schema.is_mutable


@cache
def _writing_overloads(kind: str) -> tuple[bool, frozenset[int]]:
    """Whether an operator has overloads that work in place, and how many arguments those with ``out=`` take."""
    writing = [schema for schema in overloads_of(kind) if schema.is_mutable]
    with_out = [
        schema
        for schema in writing
        if all(each.kwarg_only for each in schema.arguments if each.alias is not None and each.alias.is_write)
    ]
    return len(with_out) < len(writing), frozenset(len(schema.arguments) for schema in with_out)


def _never_aliases(value: Value) -> bool:
    return value.mustBeNone() or value._node._kind == "prim::Uninitialized"
