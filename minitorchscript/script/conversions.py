"""Implicit conversions: what the compiler inserts so that a value has the type that is asked for."""

from __future__ import annotations

from ..ir.graph import Graph
from ..ir.types import (
    BoolType,
    ComplexType,
    DeviceObjType,
    FloatType,
    IntType,
    ListType,
    NoneType,
    NumberType,
    OptionalType,
    StringType,
    TensorType,
    TupleType,
    Type,
)
from ..ir.value import Value
from .ranges import Span
from .unify import convertible_to_list, without_optional

_FROM_TENSOR: dict[type[Type], str] = {
    FloatType: "aten::FloatImplicit",
    ComplexType: "aten::ComplexImplicit",
    IntType: "aten::IntImplicit",
    NumberType: "aten::ScalarImplicit",
}
_FROM_NUMBER: dict[type[Type], str] = {FloatType: "aten::Float", ComplexType: "aten::Complex", IntType: "aten::Int"}
_FROM_BOOL: dict[type[Type], str] = {FloatType: "aten::Float", IntType: "aten::Int", NumberType: "aten::Int"}
_RESULTS: dict[str, Type] = {
    "aten::FloatImplicit": FloatType(),
    "aten::ComplexImplicit": ComplexType(),
    "aten::IntImplicit": IntType(),
    "aten::ScalarImplicit": NumberType(),
    "aten::Float": FloatType(),
    "aten::Complex": ComplexType(),
    "aten::Int": IntType(),
    "aten::device": DeviceObjType(),
}


def unpack_tuple(value: Value) -> list[Value]:
    """The members of a tuple: those it is made of where that is known, else what unpacking it gives."""
    if value._node._kind == "prim::TupleConstruct":
        return list(value._node._inputs)
    graph = value._node._graph
    return graph.insertNode(graph.createTupleUnpack(value)).outputs()


def convert(where: Span | None, graph: Graph, wanted: Type, value: Value, allow_conversions: bool) -> Value:
    """The value as it is, or what converts it; the caller checks that it fits."""
    given = value._type
    if given is wanted:
        return value
    if isinstance(wanted, OptionalType) and not isinstance(given, OptionalType | NoneType):
        return convert(where, graph, wanted.element, value, allow_conversions)
    if value._node._kind == "prim::EmptyListLiteral" and isinstance(wanted, ListType):
        # `[]` that no variable holds is a list of whatever is needed
        value = graph.insertNode(graph.createList(wanted.element, []))._outputs[0]
    if isinstance(given, TupleType):
        value = _convert_tuple(where, graph, wanted, value, given, allow_conversions)
    if not allow_conversions:
        return value
    given = value._type
    kind: str | None = None
    if isinstance(given, TensorType):
        kind = _FROM_TENSOR.get(type(wanted))
    elif isinstance(given, NumberType):
        kind = _FROM_NUMBER.get(type(wanted))
    elif isinstance(given, BoolType):
        kind = _FROM_BOOL.get(type(wanted))
    elif isinstance(given, StringType) and isinstance(wanted, DeviceObjType):
        kind = "aten::device"
    if kind is None:
        return value
    node = graph.create(kind, [value])
    node._range = where
    node._outputs[0]._type = _RESULTS[kind]
    return graph.insertNode(node)._outputs[0]


def _convert_tuple(
    where: Span | None, graph: Graph, wanted: Type, value: Value, given: TupleType, allow_conversions: bool
) -> Value:
    """A tuple of equals is a list where one is asked for; the members of a tuple are converted one by one."""
    inner = without_optional(wanted)
    if isinstance(inner, ListType) and convertible_to_list(given, inner):
        members = unpack_tuple(value)
        value = graph.insertNode(graph.createList(inner.element, members))._outputs[0]
    if isinstance(wanted, TupleType) and not given.isSubtypeOf(wanted) and len(wanted.members) == len(given.members):
        converted = [
            convert(where, graph, member, each, allow_conversions)
            for member, each in zip(wanted.members, unpack_tuple(value), strict=True)
        ]
        value = graph.insertNode(graph.createTuple(converted))._outputs[0]
    return value
