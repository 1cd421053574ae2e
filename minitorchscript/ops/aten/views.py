"""Operators that look at the same memory with other sizes: view, reshape, squeeze, permute, expand and kin.

`reshape` and `flatten` return a view exactly where PyTorch does; they copy where no strides fit the result.
An operator that has nothing to do and returns its own input in PyTorch returns the same array here.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from ...dtype import bfloat16, float64, int32
from ...dtype import dtype as DType
from .. import onnx
from ..registry import operator
from ..strides import contiguous, element_strides, is_contiguous, with_strides
from .samples import sample
from .sizes import (
    broadcast_sizes,
    expanded,
    infer_size,
    reshaped,
    size_text,
    type_name,
    viewed,
    wrap_dim,
    wrap_dims,
)

Array = np.ndarray


@operator(
    "aten::view(Tensor(a) self, SymInt[] size) -> Tensor(a)",
    variants="method",
    samples=lambda: [(sample(2, 3, 4), [6, -1]), (sample(2, 3), [3, 1, 2])],
    onnx=onnx.views.view,
)
def view(self: Array, size: Sequence[int]) -> Array:
    return viewed(self, infer_size(size, self.size))


@operator(
    "aten::view.dtype(Tensor(a) self, ScalarType dtype) -> Tensor(a)",
    variants="method",
    differentiable=False,
    samples=lambda: [(sample(2, 4), int32), (sample(2, 4), float64)],
)
def view_dtype(self: Array, dtype: DType) -> Array:
    """The same bytes as elements of another type; the last dimension shrinks or grows with their size."""
    if dtype is bfloat16:
        raise NotImplementedError("view(torch.bfloat16) is not supported; use to(torch.bfloat16)")
    if self.itemsize == dtype.itemsize:
        return self.view(dtype.numpy)
    what = f"to view {type_name(self)} as {dtype.ir_name} (different element sizes)"
    strides = element_strides(self)
    if self.ndim == 0:
        raise RuntimeError(f"self.dim() cannot be 0 {what}")
    if strides[-1] != 1:
        raise RuntimeError(f"self.stride(-1) must be 1 {what}, but got {strides[-1]}")
    if dtype.itemsize < self.itemsize:
        ratio = self.itemsize // dtype.itemsize
        return with_strides(self.view(dtype.numpy), [*(each * ratio for each in strides[:-1]), 1])
    ratio = dtype.itemsize // self.itemsize
    if self.shape[-1] % ratio:
        raise RuntimeError(f"self.size(-1) must be divisible by {ratio} {what}, but got {self.shape[-1]}")
    for dim, stride in enumerate(strides[:-1]):
        if stride % ratio:
            raise RuntimeError(f"self.stride({dim}) must be divisible by {ratio} {what}, but got {stride}")
    return with_strides(self.view(dtype.numpy), [*(each // ratio for each in strides[:-1]), 1])


def reshape_grad_fn(arrays: Sequence[Any], result: Array) -> str:
    """The autograd node of a reshape: a view's, or that of the copy PyTorch made."""
    return "ViewBackward0" if np.may_share_memory(arrays[0], result) else "UnsafeViewBackward0"


@operator(
    "aten::reshape(Tensor(a) self, SymInt[] shape) -> Tensor(a)",
    grad_fn=reshape_grad_fn,
    samples=lambda: [(sample(2, 3, 4), [4, -1]), (sample(4, 3).T, [12])],
    onnx=onnx.views.reshape,
)
def reshape(self: Array, shape: Sequence[int]) -> Array:
    return reshaped(self, infer_size(shape, self.size))


@operator(
    "aten::view_as(Tensor(a) self, Tensor other) -> Tensor(a)",
    variants="method",
    grad_fn="ViewBackward0",
    samples=lambda: [(sample(2, 6), sample(3, 4))],
    onnx=onnx.views.view_as,
)
def view_as(self: Array, other: Array) -> Array:
    return view(self, other.shape)


@operator(
    "aten::reshape_as(Tensor(a) self, Tensor other) -> Tensor(a)",
    variants="method",
    grad_fn=reshape_grad_fn,
    samples=lambda: [(sample(6, 2).T, sample(3, 4))],
    onnx=onnx.views.view_as,
)
def reshape_as(self: Array, other: Array) -> Array:
    return reshape(self, other.shape)


