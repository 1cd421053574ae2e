"""Logical operators, on truth values of any dtype, and bitwise ones, on integers and bool."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...dtype import bool as bool_dtype
from .. import onnx
from ..pointwise import compute, inplace, pointwise, require
from ..promotion import result_type
from ..registry import operator
from .samples import sample, sample_ints

Array = np.ndarray
Samples = list[tuple[Any, ...]]
Function = Callable[[Any, Any], Any]


def _truths() -> Samples:
    return [
        (sample(2, 3), np.array([True, False, True])),
        (sample_ints(0, 2), sample_ints(1, 0)),
        (np.array([True, False]), np.array([[True], [False]])),
    ]


def _logical(name: str, function: Function) -> None:
    def kernel(self: Array, other: Array) -> Array:
        return compute(function, (self, other), result_type(self, other), bool_dtype)

    pointwise(
        f"aten::logical_{name}(Tensor self, Tensor other) -> Tensor",
        samples=_truths,
        inplace_variants="method",
        differentiable=False,
        onnx=getattr(onnx.elementwise, f"logical_{name}"),
    )(kernel)


_logical("and", np.logical_and)
_logical("or", np.logical_or)
_logical("xor", np.logical_xor)


def _masks() -> Samples:
    return [
        (sample_ints(12, -7, 3), sample_ints(10, 5, 1)),
        (np.array([True, False]), np.array([[True], [False]])),
        (sample_ints(12, -7, 3), 6),
        (np.array([True, False]), sample_ints(6, 5)),
    ]


def _bitwise(name: str, function: Function, dunder: str) -> None:
    """Register `bitwise_<name>` and the dunder operator that Python code calls, with their in-place forms."""

    def kernel(self: Any, other: Any) -> Array:
        kind = result_type(self, other)
        require(not (kind.is_floating_point or kind.is_complex), f"bitwise_{name}_cpu", kind)
        return compute(function, (self, other), kind)

    pointwise(
        f"aten::bitwise_{name}.Tensor(Tensor self, Tensor other) -> Tensor",
        f"aten::bitwise_{name}.Scalar(Tensor self, Scalar other) -> Tensor",
        f"aten::bitwise_{name}.Scalar_Tensor(Scalar self, Tensor other) -> Tensor",
        samples=lambda: [*_masks(), (6, sample_ints(12, 5))],
        inplace_variants="method",
        differentiable=False,
        onnx=getattr(onnx.elementwise, f"bitwise_{name}"),
    )(kernel)
    _dunder(dunder, kernel, _masks)


def _dunder(name: str, kernel: Function, samples: Callable[[], Samples]) -> None:
    pointwise(
        f"aten::__{name}__.Scalar(Tensor self, Scalar other) -> Tensor",
        f"aten::__{name}__.Tensor(Tensor self, Tensor other) -> Tensor",
        samples=samples,
        variants="method",
        differentiable=False,
        onnx=getattr(onnx.elementwise, f"bitwise_{name}", None),
    )(kernel)
    operator(
        f"aten::__i{name}__.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)",
        variants="method",
        samples=lambda: [(sample_ints(12, 7), sample_ints(1, 2))],
        differentiable=False,
    )(inplace(kernel))
    operator(
        f"aten::__i{name}__.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)",
        variants="method",
        samples=lambda: [(sample_ints(12, 7), 2)],
        differentiable=False,
    )(inplace(kernel))


_bitwise("and", np.bitwise_and, "and")
_bitwise("or", np.bitwise_or, "or")
_bitwise("xor", np.bitwise_xor, "xor")


def _left(x: Any, count: Any) -> Any:
    """x << count, where a negative count or one beyond the width clears every bit."""
    width = x.itemsize * 8
    inside = (count >= 0) & (count < width)
    return np.where(inside, np.left_shift(x, np.where(inside, count, 0)), 0)


def _right(x: Any, count: Any) -> Any:
    """x >> count, where a negative count or one beyond the width leaves only the sign."""
    last = x.itemsize * 8 - 1
    return np.right_shift(x, np.where((count >= 0) & (count <= last), count, last))


def _shift(direction: str, function: Function, short: str) -> None:
    def kernel(self: Any, other: Any) -> Array:
        kind = result_type(self, other)
        require(kind.category == 1, f"{short}_cpu", kind)
        return compute(function, (self, other), kind)

    def samples() -> Samples:
        return [(sample_ints(12, -7, 3), sample_ints(1, 2, 70)), (sample_ints(12, -7, 3), 2)]

    pointwise(
        f"aten::bitwise_{direction}_shift.Tensor(Tensor self, Tensor other) -> Tensor",
        samples=samples,
        inplace_variants="method",
        differentiable=False,
    )(kernel)
    pointwise(
        f"aten::bitwise_{direction}_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor",
        f"aten::bitwise_{direction}_shift.Scalar_Tensor(Scalar self, Tensor other) -> Tensor",
        samples=lambda: [*samples(), (6, sample_ints(1, 2))],
        inplace_variants="method",
        differentiable=False,
    )(kernel)
    _dunder(short, kernel, samples)


_shift("left", _left, "lshift")
_shift("right", _right, "rshift")
