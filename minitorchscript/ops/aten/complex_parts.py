"""Complex numbers: their parts, angles and conjugates, and tensors of pairs seen as complex and back.

Conjugation is carried out at once; PyTorch marks a view and conjugates when it is read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided

from ..pointwise import compute, dtype_of, floating, pointwise
from ..promotion import result_type
from ..registry import composite, operator
from ..strides import contiguous, element_strides, like_strides, strided_copy, tensor_iterator_like
from .samples import sample, sample_ints
from .sizes import type_name

Array = np.ndarray


def _complex_sample() -> Array:
    return (sample(2, 3) + 1j * sample(2, 3)[::-1]).astype(np.complex64)


@operator(
    "aten::real(Tensor(a) self) -> Tensor(a)",
    variants="function",
    grad_fn="SelectBackward0",
    samples=lambda: [(_complex_sample(),), (sample(2, 3),)],
)
def real(self: Array) -> Array:
    return self.real if self.dtype.kind == "c" else self


@operator(
    "aten::imag(Tensor(a) self) -> Tensor(a)",
    variants="function",
    grad_fn="SelectBackward0",
    samples=lambda: [(_complex_sample(),)],
)
def imag(self: Array) -> Array:
    if self.dtype.kind != "c":
        raise RuntimeError("imag is not implemented for tensors with non-complex dtypes.")
    return self.imag


@operator(
    "aten::view_as_real(Tensor(a) self) -> Tensor(a)",
    variants="function",
    samples=lambda: [(_complex_sample(),), (_complex_sample().T,)],
)
def view_as_real(self: Array) -> Array:
    """(*) complex as (*, 2) real."""
    if self.dtype.kind != "c":
        raise RuntimeError("view_as_real is only supported for complex tensors")
    return as_strided(self.real, (*self.shape, 2), (*self.strides, self.real.itemsize))


@operator(
    "aten::view_as_complex(Tensor(a) self) -> Tensor(a)",
    variants="function",
    samples=lambda: [(sample(3, 2),), (sample(2, 3, 2).swapaxes(0, 1),)],
)
def view_as_complex(self: Array) -> Array:
    """(*, 2) real as (*) complex."""
    kinds = {np.dtype(np.float32): np.complex64, np.dtype(np.float64): np.complex128}
    if self.dtype not in kinds:
        raise RuntimeError(
            "view_as_complex is only supported for half, bfloat16, float and double tensors, but got a tensor of "
            f"scalar type: {type_name(self)}"
        )
    if self.ndim == 0:
        raise RuntimeError("Input tensor must have one or more dimensions")
    if self.shape[-1] != 2:
        raise RuntimeError("Tensor must have a last dimension of size 2")
    strides = element_strides(self)
    if strides[-1] != 1:
        raise RuntimeError("Tensor must have a last dimension with stride 1")
    if any(step % 2 for step in strides[:-1]):
        dim = next(i for i, step in enumerate(strides[:-1]) if step % 2)
        raise RuntimeError(f"Tensor must have a stride divisible by 2 for all but last dimension (dimension {dim})")
    steps = [step * self.itemsize for step in strides[:-1]]
    first = self[(0,) * (self.ndim - 1)].view(kinds[self.dtype])
    return as_strided(first, self.shape[:-1], steps)


@pointwise(
    "aten::angle(Tensor self) -> Tensor",
    samples=lambda: [(_complex_sample(),), (np.array([-1.0, 0.0, 2.0, np.nan], np.float32),), (sample_ints(-1, 2),)],
)
def angle(self: Array) -> Array:
    kind = dtype_of(self)
    if kind.is_complex:
        return contiguous(compute(np.angle, (self,), kind, kind.to_real()))
    wide = floating(kind)
    return compute(lambda x: np.where(np.isnan(x), x, np.where(x < 0, x.dtype.type(np.pi), 0)), (self,), wide)


@operator("aten::_conj(Tensor(a) self) -> Tensor(a)", variants="function method", grad_fn="ConjBackward0")
def conj_now(self: Array) -> Array:
    return tensor_iterator_like(self.conj(), self)


@composite("aten::conj(Tensor(a) self) -> Tensor(a)", variants="function method", samples=lambda: [(sample(2, 3),)])
def conj(call: Callable[..., Any], self: Any) -> Any:
    return call("aten::_conj", self) if self.is_complex() else self


@pointwise(
    "aten::conj_physical(Tensor self) -> Tensor",
    samples=lambda: [(_complex_sample(),)],
    inplace_variants="function method",
)
def conj_physical(self: Array) -> Array:
    found = compute(np.conj, (self,), dtype_of(self))
    return strided_copy(found, like_strides(self)) if self.dtype.kind == "c" else found


@pointwise(
    "aten::complex(Tensor real, Tensor imag) -> Tensor",
    variants="function",
    samples=lambda: [(sample(2, 3), sample(3)), (sample(4, 3).T.astype(np.float64), sample(3, 4).astype(np.float64))],
)
def complex(real: Array, imag: Array) -> Array:
    return _combined(lambda x, y: x + 1j * y, real, imag, "complex")


@pointwise(
    "aten::polar(Tensor abs, Tensor angle) -> Tensor",
    variants="function",
    samples=lambda: [(sample(2, 3), sample(3))],
)
def polar(abs: Array, angle: Array) -> Array:
    """abs (cos(angle) + i sin(angle))."""
    return _combined(lambda x, y: x * (np.cos(y) + 1j * np.sin(y)), abs, angle, "polar")


def _combined(function: Callable[[Array, Array], Any], first: Array, second: Array, name: str) -> Array:
    for each in (first, second):
        if each.dtype.kind != "f":
            raise RuntimeError(
                "Expected both inputs to be Half, Float or Double tensors but got "
                f"{type_name(first)} and {type_name(second)}"
            )
    if first.dtype != second.dtype:
        raise RuntimeError(
            f"Expected object of scalar type {type_name(first)} but got scalar type {type_name(second)} for second "
            "argument"
        )
    kind = result_type(first, second)
    return compute(function, (first, second), kind, kind.to_complex())
