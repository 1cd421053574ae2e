"""Sliding blocks and scattered maxima: im2col and col2im (unfold and fold), max_unpool, fractional pooling."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from ..pointwise import dtype_of, require
from ..registry import operator
from ..strides import contiguous
from .samples import sample, sample_ints
from .sizes import new_tensor, size_text, suggested_format, wrap_dim

Array = np.ndarray
Ints = Sequence[int]


def _counts(sizes: Ints, kernel: Ints, dilation: Ints, padding: Ints, stride: Ints) -> list[int]:
    return [
        (size + 2 * pad - step * (width - 1) - 1) // jump + 1
        for size, width, step, pad, jump in zip(sizes, kernel, dilation, padding, stride, strict=True)
    ]


def _check_parameters(kernel: Ints, dilation: Ints, padding: Ints, stride: Ints) -> None:
    for name, values in (("kernel", kernel), ("stride", stride), ("dilation", dilation)):
        if min(values) <= 0:
            words = f"{name}_height: {values[0]} {name}_width: {values[1]}"
            raise RuntimeError(
                f"{name} size should be greater than zero, but got {words}"
                if name == "kernel"
                else f"{name} should be greater than zero, but got {words}"
            )
    if min(padding) < 0:
        raise RuntimeError(f"padding should be non-negative, but got pad_height: {padding[0]} pad_width: {padding[1]}")


def _blocks(
    padded: Array, kernel: Ints, dilation: Ints, stride: Ints, counts: Ints
) -> Iterator[tuple[int, int, Array]]:
    """For each position in the kernel, a view (N, C, rows, columns) of the padded image."""
    for i, j in itertools.product(range(kernel[0]), range(kernel[1])):
        top, left = i * dilation[0], j * dilation[1]
        yield (
            i,
            j,
            padded[
                ...,
                top : top + (counts[0] - 1) * stride[0] + 1 : stride[0],
                left : left + (counts[1] - 1) * stride[1] + 1 : stride[1],
            ],
        )


@operator(
    "aten::im2col(Tensor self, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor",
    variants="nn",
    grad_fn="Im2ColBackward0",
    samples=lambda: [
        (sample(2, 3, 4, 5), [2, 3], [1, 1], [0, 1], [1, 2]),
        (sample(3, 4, 5), [2, 2], [2, 1], [1, 0], [1, 1]),
    ],
)
def im2col(self: Array, kernel_size: Ints, dilation: Ints, padding: Ints, stride: Ints) -> Array:
    """Sliding blocks as columns: ((N,) C, H, W) to ((N,) C kernel size, number of blocks)."""
    _check_parameters(kernel_size, dilation, padding, stride)
    wrap_dim(2, self.ndim)
    if self.ndim not in (3, 4) or 0 in self.shape[-3:]:
        raise RuntimeError(
            "Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, "
            f"but got: {size_text(self.shape)}"
        )
    counts = _counts(self.shape[-2:], kernel_size, dilation, padding, stride)
    if min(counts) < 1:
        raise RuntimeError(
            f"Given input with spatial size ({self.shape[-2]}, {self.shape[-1]}), "
            f"kernel_size=({kernel_size[0]}, {kernel_size[1]}), dilation=({dilation[0]}, {dilation[1]}), "
            f"padding=({padding[0]}, {padding[1]}), calculated shape of the array "
            f"of sliding blocks as ({counts[0]}, {counts[1]}), but its components must be at least one."
        )
    lead, channels = self.shape[:-3], self.shape[-3]
    widths = [(0, 0)] * (self.ndim - 2) + [(pad, pad) for pad in padding]
    padded = np.pad(self, widths)
    out = np.empty((*lead, channels, *kernel_size, *counts), self.dtype)
    for i, j, view in _blocks(padded, kernel_size, dilation, stride, counts):
        out[..., i, j, :, :] = view
    return contiguous(out.reshape(*lead, channels * kernel_size[0] * kernel_size[1], counts[0] * counts[1]))


@operator(
    "aten::col2im(Tensor self, SymInt[2] output_size, int[2] kernel_size, int[2] dilation, int[2] padding, "
    "int[2] stride) -> Tensor",
    variants="nn",
    grad_fn="Col2ImBackward0",
    samples=lambda: [
        (sample(2, 12, 9), [4, 5], [2, 2], [1, 1], [0, 1], [1, 2]),
        (sample(12, 12), [4, 5], [2, 2], [1, 1], [0, 0], [1, 1]),
    ],
)
def col2im(self: Array, output_size: Ints, kernel_size: Ints, dilation: Ints, padding: Ints, stride: Ints) -> Array:
    """Columns added back into place: ((N,) C kernel size, number of blocks) to ((N,) C, H, W)."""
    _check_parameters(kernel_size, dilation, padding, stride)
    if self.ndim not in (2, 3) or 0 in self.shape[-2:]:
        raise RuntimeError(
            "Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and non-zero dimensions for "
            f"input, but got: {size_text(self.shape)}"
        )
    block = kernel_size[0] * kernel_size[1]
    *lead, rows, columns = self.shape
    if rows % block:
        raise RuntimeError(
            "Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got "
            f"input.size(1)={rows} and kernel_size=({kernel_size[0]}, {kernel_size[1]})."
        )
    counts = _counts(output_size, kernel_size, dilation, padding, stride)
    if columns != counts[0] * counts[1]:
        raise RuntimeError(
            f"Given output_size=({output_size[0]}, {output_size[1]}), "
            f"kernel_size=({kernel_size[0]}, {kernel_size[1]}), dilation=({dilation[0]}, {dilation[1]}), "
            f"padding=({padding[0]}, {padding[1]}), stride=({stride[0]}, {stride[1]}), expected size of input's "
            f"dimension 2 to match the calculated number of sliding blocks {counts[0]} * {counts[1]} = "
            f"{counts[0] * counts[1]}, but got input.size(2)={columns}."
        )
    require(self.dtype.kind in "fc", "col2im_out_cpu", dtype_of(self))
    parts = self.reshape(*lead, rows // block, *kernel_size, *counts)
    sizes = [size + 2 * pad for size, pad in zip(output_size, padding, strict=True)]
    padded = np.zeros((*lead, rows // block, *sizes), self.dtype)
    for i, j, view in _blocks(padded, kernel_size, dilation, stride, counts):
        view += parts[..., i, j, :, :]
    top, left = padding
    return contiguous(padded[..., top : top + output_size[0], left : left + output_size[1]].copy())


def _unpooled(self: Array, indices: Array, sizes: Ints, name: str) -> Array:
    """Values put at their places in an image of zeros, the places counted over the spatial dimensions."""
    if indices.dtype != np.int64:
        raise RuntimeError(f"elements in indices should be type int64 but got: {dtype_of(indices).ir_name}")
    if indices.shape != self.shape:
        raise RuntimeError(
            f"Expected shape of indices to be same as that of the input tensor ({size_text(self.shape)}) but got "
            f"indices tensor with shape: {size_text(indices.shape)}"
        )
    count = int(np.prod(sizes))
    lead = self.shape[: self.ndim - len(sizes)]
    flat, at = self.reshape(*lead, -1), indices.reshape(*lead, -1)
    outside = (at < 0) | (at >= count)
    if outside.any():
        words = " x ".join(map(str, sizes))
        raise RuntimeError(
            f"Found an invalid max index: {at[outside][0]} (output volumes are of size {words.replace(' ', '')})"
        )
    out = np.zeros((*lead, count), self.dtype)
    np.put_along_axis(out, at, flat, -1)
    found = out.reshape(*lead, *sizes)
    laid = new_tensor(found.shape, self.dtype, suggested_format(self))
    laid[...] = found
    return laid


@operator(
    "aten::max_unpool2d(Tensor self, Tensor indices, SymInt[2] output_size) -> Tensor",
    variants="nn",
    grad_fn="MaxUnpool2DBackward0",
    samples=lambda: [(sample(1, 1, 2, 2), sample_ints(5, 7, 13, 15).reshape(1, 1, 2, 2), [4, 4])],
)
def max_unpool2d(self: Array, indices: Array, output_size: Ints) -> Array:
    """The inverse of max_pool2d as far as its indices go; zeros elsewhere."""
    if self.ndim not in (3, 4):
        raise RuntimeError(
            f"Input to max_unpooling2d should be a 3d or 4d Tensor, but got a tensor with {self.ndim} dimensions."
        )
    if len(output_size) != 2:
        raise RuntimeError(
            f"There should be exactly two elements (height, width) in output_size, but got {len(output_size)} elements."
        )
    return _unpooled(self, indices, output_size, "max_unpool2d")


@operator(
    "aten::max_unpool3d(Tensor self, Tensor indices, SymInt[3] output_size, int[3] stride, int[3] padding) -> Tensor",
    variants="nn",
    grad_fn="MaxUnpool3DBackward0",
    samples=lambda: [
        (sample(1, 1, 1, 2, 2), sample_ints(5, 7, 13, 15).reshape(1, 1, 1, 2, 2), [2, 4, 4], [2, 2, 2], [0, 0, 0])
    ],
)
def max_unpool3d(self: Array, indices: Array, output_size: Ints, stride: Ints, padding: Ints) -> Array:
    if self.ndim not in (4, 5):
        raise RuntimeError(
            f"Input to max_unpooling3d should be a 4d or 5d Tensor, but got a tensor with {self.ndim} dimensions."
        )
    return _unpooled(self, indices, output_size, "max_unpool3d")


def _starts(sample: Any, size: int, out: int, pool: int) -> list[int]:
    """Where the random windows of fractional pooling begin."""
    alpha = (size - pool) / (out - 1) if out > 1 else 0.0
    inner = [int((i + float(sample)) * alpha) - int(float(sample) * alpha) for i in range(out - 1)]
    return [*inner, size - pool]


@operator(
    "aten::fractional_max_pool2d(Tensor self, int[2] kernel_size, int[2] output_size, Tensor random_samples) "
    "-> (Tensor, Tensor)",
    variants="nn",
    differentiable=(True, False),
    grad_fn="FractionalMaxPool2DBackward0",
    refuses_grad={"random_samples": "fractional_max_pool2d"},
    samples=lambda: [(sample(1, 2, 6, 7), [2, 3], [3, 4], np.array([[[0.3, 0.7], [0.6, 0.1]]], np.float32))],
)
def fractional_max_pool2d(
    self: Array, kernel_size: Ints, output_size: Ints, random_samples: Array
) -> tuple[Array, Array]:
    """Maxima over windows whose places random numbers in [0, 1) shift, and where they are."""
    image = self if self.ndim == 4 else self[None]
    batch, channels, height, width = image.shape
    values = np.empty((batch, channels, *output_size), self.dtype)
    places = np.empty(values.shape, np.int64)
    for n, c in itertools.product(range(batch), range(channels)):
        columns = _starts(random_samples[n, c, 0], width, output_size[1], kernel_size[1])
        rows = _starts(random_samples[n, c, 1], height, output_size[0], kernel_size[0])
        for (i, top), (j, left) in itertools.product(enumerate(rows), enumerate(columns)):
            window = image[n, c, top : top + kernel_size[0], left : left + kernel_size[1]]
            at: Any = np.unravel_index(window.argmax(), window.shape)
            values[n, c, i, j] = window[at]
            places[n, c, i, j] = (top + at[0]) * width + left + at[1]
    if self.ndim == 3:
        return contiguous(values[0]), contiguous(places[0])
    return contiguous(values), contiguous(places)
