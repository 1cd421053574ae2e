"""Elements in order: sort, argsort, topk, kthvalue, median, mode and kin.

nan counts as larger than any number. Sorting is stable, so equal elements keep their order.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...dtype import bool as bool_dtype
from ..pointwise import dtype_of, require
from ..registry import operator
from ..strides import contiguous, like_strides, strided_copy
from .samples import sample, sample_ints
from .sizes import wrap_dim

Array = np.ndarray
Samples = list[tuple[Any, ...]]
Pair = tuple[Array, Array]


def _with_nan() -> Array:
    return np.array([[1.0, np.nan, 3.0, -1.0], [2.0, 0.5, np.nan, np.nan]])


def order(self: Array, dim: int, descending: bool) -> Array:
    """Indices that sort along a dimension, equal elements in the order they had."""
    if self.ndim == 0:
        return np.zeros((), np.int64)
    if not descending:
        return np.argsort(self, axis=dim, kind="stable")
    found = np.argsort(np.flip(self, dim), axis=dim, kind="stable")
    return np.asarray(self.shape[dim] - 1 - np.flip(found, dim))


def _taken(self: Array, indices: Array, dim: int) -> Array:
    return self.copy() if self.ndim == 0 else np.take_along_axis(self, indices, dim)


def _sorted(self: Array, dim: int, descending: bool) -> Pair:
    dim = wrap_dim(dim, self.ndim)
    if self.dtype.kind == "c":
        raise RuntimeError(" Sort does not support complex dtypes on CPU")
    indices = order(self, dim, descending)
    strides = like_strides(self)
    return strided_copy(_taken(self, indices, dim), strides), strided_copy(indices, strides)


def _sort_samples() -> Samples:
    return [
        (sample(2, 5),),
        (sample(4, 3).T, 0),
        (_with_nan(), 1, True),
        (sample_ints(3, 1, 3, 2, 1), -1, True),
        (np.array([True, False, True]),),
        (np.array(2.5),),
        (sample(3, 1, 2), 0),
    ]


@operator(
    "aten::sort(Tensor self, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)",
    samples=_sort_samples,
    differentiable=(True, False),
)
def sort(self: Array, dim: int, descending: bool) -> Pair:
    return _sorted(self, dim, descending)


@operator(
    "aten::sort.stable(Tensor self, *, bool? stable, int dim=-1, bool descending=False) "
    "-> (Tensor values, Tensor indices)",
    samples=lambda: [(sample(2, 5), {"stable": True}), (sample(4, 3).T, {"stable": False, "dim": 0})],
    differentiable=(True, False),
    grad_fn="SortBackward1",
)
def sort_stable(self: Array, stable: bool | None, dim: int, descending: bool) -> Pair:
    return _sorted(self, dim, descending)


@operator("aten::msort(Tensor self) -> Tensor", samples=lambda: [(sample(4, 3),)], grad_fn="SortBackward0")
def msort(self: Array) -> Array:
    """The values of a sort along the first dimension."""
    return _sorted(self, 0, False)[0]


@operator(
    "aten::argsort(Tensor self, int dim=-1, bool descending=False) -> Tensor",
    samples=_sort_samples,
    differentiable=False,
)
def argsort(self: Array, dim: int, descending: bool) -> Array:
    return _sorted(self, dim, descending)[1]


@operator(
    "aten::argsort.stable(Tensor self, *, bool stable, int dim=-1, bool descending=False) -> Tensor",
    samples=lambda: [(sample(2, 5), {"stable": True, "descending": True})],
    differentiable=False,
)
def argsort_stable(self: Array, stable: bool, dim: int, descending: bool) -> Array:
    return _sorted(self, dim, descending)[1]


@operator(
    "aten::topk(Tensor self, SymInt k, int dim=-1, bool largest=True, bool sorted=True) "
    "-> (Tensor values, Tensor indices)",
    samples=lambda: [
        (sample(2, 5), 2),
        (sample(4, 3).T, 1, 0, False),
        (_with_nan(), 1),
        (sample_ints(3, 1, 2, 5), 4),
        (np.array(2.5), 1),
    ],
    differentiable=(True, False),
)
def topk(self: Array, k: int, dim: int, largest: bool, sorted: bool) -> Pair:
    """The k largest (or smallest) elements along a dimension, in order whether asked for or not."""
    dim = wrap_dim(dim, self.ndim)
    if not 0 <= k <= (self.shape[dim] if self.ndim else 1):
        raise RuntimeError("selected index k out of range")
    kind = dtype_of(self)
    if kind.is_complex or kind is bool_dtype:
        raise RuntimeError(f"topk does not support {'complex' if kind.is_complex else 'bool'} dtypes on CPU")
    indices = order(self, dim, largest)
    if self.ndim:
        indices = np.take(indices, np.arange(k), axis=dim)
    return contiguous(_taken(self, indices, dim)), contiguous(indices)


def _one(self: Array, at: Any, dim: int, keepdim: bool) -> Pair:
    """The elements at position `at` of the sorted order, and where they are."""
    if self.ndim == 0:
        return self.copy(), np.zeros((), np.int64)
    at = np.expand_dims(at, dim) if np.ndim(at) else np.full((1,) * self.ndim, at)
    at = np.broadcast_to(at, [1 if i == dim else n for i, n in enumerate(self.shape)])
    indices = np.take_along_axis(order(self, dim, False), at, dim)
    values = np.take_along_axis(self, indices, dim)
    if not keepdim:
        values, indices = values.squeeze(dim), indices.squeeze(dim)
    return contiguous(values), contiguous(indices)


@operator(
    "aten::kthvalue(Tensor self, SymInt k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)",
    samples=lambda: [(sample(2, 5), 2), (sample(4, 3).T, 3, 0, True), (np.array(2.5), 1)],
    differentiable=(True, False),
)
def kthvalue(self: Array, k: int, dim: int, keepdim: bool) -> Pair:
    """The k-th smallest element along a dimension, counted from 1."""
    dim = wrap_dim(dim, self.ndim)
    size = self.shape[dim] if self.ndim else 1
    if size == 0:
        raise IndexError(f"kthvalue(): Expected reduction dim {dim} to have non-zero size.")
    if not 1 <= k <= size:
        raise RuntimeError("kthvalue(): selected number k out of range for dimension " + str(dim))
    require(dtype_of(self) is not bool_dtype and not dtype_of(self).is_complex, "kthvalue_cpu", dtype_of(self))
    return _one(self, k - 1, dim, keepdim)


def _register_median(name: str, skips_nan: bool) -> None:
    """Register `median` (nan wins) or `nanmedian` (nan is left out), whole and along a dimension."""
    title = name.capitalize() if name == "median" else "Nanmedian"

    def place(self: Array, dim: int) -> Array:
        """Where the median stands in the sorted order: the lower one of two; the first nan if that decides."""
        size = self.shape[dim]
        missing = np.isnan(self).sum(axis=dim) if self.dtype.kind == "f" else np.zeros((), np.int64)
        counted = size - missing
        if skips_nan:
            return np.asarray(np.maximum(counted - 1, 0) // 2)
        return np.asarray(np.where(missing > 0, counted, (size - 1) // 2))

    @operator(
        f"aten::{name}(Tensor self) -> Tensor",
        samples=lambda: [(sample(2, 3),), (sample(2, 5),), (_with_nan(),), (sample_ints(3, 1, 2, 4),)],
    )
    def whole(self: Array) -> Array:
        require(not dtype_of(self).is_complex, "median_out_cpu", dtype_of(self))
        if self.size == 0:
            return np.full((), np.nan if self.dtype.kind == "f" else np.iinfo(self.dtype).min, self.dtype)
        flat = self.reshape(-1)
        return np.asarray(_one(flat, place(flat, 0), 0, False)[0])

    @operator(
        f"aten::{name}.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)",
        samples=lambda: [(sample(2, 4), 1), (sample(4, 3).T, 0, True), (_with_nan(), 1), (np.array(2.5), 0)],
        differentiable=(True, False),
        grad_fn=f"{title}Backward1",
    )
    def along(self: Array, dim: int, keepdim: bool) -> Pair:
        dim = wrap_dim(dim, self.ndim)
        require(not dtype_of(self).is_complex, "median_out", dtype_of(self))
        if self.ndim and self.shape[dim] == 0:
            raise IndexError(f"median(): Expected reduction dim {dim} to have non-zero size.")
        return _one(self, place(self, dim) if self.ndim else 0, dim, keepdim)


_register_median("median", False)
_register_median("nanmedian", True)


@operator(
    "aten::mode(Tensor self, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)",
    samples=lambda: [
        (sample_ints(3, 1, 3, 2, 1),),
        (sample_ints(1, 2, 2, 1, 1, 1).reshape(2, 3), 0, True),
        (np.array(2.5),),
    ],
    differentiable=(True, False),
)
def mode(self: Array, dim: int, keepdim: bool) -> Pair:
    """The most frequent element along a dimension (the smallest of several), and where it stands last."""
    dim = wrap_dim(dim, self.ndim)
    if self.ndim == 0:
        return self.copy(), np.zeros((), np.int64)
    if self.shape[dim] == 0:
        raise IndexError(f"mode(): Expected reduction dim {dim} to have non-zero size.")
    rows = np.moveaxis(self, dim, -1)
    places = np.empty(rows.shape[:-1], np.int64)
    for at in np.ndindex(*places.shape):
        values, counts = np.unique(rows[at], return_counts=True)
        places[at] = np.flatnonzero(rows[at] == values[counts.argmax()])[-1]
    indices = np.expand_dims(places, dim)
    values = np.take_along_axis(self, indices, dim)
    if not keepdim:
        values, indices = values.squeeze(dim), indices.squeeze(dim)
    return contiguous(values), contiguous(indices)
