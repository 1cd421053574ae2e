"""Batch normalization folded into the layer before it.

In evaluation it is y = (x - mean) * scale + bias with scale = weight / sqrt(var + eps), a linear map per
channel; so a convolution followed by it is one convolution with scaled weight and shifted bias. Results
equal up to rounding.
"""

from __future__ import annotations

import copy
from typing import TypeVar

from ...tensor.tensor import Tensor
from ..builtins import VF
from ..modules.batchnorm import _BatchNorm
from ..modules.conv import _ConvNd
from ..modules.linear import Linear
from ..parameter import Parameter

ConvT = TypeVar("ConvT", bound=_ConvNd)
LinearT = TypeVar("LinearT", bound=Linear)


def fuse_conv_bn_eval(conv: ConvT, bn: _BatchNorm, transpose: bool = False) -> ConvT:
    """A copy of `conv` that computes `bn(conv(x))`; both must be in evaluation mode."""
    fused = copy.deepcopy(_require_eval(conv, bn))
    fused.weight, fused.bias = fuse_conv_bn_weights(
        fused.weight, fused.bias, bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias, transpose
    )
    return fused


def fuse_conv_bn_weights(
    conv_w: Tensor,
    conv_b: Tensor | None,
    bn_rm: Tensor,
    bn_rv: Tensor,
    bn_eps: float,
    bn_w: Tensor | None,
    bn_b: Tensor | None,
    transpose: bool = False,
) -> tuple[Parameter, Parameter]:
    """Weight and bias of the fused convolution; absent ones count as 1 and 0."""
    weight_dtype = conv_w.dtype
    bias_dtype = weight_dtype if conv_b is None else conv_b.dtype
    conv_b = VF.zeros_like(bn_rm) if conv_b is None else conv_b
    bn_w = VF.ones_like(bn_rm) if bn_w is None else bn_w
    bn_b = VF.zeros_like(bn_rm) if bn_b is None else bn_b
    rsqrt = VF.rsqrt(bn_rv + bn_eps)
    per_channel = [1, -1] if transpose else [-1, 1]  # output channels are a transposed weight's second dimension
    scale = (bn_w * rsqrt).reshape(per_channel + [1] * (conv_w.dim() - 2))
    weight = (conv_w * scale).to(dtype=weight_dtype)
    bias = ((conv_b - bn_rm) * rsqrt * bn_w + bn_b).to(dtype=bias_dtype)
    return Parameter(weight, conv_w.requires_grad), Parameter(bias, conv_b.requires_grad)


def fuse_linear_bn_eval(linear: LinearT, bn: _BatchNorm) -> LinearT:
    """A copy of `linear` that computes `bn(linear(x))`; both must be in evaluation mode."""
    fused = copy.deepcopy(_require_eval(linear, bn))
    if linear.out_features != bn.num_features and bn.num_features != 1:
        raise AssertionError(
            "To fuse, linear.out_features == bn.num_features or bn.num_features == 1, got "
            f"linear.out_features={linear.out_features} and bn.num_features={bn.num_features}"
        )
    fused.weight, fused.bias = fuse_linear_bn_weights(
        fused.weight, fused.bias, bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias
    )
    return fused


def fuse_linear_bn_weights(
    linear_w: Tensor,
    linear_b: Tensor | None,
    bn_rm: Tensor,
    bn_rv: Tensor,
    bn_eps: float,
    bn_w: Tensor,
    bn_b: Tensor,
) -> tuple[Parameter, Parameter]:
    """Weight and bias of the fused linear map; an absent bias counts as 0."""
    weight_dtype = linear_w.dtype
    bias_dtype = weight_dtype if linear_b is None else linear_b.dtype
    linear_b = VF.zeros_like(bn_rm) if linear_b is None else linear_b
    scale = bn_w * VF.rsqrt(bn_rv + bn_eps)
    weight = linear_w * scale.unsqueeze(-1).to(dtype=weight_dtype)
    bias = ((linear_b - bn_rm) * scale + bn_b).to(dtype=bias_dtype)
    return Parameter(weight, linear_w.requires_grad), Parameter(bias, linear_b.requires_grad)


def _require_eval(layer: ConvT | LinearT, bn: _BatchNorm) -> ConvT | LinearT:
    if layer.training or bn.training:
        raise AssertionError("Fusion only for eval!")
    if bn.running_mean is None or bn.running_var is None:
        raise AssertionError("bn.running_mean and bn.running_var must not be None")
    return layer
