"""Which operator a graph's node calls: the first overload whose schema accepts the types of its inputs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ..ir.node import OPERATORS, Node
from ..ir.types import (
    AnyType,
    DictType,
    FutureType,
    ListType,
    NoneType,
    OptionalType,
    TensorType,
    TupleType,
    Type,
)
from .overloads import overloads_of
from .registry import Operator, lookup
from .schema import FunctionSchema, VarType, parse_schema

__all__ = ["accepts", "operator_for", "operator_of", "schema_of"]


def operator_of(node: Node) -> Operator | None:
    """The operator of a node, or ``None`` for a kind that is not an operator (``prim::GetAttr``)."""
    return operator_for(node._kind, [value._type for value in node._inputs])


def operator_for(kind: str, types: Sequence[Type]) -> Operator | None:
    """The operator that a call with positional arguments of these types is one of, or ``None``."""
    return _resolve(kind, tuple([_coarse(type_) for type_ in types]))


def schema_of(node: Node) -> FunctionSchema | None:
    """The schema of a node's operator, or ``None``."""
    found = operator_of(node)
    if found is not None:
        return found.schema
    types = tuple([_coarse(value._type) for value in node._inputs])
    return next((schema for schema in overloads_of(node._kind) if accepts(schema, types)), None)


def _coarse(type_: Type) -> Type:
    """The type with facts about particular tensors dropped, so that few keys need resolving."""
    if isinstance(type_, TensorType):
        return _TENSOR
    if isinstance(type_, ListType) and isinstance(type_.element, TensorType):
        return ListType.ofTensors()
    return type_


_TENSOR = TensorType.get()


@lru_cache(maxsize=4096)
def _resolve(kind: str, types: tuple[Type, ...]) -> Operator | None:
    try:
        overloads = lookup(kind)
    except KeyError:
        return None
    return next((found for found in overloads if accepts(found.schema, types)), None)


def accepts(schema: FunctionSchema, types: tuple[Type, ...]) -> bool:
    """Whether a call with positional arguments of these types is one of this schema."""
    if len(types) != len(schema.arguments) and not (schema.is_vararg and len(types) > len(schema.arguments)):
        return False
    bound: dict[str, Type] = {}
    return all(_fits(own, formal.type, bound) for own, formal in zip(types, schema.arguments, strict=False))


def _fits(actual: Type, formal: Type, bound: dict[str, Type]) -> bool:
    if isinstance(formal, VarType):
        return actual.isSubtypeOf(bound.setdefault(formal.name, actual))
    if isinstance(formal, ListType):
        return isinstance(actual, ListType) and _fits(actual.element, formal.element, bound)
    if isinstance(formal, OptionalType):
        return isinstance(actual, NoneType) or _fits(
            actual.element if isinstance(actual, OptionalType) else actual, formal.element, bound
        )
    if isinstance(formal, DictType | TupleType | FutureType):
        own, wanted = actual.containedTypes(), formal.containedTypes()
        return (
            type(actual) is type(formal)
            and len(own) == len(wanted)
            and all(_fits(inner, expected, bound) for inner, expected in zip(own, wanted, strict=True))
        )
    return isinstance(formal, AnyType) or actual.isSubtypeOf(formal)


def _schema_text(node: Node) -> str:
    return str(schema_of(node) or "(no schema)")


def _matches(node: Node, text: str) -> bool:
    schema = parse_schema(text)
    return node._kind == schema.name and accepts(schema, tuple([_coarse(value._type) for value in node._inputs]))


OPERATORS.update(schema=_schema_text, matches=_matches)
