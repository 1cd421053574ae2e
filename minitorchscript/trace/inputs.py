"""What a trace can take and return: tensors, and nested tuples, lists and dicts of them; and how messages show them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..formatting import display_text
from ..ir.types import DictType, ListType, TensorType, TupleType, Type
from ..runtime.infer import inferred_type
from ..tensor.tensor import Tensor


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
