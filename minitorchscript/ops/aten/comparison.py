"""Comparisons: elementwise ones give bool, `equal` and `allclose` one truth value for two tensors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...dtype import bool as bool_dtype
from .. import onnx
from ..pointwise import compute, dtype_of, pointwise, require
from ..promotion import result_type
from ..registry import operator
from .samples import sample, sample_ints

Array = np.ndarray
Samples = list[tuple[Any, ...]]


def _pairs() -> Samples:
    return [
        (sample(2, 3), sample(3)),
        (sample(4, 3).T, sample(3, 4)),
        (sample_ints(1, 2, 3), 2),
        (sample_ints(1, 2, 3), 1.5),
        (np.array([1, 255], dtype=np.uint8), -1),
    ]


def _comparison(function: Callable[[Array, Array], Any], name: str, *aliases: str) -> None:
    """Register a comparison and its in-place form, under its short name and its long one."""
    ordered = name not in ("eq", "ne")

    def kernel(self: Any, other: Any) -> Array:
        kind = result_type(self, other)
        require(not (ordered and kind.is_complex), f"{name}_cpu", kind)
        return compute(function, (self, other), kind, bool_dtype)

    for each in (name, *aliases):
        pointwise(
            f"aten::{each}.Tensor(Tensor self, Tensor other) -> Tensor",
            f"aten::{each}.Scalar(Tensor self, Scalar other) -> Tensor",
            samples=_pairs,
            inplace_variants="method",
            differentiable=False,
            onnx=getattr(onnx.elementwise, name),
        )(kernel)


_comparison(np.equal, "eq")
_comparison(np.not_equal, "ne", "not_equal")
_comparison(np.less, "lt", "less")
_comparison(np.less_equal, "le", "less_equal")
_comparison(np.greater, "gt", "greater")
_comparison(np.greater_equal, "ge", "greater_equal")


@operator(
    "aten::equal(Tensor self, Tensor other) -> bool",
    samples=lambda: [(sample(2, 3), sample(2, 3)), (sample(2, 3), sample(3, 2)), (sample(3), sample(3) + 1)],
    differentiable=False,
)
def equal(self: Array, other: Array) -> bool:
    return self.shape == other.shape and bool(np.array_equal(self, other))


def _close(self: Array, other: Array, rtol: float, atol: float, equal_nan: bool) -> Array:
    kind = dtype_of(self)
    if dtype_of(other) is not kind:
        raise RuntimeError(f"{kind.ir_name} did not match {dtype_of(other).ir_name}")
    for name, tolerance in (("rtol", rtol), ("atol", atol)):
        if tolerance < 0:
            raise RuntimeError(f"{name} must be greater than or equal to zero, but got {tolerance:g}")
    fractional = kind.is_floating_point or kind.is_complex

    def function(a: Array, b: Array) -> Any:
        close = a == b
        if equal_nan and fractional:
            close = close | (np.isnan(a) & np.isnan(b))
        if rtol == 0 and atol == 0:
            return close
        wide = a if fractional else a.astype(np.float32)
        allowed = atol + np.abs(rtol * (b if fractional else b.astype(np.float32)))
        error = np.abs(wide - b)
        return close | (np.isfinite(error) & (error <= allowed))

    return compute(function, (self, other), kind, bool_dtype)


def _close_samples() -> Samples:
    values = sample(2, 3)
    return [
        (values, values + np.float32(1e-6)),
        (values, values[0] + np.float32(1e-6)),
        (values, values * np.float32(1.01), 0.1),
        (np.array([np.nan, 1.0]), np.array([np.nan, 1.0]), 1e-5, 1e-8, True),
        (sample_ints(1, 2), sample_ints(1, 3)),
    ]


@operator(
    "aten::isclose(Tensor self, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> Tensor",
    samples=_close_samples,
    differentiable=False,
)
def isclose(self: Array, other: Array, rtol: float, atol: float, equal_nan: bool) -> Array:
    return _close(self, other, rtol, atol, equal_nan)


@operator(
    "aten::allclose(Tensor self, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> bool",
    samples=_close_samples,
    differentiable=False,
)
def allclose(self: Array, other: Array, rtol: float, atol: float, equal_nan: bool) -> bool:
    return bool(_close(self, other, rtol, atol, equal_nan).all())


@operator(
    "aten::is_nonzero(Tensor self) -> bool",
    samples=lambda: [(np.array(1.5),), (sample_ints(0),)],
    differentiable=False,
)
def is_nonzero(self: Array) -> bool:
    if self.size == 0:
        raise RuntimeError("Boolean value of Tensor with no values is ambiguous")
    if self.size > 1:
        raise RuntimeError("Boolean value of Tensor with more than one value is ambiguous")
    return bool(self.item())
