"""Writing slices and elements that an index names: index_add, index_copy, index_fill, scatter_reduce, put and kin.

Each in-place kernel also serves as the functional operator, on a copy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..pointwise import dtype_of, fill_value
from ..registry import operator
from ..strides import contiguous_strides, element_strides, like_strides, strided_copy
from .samples import sample, sample_ints
from .scattering import cells, check_index
from .sizes import broadcast_sizes, size_text, type_name, wrap_dim
from .slicing import select, slice_tensor
from .strided_views import as_strided, diagonal

Array = np.ndarray
Samples = Callable[[], list[tuple[Any, ...]]]
Kernel = Callable[..., Array]

_MASK = np.array([True, False, True])


def _both(
    name: str, arguments: str, samples: Samples, *, keeps_layout: bool = False, grad_fn: str | None = None
) -> Callable[[Kernel], Kernel]:
    """Register an in-place kernel, and as the functional operator the same on a copy.

    The copy is row-major, or with `keeps_layout` laid out as the tensor is.
    """
    base, _, overload = name.partition(".")
    suffix = f".{overload}" if overload else ""

    def register(kernel: Kernel) -> Kernel:
        def functional(self: Array, *rest: Any) -> Array:
            strides = like_strides(self) if keeps_layout else contiguous_strides(self.shape)
            return kernel(strided_copy(self, strides), *rest)

        operator(f"aten::{base}{suffix}(Tensor self, {arguments}) -> Tensor", samples=samples, grad_fn=grad_fn)(
            functional
        )
        operator(
            f"aten::{base}_{suffix}(Tensor(a!) self, {arguments}) -> Tensor(a!)",
            variants="method",
            samples=samples,
            grad_fn=grad_fn,
        )(kernel)
        return kernel

    return register


def _rows(self: Array, dim: int) -> Array:
    """The tensor with dimension `dim` first; 0-dim as one row."""
    return self.reshape(1) if self.ndim == 0 else np.moveaxis(self, dim, 0)


def _check_slices(name: str, self: Array, dim: int, index: Array, source: Array) -> int:
    """The wrapped dimension, if index and source fit."""
    dim = wrap_dim(dim, self.ndim)
    if index.ndim > 1:
        raise IndexError(f"{name}: Index should have dimension 1 or 0 (got {index.ndim})")
    if source.ndim == 0 and index.size != 1:
        raise IndexError(f"{name}: When source is scalar, index should have one element (got {index.size})")
    if source.ndim and self.ndim and source.ndim != self.ndim:
        raise IndexError(
            f"{name}: When source and destination are not scalars, their dimensionality must match. Source "
            f"dimensionality ({source.ndim}), destination dimensionality ({self.ndim})"
        )
    if index.dtype != np.int64:
        raise IndexError(f"{name}: Expected a long tensor for index, but got {type_name(index)}")
    if self.dtype != source.dtype:
        raise RuntimeError(
            f"{name}: self and source expected to have the same dtype, but got (self) {type_name(self)} and "
            f"(source) {type_name(source)}"
        )
    kept, given = list(self.shape), list(source.shape)
    if self.ndim and source.ndim:
        del kept[dim], given[dim]
    if kept != given and self.ndim and source.ndim:
        raise IndexError(
            f"{name}: Source/destination tensor must have same slice shapes. Destination slice shape: "
            f"{' '.join(map(str, kept))} at dimension {dim} and source slice shape: {' '.join(map(str, given))} at "
            "dimension 0."
        )
    if source.ndim and index.size != source.shape[dim]:
        raise IndexError(
            f"{name}: Number of indices ({index.size}) should be equal to source.size(dim) ({source.shape[dim]})"
        )
    size = self.shape[dim] if self.ndim else 1
    outside = (index < 0) | (index >= size)
    if outside.any():
        found = np.atleast_1d(index)[np.atleast_1d(outside)][0]
        raise IndexError(f"{name}: index {found} is out of bounds for dimension {dim} with size {size}")
    return dim


def _index_samples() -> list[tuple[Any, ...]]:
    return [
        (sample(3, 4), 0, sample_ints(2, 0, 2), sample(3, 4)),
        (np.array(sample(4, 3)).T, 1, sample_ints(3, 1), sample(3, 2)),
    ]


def _check_add(self: Array, dim: int, index: Array, source: Array) -> int:
    dim = wrap_dim(dim, self.ndim)
    if index.ndim > 1:
        raise RuntimeError(
            f"index_add_(): Index is supposed to be a vector, but got dim: {index.ndim} with type: "
            f"{type_name(index)} and size: {size_text(index.shape)}"
        )
    if index.dtype not in (np.int64, np.int32):
        raise RuntimeError(f"index_add_(): Expected dtype int32/int64 for index but got: {type_name(index)}")
    if self.dtype != source.dtype:
        raise RuntimeError(
            f"index_add_(): self ({type_name(self)}) and source ({type_name(source)}) must have the same scalar type"
        )
    if source.ndim and index.size != source.shape[dim]:
        raise RuntimeError(
            f"index_add_(): Number of indices ({index.size}) should be equal to source.size(dim): "
            f"({source.shape[dim]}), for dim: {dim}"
        )
    size = self.shape[dim] if self.ndim else 1
    outside = (index < 0) | (index >= size)
    if outside.any():
        found = np.atleast_1d(index)[np.atleast_1d(outside)][0]
        raise RuntimeError(f"index {found} is out of bounds for dimension {dim} with size {size}")
    return dim


@_both(
    "index_add",
    "int dim, Tensor index, Tensor source, *, Scalar alpha=1",
    lambda: [*_index_samples(), (sample(3, 4), 0, sample_ints(1), sample(1, 4), {"alpha": 2})],
)
def index_add_(self: Array, dim: int, index: Array, source: Array, alpha: Any) -> Array:
    """self[index[i]] += alpha * source[i], along `dim`."""
    dim = _check_add(self, dim, index, source)
    np.add.at(_rows(self, dim), index.reshape(-1), _rows(source, dim) * self.dtype.type(alpha))
    return self


@_both("index_copy", "int dim, Tensor index, Tensor source", lambda: [_index_samples()[1]])
def index_copy_(self: Array, dim: int, index: Array, source: Array) -> Array:
    """self[index[i]] = source[i], along `dim`."""
    dim = _check_slices("index_copy_()", self, dim, index, source)
    _rows(self, dim)[index.reshape(-1)] = _rows(source, dim)
    return self


def _index_fill(self: Array, dim: int, index: Array, value: Any) -> Array:
    if index.dtype != np.int64:
        raise IndexError("index_fill_(): Expected dtype int64 for index.")
    dim = wrap_dim(dim, self.ndim)
    if index.ndim > 1:
        raise IndexError("Index has to be a vector/scalar")
    size = self.shape[dim] if self.ndim else 1
    if ((index < -size) | (index >= size)).any():
        raise IndexError(f"index {index.reshape(-1)[0]} is out of bounds for dimension {dim} with size {size}")
    _rows(self, dim)[index.reshape(-1)] = value
    return self


@_both(
    "index_fill.int_Scalar",
    "int dim, Tensor index, Scalar value",
    lambda: [(sample(3, 4), 0, sample_ints(2, 0), 1.5), (np.array(sample(4, 3)).T, 1, sample_ints(-1), 2)],
    keeps_layout=True,
)
def index_fill_(self: Array, dim: int, index: Array, value: Any) -> Array:
    return _index_fill(self, dim, index, fill_value(value, dtype_of(self)))


@_both(
    "index_fill.int_Tensor",
    "int dim, Tensor index, Tensor value",
    lambda: [(sample(3, 4), 0, sample_ints(2, 0), sample())],
    keeps_layout=True,
    grad_fn="IndexFillBackward1",
)
def index_fill_tensor_(self: Array, dim: int, index: Array, value: Array) -> Array:
    if value.ndim:
        raise RuntimeError(f"Only supports 0-dimension value tensor. Got a tensor with {value.ndim} dimensions.")
    return _index_fill(self, dim, index, value.astype(self.dtype))


_REDUCTIONS: dict[str, np.ufunc] = {
    "sum": np.add, "prod": np.multiply, "mean": np.add, "amax": np.maximum, "amin": np.minimum,
}  # fmt: skip


def _start(reduce: str, kind: np.dtype) -> Any:
    """The neutral element of a reduction."""
    if reduce in ("sum", "mean"):
        return kind.type(0)
    if reduce == "prod":
        return kind.type(1)
    lowest = reduce == "amax"
    if kind.kind == "f":
        return kind.type(-np.inf if lowest else np.inf)
    limits = np.iinfo(kind)
    return kind.type(limits.min if lowest else limits.max)


def _reduce_into(target: Array, at: tuple[Any, ...], values: Array, reduce: str, include_self: bool) -> None:
    """Reduce values that fall on the same element; the element itself takes part with `include_self`."""
    if not include_self:
        target[at] = _start(reduce, target.dtype)
    with np.errstate(all="ignore"):
        _REDUCTIONS[reduce].at(target, at, values)
        if reduce == "mean":
            count = np.full(target.shape, int(include_self), np.int64)
            np.add.at(count, at, 1)
            if not include_self:
                count = np.maximum(count, 1)
            quotient = target / count if target.dtype.kind == "f" else target // count
            target[...] = quotient.astype(target.dtype)


@_both(
    "scatter_reduce.two",
    "int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True",
    lambda: [
        (sample(2, 3), 0, sample_ints(1, 1, 0, 1, 0, 0).reshape(2, 3), sample(2, 3), reduce, {"include_self": own})
        for reduce in _REDUCTIONS
        for own in (True, False)
    ],
)
def scatter_reduce_(self: Array, dim: int, index: Array, src: Array, reduce: str, include_self: bool) -> Array:
    """self[index[i][j]][j] = reduction of itself and all src[i][j] that fall there (dim 0), and so on."""
    if reduce not in _REDUCTIONS:
        raise RuntimeError(f"reduce argument must be either sum, prod, mean, amax or amin, got {reduce}")
    if self.dtype != src.dtype:
        raise RuntimeError("scatter(): Expected self.dtype to be equal to src.dtype")
    dim = check_index("scatter", self, dim, index, "self")
    if index.size:
        flat = self.reshape(1) if self.ndim == 0 else self
        at = index.reshape(1) if index.ndim == 0 else index
        values = (src.reshape(1) if src.ndim == 0 else src)[tuple(slice(n) for n in at.shape)]
        _reduce_into(flat, cells(dim, at), values, reduce, include_self)
    return self


@_both(
    "index_reduce",
    "int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True",
    lambda: [
        (sample(3, 4), 0, sample_ints(2, 0, 2), sample(3, 4), reduce, {"include_self": own})
        for reduce in ("prod", "mean", "amax", "amin")
        for own in (True, False)
    ],
)
def index_reduce_(self: Array, dim: int, index: Array, source: Array, reduce: str, include_self: bool) -> Array:
    if reduce not in ("prod", "mean", "amax", "amin"):
        raise RuntimeError(f"index_reduce(): Expected reduce to be one of prod, mean, amax or amin but got {reduce}.")
    dim = _check_add(self, dim, index, source)
    _reduce_into(_rows(self, dim), (index.reshape(-1),), _rows(source, dim), reduce, include_self)
    return self


def _masked_scatter(self: Array, mask: Array, source: Array) -> Array:
    if self.dtype != source.dtype:
        raise RuntimeError(
            "masked_scatter: expected self and source to have same dtypes but got "
            f"{type_name(self)} and {type_name(source)}"
        )
    if mask.dtype != np.bool_:
        raise RuntimeError(f"masked_scatter_ only supports boolean masks, but got mask with dtype {type_name(mask)}")
    where = np.broadcast_to(mask, self.shape)
    count = int(where.sum())
    if source.size < count:
        raise RuntimeError("Number of elements of source < number of ones in mask")
    self[where] = source.reshape(-1)[:count]
    return self


@operator(
    "aten::masked_scatter(Tensor self, Tensor mask, Tensor source) -> Tensor",
    samples=lambda: [(sample(2, 3), _MASK, sample(4)), (sample(3), np.stack([_MASK, _MASK]), sample(4))],
)
def masked_scatter(self: Array, mask: Array, source: Array) -> Array:
    """The source's elements, in order, where the mask is true."""
    sizes = broadcast_sizes(mask.shape, self.shape)
    return _masked_scatter(strided_copy(np.broadcast_to(self, sizes), contiguous_strides(sizes)), mask, source)


