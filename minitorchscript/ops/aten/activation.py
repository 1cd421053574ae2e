"""Activation functions, elementwise: relu and its kin, sigmoid-like gates, shrinkage."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...dtype import bool as bool_dtype
from .. import onnx, special
from ..pointwise import compute, dtype_of, fill_value, pointwise, require
from ..registry import operator
from ..strides import contiguous, like_strides, strided_copy
from .samples import sample, sample_ints
from .sizes import wrap_dim

Array = np.ndarray
Samples = list[tuple[Any, ...]]

_BOTH = "function method"


def _inputs() -> Samples:
    return [(sample(2, 3) * 3,), (sample(4, 3).T * 4,)]


def _with_ints() -> Samples:
    return [*_inputs(), (sample_ints(-2, 0, 9),)]


def _floating(function: Callable[[Array], Any], self: Array, kernel_name: str) -> Array:
    """Apply a function that PyTorch's kernel has for floating dtypes only."""
    kind = dtype_of(self)
    require(kind.is_floating_point, kernel_name, kind)
    return compute(function, (self,), kind)


@pointwise("aten::relu(Tensor self) -> Tensor", samples=_with_ints, inplace_variants=_BOTH, onnx=onnx.same("Relu"))
def relu(self: Array) -> Array:
    kind = dtype_of(self)
    if kind is bool_dtype:
        raise RuntimeError("Boolean inputs not supported for relu")
    if kind.is_complex:
        raise NotImplementedError("clamp is not supported for complex types")
    return compute(lambda x: np.maximum(x, 0), (self,), kind)


def _hardtanh(self: Array, min_val: Any, max_val: Any) -> Array:
    kind = dtype_of(self)
    if kind is bool_dtype:
        raise RuntimeError("Bool inputs not supported for hardtanh")
    if not (kind.is_floating_point or kind.is_complex):
        min_val, max_val = int(min_val), int(max_val)
        if kind.name == "uint8" and min(min_val, max_val) < 0:
            raise RuntimeError("cannot do hardtanh on an unsigned type with negative limits")
    if kind.is_complex:
        raise NotImplementedError("clamp is not supported for complex types")
    low, high = fill_value(min_val, kind), fill_value(max_val, kind)
    result = compute(lambda x: np.minimum(np.maximum(x, low), high), (self,), kind)
    return strided_copy(result, like_strides(self))


@pointwise(
    "aten::relu6(Tensor self) -> Tensor",
    samples=_with_ints,
    variants="nn",
    inplace_variants="nn",
    grad_fn="HardtanhBackward0",
    onnx=onnx.activation.relu6,
)
def relu6(self: Array) -> Array:
    return _hardtanh(self, 0, 6)


@pointwise(
    "aten::hardtanh(Tensor self, Scalar min_val=-1, Scalar max_val=1) -> Tensor",
    samples=lambda: [*_with_ints(), (sample(2, 3), -0.5, 0.25)],
    variants="nn",
    inplace_variants="nn",
    onnx=onnx.activation.hardtanh,
)
def hardtanh(self: Array, min_val: Any, max_val: Any) -> Array:
    return _hardtanh(self, min_val, max_val)


@pointwise(
    "aten::leaky_relu(Tensor self, Scalar negative_slope=0.01) -> Tensor",
    samples=lambda: [*_inputs(), (sample(2, 3), 0.2)],
    variants="nn",
    inplace_variants="nn",
    onnx=onnx.activation.leaky_relu,
)
def leaky_relu(self: Array, negative_slope: Any) -> Array:
    return _floating(lambda x: np.where(x > 0, x, x * x.dtype.type(negative_slope)), self, "leaky_relu_cpu")


def _elu(self: Array, alpha: Any, scale: Any, input_scale: Any) -> Array:
    def function(x: Array) -> Any:
        negative = np.expm1(x * x.dtype.type(input_scale)) * x.dtype.type(alpha * scale)
        return np.where(x <= 0, negative, x * x.dtype.type(scale))

    return _floating(function, self, "elu_cpu")


@pointwise(
    "aten::elu(Tensor self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1) -> Tensor",
    samples=lambda: [*_inputs(), (sample(2, 3), 0.5, 2, 0.7)],
    variants="nn",
    inplace_variants="nn",
    onnx=onnx.activation.elu,
)
def elu(self: Array, alpha: Any, scale: Any, input_scale: Any) -> Array:
    return _elu(self, alpha, scale, input_scale)


