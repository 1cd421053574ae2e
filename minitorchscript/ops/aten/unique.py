"""Sets and counts of elements: unique, bincount, histc, searchsorted, bucketize, isin, one_hot."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...dtype import bool as bool_dtype
from ..pointwise import compute, dtype_of, require
from ..promotion import promote_arrays, result_type
from ..registry import operator
from ..strides import contiguous
from .samples import sample, sample_ints
from .sizes import size_text, wrap_dim

Array = np.ndarray
Triple = tuple[Array, Array, Array]


def _repeated() -> Array:
    return sample_ints(3, 1, 3, 2, 1, 1).reshape(2, 3)


def _absent() -> Array:
    return contiguous(np.empty(0, np.int64))


def _in_place(rows: Array, dim: int | None) -> Array:
    """The slices found, laid out one after the other, seen along the dimension they came from."""
    return contiguous(rows) if dim is None else np.moveaxis(contiguous(rows), 0, dim)


def _unique(self: Array, dim: int | None, inverse: bool, counts: bool) -> Triple:
    rows = self.reshape(-1) if dim is None else np.moveaxis(self, dim, 0)
    axis = None if dim is None else 0
    values, where, numbers = np.unique(rows, return_inverse=True, return_counts=True, axis=axis, equal_nan=False)
    shape = self.shape if dim is None else (-1,)
    return (
        _in_place(values, dim),
        contiguous(where.reshape(shape)) if inverse else _absent(),
        contiguous(numbers) if counts else _absent(),
    )


@operator(
    "aten::_unique(Tensor self, bool sorted=True, bool return_inverse=False) -> (Tensor, Tensor)",
    variants="function",
    samples=lambda: [(_repeated(),), (_repeated(), True, True)],
    differentiable=(True, False),
)
def unique(self: Array, sorted: bool, return_inverse: bool) -> tuple[Array, Array]:
    return _unique(self, None, return_inverse, False)[:2]


@operator(
    "aten::_unique2(Tensor self, bool sorted=True, bool return_inverse=False, bool return_counts=False) "
    "-> (Tensor, Tensor, Tensor)",
    variants="function",
    samples=lambda: [
        (_repeated(),),
        (_repeated(), True, True, True),
        (sample(2, 3).T, True, True),
        (np.array([True, False, True]), True, True, True),
    ],
    differentiable=(True, False, False),
    grad_fn="Unique2Backward0",
)
def unique2(self: Array, sorted: bool, return_inverse: bool, return_counts: bool) -> Triple:
    """The distinct elements, in order; for each element which of them it is; how often each occurs."""
    return _unique(self, None, return_inverse, return_counts)


def _check_unique_dim(self: Array, dim: int) -> int:
    dim = wrap_dim(dim, self.ndim)
    if 0 in self.shape and self.shape[dim] != 0:
        raise RuntimeError("There are 0 sized dimensions, and they aren't selected, so unique cannot be applied")
    return dim


@operator(
    "aten::unique_dim(Tensor self, int dim, bool sorted=True, bool return_inverse=False, bool return_counts=False) "
    "-> (Tensor, Tensor, Tensor)",
    variants="",
    samples=lambda: [(_repeated()[[0, 1, 0]], 0), (_repeated(), 1, True, True, True)],
    differentiable=(True, False, False),
)
def unique_dim(self: Array, dim: int, sorted: bool, return_inverse: bool, return_counts: bool) -> Triple:
    """The distinct slices along a dimension, in lexicographic order."""
    return _unique(self, _check_unique_dim(self, dim), True, True)


def _consecutive(self: Array, dim: int | None, inverse: bool, counts: bool) -> Triple:
    rows = self.reshape(-1) if dim is None else np.moveaxis(self, dim, 0)
    count = rows.shape[0]
    changes = (rows[1:] != rows[:-1]).reshape(max(count - 1, 0), -1).any(axis=1)
    starts = np.flatnonzero(np.concatenate([np.ones(min(count, 1), np.bool_), changes]))
    where = np.cumsum(np.concatenate([np.zeros(min(count, 1), np.int64), changes]), dtype=np.int64)
    return (
        _in_place(rows[starts], dim),
        contiguous(where.reshape(self.shape if dim is None else (count,))) if inverse else _absent(),
        contiguous(np.diff(np.append(starts, count))) if counts else _absent(),
    )


@operator(
    "aten::unique_consecutive(Tensor self, bool return_inverse=False, bool return_counts=False, int? dim=None) "
    "-> (Tensor, Tensor, Tensor)",
    samples=lambda: [
        (sample_ints(1, 1, 2, 2, 1),),
        (sample_ints(1, 1, 2, 2, 1), True, True),
        (_repeated()[[0, 0, 1]], True, True, 0),
    ],
    differentiable=(True, False, False),
)
def unique_consecutive(self: Array, return_inverse: bool, return_counts: bool, dim: int | None) -> Triple:
    """The first of each run of equal elements (or slices)."""
    if dim is not None:
        return _consecutive(self, _check_unique_dim(self, dim), True, True)
    return _consecutive(self, None, return_inverse, return_counts)


@operator(
    "aten::unique_dim_consecutive(Tensor self, int dim, bool return_inverse=False, bool return_counts=False) "
    "-> (Tensor, Tensor, Tensor)",
    variants="",
    samples=lambda: [(_repeated()[[0, 0, 1]], 0, True, True)],
    differentiable=(True, False, False),
)
def unique_dim_consecutive(self: Array, dim: int, return_inverse: bool, return_counts: bool) -> Triple:
    return _consecutive(self, _check_unique_dim(self, dim), True, True)


@operator(
    "aten::bincount(Tensor self, Tensor? weights=None, SymInt minlength=0) -> Tensor",
    samples=lambda: [(sample_ints(3, 1, 1),), (sample_ints(3, 1, 1), sample(3), 6), (_absent(), None, 2)],
    grad_fn="NotImplemented",
)
def bincount(self: Array, weights: Array | None, minlength: int) -> Array:
    """How often each number from 0 occurs, or the sum of its weights."""
    if minlength < 0:
        raise RuntimeError("minlength should be >= 0")
    require(self.dtype.kind in "iu", "bincount_cpu", dtype_of(self))
    if self.ndim != 1 or (self.size and self.min() < 0):
        raise RuntimeError("bincount only supports 1-d non-negative integral inputs.")
    if weights is not None and weights.shape != self.shape:
        raise RuntimeError("weights should be 1-d and have the same length as input")
    if weights is None or self.size == 0:
        return np.bincount(self, minlength=minlength).astype(np.int64)
    found = np.bincount(self, weights, minlength)
    return found.astype(np.float32 if weights.dtype == np.float32 else np.float64)


@operator(
    "aten::histc(Tensor self, int bins=100, Scalar min=0, Scalar max=0) -> Tensor",
    samples=lambda: [(sample(10), 4), (sample(10), 3, -1, 1), (sample(2, 3), 5, 0, 0)],
    differentiable=False,
)
def histc(self: Array, bins: int, min: Any, max: Any) -> Array:
    """Counts of elements in equal intervals between min and max (of the elements, if these are equal)."""
    require(self.dtype.kind == "f", "histogram_cpu", dtype_of(self))
    if bins <= 0:
        raise RuntimeError(f"torch.histogram(): bins must be > 0, but got {bins} for dimension 0")
    low, high = float(min), float(max)
    if low == high and self.size:
        low, high = float(self.min()), float(self.max())
    if low == high:
        low, high = low - 1, high + 1
    if not (np.isfinite(low) and np.isfinite(high)):
        raise RuntimeError(f"range of [{low:g}, {high:g}] is not finite")
    if low > high:
        raise RuntimeError("max must be larger than min")
    inside = self[(self >= low) & (self <= high)]
    left, width = self.dtype.type(low), self.dtype.type(high) - self.dtype.type(low)
    at = np.minimum(((inside - left) * self.dtype.type(bins) / width).astype(np.int64), bins - 1)
    return np.bincount(at, minlength=bins).astype(self.dtype)


def _side(right: bool, side: str | None) -> str:
    if side is None:
        return "right" if right else "left"
    if side not in ("left", "right"):
        raise RuntimeError(f"torch.searchsorted(): side can only be 'left' or 'right' but got {side}")
    if right and side != "right":
        raise RuntimeError(
            "torch.searchsorted(): side and right can't be set to opposites, got side of left while right was True"
        )
    return side


def _searched(edges: Array, values: Any, side: str, out_int32: bool, sorter: Array | None) -> Array:
    found_type = np.int32 if out_int32 else np.int64
    wanted = np.asarray(values)
    if wanted.dtype != edges.dtype:
        edges, wanted = promote_arrays(edges, wanted)
    if sorter is not None:
        edges = np.take_along_axis(edges, sorter, -1)
    if edges.ndim <= 1:
        found = np.searchsorted(edges, wanted, side=side)  # type: ignore[call-overload]
        return contiguous(np.asarray(found, found_type))
    out = np.empty(wanted.shape, found_type)
    for at in np.ndindex(*edges.shape[:-1]):
        out[at] = np.searchsorted(edges[at], wanted[at], side=side)  # type: ignore[call-overload]
    return out


def _check_search(edges: Array, values: Any, sorter: Array | None) -> None:
    if edges.ndim == 0:
        raise RuntimeError(
            "torch.searchsorted(): input value can be a scalar only when boundaries tensor dimension is 1, but we "
            "got boundaries tensor dim(0) and input value's dim(0) numel(1)"
        )
    if isinstance(values, Array):
        if edges.ndim != 1 and edges.shape[:-1] != values.shape[:-1]:
            raise RuntimeError(
                "torch.searchsorted(): boundaries tensor should be 1 dimension or the first N-1 dimensions of "
                "boundaries tensor and input value tensor must match, but we got boundaries tensor "
                f"{size_text(edges.shape)} and input value tensor {size_text(values.shape)}"
            )
    elif edges.ndim != 1:
        raise RuntimeError(
            "torch.searchsorted(): input value can be a scalar only when boundaries tensor dimension is 1, but we "
            f"got boundaries tensor dim({edges.ndim}) and input value's dim(0) numel(1)"
        )
    if sorter is not None and sorter.shape != edges.shape:
        raise RuntimeError(
            "torch.searchsorted(): boundary and sorter must have the same size, but got boundary tensor "
            f"{size_text(edges.shape)}and got sorter tensor {size_text(sorter.shape)}"
        )


def _edges() -> Array:
    return np.array([-1.0, 0.0, 0.5, 2.0], np.float32)


@operator(
    "aten::searchsorted.Tensor(Tensor sorted_sequence, Tensor self, *, bool out_int32=False, bool right=False, "
    "str? side=None, Tensor? sorter=None) -> Tensor",
    variants="function",
    samples=lambda: [
        (_edges(), sample(2, 3)),
        (np.stack([_edges(), _edges() + 1]), sample(2, 3), {"right": True, "out_int32": True}),
        (_edges()[::-1].copy(), sample(3), {"sorter": sample_ints(3, 2, 1, 0), "side": "right"}),
    ],
    differentiable=False,
)
def searchsorted(
    sorted_sequence: Array, self: Array, out_int32: bool, right: bool, side: str | None, sorter: Array | None
) -> Array:
    """Where in a sorted sequence each value would be inserted, before (or after) equal elements."""
    chosen = _side(right, side)
    _check_search(sorted_sequence, self, sorter)
    return _searched(sorted_sequence, self, chosen, out_int32, sorter)


@operator(
    "aten::searchsorted.Scalar(Tensor sorted_sequence, Scalar self, *, bool out_int32=False, bool right=False, "
    "str? side=None, Tensor? sorter=None) -> Tensor",
    variants="function",
    samples=lambda: [(_edges(), 0.5), (_edges(), 1, {"right": True})],
    differentiable=False,
)
def searchsorted_scalar(
    sorted_sequence: Array, self: Any, out_int32: bool, right: bool, side: str | None, sorter: Array | None
) -> Array:
    chosen = _side(right, side)
    _check_search(sorted_sequence, self, sorter)
    return _searched(sorted_sequence, sorted_sequence.dtype.type(self), chosen, out_int32, sorter)


def _check_buckets(boundaries: Array) -> None:
    if boundaries.ndim != 1:
        raise RuntimeError(f"boundaries tensor must be 1 dimension, but got dim({boundaries.ndim})")


@operator(
    "aten::bucketize.Tensor(Tensor self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor",
    variants="function",
    samples=lambda: [(sample(2, 3), _edges()), (sample(3), _edges(), {"right": True, "out_int32": True})],
    differentiable=False,
)
def bucketize(self: Array, boundaries: Array, out_int32: bool, right: bool) -> Array:
    """Which interval between sorted boundaries each element falls in."""
    _check_buckets(boundaries)
    _check_search(boundaries, self, None)
    return _searched(boundaries, self, _side(right, None), out_int32, None)


@operator(
    "aten::bucketize.Scalar(Scalar self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor",
    variants="function",
    samples=lambda: [(0.5, _edges())],
    differentiable=False,
)
def bucketize_scalar(self: Any, boundaries: Array, out_int32: bool, right: bool) -> Array:
    _check_buckets(boundaries)
    return _searched(boundaries, boundaries.dtype.type(self), _side(right, None), out_int32, None)


def _isin(elements: Any, tests: Any, invert: bool) -> Array:
    kind = result_type(elements, tests)
    if kind is bool_dtype or kind.is_complex:
        what = "bool" if kind is bool_dtype else kind.name
        raise RuntimeError(f"Unsupported input type encountered for isin(): {what.capitalize()}")
    wanted = np.asarray(tests).astype(kind.numpy)

    def found(values: Array) -> Array:
        return np.isin(values, wanted, invert=invert)

    return compute(found, (elements,), kind, bool_dtype)


@operator(
    "aten::isin.Tensor_Tensor(Tensor elements, Tensor test_elements, *, bool assume_unique=False, "
    "bool invert=False) -> Tensor",
    variants="function",
    samples=lambda: [(_repeated(), sample_ints(1, 2)), (_repeated(), sample_ints(1, 2), {"invert": True})],
    differentiable=False,
)
def isin(elements: Array, test_elements: Array, assume_unique: bool, invert: bool) -> Array:
    """Whether each element is among others."""
    return _isin(elements, test_elements, invert)


@operator(
    "aten::isin.Tensor_Scalar(Tensor elements, Scalar test_element, *, bool assume_unique=False, "
    "bool invert=False) -> Tensor",
    variants="function",
    samples=lambda: [(_repeated(), 1)],
    differentiable=False,
)
def isin_scalar(elements: Array, test_element: Any, assume_unique: bool, invert: bool) -> Array:
    return _isin(elements, test_element, invert)


@operator(
    "aten::isin.Scalar_Tensor(Scalar element, Tensor test_elements, *, bool assume_unique=False, "
    "bool invert=False) -> Tensor",
    variants="function",
    samples=lambda: [(1, _repeated())],
    differentiable=False,
)
def isin_number(element: Any, test_elements: Array, assume_unique: bool, invert: bool) -> Array:
    kind = result_type(element, test_elements)
    return _isin(np.asarray(element).astype(kind.numpy), test_elements, invert)


@operator(
    "aten::one_hot(Tensor self, int num_classes=-1) -> Tensor",
    variants="nn",
    samples=lambda: [(sample_ints(1, 0, 2),), (sample_ints(1, 0).reshape(2, 1), 4)],
    differentiable=False,
)
def one_hot(self: Array, num_classes: int) -> Array:
    """(*) of class numbers to (*, classes) of zeros and ones."""
    if self.dtype != np.int64:
        raise RuntimeError("one_hot is only applicable to index tensor of type LongTensor.")
    if self.size == 0:
        if num_classes <= 0:
            raise RuntimeError("Can not infer total number of classes from empty tensor.")
        return np.empty((*self.shape, num_classes), np.int64)
    if self.min() < 0:
        raise RuntimeError("Class values must be non-negative.")
    if num_classes == -1:
        num_classes = int(self.max()) + 1
    elif num_classes < 1:
        raise RuntimeError("num_classes should be positive")
    elif num_classes <= self.max():
        raise RuntimeError("Class values must be smaller than num_classes.")
    return contiguous((self[..., None] == np.arange(num_classes)).astype(np.int64))
