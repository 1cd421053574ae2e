"""Reading and writing elements that tensors of indices or masks point at: index, index_put_, index_select and kin."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from .. import onnx
from ..registry import operator
from ..strides import (
    contiguous,
    contiguous_strides,
    element_strides,
    strided_copy,
    tensor_iterator_strides,
    with_strides,
)
from .samples import sample, sample_ints
from .sizes import broadcast_sizes, cpp_name, expanded, reshaped, size_text, type_name, wrap_dim

Array = np.ndarray
Indices = Sequence[Array | None]

_MASK = np.array([True, False, True])


def _index_arrays(self: Array, indices: Indices) -> list[Array | None]:
    """One integer array (or None) per dimension: masks become the coordinates of their true elements."""
    found: list[Array | None] = []
    for each in indices:
        if each is None:
            found.append(None)
            continue
        if each.dtype not in (np.int64, np.int32, np.uint8, np.bool_):
            raise IndexError("tensors used as indices must be long, int, byte or bool tensors")
        if each.dtype.kind == "i":
            found.append(each)
            continue
        if each.dtype == np.uint8:
            warnings.warn(
                "indexing with dtype torch.uint8 is now deprecated, please use a dtype torch.bool instead.",
                stacklevel=2,
            )
        for axis, size in enumerate(each.shape):
            at = len(found) + axis
            if at >= self.ndim or self.shape[at] != size:
                raise IndexError(
                    f"The shape of the mask {size_text(each.shape)} at index {axis} does not match the shape "
                    f"of the indexed tensor {size_text(self.shape)} at index {at}"
                )
        found.extend(each.nonzero())
    if len(found) > self.ndim:
        raise IndexError(f"too many indices for tensor of dimension {self.ndim} (got {len(found)})")
    return found


def _located(self: Array, indices: Indices) -> list[Array | None]:
    """Index arrays that fit together and lie inside, in [0, size)."""
    if not indices:
        raise IndexError("at least one index must be provided")
    arrays = _index_arrays(self, indices)
    given = [each for each in arrays if each is not None]
    try:
        shape = np.broadcast_shapes(*(each.shape for each in given))
    except ValueError:
        shapes = ", ".join(size_text(each.shape) for each in given)
        raise IndexError(
            f"shape mismatch: indexing tensors could not be broadcast together with shapes {shapes}"
        ) from None
    located: list[Array | None] = []
    for dim, each in enumerate(arrays):
        if each is None:
            located.append(None)
            continue
        size = self.shape[dim]
        if size == 0 and 0 not in shape:
            raise IndexError("index is out of bounds for dimension with size 0")
        outside = (each < -size) | (each >= size)
        if outside.any():
            raise IndexError(f"index {each[outside][0]} is out of bounds for dimension {dim} with size {size}")
        located.append(np.where(each < 0, each + size, each).reshape(each.shape))
    return located


def _index_strides(self: Array, arrays: Sequence[Array | None], result: Array) -> tuple[int, ...]:
    """Strides of an indexed result: TensorIterator sees the source standing still along the index dimensions."""
    given = [dim for dim, each in enumerate(arrays) if each is not None]
    shapes = [each.shape for each in arrays if each is not None]
    shape = np.broadcast_shapes(*shapes)
    strides = element_strides(self)
    rest = [dim for dim in range(self.ndim) if dim not in given]
    adjacent = given == list(range(given[0], given[0] + len(given)))
    before = [dim for dim in rest if adjacent and dim < given[0]]
    after = [dim for dim in rest if dim not in before]
    source = [strides[d] for d in before] + [0] * len(shape) + [strides[d] for d in after]
    operands: list[tuple[Sequence[int], Sequence[int]]] = [(result.shape, source)]
    for each in arrays:
        if each is not None:
            sizes = [1] * len(before) + list(shape) + [1] * len(after)
            operands.append((sizes, element_strides(reshaped(expanded(each, shape), sizes))))
    return tensor_iterator_strides(result.shape, operands)


def _as_key(arrays: Sequence[Array | None]) -> tuple[Any, ...]:
    return tuple(slice(None) if each is None else each for each in arrays)


@operator(
    "aten::index.Tensor(Tensor self, Tensor?[] indices) -> Tensor",
    variants="method",
    samples=lambda: [
        (sample(3, 4), [sample_ints(0, 2)]),
        (sample(3, 4), [None, sample_ints(0, -1, 1)]),
        (sample(3, 4), [_MASK]),
    ],
    onnx=onnx.indexing.index,
)
def index(self: Array, indices: Indices) -> Array:
    arrays = _located(self, indices)
    found = np.asarray(self[_as_key(arrays)])
    return strided_copy(found, _index_strides(self, arrays, found))


@operator(
    "aten::index_put_(Tensor(a!) self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor(a!)",
    samples=lambda: [
        (sample(3, 4), [sample_ints(0, 2)], sample(4)),
        (sample(3, 4), [sample_ints(0, 0)], sample(2, 4), True),
        (sample(3, 4), [_MASK], sample()),
    ],
)
def index_put_(self: Array, indices: Indices, values: Array, accumulate: bool) -> Array:
    if self.dtype != values.dtype:
        raise RuntimeError(
            "Index put requires the source and destination dtypes match, got "
            f"{type_name(self)} for the destination and {type_name(values)} for the source."
        )
    key = _as_key(_located(self, indices))
    sizes = np.asarray(self[key]).shape
    try:
        values = np.broadcast_to(values, sizes)
    except ValueError:
        raise RuntimeError(
            f"shape mismatch: value tensor of shape {size_text(values.shape)} cannot be broadcast to indexing "
            f"result of shape {size_text(sizes)}"
        ) from None
    if accumulate:
        np.add.at(self, key, values)
    else:
        self[key] = values
    return self


@operator(
    "aten::index_put(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor",
    samples=lambda: [(sample(3, 4), [sample_ints(0, 2)], sample(4))],
)
def index_put(self: Array, indices: Indices, values: Array, accumulate: bool) -> Array:
    return index_put_(self.copy("K"), indices, values, accumulate)


def _check_rows(size: int, index: Array) -> None:
    if size == 0 and index.size:
        raise RuntimeError("index_select(): self indexing axis dim should be positive")
    if ((index < 0) | (index >= size)).any():
        raise IndexError("index out of range in self")


@operator(
    "aten::index_select(Tensor self, int dim, Tensor index) -> Tensor",
    samples=lambda: [(sample(3, 4), 1, sample_ints(3, 0, 3))],
    onnx=onnx.indexing.index_select,
)
def index_select(self: Array, dim: int, index: Array) -> Array:
    if index.ndim > 1:
        raise IndexError("index_select(): Index is supposed to be a vector")
    if index.dtype not in (np.int64, np.int32):
        raise RuntimeError("index_select(): Expected dtype int32 or int64 for index")
    dim = wrap_dim(dim, self.ndim)
    if self.ndim == 0 and index.size != 1:
        raise RuntimeError(f"index_select(): Index to scalar can have only 1 value, got {index.size} value(s)")
    size = self.shape[dim] if self.ndim else 1
    _check_rows(size, index)
    if self.ndim == 0:
        return self.copy()
    return contiguous(np.take(self, index.reshape(index.size), axis=dim))


@operator(
    "aten::embedding(Tensor weight, Tensor indices, SymInt padding_idx=-1, bool scale_grad_by_freq=False, "
    "bool sparse=False) -> Tensor",
    variants="function",
    samples=lambda: [(sample(4, 3), sample_ints(1, 3, 0).reshape(1, 3))],
    onnx=onnx.indexing.embedding,
)
def embedding(weight: Array, indices: Array, padding_idx: int, scale_grad_by_freq: bool, sparse: bool) -> Array:
    """Rows of `weight` (vocabulary, width) for indices (*): a result (*, width)."""
    if weight.ndim != 2:
        raise RuntimeError("'weight' must be 2-D")
    if indices.dtype not in (np.int64, np.int32):
        raise RuntimeError(
            "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; "
            f"but got torch.{type_name(indices)}Tensor instead (while checking arguments for embedding)"
        )
    _check_rows(weight.shape[0], indices)
    return contiguous(np.take(weight, indices, axis=0))


@operator(
    "aten::take(Tensor self, Tensor index) -> Tensor",
    samples=lambda: [(sample(3, 4), sample_ints(11, -1, 0))],
)
def take(self: Array, index: Array) -> Array:
    """Elements by their position in the flattened tensor."""
    if index.dtype != np.int64:
        raise RuntimeError(f"take(): Expected a long tensor for index, but got {type_name(index)}")
    outside = (index < -self.size) | (index >= self.size)
    if outside.any():
        raise IndexError(
            f"out of range: tried to access index {index[outside][0]} on a tensor of {self.size} elements."
        )
    return contiguous(np.asarray(self.reshape(self.size)[index]))


@operator("aten::nonzero(Tensor self) -> Tensor", samples=lambda: [(np.array([[0, 1], [2, 0]]),)])
def nonzero(self: Array) -> Array:
    """Coordinates of the elements that are not zero, (count, ndim), in row-major order."""
    if self.ndim == 0:
        return contiguous(np.empty((int(bool(self)), 0), np.int64))
    found = np.stack(self.nonzero())
    return with_strides(found, [1, found.shape[1]], found.shape[::-1])


@operator("aten::argwhere(Tensor self) -> Tensor", samples=lambda: [(np.array([[0, 1], [2, 0]]),)])
def argwhere(self: Array) -> Array:
    return nonzero(self)


@operator("aten::nonzero_numpy(Tensor self) -> Tensor[]", variants="", samples=lambda: [(np.array([[0, 1], [2, 0]]),)])
def nonzero_numpy(self: Array) -> list[Array]:
    """The coordinates of `nonzero`, one tensor per dimension; a 0-dim tensor counts as having one."""
    found = nonzero(self.reshape(1) if self.ndim == 0 else self)
    return [found[:, dim] for dim in range(found.shape[1])]


@operator(
    "aten::where(Tensor condition) -> Tensor[]",
    variants="function",
    samples=lambda: [(np.array([[0, 1], [2, 0]]),), (np.array(1),)],
)
def where_true(condition: Array) -> list[Array]:
    """The coordinates of the elements that are not zero, as `nonzero_numpy`."""
    return nonzero_numpy(condition)


def _check_mask(mask: Array) -> None:
    if mask.dtype != np.bool_:
        raise RuntimeError(f"masked_fill_ only supports boolean masks, but got mask with dtype {cpp_name(mask.dtype)}")


def _number(value: Any, kind: np.dtype) -> Any:
    """A fill value in the tensor's type; a float loses its fraction in an integer tensor."""
    return np.asarray(value).astype(kind)