@pointwise(
    "aten::selu(Tensor self) -> Tensor",
    samples=_inputs,
    variants="function",
    inplace_variants="function",
    grad_fn="EluBackward0",
    onnx=onnx.same("Selu"),
)
def selu(self: Array) -> Array:
    return _elu(self, 1.6732632423543772848170429916717, 1.0507009873554804934193349852946, 1)


@pointwise(
    "aten::celu(Tensor self, Scalar alpha=1.) -> Tensor",
    samples=lambda: [*_inputs(), (sample(2, 3), 0.5)],
    variants="function",
    inplace_variants="function",
    grad_fn="CeluBackward0",
    onnx=onnx.activation.celu,
)
def celu(self: Array, alpha: Any) -> Array:
    if alpha == 0:
        raise RuntimeError("ZeroDivisionError: alpha cannot be 0 for CELU")
    return _elu(self, alpha, 1.0, 1.0 / alpha)


@pointwise(
    'aten::gelu(Tensor self, *, str approximate="none") -> Tensor',
    samples=lambda: [*_inputs(), (sample(2, 3), {"approximate": "tanh"})],
    variants="nn",
    inplace_variants="nn",
    onnx=onnx.activation.gelu,
)
def gelu(self: Array, approximate: str) -> Array:
    """x * Phi(x), with the normal distribution function from erf, or approximated through tanh."""
    if approximate not in ("none", "tanh"):
        raise RuntimeError("approximate argument must be either none or tanh.")

    def function(x: Array) -> Any:
        number = x.dtype.type
        if approximate == "none":
            return x * number(0.5) * (1 + special.erf(x * number(np.sqrt(0.5))))
        inner = number(np.sqrt(2 / np.pi)) * (x + number(0.044715) * x * x * x)
        return number(0.5) * x * (1 + np.tanh(inner))

    return _floating(function, self, "GeluKernelImpl")


@operator("aten::gelu.v1_8(Tensor self) -> Tensor", variants="", samples=_inputs, onnx=onnx.activation.gelu)
def gelu_of_1_8(self: Array) -> Array:
    """As graphs of PyTorch 1.8 call it, before there was an approximate form."""
    result: Array = gelu(self, "none")
    return result


@pointwise(
    "aten::silu(Tensor self) -> Tensor",
    samples=_inputs,
    variants="nn",
    inplace_variants="nn",
    onnx=onnx.activation.silu,
)
def silu(self: Array) -> Array:
    return _floating(lambda x: x / (1 + np.exp(-x)), self, "silu_cpu")


@pointwise(
    "aten::mish(Tensor self) -> Tensor",
    samples=_inputs,
    variants="nn",
    inplace_variants="nn",
    onnx=onnx.activation.mish,
)
def mish(self: Array) -> Array:
    return _floating(lambda x: x * np.tanh(np.logaddexp(x, x.dtype.type(0))), self, "mish_cpu")


@pointwise(
    "aten::hardswish(Tensor self) -> Tensor",
    samples=_inputs,
    variants="nn",
    inplace_variants="nn",
    onnx=onnx.same("HardSwish"),
)
def hardswish(self: Array) -> Array:
    return _floating(lambda x: x * np.clip(x + 3, 0, 6) / 6, self, "hardswish_cpu")


@pointwise(
    "aten::hardsigmoid(Tensor self) -> Tensor",
    samples=_inputs,
    variants="nn",
    inplace_variants="nn",
    onnx=onnx.activation.hardsigmoid,
)
def hardsigmoid(self: Array) -> Array:
    return _floating(lambda x: np.clip(x + 3, 0, 6) / 6, self, "hardsigmoid_cpu")


@pointwise(
    "aten::softplus(Tensor self, Scalar beta=1, Scalar threshold=20) -> Tensor",
    samples=lambda: [*_inputs(), (sample(2, 3) * 4, 2, 3)],
    variants="nn",
    onnx=onnx.activation.softplus,
)
def softplus(self: Array, beta: Any, threshold: Any) -> Array:
    """log(1 + exp(beta x)) / beta; beyond the threshold it is x itself."""

    def function(x: Array) -> Any:
        scaled = x * x.dtype.type(beta)
        return np.where(scaled > threshold, x, np.log1p(np.exp(scaled)) / x.dtype.type(beta))

    return _floating(function, self, "softplus_cpu")


@pointwise(
    "aten::log_sigmoid(Tensor self) -> Tensor",
    samples=_inputs,
    variants="nn",
    grad_fn="LogSigmoidBackward0",
    onnx=onnx.activation.log_sigmoid,
)
def log_sigmoid(self: Array) -> Array:
    result = _floating(lambda x: np.minimum(x, 0) - np.log1p(np.exp(-np.abs(x))), self, "log_sigmoid_cpu")
    return contiguous(result)


