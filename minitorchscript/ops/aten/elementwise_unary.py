"""Elementwise functions of one tensor: roots, exponentials, trigonometry, rounding, signs.

Functions with fractional results turn integers and bool into the default dtype; the others keep the dtype.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...dtype import bool as bool_dtype
from .. import onnx, special
from ..pointwise import compute, dtype_of, floating, pointwise, require, write_into
from ..registry import operator
from ..strides import like_strides, strided_copy
from .samples import sample, sample_ints

Array = np.ndarray
Samples = list[tuple[Any, ...]]

_BOTH = "function method"


def _signed() -> Samples:
    return [(sample(2, 3),), (sample(4, 3).T,), (sample_ints(-2, 0, 3),)]


def _positive() -> Samples:
    return [(abs(sample(2, 3)) + np.float32(0.1),), (sample_ints(1, 2, 3),)]


def _unit() -> Samples:
    return [(sample(2, 3) / np.float32(2.5),), (np.array([True, False]),)]


def _above_one() -> Samples:
    return [(abs(sample(2, 3)) + np.float32(1),)]


def _fractional(function: Callable[[Array], Any], self: Array) -> Array:
    return compute(function, (self,), floating(dtype_of(self)))


def _special(function: Callable[[Array], Any], self: Array, name: str) -> Array:
    kind = floating(dtype_of(self))
    require(not kind.is_complex, f"{name}_vml_cpu", kind)
    return compute(function, (self,), kind)


def _laid_out_like(self: Array, result: Array) -> Array:
    """The result with the strides of `empty_like(self)`, where PyTorch writes into such a tensor."""
    return strided_copy(result, like_strides(self))


def _same(function: Callable[[Array], Any], self: Array) -> Array:
    return compute(function, (self,), dtype_of(self))


@pointwise("aten::exp(Tensor self) -> Tensor", samples=_signed, inplace_variants=_BOTH, onnx=onnx.same("Exp"))
def exp(self: Array) -> Array:
    return _fractional(np.exp, self)


@pointwise("aten::exp2(Tensor self) -> Tensor", samples=_signed, inplace_variants=_BOTH, onnx=onnx.elementwise.exp2)
def exp2(self: Array) -> Array:
    return _fractional(np.exp2, self)


@pointwise("aten::expm1(Tensor self) -> Tensor", samples=_signed, inplace_variants=_BOTH, onnx=onnx.elementwise.expm1)
def expm1(self: Array) -> Array:
    return _fractional(np.expm1, self)


@pointwise("aten::log(Tensor self) -> Tensor", samples=_positive, inplace_variants=_BOTH, onnx=onnx.same("Log"))
def log(self: Array) -> Array:
    return _fractional(np.log, self)


@pointwise("aten::log2(Tensor self) -> Tensor", samples=_positive, inplace_variants=_BOTH, onnx=onnx.elementwise.log2)
def log2(self: Array) -> Array:
    return _fractional(np.log2, self)


@pointwise("aten::log10(Tensor self) -> Tensor", samples=_positive, inplace_variants=_BOTH, onnx=onnx.elementwise.log10)
def log10(self: Array) -> Array:
    return _fractional(np.log10, self)


@pointwise(
    "aten::log1p(Tensor self) -> Tensor",
    samples=_positive,
    inplace_variants=_BOTH,
    grad_fn="Log1PBackward0",
    onnx=onnx.elementwise.log1p,
)
def log1p(self: Array) -> Array:
    return _fractional(np.log1p, self)


@pointwise("aten::sqrt(Tensor self) -> Tensor", samples=_positive, inplace_variants=_BOTH, onnx=onnx.same("Sqrt"))
def sqrt(self: Array) -> Array:
    return _fractional(np.sqrt, self)


@pointwise("aten::rsqrt(Tensor self) -> Tensor", samples=_positive, inplace_variants=_BOTH, onnx=onnx.elementwise.rsqrt)
def rsqrt(self: Array) -> Array:
    return _fractional(lambda x: 1 / np.sqrt(x), self)


@pointwise(
    "aten::reciprocal(Tensor self) -> Tensor", samples=_positive, inplace_variants=_BOTH, onnx=onnx.same("Reciprocal")
)
def reciprocal(self: Array) -> Array:
    return _fractional(lambda x: 1 / x, self)


@pointwise(
    "aten::square(Tensor self) -> Tensor",
    samples=_signed,
    inplace_variants=_BOTH,
    grad_fn="PowBackward0",
    onnx=onnx.elementwise.square,
)
def square(self: Array) -> Array:
    kind = dtype_of(self)
    integer = dtype_of(0)  # squares of truth values are int64
    return compute(np.square, (self,), integer if kind is bool_dtype else kind)


@pointwise("aten::sin(Tensor self) -> Tensor", samples=_signed, inplace_variants=_BOTH, onnx=onnx.same("Sin"))
def sin(self: Array) -> Array:
    return _fractional(np.sin, self)


@pointwise("aten::cos(Tensor self) -> Tensor", samples=_signed, inplace_variants=_BOTH, onnx=onnx.same("Cos"))
def cos(self: Array) -> Array:
    return _fractional(np.cos, self)


@pointwise("aten::tan(Tensor self) -> Tensor", samples=_signed, inplace_variants=_BOTH, onnx=onnx.same("Tan"))
def tan(self: Array) -> Array:
    return _fractional(np.tan, self)


@pointwise("aten::asin(Tensor self) -> Tensor", samples=_unit, inplace_variants=_BOTH, onnx=onnx.same("Asin"))
def asin(self: Array) -> Array:
    return _fractional(np.arcsin, self)


@pointwise("aten::acos(Tensor self) -> Tensor", samples=_unit, inplace_variants=_BOTH, onnx=onnx.same("Acos"))
def acos(self: Array) -> Array:
    return _fractional(np.arccos, self)


@pointwise("aten::atan(Tensor self) -> Tensor", samples=_signed, inplace_variants=_BOTH, onnx=onnx.same("Atan"))
def atan(self: Array) -> Array:
    return _fractional(np.arctan, self)


@pointwise("aten::sinh(Tensor self) -> Tensor", samples=_signed, inplace_variants=_BOTH, onnx=onnx.same("Sinh"))
def sinh(self: Array) -> Array:
    return _fractional(np.sinh, self)


@pointwise("aten::cosh(Tensor self) -> Tensor", samples=_signed, inplace_variants=_BOTH, onnx=onnx.same("Cosh"))
def cosh(self: Array) -> Array:
    return _fractional(np.cosh, self)


@pointwise("aten::tanh(Tensor self) -> Tensor", samples=_signed, inplace_variants=_BOTH, onnx=onnx.same("Tanh"))
def tanh(self: Array) -> Array:
    return _fractional(np.tanh, self)


@pointwise("aten::asinh(Tensor self) -> Tensor", samples=_signed, inplace_variants=_BOTH, onnx=onnx.same("Asinh"))
def asinh(self: Array) -> Array:
    return _fractional(np.arcsinh, self)


@pointwise("aten::acosh(Tensor self) -> Tensor", samples=_above_one, inplace_variants=_BOTH, onnx=onnx.same("Acosh"))
def acosh(self: Array) -> Array:
    return _fractional(np.arccosh, self)


@pointwise(
    "aten::atanh(Tensor self) -> Tensor", samples=lambda: _unit()[:1], inplace_variants=_BOTH, onnx=onnx.same("Atanh")
)
def atanh(self: Array) -> Array:
    return _fractional(np.arctanh, self)


@pointwise("aten::sigmoid(Tensor self) -> Tensor", samples=_signed, inplace_variants=_BOTH, onnx=onnx.same("Sigmoid"))
def sigmoid(self: Array) -> Array:
    return _fractional(lambda x: 1 / (1 + np.exp(-x)), self)


@pointwise("aten::erf(Tensor self) -> Tensor", samples=_signed, inplace_variants=_BOTH, onnx=onnx.same("Erf"))
def erf(self: Array) -> Array:
    return _special(special.erf, self, "erf")


@pointwise("aten::erfc(Tensor self) -> Tensor", samples=_signed, inplace_variants=_BOTH, onnx=onnx.elementwise.erfc)
def erfc(self: Array) -> Array:
    return _special(special.erfc, self, "erfc")


@pointwise("aten::erfinv(Tensor self) -> Tensor", samples=_unit, inplace_variants="method")
def erfinv(self: Array) -> Array:
    return _special(special.erfinv, self, "erfinv")


def _rounded(function: Callable[[Array], Any], self: Array, name: str) -> Array:
    """Round to whole numbers; integers stay what they are."""
    kind = dtype_of(self)
    if kind.is_complex and name != "round":
        raise NotImplementedError(f"{name} is not supported for complex inputs")
    require(kind is not bool_dtype and not kind.is_complex, f"{name}_vml_cpu", kind)
    return compute(function if kind.is_floating_point else np.array, (self,), kind)


@pointwise("aten::floor(Tensor self) -> Tensor", samples=_signed, inplace_variants=_BOTH, onnx=onnx.elementwise.floor)
def floor(self: Array) -> Array:
    return _rounded(np.floor, self, "floor")


@pointwise("aten::ceil(Tensor self) -> Tensor", samples=_signed, inplace_variants=_BOTH, onnx=onnx.elementwise.ceil)
def ceil(self: Array) -> Array:
    return _rounded(np.ceil, self, "ceil")


@pointwise("aten::trunc(Tensor self) -> Tensor", samples=_signed, inplace_variants=_BOTH, onnx=onnx.elementwise.trunc)
@pointwise("aten::fix(Tensor self) -> Tensor", samples=_signed, inplace_variants=_BOTH, grad_fn="TruncBackward0")
def trunc(self: Array) -> Array:
    return _rounded(np.trunc, self, "trunc")


@pointwise("aten::round(Tensor self) -> Tensor", samples=_signed, inplace_variants=_BOTH, onnx=onnx.elementwise.round)
def round(self: Array) -> Array:
    return _rounded(np.rint, self, "round")


@pointwise(
    "aten::round.decimals(Tensor self, *, int decimals) -> Tensor",
    samples=lambda: [(sample(2, 3), {"decimals": 1}), (sample(2, 3) * 100, {"decimals": -1})],
    inplace_variants=_BOTH,
    grad_fn="RoundBackward1",
)
def round_decimals(self: Array, decimals: int) -> Array:
    kind = dtype_of(self)
    require(kind.is_floating_point, "round_cpu", kind)
    scale = 10.0 ** abs(decimals)
    if decimals < 0:
        return compute(lambda x: np.rint(x / x.dtype.type(scale)) * x.dtype.type(scale), (self,), kind)
    return compute(lambda x: np.rint(x * x.dtype.type(scale)) / x.dtype.type(scale), (self,), kind)


@pointwise(
    "aten::frac(Tensor self) -> Tensor",
    samples=lambda: _signed()[:2],
    inplace_variants=_BOTH,
    onnx=onnx.elementwise.frac,
)
def frac(self: Array) -> Array:
    kind = dtype_of(self)
    require(kind.is_floating_point, "frac_cpu", kind)
    return _same(lambda x: x - np.trunc(x), self)


@pointwise("aten::neg(Tensor self) -> Tensor", samples=_signed, inplace_variants=_BOTH, onnx=onnx.same("Neg"))
@pointwise("aten::negative(Tensor self) -> Tensor", samples=_signed, inplace_variants=_BOTH, grad_fn="NegBackward0")
def neg(self: Array) -> Array:
    if self.dtype == np.bool_:
        raise RuntimeError(
            "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert "
            "a mask, "
            "use the `~` or `logical_not()` operator instead."
        )
    return _same(np.negative, self)


@operator("aten::positive(Tensor(a) self) -> Tensor(a)", samples=lambda: [(sample(2, 3),)], onnx=onnx.identity)
def positive(self: Array) -> Array:
    if self.dtype == np.bool_:
        raise RuntimeError("The `+` operator, on a bool tensor is not supported.")
    return self


def _absolute(self: Array) -> Array:
    kind = dtype_of(self)
    require(kind is not bool_dtype, "abs_cpu", kind)
    found = compute(np.abs, (self,), kind, kind.to_real())
    return _laid_out_like(self, found) if kind.is_complex else found


def _absolute_(self: Array) -> Array:
    if np.iscomplexobj(self):
        raise RuntimeError("In-place abs is not supported for complex tensors.")
    return write_into(self, _absolute(self))


for _name, _variants in (("abs", "function method"), ("absolute", "method")):
    operator(f"aten::{_name}(Tensor self) -> Tensor", samples=_signed, grad_fn="AbsBackward0", onnx=onnx.same("Abs"))(
        _absolute
    )
    operator(
        f"aten::{_name}_(Tensor(a!) self) -> Tensor(a!)",
        variants=_variants,
        samples=_signed,
        grad_fn="AbsBackward0",
    )(_absolute_)


def _sign(self: Array) -> Array:
    """-1, 0 or 1; nan has the sign 0, which numpy's has not."""
    return _same(lambda x: x.copy() if x.dtype == np.bool_ else (x > 0).astype(x.dtype) - (x < 0), self)


