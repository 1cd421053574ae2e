"""Operators that repeat or reorder elements along dimensions: repeat, tile, roll, flip, rot90."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .. import onnx
from ..registry import operator
from ..strides import contiguous, contiguous_strides, like, strided_copy
from .joining import cat
from .samples import sample, sample_ints
from .sizes import new_tensor, reshaped, size_text, wrap_dim, wrap_dims, wrap_own_dim
from .slicing import sliced

Array = np.ndarray


@operator(
    "aten::repeat(Tensor self, SymInt[] repeats) -> Tensor",
    variants="method",
    samples=lambda: [(sample(2, 3), [2, 1]), (sample(3), [2, 2])],
    onnx=onnx.views.repeat,
)
def repeat(self: Array, repeats: Sequence[int]) -> Array:
    added = len(repeats) - self.ndim
    if added < 0:
        raise RuntimeError("Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor")
    sizes = (1,) * added + self.shape
    target = [size * times for size, times in zip(sizes, repeats, strict=True)]
    if min(target, default=0) < 0:
        negative = next(each for each in target if each < 0)
        raise RuntimeError(f"Trying to create tensor with negative dimension {negative}: {size_text(target)}")
    out = new_tensor(target, self.dtype)
    if out.size:
        pairs = [each for pair in zip(repeats, sizes, strict=True) for each in pair]
        singles = [each for size in sizes for each in (1, size)]
        out.reshape(pairs)[...] = self.reshape(singles)
    return out


@operator(
    "aten::tile(Tensor self, SymInt[] dims) -> Tensor",
    grad_fn="RepeatBackward0",
    samples=lambda: [(sample(2, 3), [2]), (sample(3), [2, 2])],
)
def tile(self: Array, dims: Sequence[int]) -> Array:
    return repeat(self, [1] * (self.ndim - len(dims)) + list(dims))


@operator(
    "aten::repeat_interleave.Tensor(Tensor repeats, *, SymInt? output_size=None) -> Tensor",
    variants="function",
    samples=lambda: [(sample_ints(1, 0, 2),)],
    differentiable=False,
)
def repeat_interleave_indices(repeats: Array, output_size: int | None) -> Array:
    """Each index as often as its entry of `repeats` says."""
    if repeats.ndim != 1:
        raise RuntimeError("repeat_interleave only accept 1D vector as repeat")
    if repeats.dtype not in (np.int64, np.int32):
        raise RuntimeError("repeats has to be Long or Int tensor")
    if repeats.size and repeats.min() < 0:
        raise RuntimeError("repeats can not be negative")
    if output_size is not None and output_size != repeats.sum():
        raise RuntimeError("allocated size does not match required size")
    return contiguous(np.repeat(np.arange(repeats.size, dtype=repeats.dtype), repeats))


@operator(
    "aten::repeat_interleave.self_Tensor(Tensor self, Tensor repeats, int? dim=None, *, "
    "SymInt? output_size=None) -> Tensor",
    grad_fn="IndexSelectBackward0",
    samples=lambda: [(sample(2, 3), sample_ints(2, 1), 0), (sample(2), sample_ints(3))],
)
def repeat_interleave(self: Array, repeats: Array, dim: int | None, output_size: int | None) -> Array:
    if dim is None:
        self, dim = reshaped(self, [self.size]), 0
    dim = wrap_own_dim(dim, self.ndim)
    if repeats.ndim > 1:
        raise RuntimeError("repeats must be 0-dim or 1-dim tensor")
    if repeats.ndim == 0 or repeats.size == 1:
        repeats = np.broadcast_to(repeats, self.shape[dim])
    elif repeats.size != self.shape[dim]:
        raise RuntimeError(
            f"repeats must have the same size as input along dim, but got repeats.size(0) = {repeats.size} "
            f"and input.size({dim}) = {self.shape[dim]}"
        )
    return contiguous(np.take(self, repeat_interleave_indices(repeats, output_size), axis=dim))


@operator(
    "aten::repeat_interleave.self_int(Tensor self, SymInt repeats, int? dim=None, *, "
    "SymInt? output_size=None) -> Tensor",
    grad_fn="ViewBackward0",
    samples=lambda: [(sample(2, 3), 2), (sample(2, 3), 2, 1)],
)
def repeat_interleave_int(self: Array, repeats: int, dim: int | None, output_size: int | None) -> Array:
    if dim is None:
        self, dim = reshaped(self, [self.size]), 0
    dim = wrap_dim(dim, self.ndim)
    wrap_dim(dim + (self.ndim == 0), self.ndim)  # PyTorch expands a dimension that a 0-dim tensor lacks
    if repeats < 0:
        raise RuntimeError("Repeats must be non-negative")
    return contiguous(np.repeat(self, repeats, axis=dim))


@operator(
    "aten::roll(Tensor self, SymInt[1] shifts, int[1] dims=[]) -> Tensor",
    samples=lambda: [(sample(2, 3), [1], [1]), (sample(2, 3), [-4]), (sample(2, 3), [1, 2], [0, 1])],
)
def roll(self: Array, shifts: Sequence[int], dims: Sequence[int]) -> Array:
    if not shifts:
        raise RuntimeError("`shifts` required")
    if not dims and len(shifts) == 1:
        return reshaped(roll(reshaped(self, [self.size]), shifts, [0]), self.shape)
    if len(shifts) != len(dims):
        raise RuntimeError(f"shifts and dimensions must align. shifts: {len(shifts)}, dims:{len(dims)}")
    found = self
    for shift, given in zip(shifts, dims, strict=True):
        dim = wrap_own_dim(given, self.ndim)
        if self.size == 0:
            return like(self)
        size = found.shape[dim]
        start = -shift % size
        found = cat([sliced(found, dim, start, size), sliced(found, dim, 0, start)], dim)
    return found


@operator(
    "aten::flip(Tensor self, int[] dims) -> Tensor",
    samples=lambda: [(sample(2, 3), [0]), (sample(2, 3), [0, -1])],
    onnx=onnx.views.flip,
)
def flip(self: Array, dims: Sequence[int]) -> Array:
    wrapped = wrap_dims(dims, self.ndim)
    out = like(self)
    out[...] = np.flip(self, tuple(wrapped)) if self.ndim else self
    return out


@operator("aten::fliplr(Tensor self) -> Tensor", grad_fn="FlipBackward0", samples=lambda: [(sample(2, 3),)])
def fliplr(self: Array) -> Array:
    if self.ndim < 2:
        raise RuntimeError("Input must be >= 2-d.")
    return flip(self, [1])


@operator("aten::flipud(Tensor self) -> Tensor", grad_fn="FlipBackward0", samples=lambda: [(sample(2, 3),)])
def flipud(self: Array) -> Array:
    if self.ndim < 1:
        raise RuntimeError("Input must be >= 1-d.")
    return flip(self, [0])


@operator(
    "aten::rot90(Tensor self, int k=1, int[] dims=[0, 1]) -> Tensor",
    samples=lambda: [(sample(2, 3),), (sample(2, 3), 2), (sample(2, 3, 4), -1, [1, 2])],
)
def rot90(self: Array, k: int, dims: Sequence[int]) -> Array:
    """A quarter turn from the first towards the second of two dimensions, k times."""
    if self.ndim < 2:
        raise RuntimeError(f"expected total dims >= 2, but got total dims = {self.ndim}")
    if len(dims) != 2:
        raise RuntimeError(f"expected total rotation dims == 2, but got dims = {len(dims)}")
    if dims[0] == dims[1] or abs(dims[0] - dims[1]) == self.ndim:
        raise RuntimeError(f"expected rotation dims to be different, but got dim0 = {dims[0]} and dim1 = {dims[1]}")
    first, second = wrap_dim(dims[0], self.ndim), wrap_dim(dims[1], self.ndim)
    turns = k % 4
    if turns == 0:
        return strided_copy(self, contiguous_strides(self.shape))
    if turns == 2:
        return flip(self, dims)
    if turns == 1:
        return flip(self, [second]).swapaxes(first, second)
    return flip(self, [first]).swapaxes(first, second)