@operator(
    "aten::ravel(Tensor(a) self) -> Tensor(a)",
    grad_fn="ViewBackward0",
    samples=lambda: [(sample(2, 3),), (sample(3, 2).T,)],
    onnx=onnx.views.ravel,
)
def ravel(self: Array) -> Array:
    return viewed(self if is_contiguous(self) else contiguous(self), [self.size])


@operator(
    "aten::flatten.using_ints(Tensor(a) self, int start_dim=0, int end_dim=-1) -> Tensor(a)",
    grad_fn=reshape_grad_fn,
    samples=lambda: [(sample(2, 3, 4), 1), (sample(2, 3, 4), 0, 1), (sample(),)],
    onnx=onnx.views.flatten,
)
def flatten(self: Array, start_dim: int, end_dim: int) -> Array:
    start, end = wrap_dim(start_dim, self.ndim), wrap_dim(end_dim, self.ndim)
    if start > end:
        raise RuntimeError("flatten() has invalid args: start_dim cannot come after end_dim")
    if self.ndim == 0:
        return reshaped(self, [1])
    if start == end:
        return self
    run = math.prod(self.shape[start : end + 1])
    return reshaped(self, [*self.shape[:start], run, *self.shape[end + 1 :]])


@operator(
    "aten::unflatten.int(Tensor(a) self, int dim, SymInt[] sizes) -> Tensor(a)",
    grad_fn="ViewBackward0",
    samples=lambda: [(sample(2, 12), 1, [3, -1]), (sample(6, 2), 0, [2, 3])],
    onnx=onnx.views.unflatten,
)
def unflatten(self: Array, dim: int, sizes: Sequence[int]) -> Array:
    dim = wrap_dim(dim, self.ndim)
    if not sizes:
        raise RuntimeError("unflatten: sizes must be non-empty")
    whole = self.shape[dim]
    misfit = (-1 not in sizes and math.prod(sizes) != whole) or (
        sizes.count(-1) == 1 and min(sizes) == -1 and (-math.prod(sizes) == 0 or whole % -math.prod(sizes))
    )
    if misfit:
        raise RuntimeError(
            f"unflatten: Provided sizes {size_text(sizes)} don't multiply up to the size of dim {dim} "
            f"({whole}) in the input tensor"
        )
    try:
        inner = infer_size(sizes, whole)
    except RuntimeError as error:
        raise RuntimeError(f"unflatten got an unexpected error:\n{error}") from None
    return viewed(self, [*self.shape[:dim], *inner, *self.shape[dim + 1 :]])


def _squeezed(self: Array, dims: Sequence[int]) -> Array:
    strides = element_strides(self)
    kept = [dim for dim in range(self.ndim) if self.shape[dim] != 1 or dim not in dims]
    return with_strides(self, [strides[dim] for dim in kept], [self.shape[dim] for dim in kept])


@operator(
    "aten::squeeze(Tensor(a) self) -> Tensor(a)",
    samples=lambda: [(sample(1, 3, 1),), (sample(2, 3),)],
    onnx=onnx.views.squeeze,
)
def squeeze(self: Array) -> Array:
    return _squeezed(self, range(self.ndim))


@operator(
    "aten::squeeze.dim(Tensor(a) self, int dim) -> Tensor(a)",
    grad_fn="SqueezeBackward1",
    samples=lambda: [(sample(1, 3, 1), -1), (sample(2, 3), 0)],
    onnx=onnx.views.squeeze,
)
def squeeze_dim(self: Array, dim: int) -> Array:
    return _squeezed(self, [wrap_dim(dim, self.ndim)])


@operator(
    "aten::squeeze.dims(Tensor(a) self, int[] dim) -> Tensor(a)",
    grad_fn="SqueezeBackward2",
    samples=lambda: [(sample(1, 3, 1), [0, 2])],
    onnx=onnx.views.squeeze,
)
def squeeze_dims(self: Array, dim: Sequence[int]) -> Array:
    return _squeezed(self, wrap_dims(dim, self.ndim))


