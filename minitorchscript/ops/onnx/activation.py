"""Activation functions, softmax and dropout in ONNX."""

from __future__ import annotations

import math

import numpy as np

from ...ir.value import Value
from .context import Mapping, OnnxContext, OnnxNode, axes_of, like, rank, static_size


def leaky_relu(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("LeakyRelu", node.self, alpha=float(node.negative_slope))


def rrelu(context: OnnxContext, node: OnnxNode) -> Value:
    if node.training:
        context.unsupported("its slopes are random in training mode; export after model.eval()")
    return context.emit("LeakyRelu", node.self, alpha=(float(node.lower) + float(node.upper)) / 2)


def relu6(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("Clip", node.self, like(context, 0, node.self), like(context, 6, node.self))


def hardtanh(context: OnnxContext, node: OnnxNode) -> Value:
    low, high = like(context, node.min_val, node.self), like(context, node.max_val, node.self)
    return context.emit("Clip", node.self, low, high)


def elu(context: OnnxContext, node: OnnxNode) -> Value:
    x, alpha, scale, input_scale = node.self, node.alpha, node.scale, node.input_scale
    if scale == 1 and input_scale == 1:
        return context.emit("Elu", x, alpha=float(alpha))
    exponential = context.emit("Exp", context.emit("Mul", x, like(context, input_scale, x)))
    below = context.emit("Sub", exponential, like(context, 1, x))
    below = context.emit("Mul", below, like(context, alpha * scale, x))
    above = context.emit("Mul", x, like(context, scale, x))
    return context.emit("Where", context.emit("Greater", x, like(context, 0, x)), above, below)


def celu(context: OnnxContext, node: OnnxNode) -> Value:
    # Celu(x) = max(0, x) + min(0, alpha (exp(x / alpha) - 1)): an Elu of x / alpha, scaled back.
    alpha = like(context, node.alpha, node.self)
    scaled = context.emit("Elu", context.emit("Div", node.self, alpha), alpha=1.0)
    return context.emit("Mul", scaled, alpha)


def silu(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("Mul", node.self, context.emit("Sigmoid", node.self))


def mish(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("Mul", node.self, context.emit("Tanh", context.emit("Softplus", node.self)))


def hardsigmoid(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("HardSigmoid", node.self, alpha=1 / 6, beta=0.5)


def log_sigmoid(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("Neg", context.emit("Softplus", context.emit("Neg", node.self)))


def softplus(context: OnnxContext, node: OnnxNode) -> Value:
    x, beta, threshold = node.self, node.beta, node.threshold
    if beta == 1 and threshold == 20:
        return context.emit("Softplus", x)
    scaled = context.emit("Mul", x, like(context, beta, x))
    curved = context.emit("Div", context.emit("Softplus", scaled), like(context, beta, x))
    return context.emit("Where", context.emit("Greater", scaled, like(context, threshold, x)), x, curved)


def hardshrink(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("Shrink", node.self, lambd=float(node.lambd), bias=0.0)


def softshrink(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("Shrink", node.self, lambd=float(node.lambd), bias=float(node.lambd))


def threshold(context: OnnxContext, node: OnnxNode) -> Value:
    x = node.self
    above = context.emit("Greater", x, like(context, node.threshold, x))
    return context.emit("Where", above, x, like(context, node.value, x))


def prelu(context: OnnxContext, node: OnnxNode) -> Value:
    weight = node.weight
    trailing = rank(context, node.self) - 2
    if trailing > 0 and context.sizes(weight) != [1]:
        # One slope per channel, which is dimension 1: ONNX aligns the last dimensions.
        weight = context.emit("Reshape", weight, [-1, *[1] * trailing])
    return context.emit("PRelu", node.self, weight)


def gelu(context: OnnxContext, node: OnnxNode) -> Value:
    """``x/2 (1 + erf(x / sqrt 2))``, or with tanh ``x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))``."""
    x, approximate = node.self, getattr(node, "approximate", "none")
    if context.opset >= 20:
        return context.emit("Gelu", x, approximate=approximate)
    if approximate == "tanh":
        cube = context.emit("Mul", context.emit("Mul", x, x), x)
        inner = context.emit("Add", x, context.emit("Mul", cube, like(context, 0.044715, x)))
        curve = context.emit("Tanh", context.emit("Mul", inner, like(context, math.sqrt(2 / math.pi), x)))
    else:
        curve = context.emit("Erf", context.emit("Mul", x, like(context, math.sqrt(0.5), x)))
    half = context.emit("Mul", x, like(context, 0.5, x))
    return context.emit("Mul", half, context.emit("Add", curve, like(context, 1, x)))


def glu(context: OnnxContext, node: OnnxNode) -> Value:
    [axis] = axes_of(context, node.self, node.dim)
    size = static_size(context, node.self, axis)
    value, gate = context.emit_many(2, "Split", node.self, np.full(2, size // 2), axis=axis)
    return context.emit("Mul", value, context.emit("Sigmoid", gate))


def _along(op_type: str) -> Mapping:
    def mapping(context: OnnxContext, node: OnnxNode) -> Value:
        value = context.cast(node.self, node.dtype)
        if not rank(context, value):
            return context.emit("Squeeze", context.emit(op_type, context.emit("Unsqueeze", value, [0]), axis=0), [0])
        return context.emit(op_type, value, axis=axes_of(context, value, node.dim)[0])

    return mapping


softmax = _along("Softmax")
log_softmax = _along("LogSoftmax")


def dropout(context: OnnxContext, node: OnnxNode) -> Value:
    if node.train and node.p:
        context.unsupported("it is random in training mode; export after model.eval()")
    value: Value = node.input
    return value
