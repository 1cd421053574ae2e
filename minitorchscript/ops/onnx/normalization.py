"""Batch, layer, group and instance normalization in ONNX."""

from __future__ import annotations

import numpy as np

from ...ir.value import Value
from .context import OnnxContext, OnnxNode, lifted, like, rank, shape_of, static_size
from .reduction import centered_squares, reduced_over


def _filled(context: OnnxContext, given: Value | None, number: float, size: int, value: Value) -> Value:
    """A parameter, or where there is none a vector of one number."""
    return given if given is not None else context.constant(np.full(size, number), context.dtype(value))


def _per_channel(context: OnnxContext, parameter: Value, ndim: int) -> Value:
    """A vector over dimension 1, shaped so that it broadcasts."""
    return context.emit("Reshape", parameter, [-1, *[1] * (ndim - 2)])


def _scaled_and_shifted(
    context: OnnxContext, value: Value, weight: Value | None, bias: Value | None, ndim: int
) -> Value:
    if weight is not None:
        value = context.emit("Mul", value, _per_channel(context, weight, ndim))
    if bias is not None:
        value = context.emit("Add", value, _per_channel(context, bias, ndim))
    return value


def batch_norm(context: OnnxContext, node: OnnxNode) -> Value:
    value = node.input
    if node.training and node.running_mean is not None:
        context.unsupported("it updates its running statistics in training mode; export after model.eval()")
    if node.training:
        return _by_own_statistics(context, node)
    channels = static_size(context, value, 1)
    weight = _filled(context, node.weight, 1.0, channels, value)
    bias = _filled(context, node.bias, 0.0, channels, value)
    return context.emit(
        "BatchNormalization", value, weight, bias, node.running_mean, node.running_var, epsilon=float(node.eps)
    )


def _by_own_statistics(context: OnnxContext, node: OnnxNode) -> Value:
    """Without running statistics a batch is normalized by its own, in evaluation too."""
    value = node.input
    ndim = rank(context, value)
    axes = [0, *range(2, ndim)]
    mean, squares = centered_squares(context, value, axes)
    variance = reduced_over(context, "ReduceMean", squares, axes, True)
    deviation = context.emit("Sqrt", context.emit("Add", variance, like(context, node.eps, value)))
    normal = context.emit("Div", context.emit("Sub", value, mean), deviation)
    return _scaled_and_shifted(context, normal, node.weight, node.bias, ndim)


def layer_norm(context: OnnxContext, node: OnnxNode) -> Value:
    value, shape = node.input, node.normalized_shape
    weight = node.weight if node.weight is not None else context.constant(np.ones(shape), context.dtype(value))
    bias = [] if node.bias is None else [node.bias]
    return context.emit("LayerNormalization", value, weight, *bias, axis=-len(shape), epsilon=float(node.eps))


def group_norm(context: OnnxContext, node: OnnxNode) -> Value:
    """Each group of channels becomes one long channel of an InstanceNormalization."""
    value, groups = node.input, node.num_groups
    rows = context.emit("Reshape", value, [0, groups, -1])
    ones, zeros = (_filled(context, None, number, groups, value) for number in (1.0, 0.0))
    normal = context.emit("InstanceNormalization", rows, ones, zeros, epsilon=float(node.eps))
    restored = context.emit("Reshape", normal, shape_of(context, value))
    return _scaled_and_shifted(context, restored, node.weight, node.bias, rank(context, value))


def instance_norm(context: OnnxContext, node: OnnxNode) -> Value:
    if not node.use_input_stats:
        channels = static_size(context, node.input, 1)
        parameters = [
            _filled(context, node.weight, 1.0, channels, node.input),
            _filled(context, node.bias, 0.0, channels, node.input),
        ]
        statistics = [node.running_mean, node.running_var]
        return context.emit("BatchNormalization", node.input, *parameters, *statistics, epsilon=float(node.eps))
    if node.running_mean is not None:
        context.unsupported("it updates its running statistics in training mode; export after model.eval()")

    def normalized(value: Value) -> list[Value]:
        channels = static_size(context, node.input, 1)
        weight = _filled(context, node.weight, 1.0, channels, value)
        bias = _filled(context, node.bias, 0.0, channels, value)
        return [context.emit("InstanceNormalization", value, weight, bias, epsilon=float(node.eps))]

    return lifted(context, node.input, rank(context, node.input), normalized)[0]