@operator(
    "aten::unsqueeze(Tensor(a) self, int dim) -> Tensor(a)",
    samples=lambda: [(sample(2, 3), 0), (sample(2, 3), -1)],
    onnx=onnx.views.unsqueeze,
)
def unsqueeze(self: Array, dim: int) -> Array:
    dim = wrap_dim(dim, self.ndim + 1)
    strides = list(element_strides(self))
    step = self.shape[dim] * strides[dim] if dim < self.ndim else 1
    strides.insert(dim, step)
    return with_strides(self, strides, [*self.shape[:dim], 1, *self.shape[dim:]])


@operator(
    "aten::transpose.int(Tensor(a) self, int dim0, int dim1) -> Tensor(a)",
    samples=lambda: [(sample(2, 3, 4), 0, 2)],
    onnx=onnx.views.transpose,
)
def transpose(self: Array, dim0: int, dim1: int) -> Array:
    first, second = wrap_dim(dim0, self.ndim), wrap_dim(dim1, self.ndim)
    return self.swapaxes(first, second) if self.ndim else self.view()


@operator(
    "aten::t(Tensor(a) self) -> Tensor(a)",
    samples=lambda: [(sample(2, 3),), (sample(3),)],
    onnx=onnx.views.reversed_dims,
)
def t(self: Array) -> Array:
    if self.ndim > 2:
        raise RuntimeError(f"t() expects a tensor with <= 2 dimensions, but self is {self.ndim}D")
    return self.transpose()


@operator(
    "aten::permute(Tensor(a) self, int[] dims) -> Tensor(a)",
    samples=lambda: [(sample(2, 3, 4), [2, 0, -2])],
    onnx=onnx.views.permute,
)
def permute(self: Array, dims: Sequence[int]) -> Array:
    if len(dims) != self.ndim:
        raise RuntimeError(
            "permute(sparse_coo): number of dimensions in the tensor input does not match the length of the "
            f"desired ordering of dimensions i.e. input.dim() = {self.ndim} is not equal to "
            f"len(dims) = {len(dims)}"
        )
    order = [wrap_dim(dim, self.ndim) for dim in dims]
    if len(set(order)) != len(order):
        raise RuntimeError("permute(): duplicate dims are not allowed.")
    return self.transpose(order)


def _moved(self: Array, source: Sequence[int], destination: Sequence[int]) -> Array:
    if len(source) != len(destination):
        raise RuntimeError(
            f"movedim: Invalid source or destination dims: source ({size_text(source)} dims) should contain "
            f"the same number of dims as destination ({size_text(destination)} dims)"
        )
    start = [wrap_dim(dim, self.ndim) for dim in source]
    end = [wrap_dim(dim, self.ndim) for dim in destination]
    for name, dims, given in (("source", start, source), ("destination", end, destination)):
        if len(set(dims)) != len(dims):
            raise RuntimeError(f"movedim: repeated dim in `{name}` ({size_text(given)})")
    if self.ndim == 0:
        return self
    return np.moveaxis(self, start, end)


@operator(
    "aten::movedim.int(Tensor(a) self, int source, int destination) -> Tensor(a)",
    grad_fn="PermuteBackward0",
    samples=lambda: [(sample(2, 3, 4), 0, -1)],
    onnx=onnx.views.movedim,
)
def movedim(self: Array, source: int, destination: int) -> Array:
    return _moved(self, [source], [destination])


@operator(
    "aten::movedim.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)",
    grad_fn="PermuteBackward0",
    samples=lambda: [(sample(2, 3, 4), [0, 1], [2, 0])],
    onnx=onnx.views.movedim,
)
def movedim_intlist(self: Array, source: Sequence[int], destination: Sequence[int]) -> Array:
    return _moved(self, source, destination)


# PyTorch renames these to the operators above in every graph it finishes.
operator(
    "aten::moveaxis.int(Tensor(a) self, int source, int destination) -> Tensor(a)",
    grad_fn="PermuteBackward0",
    samples=lambda: [(sample(2, 3, 4), 0, -1)],
    onnx=onnx.views.movedim,
)(movedim)
operator(
    "aten::moveaxis.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)",
    grad_fn="PermuteBackward0",
    samples=lambda: [(sample(2, 3, 4), [0, 1], [2, 0])],
    onnx=onnx.views.movedim,
)(movedim_intlist)


