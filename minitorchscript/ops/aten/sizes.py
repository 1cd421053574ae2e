"""What the kernels share about sizes: wrapping dimensions, inferring sizes, viewing and expanding.

The functions that make views give size-1 dimensions the strides that PyTorch computes for them, where
numpy's own `reshape`, `newaxis` and `broadcast_to` would put others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...device import channels_last, channels_last_3d, contiguous_format, memory_format
from ...dtype import dtype as DType
from ...dtype import from_numpy
from ..strides import channels_last_strides, contiguous_strides, element_strides, empty_strided, with_strides

__all__ = [
    "broadcast_sizes",
    "cpp_name",
    "expanded",
    "infer_size",
    "key",
    "new_tensor",
    "reshaped",
    "size_text",
    "suggested_format",
    "type_name",
    "view_strides",
    "viewed",
    "wrap_dim",
    "wrap_dims",
    "wrap_own_dim",
]

_CPP_NAMES = {
    "uint8": "unsigned char", "int8": "signed char", "int16": "short int", "int32": "int",
    "int64": "long int", "float16": "c10::Half", "float32": "float", "float64": "double",
    "complex64": "c10::complex<float>", "complex128": "c10::complex<double>", "bool": "bool",
    "bfloat16": "c10::BFloat16",
}  # fmt: skip


def size_text(sizes: Sequence[int]) -> str:
    """Sizes as error messages write them: "[2, 3]"."""
    return f"[{', '.join(map(str, sizes))}]"


def type_name(array: np.ndarray) -> str:
    """The element type as most error messages write it: "Float"."""
    return from_numpy(array.dtype).ir_name


def cpp_name(kind: np.dtype | DType) -> str:
    """The element type as error messages write its C++ type: "float"."""
    return _CPP_NAMES[kind.name if isinstance(kind, DType) else from_numpy(kind).name]


def wrap_dim(dim: int, ndim: int) -> int:
    """A dimension in [-ndim, ndim) as one in [0, ndim), else IndexError; a 0-dim tensor has one."""
    bound = ndim or 1
    if -bound <= dim < bound:
        return dim + bound if dim < 0 else dim
    raise IndexError(f"Dimension out of range (expected to be in range of [{-bound}, {bound - 1}], but got {dim})")


def wrap_own_dim(dim: int, ndim: int) -> int:
    """`wrap_dim` for operators that look a size up: a 0-dim tensor has no dimension to name."""
    wrapped = wrap_dim(dim, ndim)
    if ndim == 0:
        raise IndexError(f"Dimension specified as {dim} but tensor has no dimensions")
    return wrapped


def wrap_dims(dims: Sequence[int], ndim: int) -> list[int]:
    """Several dimensions, wrapped; RuntimeError where one is named twice."""
    wrapped: list[int] = []
    for each in dims:
        dim = wrap_dim(each, ndim)
        if dim in wrapped:
            raise RuntimeError(f"dim {dim} appears multiple times in the list of dims")
        wrapped.append(dim)
    return wrapped


def key(*parts: Any) -> tuple[Any, ...]:
    """A numpy index made of slices, integers, arrays and `...`, which no type of numpy's describes."""
    return parts


def infer_size(sizes: Sequence[int], numel: int) -> list[int]:
    """Sizes of `numel` elements; one -1 may stand for what is left. RuntimeError if they do not fit."""
    inferred = None
    known = 1
    for dim, size in enumerate(sizes):
        if size == -1:
            if inferred is not None:
                raise RuntimeError("only one dimension can be inferred")
            inferred = dim
        elif size < 0:
            raise RuntimeError(f"invalid shape dimension {size} at index {dim} of shape {size_text(sizes)}")
        else:
            known *= size
    found = list(sizes)
    if known == numel and inferred is None:
        return found
    if inferred is None or (known and numel % known) or (not known and numel):
        raise RuntimeError(f"shape '{size_text(sizes)}' is invalid for input of size {numel}")
    if not known:
        raise RuntimeError(
            f"cannot reshape tensor of 0 elements into shape {size_text(sizes)} because the unspecified "
            "dimension size -1 can be any value and is ambiguous"
        )
    found[inferred] = numel // known
    return found


def view_strides(sizes: Sequence[int], strides: Sequence[int], target: Sequence[int]) -> tuple[int, ...] | None:
    """The strides under which the same elements appear with the sizes `target`; None where a copy is needed.

    Dimensions that follow each other in memory form runs; each run must be split by dimensions of its own.
    """
    if 0 in sizes:
        return tuple(strides) if tuple(sizes) == tuple(target) else contiguous_strides(target)
    found = [1] * len(target)
    if not sizes:
        return tuple(found)
    view_dim = len(target) - 1
    base = strides[-1]
    run = taken = 1
    for dim in range(len(sizes) - 1, -1, -1):
        run *= sizes[dim]
        if dim and (sizes[dim - 1] == 1 or strides[dim - 1] == run * base):
            continue
        while view_dim >= 0 and (taken < run or target[view_dim] == 1):
            found[view_dim] = taken * base
            taken *= target[view_dim]
            view_dim -= 1
        if taken != run:
            return None
        if dim:
            base = strides[dim - 1]
            run = taken = 1
    return tuple(found) if view_dim == -1 else None


