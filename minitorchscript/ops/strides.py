"""Strides as PyTorch chooses them, in elements, on numpy arrays that carry them.

numpy forgets the strides of size-1 dimensions and lays results out by its own rule; PyTorch's are printed in graphs.
So kernels make their results here: `with_strides` for views, `tensor_iterator_like` for elementwise results
(TensorIterator's rule), `like` for memory formats.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided

from ..device import channels_last, channels_last_3d, contiguous_format, memory_format, preserve_format

__all__ = [
    "channels_last_strides",
    "contiguous",
    "contiguous_strides",
    "element_strides",
    "empty_strided",
    "is_contiguous",
    "is_non_overlapping_and_dense",
    "like",
    "like_strides",
    "strided_copy",
    "tensor_iterator_like",
    "tensor_iterator_strides",
    "with_strides",
]

Shape = Sequence[int]

# the formats in which what is row-major stays so
_IN_ORDER = (preserve_format, contiguous_format)


def element_strides(array: np.ndarray) -> tuple[int, ...]:
    """The strides of an array, in elements."""
    size = array.itemsize
    return tuple([stride // size for stride in array.strides])


def contiguous_strides(shape: Shape) -> tuple[int, ...]:
    """Row-major strides, where a dimension of size 0 counts as size 1 (as PyTorch counts)."""
    strides: list[int] = []
    step = 1
    for size in reversed(shape):
        strides.append(step)
        step *= max(size, 1)
    return tuple(reversed(strides))


def channels_last_strides(shape: Shape) -> tuple[int, ...]:
    """Strides of an (N, C, H, W) or (N, C, D, H, W) tensor whose channels vary fastest."""
    strides = [0] * len(shape)
    step = 1
    for dim in (1, *range(len(shape) - 1, 1, -1), 0):
        strides[dim] = step
        step *= shape[dim] if dim else 1
        step = step if step else 1
    return tuple(strides)


def with_strides(array: np.ndarray, strides: Shape, shape: Shape | None = None) -> np.ndarray:
    """A view on the array's memory, from its first element, with a shape and element strides.

    Strides of size-1 dimensions are kept as given. The caller vouches that the view stays within the memory.
    """
    shape = array.shape if shape is None else tuple(shape)
    size = array.itemsize
    wanted = tuple([stride * size for stride in strides])
    if array.flags.contiguous and array.size:  # a plain buffer: much cheaper than as_strided
        return np.ndarray(shape, array.dtype, array, 0, wanted)
    return as_strided(array, shape, wanted)


def empty_strided(shape: Shape, strides: Shape, dtype: Any) -> np.ndarray:
    """New uninitialized memory with a shape and element strides; just as much of it as they reach."""
    dtype = np.dtype(dtype)
    reach = 0 if 0 in shape else 1 + sum((n - 1) * s for n, s in zip(shape, strides, strict=True))
    buffer = np.empty(reach, dtype)
    return np.ndarray(tuple(shape), dtype, buffer, 0, tuple([s * dtype.itemsize for s in strides]))


def strided_copy(array: np.ndarray, strides: Shape) -> np.ndarray:
    """New memory holding the array's elements, laid out with element strides (as given for size-1 dimensions)."""
    if array.flags.c_contiguous and tuple(strides) == contiguous_strides(array.shape):
        return contiguous(array.copy())
    out = empty_strided(array.shape, strides, array.dtype)
    out[...] = array
    return out


def contiguous(array: np.ndarray) -> np.ndarray:
    """The array itself if its strides are exactly row-major, else row-major strides (copied if need be)."""
    array = np.asarray(array)
    if array.flags.c_contiguous and array.size and 1 not in array.shape:
        return array  # its strides can only be these
    wanted = contiguous_strides(array.shape)
    if element_strides(array) == wanted:
        return array
    return with_strides(np.ascontiguousarray(array).reshape(array.shape), wanted)


def is_contiguous(array: np.ndarray, format: memory_format = contiguous_format) -> bool:
    """`Tensor.is_contiguous`: strides of size-1 dimensions don't matter, and an empty tensor is contiguous."""
    if format is contiguous_format:
        return bool(array.flags.c_contiguous)
    if array.ndim != (4 if format is channels_last else 5):
        return False
    wanted = channels_last_strides(array.shape)
    return array.size == 0 or all(
        size == 1 or have == want for size, have, want in zip(array.shape, element_strides(array), wanted, strict=True)
    )


def is_non_overlapping_and_dense(shape: Shape, strides: Shape) -> bool:
    """Whether the elements fill a block of memory without gaps or sharing, in any order of dimensions."""
    if 0 in shape:
        return True
    expected = 1
    for size, stride in sorted(
        ((n, s) for n, s in zip(shape, strides, strict=True) if n != 1), key=lambda pair: pair[1]
    ):
        if stride != expected:
            return False
        expected *= size
    return True