@pointwise("aten::sign(Tensor self) -> Tensor", samples=_signed, inplace_variants="method", onnx=onnx.same("Sign"))
def sign(self: Array) -> Array:
    if np.iscomplexobj(self):
        raise NotImplementedError(
            "Unlike NumPy, torch.sign is not intended to support complex numbers. Please use torch.sgn instead."
        )
    return _sign(self)


@pointwise("aten::sgn(Tensor self) -> Tensor", samples=_signed, inplace_variants="method")
def sgn(self: Array) -> Array:
    return _same(np.sign, self) if np.iscomplexobj(self) else _sign(self)


def _scaled(self: Array, factor: float, name: str) -> Array:
    if np.iscomplexobj(self):
        raise RuntimeError(f"{name} is not supported for complex tensors.")
    return _laid_out_like(self, _fractional(lambda x: x * x.dtype.type(factor), self))


@pointwise(
    "aten::deg2rad(Tensor self) -> Tensor",
    samples=_signed,
    inplace_variants=_BOTH,
    grad_fn="Deg2RadBackward0",
)
def deg2rad(self: Array) -> Array:
    return _scaled(self, np.pi / 180, "deg2rad")


@pointwise(
    "aten::rad2deg(Tensor self) -> Tensor",
    samples=_signed,
    inplace_variants=_BOTH,
    grad_fn="Rad2DegBackward0",
)
def rad2deg(self: Array) -> Array:
    return _scaled(self, 180 / np.pi, "rad2deg")