@pointwise(
    "aten::softshrink(Tensor self, Scalar lambd=0.5) -> Tensor",
    samples=lambda: [*_inputs(), (sample(2, 3), 1)],
    variants="nn",
    onnx=onnx.activation.softshrink,
)
def softshrink(self: Array, lambd: Any) -> Array:
    kind = dtype_of(self)
    require(kind.is_floating_point, "softshrink_check", kind)
    if not lambd >= 0:
        raise RuntimeError(f"lambda must be greater or equal to 0, but found to be {lambd:g}.")

    def function(x: Array) -> Any:
        bound = x.dtype.type(lambd)
        return np.where(x > bound, x - bound, np.where(x < -bound, x + bound, x * 0))

    return compute(function, (self,), kind)


@pointwise(
    "aten::hardshrink(Tensor self, Scalar lambd=0.5) -> Tensor",
    samples=lambda: [*_inputs(), (sample(2, 3), 1)],
    onnx=onnx.activation.hardshrink,
)
def hardshrink(self: Array, lambd: Any) -> Array:
    return _floating(lambda x: np.where(np.abs(x) <= x.dtype.type(lambd), 0, x), self, "hardshrink_cpu")


@pointwise(
    "aten::threshold(Tensor self, Scalar threshold, Scalar value) -> Tensor",
    samples=lambda: [(sample(2, 3), 0.1, -5), (sample_ints(1, 5), 2, 7)],
    variants="function",
    inplace_variants="function",
    onnx=onnx.activation.threshold,
)
def threshold(self: Array, threshold: Any, value: Any) -> Array:
    kind = dtype_of(self)
    require(kind is not bool_dtype and not kind.is_complex, "threshold_cpu", kind)
    bound, replacement = fill_value(threshold, kind), fill_value(value, kind)
    return compute(lambda x: np.where(x <= bound, replacement, x), (self,), kind)


@operator(
    "aten::prelu(Tensor self, Tensor weight) -> Tensor",
    samples=lambda: [
        (sample(2, 3), np.array([0.25], dtype=np.float32)),
        (sample(2, 3, 2), np.array([0.1, 0.2, 0.3], dtype=np.float32)),
        (sample(4, 3).T, np.array(0.25, dtype=np.float32)),
    ],
    grad_fn="PreluKernelBackward0",
    onnx=onnx.activation.prelu,
)
def prelu(self: Array, weight: Array) -> Array:
    """Negative elements are scaled by a weight: one for all, or one for each channel (dimension 1)."""
    if dtype_of(self) is not dtype_of(weight):
        raise RuntimeError(
            f"prelu: Type promoting not supported. Got {dtype_of(self).ir_name} and {dtype_of(weight).ir_name}"
        )
    if weight.size != 1:
        if self.ndim == 0:
            raise RuntimeError("Not allow zero-dim input tensor.")
        channels = self.shape[1] if self.ndim >= 2 else 1
        if channels != weight.size:
            raise RuntimeError(
                "Mismatch of parameter numbers and input channel size. Found parameter numbers = "
                f"{weight.size} and channel size = {channels}."
            )
    if weight.ndim > 1:
        raise RuntimeError(f"prelu: Expected `weight` to be a scalar or 1D tensor, but got: ndim = {weight.ndim}")
    shape = [1] * self.ndim
    if self.ndim:
        shape[min(1, self.ndim - 1)] = weight.size
    kind = dtype_of(self)
    require(kind.is_floating_point, "prelu_cpu", kind)
    return compute(lambda x, w: np.where(x > 0, x, w * x), (self, weight.reshape(shape)), kind)


@operator(
    "aten::glu(Tensor self, int dim=-1) -> Tensor",
    variants="nn",
    samples=lambda: [(sample(2, 4),), (sample(4, 3), 0), (sample(2, 4, 3), 1)],
    onnx=onnx.activation.glu,
)
def glu(self: Array, dim: int) -> Array:
    """The first half along a dimension, gated by the sigmoid of the second."""
    if self.ndim == 0:
        raise RuntimeError("glu does not support scalars because halving size must be even")
    dim = wrap_dim(dim, self.ndim)
    size = self.shape[dim]
    if size % 2:
        raise RuntimeError(f"Halving dimension must be even, but dimension {dim} is size {size}")
    kind = dtype_of(self)
    require(kind.is_floating_point, "glu_cpu", kind)
    value, gate = np.split(self, 2, axis=dim)
    return compute(lambda a, b: a * (1 / (1 + np.exp(-b))), (value, gate), kind)
