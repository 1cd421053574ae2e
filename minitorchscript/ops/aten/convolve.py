"""How convolutions are computed: matrix products over gathered windows, for any number of spatial dimensions.

`convolve` gathers the windows of a block of output rows into columns (im2col), few enough to stay in cache,
and multiplies them by the weights. 1x1 kernels need no gathering; depthwise kernels are summed position by
position. `convolve_transposed` multiplies first and scatters the columns.

Sizes: input (N, C, *spatial), weight (O, C / groups, *kernel), transposed weight (C, O / groups, *kernel).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence

import numpy as np

from ..strides import contiguous
from .sizes import key

__all__ = ["convolve", "convolve_transposed"]

Array = np.ndarray
Padding = Sequence[tuple[int, int]]

_BLOCK_BYTES = 1 << 20
"""How many bytes of gathered columns are worked on at once: about what the second-level cache holds."""


def _positions(kernel: Sequence[int]) -> Iterator[tuple[int, ...]]:
    return itertools.product(*map(range, kernel))


def _window(
    start: Sequence[int], out: Sequence[int], stride: Sequence[int], dilation: Sequence[int]
) -> tuple[slice, ...]:
    """What one kernel position sees of the input, for all outputs."""
    return tuple(
        slice(at * d, at * d + (n - 1) * s + 1, s) for at, n, s, d in zip(start, out, stride, dilation, strict=True)
    )


def convolve(
    input: Array,
    weight: Array,
    bias: Array | None,
    stride: Sequence[int],
    padding: Padding,
    dilation: Sequence[int],
    groups: int,
) -> Array:
    """The convolution, row-major, (N, O, *out); `padding` is the zeros before and after each dimension."""
    batch, channels, *spatial = input.shape
    filters, _, *kernel = weight.shape
    out_spatial = [
        (size + sum(pad) - d * (k - 1) - 1) // s + 1
        for size, pad, d, k, s in zip(spatial, padding, dilation, kernel, stride, strict=True)
    ]
    out = np.empty((batch, filters, *out_spatial), input.dtype)
    if out.size == 0:
        return out
    pointwise = math.prod(kernel) == 1
    if pointwise and not any(map(sum, padding)):
        grouped_in = input[key(..., *_window([0] * len(kernel), out_spatial, stride, dilation))]
        columns = grouped_in.reshape(batch, groups, channels // groups, -1)
        matrix = weight.reshape(groups, filters // groups, channels // groups)
        np.matmul(matrix, columns, out=out.reshape(batch, groups, filters // groups, -1))
    elif groups == channels and groups > 1:
        _depthwise(_padded(input, padding), weight, stride, dilation, out)
    else:
        _im2col(input, weight, stride, padding, dilation, groups, out)
    if bias is not None:
        out += bias.reshape(-1, *[1] * len(spatial))
    return out


def _padded(input: Array, padding: Padding) -> Array:
    if not any(map(sum, padding)):
        return input
    return np.pad(input, [(0, 0), (0, 0), *padding])


def _depthwise(padded: Array, weight: Array, stride: Sequence[int], dilation: Sequence[int], out: Array) -> None:
    """One input channel per group: multiply and add whole planes, one kernel position after the other."""
    batch, filters, *out_spatial = out.shape
    channels = padded.shape[1]
    per_channel = filters // channels
    planes = out.reshape(batch, channels, per_channel, *out_spatial)
    weights = weight.reshape(channels, per_channel, *weight.shape[2:])
    ones = (1,) * len(out_spatial)
    block = max(1, _BLOCK_BYTES // (out.itemsize * per_channel * math.prod(out_spatial)))
    for n, first in itertools.product(range(batch), range(0, channels, block)):
        part = slice(first, first + block)
        total = planes[n, part]
        product = np.empty_like(total)
        for count, position in enumerate(_positions(weight.shape[2:])):
            seen = padded[key(n, part, *_window(position, out_spatial, stride, dilation))]
            factor = weights[key(part, slice(None), *position)].reshape(*total.shape[:2], *ones)
            np.multiply(seen[:, None], factor, out=product if count else total)
            if count:
                total += product


def _im2col(
    input: Array,
    weight: Array,
    stride: Sequence[int],
    padding: Padding,
    dilation: Sequence[int],
    groups: int,
    out: Array,
) -> None:
    batch, channels, *spatial = input.shape
    filters, _, *kernel = weight.shape
    rows, *rest = out.shape[2:]
    matrix = weight.reshape(groups, filters // groups, -1)
    bytes_per_row = channels * math.prod(kernel) * math.prod(rest) * out.itemsize
    block = max(1, min(rows, _BLOCK_BYTES // bytes_per_row))
    padded = np.zeros((channels, *(n + sum(p) for n, p in zip(spatial, padding, strict=True))), input.dtype)
    inside = padded[key(slice(None), *(slice(p[0], p[0] + n) for n, p in zip(spatial, padding, strict=True)))]
    columns = np.empty((channels, *kernel, block, *rest), input.dtype)
    for n in range(batch):
        inside[...] = input[n]
        result = out[n].reshape(groups, filters // groups, -1)
        for first in range(0, rows, block):
            count = min(block, rows - first)
            if count < block:
                columns = np.empty((channels, *kernel, count, *rest), input.dtype)
            for position in _positions(kernel):
                start, *others = _window(position, [count, *rest], stride, dilation)
                lead = first * stride[0]
                moved = slice(start.start + lead, start.stop + lead, start.step)
                columns[key(slice(None), *position)] = padded[key(slice(None), moved, *others)]
            width = math.prod(rest)
            np.matmul(
                matrix,
                columns.reshape(groups, matrix.shape[2], count * width),
                out=result[:, :, first * width : (first + count) * width],
            )
        if rows % block and batch > 1:
            columns = np.empty((channels, *kernel, block, *rest), input.dtype)


def convolve_transposed(
    input: Array,
    weight: Array,
    bias: Array | None,
    stride: Sequence[int],
    padding: Sequence[int],
    output_padding: Sequence[int],
    dilation: Sequence[int],
    groups: int,
) -> Array:
    """The transposed convolution, row-major: each input element adds the kernel, scaled, to the output."""
    batch, channels, *spatial = input.shape
    _, per_group, *kernel = weight.shape
    full = [
        (size - 1) * s + d * (k - 1) + 1 + extra
        for size, s, d, k, extra in zip(spatial, stride, dilation, kernel, output_padding, strict=True)
    ]
    matrix = weight.reshape(groups, channels // groups, -1).swapaxes(1, 2)
    summed = np.zeros((batch, groups * per_group, *full), input.dtype)
    for n in range(batch):
        columns = matrix @ input[n].reshape(groups, channels // groups, -1)
        scattered = columns.reshape(groups * per_group, *kernel, *spatial)
        for position in _positions(kernel):
            target = key(n, slice(None), *_window(position, spatial, stride, dilation))
            summed[target] += scattered[key(slice(None), *position)]
    kept = tuple(slice(p, n - p) for p, n in zip(padding, full, strict=True))
    out = contiguous(summed[key(..., *kept)])
    if bias is not None:
        out += bias.reshape(-1, *[1] * len(spatial))
    return out
