"""Numbers that travel as 0-dim tensors while a trace is taken, so that the graph can follow them."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..ir.types import FloatType, IntType, ListType, OptionalType, TensorType
from ..ops.schema import Argument
from ..tensor.tensor import Tensor, wrap


def wrapped_number(number: bool | int | float | complex) -> Tensor:
    """A number that stands where a tensor is expected: 0-dim, and weak in type promotion."""
    tensor = wrap(np.asarray(number))
    tensor.__dict__["wrapped_number"] = number
    return tensor


def holds_number(value: Any, argument: Argument) -> bool:
    """Whether a tensor was given where the schema wants a number or a list of numbers."""
    if isinstance(value, Tensor):
        return not isinstance(argument.unwrapped, TensorType | FloatType | ListType)
    if not isinstance(value, list | tuple) or not isinstance(type_ := argument.unwrapped, ListType):
        return False
    wants_tensors = isinstance(type_.element, TensorType | OptionalType)
    return not wants_tensors and any(isinstance(item, Tensor) for item in value)


def wants_int(argument: Argument) -> bool:
    """Whether a number, or each of a list, must be an int: `aten::Int` cuts off what a float has behind the point."""
    type_ = argument.unwrapped
    return isinstance(type_.element if isinstance(type_, ListType) else type_, IntType)


def plain(value: Any, as_int: bool = False) -> Any:
    """The Python numbers of 0-dim tensors."""
    if isinstance(value, Tensor):
        number = value._array.item()
        return int(number) if as_int else number
    if isinstance(value, list | tuple):
        return [plain(item, as_int) for item in value]
    return value