def viewed(array: np.ndarray, sizes: Sequence[int]) -> np.ndarray:
    """`Tensor.view` with sizes already inferred; RuntimeError where no view can have them."""
    strides = view_strides(array.shape, element_strides(array), sizes)
    if strides is None:
        raise RuntimeError(
            "view size is not compatible with input tensor's size and stride (at least one dimension spans "
            "across two contiguous subspaces). Use .reshape(...) instead."
        )
    return with_strides(array, strides, sizes)


def reshaped(array: np.ndarray, sizes: Sequence[int]) -> np.ndarray:
    """`Tensor.reshape` with sizes already inferred: a view where there can be one, else a contiguous copy."""
    strides = view_strides(array.shape, element_strides(array), sizes)
    if strides is None:
        array = array.copy("C")
        strides = contiguous_strides(sizes)
    return with_strides(array, strides, sizes)


def expanded(array: np.ndarray, sizes: Sequence[int]) -> np.ndarray:
    """`Tensor.expand`: a view in which dimensions of size 1 repeat with stride 0; -1 keeps a size."""
    added = len(sizes) - array.ndim
    if array.ndim == 0 and min(sizes, default=0) >= 0:
        return with_strides(array, [0] * len(sizes), sizes)
    if added < 0:
        raise RuntimeError(
            f"expand(torch.{type_name(array)}Tensor{{{size_text(array.shape)}}}, size={size_text(sizes)}): "
            f"the number of sizes provided ({len(sizes)}) must be greater or equal to the number of "
            f"dimensions in the tensor ({array.ndim})"
        )
    target = list(sizes)
    strides = [0] * added + list(element_strides(array))
    for dim in range(len(sizes) - 1, -1, -1):
        if dim < added:
            if target[dim] == -1:
                raise RuntimeError(
                    f"The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension {dim}"
                )
            size = 1
            strides[dim] = target[dim + 1] * strides[dim + 1] if dim + 1 < len(target) else 1
        else:
            size = array.shape[dim - added]
        if target[dim] == -1:
            target[dim] = size
        elif target[dim] != size:
            if size != 1:
                raise RuntimeError(
                    f"The expanded size of the tensor ({target[dim]}) must match the existing size ({size}) "
                    f"at non-singleton dimension {dim}.  Target sizes: {size_text(sizes)}.  "
                    f"Tensor sizes: {size_text(array.shape)}"
                )
            strides[dim] = 0
    return with_strides(array, strides, target)


def broadcast_sizes(a: Sequence[int], b: Sequence[int]) -> tuple[int, ...]:
    """The sizes to which two tensors broadcast; RuntimeError names the dimension that does not match."""
    ndim = max(len(a), len(b))
    found = [1] * ndim
    for dim in range(ndim - 1, -1, -1):
        size_a = a[dim - ndim + len(a)] if dim >= ndim - len(a) else 1
        size_b = b[dim - ndim + len(b)] if dim >= ndim - len(b) else 1
        if size_a != size_b and 1 not in (size_a, size_b):
            raise RuntimeError(
                f"The size of tensor a ({size_a}) must match the size of tensor b ({size_b}) "
                f"at non-singleton dimension {dim}"
            )
        found[dim] = size_b if size_a == 1 else size_a
    return tuple(found)


def suggested_format(array: np.ndarray) -> memory_format:
    """The memory format that an operator keeps for this input: channels-last if its strides say so.

    Only their order counts, so a slice of a channels-last tensor is one too; where both fit, row-major wins.
    """
    if array.ndim not in (4, 5):
        return contiguous_format
    strides = element_strides(array)
    if strides[1] == 0:
        return contiguous_format
    least = 0
    for dim in (1, *range(array.ndim - 1, 1, -1), 0):
        size, stride = array.shape[dim], strides[dim]
        if size == 0 or stride < least or (dim == 0 and least == strides[1]):
            return contiguous_format
        least = stride * size if size > 1 else stride
    return channels_last if array.ndim == 4 else channels_last_3d


def new_tensor(sizes: Sequence[int], dtype: np.dtype, format: memory_format = contiguous_format) -> np.ndarray:
    """Uninitialized memory in a format; sizes that have no channels-last form give row-major."""
    if format is not contiguous_format and len(sizes) == (4 if format is channels_last else 5):
        return empty_strided(sizes, channels_last_strides(sizes), dtype)
    if 0 in sizes:  # numpy gives an empty array strides of 0
        return empty_strided(sizes, contiguous_strides(sizes), dtype)
    return np.empty(sizes, dtype)
