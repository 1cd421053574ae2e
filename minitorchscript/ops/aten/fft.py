"""Discrete Fourier transforms along one dimension, the frequencies of their bins, and shifting those to the middle.

numpy transforms; what is PyTorch's are dtypes, errors and strides: its library works on the transformed dimensions
last, the others before them from the slowest to the fastest, and hands that layout on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ... import state
from ...dtype import dtype as DType
from ..pointwise import dtype_of
from ..registry import operator
from ..strides import contiguous, contiguous_strides, element_strides, like_strides, strided_copy
from .creation import OPTIONS, arange, check_size
from .padding import constant_pad_nd
from .repeating import roll
from .samples import sample
from .sizes import type_name, wrap_dims, wrap_own_dim

Array = np.ndarray
NORMS = ("backward", "ortho", "forward")
ONE = "SymInt? n=None, int dim=-1, str? norm=None"


def complex_sample(*sizes: int) -> Array:
    return np.asarray(sample(*sizes) + 1j * sample(*sizes)[..., ::-1]).astype(np.complex64)


def promoted(self: Array, to_complex: bool = False) -> Array:
    """The tensor in a dtype that has a transform: integers become the default dtype."""
    kind = dtype_of(self)
    if not (kind.is_floating_point or kind.is_complex):
        kind = state.default_dtype()
    if kind.name not in ("float32", "float64", "complex64", "complex128"):
        raise RuntimeError(f"Unsupported dtype {kind.ir_name}")
    wanted = (kind.to_complex() if to_complex else kind).numpy
    if self.dtype == wanted:
        return self
    return strided_copy(self.astype(wanted), like_strides(self))


def check_norm(norm: str | None) -> None:
    if norm not in (None, *NORMS):
        raise RuntimeError(f'Invalid normalization mode: "{norm}"')


def check_points(count: int) -> None:
    if count < 1:
        raise RuntimeError(f"Invalid number of data points ({count}) specified")


def resized(self: Array, dims: Sequence[int], sizes: Sequence[int]) -> Array:
    """Cut off at the end, or padded with zeros there, to these sizes of these dimensions; -1 leaves one as it is."""
    pads = [0] * (2 * self.ndim)
    for dim, size in zip(dims, sizes, strict=True):
        if size == -1:
            continue
        if size < self.shape[dim]:
            self = self[(slice(None),) * dim + (slice(0, size),)]
        pads[2 * (self.ndim - 1 - dim) + 1] = size - self.shape[dim]
    return constant_pad_nd(self, pads, 0) if any(pads) else self


def slowest_first(self: Array, dims: Sequence[int]) -> list[int]:
    strides = element_strides(self)
    return sorted(dims, key=lambda dim: -strides[dim])


def _kept(rank: int, dims: Sequence[int]) -> list[int]:
    """The other dimensions, in the order in which PyTorch's partition leaves them: it fills gaps from the end."""
    order, first, last = list(range(rank)), 0, rank
    while first < last:
        if order[first] not in dims:
            first += 1
            continue
        last -= 1
        if order[last] not in dims:
            order[first], order[last] = order[last], order[first]
            first += 1
    return order[:first]


def laid_out(values: Array, source: Array, dims: Sequence[int]) -> Array:
    """The transform of `source` along `dims` in the layout in which PyTorch's library leaves it."""
    if source.size == 0:
        raise RuntimeError("MKL FFT error: Intel oneMKL DFTI ERROR: Inconsistent configuration parameters")
    order = [*slowest_first(source, _kept(source.ndim, dims)), *dims]
    strides = [0] * source.ndim
    for dim, stride in zip(order, contiguous_strides([values.shape[dim] for dim in order]), strict=True):
        strides[dim] = stride
    return strided_copy(values, strides)


def complex_to_complex(self: Array, dims: Sequence[int], norm: Any, forward: bool) -> Array:
    if not dims:
        return strided_copy(self, like_strides(self))
    order = slowest_first(self, dims)
    transform = np.fft.fftn if forward else np.fft.ifftn
    return laid_out(transform(self, axes=order, norm=norm), self, order)


