"""Operators that look at part of a tensor's memory: select, slice, split, diagonal, unfold, as_strided.

Every result is a view. numpy drops the step of an empty slice; here an empty view keeps PyTorch's strides.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .. import onnx
from ..registry import operator
from ..strides import element_strides, with_strides
from .samples import sample, sample_ints
from .sizes import size_text, type_name, wrap_dim, wrap_own_dim

Array = np.ndarray


def selected(self: Array, dim: int, index: int) -> Array:
    """The view at `index` along an already wrapped dimension."""
    return self[(slice(None),) * dim + (index, ...)]


def sliced(self: Array, dim: int, start: int, end: int, step: int = 1) -> Array:
    """The view from `start` to `end`, both in [0, size], along an already wrapped dimension."""
    found = self[(slice(None),) * dim + (slice(start, end, step),)]
    if found.shape[dim] == 0:
        strides = list(element_strides(self))
        strides[dim] *= step
        return with_strides(found, strides)
    return found


@operator(
    "aten::select.int(Tensor(a) self, int dim, SymInt index) -> Tensor(a)",
    samples=lambda: [(sample(2, 3), 0, 1), (sample(2, 3), -1, -2)],
    onnx=onnx.views.select,
)
def select(self: Array, dim: int, index: int) -> Array:
    if self.ndim == 0:
        raise IndexError("select() cannot be applied to a 0-dim tensor.")
    dim = wrap_dim(dim, self.ndim)
    size = self.shape[dim]
    if not -size <= index < size:
        raise IndexError(
            f"select(): index {index} out of range for tensor of size {size_text(self.shape)} at dimension {dim}"
        )
    return selected(self, dim, index)


@operator(
    "aten::slice.Tensor(Tensor(a) self, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor(a)",
    variants="",
    samples=lambda: [(sample(5, 3), 0, 1, 100, 2), (sample(2, 5), 1, None, -2, 1)],
    onnx=onnx.views.slice,
)
def slice_tensor(self: Array, dim: int, start: int | None, end: int | None, step: int) -> Array:
    if self.ndim == 0:
        raise IndexError("slice() cannot be applied to a 0-dim tensor.")
    dim = wrap_dim(dim, self.ndim)
    if step <= 0:
        raise RuntimeError("slice step must be positive")
    first, last, _ = slice(start, end).indices(self.shape[dim])
    return sliced(self, dim, first, max(first, last), step)


@operator(
    "aten::narrow(Tensor(a) self, int dim, SymInt start, SymInt length) -> Tensor(a)",
    grad_fn="SliceBackward0",
    samples=lambda: [(sample(4, 3), 0, 1, 2), (sample(4, 3), 1, -2, 2)],
    onnx=onnx.views.narrow,
)
def narrow(self: Array, dim: int, start: int, length: int) -> Array:
    if self.ndim == 0:
        raise RuntimeError("narrow() cannot be applied to a 0-dim tensor.")
    if length < 0:
        raise RuntimeError("narrow(): length must be non-negative.")
    dim = wrap_dim(dim, self.ndim)
    size = self.shape[dim]
    if not -size <= start <= size:
        raise IndexError(f"start out of range (expected to be in range of [{-size}, {size}], but got {start})")
    first = start + size if start < 0 else start
    if first + length > size:
        raise RuntimeError(f"start ({first}) + length ({length}) exceeds dimension size ({size}).")
    return sliced(self, dim, first, first + length)


@operator(
    "aten::narrow.Tensor(Tensor(a) self, int dim, Tensor start, SymInt length) -> Tensor(a)",
    grad_fn="SliceBackward0",
    samples=lambda: [(sample(4, 3), 0, np.array(1), 2)],
)
def narrow_tensor(self: Array, dim: int, start: Array, length: int) -> Array:
    if start.ndim or start.dtype.kind not in "iu":
        raise RuntimeError("start must be an 0-dim integral Tensor.")
    return narrow(self, dim, int(start), length)


@operator(
    "aten::unbind.int(Tensor(a -> *) self, int dim=0) -> Tensor(a)[]",
    samples=lambda: [(sample(2, 3),), (sample(2, 3), 1)],
    onnx=onnx.views.unbind,
)
def unbind(self: Array, dim: int) -> list[Array]:
    dim = wrap_own_dim(wrap_dim(dim, self.ndim), self.ndim)
    return [selected(self, dim, index) for index in range(self.shape[dim])]


def _cut(self: Array, dim: int, sizes: Sequence[int]) -> list[Array]:
    start = 0
    pieces = []
    for size in sizes:
        pieces.append(sliced(self, dim, start, start + size))
        start += size
    return pieces


@operator(
    "aten::split.Tensor(Tensor(a -> *) self, SymInt split_size, int dim=0) -> Tensor(a)[]",
    samples=lambda: [(sample(5, 2), 2), (sample(2, 4), 2, 1)],
    onnx=onnx.views.split,
)
def split(self: Array, split_size: int, dim: int) -> list[Array]:
    if self.ndim == 0:
        raise RuntimeError("split expects at least a 1-dimensional tensor")
    if split_size < 0:
        raise RuntimeError(f"split expects split_size be non-negative, but got split_size={split_size}")
    dim = wrap_dim(dim, self.ndim)
    size = self.shape[dim]
    if split_size == 0 and size:
        raise RuntimeError(f"split_size can only be 0 if dimension size is 0, but got dimension size of {size}")
    starts = range(0, size, split_size) if size else (0,)
    return [sliced(self, dim, start, min(start + split_size, size)) for start in starts]


@operator(
    "aten::split_with_sizes(Tensor(a -> *) self, SymInt[] split_sizes, int dim=0) -> Tensor(a)[]",
    samples=lambda: [(sample(5, 2), [1, 4]), (sample(2, 4), [3, 0, 1], -1)],
    onnx=onnx.views.split,
)
def split_with_sizes(self: Array, split_sizes: Sequence[int], dim: int) -> list[Array]:
    if self.ndim == 0:
        raise RuntimeError("split expects at least a 1-dimensional tensor")
    dim = wrap_dim(dim, self.ndim)
    if min(split_sizes, default=0) < 0:
        raise RuntimeError(
            "split_with_sizes expects split_sizes have only non-negative entries, "
            f"but got split_sizes={size_text(split_sizes)}"
        )
    if sum(split_sizes) != self.shape[dim]:
        raise RuntimeError(
            f"split_with_sizes expects split_sizes to sum exactly to {self.shape[dim]} (input tensor's size "
            f"at dimension {dim}), but got split_sizes={size_text(split_sizes)}"
        )
    return _cut(self, dim, split_sizes)


operator(
    "aten::split.sizes(Tensor(a -> *) self, SymInt[] split_size, int dim=0) -> Tensor(a)[]",
    grad_fn="SplitWithSizesBackward0",
    samples=lambda: [(sample(5, 2), [1, 4])],
    onnx=onnx.views.split,
)(split_with_sizes)


@operator(
    "aten::chunk(Tensor(a -> *) self, int chunks, int dim=0) -> Tensor(a)[]",
    grad_fn="SplitBackward0",
    samples=lambda: [(sample(5, 2), 3), (sample(2, 4), 2, -1)],
    onnx=onnx.views.chunk,
)
def chunk(self: Array, chunks: int, dim: int) -> list[Array]:
    if self.ndim == 0:
        raise RuntimeError("chunk expects at least a 1-dimensional tensor")
    if chunks <= 0:
        raise RuntimeError(f"chunk expects `chunks` to be greater than 0, got: {chunks}")
    dim = wrap_dim(dim, self.ndim)
    size = self.shape[dim]
    if size == 0:
        return _cut(self, dim, [0] * chunks)
    return split(self, -(-size // chunks), dim)


# The unsafe forms give the same views; only autograd is told nothing of them.
operator(
    "aten::unsafe_split.Tensor(Tensor self, SymInt split_size, int dim=0) -> Tensor[]",
    samples=lambda: [(sample(5, 2), 2)],
    onnx=onnx.views.split,
)(split)
operator(
    "aten::unsafe_split_with_sizes(Tensor self, SymInt[] split_sizes, int dim=0) -> Tensor[]",
    samples=lambda: [(sample(5, 2), [1, 4])],
    onnx=onnx.views.split,
)(split_with_sizes)
operator(
    "aten::unsafe_chunk(Tensor self, int chunks, int dim=0) -> Tensor[]",
    grad_fn="UnsafeSplitBackward0",
    samples=lambda: [(sample(5, 2), 3)],
    onnx=onnx.views.chunk,
)(chunk)


@operator(
    "aten::tensor_split.sections(Tensor(a -> *) self, SymInt sections, int dim=0) -> Tensor(a)[]",
    grad_fn="SliceBackward0",
    samples=lambda: [(sample(5, 2), 3), (sample(5, 2), 3, 1)],
    onnx=onnx.views.tensor_split,
)
def tensor_split(self: Array, sections: int, dim: int) -> list[Array]:
    _require_split_dim(self)
    dim = wrap_dim(dim, self.ndim)
    if sections <= 0:
        raise RuntimeError(f"number of sections must be larger than 0, got {sections}")
    least, longer = divmod(self.shape[dim], sections)
    return _cut(self, dim, [least + 1] * longer + [least] * (sections - longer))


@operator(
    "aten::tensor_split.indices(Tensor(a -> *) self, SymInt[] indices, int dim=0) -> Tensor(a)[]",
    grad_fn="SliceBackward0",
    samples=lambda: [(sample(5, 2), [1, -1, 9])],
)
def tensor_split_indices(self: Array, indices: Sequence[int], dim: int) -> list[Array]:
    _require_split_dim(self)
    dim = wrap_dim(dim, self.ndim)
    bounds = [0, *indices, self.shape[dim]]
    return [slice_tensor(self, dim, start, end, 1) for start, end in zip(bounds[:-1], bounds[1:], strict=True)]


@operator(
    "aten::tensor_split.tensor_indices_or_sections(Tensor(a -> *) self, Tensor tensor_indices_or_sections, "
    "int dim=0) -> Tensor(a)[]",
    grad_fn="SliceBackward0",
    samples=lambda: [(sample(5, 2), sample_ints(1, 4)), (sample(5, 2), np.array(2))],
)
def tensor_split_tensor(self: Array, tensor_indices_or_sections: Array, dim: int) -> list[Array]:
    given = tensor_indices_or_sections
    _require_split_dim(self)
    if given.dtype != np.int64:
        raise RuntimeError(
            f"tensor_split expected tensor_indices_or_sections to have dtype of long, but got {type_name(given)}"
        )
    if given.ndim > 1:
        raise RuntimeError(
            "tensor_split expected tensor_indices_or_sections to be a zero-dimensional or one-dimensional "
            f"tensor, but got a tensor with {given.ndim} dims"
        )
    if given.ndim == 0:
        return tensor_split(self, int(given), dim)
    return tensor_split_indices(self, given.tolist(), dim)


def _require_split_dim(self: Array) -> None:
    if self.ndim == 0:
        raise RuntimeError("tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims")


def _axis_split(name: str, self: Array, axis: int, where: int | Sequence[int]) -> list[Array]:
    """hsplit, vsplit and dsplit: split into equal sections, or at indices, along a fixed axis."""
    if self.ndim <= axis:
        raise RuntimeError(
            f"torch.{name} requires a tensor with at least {axis + 1} dimension, "
            f"but got a tensor with {self.ndim} dimensions!"
        )
    if name == "hsplit" and self.ndim > 1:
        axis = 1
    if not isinstance(where, int):
        return tensor_split_indices(self, where, axis)
    if where == 0 or self.shape[axis] % where:
        raise RuntimeError(
            f"torch.{name} attempted to split along dimension {axis}, but the size of the dimension "
            f"{self.shape[axis]} is not divisible by the split_size {where}!"
        )
    return tensor_split(self, where, axis)


@operator(
    "aten::hsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]",
    grad_fn="SliceBackward0",
    samples=lambda: [(sample(3, 4), 2), (sample(4), 2)],
)
def hsplit(self: Array, sections: int) -> list[Array]:
    return _axis_split("hsplit", self, 0, sections)


@operator(
    "aten::hsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]",
    grad_fn="SliceBackward0",
    samples=lambda: [(sample(3, 4), [1, 3])],
)
def hsplit_array(self: Array, indices: Sequence[int]) -> list[Array]:
    return _axis_split("hsplit", self, 0, indices)


@operator(
    "aten::vsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]",
    grad_fn="SliceBackward0",
    samples=lambda: [(sample(4, 3), 2)],
)
def vsplit(self: Array, sections: int) -> list[Array]:
    if self.ndim < 2:  # unlike hsplit, a column needs two dimensions though it splits the first
        return _axis_split("vsplit", self, 1, sections)
    return _axis_split("vsplit", self, 0, sections)


@operator(
    "aten::vsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]",
    grad_fn="SliceBackward0",
    samples=lambda: [(sample(4, 3), [1, 3])],
)
def vsplit_array(self: Array, indices: Sequence[int]) -> list[Array]:
    return _axis_split("vsplit", self, 1 if self.ndim < 2 else 0, indices)


@operator(
    "aten::dsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]",
    grad_fn="SliceBackward0",
    samples=lambda: [(sample(2, 2, 4), 2)],
)
def dsplit(self: Array, sections: int) -> list[Array]:
    return _axis_split("dsplit", self, 2, sections)


@operator(
    "aten::dsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]",
    grad_fn="SliceBackward0",
    samples=lambda: [(sample(2, 2, 4), [1, 3])],
)
def dsplit_array(self: Array, indices: Sequence[int]) -> list[Array]:
    return _axis_split("dsplit", self, 2, indices)
