"""bfloat16 around kernels that don't know it: widened to float32 going in, narrowed coming out.

Operators that only look at memory (views) get the 16-bit storage itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..dtype import bfloat16, bfloat16_to_float32, dtype, float32, float32_to_bfloat16
from ..ops.promotion import result_type_of
from ..ops.registry import Operator
from ..ops.strides import element_strides, like_strides, strided_copy
from .tensor import Tensor

__all__ = ["run"]


def _widened(tensor: Tensor) -> np.ndarray:
    array = tensor._array
    return array if tensor._dtype is None else strided_copy(bfloat16_to_float32(array), element_strides(array))


def _narrowed(array: Any) -> Any:
    if not isinstance(array, np.ndarray) or array.dtype != np.float32:
        return array
    return strided_copy(float32_to_bfloat16(array), like_strides(array))


_INPUT_DECIDES = frozenset(f"aten::{name}" for name in ("batch_norm", "instance_norm", "layer_norm", "group_norm"))
"""Operators with the dtype of their input, whatever their parameters have."""


def _result_is_bfloat16(op: Operator, values: list[Any]) -> bool:
    """An explicit dtype decides; else the promotion of all tensors."""
    for argument, value in zip(op.schema.arguments, values, strict=True):
        if argument.kind == "ScalarType" and isinstance(value, dtype):
            return value is bfloat16
    if op.name in _INPUT_DECIDES:
        return values[0].dtype is bfloat16
    tensors = [v for value in values for v in (value if isinstance(value, list) else [value]) if isinstance(v, Tensor)]
    return result_type_of([(t.dtype, t._array.ndim) for t in tensors]) is bfloat16


def run(op: Operator, plan: Any, values: list[Any], arrays: list[Any], finish: Callable[[Any, Any], Any]) -> Any:
    """Execute an operator where bfloat16 is among its tensors or dtypes."""
    if op.name.startswith("aten::fft_"):
        raise RuntimeError("Unsupported dtype BFloat16")  # it has no complex counterpart
    keeps_dtype = all(v is bfloat16 for v in values if isinstance(v, dtype))
    if plan.views and keeps_dtype and values[plan.views[0]]._dtype is not None:
        changes = any(argument.kind == "ScalarType" for argument in op.schema.arguments)
        return values[plan.views[0]] if changes else finish(plan.kernel(*arrays), bfloat16)
    wide = [float32 if value is bfloat16 else value for value in arrays]
    for i in plan.tensors:
        if isinstance(values[i], Tensor):
            wide[i] = _widened(values[i])
    for i in plan.lists:
        wide[i] = [None if v is None else _widened(v) for v in values[i]]
    result = plan.kernel(*wide)
    if plan.writes:
        if len(plan.writes) == 1 and isinstance(result, np.ndarray) and result is not wide[plan.writes[0]]:
            return finish(plan.kernel(*arrays), None)  # squeeze_ and its like only look at memory
        for i in plan.writes:
            if values[i]._dtype is not None:
                values[i]._array[...] = float32_to_bfloat16(wide[i])
        return finish(None, None)
    if not plan.traceable or not _result_is_bfloat16(op, values):
        return finish(result, None)
    if isinstance(result, (tuple, list)):
        narrowed = type(result)(_narrowed(r) for r in result)
        return finish(narrowed, bfloat16) if all(r.dtype == np.uint16 for r in narrowed) else _mixed(narrowed, finish)
    narrow = _narrowed(np.asarray(result))
    return finish(narrow, bfloat16 if narrow.dtype == np.uint16 else None)


def _mixed(arrays: Any, finish: Callable[[Any, Any], Any]) -> Any:
    """Values in bfloat16 next to indices in int64, as of `max(dim)`."""
    result = finish(arrays, None)
    for tensor in result:
        if tensor._array.dtype == np.uint16:
            tensor._dtype = bfloat16
    return result