@operator(
    "aten::masked_scatter_(Tensor(a!) self, Tensor mask, Tensor source) -> Tensor(a!)",
    variants="method",
    samples=lambda: [(sample(2, 3), _MASK, sample(4))],
)
def masked_scatter_(self: Array, mask: Array, source: Array) -> Array:
    sizes = broadcast_sizes(mask.shape, self.shape)
    if sizes != self.shape:
        raise RuntimeError(
            f"output with shape {size_text(self.shape)} doesn't match the broadcast shape {size_text(sizes)}"
        )
    return _masked_scatter(self, mask, source)


@_both(
    "put",
    "Tensor index, Tensor source, bool accumulate=False",
    lambda: [(sample(2, 3), sample_ints(5, -6, 5), sample(3)), (sample(2, 3), sample_ints(5, 5), sample(2), True)],
    keeps_layout=True,
)
def put_(self: Array, index: Array, source: Array, accumulate: bool) -> Array:
    """Elements by their position in the flattened tensor."""
    if index.dtype != np.int64:
        raise RuntimeError(f"put_(): Expected a long tensor for index, but got {type_name(index)}")
    if self.dtype != source.dtype:
        raise RuntimeError(
            f"put_(): self and source expected to have the same dtype, but got self.dtype = {type_name(self)} and "
            f"source.dtype = {type_name(source)}"
        )
    if index.size != source.size:
        raise RuntimeError(
            f"put_(): Expected source and index to have the same number of elements, but got source.numel() = "
            f"{source.size}, index.numel() = {index.size}"
        )
    outside = (index < -self.size) | (index >= self.size)
    if outside.any():
        raise IndexError(
            f"out of range: tried to access index {index[outside][0]} on a tensor of {self.size} elements."
        )
    at = np.unravel_index(index.reshape(-1) % max(self.size, 1), self.shape) if self.ndim else ()
    if accumulate:
        np.add.at(self, at, source.reshape(-1))
    else:
        self[at] = source.reshape(-1) if self.ndim else source.reshape(())
    return self


