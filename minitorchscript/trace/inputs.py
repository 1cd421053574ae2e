"""What a trace can take: tensors, and nested tuples, lists and dicts of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..ir.graph import constant_type
from ..ir.types import DictType, ListType, StringType, TensorType, TupleType, Type
from ..tensor.tensor import Tensor


def input_type(content: Any) -> Type:
    """The type of an example input.  Raises ``TypeError`` for what a trace can't take."""
    if isinstance(content, Tensor):
        return TensorType.of(content)
    if isinstance(content, tuple) and content:
        return TupleType(map(input_type, content))
    if isinstance(content, list) and content:
        return ListType(TensorType.get() if isinstance(content[0], Tensor) else input_type(content[0]))
    if isinstance(content, dict) and content:
        key, entry = next(iter(content.items()))
        return DictType(StringType() if isinstance(key, str) else constant_type(key), _plain_type(input_type(entry)))
    raise TypeError(f"{content!r} can't be traced")


def check_inputs(inputs: Sequence[Any]) -> None:
    """Raise ``RuntimeError`` unless all inputs can be traced."""
    try:
        for content in inputs:
            input_type(content)
    except TypeError:
        names = ", ".join(_type_name(content) for content in inputs)
        raise RuntimeError(
            f"Type 'Tuple[{names}]' cannot be traced. Only Tensors and (possibly nested) Lists, Dicts, and Tuples of"
            " Tensors can be traced"
        ) from None


def _type_name(content: Any) -> str:
    try:
        return constant_type(content).annotation_str
    except TypeError:
        return type(content).__name__


def _plain_type(type_: Type) -> Type:
    return TensorType.get() if isinstance(type_, TensorType) else type_
