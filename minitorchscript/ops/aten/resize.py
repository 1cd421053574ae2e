"""Changing resolution: nearest and linear upsampling, pixel_shuffle, pixel_unshuffle, channel_shuffle.

Upsampled positions are computed in the precision PyTorch uses, so that nearest picks the very same elements.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...device import channels_last, channels_last_3d
from ..registry import operator
from ..strides import is_contiguous
from .samples import sample
from .sizes import new_tensor, size_text, suggested_format, type_name

Array = np.ndarray
Ints = Sequence[int]
Scales = Sequence[float | None]
Kernel = Callable[[Array, Ints, bool, Scales], Array]


def in_format(found: Array, like: Array) -> Array:
    out = new_tensor(found.shape, like.dtype, suggested_format(like))
    out[...] = found
    return out


def check_sizes(self: Array, sizes: Ints) -> None:
    count = len(sizes)
    given = self.shape[-count:]
    letters = "DHW"[-count:]
    if min(*given, *sizes) <= 0:
        before, after = (
            ", ".join(f"{letter}: {value}" for letter, value in zip(letters, each, strict=True))
            for each in (given, sizes)
        )
        raise RuntimeError(
            f"Input and output sizes should be greater than 0, but got input ({before}) "
            f"{'and ' if count == 1 else ''}output ({after})"
        )
    if self.ndim != count + 2 or 0 in self.shape[1:]:
        raise RuntimeError(
            f"Non-empty {count + 2}D data tensor expected but got a tensor with sizes {size_text(self.shape)}"
        )
    if self.dtype.kind != "f" and self.dtype != np.uint8:
        raise NotImplementedError(f"\"upsample\" not implemented for '{type_name(self)}'")


def step(kind: np.dtype, size: int, out: int, scale: float | None) -> Any:
    """How far apart in the input two neighbouring outputs lie, in the precision of the input."""
    real = np.float64 if kind == np.float64 else np.float32
    if scale is not None and scale > 0:
        return real(1.0 / scale)
    return real(size) / real(out)


def _is_vectorized(self: Array, sizes: Ints) -> bool:
    """Whether PyTorch uses its second kernel, which differs where the size stays equal or doubles."""
    if self.ndim == 4 and sum(sizes) <= 128:
        return True
    format = {4: channels_last, 5: channels_last_3d}.get(self.ndim)
    return format is not None and self.shape[1] > 3 and is_contiguous(self, format)


def _nearest(self: Array, sizes: Ints, align_corners: bool, scales: Scales) -> Array:
    check_sizes(self, sizes)
    found = self
    is_vectorized = _is_vectorized(self, sizes)
    for dim, out, scale in zip(range(2, self.ndim), sizes, scales, strict=True):
        size = self.shape[dim]
        if is_vectorized and out in (size, 2 * size):  # it ignores the factor that was given
            at = np.arange(out) * size // out
        else:
            apart = np.float64(step(self.dtype, size, out, scale))
            at = np.floor((np.arange(out) * apart).astype(np.float32)).astype(np.int64)
        found = np.take(found, np.minimum(at, size - 1), axis=dim)
    return in_format(found, self)


def _nearest_exact(self: Array, sizes: Ints, align_corners: bool, scales: Scales) -> Array:
    """The element whose center is nearest to the output's center."""
    check_sizes(self, sizes)
    found = self
    for dim, out, scale in zip(range(2, self.ndim), sizes, scales, strict=True):
        size = self.shape[dim]
        at = np.floor((np.arange(out) + 0.5) * np.float64(step(self.dtype, size, out, scale))).astype(np.int64)
        found = np.take(found, np.minimum(at, size - 1), axis=dim)
    return in_format(found, self)


def cubic_weights(at: Array) -> list[Array]:
    """The four weights of cubic convolution with A = -0.75, for distances `at` in [0, 1) beyond the second element."""
    a = at.dtype.type(-0.75)
    near = [((a + 2) * x - (a + 3)) * x * x + 1 for x in (at, 1 - at)]
    far = [((a * x - 5 * a) * x + 8 * a) * x - 4 * a for x in (at + 1, 2 - at)]
    return [far[0], near[0], near[1], far[1]]


