"""Less common arithmetic element by element: heaviside, gcd, ldexp, logaddexp2, …; other names of the arc functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...dtype import bool as bool_dtype
from ...dtype import int32
from ..pointwise import compute, dtype_of, inplace, pointwise, require, write_into
from ..promotion import result_type
from ..registry import operator
from . import elementwise_binary, elementwise_ternary, elementwise_unary
from .reduction import finish
from .samples import sample, sample_ints
from .sizes import type_name, wrap_dim

Array = np.ndarray
Samples = list[tuple[Any, ...]]


def _pairs() -> Samples:
    return [(sample(2, 3), sample(3)), (sample(4, 3).T, sample(3, 4))]


@pointwise(
    "aten::heaviside(Tensor self, Tensor values) -> Tensor",
    samples=lambda: [(np.array([-1.5, 0.0, 2.0]), np.array([0.5])), (sample_ints(-1, 0, 3), sample_ints(7))],
    inplace_variants="method",
    grad_fn="NotImplemented",
)
def heaviside(self: Array, values: Array) -> Array:
    """0 for negative elements, 1 for positive ones, and `values` at 0."""
    if self.dtype.kind == "c" or values.dtype.kind == "c":
        raise RuntimeError("heaviside is not yet implemented for complex tensors.")
    if self.dtype != values.dtype:
        raise RuntimeError("heaviside is not yet implemented for tensors with different dtypes.")
    return compute(lambda x, y: np.where(x == 0, y, x > 0), (self, values), dtype_of(self))


def _whole_numbers(function: np.ufunc, name: str) -> Callable[[Array, Array], Array]:
    def kernel(self: Array, other: Array) -> Array:
        kind = result_type(self, other)
        integral = not (kind.is_floating_point or kind.is_complex or kind is bool_dtype)
        require(integral, f"{name}_cpu", kind)
        return compute(function, (self, other), kind)

    return kernel


for _name, _ufunc in (("gcd", np.gcd), ("lcm", np.lcm)):
    pointwise(
        f"aten::{_name}(Tensor self, Tensor other) -> Tensor",
        samples=lambda: [(sample_ints(12, -18, 0), sample_ints(8, 12, 5)), (sample_ints(12, 7), sample_ints(8))],
        inplace_variants="function method",
        grad_fn="NotImplemented",
    )(_whole_numbers(_ufunc, _name))


@pointwise(
    "aten::nextafter(Tensor self, Tensor other) -> Tensor",
    samples=_pairs,
    inplace_variants="method",
)
def nextafter(self: Array, other: Array) -> Array:
    """The next number towards `other`."""
    kind = result_type(self, other)
    require(kind.is_floating_point, "nextafter_cpu", kind)
    return compute(np.nextafter, (self, other), kind)


@pointwise(
    "aten::ldexp.Tensor(Tensor self, Tensor other) -> Tensor",
    samples=lambda: [(sample(2, 3), sample_ints(1, 2, -1)), (sample_ints(1, 2), sample_ints(3, 1))],
    grad_fn="LdexpBackward0",
)
def ldexp(self: Array, other: Array) -> Array:
    """self times 2 ** other."""
    powers = elementwise_binary.pow_base(2.0, other)
    found: Array = elementwise_binary.mul(self, powers)
    return found


operator(
    "aten::ldexp_(Tensor(a!) self, Tensor other) -> Tensor(a!)",
    variants="function method",
    grad_fn="MulBackward0",
    samples=lambda: [(sample(2, 3), sample_ints(1, 2, -1))],
)(inplace(ldexp))


@pointwise("aten::logaddexp2(Tensor self, Tensor other) -> Tensor", samples=_pairs)
def logaddexp2(self: Array, other: Array) -> Array:
    """log2(2 ** self + 2 ** other)."""
    kind = result_type(self, other)
    require(kind.is_floating_point or kind.is_complex, "logaddexp2_cpu", kind)
    return compute(np.logaddexp2, (self, other), kind)


@operator(
    "aten::xlogy_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)",
    variants="function method",
    samples=lambda: [(sample(2, 3), abs(sample(3)))],
)
def xlogy_(self: Array, other: Array) -> Array:
    return write_into(self, elementwise_ternary.xlogy(self, other))


@operator(
    "aten::xlogy_.Scalar_Other(Tensor(a!) self, Scalar other) -> Tensor(a!)",
    variants="function method",
    grad_fn="XlogyBackward2",
    samples=lambda: [(sample(2, 3), 1.5)],
)
def xlogy_scalar_(self: Array, other: Any) -> Array:
    return write_into(self, elementwise_ternary.xlogy(self, other))


def _float_power_(self: Array, exponent: Any) -> Array:
    wide = np.complex128 if result_type(self, exponent).is_complex else np.float64
    if self.dtype != wide:
        from_, to = type_name(self), "ComplexDouble" if wide is np.complex128 else "Double"
        raise RuntimeError(
            f"the base given to float_power_ has dtype {from_} but the operation's result requires dtype {to}"
        )
    of_tensor = isinstance(exponent, Array)
    kernel = elementwise_binary.float_power_tensor if of_tensor else elementwise_binary.float_power_scalar
    return write_into(self, kernel(self, exponent))


operator(
    "aten::float_power_.Tensor(Tensor(a!) self, Tensor exponent) -> Tensor(a!)",
    variants="method",
    grad_fn="PowBackward1",
    samples=lambda: [(abs(sample(2, 3)).astype(np.float64), sample(3))],
)(_float_power_)
operator(
    "aten::float_power_.Scalar(Tensor(a!) self, Scalar exponent) -> Tensor(a!)",
    variants="method",
    grad_fn="PowBackward0",
    samples=lambda: [(abs(sample(2, 3)).astype(np.float64), 2)],
)(_float_power_)


@operator(
    "aten::frexp.Tensor(Tensor self) -> (Tensor mantissa, Tensor exponent)",
    differentiable=(True, False),
    grad_fn="FrexpBackward0",
    samples=lambda: [(sample(2, 3),), (sample(4, 3).T,)],
)
def frexp(self: Array) -> tuple[Array, Array]:
    """A mantissa in [0.5, 1) and an exponent of 2."""
    if self.dtype.kind != "f":
        raise RuntimeError("torch.frexp() only supports floating-point dtypes")
    kind = dtype_of(self)
    return (
        compute(lambda x: np.frexp(x)[0], (self,), kind),
        compute(lambda x: np.frexp(x)[1], (self,), kind, int32),
    )


def _tested(function: Callable[[Array], Any], self: Array) -> Array:
    return compute(function, (self,), dtype_of(self), bool_dtype)


def _extremes() -> Samples:
    return [(np.array([1.0, -np.inf, np.inf, np.nan, -0.0], np.float32),), (sample_ints(-1, 2),), (sample(4, 3).T,)]


@pointwise("aten::signbit(Tensor self) -> Tensor", samples=_extremes, differentiable=False)
def signbit(self: Array) -> Array:
    if self.dtype.kind == "c":
        raise RuntimeError("signbit is not implemented for complex tensors.")
    return _tested(lambda x: np.signbit(x) if x.dtype.kind == "f" else x < 0, self)


@pointwise("aten::isposinf(Tensor self) -> Tensor", samples=_extremes, differentiable=False)
def isposinf(self: Array) -> Array:
    if self.dtype.kind == "c":
        raise RuntimeError("isposinf does not support complex inputs.")
    return _tested(lambda x: x == np.inf, self)


@pointwise("aten::isneginf(Tensor self) -> Tensor", samples=_extremes, differentiable=False)
def isneginf(self: Array) -> Array:
    if self.dtype.kind == "c":
        raise RuntimeError("isneginf does not support complex inputs.")
    return _tested(lambda x: x == -np.inf, self)


@pointwise("aten::isreal(Tensor self) -> Tensor", samples=_extremes, differentiable=False)
def isreal(self: Array) -> Array:
    return _tested(np.isreal, self)


@operator(
    "aten::aminmax(Tensor self, *, int? dim=None, bool keepdim=False) -> (Tensor min, Tensor max)",
    samples=lambda: [(sample(2, 3),), (sample(4, 3).T, {"dim": 0}), (sample(2, 3), {"dim": 1, "keepdim": True})],
)
def aminmax(self: Array, dim: int | None, keepdim: bool) -> tuple[Array, Array]:
    """The smallest and the largest elements."""
    kind = dtype_of(self)
    require(not kind.is_complex, "aminmax_cpu", kind)
    if dim is None:
        if self.size == 0:
            raise RuntimeError(
                "aminmax(): cannot compute aminmax over an empty dimension as the operation has no identity."
            )
        axis = None
    else:
        axis = wrap_dim(dim, self.ndim)
        if self.ndim and self.shape[axis] == 0:
            raise IndexError(f"aminmax(): Expected reduction dim {axis} to have non-zero size.")
        axis = axis if self.ndim else None
    return (
        finish(self.min(axis=axis, keepdims=keepdim), kind),
        finish(self.max(axis=axis, keepdims=keepdim), kind),
    )


for _name in ("asin", "acos", "atan", "asinh", "acosh", "atanh"):
    _kernel = getattr(elementwise_unary, _name)
    _title = "".join(part.capitalize() for part in _name.split("_"))
    _own = (lambda: [(abs(sample(2, 3)) + 1,)]) if _name == "acosh" else (lambda: [(sample(2, 3) / np.float32(2.5),)])
    pointwise(
        f"aten::arc{_name[1:]}(Tensor self) -> Tensor",
        samples=_own,
        inplace_variants="function method",
        grad_fn=f"{_title}Backward0",
    )(_kernel)

pointwise(
    "aten::arctan2(Tensor self, Tensor other) -> Tensor",
    samples=_pairs,
    inplace_variants="method",
    grad_fn="Atan2Backward0",
)(elementwise_ternary.atan2)
