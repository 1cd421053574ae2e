"""Smooth changes of resolution: bicubic upsampling, and the antialiased forms, which average when they shrink."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .resize import check_sizes, cubic_weights, in_format, register_upsampling, step

Array = np.ndarray
Ints = Sequence[int]
Scales = Sequence[float | None]


def _working_type(kind: np.dtype) -> np.dtype:
    return kind if kind == np.float64 else np.dtype(np.float32)


def _apart(size: int, out: int, align_corners: bool, scale: float | None, kind: np.dtype) -> Any:
    """The distance, in the input, between neighbouring outputs."""
    if align_corners:
        return kind.type((size - 1) / (out - 1) if out > 1 else 0)
    return kind.type(step(kind, size, out, scale))


def _bicubic(self: Array, sizes: Ints, align_corners: bool, scales: Scales) -> Array:
    check_sizes(self, sizes)
    found: Array = self.astype(_working_type(self.dtype))
    for dim in range(self.ndim - 1, 1, -1):
        size, out = self.shape[dim], sizes[dim - 2]
        at = np.arange(out, dtype=found.dtype)
        apart = _apart(size, out, align_corners, scales[dim - 2], found.dtype)
        at = at * apart if align_corners else (at + found.dtype.type(0.5)) * apart - found.dtype.type(0.5)
        low = np.floor(at).astype(np.int64)
        weights = cubic_weights(at - low.astype(found.dtype))
        total = np.zeros((), found.dtype)
        for tap, weight in enumerate(weights):
            index = np.clip(low + (tap - 1), 0, size - 1)
            total = total + np.take(found, index, axis=dim) * weight.reshape(-1, *[1] * (self.ndim - 1 - dim))
        found = np.asarray(total)
    return _rounded(found, self)


def _rounded(found: Array, like: Array) -> Array:
    if like.dtype == np.uint8:
        found = np.clip(np.rint(found), 0, 255)
    return in_format(found, like)


def _triangle(x: Array) -> Array:
    return np.asarray(np.maximum(1 - np.abs(x), 0))


def _cubic(x: Array) -> Array:
    """Cubic convolution with A = -0.5, which the antialiased form uses."""
    a, x = -0.5, np.abs(x)
    near = ((a + 2) * x - (a + 3)) * x * x + 1
    far = (((x - 5) * x + 8) * x - 4) * a
    return np.where(x < 1, near, np.where(x < 2, far, 0))


def _lanczos(x: Array) -> Array:
    return np.where(np.abs(x) < 3, np.sinc(x) * np.sinc(x / 3), 0)


def _antialiased(filter: Callable[[Array], Array], reach: int) -> Callable[[Array, Ints, bool, Scales], Array]:
    def kernel(self: Array, sizes: Ints, align_corners: bool, scales: Scales) -> Array:
        check_sizes(self, sizes)
        found: Array = self.astype(_working_type(self.dtype))
        for dim in range(self.ndim - 1, 1, -1):
            size, out = self.shape[dim], sizes[dim - 2]
            apart = float(_apart(size, out, align_corners, scales[dim - 2], found.dtype))
            stretch = max(apart, 1.0)
            matrix = np.zeros((out, size))
            for i in range(out):
                center = apart * (i + 0.5)
                first = max(int(center - reach * stretch + 0.5), 0)
                last = min(int(center + reach * stretch + 0.5), size)
                weights = filter((np.arange(first, last) - center + 0.5) / stretch)
                matrix[i, first:last] = weights / weights.sum()
            found = np.moveaxis(np.moveaxis(found, dim, -1) @ matrix.T.astype(found.dtype), -1, dim)
        return _rounded(found, self)

    return kernel


register_upsampling("upsample_bicubic", _bicubic, 2, True, "UpsampleBicubic")
register_upsampling("_upsample_bilinear", _antialiased(_triangle, 1), 2, True, "UpsampleBilinear", "_aa")
register_upsampling("_upsample_bicubic", _antialiased(_cubic, 2), 2, True, "UpsampleBicubic", "_aa")
register_upsampling("_upsample_lanczos", _antialiased(_lanczos, 3), 2, True, "UpsampleLanczos", "_aa")