def _linear(self: Array, sizes: Ints, align_corners: bool, scales: Scales) -> Array:
    check_sizes(self, sizes)
    found = self if self.dtype == np.float64 else self.astype(np.float32)
    # Innermost first, as PyTorch interpolates within rows and then between them.
    for dim in range(self.ndim - 1, 1, -1):
        size, out, scale = self.shape[dim], sizes[dim - 2], scales[dim - 2]
        if out == size:
            continue
        at = np.arange(out, dtype=found.dtype)
        if align_corners:
            at = at * found.dtype.type((size - 1) / (out - 1) if out > 1 else 0)
        else:
            at = np.maximum((at + 0.5) * step(found.dtype, size, out, scale) - 0.5, 0)
        low = np.minimum(at.astype(np.int64), size - 1)
        high = np.minimum(low + 1, size - 1)
        weight = np.clip(at - low, 0, 1).astype(found.dtype).reshape(-1, *[1] * (self.ndim - 1 - dim))
        found = np.take(found, low, axis=dim) * (1 - weight) + np.take(found, high, axis=dim) * weight
    if self.dtype == np.uint8:
        found = np.rint(found)
    return in_format(found, self)


def _vec_sizes(self: Array, count: int, sizes: Ints | None, factors: Sequence[float] | None) -> Ints:
    """Output sizes from the one of `output_size` and `scale_factors` that is given."""
    if (sizes is None) == (factors is None):
        raise RuntimeError("Must specify exactly one of output_size and scale_factors")
    name = "output_size" if sizes is not None else "scale_factors"
    if len(sizes if sizes is not None else factors or ()) != count:
        raise RuntimeError(
            f"Expected static_cast<int64_t>({name}->size()) == spatial_dimensions to be true, but got false.  "
            "(Could this error message be improved?  If so, please report an enhancement request to PyTorch.)"
        )
    if sizes is not None:
        return sizes
    return [
        int(np.float32(size) * np.float64(factor)) for size, factor in zip(self.shape[2:], factors or (), strict=False)
    ]


def register_upsampling(name: str, kernel: Kernel, count: int, has_corners: bool, title: str, suffix: str = "") -> None:
    """Register both forms of an upsampling of `count` dimensions: with sizes, and with sizes or factors.

    The kernel gets the input, the sizes, `align_corners` and a factor (or None) for each dimension.
    """
    full = f"aten::{name}{count}d{suffix}"
    letters = ("d", "h", "w")[-count:]
    scales = "float? scales=None" if count == 1 else ", ".join(f"float? scales_{a}=None" for a in letters)
    corners = "bool align_corners, " if has_corners else ""
    shape = (1, 2, *(3, 4, 2)[:count])
    sizes = [5, 3, 4][:count]
    flags: tuple[Any, ...] = (False,) if has_corners else ()

    def vec(input: Array, output_size: Ints | None, *rest: Any) -> Array:
        *align, factors = rest
        found = _vec_sizes(input, count, output_size, factors)
        return kernel(input, found, bool(align and align[0]), factors or [None] * count)

    def plain(self: Array, output_size: Ints, *rest: Any) -> Array:
        align, given = rest[: len(flags)], rest[len(flags) :]
        return kernel(self, output_size, bool(align and align[0]), given)

    with_vec = operator(
        f"{full}.vec(Tensor input, SymInt[]? output_size, {corners}float[]? scale_factors) -> Tensor",
        variants="nn",
        grad_fn=f"{title}{count}D{suffix.title().replace('_', '')}Backward0",
        samples=lambda: [
            (sample(*shape), None, *flags, [2.0] * count),
            (sample(*shape), sizes, *flags, None),
        ],
    )
    with_plain = operator(
        f"{full}(Tensor self, SymInt[{count}] output_size, {corners}{scales}) -> Tensor",
        variants="nn",
        grad_fn=f"{title}{count}D{suffix.title().replace('_', '')}Backward0",
        samples=lambda: [(sample(*shape), sizes, *flags)],
    )
    # A graph's node is printed by the first schema that fits it; only in one dimension both may.
    if count == 1:
        with_plain(plain)
    with_vec(vec)
    if count > 1:
        with_plain(plain)