@operator(
    "aten::masked_fill_.Scalar(Tensor(a!) self, Tensor mask, Scalar value) -> Tensor(a!)",
    variants="method",
    samples=lambda: [(sample(2, 3), _MASK, -1.5)],
)
def masked_fill_(self: Array, mask: Array, value: Any) -> Array:
    _check_mask(mask)
    sizes = broadcast_sizes(self.shape, mask.shape)
    if sizes != self.shape:
        raise RuntimeError(
            f"output with shape {size_text(self.shape)} doesn't match the broadcast shape {size_text(sizes)}"
        )
    np.copyto(self, _number(value, self.dtype), where=mask)
    return self


def _check_value(value: Array) -> None:
    if value.ndim:
        raise RuntimeError(
            f"masked_fill_ only supports a 0-dimensional value tensor, but got tensor with {value.ndim} dimension(s)."
        )


@operator(
    "aten::masked_fill_.Tensor(Tensor(a!) self, Tensor mask, Tensor value) -> Tensor(a!)",
    variants="method",
    samples=lambda: [(sample(2, 3), _MASK, sample())],
)
def masked_fill_tensor_(self: Array, mask: Array, value: Array) -> Array:
    _check_value(value)
    return masked_fill_(self, mask, value)


@operator(
    "aten::masked_fill.Scalar(Tensor self, Tensor mask, Scalar value) -> Tensor",
    samples=lambda: [(sample(2, 3), _MASK, -1.5)],
    onnx=onnx.elementwise.masked_fill,
)
def masked_fill(self: Array, mask: Array, value: Any) -> Array:
    sizes = broadcast_sizes(mask.shape, self.shape)
    wide = strided_copy(np.broadcast_to(self, sizes), contiguous_strides(sizes))
    return masked_fill_(wide, mask, value)


@operator(
    "aten::masked_fill.Tensor(Tensor self, Tensor mask, Tensor value) -> Tensor",
    grad_fn="MaskedFillBackward1",
    samples=lambda: [(sample(2, 3), _MASK, sample())],
    onnx=onnx.elementwise.masked_fill,
)
def masked_fill_tensor(self: Array, mask: Array, value: Array) -> Array:
    _check_value(value)
    return masked_fill(self, mask, value)


@operator("aten::masked_select(Tensor self, Tensor mask) -> Tensor", samples=lambda: [(sample(2, 3), _MASK)])
def masked_select(self: Array, mask: Array) -> Array:
    """The elements under a mask, in row-major order."""
    if mask.dtype != np.bool_:
        raise RuntimeError("masked_select: expected BoolTensor for mask")
    sizes = broadcast_sizes(mask.shape, self.shape)
    return contiguous(np.broadcast_to(self, sizes)[np.broadcast_to(mask, sizes)])
