"""Reductions over some or all dimensions: sums, means, extremes, spread, norms.

No dimensions, None or an empty list, means all of them. Results are contiguous. Sums of float32 that numpy
would not add pairwise are added in float64.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...dtype import bool as bool_dtype
from ...dtype import dtype, float16, float64, int64
from .. import onnx
from ..casting import cast_into, converted
from ..pointwise import dtype_of, floating, require
from ..registry import operator
from ..strides import contiguous
from .samples import sample, sample_ints
from .sizes import wrap_dim, wrap_dims

Array = np.ndarray
Samples = list[tuple[Any, ...]]


def axes(dim: Sequence[int] | int | None, ndim: int) -> tuple[int, ...]:
    """The dimensions to reduce over, wrapped."""
    if dim is None:
        return tuple(range(ndim))
    found = wrap_dims([dim] if isinstance(dim, int) else dim, ndim)
    if ndim == 0:
        return ()
    return tuple(found) if found else tuple(range(ndim))


def finish(result: Any, kind: dtype) -> Array:
    """A reduction's result, contiguous, in its dtype."""
    return contiguous(converted(np.asarray(result), kind))


def _whole_samples() -> Samples:
    return [(sample(2, 3, 4),), (sample(4, 3).T,), (sample_ints(1, 2, 3),), (np.array([True, True]),)]


def _dim_samples() -> Samples:
    return [
        (sample(2, 3, 4), [1]),
        (sample(2, 3, 4), [-1, 0], True),
        (sample(4, 3).T, [0]),
        (sample_ints(1, 2, 3), [0]),
    ]


def _only_floats(samples: Callable[[], Samples]) -> Callable[[], Samples]:
    return lambda: [each for each in samples() if each[0].dtype.kind == "f"]


def _integers_widened(self: Array, dtype: dtype | None) -> dtype:
    """The dtype of a sum or product: as asked, else int64 for integers and bool."""
    kind = dtype_of(self)
    return dtype or (kind if kind.is_floating_point or kind.is_complex else int64)


def _sum(self: Array, dims: tuple[int, ...], keepdim: bool, kind: dtype) -> Array:
    values = converted(self, kind)
    wide: Any = None
    if kind is float16:
        wide = np.float32
    elif values.dtype == np.float32 and self.ndim - 1 not in dims:
        wide = np.float64
    with np.errstate(all="ignore"):
        return finish(values.sum(axis=dims, keepdims=keepdim, dtype=wide), kind)


@operator(
    "aten::sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor",
    samples=lambda: [*_dim_samples(), (sample(2, 3), None), (sample(2, 3), [0], {"dtype": float64})],
    grad_fn="SumBackward1",
    onnx=onnx.reduction.sum,
)
def sum_dim(self: Array, dim: Sequence[int] | None, keepdim: bool, dtype: dtype | None) -> Array:
    return _sum(self, axes(dim, self.ndim), keepdim, _integers_widened(self, dtype))


@operator(
    "aten::sum(Tensor self, *, ScalarType? dtype=None) -> Tensor",
    samples=lambda: [*_whole_samples(), (sample(2, 3), {"dtype": float64})],
    onnx=onnx.reduction.sum,
)
def sum(self: Array, dtype: dtype | None) -> Array:
    return _sum(self, axes(None, self.ndim), False, _integers_widened(self, dtype))


def _mean(self: Array, dims: tuple[int, ...], keepdim: bool, dtype: dtype | None) -> Array:
    kind = dtype or dtype_of(self)
    if not (kind.is_floating_point or kind.is_complex):
        what = "Input" if dtype is None else "Optional"
        raise RuntimeError(
            f"mean(): could not infer output dtype. {what} dtype must be either a floating point or "
            "complex dtype. "
            f"Got: {kind.ir_name}"
        )
    total = _sum(self, dims, keepdim, kind)
    count = int(np.prod([self.shape[dim] for dim in dims], dtype=np.int64))
    with np.errstate(all="ignore"):
        return finish(total / total.dtype.type(count), kind)


@operator(
    "aten::mean(Tensor self, *, ScalarType? dtype=None) -> Tensor",
    samples=lambda: [*_only_floats(_whole_samples)(), (sample_ints(1, 2), {"dtype": float64})],
    onnx=onnx.reduction.mean,
)
def mean(self: Array, dtype: dtype | None) -> Array:
    return _mean(self, axes(None, self.ndim), False, dtype)


