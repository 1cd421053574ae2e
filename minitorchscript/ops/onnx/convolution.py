"""Convolution in ONNX, transposed or not, in any number of dimensions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...ir.value import Value
from .context import OnnxContext, OnnxNode, lifted, rank, static_size


def _convolved(context: OnnxContext, node: OnnxNode, op_type: str, **attributes: Any) -> Value:
    weight, bias = node.weight, node.bias
    ndim = rank(context, weight)
    attributes = {
        "dilations": _per_dimension(node.dilation, ndim),
        "group": node.groups,
        "kernel_shape": [static_size(context, weight, dim) for dim in range(2, ndim)],
        **attributes,
        "strides": _per_dimension(node.stride, ndim),
    }
    inputs = [weight] if bias is None else [weight, bias]
    return lifted(context, node.input, ndim, lambda value: [context.emit(op_type, value, *inputs, **attributes)])[0]


def _per_dimension(given: Sequence[int], ndim: int) -> list[int]:
    """One number for each spatial dimension; a lone one stands for all."""
    return list(given) if len(given) == ndim - 2 else list(given) * (ndim - 2)


def convolution(context: OnnxContext, node: OnnxNode) -> Value:
    ndim = rank(context, node.weight)
    padding = _per_dimension(node.padding, ndim)
    if not node.transposed:
        return _convolved(context, node, "Conv", pads=[*padding, *padding])
    output_padding = _per_dimension(node.output_padding, ndim)
    return _convolved(context, node, "ConvTranspose", pads=[*padding, *padding], output_padding=output_padding)


def convolution_mode(context: OnnxContext, node: OnnxNode) -> Value:
    """Padding by name: "valid" is none, "same" keeps the sizes, the odd one at the end."""
    weight = node.weight
    ndim = rank(context, weight)
    totals = [0] * (ndim - 2)
    if node.padding == "same":
        dilation = _per_dimension(node.dilation, ndim)
        totals = [dilation[dim] * (static_size(context, weight, dim + 2) - 1) for dim in range(ndim - 2)]
    before = [total // 2 for total in totals]
    after = [total - half for total, half in zip(totals, before, strict=True)]
    return _convolved(context, node, "Conv", pads=[*before, *after])
