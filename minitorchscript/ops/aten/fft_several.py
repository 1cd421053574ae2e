"""Discrete Fourier transforms along several dimensions: one after the other, the halved one where PyTorch takes it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..registry import operator
from .fft import (
    along_one,
    check_norm,
    check_points,
    complex_sample,
    complex_to_complex,
    laid_out,
    promoted,
    resized,
    slowest_first,
)
from .samples import sample
from .sizes import type_name, wrap_own_dim

Array = np.ndarray
Ints = Sequence[int] | None
SEVERAL = "SymInt[1]? s=None, int[1]? dim=None, str? norm=None"
TWO = "SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None"


def _sizes_and_dims(self: Array, s: Ints, dim: Ints) -> tuple[list[int], list[int]]:
    """The size to take of each transformed dimension (-1: its own), and these dimensions: all if none are named."""
    if dim is not None:
        dims = [wrap_own_dim(each, self.ndim) for each in dim]
        if len(set(dims)) != len(dims):
            raise RuntimeError("FFT dims must be unique")
        if s is not None and len(s) != len(dims):
            raise RuntimeError("When given, dim and shape arguments must have the same length")
    else:
        if s is not None and len(s) > self.ndim:
            raise RuntimeError(f"Got shape with {len(s)} values but input tensor only has {self.ndim} dimensions.")
        dims = list(range(self.ndim - (self.ndim if s is None else len(s)), self.ndim))
    sizes = [self.shape[each] for each in dims] if s is None else list(s)
    sizes = [self.shape[each] if size == -1 else size for each, size in zip(dims, sizes, strict=True)]
    return sizes, dims


def _all_complex(self: Array, s: Ints, dim: Ints, norm: str | None, forward: bool) -> Array:
    sizes, dims = _sizes_and_dims(self, s, dim)
    for size in sizes:
        check_points(size)
    check_norm(norm)
    return complex_to_complex(resized(promoted(self, to_complex=True), dims, sizes), dims, norm, forward)


def _from_real(self: Array, s: Ints, dim: Ints, name: str) -> tuple[Array, list[int]]:
    sizes, dims = _sizes_and_dims(self, s, dim)
    if not dims:
        raise RuntimeError(f"{name} must transform at least one axis")
    for size in sizes:
        check_points(size)
    return resized(promoted(self), dims, sizes), dims


def _to_real(self: Array, s: Ints, dim: Ints, name: str) -> tuple[Array, list[int], int]:
    """The input cut to what counts, the dimensions, and the size of the last one in the result."""
    sizes, dims = _sizes_and_dims(self, s, dim)
    if not dims:
        raise RuntimeError(f"{name} must transform at least one axis")
    last = sizes[-1] if s is not None and s[-1] != -1 else 2 * (self.shape[dims[-1]] - 1)
    for size in (*sizes[:-1], last):
        check_points(size)
    return resized(promoted(self, to_complex=True), dims, [*sizes[:-1], last // 2 + 1]), dims, last


@operator(
    f"aten::fft_fftn(Tensor self, {SEVERAL}) -> Tensor",
    variants="fft",
    python_name="fftn",
    grad_fn="FftC2CBackward0",
    samples=lambda: [(sample(2, 3, 4),), (complex_sample(2, 3, 4), [3, 5]), (sample(2, 3, 4), None, [2, 0], "ortho")],
)
def fft_fftn(self: Array, s: Ints, dim: Ints, norm: str | None) -> Array:
    return _all_complex(self, s, dim, norm, forward=True)


@operator(
    f"aten::fft_ifftn(Tensor self, {SEVERAL}) -> Tensor",
    variants="fft",
    python_name="ifftn",
    grad_fn="FftC2CBackward0",
    samples=lambda: [(complex_sample(2, 3, 4),), (sample(2, 3, 4), [2, -1], [0, 1])],
)
def fft_ifftn(self: Array, s: Ints, dim: Ints, norm: str | None) -> Array:
    return _all_complex(self, s, dim, norm, forward=False)


@operator(
    f"aten::fft_rfftn(Tensor self, {SEVERAL}) -> Tensor",
    variants="fft",
    python_name="rfftn",
    grad_fn="FftR2CBackward0",
    samples=lambda: [(sample(2, 3, 4),), (sample(2, 3, 4), None, [2, 0]), (sample(2, 3, 4), [3, 3], [1, 0], "forward")],
)
def fft_rfftn(self: Array, s: Ints, dim: Ints, norm: str | None) -> Array:
    """The last dimension named is the one of which only half is given."""
    if self.dtype.kind == "c":
        raise RuntimeError(f"rfftn expects a real-valued input tensor, but got {type_name(self)}")
    found, dims = _from_real(self, s, dim, "rfftn")
    check_norm(norm)
    order = [*slowest_first(found, dims[:-1]), dims[-1]]
    return laid_out(np.fft.rfftn(found, axes=order, norm=norm), found, order)  # type: ignore[arg-type]


@operator(
    f"aten::fft_irfftn(Tensor self, {SEVERAL}) -> Tensor",
    variants="fft",
    python_name="irfftn",
    grad_fn="FftC2RBackward0",
    samples=lambda: [(complex_sample(2, 3, 4),), (complex_sample(2, 3, 4), [3, 5], [2, 0]), (sample(2, 3, 4), [5])],
)
def fft_irfftn(self: Array, s: Ints, dim: Ints, norm: str | None) -> Array:
    found, dims, last = _to_real(self, s, dim, "irfftn")
    check_norm(norm)
    if dims[:-1]:
        found = complex_to_complex(found, dims[:-1], norm, forward=False)
    return along_one(np.fft.irfft, found, dims[-1], norm, last)


@operator(
    f"aten::fft_hfftn(Tensor self, {SEVERAL}) -> Tensor",
    variants="fft",
    python_name="hfftn",
    grad_fn="FftC2RBackward0",
    samples=lambda: [(complex_sample(2, 3, 4),), (complex_sample(2, 3, 4), [3, 5], [2, 0]), (sample(2, 3, 4), [5])],
)
def fft_hfftn(self: Array, s: Ints, dim: Ints, norm: str | None) -> Array:
    found, dims, last = _to_real(self, s, dim, "hfftn")
    check_norm(norm)
    if dims[:-1]:
        found = complex_to_complex(found, dims[:-1], norm, forward=True)
    return along_one(np.fft.hfft, found, dims[-1], norm, last)


@operator(
    f"aten::fft_ihfftn(Tensor self, {SEVERAL}) -> Tensor",
    variants="fft",
    python_name="ihfftn",
    grad_fn="FftC2CBackward0",
    samples=lambda: [(sample(2, 3, 4),), (sample(2, 3, 4), None, [2, 0]), (sample(2, 3, 4), [3, 3], [1, 0], "forward")],
)
def fft_ihfftn(self: Array, s: Ints, dim: Ints, norm: str | None) -> Array:
    if self.dtype.kind == "c":
        raise RuntimeError(f"Only supports floating-point dtypes, but found: {type_name(self)}")
    found, dims = _from_real(self, s, dim, "ihfftn")
    check_norm(norm)
    half = along_one(np.fft.ihfft, found, dims[-1], norm)
    return complex_to_complex(half, dims[:-1], norm, forward=False) if dims[:-1] else half


@operator(
    f"aten::fft_fft2(Tensor self, {TWO}) -> Tensor",
    variants="fft",
    python_name="fft2",
    grad_fn="FftC2CBackward0",
    samples=lambda: [(sample(2, 3, 4),), (complex_sample(2, 3, 4), [3, 5])],
)
def fft_fft2(self: Array, s: Ints, dim: Sequence[int], norm: str | None) -> Array:
    return fft_fftn(self, s, dim, norm)


@operator(
    f"aten::fft_ifft2(Tensor self, {TWO}) -> Tensor",
    variants="fft",
    python_name="ifft2",
    grad_fn="FftC2CBackward0",
    samples=lambda: [(complex_sample(2, 3, 4),), (sample(2, 3, 4), None, [0, 1])],
)
def fft_ifft2(self: Array, s: Ints, dim: Sequence[int], norm: str | None) -> Array:
    return fft_ifftn(self, s, dim, norm)


@operator(
    f"aten::fft_rfft2(Tensor self, {TWO}) -> Tensor",
    variants="fft",
    python_name="rfft2",
    grad_fn="FftR2CBackward0",
    samples=lambda: [(sample(2, 3, 4),), (sample(2, 3, 4), None, [0, 1])],
)
def fft_rfft2(self: Array, s: Ints, dim: Sequence[int], norm: str | None) -> Array:
    return fft_rfftn(self, s, dim, norm)


@operator(
    f"aten::fft_irfft2(Tensor self, {TWO}) -> Tensor",
    variants="fft",
    python_name="irfft2",
    grad_fn="FftC2RBackward0",
    samples=lambda: [(complex_sample(2, 3, 4),), (complex_sample(2, 3, 4), [3, 5])],
)
def fft_irfft2(self: Array, s: Ints, dim: Sequence[int], norm: str | None) -> Array:
    return fft_irfftn(self, s, dim, norm)


@operator(
    f"aten::fft_hfft2(Tensor self, {TWO}) -> Tensor",
    variants="fft",
    python_name="hfft2",
    grad_fn="FftC2RBackward0",
    samples=lambda: [(complex_sample(2, 3, 4),), (complex_sample(2, 3, 4), [3, 5], [0, 2])],
)
def fft_hfft2(self: Array, s: Ints, dim: Sequence[int], norm: str | None) -> Array:
    return fft_hfftn(self, s, dim, norm)


@operator(
    f"aten::fft_ihfft2(Tensor self, {TWO}) -> Tensor",
    variants="fft",
    python_name="ihfft2",
    grad_fn="FftC2CBackward0",
    samples=lambda: [(sample(2, 3, 4),), (sample(2, 3, 4), None, [0, 1])],
)
def fft_ihfft2(self: Array, s: Ints, dim: Sequence[int], norm: str | None) -> Array:
    return fft_ihfftn(self, s, dim, norm)
