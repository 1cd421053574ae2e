"""softmax and log_softmax along one dimension."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...dtype import dtype, float16, float32
from .. import onnx
from ..casting import converted
from ..pointwise import dtype_of, require
from ..registry import operator
from ..strides import contiguous_strides, strided_copy
from .samples import sample, sample_ints
from .sizes import wrap_dim

Array = np.ndarray


def _apply(
    function: Callable[[Array, int], Any], self: Array, dim: int, dtype: dtype | None, kernel_name: str
) -> Array:
    if dtype is not None:
        self = converted(self, dtype)
    dim = wrap_dim(dim, self.ndim)
    kind = dtype_of(self)
    last = dim == max(self.ndim - 1, 0)
    require(kind.is_floating_point, f"{kernel_name}{'_lastdim' if last else ''}_kernel_impl", kind)
    wide = self.astype(np.float32) if kind is float16 else self
    with np.errstate(all="ignore"):
        if self.ndim == 0:
            result = function(wide.reshape(1), 0).reshape(())
        else:
            result = function(wide, dim) if self.size else wide
    return strided_copy(np.asarray(result).astype(kind.numpy, copy=False), contiguous_strides(self.shape))


def _softmax(x: Array, dim: int) -> Array:
    shifted: Array = np.exp(x - x.max(axis=dim, keepdims=True))
    shifted /= shifted.sum(axis=dim, keepdims=True)
    return shifted


def _log_softmax(x: Array, dim: int) -> Any:
    shifted = x - x.max(axis=dim, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=dim, keepdims=True))


def _samples() -> list[tuple[Any, ...]]:
    return [
        (sample(2, 3), 1),
        (sample(2, 3, 4) * 10, -2),
        (sample(4, 3).T, 0),
        (np.array(1.5), 0),
        (sample_ints(1, 2, 3), 0, float32),
    ]


@operator(
    "aten::softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor",
    samples=_samples,
    onnx=onnx.activation.softmax,
)
def softmax(self: Array, dim: int, dtype: dtype | None) -> Array:
    return _apply(_softmax, self, dim, dtype, "softmax")


@operator(
    "aten::log_softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor",
    samples=_samples,
    onnx=onnx.activation.log_softmax,
)
def log_softmax(self: Array, dim: int, dtype: dtype | None) -> Array:
    return _apply(_log_softmax, self, dim, dtype, "log_softmax")