def _should_swap(first: int, second: int, shape: Shape, operands: Sequence[Shape]) -> int:
    """TensorIterator's comparison: 1 if `first` is the slower dimension and must move outwards, 0 if ambiguous."""
    for strides in operands:
        a, b = strides[first], strides[second]
        if a == 0 or b == 0:  # a broadcast dimension says nothing
            continue
        if a != b:
            return -1 if a < b else 1
        if shape[first] > shape[second]:
            return 1
    return 0


def tensor_iterator_strides(shape: Shape, operands: Sequence[tuple[Shape, Shape]]) -> tuple[int, ...]:
    """Strides of the new output of an elementwise operator over (shape, element strides) operands.

    If all operands have the output's shape and are contiguous, so is the output; if they share one dense layout,
    the output has it. Else dimensions are sorted by the operands' strides, earlier operands deciding first.
    """
    shape = tuple(shape)
    rank = len(shape)
    full = [strides for own, strides in operands if tuple(own) == shape]
    if len(full) == len(operands):
        wanted = contiguous_strides(shape)
        if all(_same_layout(shape, strides, wanted) for strides in full):
            return wanted
        if rank == 4:
            last = channels_last_strides(shape)
            if all(_same_layout(shape, strides, last) for strides in full):
                return last
        if full and all(s == full[0] for s in full) and is_non_overlapping_and_dense(shape, full[0]):
            return tuple(full[0])
    aligned = []
    for own, strides in operands:
        missing = rank - len(own)
        aligned.append(
            (0,) * missing
            + tuple(
                0 if size == 1 and shape[missing + i] != 1 else stride
                for i, (size, stride) in enumerate(zip(own, strides, strict=True))
            )
        )
    order = list(range(rank - 1, -1, -1))  # fastest dimension first; insertion sort that skips ambiguous pairs
    for i in range(1, rank):
        moving = i
        for other in range(i - 1, -1, -1):
            comparison = _should_swap(order[other], order[moving], shape, aligned)
            if comparison > 0:
                order[other], order[moving] = order[moving], order[other]
                moving = other
            elif comparison < 0:
                break
    if order == list(range(rank - 1, -1, -1)):
        return contiguous_strides(shape)
    result = [0] * rank
    step = 1
    for dim in order:
        result[dim] = step
        step *= shape[dim]
    return tuple(result)


def _same_layout(shape: Shape, strides: Shape, wanted: Shape) -> bool:
    return 0 in shape or all(size == 1 or have == want for size, have, want in zip(shape, strides, wanted, strict=True))


def tensor_iterator_like(out: np.ndarray, *inputs: Any) -> np.ndarray:
    """A fresh elementwise result with the strides PyTorch gives it, copied only where numpy laid it out otherwise.

    `inputs` are the operands in order: arrays, and Python numbers that stand for 0-dim tensors.
    """
    out = np.asarray(out)
    shape, strides = out.shape, out.strides
    if out.flags.c_contiguous and out.size:  # numpy made it row-major; mostly that is what PyTorch does
        exact, uniform = True, True
        for each in inputs:
            if not isinstance(each, np.ndarray):
                uniform = False
            elif each.shape == shape and each.strides == strides:
                continue
            elif not each.flags.c_contiguous:
                break
            else:
                exact = exact and element_strides(each) == contiguous_strides(each.shape)
                uniform = uniform and each.shape == shape
        else:
            if exact or uniform:
                return contiguous(out) if 1 in shape else out
    wanted = tensor_iterator_strides(
        shape, [(each.shape, element_strides(each)) if isinstance(each, np.ndarray) else ((), ()) for each in inputs]
    )
    if element_strides(out) == wanted:
        return out
    if _same_layout(shape, element_strides(out), wanted):
        return with_strides(out, wanted)
    return strided_copy(out, wanted)


def like_strides(array: np.ndarray, format: memory_format = preserve_format) -> tuple[int, ...]:
    """Strides that `empty_like(array, memory_format=format)` has."""
    if format is contiguous_format:
        return contiguous_strides(array.shape)
    if format is channels_last or format is channels_last_3d:
        rank = 4 if format is channels_last else 5
        if array.ndim != rank:
            raise RuntimeError(f"required rank {rank} tensor to use {format.name} format")
        return channels_last_strides(array.shape)
    strides = element_strides(array)
    if is_non_overlapping_and_dense(array.shape, strides):
        return strides
    return tensor_iterator_strides(array.shape, [(array.shape, strides)])


def like(array: np.ndarray, dtype: Any = None, format: memory_format = preserve_format) -> np.ndarray:
    """Uninitialized memory laid out like the array, as `empty_like`."""
    if format in _IN_ORDER and array.flags.c_contiguous and array.size and 1 not in array.shape:
        return np.empty(array.shape, array.dtype if dtype is None else dtype)
    return empty_strided(array.shape, like_strides(array, format), array.dtype if dtype is None else dtype)
