"""Python data to arrays: what `torch.tensor([[1, 2], [3, 4]])` infers for size and dtype.

ints give int64, floats the default dtype, bools bool; numpy values and tensors bring their own dtype, and a list
promotes over all its elements. The size follows the first element at each depth, and the rest must agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..dtype import bfloat16, dtype, float32, float32_to_bfloat16, from_numpy, promote_types
from ..ops.promotion import number_dtype
from ..ops.strides import (
    contiguous,
    element_strides,
    is_non_overlapping_and_dense,
    strided_copy,
    tensor_iterator_like,
)
from .tensor import Tensor

__all__ = ["array_from_data"]


def array_from_data(data: Any, kind: dtype | None = None) -> np.ndarray:
    """A new array of the data's size; of `kind` if given (bfloat16 as 16-bit storage), else of the inferred dtype.

    TypeError, ValueError or RuntimeError, as PyTorch's, for data that no tensor can hold.
    """
    if isinstance(data, (str, bytes)):
        raise TypeError(f"new(): invalid data type '{type(data).__name__}'")
    if isinstance(data, Tensor):
        return _converted(data._values(), kind or data.dtype)
    if isinstance(data, np.ndarray):
        return _converted(data, kind or from_numpy(data.dtype))
    if isinstance(data, np.generic):
        return _converted(np.asarray(data), kind or from_numpy(data.dtype))
    shape = _shape(data)
    leaves: list[Any] = []
    _collect(data, shape, 0, leaves)
    target = kind or _inferred(leaves)
    return contiguous(_filled(leaves, target).reshape(shape))


def _is_sequence(data: Any) -> bool:
    return isinstance(data, (Sequence, np.ndarray, bytearray)) and not isinstance(data, (str, bytes))


def _shape(data: Any) -> list[int]:
    """The length at each depth, along first elements."""
    shape: list[int] = []
    while True:
        if isinstance(data, Tensor):  # counts as a number, and must be one
            return shape
        if isinstance(data, np.ndarray):
            return [*shape, *data.shape]
        if isinstance(data, str):
            raise ValueError(f"too many dimensions '{type(data).__name__}'")
        if not _is_sequence(data):
            return shape
        shape.append(len(data))
        if not len(data):
            return shape
        data = data[0]


def _collect(data: Any, shape: list[int], depth: int, leaves: list[Any]) -> None:
    if depth == len(shape):
        leaves.append(data)
        return
    if isinstance(data, Tensor):
        data = list(_rows(data._array)) if data._array.ndim else data
    if not _is_sequence(data):
        raise TypeError("not a sequence")
    if len(data) != shape[depth]:
        raise ValueError(f"expected sequence of length {shape[depth]} at dim {depth} (got {len(data)})")
    for element in data:
        _collect(element, shape, depth + 1, leaves)


def _rows(array: np.ndarray) -> list[Any]:
    return [array[i] for i in range(len(array))]


def _leaf_dtype(value: Any) -> dtype:
    if isinstance(value, Tensor):
        return value.dtype
    if isinstance(value, (np.generic, np.ndarray)):
        return from_numpy(value.dtype)
    if isinstance(value, (bool, int, float, complex)):
        return number_dtype(value)
    if isinstance(value, str):
        raise TypeError("new(): invalid data type 'str'")
    if _is_sequence(value):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    raise RuntimeError(f"Could not infer dtype of {type(value).__name__}")


def _inferred(leaves: list[Any]) -> dtype:
    kinds = {type(leaf): leaf for leaf in leaves}
    found: dtype | None = None
    several = {Tensor, np.ndarray}
    for cls, example in kinds.items():
        examples = [leaf for leaf in leaves if type(leaf) is cls] if cls in several else [example]
        for each in examples:
            kind = _leaf_dtype(each)
            found = kind if found is None else promote_types(found, kind)
    return found or number_dtype(0.0)


def _filled(leaves: list[Any], target: dtype) -> np.ndarray:
    integral = target.numpy.kind in "iu" and target is not bfloat16
    plain = [_number(leaf, integral) if isinstance(leaf, Tensor) else leaf for leaf in leaves]
    storage = float32 if target is bfloat16 else target
    if not target.is_complex:
        for value in plain:
            if isinstance(value, complex):
                raise TypeError("must be real number, not complex")
    if integral:
        _check_integers(plain, target)
        plain = [int(value) for value in plain]
        wide = np.array(plain, np.int64)
        return wide.astype(target.numpy)
    try:
        with np.errstate(over="ignore"):
            array = np.array(plain, np.complex128 if target.is_complex else np.float64).astype(storage.numpy)
    except (TypeError, ValueError):
        for value in plain:
            _leaf_dtype(value)
        raise
    return float32_to_bfloat16(array) if target is bfloat16 else array


def _number(leaf: Tensor, integral: bool) -> Any:
    if leaf._array.size == 1:
        return leaf._python_number()
    if integral:
        raise TypeError("only integer tensors of a single element can be converted to an index")
    raise ValueError("only one element tensors can be converted to Python scalars")


def _check_integers(values: list[Any], target: dtype) -> None:
    limits = np.iinfo(target.numpy)
    lowest = -limits.max if target.numpy.kind == "u" else limits.min  # negative numbers wrap into unsigned types
    for value in values:
        if isinstance(value, int) and not -(2**63) <= value < 2**63:
            raise ValueError("Overflow when unpacking long long")
        if _is_sequence(value):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        if not lowest <= value <= limits.max:  # false for nan as well
            raise RuntimeError(f"value cannot be converted to type {target.name} without overflow")


def _converted(array: np.ndarray, target: dtype) -> np.ndarray:
    """A copy in another dtype with the strides of `clone`."""
    storage = float32 if target is bfloat16 else target
    with np.errstate(over="ignore", invalid="ignore"):
        values = array.astype(storage.numpy)
    strides = element_strides(array)
    if is_non_overlapping_and_dense(array.shape, strides):
        copied = strided_copy(values, strides)
    else:
        copied = tensor_iterator_like(values.copy(), array)
    return float32_to_bfloat16(copied) if target is bfloat16 else copied
