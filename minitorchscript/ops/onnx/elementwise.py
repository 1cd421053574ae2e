"""Arithmetic, comparison, logic and elementary functions in ONNX.

ONNX operations do not promote: operands are cast first, to the result's dtype or, for comparisons, to the common one.
"""

from __future__ import annotations

import math
from typing import Any

from ...dtype import bool as bool_dtype
from ...dtype import float32
from ...ir.value import Value
from .context import Mapping, Number, OnnxContext, OnnxNode, cast_all, like, promoted

# -- one argument

_OR_AND = {"Mul": "And", "Max": "Or", "Min": "And"}


def square(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("Mul", node.self, node.self)


def rsqrt(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("Reciprocal", context.emit("Sqrt", context.cast(node.self, node.dtype)))


def erfc(context: OnnxContext, node: OnnxNode) -> Value:
    erf = context.emit("Erf", context.cast(node.self, node.dtype))
    return context.emit("Sub", like(context, 1, erf), erf)


def expm1(context: OnnxContext, node: OnnxNode) -> Value:
    exponential = context.emit("Exp", context.cast(node.self, node.dtype))
    return context.emit("Sub", exponential, like(context, 1, exponential))


def exp2(context: OnnxContext, node: OnnxNode) -> Value:
    exponent = context.cast(node.self, node.dtype)
    return context.emit("Pow", like(context, 2, exponent), exponent)


def log1p(context: OnnxContext, node: OnnxNode) -> Value:
    operand = context.cast(node.self, node.dtype)
    return context.emit("Log", context.emit("Add", operand, like(context, 1, operand)))


def _scaled_log(base: float) -> Mapping:
    def log(context: OnnxContext, node: OnnxNode) -> Value:
        natural = context.emit("Log", context.cast(node.self, node.dtype))
        return context.emit("Div", natural, like(context, math.log(base), natural))

    return log


log2 = _scaled_log(2)
log10 = _scaled_log(10)


def _rounded(context: OnnxContext, value: Value) -> Value:
    """Rounding towards zero."""
    return context.emit("Mul", context.emit("Sign", value), context.emit("Floor", context.emit("Abs", value)))


def trunc(context: OnnxContext, node: OnnxNode) -> Value:
    value: Value = node.self
    return _rounded(context, value) if context.dtype(value).is_floating_point else value


def frac(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("Sub", node.self, _rounded(context, node.self))


def rounding(op_type: str) -> Mapping:
    """Floor, Ceil and Round leave integers as they are."""

    def mapping(context: OnnxContext, node: OnnxNode) -> Value:
        value: Value = node.self
        return context.emit(op_type, value) if context.dtype(value).is_floating_point else value

    return mapping


floor = rounding("Floor")
ceil = rounding("Ceil")
round = rounding("Round")


def _as_floating(context: OnnxContext, value: Value) -> Value:
    return value if context.dtype(value).is_floating_point else context.cast(value, float32)


def isnan(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("IsNaN", _as_floating(context, node.self))


def isinf(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("IsInf", _as_floating(context, node.self))


def isfinite(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("Not", context.emit("Or", isnan(context, node), isinf(context, node)))


def logical_not(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("Not", context.cast(node.self, bool_dtype))


def bitwise_not(context: OnnxContext, node: OnnxNode) -> Value:
    if context.dtype(node.self) is bool_dtype:
        return context.emit("Not", node.self)
    return context.emit(_bitwise(context, "Not"), node.self)


def _bitwise(context: OnnxContext, op_type: str) -> str:
    if context.opset < 18:
        context.unsupported("bitwise operations on integers need opset_version=18")
    return f"Bitwise{op_type}"


# -- two arguments


def arithmetic(op_type: str) -> Mapping:
    """An operation on `self` and `other` in the result's dtype; products and extremes of bools are Or and And."""

    def mapping(context: OnnxContext, node: OnnxNode) -> Value:
        emitted = _OR_AND.get(op_type, op_type) if node.dtype is bool_dtype else op_type
        return context.emit(emitted, *cast_all(context, node.dtype, node.self, node.other))

    return mapping


def _scaled(context: OnnxContext, value: Value, scale: Number | Value) -> Value:
    if not isinstance(scale, Value) and scale == 1:
        return value
    return context.emit("Mul", value, context.cast(scale, context.dtype(value)))


def add(context: OnnxContext, node: OnnxNode) -> Value:
    own, other = cast_all(context, node.dtype, node.self, node.other)
    if node.dtype is bool_dtype:
        return context.emit("Or", own, other)
    return context.emit("Add", own, _scaled(context, other, node.alpha))


def sub(context: OnnxContext, node: OnnxNode) -> Value:
    own, other = cast_all(context, node.dtype, node.self, node.other)
    return context.emit("Sub", own, _scaled(context, other, node.alpha))


def rsub(context: OnnxContext, node: OnnxNode) -> Value:
    own, other = cast_all(context, node.dtype, node.self, node.other)
    return context.emit("Sub", other, _scaled(context, own, node.alpha))


mul = arithmetic("Mul")
div = arithmetic("Div")
maximum = arithmetic("Max")
minimum = arithmetic("Min")


def pow(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("Pow", *cast_all(context, node.dtype, node.self, node.exponent))


def _floor_quotient(context: OnnxContext, a: Value, b: Value) -> Value:
    if context.dtype(a).is_floating_point:
        return context.emit("Floor", context.emit("Div", a, b))
    # ONNX divides integers towards zero; without its remainder, of the divisor's sign, nothing is left to round.
    return context.emit("Div", context.emit("Sub", a, context.emit("Mod", a, b)), b)


def floor_divide(context: OnnxContext, node: OnnxNode) -> Value:
    return _floor_quotient(context, *cast_all(context, node.dtype, node.self, node.other))


def div_mode(context: OnnxContext, node: OnnxNode) -> Value:
    a, b = cast_all(context, node.dtype, node.self, node.other)
    if node.rounding_mode == "floor":
        return _floor_quotient(context, a, b)
    quotient = context.emit("Div", a, b)
    towards_zero = node.rounding_mode == "trunc" and node.dtype.is_floating_point
    return _rounded(context, quotient) if towards_zero else quotient


def remainder(context: OnnxContext, node: OnnxNode) -> Value:
    a, b = cast_all(context, node.dtype, node.self, node.other)
    if not node.dtype.is_floating_point:
        return context.emit("Mod", a, b)
    return context.emit("Sub", a, context.emit("Mul", b, _floor_quotient(context, a, b)))


def fmod(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("Mod", *cast_all(context, node.dtype, node.self, node.other), fmod=1)


def comparison(op_type: str) -> Mapping:
    """An operation on `self` and `other` in their common dtype, with a bool result."""

    def mapping(context: OnnxContext, node: OnnxNode) -> Value:
        kind = promoted(context, node.self, node.other)
        return context.emit(op_type, *cast_all(context, kind, node.self, node.other))

    return mapping


eq = comparison("Equal")
lt = comparison("Less")
le = comparison("LessOrEqual")
gt = comparison("Greater")
ge = comparison("GreaterOrEqual")


def ne(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("Not", eq(context, node))


def logical(op_type: str) -> Mapping:
    """An operation on the truth of `self` and `other`."""

    def mapping(context: OnnxContext, node: OnnxNode) -> Value:
        return context.emit(op_type, *cast_all(context, bool_dtype, node.self, node.other))

    return mapping


logical_and = logical("And")
logical_or = logical("Or")
logical_xor = logical("Xor")


def bitwise(op_type: str) -> Mapping:
    """An operation on the bits of integers, or on bools."""

    def mapping(context: OnnxContext, node: OnnxNode) -> Value:
        emitted = op_type if node.dtype is bool_dtype else _bitwise(context, op_type)
        return context.emit(emitted, *cast_all(context, node.dtype, node.self, node.other))

    return mapping


bitwise_and = bitwise("And")
bitwise_or = bitwise("Or")
bitwise_xor = bitwise("Xor")


# -- three arguments


def where(context: OnnxContext, node: OnnxNode) -> Value:
    condition = context.cast(node.condition, bool_dtype)
    return context.emit("Where", condition, *cast_all(context, node.dtype, node.self, node.other))


def masked_fill(context: OnnxContext, node: OnnxNode) -> Value:
    value = context.cast(node.value, node.dtype)
    return context.emit("Where", node.mask, value, context.cast(node.self, node.dtype))


def _bound(context: OnnxContext, value: Value, low: Any, high: Any) -> Value:
    """Elements limited to [low, high]; a bound may be None, a number or a tensor."""
    kind = context.dtype(value)
    if low is not None:
        value = context.emit("Max", value, context.cast(low, kind))
    if high is not None:
        value = context.emit("Min", value, context.cast(high, kind))
    return value


def clamp(context: OnnxContext, node: OnnxNode) -> Value:
    value = context.cast(node.self, node.dtype)
    low, high = node.min, node.max
    if isinstance(low, Value) or isinstance(high, Value):
        return _bound(context, value, low, high)
    bounds = [None if each is None else like(context, each, value) for each in (low, high)]
    return context.emit("Clip", value, *bounds)


def clamp_min(context: OnnxContext, node: OnnxNode) -> Value:
    return _bound(context, context.cast(node.self, node.dtype), node.min, None)


def clamp_max(context: OnnxContext, node: OnnxNode) -> Value:
    return _bound(context, context.cast(node.self, node.dtype), None, node.max)


def lerp(context: OnnxContext, node: OnnxNode) -> Value:
    own, end = node.self, node.end
    step = context.emit("Mul", context.cast(node.weight, node.dtype), context.emit("Sub", end, own))
    return context.emit("Add", own, step)


def addcmul(context: OnnxContext, node: OnnxNode) -> Value:
    own, first, second = cast_all(context, node.dtype, node.self, node.tensor1, node.tensor2)
    return context.emit("Add", own, _scaled(context, context.emit("Mul", first, second), node.value))


def addcdiv(context: OnnxContext, node: OnnxNode) -> Value:
    own, first, second = cast_all(context, node.dtype, node.self, node.tensor1, node.tensor2)
    return context.emit("Add", own, _scaled(context, context.emit("Div", first, second), node.value))
