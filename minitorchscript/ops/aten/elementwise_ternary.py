"""Elementwise choices and combinations: minimum, maximum, clamp, where, lerp, addcmul, atan2."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...dtype import dtype
from .. import onnx
from ..casting import converted
from ..pointwise import compute, dtype_of, fill_value, floating, number_as, pointwise, require, write_into
from ..promotion import can_cast, result_type
from ..registry import operator
from ..strides import tensor_iterator_like
from .samples import sample, sample_ints
from .sizes import broadcast_sizes, cpp_name

Array = np.ndarray
Samples = list[tuple[Any, ...]]

_BOTH = "function method"


def _tensor_pairs() -> Samples:
    return [
        (sample(2, 3), sample(3)[::-1]),
        (sample(4, 3).T, sample(3, 4)),
        (sample_ints(1, 5), sample_ints(3, 2)),
        (sample(2, 3), np.array(0.5)),
    ]


def _extreme(function: Callable[[Array, Array], Any], a: Array, b: Array, name: str) -> Array:
    kind = result_type(a, b)
    if kind.is_complex:
        raise RuntimeError(f"{name} not implemented for complex tensors.")
    return compute(function, (a, b), kind)


@pointwise(
    "aten::maximum(Tensor self, Tensor other) -> Tensor",
    "aten::max.other(Tensor self, Tensor other) -> Tensor",
    samples=_tensor_pairs,
    grad_fn="MaximumBackward0",
    onnx=onnx.elementwise.maximum,
)
def maximum(self: Array, other: Array) -> Array:
    return _extreme(np.maximum, self, other, "maximum")


@pointwise(
    "aten::minimum(Tensor self, Tensor other) -> Tensor",
    "aten::min.other(Tensor self, Tensor other) -> Tensor",
    samples=_tensor_pairs,
    grad_fn="MinimumBackward0",
    onnx=onnx.elementwise.minimum,
)
def minimum(self: Array, other: Array) -> Array:
    return _extreme(np.minimum, self, other, "minimum")


@pointwise("aten::fmax(Tensor self, Tensor other) -> Tensor", samples=_tensor_pairs)
def fmax(self: Array, other: Array) -> Array:
    return _extreme(np.fmax, self, other, "fmax")


@pointwise("aten::fmin(Tensor self, Tensor other) -> Tensor", samples=_tensor_pairs)
def fmin(self: Array, other: Array) -> Array:
    return _extreme(np.fmin, self, other, "fmin")


def _fractional(function: Callable[[Array, Array], Any], a: Any, b: Any, kernel_name: str) -> Array:
    kind = floating(result_type(a, b))
    require(not kind.is_complex, kernel_name, kind)
    return compute(function, (a, b), kind)


@pointwise("aten::atan2(Tensor self, Tensor other) -> Tensor", samples=_tensor_pairs, inplace_variants="method")
def atan2(self: Array, other: Array) -> Array:
    return _fractional(np.arctan2, self, other, "atan2_cpu")


@pointwise(
    "aten::hypot(Tensor self, Tensor other) -> Tensor",
    samples=lambda: _tensor_pairs()[:2],
    inplace_variants="method",
)
def hypot(self: Array, other: Array) -> Array:
    kind = result_type(self, other)
    require(kind.is_floating_point, "hypot_cpu", kind)
    return compute(np.hypot, (self, other), kind)


@pointwise("aten::logaddexp(Tensor self, Tensor other) -> Tensor", samples=lambda: _tensor_pairs()[:2])
def logaddexp(self: Array, other: Array) -> Array:
    kind = result_type(self, other)
    require(kind.is_floating_point, "logaddexp_cpu", kind)
    return compute(np.logaddexp, (self, other), kind)


@pointwise(
    "aten::xlogy.Tensor(Tensor self, Tensor other) -> Tensor",
    "aten::xlogy.Scalar_Other(Tensor self, Scalar other) -> Tensor",
    "aten::xlogy.Scalar_Self(Scalar self, Tensor other) -> Tensor",
    samples=lambda: [(sample(2, 3), abs(sample(3))), (sample(2, 3), 2.0), (0, sample(2, 3))],
    grad_fn=("XlogyBackward0", "XlogyBackward2", "XlogyBackward1"),
)
def xlogy(self: Any, other: Any) -> Array:
    return _fractional(lambda x, y: np.where((x == 0) & ~np.isnan(y), 0, x * np.log(y)), self, other, "xlogy_cpu")


@pointwise(
    "aten::copysign.Tensor(Tensor self, Tensor other) -> Tensor",
    "aten::copysign.Scalar(Tensor self, Scalar other) -> Tensor",
    samples=lambda: [(sample(2, 3), sample(3)[::-1]), (sample(2, 3), -1)],
    inplace_variants="method",
    grad_fn=("CopysignBackward0", "CopysignBackward1"),
)
def copysign(self: Any, other: Any) -> Array:
    return _fractional(np.copysign, self, other, "copysign_cpu")


def _clamped(self: Array, low: Any, high: Any) -> Array:
    if low is None and high is None:
        raise RuntimeError("torch.clamp: At least one of 'min' or 'max' must not be None")
    kind = result_type(self, low, high)
    if kind.is_complex:
        raise NotImplementedError("clamp is not supported for complex types")
    if isinstance(high if low is None else low, np.ndarray):
        if low is None:
            return compute(np.minimum, (self, high), kind)
        if high is None:
            return compute(np.maximum, (self, low), kind)
        require(kind.name != "bool", "clamp_cpu", kind)
        return compute(lambda x, low, high: np.minimum(np.maximum(x, low), high), (self, low, high), kind)
    one_sided = "clamp_max_scalar_cpu" if low is None else "clamp_min_scalar_cpu"
    require(kind.name != "bool", one_sided if low is None or high is None else "clamp_scalar_cpu", kind)
    floor = None if low is None else fill_value(low, kind)
    ceiling = None if high is None else fill_value(high, kind)

    def function(x: Array) -> Any:
        if floor is not None:
            x = np.maximum(x, floor)
        return x if ceiling is None else np.minimum(x, ceiling)

    return compute(function, (self,), kind)


def _clamp_(self: Array, low: Any, high: Any) -> Array:
    result = _clamped(self, low, high)
    if not can_cast(dtype_of(result), dtype_of(self)) and not isinstance(low if high is None else high, np.ndarray):
        raise RuntimeError(
            f"result type {dtype_of(result).ir_name} can't be cast to the desired output type {cpp_name(self.dtype)}"
        )
    return write_into(self, result)


for _name in ("clamp", "clip"):
    pointwise(
        f"aten::{_name}(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor",
        f"aten::{_name}.Tensor(Tensor self, Tensor? min=None, Tensor? max=None) -> Tensor",
        samples=lambda: [
            (sample(2, 3), -0.5, 1),
            (sample(4, 3).T, None, 0.5),
            (sample_ints(1, 5), 2),
            (sample_ints(1, 5), 2.5),
            (sample(2, 3), sample(3), sample(2, 1)),
            (sample(2, 3), None, sample(3)),
        ],
        grad_fn=("ClampBackward1", "ClampBackward0"),
        onnx=onnx.elementwise.clamp,
    )(_clamped)
    operator(
        f"aten::{_name}_(Tensor(a!) self, Scalar? min=None, Scalar? max=None) -> Tensor(a!)",
        samples=lambda: [(sample(2, 3), 0.5), (sample_ints(1, 2, 3), None, 2), (sample_ints(1, 2, 3), 1.5)],
        grad_fn="ClampBackward1",
    )(_clamp_)
    operator(
        f"aten::{_name}_.Tensor(Tensor(a!) self, Tensor? min=None, Tensor? max=None) -> Tensor(a!)",
        samples=lambda: [(sample(2, 3), sample(3)), (sample_ints(1, 2, 3), None, sample(3))],
        grad_fn="ClampBackward0",
    )(_clamp_)


@pointwise(
    "aten::clamp_min(Tensor self, Scalar min) -> Tensor",
    "aten::clamp_min.Tensor(Tensor self, Tensor min) -> Tensor",
    samples=lambda: [(sample(2, 3), 0), (sample(2, 3), sample(3)), (sample_ints(1, 5), 2)],
    inplace_variants=_BOTH,
    grad_fn=("ClampMinBackward0", "ClampMinBackward1"),
    onnx=onnx.elementwise.clamp_min,
)
def clamp_min(self: Array, min: Any) -> Array:
    return _clamped(self, min, None)


@pointwise(
    "aten::clamp_max(Tensor self, Scalar max) -> Tensor",
    "aten::clamp_max.Tensor(Tensor self, Tensor max) -> Tensor",
    samples=lambda: [(sample(2, 3), 0), (sample(2, 3), sample(3)), (sample_ints(1, 5), 2)],
    inplace_variants=_BOTH,
    grad_fn=("ClampMaxBackward0", "ClampMaxBackward1"),
    onnx=onnx.elementwise.clamp_max,
)
def clamp_max(self: Array, max: Any) -> Array:
    return _clamped(self, None, max)


def _condition() -> Array:
    return np.array([[True], [False]])


@pointwise(
    "aten::where.self(Tensor condition, Tensor self, Tensor other) -> Tensor",
    "aten::where.ScalarOther(Tensor condition, Tensor self, Scalar other) -> Tensor",
    "aten::where.ScalarSelf(Tensor condition, Scalar self, Tensor other) -> Tensor",
    "aten::where.Scalar(Tensor condition, Scalar self, Scalar other) -> Tensor",
    samples=lambda: [
        (_condition(), sample(2, 3), sample(3)),
        (_condition(), sample_ints(1, 2), sample(2)),
        (_condition(), sample(2, 3), 0),
        (_condition(), 1, sample(2, 3)),
        (_condition(), 1.5, 0),
    ],
    onnx=onnx.elementwise.where,
)
def where(condition: Array, self: Any, other: Any) -> Array:
    if condition.dtype not in (np.bool_, np.uint8):
        raise RuntimeError(
            "where expected condition to be a boolean tensor, but got a tensor with dtype "
            f"{dtype_of(condition).ir_name}"
        )
    kind = result_type(self, other)
    chosen, rest = (
        converted(each, kind) if isinstance(each, np.ndarray) else number_as(each, kind.numpy) for each in (self, other)
    )
    broadcast_sizes(broadcast_sizes(condition.shape, np.shape(chosen)), np.shape(rest))
    return tensor_iterator_like(np.where(condition, chosen, rest), condition, chosen, rest)


def _same_dtype(*named: tuple[str, Array, dtype]) -> None:
    for name, array, expected in named:
        kind = dtype_of(array)
        if kind is not expected:
            raise RuntimeError(f"expected dtype {cpp_name(expected)} for `{name}` but got dtype {cpp_name(kind)}")


@pointwise(
    "aten::lerp.Scalar(Tensor self, Tensor end, Scalar weight) -> Tensor",
    "aten::lerp.Tensor(Tensor self, Tensor end, Tensor weight) -> Tensor",
    samples=lambda: [
        (sample(2, 3), sample(3), 0.25),
        (sample(2, 3), sample(3), 0.75),
        (sample(2, 3), sample(3), abs(sample(2, 1))),
    ],
    inplace_variants="method",
    grad_fn=("LerpBackward0", "LerpBackward1"),
    onnx=onnx.elementwise.lerp,
)
def lerp(self: Array, end: Array, weight: Any) -> Array:
    kind = dtype_of(self)
    _same_dtype(("end", end, kind))
    if isinstance(weight, np.ndarray):
        _same_dtype(("weight", weight, kind))
    require(
        kind.is_floating_point or kind.is_complex,
        "lerp_kernel_tensor" if isinstance(weight, np.ndarray) else "lerp_kernel_scalar",
        kind,
    )

    def function(start: Array, end: Array, *given: Array) -> Any:
        """Interpolate from the nearer end, so that weight 1 gives `end` exactly."""
        step = end - start
        ratio = given[0] if given else number_as(weight, start.dtype)
        return np.where(np.abs(ratio) < 0.5, start + ratio * step, end - step * (1 - ratio))

    operands = (self, end, weight) if isinstance(weight, np.ndarray) else (self, end)
    return compute(function, operands, kind)


def _triples() -> Samples:
    return [
        (sample(2, 3), sample(3), sample(2, 1)),
        (sample(2, 3), sample(2, 3) * 2, sample(3), {"value": 0.5}),
        (sample(4, 3).T, sample(3, 4), sample(3, 4)),
    ]


@pointwise(
    "aten::addcmul(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor",
    samples=lambda: [*_triples(), (sample_ints(1, 2), sample_ints(3, 4), sample_ints(5, 6), {"value": 2})],
    inplace_variants="method",
    onnx=onnx.elementwise.addcmul,
)
def addcmul(self: Array, tensor1: Array, tensor2: Array, value: Any) -> Array:
    kind = result_type(self, tensor1, tensor2)
    require(kind.name != "bool", "addcmul_cpu_out", kind)
    return compute(lambda x, a, b: x + x.dtype.type(value) * a * b, (self, tensor1, tensor2), kind)


@pointwise(
    "aten::addcdiv(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor",
    samples=_triples,
    inplace_variants="method",
    onnx=onnx.elementwise.addcdiv,
)
def addcdiv(self: Array, tensor1: Array, tensor2: Array, value: Any) -> Array:
    if all(dtype_of(each).category <= 1 for each in (tensor1, tensor2)):
        raise RuntimeError(
            "Integer division with addcdiv is no longer supported, and in a future  release addcdiv will "
            "perform a "
            "true division of tensor1 and tensor2. The historic addcdiv behavior can be implemented as "
            "(input + value "
            "* torch.trunc(tensor1 / tensor2)).to(input.dtype) for integer inputs and as (input + value "
            "* tensor1 / "
            "tensor2) for float inputs. The future addcdiv behavior is just the latter implementation: "
            "(input + value "
            "* tensor1 / tensor2), for all dtypes."
        )
    kind = result_type(self, tensor1, tensor2)
    return compute(lambda x, a, b: x + x.dtype.type(value) * a / b, (self, tensor1, tensor2), kind)
