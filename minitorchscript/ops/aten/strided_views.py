"""Views told by their strides (as_strided, diagonal, unfold) and questions: size, stride, numel, dim."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .. import onnx
from ..registry import operator
from ..strides import element_strides, with_strides
from .samples import sample
from .sizes import size_text, wrap_dim, wrap_own_dim
from .slicing import sliced

Array = np.ndarray


def storage(array: Array) -> tuple[Array, int]:
    """The flat memory an array looks into, in elements of its type, and the offset of its first element."""
    owner = array
    base = array.base
    while base is not None:  # numpy's as_strided leaves an object that is not an array in the chain
        if isinstance(base, np.ndarray):
            owner = base
        base = getattr(base, "base", None)
    flat = owner.ravel("K").view(np.uint8)
    offset = array.__array_interface__["data"][0] - flat.__array_interface__["data"][0]
    usable = flat.size // array.itemsize * array.itemsize
    return flat[:usable].view(array.dtype), offset // array.itemsize


@operator(
    "aten::as_strided(Tensor(a) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a)",
    samples=lambda: [(sample(3, 4), [2, 2], [1, 5]), (sample(3, 4), [2, 3], [0, 2], 3)],
)
def as_strided(self: Array, size: Sequence[int], stride: Sequence[int], storage_offset: int | None) -> Array:
    if len(size) != len(stride):
        raise RuntimeError("mismatch in length of strides and shape")
    if min(stride, default=0) < 0:
        raise RuntimeError(
            f"as_strided: Negative strides are not supported at the moment, got strides: {size_text(stride)}"
        )
    if min(size, default=0) < 0:
        raise RuntimeError(
            f"Storage size calculation overflowed with sizes={size_text(size)} and strides={size_text(stride)}"
        )
    memory, own_offset = storage(self)
    offset = own_offset if storage_offset is None else storage_offset
    if offset < 0:
        raise RuntimeError(f"Tensor: invalid storage offset {offset}")
    reach = 0 if 0 in size else 1 + sum((n - 1) * s for n, s in zip(size, stride, strict=True))
    if reach and offset + reach > memory.size:
        raise RuntimeError(
            f"setStorage: sizes {size_text(size)}, strides {size_text(stride)}, storage offset {offset}, "
            f"and itemsize {self.itemsize} requiring a storage size of {(offset + reach) * self.itemsize} "
            f"are out of bounds for storage of size {memory.nbytes}"
        )
    return with_strides(memory[offset:], stride, size)


@operator(
    "aten::diagonal(Tensor(a) self, int offset=0, int dim1=0, int dim2=1) -> Tensor(a)",
    samples=lambda: [(sample(3, 4),), (sample(2, 3, 4), -1, 2, 0)],
)
def diagonal(self: Array, offset: int, dim1: int, dim2: int) -> Array:
    row, column = wrap_dim(dim1, self.ndim), wrap_dim(dim2, self.ndim)
    if row == column:
        raise RuntimeError(f"diagonal dimensions cannot be identical {dim1}, {dim2}")
    rows, columns = self.shape[row], self.shape[column]
    length = max(min(rows, columns - offset) if offset >= 0 else min(rows + offset, columns), 0)
    strides = element_strides(self)
    if length:
        self = sliced(self, column, offset, columns) if offset >= 0 else sliced(self, row, -offset, rows)
    kept = [dim for dim in range(self.ndim) if dim not in (row, column)]
    return with_strides(
        self,
        [*(strides[dim] for dim in kept), strides[row] + strides[column]],
        [*(self.shape[dim] for dim in kept), length],
    )


@operator(
    "aten::unfold(Tensor(a) self, int dimension, int size, int step) -> Tensor(a)",
    variants="method",
    samples=lambda: [(sample(2, 7), 1, 3, 2)],
)
def unfold(self: Array, dimension: int, size: int, step: int) -> Array:
    """Windows of `size` elements, `step` apart, along a dimension; the window becomes the last dimension."""
    dim = wrap_dim(dimension, self.ndim)
    whole = self.shape[dim] if self.ndim else 1
    if size < 0:
        raise RuntimeError(f"size is {size} but must be >= 0")
    if size > whole:
        raise RuntimeError(f"maximum size for tensor at dimension {dim} is {whole} but size is {size}")
    if step <= 0:
        raise RuntimeError(f"step is {step} but must be > 0")
    if self.ndim == 0:
        return with_strides(self, [1], [size])
    strides = [*element_strides(self), element_strides(self)[dim]]
    sizes = [*self.shape, size]
    strides[dim] *= step
    sizes[dim] = (whole - size) // step + 1
    return with_strides(self, strides, sizes)


@operator(
    "aten::size.int(Tensor self, int dim) -> int",
    variants="",
    samples=lambda: [(sample(2, 3), -1)],
    onnx=onnx.creation.size,
)
def size_int(self: Array, dim: int) -> int:
    return int(self.shape[wrap_own_dim(dim, self.ndim)])


@operator("aten::size(Tensor self) -> int[]", variants="", samples=lambda: [(sample(2, 3),)], onnx=onnx.creation.size)
def size(self: Array) -> list[int]:
    return list(self.shape)


@operator("aten::stride.int(Tensor self, int dim) -> int", variants="", samples=lambda: [(sample(2, 3), 0)])
def stride_int(self: Array, dim: int) -> int:
    return element_strides(self)[wrap_own_dim(dim, self.ndim)]


@operator("aten::stride(Tensor self) -> int[]", variants="", samples=lambda: [(sample(2, 3),)])
def stride(self: Array) -> list[int]:
    return list(element_strides(self))


@operator("aten::numel(Tensor self) -> int", variants="", samples=lambda: [(sample(2, 3),)], onnx=onnx.creation.numel)
def numel(self: Array) -> int:
    return int(self.size)


@operator("aten::dim(Tensor self) -> int", variants="", samples=lambda: [(sample(2, 3),)], onnx=onnx.creation.dim)
def dim(self: Array) -> int:
    return self.ndim
