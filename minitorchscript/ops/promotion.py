"""PyTorch's type promotion: which dtype an operator computes in.

Operands fall in three classes: tensors with dimensions, 0-dim tensors, and wrapped numbers (Python scalars). A lower
class only changes the result's dtype when its category (bool, integer, floating, complex) is higher.
https://pytorch.org/docs/stable/tensor_attributes.html#type-promotion-doc
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from .. import state
from ..dtype import bool as bool_dtype
from ..dtype import dtype, from_numpy, int64, promote_types

__all__ = ["can_cast", "check_can_cast", "number_dtype", "promote_arrays", "result_type", "result_type_of"]


def number_dtype(value: bool | int | float | complex) -> dtype:
    """The dtype of a Python number as an operand: bool, int64, or the default floating or complex dtype."""
    if isinstance(value, bool):
        return bool_dtype
    if isinstance(value, int):
        return int64
    if isinstance(value, float):
        return state.default_dtype()
    if isinstance(value, complex):
        return state.default_complex_dtype()
    if isinstance(value, np.generic):
        return from_numpy(value.dtype)
    raise TypeError(f"expected a number but got {type(value).__name__}")


def _combine(higher: dtype | None, lower: dtype | None) -> dtype | None:
    if higher is None or lower is None:
        return higher or lower
    if higher.category >= lower.category:
        return higher
    return higher.to_complex() if higher.is_floating_point else lower


def result_type_of(tensors: Iterable[tuple[dtype, int]], numbers: Iterable[Any] = ()) -> dtype:
    """The promoted dtype of (dtype, number of dimensions) pairs and Python numbers."""
    dimensioned: dtype | None = None
    zero_dim: dtype | None = None
    wrapped: dtype | None = None
    for kind, ndim in tensors:
        if ndim:
            dimensioned = kind if dimensioned is None else promote_types(dimensioned, kind)
        else:
            zero_dim = kind if zero_dim is None else promote_types(zero_dim, kind)
    for value in numbers:
        kind = number_dtype(value)
        wrapped = kind if wrapped is None else promote_types(wrapped, kind)
    found = _combine(_combine(dimensioned, zero_dim), wrapped)
    if found is None:
        raise TypeError("result_type needs at least one operand")
    return found


def result_type(*operands: Any) -> dtype:
    """The dtype in which arrays and Python numbers combine; a None operand is left out.

    Arrays with dimensions outrank 0-dim arrays, and these outrank numbers.
    """
    if len(operands) == 2:  # the common cases, without the bookkeeping
        a, b = operands
        if isinstance(a, np.ndarray) and isinstance(b, np.ndarray) and a.dtype is b.dtype:
            return from_numpy(a.dtype)
    return result_type_of(
        [(from_numpy(each.dtype), each.ndim) for each in operands if isinstance(each, np.ndarray)],
        [each for each in operands if each is not None and not isinstance(each, np.ndarray)],
    )


def promote_arrays(*operands: Any) -> tuple[np.ndarray, ...]:
    """The operands as arrays of their common dtype (numbers as 0-dim arrays); nothing is copied needlessly."""
    target = result_type(*operands).numpy
    return tuple(np.asarray(each, dtype=target) for each in operands)


def can_cast(source: dtype, target: dtype) -> bool:
    """`torch.can_cast`: whether a result may be stored without losing its category."""
    return not (
        (source.is_complex and not target.is_complex)
        or (source.is_floating_point and not (target.is_floating_point or target.is_complex))
        or (source is not bool_dtype and target is bool_dtype)
    )


def check_can_cast(source: dtype, target: dtype) -> None:
    """RuntimeError, as an in-place operator or `out=` gives it, unless `source` may be stored in `target`."""
    if not can_cast(source, target):
        raise RuntimeError(f"result type {source.ir_name} can't be cast to the desired output type {target.ir_name}")