@operator(
    "aten::mean.dim(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor",
    samples=lambda: [*_only_floats(_dim_samples)(), (sample(2, 3), None, True)],
    grad_fn="MeanBackward1",
    onnx=onnx.reduction.mean,
)
def mean_dim(self: Array, dim: Sequence[int] | None, keepdim: bool, dtype: dtype | None) -> Array:
    return _mean(self, axes(dim, self.ndim), keepdim, dtype)


@operator(
    "aten::nansum(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor",
    samples=lambda: [(np.array([[1.0, np.nan], [2.0, 3.0]]), [1]), (sample(2, 3),)],
)
def nansum(self: Array, dim: Sequence[int] | None, keepdim: bool, dtype: dtype | None) -> Array:
    if np.iscomplexobj(self):
        raise RuntimeError("nansum on CPU does not support complex inputs")
    known = np.where(np.isnan(self), self.dtype.type(0), self)
    return _sum(known, axes(dim, self.ndim), keepdim, _integers_widened(self, dtype))


def _prod(self: Array, dims: tuple[int, ...], keepdim: bool, dtype: dtype | None) -> Array:
    kind = _integers_widened(self, dtype)
    with np.errstate(all="ignore"):
        return finish(converted(self, kind).prod(axis=dims, keepdims=keepdim), kind)


@operator(
    "aten::prod(Tensor self, *, ScalarType? dtype=None) -> Tensor", samples=_whole_samples, onnx=onnx.reduction.prod
)
def prod(self: Array, dtype: dtype | None) -> Array:
    return _prod(self, axes(None, self.ndim), False, dtype)


@operator(
    "aten::prod.dim_int(Tensor self, int dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor",
    samples=lambda: [(sample(2, 3, 4), 1), (sample(4, 3).T, -1, True)],
    grad_fn="ProdBackward1",
    onnx=onnx.reduction.prod,
)
def prod_dim(self: Array, dim: int, keepdim: bool, dtype: dtype | None) -> Array:
    return _prod(self, axes(dim, self.ndim), keepdim, dtype)


def _truth(self: Array, function: Callable[..., Any], dims: tuple[int, ...], keepdim: bool) -> Array:
    kind = dtype_of(self)
    return finish(function(self != 0, axis=dims, keepdims=keepdim), kind if kind.name == "uint8" else bool_dtype)


def _register_truth(name: str, function: Callable[..., Any]) -> None:
    samples = lambda: [*_whole_samples(), (sample_ints(1, 0).astype(np.uint8),)]  # noqa: E731
    mapping = getattr(onnx.reduction, name)

    @operator(f"aten::{name}(Tensor self) -> Tensor", samples=samples, differentiable=False, onnx=mapping)
    def whole(self: Array) -> Array:
        return _truth(self, function, axes(None, self.ndim), False)

    def along(self: Array, dim: Any, keepdim: bool) -> Array:
        return _truth(self, function, axes(dim, self.ndim), keepdim)

    operator(
        f"aten::{name}.dim(Tensor self, int dim, bool keepdim=False) -> Tensor",
        samples=lambda: [(sample(2, 3) > 0, 0), (sample(2, 3, 4), -1, True)],
        differentiable=False,
        onnx=mapping,
    )(along)
    operator(
        f"aten::{name}.dims(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor",
        samples=lambda: [(sample(2, 3) > 0, [0]), (sample(2, 3, 4), [-1, 0], True)],
        differentiable=False,
        onnx=mapping,
    )(along)


_register_truth("all", np.all)
_register_truth("any", np.any)


@operator(
    "aten::count_nonzero.dim_IntList(Tensor self, int[] dim) -> Tensor",
    samples=lambda: [(sample(2, 3) > 0, [0])],
    differentiable=False,
)
@operator(
    "aten::count_nonzero(Tensor self, int? dim=None) -> Tensor",
    samples=lambda: [(sample(2, 3) > 0,), (sample_ints(0, 1, 2), 0)],
    differentiable=False,
)
def count_nonzero(self: Array, dim: Sequence[int] | int | None) -> Array:
    return finish(np.count_nonzero(self, axis=axes(dim, self.ndim)), int64)


