"""``torch.tensor`` and ``torch.as_tensor`` of lists: the list's type says what they can be made of."""

from __future__ import annotations

import warnings
from typing import Any

from .. import state
from ..ir.types import (
    AnyListType,
    BoolType,
    FloatType,
    IntType,
    ListType,
    NumberType,
    TensorType,
    Type,
    UnionType,
)

_NAMES = {"float32": "Float", "float64": "Double", "float16": "Half", "bfloat16": "BFloat16"}


def dtype_of_list(data: list[Any], type_: Type, kind: int | None) -> int | None:
    """The dtype to make a tensor of: the one asked for, or what an empty list's type says.

    Raises ``RuntimeError`` for a list of anything but numbers.
    """
    element = _innermost(type_)
    _check(element, data)
    if kind is not None or not isinstance(element, IntType | BoolType):
        return kind
    wanted = 11 if isinstance(element, BoolType) else 4
    if _is_empty(data):
        default = state.default_dtype()
        name = {"float32": "Float", "float64": "Double", "float16": "Half"}.get(
            str(default).rpartition(".")[2], "Float"
        )
        warnings.warn(
            f"Creating a tensor from an empty {element.annotation_str}list will create a tensor of default floating"
            f" point type  (currently {name}) in python but a tensor of type {element.annotation_str} in"
            " torchscript.\nPass in a dtype argument to ensure consistent behavior",
            stacklevel=2,
        )
    return wanted


def _innermost(type_: Type) -> Type:
    while type_.isSubtypeOf(AnyListType()):
        if isinstance(type_, ListType):
            type_ = type_.element
        elif isinstance(type_, UnionType):
            type_ = type_.members[0]
        else:
            break
    return type_


def _is_empty(data: Any) -> bool:
    return isinstance(data, list) and all(map(_is_empty, data))


def _check(element: Type, data: list[Any]) -> None:
    if isinstance(element, IntType | FloatType | BoolType):
        return
    if element.isSubtypeOf(NumberType()):
        shown = element.plain_str() if isinstance(element, UnionType | NumberType) else element.annotation_str
        raise RuntimeError(f"Add new condition, expected Float, Complex, Int, or Bool but got{shown}")
    hint = ""
    if not data and isinstance(element, TensorType):
        hint = (
            "\nEmpty lists default to List[Tensor]. Add a variable annotation to the assignment to create an empty"
            " list of another type (torch.jit.annotate(List[T, []]) where T is the type of elements in the list for"
            " Python 2)"
        )
    raise RuntimeError(f"Input must be of ints, floats, or bools, got {element.annotation_str}{hint}")