for _count, _name in ((1, "linear"), (2, "bilinear"), (3, "trilinear")):
    register_upsampling("upsample_nearest", _nearest, _count, False, "UpsampleNearest")
    register_upsampling(f"upsample_{_name}", _linear, _count, True, f"Upsample{_name.capitalize()}")
    register_upsampling("_upsample_nearest_exact", _nearest_exact, _count, False, "UpsampleNearestExact")


def _check_factor(name: str, factor_name: str, self: Array, factor: int) -> None:
    if self.ndim < 3:
        raise RuntimeError(
            f"{name} expects input to have at least 3 dimensions, but got input with {self.ndim} dimension(s)"
        )
    if factor <= 0:
        raise RuntimeError(f"{name} expects a positive {factor_name}, but got {factor}")


@operator(
    "aten::pixel_shuffle(Tensor self, int upscale_factor) -> Tensor",
    variants="function",
    samples=lambda: [(sample(1, 8, 2, 3), 2)],
)
def pixel_shuffle(self: Array, upscale_factor: int) -> Array:
    """(*, C r^2, H, W) to (*, C, H r, W r)."""
    r = upscale_factor
    _check_factor("pixel_shuffle", "upscale_factor", self, r)
    *lead, channels, height, width = self.shape
    if channels % (r * r):
        raise RuntimeError(
            "pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of "
            f"upscale_factor, but input.size(-3)={channels} is not divisible by {r * r}"
        )
    split = self.reshape(*lead, channels // (r * r), r, r, height, width)
    first = len(lead) + 1  # of r, r, height, width
    order = [*range(first), first + 2, first, first + 3, first + 1]
    return in_format(split.transpose(order).reshape(*lead, channels // (r * r), height * r, width * r), self)


@operator(
    "aten::pixel_unshuffle(Tensor self, int downscale_factor) -> Tensor",
    variants="function",
    samples=lambda: [(sample(1, 2, 4, 6), 2)],
)
def pixel_unshuffle(self: Array, downscale_factor: int) -> Array:
    """(*, C, H r, W r) to (*, C r^2, H, W)."""
    r = downscale_factor
    _check_factor("pixel_unshuffle", "downscale_factor", self, r)
    *lead, channels, height, width = self.shape
    for what, dim, size in (("height", -2, height), ("width", -1, width)):
        if size % r:
            raise RuntimeError(
                f"pixel_unshuffle expects {what} to be divisible by downscale_factor, "
                f"but input.size({dim})={size} is not divisible by {r}"
            )
    split = self.reshape(*lead, channels, height // r, r, width // r, r)
    first = len(lead) + 1  # of height, r, width, r
    order = [*range(first), first + 1, first + 3, first, first + 2]
    return in_format(split.transpose(order).reshape(*lead, channels * r * r, height // r, width // r), self)


@operator(
    "aten::channel_shuffle(Tensor self, SymInt groups) -> Tensor",
    variants="function",
    samples=lambda: [(sample(1, 6, 2, 2), 3)],
)
def channel_shuffle(self: Array, groups: int) -> Array:
    """Deal the channels of each group out over all groups: (g, c) order becomes (c, g) order."""
    if self.ndim <= 2:
        raise RuntimeError(
            f"channel_shuffle expects input with > 2 dims, but got input with sizes {size_text(self.shape)}"
        )
    if groups <= 0:
        raise RuntimeError(f"Number of groups to divide channels in must be positive. Value of groups:{groups}")
    batch, channels = self.shape[:2]
    if channels % groups:
        raise RuntimeError(
            f"Number of channels must be divisible by groups. Got {channels} channels and {groups} groups."
        )
    order = np.arange(channels).reshape(groups, channels // groups).T.ravel()
    return in_format(np.take(self, order, axis=1), self)