@pointwise(
    "aten::nan_to_num(Tensor self, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor",
    samples=lambda: [
        (np.array([1.5, np.nan, np.inf, -np.inf], dtype=np.float32),),
        (np.array([np.nan, np.inf, -np.inf]), 1.0, 2.0, 3.0),
    ],
    inplace_variants=_BOTH,
)
def nan_to_num(self: Array, nan: float | None, posinf: float | None, neginf: float | None) -> Array:
    result = _same(lambda x: np.nan_to_num(x, nan=nan or 0.0, posinf=posinf, neginf=neginf), self)
    return _laid_out_like(self, result)


@pointwise(
    "aten::logit(Tensor self, float? eps=None) -> Tensor",
    samples=lambda: [(abs(sample(2, 3)) / np.float32(2.5),), (sample(2, 3), 0.1)],
    inplace_variants=_BOTH,
)
def logit(self: Array, eps: float | None) -> Array:
    def function(x: Array) -> Any:
        if eps is not None:
            x = np.clip(x, x.dtype.type(eps), x.dtype.type(1 - eps))
        return np.log(x / (1 - x))

    return _fractional(function, self)


@pointwise(
    "aten::logical_not(Tensor self) -> Tensor",
    samples=_signed,
    inplace_variants="method",
    differentiable=False,
    onnx=onnx.elementwise.logical_not,
)
def logical_not(self: Array) -> Array:
    return compute(np.logical_not, (self,), dtype_of(self), bool_dtype)


