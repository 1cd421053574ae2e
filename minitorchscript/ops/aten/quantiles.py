"""Quantiles and means that leave nan out: quantile, nanquantile, nanmean."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...dtype import dtype
from ..pointwise import dtype_of
from ..registry import operator
from ..strides import contiguous
from .reduction import finish, nansum, sum_dim
from .samples import sample
from .sizes import wrap_dim

Array = np.ndarray

_INTERPOLATIONS = ("linear", "lower", "higher", "midpoint", "nearest")


def _with_nan() -> Array:
    return np.array([[1.0, np.nan, 3.0, -1.0], [2.0, 0.5, np.nan, np.nan]])


def _check(self: Array, q: Array, name: str, interpolation: str) -> None:
    if self.size == 0:
        raise RuntimeError(f"{name}() input tensor must be non-empty")
    if q.ndim > 1:
        raise RuntimeError(f"{name}() q must be a scalar or 1D tensor")
    if self.dtype not in (np.float32, np.float64):
        raise RuntimeError(f"{name}() input tensor must be either float or double dtype")
    if self.dtype != q.dtype:
        raise RuntimeError(f"{name}() q tensor must be same dtype as the input tensor")
    if interpolation not in _INTERPOLATIONS:
        raise RuntimeError(
            f"{name}() interpolation must be one of linear, lower, higher, midpoint or nearest, but got {interpolation}"
        )
    if ((q < 0) | (q > 1)).any():
        raise RuntimeError(f"{name}() q values must be in the range [0, 1]")


def _quantile(self: Array, q: Array, dim: int | None, keepdim: bool, interpolation: str, skips_nan: bool) -> Array:
    """The quantiles q along a dimension (of all elements for None); several stand in a new first dimension."""
    _check(self, q, "nanquantile" if skips_nan else "quantile", interpolation)
    rank = self.ndim
    values = self.reshape(-1) if dim is None else np.moveaxis(np.atleast_1d(self), wrap_dim(dim, rank), -1)
    values = np.sort(values, axis=-1)
    missing = np.isnan(values).sum(axis=-1, keepdims=True)
    counted = values.shape[-1] - missing if skips_nan else np.full_like(missing, values.shape[-1])
    at = np.atleast_1d(q) * np.maximum(counted - 1, 0).astype(self.dtype)
    if interpolation == "nearest":
        at = np.rint(at)
    low, high = np.floor(at).astype(np.int64), np.ceil(at).astype(np.int64)
    if interpolation == "lower":
        high = low
    elif interpolation == "higher":
        low = high
    start, end = np.take_along_axis(values, low, -1), np.take_along_axis(values, high, -1)
    weight = np.full_like(at, 0.5) if interpolation == "midpoint" else at - np.floor(at)
    found = np.where(low == high, start, start + (end - start) * weight).astype(self.dtype)
    none_left = (missing > 0) if not skips_nan else counted == 0
    found = np.moveaxis(contiguous(np.where(none_left, self.dtype.type(np.nan), found)), -1, 0)
    if keepdim:
        found = found.reshape(len(found), *[1] * rank) if dim is None else np.expand_dims(found, dim % rank + 1)
    return found if q.ndim else contiguous(np.asarray(found[0]))


def _register(name: str, skips_nan: bool) -> None:
    @operator(
        f'aten::{name}(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation="linear") '
        "-> Tensor",
        grad_fn="SqueezeBackward4",
        samples=lambda: [
            (sample(2, 5), np.array([0.2, 0.5], np.float32)),
            (sample(2, 5), np.array(0.3, np.float32), 1, True),
            (_with_nan(), np.array([0.1, 0.9]), 1),
        ],
    )
    def tensor(self: Array, q: Array, dim: int | None, keepdim: bool, interpolation: str) -> Array:
        return _quantile(self, q, dim, keepdim, interpolation, skips_nan)

    @operator(
        f"aten::{name}.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, "
        'str interpolation="linear") -> Tensor',
        grad_fn="SqueezeBackward4",
        samples=lambda: [
            *((sample(2, 5), 0.3, 1, False, {"interpolation": how}) for how in _INTERPOLATIONS),
            (sample(2, 5), 0.5),
        ],
    )
    def number(self: Array, q: float, dim: int | None, keepdim: bool, interpolation: str) -> Array:
        return _quantile(self, np.array(q, self.dtype), dim, keepdim, interpolation, skips_nan)


_register("quantile", False)
_register("nanquantile", True)


@operator(
    "aten::nanmean(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor",
    grad_fn="DivBackward0",
    samples=lambda: [(_with_nan(),), (_with_nan(), [1], True)],
)
def nanmean(self: Array, dim: Sequence[int] | None, keepdim: bool, dtype: dtype | None) -> Array:
    """The mean of the elements that are no nan."""
    if self.dtype.kind not in "fc":
        raise RuntimeError(
            "nanmean(): expected input to have floating point or complex dtype but got " + dtype_of(self).ir_name
        )
    total = nansum(self, dim, keepdim, dtype)
    count = sum_dim(~np.isnan(self), dim, keepdim, None)
    with np.errstate(all="ignore"):
        return finish(total / count.astype(total.real.dtype), dtype_of(total))