def _spread(self: Array, dim: Sequence[int] | None, correction: float, keepdim: bool, name: str) -> tuple[Array, Array]:
    """Variance (or, for "std", its root) and mean, both computed in float64 at least."""
    kind = dtype_of(self)
    if not (kind.is_floating_point or kind.is_complex):
        what = name if name.endswith("_mean") else "std and var"
        raise RuntimeError(f"{what} only support floating point and complex dtypes")
    dims = axes(dim, self.ndim)
    count = int(np.prod([self.shape[each] for each in dims], dtype=np.int64))
    if count - correction <= 0:
        warnings.warn(
            f"{name}(): degrees of freedom is <= 0. Correction should be strictly less than the reduction "
            "factor "
            "(input numel divided by output numel).",
            UserWarning,
            stacklevel=2,
        )
    with np.errstate(all="ignore"):
        wide = self if kind.is_complex else self.astype(np.float64)
        center = np.asarray(wide.sum(axis=dims, keepdims=True)) / np.float64(count)
        squares = np.square(np.abs(wide - center)).sum(axis=dims, keepdims=keepdim)
        spread = squares / np.float64(max(count - correction, 0))
        if name.startswith("std"):
            spread = np.sqrt(spread)
    if not keepdim:
        center = center.squeeze(axis=dims)
    return finish(spread, kind.to_real()), finish(center, kind)


def _register_spread(name: str) -> None:
    """Register `var`, `std`, `var_mean` or `std_mean` in its three forms."""
    both = name.endswith("_mean")
    variants = "function" if both else "function method"
    returns = "(Tensor, Tensor)" if both else "Tensor"

    def result(self: Array, dim: Any, correction: Any, keepdim: bool) -> Any:
        found = _spread(self, dim, 1 if correction is None else correction, keepdim, name)
        return found if both else found[0]

    floats = _only_floats(_whole_samples)
    mapping = getattr(onnx.reduction, name)

    @operator(
        f"aten::{name}(Tensor self, bool unbiased=True) -> {returns}", samples=floats, variants=variants, onnx=mapping
    )
    def whole(self: Array, unbiased: bool) -> Any:
        return result(self, None, int(unbiased), False)

    @operator(
        f"aten::{name}.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> {returns}",
        variants=variants,
        samples=lambda: [(sample(2, 3, 4), [1]), (sample(2, 3, 4), [0, -1], False, True)],
        onnx=mapping,
    )
    def along(self: Array, dim: Any, unbiased: bool, keepdim: bool) -> Any:
        return result(self, dim, int(unbiased), keepdim)

    @operator(
        f"aten::{name}.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool "
        "keepdim=False)"
        f" -> {returns}",
        variants=variants,
        samples=lambda: [(sample(2, 3, 4), [1], {"correction": 0, "keepdim": True}), (sample(2, 3),)],
        onnx=mapping,
    )
    def corrected(self: Array, dim: Any, correction: Any, keepdim: bool) -> Any:
        return result(self, dim, correction, keepdim)


for _name in ("var", "std", "var_mean", "std_mean"):
    _register_spread(_name)


@operator(
    "aten::logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor",
    samples=lambda: [*_dim_samples(), (np.array([-np.inf, -np.inf]), [0])],
    onnx=onnx.reduction.logsumexp,
)
def logsumexp(self: Array, dim: Sequence[int], keepdim: bool) -> Array:
    kind = floating(dtype_of(self))
    values = converted(self, kind)
    dims = axes(dim, self.ndim)
    with np.errstate(all="ignore"):
        peak = values.max(axis=dims, keepdims=True)
        peak = np.where(np.isfinite(peak), peak, 0)
        total = np.log(np.exp(values - peak).sum(axis=dims, keepdims=True)) + peak
    return finish(total if keepdim else total.squeeze(axis=dims), kind)


def _vector_norm(self: Array, ord: Any, dim: Any, keepdim: bool, dtype: dtype | None = None) -> Array:
    kind = dtype_of(self)
    if dtype is not None:
        kind = dtype
        self = converted(self, dtype)
    dims = axes(dim, self.ndim)
    size = np.abs(self).astype(np.float64)
    with np.errstate(all="ignore"):
        if ord == float("inf"):
            found = size.max(axis=dims, keepdims=keepdim)
        elif ord == float("-inf"):
            found = size.min(axis=dims, keepdims=keepdim)
        elif ord == 0:
            found = (size != 0).sum(axis=dims, keepdims=keepdim)
        elif ord == 2:
            found = np.sqrt(np.square(size).sum(axis=dims, keepdims=keepdim))
        else:
            found = np.power(np.power(size, ord).sum(axis=dims, keepdims=keepdim), 1.0 / ord)
    return finish(found, kind.to_real())