@operator(
    "aten::fill.Scalar(Tensor self, Scalar value) -> Tensor", variants="function", samples=lambda: [(sample(2, 3), 1.5)]
)
def fill(self: Array, value: Any) -> Array:
    return strided_copy(np.full(self.shape, fill_value(value, dtype_of(self))), like_strides(self))


@operator(
    "aten::fill.Tensor(Tensor self, Tensor value) -> Tensor",
    variants="function",
    grad_fn="FillBackward1",
    samples=lambda: [(sample(2, 3), sample())],
)
def fill_tensor(self: Array, value: Array) -> Array:
    if value.ndim:
        raise RuntimeError(f"fill only supports 0-dimension value tensor but got tensor with {value.ndim} dimensions.")
    return strided_copy(np.full(self.shape, value.astype(self.dtype)), like_strides(self))


@operator(
    "aten::fill_diagonal_(Tensor(a!) self, Scalar fill_value, bool wrap=False) -> Tensor(a!)",
    variants="method",
    samples=lambda: [(sample(3, 2), 1.5), (sample(5, 2), 1.5, True), (sample(2, 2, 2), 0)],
)
def fill_diagonal_(self: Array, value: Any, wrap: bool) -> Array:
    """Set the main diagonal; `wrap` starts it anew below, in a tall matrix."""
    if self.ndim < 2:
        raise RuntimeError("dimensions must larger than 1")
    if self.ndim > 2 and len(set(self.shape)) > 1:
        raise RuntimeError("all dimensions of input must be of equal length")
    step = sum(self.strides)
    rows, columns = self.shape[0], self.shape[1]
    for start in range(0, rows if wrap and self.ndim == 2 else 1, columns + 1):
        corner = self[start:]
        count = min(corner.shape) if corner.size else 0
        np.lib.stride_tricks.as_strided(corner, (count,), (step,))[...] = value
    return self


