"""Running extremes and sums along a dimension: cummax, cummin, logcumsumexp, diff, trapezoid."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...dtype import bool as bool_dtype
from ..pointwise import compute, dtype_of, require
from ..promotion import promote_arrays
from ..registry import operator
from ..strides import contiguous
from .elementwise_binary import sub
from .reduction import finish
from .samples import sample, sample_ints
from .sizes import wrap_dim
from .slicing import sliced

Array = np.ndarray


def _running(self: Array, dim: int, better: Callable[[Array, Array], Any]) -> tuple[Array, Array]:
    """The best element so far (the last among equals) and where it is; nan is best and stays."""
    dim = wrap_dim(dim, self.ndim)
    if self.ndim == 0:
        return self.copy(), np.zeros((), np.int64)
    rows = np.moveaxis(self, dim, 0)
    values, places = np.empty_like(rows), np.zeros(rows.shape, np.int64)
    for i, row in enumerate(rows):
        if i == 0:
            values[0] = row
            continue
        with np.errstate(invalid="ignore"):
            wins = better(row, values[i - 1])
            if row.dtype.kind == "f":
                wins = np.isnan(row) | (wins & ~np.isnan(values[i - 1]))
        values[i] = np.where(wins, row, values[i - 1])
        places[i] = np.where(wins, i, places[i - 1])
    return contiguous(np.moveaxis(values, 0, dim)), contiguous(np.moveaxis(places, 0, dim))


def _register(name: str, better: Callable[[Array, Array], Any]) -> None:
    @operator(
        f"aten::{name}(Tensor self, int dim) -> (Tensor values, Tensor indices)",
        samples=lambda: [
            (sample(2, 5), 1),
            (sample(4, 3).T, 0),
            (np.array([1.0, np.nan, 3.0, -1.0]), 0),
            (sample_ints(3, 3, 1, 4), 0),
            (np.array(2.5), 0),
        ],
        differentiable=(True, False),
    )
    def kernel(self: Array, dim: int) -> tuple[Array, Array]:
        require(self.dtype.kind != "c", f"{name}_cpu", dtype_of(self))
        return _running(self, dim, better)


_register("cummax", np.greater_equal)
_register("cummin", np.less_equal)


@operator(
    "aten::logcumsumexp(Tensor self, int dim) -> Tensor",
    samples=lambda: [(sample(2, 5), 1), (sample(4, 3).T, 0), (np.array(2.5), 0)],
)
def logcumsumexp(self: Array, dim: int) -> Array:
    kind = dtype_of(self)
    require(kind.is_floating_point or kind.is_complex, "logcumsumexp_out_cpu", kind)
    dim = wrap_dim(dim, self.ndim)
    if self.ndim == 0:
        return self.copy()
    return finish(np.logaddexp.accumulate(self.astype(np.float64), axis=dim), kind)


def _ends(self: Array, dim: int, prepend: Array | None, append: Array | None) -> Array:
    parts = [each for each in (prepend, self, append) if each is not None]
    return np.concatenate(promote_arrays(*parts), axis=dim) if len(parts) > 1 else self


@operator(
    "aten::diff(Tensor self, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None) -> Tensor",
    grad_fn="SubBackward0",
    samples=lambda: [
        (sample(2, 5),),
        (sample(4, 3).T, 2, 0),
        (sample(2, 3), 1, -1, sample(2, 1), sample(2, 2)),
        (np.array([True, False, False]),),
        (sample(2, 3), 0),
    ],
)
def diff(self: Array, n: int, dim: int, prepend: Array | None, append: Array | None) -> Array:
    """Differences of neighbours, taken n times."""
    if self.ndim == 0:
        raise RuntimeError("diff expects input to be at least one-dimensional")
    if n < 0:
        raise RuntimeError(f"order must be non-negative but got {n}")
    dim = wrap_dim(dim, self.ndim)
    if n == 0:
        return contiguous(np.zeros_like(self) + self)
    found = _ends(self, dim, prepend, append)
    for _ in range(min(n, found.shape[dim])):
        size = found.shape[dim]
        later, earlier = sliced(found, dim, 1, size), sliced(found, dim, 0, size - 1)
        if found.dtype == np.bool_:
            found = compute(np.logical_xor, (later, earlier), bool_dtype)
        else:
            found = sub(later, earlier, 1)
    return found


def _spacings(y: Array, x: Array, dim: int) -> Array:
    """The distances between sample points, shaped to multiply sums of neighbouring elements."""
    if x.ndim == 1:
        if x.shape[0] != y.shape[dim]:
            raise RuntimeError("trapezoid: There must be one `x` value for each sample point")
        return np.diff(x).reshape([-1 if i == dim else 1 for i in range(y.ndim)])
    return np.diff(x, axis=dim)


def _trapezoids(y: Array, spacing: Any, dim: int) -> Array:
    count = y.shape[dim]
    return np.asarray(
        (np.take(y, range(1, count), axis=dim) + np.take(y, range(count - 1), axis=dim)) * spacing / y.dtype.type(2)
    )


def _register_trapezoid(name: str, cumulative: bool, dx: str) -> None:
    """Register a rule over points x, and over a constant distance."""

    def total(areas: Array, dim: int) -> Array:
        return contiguous(np.cumsum(areas, axis=dim) if cumulative else np.asarray(areas.sum(axis=dim)))

    @operator(
        f"aten::{name}.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor",
        variants="function",
        grad_fn="DivBackward1",
        samples=lambda: [(sample(2, 4), sample(4)), (sample(3, 2), sample(3, 2), {"dim": 0})],
    )
    def over_points(y: Array, x: Array, dim: int) -> Array:
        dim = wrap_dim(dim, y.ndim)
        return total(_trapezoids(y, _spacings(y, x, dim), dim), dim)

    @operator(
        f"aten::{name}.dx(Tensor y, *, {dx}, int dim=-1) -> Tensor",
        variants="function",
        grad_fn="CumsumBackward0" if cumulative else "MulBackward1",
        samples=lambda: [(sample(2, 4),), (sample(3, 2), {"dx": 0.5, "dim": 0})],
    )
    def over_distance(y: Array, dx: float, dim: int) -> Array:
        dim = wrap_dim(dim, y.ndim)
        return total(_trapezoids(y, y.dtype.type(dx), dim), dim)


_register_trapezoid("trapezoid", False, "Scalar dx=1")
_register_trapezoid("trapz", False, "float dx=1.")
_register_trapezoid("cumulative_trapezoid", True, "Scalar dx=1")