def along_one(transform: Callable[..., Array], self: Array, dim: int, norm: Any, count: int | None = None) -> Array:
    """One of numpy's transforms along one dimension, `count` the size of its result where that is free."""
    sizes = {} if count is None else {"n": count}
    return laid_out(transform(self, axis=dim, norm=norm, **sizes), self, [dim])


def _prepared(self: Array, n: int | None, dim: int, norm: str | None, to_complex: bool = False) -> tuple[Array, int]:
    found = promoted(self, to_complex)
    dim = wrap_own_dim(dim, found.ndim)
    check_points(found.shape[dim] if n is None else n)
    check_norm(norm)
    return (found if n is None else resized(found, [dim], [n])), dim


def _to_real(transform: Callable[..., Array], self: Array, n: int | None, dim: int, norm: str | None) -> Array:
    """irfft and hfft: n real numbers from the half of their spectrum that says all."""
    found = promoted(self, to_complex=True)
    dim = wrap_own_dim(dim, found.ndim)
    count = 2 * (found.shape[dim] - 1) if n is None else n
    check_points(count)
    check_norm(norm)
    return along_one(transform, resized(found, [dim], [count // 2 + 1]), dim, norm, count)


def check_real(self: Array, name: str) -> None:
    if self.dtype.kind == "c":
        raise RuntimeError(f"{name} expects a real input tensor, but got {type_name(self)}")


def _grad_fn_of_real(name: str) -> Callable[[list[Any], Any], str]:
    return lambda arrays, result: "FftC2CBackward0" if arrays[0].dtype.kind == "c" else name


@operator(
    f"aten::fft_fft(Tensor self, {ONE}) -> Tensor",
    variants="fft",
    python_name="fft",
    grad_fn=_grad_fn_of_real("FftR2CBackward0"),
    samples=lambda: [
        (sample(2, 3, 4),),
        (complex_sample(2, 3, 4), 3, 1),
        (sample(2, 3, 4), 5, 0, "ortho"),
        (sample(2, 3, 4).transpose(2, 0, 1), 6, 0),
    ],
)
def fft_fft(self: Array, n: int | None, dim: int, norm: str | None) -> Array:
    """The sum over j of x[j] exp(-2 pi i j k / n), for each k."""
    found, dim = _prepared(self, n, dim, norm)
    return along_one(np.fft.fft, found, dim, norm)


@operator(
    f"aten::fft_ifft(Tensor self, {ONE}) -> Tensor",
    variants="fft",
    python_name="ifft",
    grad_fn=_grad_fn_of_real("ConjBackward0"),
    samples=lambda: [(complex_sample(2, 3, 4),), (sample(2, 3, 4), 2, 1, "forward")],
)
def fft_ifft(self: Array, n: int | None, dim: int, norm: str | None) -> Array:
    found, dim = _prepared(self, n, dim, norm)
    return along_one(np.fft.ifft, found, dim, norm)


@operator(
    f"aten::fft_rfft(Tensor self, {ONE}) -> Tensor",
    variants="fft",
    python_name="rfft",
    grad_fn="FftR2CBackward0",
    samples=lambda: [(sample(2, 3, 4),), (sample(2, 3, 4), 5, 0), (sample(2, 3, 4).transpose(2, 0, 1),)],
)
def fft_rfft(self: Array, n: int | None, dim: int, norm: str | None) -> Array:
    """`fft` of real numbers without the half that is the conjugate of the other."""
    check_real(self, "rfft")
    found, dim = _prepared(self, n, dim, norm)
    return along_one(np.fft.rfft, found, dim, norm)


@operator(
    f"aten::fft_irfft(Tensor self, {ONE}) -> Tensor",
    variants="fft",
    python_name="irfft",
    grad_fn="FftC2RBackward0",
    samples=lambda: [(complex_sample(2, 3, 4),), (complex_sample(2, 3, 4), 5, 1, "ortho"), (sample(2, 3, 4), None, 0)],
)
def fft_irfft(self: Array, n: int | None, dim: int, norm: str | None) -> Array:
    return _to_real(np.fft.irfft, self, n, dim, norm)


@operator(
    f"aten::fft_hfft(Tensor self, {ONE}) -> Tensor",
    variants="fft",
    python_name="hfft",
    grad_fn="FftC2RBackward0",
    samples=lambda: [(complex_sample(2, 3, 4),), (complex_sample(2, 3, 4), 5, 1), (sample(2, 3, 4),)],
)
def fft_hfft(self: Array, n: int | None, dim: int, norm: str | None) -> Array:
    """`fft` of a signal whose second half is the conjugate of the first: real numbers."""
    return _to_real(np.fft.hfft, self, n, dim, norm)


@operator(
    f"aten::fft_ihfft(Tensor self, {ONE}) -> Tensor",
    variants="fft",
    python_name="ihfft",
    grad_fn="ConjBackward0",
    samples=lambda: [(sample(2, 3, 4),), (sample(2, 3, 4), 5, 1, "ortho")],
)
def fft_ihfft(self: Array, n: int | None, dim: int, norm: str | None) -> Array:
    check_real(self, "ihfft")
    found, dim = _prepared(self, n, dim, norm)
    return along_one(np.fft.ihfft, found, dim, norm)


def _frequencies(n: int, d: float, dtype: DType | None, device: Any, half: bool) -> Array:
    kind = dtype or state.default_dtype()
    if not (kind.is_floating_point or kind.is_complex):
        raise RuntimeError(f"{'rfftfreq' if half else 'fftfreq'} requires a floating point or complex dtype")
    check_size([n])
    bins = arange(n // 2 + 1 if half else n, kind, None, device, None)
    if not half:
        bins[(n + 1) // 2 :] -= n
    step = 1.0 / (n * d) if n * d else np.inf
    with np.errstate(invalid="ignore"):
        return contiguous(bins * bins.dtype.type(step))


@operator(
    f"aten::fft_fftfreq(int n, float d=1., *, {OPTIONS}) -> Tensor",
    variants="fft",
    python_name="fftfreq",
    samples=lambda: [(5,), (4, 0.5), (0,)],
)
def fft_fftfreq(n: int, d: float, dtype: DType | None, layout: Any, device: Any, pin_memory: Any) -> Array:
    """The frequency of each bin of `fft`, in cycles per unit of the sample spacing d."""
    return _frequencies(n, d, dtype, device, half=False)


@operator(
    f"aten::fft_rfftfreq(int n, float d=1., *, {OPTIONS}) -> Tensor",
    variants="fft",
    python_name="rfftfreq",
    samples=lambda: [(5,), (4, 0.5)],
)
def fft_rfftfreq(n: int, d: float, dtype: DType | None, layout: Any, device: Any, pin_memory: Any) -> Array:
    return _frequencies(n, d, dtype, device, half=True)


def _shifted(self: Array, dim: Sequence[int] | None, half: Callable[[int], int]) -> Array:
    dims = list(range(self.ndim)) if dim is None else [wrap_dims([each], self.ndim)[0] for each in dim]
    return roll(self, [half(self.shape[each]) for each in dims], dims)


@operator(
    "aten::fft_fftshift(Tensor self, int[1]? dim=None) -> Tensor",
    variants="fft",
    python_name="fftshift",
    grad_fn="RollBackward0",
    samples=lambda: [(sample(2, 3),), (sample(2, 5), [1]), (sample(2, 3, 4).transpose(2, 0, 1),)],
)
def fft_fftshift(self: Array, dim: Sequence[int] | None) -> Array:
    """Frequency zero moved to the middle."""
    return _shifted(self, dim, lambda size: size // 2)


@operator(
    "aten::fft_ifftshift(Tensor self, int[1]? dim=None) -> Tensor",
    variants="fft",
    python_name="ifftshift",
    grad_fn="RollBackward0",
    samples=lambda: [(sample(2, 3),), (sample(2, 5), [1])],
)
def fft_ifftshift(self: Array, dim: Sequence[int] | None) -> Array:
    return _shifted(self, dim, lambda size: (size + 1) // 2)