@pointwise(
    "aten::bitwise_not(Tensor self) -> Tensor",
    samples=lambda: [(sample_ints(-2, 0, 3),), (np.array([True, False]),)],
    inplace_variants="method",
    differentiable=False,
    onnx=onnx.elementwise.bitwise_not,
)
def bitwise_not(self: Array) -> Array:
    kind = dtype_of(self)
    require(not (kind.is_floating_point or kind.is_complex), "bitwise_not_cpu", kind)
    return _same(np.invert, self)


def _test(function: Callable[[Array], Any], self: Array) -> Array:
    return compute(function, (self,), dtype_of(self), bool_dtype)


def _nonfinite() -> Sequence[tuple[Any, ...]]:
    return [
        (np.array([1.0, np.nan, np.inf, -np.inf], dtype=np.float32),),
        (sample_ints(1, 2),),
        (sample(4, 3).T,),
    ]


@pointwise("aten::isnan(Tensor self) -> Tensor", samples=_nonfinite, differentiable=False, onnx=onnx.elementwise.isnan)
def isnan(self: Array) -> Array:
    return _test(np.isnan, self)


@pointwise("aten::isinf(Tensor self) -> Tensor", samples=_nonfinite, differentiable=False, onnx=onnx.elementwise.isinf)
def isinf(self: Array) -> Array:
    result = _test(np.isinf, self)
    return result if self.dtype.kind in "fc" else _laid_out_like(self, result)


@pointwise(
    "aten::isfinite(Tensor self) -> Tensor", samples=_nonfinite, differentiable=False, onnx=onnx.elementwise.isfinite
)
def isfinite(self: Array) -> Array:
    result = _test(np.isfinite, self)
    return result if self.dtype.kind in "fc" else _laid_out_like(self, result)
