"""Sampling at positions that a tensor gives: grid_sampler in two and three dimensions, affine_grid_generator.

Modes are PyTorch's numbers: interpolation 0 bilinear, 1 nearest, 2 bicubic; padding 0 zeros, 1 border, 2 reflection.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..pointwise import dtype_of, require
from ..registry import operator
from ..strides import contiguous
from .resize import cubic_weights
from .samples import sample
from .sizes import new_tensor, size_text, suggested_format

Array = np.ndarray

BILINEAR, NEAREST, BICUBIC = 0, 1, 2
ZEROS, BORDER, REFLECTION = 0, 1, 2


def _unnormalized(at: Array, size: int, align_corners: bool) -> Array:
    """Positions in [-1, 1] as positions among `size` elements."""
    if align_corners:
        return (at + 1) / 2 * (size - 1)
    return ((at + 1) * size - 1) / 2


def _reflected(at: Array, size: int, align_corners: bool) -> Array:
    low, span = (0.0, size - 1.0) if align_corners else (-0.5, float(size))
    if span == 0:
        return np.zeros_like(at)
    away = np.abs(at - at.dtype.type(low))
    extra = np.fmod(away, at.dtype.type(span))
    flips = np.floor(away / at.dtype.type(span)).astype(np.int64)
    forth, back = extra + at.dtype.type(low), at.dtype.type(span + low) - extra
    return np.asarray(np.where(flips % 2 == 0, forth, back))


def _padded(at: Array, size: int, padding: int, align_corners: bool) -> Array:
    """Positions moved inside where the padding mode has values there."""
    if padding == REFLECTION:
        at = _reflected(at, size, align_corners)
    return at if padding == ZEROS else np.clip(at, 0, size - 1)


def _taken(input: Array, index: Sequence[Array]) -> Array:
    """Elements (N, C, *) at integer positions (N, *) for each spatial dimension; zero outside."""
    inside = np.ones(index[0].shape, np.bool_)
    key: list[Any] = [np.arange(len(input)).reshape(-1, *[1] * (index[0].ndim - 1)), slice(None)]
    for at, size in zip(index, input.shape[2:], strict=True):
        inside &= (at >= 0) & (at < size)
        key.append(np.clip(at, 0, size - 1))
    found = np.moveaxis(input[tuple(key)], -1, 1)
    return np.asarray(np.where(inside[:, None], found, input.dtype.type(0)))


def _whole(at: Array) -> Array:
    """As int64; what is no number points outside."""
    return np.where(np.isfinite(at) & (np.abs(at) < 2**31), at, -100).astype(np.int64)


def _linear(input: Array, places: Sequence[Array]) -> Array:
    lows = [np.floor(at) for at in places]
    found = np.zeros((), input.dtype)
    for corner in itertools.product((0, 1), repeat=len(places)):
        weight = np.ones((), input.dtype)
        for step, at, low in zip(corner, places, lows, strict=True):
            weight = weight * ((at - low) if step else (low + 1 - at))
        index = [_whole(low) + step for step, low in zip(corner, lows, strict=True)]
        found = found + _taken(input, index) * weight[:, None]
    return np.asarray(found)


def _cubic(input: Array, places: Sequence[Array], padding: int, align_corners: bool) -> Array:
    lows = [np.floor(at) for at in places]
    weights = [cubic_weights(at - low) for at, low in zip(places, lows, strict=True)]
    found = np.zeros((), input.dtype)
    for i, j in itertools.product(range(4), repeat=2):
        index = [
            _whole(_padded(low + (step - 1), size, padding, align_corners))
            for step, low, size in zip((i, j), lows, input.shape[2:], strict=True)
        ]
        found = found + _taken(input, index) * (weights[0][i] * weights[1][j])[:, None]
    return np.asarray(found)


def _check(input: Array, grid: Array, rank: int) -> None:
    if input.dtype != grid.dtype:
        raise RuntimeError(
            "grid_sampler(): expected input and grid to have same dtype, but input has "
            f"{dtype_of(input).ir_name.lower()} and grid has {dtype_of(grid).ir_name.lower()}"
        )
    if len(input) != len(grid):
        raise RuntimeError(
            "grid_sampler(): expected grid and input to have same batch size, but got input with sizes "
            f"{size_text(input.shape)} and grid with sizes {size_text(grid.shape)}"
        )
    if grid.shape[-1] != input.ndim - 2:
        raise RuntimeError(
            f"grid_sampler(): expected grid to have size {input.ndim - 2} in last dimension, but got grid with sizes "
            f"{size_text(grid.shape)}"
        )
    for i, size in enumerate(input.shape[2:], 2):
        if size <= 0:
            raise RuntimeError(
                "grid_sampler(): expected input to have non-empty spatial dimensions, but input has sizes "
                f"{size_text(input.shape)} with dimension {i} being empty"
            )
    if input.ndim != rank or grid.ndim != rank:
        raise RuntimeError(
            f"grid_sampler(): expected {rank}D input and grid with same number of dimensions, but got input with sizes "
            f"{size_text(input.shape)} and grid with sizes {size_text(grid.shape)}"
        )


def _sampled(input: Array, grid: Array, mode: int, padding: int, align_corners: bool) -> Array:
    require(input.dtype.kind == "f", f"grid_sampler_{input.ndim - 2}d_cpu", dtype_of(input))
    places = [_unnormalized(grid[..., -1 - i], size, align_corners) for i, size in enumerate(input.shape[2:])]
    with np.errstate(all="ignore"):
        if mode == BICUBIC:
            found = _cubic(input, places, padding, align_corners)
        else:
            places = [
                _padded(at, size, padding, align_corners) for at, size in zip(places, input.shape[2:], strict=True)
            ]
            nearest = mode == NEAREST
            found = _taken(input, [_whole(np.rint(at)) for at in places]) if nearest else _linear(input, places)
    out = new_tensor(found.shape, input.dtype, suggested_format(input))
    out[...] = found
    return out


def _plane(*tail: Any) -> tuple[Any, ...]:
    return (sample(2, 3, 4, 5), sample(2, 3, 2, 2) * np.float32(0.6), *tail)


def _volume(*tail: Any) -> tuple[Any, ...]:
    return (sample(1, 2, 3, 4, 2), sample(1, 2, 3, 2, 3) * np.float32(0.6), *tail)


_MODES = [(mode, padding, corners) for mode in range(3) for padding in range(3) for corners in (False, True)]


@operator(
    "aten::grid_sampler(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) "
    "-> Tensor",
    variants="function",
    grad_fn=lambda arrays, result: f"GridSampler{result.ndim - 2}DBackward0",
    samples=lambda: [*(_plane(*mode) for mode in _MODES), *(_volume(*mode) for mode in _MODES if mode[0] != BICUBIC)],
)
def grid_sampler(input: Array, grid: Array, interpolation_mode: int, padding_mode: int, align_corners: bool) -> Array:
    """input (N, C, *) at positions grid (N, *, 2 or 3), whose last dimension holds x, y(, z) in [-1, 1]."""
    if input.ndim not in (4, 5) or grid.ndim != input.ndim:
        raise RuntimeError(
            "grid_sampler(): expected 4D or 5D input and grid with same number of dimensions, but got input with sizes "
            f"{size_text(input.shape)} and grid with sizes {size_text(grid.shape)}"
        )
    _check(input, grid, input.ndim)
    if input.ndim == 5 and interpolation_mode == BICUBIC:
        raise RuntimeError("grid_sampler(): bicubic interpolation only supports 4D input")
    return _sampled(input, grid, interpolation_mode, padding_mode, align_corners)


@operator(
    "aten::grid_sampler_2d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) "
    "-> Tensor",
    variants="function",
    grad_fn="GridSampler2DBackward0",
    samples=lambda: [_plane(BILINEAR, ZEROS, False)],
)
def grid_sampler_2d(
    input: Array, grid: Array, interpolation_mode: int, padding_mode: int, align_corners: bool
) -> Array:
    _check(input, grid, 4)
    return _sampled(input, grid, interpolation_mode, padding_mode, align_corners)


@operator(
    "aten::grid_sampler_3d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) "
    "-> Tensor",
    variants="function",
    grad_fn="GridSampler3DBackward0",
    samples=lambda: [_volume(BILINEAR, ZEROS, False)],
)
def grid_sampler_3d(
    input: Array, grid: Array, interpolation_mode: int, padding_mode: int, align_corners: bool
) -> Array:
    _check(input, grid, 5)
    if interpolation_mode == BICUBIC:
        raise RuntimeError("grid_sampler(): bicubic interpolation only supports 4D input")
    return _sampled(input, grid, interpolation_mode, padding_mode, align_corners)


def _axis(size: int, align_corners: bool, kind: np.dtype) -> Array:
    if size <= 1:
        return np.zeros(size, kind)
    at = np.linspace(-1, 1, size)
    return (at if align_corners else at * (size - 1) / size).astype(kind)


@operator(
    "aten::affine_grid_generator(Tensor theta, SymInt[] size, bool align_corners) -> Tensor",
    variants="function",
    samples=lambda: [
        (sample(2, 2, 3), [2, 3, 4, 5], False),
        (sample(2, 2, 3), [2, 3, 4, 5], True),
        (sample(1, 3, 4), [1, 2, 3, 1, 2], True),
    ],
)
def affine_grid_generator(theta: Array, size: Sequence[int], align_corners: bool) -> Array:
    """The grid (N, *, 2 or 3) of positions that affine maps theta (N, 2, 3) or (N, 3, 4) send an image's pixels to."""
    if len(size) not in (4, 5):
        raise RuntimeError("AffineGridGenerator needs 4d (spatial) or 5d (volumetric) inputs.")
    axes = [_axis(n, align_corners, theta.dtype) for n in size[2:]]
    coordinates = [*np.meshgrid(*axes, indexing="ij")][::-1]
    base = np.stack([*coordinates, np.ones(tuple(size[2:]), theta.dtype)], axis=-1)
    flat = base.reshape(1, -1, base.shape[-1])
    found = np.matmul(flat, theta.swapaxes(1, 2))
    return contiguous(found.reshape(size[0], *size[2:], len(size) - 2))
