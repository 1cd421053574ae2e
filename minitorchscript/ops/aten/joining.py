"""Operators that lay tensors side by side: cat, stack, hstack and kin, meshgrid.

`cat` keeps channels-last memory where every input has it; else its result is row-major.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...device import contiguous_format, memory_format
from .. import onnx
from ..promotion import result_type
from ..registry import operator
from .samples import sample, sample_ints
from .sizes import expanded, new_tensor, reshaped, size_text, suggested_format, viewed, wrap_dim
from .views import unsqueeze

Array = np.ndarray


def _is_legacy_empty(array: Array) -> bool:
    """Tensors of size (0,) may be joined with anything: the empty tensor of a time without zero sizes."""
    return array.shape == (0,)


def _common_format(arrays: Sequence[Array]) -> memory_format:
    formats = {suggested_format(each) for each in arrays}
    return formats.pop() if len(formats) == 1 else contiguous_format


@operator(
    "aten::cat(Tensor[] tensors, int dim=0) -> Tensor",
    variants="function",
    samples=lambda: [([sample(2, 3), sample(1, 3)],), ([sample(2, 3), sample_ints(4, 5).reshape(2, 1)], -1)],
    onnx=onnx.views.cat,
)
def cat(tensors: Sequence[Array], dim: int) -> Array:
    if not tensors:
        raise ValueError("torch.cat(): expected a non-empty list of Tensors")
    for position, each in enumerate(tensors):
        if each.ndim == 0:
            raise RuntimeError(f"zero-dimensional tensor (at position {position}) cannot be concatenated")
    kind = result_type(*tensors).numpy
    joined = [(i, each) for i, each in enumerate(tensors) if not _is_legacy_empty(each)]
    if not joined:
        wrap_dim(dim, 1)
        return new_tensor([0], kind)
    first = joined[0][1]
    dim = wrap_dim(dim, first.ndim)
    for position, each in joined[1:]:
        if each.ndim != first.ndim:
            raise RuntimeError(f"Tensors must have same number of dimensions: got {first.ndim} and {each.ndim}")
        for axis in range(first.ndim):
            if axis != dim and each.shape[axis] != first.shape[axis]:
                raise RuntimeError(
                    f"Sizes of tensors must match except in dimension {dim}. Expected size "
                    f"{first.shape[axis]} but got size {each.shape[axis]} for tensor number {position} in "
                    "the list."
                )
    arrays = [each for _, each in joined]
    sizes = list(first.shape)
    sizes[dim] = sum(each.shape[dim] for each in arrays)
    out = new_tensor(sizes, kind, _common_format(tensors))
    np.concatenate(arrays, axis=dim, out=out, casting="unsafe")
    return out


# PyTorch renames these two to `cat` in every graph it finishes.


for _name in ("concat", "concatenate"):
    operator(
        f"aten::{_name}(Tensor[] tensors, int dim=0) -> Tensor",
        variants="function",
        grad_fn="CatBackward0",
        samples=lambda: [([sample(2, 3), sample(1, 3)],)],
    )(cat)


@operator(
    "aten::stack(Tensor[] tensors, int dim=0) -> Tensor",
    variants="function",
    samples=lambda: [([sample(2, 3), sample(2, 3)],), ([sample(2, 3), sample(2, 3)], -1)],
    onnx=onnx.views.stack,
)
def stack(tensors: Sequence[Array], dim: int) -> Array:
    if not tensors:
        raise RuntimeError("stack expects a non-empty TensorList")
    first = tensors[0]
    dim = wrap_dim(dim, first.ndim + 1)
    for position, each in enumerate(tensors):
        if each.shape != first.shape:
            raise RuntimeError(
                f"stack expects each tensor to be equal size, but got {size_text(first.shape)} at entry 0 "
                f"and {size_text(each.shape)} at entry {position}"
            )
    if dim == first.ndim:
        return cat([unsqueeze(each, dim) for each in tensors], dim)
    # Joining along `dim` and splitting it afterwards gives the strides that PyTorch's results have.
    sizes = [*first.shape[:dim], len(tensors), *first.shape[dim:]]
    return viewed(cat(tensors, dim), sizes)


def atleast(array: Array, ndim: int) -> Array:
    """The array itself, or a view on it with dimensions of size 1 added to make `ndim`."""
    if array.ndim >= ndim:
        return array
    if array.ndim == 0:
        return reshaped(array, [1] * ndim)
    if ndim == 2:
        return unsqueeze(array, 0)
    return unsqueeze(unsqueeze(array, 0) if array.ndim == 1 else array, -1)


def _require_tensors(name: str, tensors: Sequence[Array]) -> None:
    if not tensors:
        raise RuntimeError(f"{name} expects a non-empty TensorList")


@operator(
    "aten::hstack(Tensor[] tensors) -> Tensor",
    variants="function",
    grad_fn="CatBackward0",
    samples=lambda: [([sample(2, 1), sample(2, 3)],), ([sample(2), sample()],)],
)
def hstack(tensors: Sequence[Array]) -> Array:
    _require_tensors("hstack", tensors)
    arrays = [atleast(each, 1) for each in tensors]
    return cat(arrays, 0 if arrays[0].ndim == 1 else 1)


@operator(
    "aten::vstack(Tensor[] tensors) -> Tensor",
    variants="function",
    grad_fn="CatBackward0",
    samples=lambda: [([sample(3), sample(2, 3)],)],
)
def vstack(tensors: Sequence[Array]) -> Array:
    _require_tensors("vstack", tensors)
    return cat([atleast(each, 2) for each in tensors], 0)


operator(
    "aten::row_stack(Tensor[] tensors) -> Tensor",
    variants="function",
    grad_fn="CatBackward0",
    samples=lambda: [([sample(3)],)],
)(vstack)


@operator(
    "aten::dstack(Tensor[] tensors) -> Tensor",
    variants="function",
    grad_fn="CatBackward0",
    samples=lambda: [([sample(3), sample(1, 3)],)],
)
def dstack(tensors: Sequence[Array]) -> Array:
    _require_tensors("dstack", tensors)
    return cat([atleast(each, 3) for each in tensors], 2)


@operator(
    "aten::column_stack(Tensor[] tensors) -> Tensor",
    variants="function",
    grad_fn="CatBackward0",
    samples=lambda: [([sample(2), sample(2, 3)],)],
)
def column_stack(tensors: Sequence[Array]) -> Array:
    _require_tensors("column_stack", tensors)
    return hstack([reshaped(each, [each.size, 1]) if each.ndim <= 1 else each for each in tensors])


def _register_atleast(ndim: int) -> None:
    def one(self: Array) -> Array:
        return atleast(self, ndim)

    def many(tensors: Sequence[Array]) -> list[Array]:
        return [atleast(each, ndim) for each in tensors]

    name = f"aten::atleast_{ndim}d"
    operator(f"{name}(Tensor self) -> Tensor", variants="function", samples=lambda: [(sample(),), (sample(2),)])(one)
    operator(
        f"{name}.Sequence(Tensor[] tensors) -> Tensor[]",
        variants="function",
        samples=lambda: [([sample(), sample(2, 2)],)],
    )(many)


for _ndim in (1, 2, 3):
    _register_atleast(_ndim)


@operator(
    "aten::meshgrid(Tensor[] tensors) -> Tensor[]",
    variants="function",
    grad_fn="ExpandBackward0",
    samples=lambda: [([sample(2), sample(3)],)],
)
def meshgrid(tensors: Sequence[Array]) -> list[Array]:
    _require_tensors("meshgrid", tensors)
    for each in tensors:
        if each.ndim > 1:
            raise RuntimeError(f"torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got: {each.ndim}D")
        if each.dtype != tensors[0].dtype:
            raise RuntimeError("meshgrid expects all tensors to have the same dtype")
    sizes = [each.size for each in tensors]
    return [
        expanded(reshaped(each, [each.size if i == axis else 1 for i in range(len(sizes))]), sizes)
        for axis, each in enumerate(tensors)
    ]


@operator(
    "aten::meshgrid.indexing(Tensor[] tensors, *, str indexing) -> Tensor[]",
    variants="function",
    grad_fn="ExpandBackward0",
    samples=lambda: [([sample(2), sample(3)], {"indexing": "xy"})],
)
def meshgrid_indexing(tensors: Sequence[Array], indexing: str) -> list[Array]:
    if indexing not in ("xy", "ij"):
        raise RuntimeError(f'torch.meshgrid: indexing must be one of "xy" or "ij", but received: {indexing}')
    if indexing == "ij" or len(tensors) < 2:
        return meshgrid(tensors)
    grids = meshgrid([tensors[1], tensors[0], *tensors[2:]])
    return [grids[1], grids[0], *grids[2:]]
