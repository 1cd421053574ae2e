"""What can be sorted: elements of one type, tuples of plain values, objects of a class that says which is less."""

from __future__ import annotations

from typing import Any

from ..ir.types import (
    AnyType,
    BoolType,
    ClassType,
    FloatType,
    IntType,
    ListType,
    StringType,
    TensorType,
    TupleType,
    Type,
)
from .infer import inferred_type


def check_sortable(values: list[Any]) -> None:
    """Raises ``RuntimeError`` for a list whose elements have no order, or that no operator sorts."""
    types = [_type_of(each) for each in values]
    for type_ in types:
        if type_ != types[0]:
            raise RuntimeError(
                f"Only values of same type can be compared. Found {types[0].annotation_str} and {type_.annotation_str}"
            )
    if not types or isinstance(types[0], ClassType):
        return  # an object refuses when it is compared
    if not isinstance(types[0], TupleType):
        raise RuntimeError(
            "Only list of Tensors, ints, floats, bools, strs, a User Defined Class that defines the __lt__ compare"
            f" method or Tuples of aforementioned types can be sorted, got list of {types[0].annotation_str}\n"
        )
    _check_tuple(types[0])


def _check_tuple(type_: TupleType) -> None:
    for member in type_.members:
        if isinstance(member, TupleType):
            _check_tuple(member)
        elif not isinstance(member, IntType | BoolType | FloatType | StringType | TensorType | ClassType):
            raise RuntimeError(
                f"Contained elements in {type_.plain_str()} are not sortable. Only Int, Bool, Float, String, Tensor, a"
                " User Defined Class with __lt__ method defined or Tuples of aforementioned types can be sorted."
            )


def _type_of(value: Any) -> Type:
    if isinstance(value, tuple):
        return TupleType(map(_type_of, value))
    try:
        return inferred_type(value)
    except TypeError:
        return ListType(AnyType())  # an empty list, say: it has no order either way