@operator(
    "aten::linalg_vector_norm(Tensor self, Scalar ord=2, int[1]? dim=None, bool keepdim=False, *, "
    "ScalarType? dtype=None) -> Tensor",
    variants="linalg",
    python_name="vector_norm",
    samples=lambda: [
        (sample(2, 3),),
        *[(sample(2, 3, 4), ord, [1], True) for ord in (1, 3, 0, float("inf"))],
    ],
    onnx=onnx.reduction.linalg_vector_norm,
)
def linalg_vector_norm(self: Array, ord: Any, dim: Any, keepdim: bool, dtype: dtype | None) -> Array:
    kind = dtype_of(self)
    if not (kind.is_floating_point or kind.is_complex):
        raise RuntimeError(
            f"linalg.vector_norm: Expected a floating point or complex tensor as input. Got {kind.ir_name}"
        )
    return _vector_norm(self, ord, dim, keepdim, dtype)


def _check_norm(self: Array) -> None:
    kind = dtype_of(self)
    if not (kind.is_floating_point or kind.is_complex):
        raise RuntimeError(
            f"norm(): input dtype should be either floating point or complex. Got {kind.ir_name} instead."
        )


def _norm_samples() -> Samples:
    return [(sample(2, 3, 4), 2, [1]), (sample(2, 3, 4), 1, [0, -1], True)]


@operator(
    "aten::norm.Scalar(Tensor self, Scalar p=2) -> Tensor",
    samples=lambda: [(sample(2, 3),), (sample(3), 1)],
    onnx=onnx.reduction.norm,
)
def norm(self: Array, p: Any) -> Array:
    _check_norm(self)
    return _vector_norm(self, p, None, False)


@operator(
    "aten::norm.ScalarOpt_dim(Tensor self, Scalar? p, int[1] dim, bool keepdim=False) -> Tensor",
    samples=_norm_samples,
    grad_fn="NormBackward1",
    onnx=onnx.reduction.norm,
)
def norm_dim(self: Array, p: Any, dim: Sequence[int], keepdim: bool) -> Array:
    _check_norm(self)
    return _vector_norm(self, 2 if p is None else p, dim, keepdim)


def _running(function: Callable[..., Any], self: Array, dim: int, dtype: dtype | None) -> Array:
    kind = _integers_widened(self, dtype)
    axis = wrap_dim(dim, self.ndim)
    values = converted(self, kind)
    wide: Any = np.float64 if values.dtype == np.float32 else None
    with np.errstate(all="ignore"):
        if self.ndim == 0:
            return finish(values.copy(), kind)
        return finish(function(values, axis=axis, dtype=wide), kind)


def _register_running(name: str, function: Callable[..., Any]) -> None:
    """Register `cumsum` or `cumprod` and its in-place form."""

    @operator(
        f"aten::{name}(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor",
        samples=lambda: [
            (sample(2, 3), 1),
            (sample(4, 3).T, 0),
            (sample_ints(1, 2, 3), 0),
            (np.array(2.0), 0),
        ],
        onnx=getattr(onnx.reduction, name, None),
    )
    def kernel(self: Array, dim: int, dtype: dtype | None) -> Array:
        return _running(function, self, dim, dtype)

    @operator(
        f"aten::{name}_(Tensor(a!) self, int dim, *, ScalarType? dtype=None) -> Tensor(a!)",
        variants="method",
        samples=lambda: [(sample(2, 3), 1)],
    )
    def kernel_(self: Array, dim: int, dtype: dtype | None) -> Array:
        require(self.dtype != np.bool_, f"{name}_out_cpu", dtype_of(self))
        if dtype is not None and dtype.numpy != self.dtype:
            raise RuntimeError(
                "Bad in-place call: input tensor dtype "
                f"{dtype_of(self).ir_name} and output tensor dtype {dtype.ir_name} should match"
            )
        return cast_into(self, _running(function, self, dim, dtype))


_register_running("cumsum", np.cumsum)
_register_running("cumprod", np.cumprod)
