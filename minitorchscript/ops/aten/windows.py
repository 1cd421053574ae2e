"""Pooling windows: how many there are, where they start, and sliding reductions over them.

Windows along one dimension are given by `Axis`: kernel size, stride, zeros of padding before, dilation, and the
number of outputs. A maximum or a sum over rectangular windows is taken dimension by dimension; padding is never
materialized: each tap of the kernel contributes to the outputs for which it falls inside the input.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from .sizes import key

__all__ = ["Axis", "max_with_indices", "output_size", "slide", "taps"]

Array = np.ndarray


class Axis(NamedTuple):
    """The windows along one dimension."""

    size: int
    kernel: int
    stride: int
    padding: int
    dilation: int
    out: int


def output_size(size: int, kernel: int, stride: int, padding: int, dilation: int, ceil_mode: bool) -> int:
    """How many windows fit; RuntimeError where the parameters make no sense. May be less than 1."""
    if stride == 0:
        raise RuntimeError("stride should not be zero")
    if padding < 0:
        raise RuntimeError(f"pad must be non-negative, but got pad: {padding}")
    if padding > int(((kernel - 1) * dilation + 1) / 2):
        raise RuntimeError(
            f"pad should be at most half of effective kernel size, but got pad={padding}, "
            f"kernel_size={kernel} and dilation={dilation}"
        )
    room = size + 2 * padding - dilation * (kernel - 1) - 1 + (stride - 1 if ceil_mode else 0)
    count = room // stride + 1
    if ceil_mode and (count - 1) * stride >= size + padding:  # the last window must start inside
        count -= 1
    return count


def taps(axis: Axis) -> Iterator[tuple[slice, slice]]:
    """For each kernel position: the outputs it contributes to, and the inputs it takes for them."""
    for position in range(axis.kernel):
        shift = position * axis.dilation - axis.padding
        first = max(0, -(shift // axis.stride))
        last = min(axis.out - 1, (axis.size - 1 - shift) // axis.stride)
        start = first * axis.stride + shift
        count = max(0, last - first + 1)
        stop = start + (count - 1) * axis.stride + 1 if count else start
        yield slice(first, first + count), slice(start, stop, axis.stride)


def slide(ufunc: np.ufunc, array: Array, axes: Sequence[Axis], start: float | int) -> Array:
    """Reduce windows over the last dimensions with a ufunc that has the identity `start`."""
    lead = array.ndim - len(axes)
    # Innermost first: the first pass reads all of the input, and leaves less for the others.
    for dim in reversed(range(len(axes))):
        axis = axes[dim]
        before = (slice(None),) * (lead + dim)
        sizes = list(array.shape)
        sizes[lead + dim] = axis.out
        found = np.full(sizes, start, array.dtype)
        for outputs, inputs in taps(axis):
            target = found[key(*before, outputs)]
            ufunc(target, array[key(*before, inputs)], out=target)
        array = found
    return array


def max_with_indices(array: Array, axes: Sequence[Axis], lowest: float | int) -> tuple[Array, Array]:
    """The maximum of each window over the last dimensions, and its index in the flattened input plane."""
    lead = array.shape[: array.ndim - len(axes)]
    out = tuple(axis.out for axis in axes)
    best = np.full((*lead, *out), lowest, array.dtype)
    # Until something larger turns up, the window's first element inside the input is its maximum.
    first = []
    for axis in axes:
        starts = np.arange(axis.out) * axis.stride - axis.padding
        outside = np.maximum(0, -(starts // axis.dilation))
        first.append(starts + outside * axis.dilation)
    where = np.broadcast_to(_flat(first, axes), best.shape).astype(np.int64)
    for position in itertools.product(*(taps(axis) for axis in axes)):
        outputs = key(..., *(each[0] for each in position))
        seen = array[key(..., *(each[1] for each in position))]
        current = best[outputs]
        larger = (seen > current) | (seen != seen)  # a nan wins
        np.copyto(current, seen, where=larger)
        inputs = [np.arange(axis.size)[each[1]] for axis, each in zip(axes, position, strict=True)]
        np.copyto(where[outputs], _flat(inputs, axes), where=larger)
    return best, where


def _flat(coordinates: Sequence[Array], axes: Sequence[Axis]) -> Array:
    """Indices into the flattened plane, from coordinates along each of its dimensions."""
    found = np.zeros((), np.int64)
    for values, axis in zip(coordinates, axes, strict=True):
        found = found[..., None] * axis.size + values
    return found
