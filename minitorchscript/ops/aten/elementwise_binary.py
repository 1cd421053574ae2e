"""Arithmetic on two tensors, or a tensor and a number: sums, products, quotients, powers, extremes.

A number that stands for a tensor is a Python number here; it takes part in type promotion as PyTorch's
wrapped numbers do (`ops/promotion.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...dtype import bool as bool_dtype
from ...dtype import complex128, dtype, float64
from .. import onnx
from ..pointwise import compute, dtype_of, fill_value, floating, inplace, number_as, pointwise, require
from ..promotion import result_type
from ..registry import operator
from ..strides import contiguous
from .samples import sample, sample_ints

Array = np.ndarray
Samples = list[tuple[Any, ...]]


def _pairs() -> Samples:
    return [
        (sample(2, 3), sample(3)),
        (sample(4, 3).T, sample(3, 4)),
        (sample_ints(1, -2, 3), 2.5),
        (sample(2, 3), 2),
        (np.array(2), sample(2, 1)),
    ]


def _with_alpha() -> Samples:
    return [
        *_pairs(),
        (sample(2, 3), sample(2, 1), {"alpha": 2}),
        (sample_ints(1, 2), sample_ints(3, 4), {"alpha": 3}),
    ]


def _check_alpha(alpha: Any, kind: dtype) -> None:
    if isinstance(alpha, bool) and kind is not bool_dtype:
        raise RuntimeError("Boolean alpha only supported for Boolean results.")
    if isinstance(alpha, float) and not (kind.is_floating_point or kind.is_complex):
        raise RuntimeError("For integral input tensors, argument alpha must not be a floating point number.")


def _scaled_sum(a: Any, b: Any, alpha: Any, sign: int) -> Array:
    kind = result_type(a, b)
    _check_alpha(alpha, kind)
    if alpha == 1:
        return compute(np.add if sign > 0 else np.subtract, (a, b), kind)
    return compute(lambda x, y: x + y * number_as(sign * alpha, x.dtype), (a, b), kind)


@pointwise(
    "aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor",
    "aten::add.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor",
    samples=_with_alpha,
    inplace_variants="method",
    grad_fn=("AddBackward0", "AddBackward1"),
    onnx=onnx.elementwise.add,
)
def add(self: Any, other: Any, alpha: Any) -> Array:
    return _scaled_sum(self, other, alpha, 1)


def _check_subtraction(a: Any, b: Any) -> None:
    bools = [dtype_of(each) is bool_dtype for each in (a, b)]
    if all(bools):
        raise RuntimeError(
            "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or "
            "`logical_xor()` "
            "operator instead."
        )
    if any(bools):
        raise RuntimeError(
            "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to "
            "invert a mask, "
            "use the `~` or `logical_not()` operator instead."
        )


@pointwise(
    "aten::sub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor",
    "aten::sub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor",
    samples=_with_alpha,
    inplace_variants="method",
    grad_fn=("SubBackward0", "SubBackward1"),
    onnx=onnx.elementwise.sub,
)
def sub(self: Any, other: Any, alpha: Any) -> Array:
    _check_subtraction(self, other)
    return _scaled_sum(self, other, alpha, -1)


pointwise(
    "aten::subtract.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor",
    "aten::subtract.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor",
    samples=_with_alpha,
    inplace_variants="method",
    grad_fn=("SubBackward0", "SubBackward1"),
)(sub)


@pointwise(
    "aten::rsub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor",
    "aten::rsub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor",
    samples=_with_alpha,
    variants="function",
    grad_fn=("RsubBackward0", "RsubBackward1"),
    onnx=onnx.elementwise.rsub,
)
def rsub(self: Any, other: Any, alpha: Any) -> Array:
    _check_subtraction(self, other)
    return _scaled_sum(other, self, alpha, -1)


@pointwise(
    "aten::mul.Tensor(Tensor self, Tensor other) -> Tensor",
    "aten::mul.Scalar(Tensor self, Scalar other) -> Tensor",
    samples=_pairs,
    inplace_variants="method",
    grad_fn=("MulBackward0", "MulBackward1"),
    onnx=onnx.elementwise.mul,
)
def mul(self: Any, other: Any) -> Array:
    return compute(np.multiply, (self, other), result_type(self, other))


pointwise(
    "aten::multiply.Tensor(Tensor self, Tensor other) -> Tensor",
    "aten::multiply.Scalar(Tensor self, Scalar other) -> Tensor",
    samples=_pairs,
    inplace_variants="method",
    grad_fn=("MulBackward0", "MulBackward1"),
)(mul)


@pointwise(
    "aten::div.Tensor(Tensor self, Tensor other) -> Tensor",
    "aten::div.Scalar(Tensor self, Scalar other) -> Tensor",
    samples=_pairs,
    inplace_variants="method",
    grad_fn=("DivBackward0", "DivBackward1"),
    onnx=onnx.elementwise.div,
)
def div(self: Any, other: Any) -> Array:
    return compute(np.true_divide, (self, other), floating(result_type(self, other)))


for _alias in ("divide", "true_divide"):
    pointwise(
        f"aten::{_alias}.Tensor(Tensor self, Tensor other) -> Tensor",
        f"aten::{_alias}.Scalar(Tensor self, Scalar other) -> Tensor",
        samples=_pairs,
        inplace_variants="method",
        grad_fn=("DivBackward0", "DivBackward1"),
    )(div)


def _checked(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """The function, but an integer divisor of 0 raises."""

    def checked(x: Any, y: Any) -> Any:
        if y.dtype.kind in "iu" and x.size and not y.all():
            raise RuntimeError("ZeroDivisionError")
        return function(x, y)

    return checked


def _truncated_quotient(x: Any, y: Any) -> Any:
    if x.dtype.kind not in "iu":
        return np.trunc(x / y)
    quotient = x // y
    return quotient + ((quotient * y != x) & ((x < 0) != (y < 0)))


def _quotient(self: Any, other: Any, rounding_mode: str) -> Array:
    kind = result_type(self, other)
    require(kind is not bool_dtype and not kind.is_complex, f"div_{rounding_mode}_cpu", kind)
    function = np.floor_divide if rounding_mode == "floor" else _truncated_quotient
    return compute(_checked(function), (self, other), kind)


def _quotient_pairs() -> Samples:
    return [
        (sample(2, 3) * 4, sample(3)),
        (sample_ints(7, -7, 6), sample_ints(2, 2, -4)),
        (sample_ints(7, -7), 2),
        (sample(2, 3), 0.3),
    ]


@pointwise(
    "aten::div.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor",
    "aten::div.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor",
    samples=lambda: [
        (*each, {"rounding_mode": mode}) for mode in ("floor", "trunc", None) for each in _quotient_pairs()
    ],
    inplace_variants="method",
    grad_fn=("DivBackward2", "DivBackward3"),
    onnx=onnx.elementwise.div_mode,
)
def div_mode(self: Any, other: Any, rounding_mode: str | None) -> Array:
    if rounding_mode is None:
        return compute(np.true_divide, (self, other), floating(result_type(self, other)))
    if rounding_mode not in ("trunc", "floor"):
        raise RuntimeError(
            f"div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '{rounding_mode}'"
        )
    return _quotient(self, other, rounding_mode)


pointwise(
    "aten::divide.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor",
    "aten::divide.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor",
    samples=lambda: [(*each, {"rounding_mode": "floor"}) for each in _quotient_pairs()],
    inplace_variants="method",
    grad_fn=("DivBackward2", "DivBackward3"),
)(div_mode)


@pointwise(
    "aten::floor_divide(Tensor self, Tensor other) -> Tensor",
    "aten::floor_divide.Scalar(Tensor self, Scalar other) -> Tensor",
    samples=_quotient_pairs,
    grad_fn="NotImplemented",
    onnx=onnx.elementwise.floor_divide,
)
def floor_divide(self: Any, other: Any) -> Array:
    return _quotient(self, other, "floor")


operator(
    "aten::floor_divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)",
    variants="method",
    samples=lambda: [(sample(2, 3), sample(3))],
    grad_fn="NotImplemented",
)(inplace(floor_divide))
operator(
    "aten::floor_divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)",
    variants="method",
    samples=lambda: [(sample(2, 3), 2)],
    grad_fn="NotImplemented",
)(inplace(floor_divide))


def _with_the_sign_of_the_divisor(a: Any, b: Any) -> Array:
    """As C computes it, so that a zero has the sign of the dividend."""
    rest = np.fmod(a, b)
    return np.where((rest != 0) & ((b < 0) != (rest < 0)), rest + b, rest)  # type: ignore[no-any-return]


@pointwise(
    "aten::remainder.Tensor(Tensor self, Tensor other) -> Tensor",
    "aten::remainder.Scalar(Tensor self, Scalar other) -> Tensor",
    "aten::remainder.Scalar_Tensor(Scalar self, Tensor other) -> Tensor",
    samples=lambda: [*_quotient_pairs(), (7, sample_ints(2, -3))],
    inplace_variants="method",
    grad_fn=("RemainderBackward1", "RemainderBackward0", "NotImplemented"),
    onnx=onnx.elementwise.remainder,
)
def remainder(self: Any, other: Any) -> Array:
    kind = result_type(self, other)
    require(kind is not bool_dtype and not kind.is_complex, "remainder_cpu", kind)
    return compute(_checked(_with_the_sign_of_the_divisor), (self, other), kind)


@pointwise(
    "aten::fmod.Tensor(Tensor self, Tensor other) -> Tensor",
    "aten::fmod.Scalar(Tensor self, Scalar other) -> Tensor",
    samples=_quotient_pairs,
    inplace_variants="method",
    grad_fn=("FmodBackward1", "FmodBackward0"),
    onnx=onnx.elementwise.fmod,
)
def fmod(self: Any, other: Any) -> Array:
    kind = result_type(self, other)
    require(kind is not bool_dtype and not kind.is_complex, "fmod_cpu", kind)
    return compute(_checked(np.fmod), (self, other), kind)


def _integer_power(base: Any, exponent: Any) -> Any:
    """Powers of integers; a negative exponent leaves 1, -1 or, truncated, 0 (numpy refuses them)."""
    positive = np.power(base, np.maximum(exponent, 0))
    if base.dtype.kind == "u" or not (exponent < 0).any():
        return positive
    odd = np.where(exponent % 2 == 0, 1, base)
    return np.where(exponent < 0, np.where(np.abs(base) == 1, odd, 0), positive)


def _power(self: Any, exponent: Any, kind: dtype) -> Array:
    require(kind is not bool_dtype, "pow", kind)
    integral = not (kind.is_floating_point or kind.is_complex)
    return compute(_integer_power if integral else np.power, (self, exponent), kind)


@pointwise(
    "aten::pow.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor",
    samples=lambda: [(abs(sample(2, 3)), sample(3)), (sample_ints(2, 3, -1), sample_ints(3, -2, -3))],
    grad_fn="PowBackward1",
    onnx=onnx.elementwise.pow,
)
def pow_tensor(self: Array, exponent: Array) -> Array:
    return _power(self, exponent, result_type(self, exponent))


_SCALAR_POWERS: dict[float, Callable[[Array], Any]] = {
    0.5: np.sqrt,
    2: np.square,
    3: lambda x: x * x * x,
    -0.5: lambda x: 1 / np.sqrt(x),
    -1: lambda x: 1 / x,
    -2: lambda x: 1 / (x * x),
}


@pointwise(
    "aten::pow.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor",
    samples=lambda: [
        *[(abs(sample(2, 3)), exponent) for exponent in (2, 3, 0.5, -1, -0.5, -2, 1.7, 0)],
        (sample_ints(1, -2, 3), 3),
        (sample_ints(1, 2), 0.5),
    ],
    onnx=onnx.elementwise.pow,
)
def pow_scalar(self: Array, exponent: Any) -> Array:
    kind = result_type(self, exponent)
    if kind.is_floating_point and exponent in _SCALAR_POWERS:
        return compute(_SCALAR_POWERS[exponent], (self,), kind)
    if not (kind.is_floating_point or kind.is_complex):
        if exponent < 0:
            raise RuntimeError("Integers to negative integer powers are not allowed.")
        fill_value(exponent, kind)
    require(kind is not bool_dtype, "pow", kind)
    function = np.power if kind.is_floating_point or kind.is_complex else _integer_power
    return compute(lambda x: function(x, number_as(exponent, x.dtype)), (self,), kind)


@pointwise(
    "aten::pow.Scalar(Scalar self, Tensor exponent) -> Tensor",
    samples=lambda: [(2, sample(2, 3)), (2.5, sample_ints(1, 2)), (3, sample_ints(1, 2))],
    grad_fn="PowBackward2",
    onnx=onnx.elementwise.pow,
)
def pow_base(self: Any, exponent: Array) -> Array:
    return contiguous(_power(self, exponent, result_type(self, exponent)))


operator(
    "aten::pow_.Scalar(Tensor(a!) self, Scalar exponent) -> Tensor(a!)",
    variants="method",
    samples=lambda: [(sample(2, 3), 2)],
)(inplace(pow_scalar))
operator(
    "aten::pow_.Tensor(Tensor(a!) self, Tensor exponent) -> Tensor(a!)",
    variants="method",
    samples=lambda: [(abs(sample(2, 3)), sample(3))],
    grad_fn="PowBackward1",
)(inplace(pow_tensor))


def _float_power_dtype(base: Any, exponent: Any) -> dtype:
    return complex128 if result_type(base, exponent).is_complex else float64


@pointwise(
    "aten::float_power.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor",
    samples=lambda: [(abs(sample(2, 3)), sample(3)), (sample_ints(2, 3), sample(2))],
    grad_fn="PowBackward1",
)
def float_power_tensor(self: Array, exponent: Array) -> Array:
    """Powers in float64 (or complex128), whatever the operands."""
    return compute(np.power, (self, exponent), _float_power_dtype(self, exponent))


@pointwise(
    "aten::float_power.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor",
    samples=lambda: [(sample_ints(2, 3), -1), (sample(2, 3), 2)],
    grad_fn="PowBackward0",
)
def float_power_scalar(self: Array, exponent: Any) -> Array:
    kind = _float_power_dtype(self, exponent)
    return compute(lambda x: np.power(x, number_as(exponent, x.dtype)), (self,), kind)


@pointwise(
    "aten::float_power.Scalar(Scalar self, Tensor exponent) -> Tensor",
    samples=lambda: [(2, sample_ints(1, 2)), (2, sample(2, 3))],
    grad_fn="PowBackward2",
)
def float_power_base(self: Any, exponent: Array) -> Array:
    return contiguous(compute(np.power, (self, exponent), _float_power_dtype(self, exponent)))
