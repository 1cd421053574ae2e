"""What a trace can take and return: tensors, and nested tuples, lists and dicts of them; and how messages show them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..formatting import display_text
from ..ir.graph import constant_type
from ..ir.types import DictType, ListType, NoneType, OptionalType, StringType, TensorType, TupleType, Type
from ..tensor.tensor import Tensor


def inferred_type(content: Any) -> Type:
    """The type of a Python value.  Raises ``TypeError`` where it has none: an empty list, a mixed one, an object."""
    if isinstance(content, Tensor):
        return TensorType.get()
    if isinstance(content, str):
        return StringType()
    if isinstance(content, tuple):
        return TupleType(map(inferred_type, content))
    if isinstance(content, dict):
        if not content:
            raise TypeError("Dictionary inputs must have entries")
        what = "Dictionary inputs to traced functions must have consistent type."
        return DictType(_common_type([*content], what), _common_type([*content.values()], what))
    if isinstance(content, list):
        if not content:
            raise TypeError("List trace inputs must have elements")
        try:
            types = [*map(inferred_type, content)]
        except TypeError as error:
            raise TypeError(f"Could not infer type of list element: {error}") from None
        return ListType(_unified(types, "List inputs to traced functions must have consistent element type."))
    try:
        return constant_type(content)
    except TypeError:
        raise TypeError(
            "Only tensors and (possibly nested) tuples of tensors, lists, or dicts are supported as inputs or outputs"
            f" of traced functions, but instead got value of type {type(content).__name__}."
        ) from None


def _common_type(contents: Sequence[Any], what: str) -> Type:
    return _unified([*map(inferred_type, contents)], what)


def _unified(types: Sequence[Type], what: str) -> Type:
    """The one type of all elements; among others, None makes it optional."""
    found = types[0]
    for type_ in types[1:]:
        if type_ == found or (isinstance(found, OptionalType) and type_ in (found.element, NoneType())):
            continue
        if isinstance(type_, NoneType):
            found = OptionalType(found)
        elif isinstance(found, NoneType):
            found = OptionalType(type_)
        else:
            raise TypeError(f"{what} Found {found.annotation_str} and {type_.annotation_str}")
    return found


def checked_type(content: Any) -> Type:
    """`inferred_type`, or a ``RuntimeError`` that shows the value."""
    try:
        return inferred_type(content)
    except TypeError as error:
        raise RuntimeError(f"Tracer cannot infer type of {content}\n:{error}") from None


def check_inputs(inputs: Sequence[Any]) -> None:
    """Raise ``RuntimeError`` unless all inputs can be traced."""
    type_ = checked_type(tuple(inputs))
    if not _is_traceable(type_):
        raise RuntimeError(
            f"Type '{type_.annotation_str}' cannot be traced. Only Tensors and (possibly nested) Lists, Dicts, and"
            " Tuples of Tensors can be traced"
        )


def _is_traceable(type_: Type) -> bool:
    """Whether there are tensors, and nothing else, at the bottom of it."""
    if isinstance(type_, ListType):
        return _is_traceable(type_.element)
    if isinstance(type_, DictType):
        return _is_traceable(type_.value)
    return isinstance(type_, TensorType) or (isinstance(type_, TupleType) and all(map(_is_traceable, type_.members)))


def input_type(content: Any) -> Type:
    """The type of an example input: tensors with their shapes, except inside lists and dicts."""
    if isinstance(content, Tensor):
        return TensorType.of(content)
    if isinstance(content, tuple):
        return TupleType(map(input_type, content))
    return inferred_type(content)


def message_text(content: Any) -> str:
    """Tensors, and containers of them, as messages show them: ``[ torch.FloatTensor{2,3} ]`` under the numbers."""
    return re.sub(r"\[ CPU(\w+)Type\{", r"[ torch.\1Tensor{", display_text(content))