@operator(
    "aten::swapaxes(Tensor(a) self, int axis0, int axis1) -> Tensor(a)",
    grad_fn="TransposeBackward0",
    samples=lambda: [(sample(2, 3), 0, 1)],
    onnx=onnx.views.transpose,
)
def swapaxes(self: Array, axis0: int, axis1: int) -> Array:
    return transpose(self, axis0, axis1)


@operator(
    "aten::swapdims(Tensor(a) self, int dim0, int dim1) -> Tensor(a)",
    grad_fn="TransposeBackward0",
    samples=lambda: [(sample(2, 3), 0, 1)],
    onnx=onnx.views.transpose,
)
def swapdims(self: Array, dim0: int, dim1: int) -> Array:
    return transpose(self, dim0, dim1)


@operator(
    "aten::numpy_T(Tensor(a) self) -> Tensor(a)",
    variants="",
    grad_fn="PermuteBackward0",
    samples=lambda: [(sample(2, 3),)],
    onnx=onnx.views.reversed_dims,
)
def numpy_T(self: Array) -> Array:
    """`Tensor.T`, with every dimension reversed."""
    if self.ndim == 0:
        warnings.warn(
            "Tensor.T is deprecated on 0-D tensors. This function is the identity in these cases.",
            stacklevel=2,
        )
    elif self.ndim != 2:
        warnings.warn(
            "The use of `x.T` on tensors of dimension other than 2 to reverse their shape is deprecated and "
            "it will throw an error in a future release. Consider `x.mT` to transpose batches of matrices or "
            "`x.permute(*torch.arange(x.ndim - 1, -1, -1))` to reverse the dimensions of a tensor.",
            stacklevel=2,
        )
    return self.transpose()


@operator(
    "aten::mT(Tensor(a) self) -> Tensor(a)",
    variants="",
    grad_fn="TransposeBackward0",
    samples=lambda: [(sample(2, 3, 4),)],
    onnx=onnx.views.swapped_last,
)
def mT(self: Array) -> Array:
    """`Tensor.mT`: the last two dimensions exchanged."""
    if self.ndim == 0:
        warnings.warn(
            "Tensor.mT is deprecated on 0-D tensors. This function is the identity in these cases.",
            stacklevel=2,
        )
        return self
    if self.ndim == 1:
        raise RuntimeError(f"tensor.mT is only supported on matrices or batches of matrices. Got {self.ndim}-D tensor.")
    return self.swapaxes(-2, -1)


@operator(
    "aten::expand(Tensor(a) self, SymInt[] size, *, bool implicit=False) -> Tensor(a)",
    variants="method",
    samples=lambda: [(sample(3, 1), [2, -1, 4])],
    onnx=onnx.views.expand,
)
def expand(self: Array, size: Sequence[int], implicit: bool) -> Array:
    return expanded(self, size)


@operator(
    "aten::expand_as(Tensor(a) self, Tensor other) -> Tensor(a)",
    variants="method",
    grad_fn="ExpandBackward0",
    samples=lambda: [(sample(3, 1), sample(2, 3, 4))],
    onnx=onnx.views.expand_as,
)
def expand_as(self: Array, other: Array) -> Array:
    return expanded(self, other.shape)


@operator(
    "aten::broadcast_to(Tensor(a) self, SymInt[] size) -> Tensor(a)",
    grad_fn="ExpandBackward0",
    samples=lambda: [(sample(3, 1), [2, 3, 4])],
    onnx=onnx.views.expand,
)
def broadcast_to(self: Array, size: Sequence[int]) -> Array:
    return expanded(self, size)


@operator(
    "aten::broadcast_tensors(Tensor[] tensors) -> Tensor[]",
    variants="function",
    grad_fn="ExpandBackward0",
    samples=lambda: [([sample(3, 1), sample(4)],)],
)
def broadcast_tensors(tensors: Sequence[Array]) -> list[Array]:
    sizes: tuple[int, ...] = ()
    for each in tensors:
        sizes = broadcast_sizes(sizes, each.shape)
    return [each if each.shape == sizes else expanded(each, sizes) for each in tensors]
