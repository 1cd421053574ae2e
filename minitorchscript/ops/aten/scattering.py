"""Elements addressed along one dimension: gather, scatter, scatter_add, take_along_dim, index_add and kin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .. import onnx
from ..registry import operator
from ..strides import contiguous, contiguous_strides, strided_copy
from .samples import sample, sample_ints
from .sizes import broadcast_sizes, expanded, reshaped, size_text, wrap_dim

Array = np.ndarray
Write = Callable[[Array, tuple[Any, ...], Any], None]


def _at_least_1d(array: Array) -> Array:
    return array if array.ndim else array.reshape(1)


def check_index(name: str, self: Array, dim: int, index: Array, role: str) -> int:
    dim = wrap_dim(dim, self.ndim)
    if index.size == 0:
        return dim
    if index.dtype not in (np.int64, np.int32):
        raise RuntimeError(f"{name}(): Expected dtype int32/int64 for index")
    if max(index.ndim, 1) != max(self.ndim, 1):
        raise RuntimeError(f"Index tensor must have the same number of dimensions as {role} tensor")
    return dim


def _check_range(self: Array, dim: int, index: Array) -> None:
    size = self.shape[dim]
    outside = (index < 0) | (index >= size)
    if outside.any():
        raise RuntimeError(f"index {index[outside][0]} is out of bounds for dimension {dim} with size {size}")


def cells(dim: int, index: Array) -> tuple[Any, ...]:
    """A numpy key for the elements that `index` points at along `dim`."""
    key: list[Any] = list(np.ogrid[tuple(slice(size) for size in index.shape)])
    key[dim] = index
    return tuple(key)


@operator(
    "aten::gather(Tensor self, int dim, Tensor index, *, bool sparse_grad=False) -> Tensor",
    samples=lambda: [(sample(3, 4), 0, sample_ints(2, 0, 1).reshape(1, 3))],
    onnx=onnx.indexing.gather,
)
def gather(self: Array, dim: int, index: Array, sparse_grad: bool) -> Array:
    """out[i][j] = self[index[i][j]][j] for dim 0, and so on."""
    dim = check_index("gather", self, dim, index, "input")
    if index.size == 0:
        return contiguous(np.empty(index.shape, self.dtype))
    source, at = _at_least_1d(self), _at_least_1d(index)
    for axis in range(source.ndim):
        if axis != dim and at.shape[axis] > source.shape[axis]:
            raise RuntimeError(
                f"Size does not match at dimension {axis} expected index {size_text(index.shape)} to be no "
                f"larger than self {size_text(self.shape)} apart from dimension {dim}"
            )
    _check_range(source, dim, at)
    return contiguous(source[cells(dim, at)].reshape(index.shape))


@operator(
    "aten::take_along_dim(Tensor self, Tensor indices, int? dim=None) -> Tensor",
    grad_fn="GatherBackward0",
    samples=lambda: [(sample(3, 4), sample_ints(2, 0, 1, 1).reshape(1, 4), 0), (sample(3, 4), sample_ints(7))],
)
def take_along_dim(self: Array, indices: Array, dim: int | None) -> Array:
    """`gather` after broadcasting all dimensions but `dim`; without `dim`, from the flattened tensor."""
    if dim is None:
        return gather(reshaped(self, [self.size]), 0, reshaped(indices, [indices.size]), False)
    if self.ndim != indices.ndim:
        raise RuntimeError(
            "torch.take_along_dim(): input and indices should have the same number of dimensions, but got "
            f"{self.ndim} dimensions for input, and {indices.ndim} dimensions for indices"
        )
    dim = wrap_dim(dim, self.ndim)
    source, target = list(self.shape), list(indices.shape)
    source[dim] = target[dim] = 1
    sizes = list(broadcast_sizes(source, target))
    sizes[dim] = self.shape[dim]
    wide = expanded(self, sizes)
    sizes[dim] = indices.shape[dim]
    return gather(wide, dim, expanded(indices, sizes), False)


def _assign(out: Array, key: tuple[Any, ...], value: Any) -> None:
    out[key] = value


def _accumulate(ufunc: np.ufunc) -> Write:
    return ufunc.at


_REDUCTIONS: dict[str, Write] = {"add": _accumulate(np.add), "multiply": _accumulate(np.multiply)}


def _reduction(reduce: str) -> Write:
    try:
        return _REDUCTIONS[reduce]
    except KeyError:
        raise RuntimeError("reduce argument must be either add or multiply.") from None


def _scatter_into(name: str, out: Array, dim: int, index: Array, source: Any, write: Write) -> Array:
    """Write a tensor, or a number, at the elements that `index` points at; `out` is changed and returned."""
    dim = check_index(name, out, dim, index, "self")
    if isinstance(source, np.ndarray) and source.dtype != out.dtype:
        raise RuntimeError(f"{name}(): Expected self.dtype to be equal to src.dtype")
    if index.size == 0:
        return out
    target, at = _at_least_1d(out), _at_least_1d(index)
    value = _at_least_1d(source) if isinstance(source, np.ndarray) else None
    fits = all(n <= target.shape[axis] for axis, n in enumerate(at.shape) if axis != dim)
    if value is not None and (value.ndim != at.ndim or any(n > m for n, m in zip(at.shape, value.shape, strict=True))):
        fits = False
    if not fits:
        beside = "" if value is None else f" and to be no larger size than src {size_text(value.shape)}"
        raise RuntimeError(
            f"Expected index {size_text(index.shape)} to be no larger than self {size_text(out.shape)} "
            f"apart from dimension {dim}{beside}"
        )
    _check_range(target, dim, at)
    if value is None:
        write(target, cells(dim, at), out.dtype.type(source))
    else:
        write(target, cells(dim, at), value[tuple(slice(n) for n in at.shape)])
    return out


def _copy(self: Array) -> Array:
    return strided_copy(self, contiguous_strides(self.shape))


def _register_scatter() -> None:
    rows = sample_ints(1, 0, 1).reshape(1, 3)

    def src(self: Array, dim: int, index: Array, src: Array) -> Array:
        return _scatter_into("scatter", self, dim, index, src, _assign)

    def value(self: Array, dim: int, index: Array, value: Any) -> Array:
        return _scatter_into("scatter", self, dim, index, value, _assign)

    def reduce(self: Array, dim: int, index: Array, src: Array, reduce: str) -> Array:
        return _scatter_into("scatter", self, dim, index, src, _reduction(reduce))

    def value_reduce(self: Array, dim: int, index: Array, value: Any, reduce: str) -> Array:
        return _scatter_into("scatter", self, dim, index, value, _reduction(reduce))

    forms: list[tuple[str, str, Callable[..., Array], tuple[Any, ...]]] = [
        ("src", "Tensor src", src, (sample(1, 3),)),
        ("value", "Scalar value", value, (0.5,)),
        ("reduce", "Tensor src, *, str reduce", reduce, (sample(1, 3), {"reduce": "add"})),
        ("value_reduce", "Scalar value, *, str reduce", value_reduce, (0.5, {"reduce": "multiply"})),
    ]
    for overload, arguments, kernel, rest in forms:
        grad_fn = {"src": "ScatterBackward0", "value": "ScatterBackward1"}.get(overload, "NotImplemented")
        _register_both(f"scatter.{overload}", arguments, kernel, (0, rows, *rest), grad_fn)


def _register_both(
    name: str, arguments: str, kernel: Callable[..., Array], rest: tuple[Any, ...], grad_fn: str
) -> None:
    """Register an in-place kernel, and the same on a copy as the functional form."""
    base, _, overload = name.partition(".")
    suffix = f".{overload}" if overload else ""

    def functional(self: Array, *others: Any) -> Array:
        return kernel(_copy(self), *others)

    operator(
        f"aten::{base}{suffix}(Tensor self, int dim, Tensor index, {arguments}) -> Tensor",
        samples=lambda: [(sample(2, 3), *rest)],
        grad_fn=grad_fn,
    )(functional)
    operator(
        f"aten::{base}_{suffix}(Tensor(a!) self, int dim, Tensor index, {arguments}) -> Tensor(a!)",
        variants="method",
        samples=lambda: [(sample(2, 3), *rest)],
        grad_fn=grad_fn,
    )(kernel)


def _scatter_add(self: Array, dim: int, index: Array, src: Array) -> Array:
    return _scatter_into("scatter", self, dim, index, src, _accumulate(np.add))


_register_scatter()
_register_both(
    "scatter_add",
    "Tensor src",
    _scatter_add,
    (0, sample_ints(1, 0, 1).reshape(1, 3), sample(1, 3)),
    "ScatterAddBackward0",
)