def _written(self: Array, view: Callable[[Array], Array], src: Array) -> Array:
    """A copy of the tensor, its strides kept, with one of its views overwritten."""
    out = strided_copy(self, element_strides(self))
    part = view(out)
    if part.shape != src.shape:
        raise RuntimeError(
            f"expected src to have a size equal to the slice of self. src size = {size_text(src.shape)}, "
            f"slice size = {size_text(part.shape)}"
        )
    part[...] = src
    return out


@operator(
    "aten::select_scatter(Tensor self, Tensor src, int dim, SymInt index) -> Tensor",
    samples=lambda: [(sample(2, 3), sample(2), 1, -1), (sample(4, 3).T, sample(4), 0, 1)],
)
def select_scatter(self: Array, src: Array, dim: int, index: int) -> Array:
    return _written(self, lambda out: select(out, dim, index), src)


@operator(
    "aten::slice_scatter(Tensor self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) "
    "-> Tensor",
    samples=lambda: [(sample(4, 3), sample(2, 3), 0, 1, 3), (sample(4, 3).T, sample(3, 2), 1, None, None, 2)],
)
def slice_scatter(self: Array, src: Array, dim: int, start: int | None, end: int | None, step: int) -> Array:
    return _written(self, lambda out: slice_tensor(out, dim, start, end, step), src)


@operator(
    "aten::diagonal_scatter(Tensor self, Tensor src, int offset=0, int dim1=0, int dim2=1) -> Tensor",
    samples=lambda: [(sample(3, 3), sample(3)), (sample(3, 4), sample(3), 1)],
)
def diagonal_scatter(self: Array, src: Array, offset: int, dim1: int, dim2: int) -> Array:
    return _written(self, lambda out: diagonal(out, offset, dim1, dim2), src)


@operator(
    "aten::as_strided_scatter(Tensor self, Tensor src, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) "
    "-> Tensor",
    samples=lambda: [(sample(3, 3), sample(2, 2), [2, 2], [1, 2], 1)],
)
def as_strided_scatter(
    self: Array, src: Array, size: Sequence[int], stride: Sequence[int], storage_offset: int | None
) -> Array:
    return _written(self, lambda out: as_strided(out, size, stride, storage_offset), src)
