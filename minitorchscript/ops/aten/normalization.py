"""Normalizations: batch_norm, layer_norm, group_norm, instance_norm and the `native_` forms of the first two.

Training batch_norm and instance_norm update the running statistics they are given in place, though no alias mark
in their schemas says so. Half precision is computed in float32.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...device import channels_last, channels_last_3d, contiguous_format
from ...dtype import from_numpy
from .. import onnx
from ..registry import operator
from ..strides import contiguous, is_contiguous
from .samples import sample
from .sizes import new_tensor, size_text, suggested_format, type_name, wrap_dim

Array = np.ndarray

_RUNNING = dict.fromkeys(("running_mean", "running_var"), "native_batch_norm")


def _wide(array: Array) -> Array:
    """float16 as float32, anything else as it is."""
    return array.astype(np.float32) if array.dtype == np.float16 else array


def _check_types(kernel: str, input: Array, *parameters: Array | None) -> None:
    """Inputs are floating; parameters have the same type, or float32 beside a half precision input."""
    if not from_numpy(input.dtype).is_floating_point:
        raise NotImplementedError(f"\"{kernel}\" not implemented for '{type_name(input)}'")
    for each in parameters:
        if each is None or each.dtype == input.dtype:
            continue
        if input.dtype == np.float64:
            raise RuntimeError("mixed dtype (CPU): all inputs must share same datatype.")
        if each.dtype != np.float32:
            raise RuntimeError("mixed dtype (CPU): expect parameter to have scalar type of Float")


def _per_channel(values: Array, ndim: int) -> Array:
    """A vector shaped to broadcast over the channels (dimension 1) of an input of `ndim` dimensions."""
    return values.reshape(1, -1, *[1] * (ndim - 2))


def _moments(input: Array, axes: tuple[int, ...]) -> tuple[Array, Array]:
    """Mean and biased variance over some axes, kept as dimensions of size 1, summed in float64."""
    if input.size == 0:
        nothing = np.full([1 if dim in axes else n for dim, n in enumerate(input.shape)], np.nan)
        return nothing, nothing
    mean = input.mean(axis=axes, keepdims=True, dtype=np.float64)
    centered = input - mean.astype(input.dtype)
    variance = np.square(centered, out=centered).mean(axis=axes, keepdims=True, dtype=np.float64)
    return mean, variance


def _batch_norm(
    input: Array,
    weight: Array | None,
    bias: Array | None,
    running_mean: Array | None,
    running_var: Array | None,
    training: bool,
    momentum: float,
    eps: float,
) -> tuple[Array, Array, Array]:
    """The normalized input, and in training the mean and the inverse standard deviation that were used."""
    channels = input.shape[1] if input.ndim > 1 else 0
    if not training:
        for name, values in (("running_mean", running_mean), ("running_var", running_var)):
            if values is None:
                raise RuntimeError(f"{name} must be defined in evaluation mode")
    parameters = {
        "running_mean": running_mean, "running_var": running_var, "weight": weight, "bias": bias
    }  # fmt: skip
    for name, values in parameters.items():
        if values is not None and values.size != channels:
            raise RuntimeError(f"{name} should contain {channels} elements not {values.size}")
    wrap_dim(1, input.ndim)
    _check_types("batch_norm", input, *parameters.values())
    values = _wide(input)
    saved = np.empty(0, values.dtype)
    inverse = saved
    if training or running_mean is None or running_var is None:
        mean, variance = _moments(values, (0, *range(2, input.ndim)))
        mean, variance = mean.ravel(), variance.ravel()
        count = input.size // channels if channels else 0
        with np.errstate(all="ignore"):
            unbiased = variance * np.float64(count) / (count - 1)
        for running, found in ((running_mean, mean), (running_var, unbiased)):
            if running is not None:
                running[...] = (1 - momentum) * running.astype(np.float64) + momentum * found
        factor = 1 / np.sqrt(variance + eps)
        saved, inverse = mean.astype(values.dtype), factor.astype(values.dtype)
    else:
        mean = running_mean.astype(np.float64)
        factor = 1 / np.sqrt(running_var.astype(np.float64) + eps)
    mean, scale = mean.astype(values.dtype), factor.astype(values.dtype)
    if weight is not None:
        scale = scale * weight
    shift = -mean * scale if bias is None else bias - mean * scale
    formats = (contiguous_format, channels_last_3d, channels_last)
    format = next((each for each in formats if is_contiguous(input, each)), suggested_format(input))
    out = new_tensor(input.shape, values.dtype, format)
    np.multiply(values, _per_channel(scale, input.ndim), out=out)
    np.add(out, _per_channel(shift, input.ndim), out=out)
    return _narrow(out, input), saved, inverse


def _narrow(out: Array, input: Array) -> Array:
    return out if out.dtype == input.dtype else out.astype(input.dtype)


@operator(
    "aten::batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, "
    "Tensor? running_var, bool training, float momentum, float eps, bool cudnn_enabled) -> Tensor",
    variants="function",
    grad_fn="NativeBatchNormBackward0",
    refuses_grad=_RUNNING,
    samples=lambda: [
        (sample(2, 3, 4, 4), sample(3), sample(3), sample(3), abs(sample(3)), False, 0.1, 1e-5, True),
        (sample(4, 3), None, None, None, None, True, 0.1, 1e-5, True),
    ],
    onnx=onnx.normalization.batch_norm,
)
def batch_norm(
    input: Array,
    weight: Array | None,
    bias: Array | None,
    running_mean: Array | None,
    running_var: Array | None,
    training: bool,
    momentum: float,
    eps: float,
    cudnn_enabled: bool,
) -> Array:
    """Input (N, C, *) normalized per channel; training updates the running statistics in place."""
    return _batch_norm(input, weight, bias, running_mean, running_var, training, momentum, eps)[0]


@operator(
    "aten::native_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, "
    "Tensor? running_var, bool training, float momentum, float eps) -> (Tensor, Tensor, Tensor)",
    variants="function",
    samples=lambda: [(sample(4, 3), sample(3), sample(3), None, None, True, 0.1, 1e-5)],
    differentiable=(True, False, False),
)
def native_batch_norm(
    input: Array,
    weight: Array | None,
    bias: Array | None,
    running_mean: Array | None,
    running_var: Array | None,
    training: bool,
    momentum: float,
    eps: float,
) -> tuple[Array, Array, Array]:
    return _batch_norm(input, weight, bias, running_mean, running_var, training, momentum, eps)


@operator(
    "aten::instance_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, "
    "Tensor? running_var, bool use_input_stats, float momentum, float eps, bool cudnn_enabled) -> Tensor",
    variants="function",
    grad_fn="ViewBackward0",
    refuses_grad=_RUNNING,
    samples=lambda: [
        (sample(2, 3, 5), sample(3), sample(3), None, None, True, 0.1, 1e-5, True),
        (sample(2, 3, 5), None, None, sample(3), abs(sample(3)), False, 0.1, 1e-5, True),
    ],
    onnx=onnx.normalization.instance_norm,
)
def instance_norm(
    input: Array,
    weight: Array | None,
    bias: Array | None,
    running_mean: Array | None,
    running_var: Array | None,
    use_input_stats: bool,
    momentum: float,
    eps: float,
    cudnn_enabled: bool,
) -> Array:
    """batch_norm of each sample by itself; running statistics become the mean of the samples' updates."""
    if not use_input_stats and (running_mean is None or running_var is None):
        raise RuntimeError("Expected running_mean and running_var to be defined when use_input_stats is false")
    wrap_dim(1, input.ndim)
    batch, channels = input.shape[:2]

    def repeated(values: Array | None) -> Array | None:
        return None if values is None else np.tile(values, batch)

    means, variances = repeated(running_mean), repeated(running_var)
    merged = input.reshape(1, batch * channels, *input.shape[2:])
    out, _, _ = _batch_norm(merged, repeated(weight), repeated(bias), means, variances, use_input_stats, momentum, eps)
    for running, updated in ((running_mean, means), (running_var, variances)):
        if batch and running is not None and updated is not None:
            running[...] = updated.reshape(batch, channels).mean(axis=0)
    return contiguous(out.reshape(input.shape))


def _layer_norm(
    input: Array, normalized_shape: Sequence[int], weight: Array | None, bias: Array | None, eps: float
) -> tuple[Array, Array, Array]:
    count = len(normalized_shape)
    if count == 0:
        raise RuntimeError(
            "Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one element, "
            "but got normalized_shape = []"
        )
    for name, values in (("weight", weight), ("bias", bias)):
        if values is not None and values.shape != tuple(normalized_shape):
            raise RuntimeError(
                f"Expected {name} to be of same shape as normalized_shape, but got {name} of shape "
                f"{size_text(values.shape)} and normalized_shape = {size_text(normalized_shape)}"
            )
    if input.shape[-count:] != tuple(normalized_shape):
        raise RuntimeError(
            f"Given normalized_shape={size_text(normalized_shape)}, expected input with shape "
            f"[*, {size_text(normalized_shape)[1:]}, but got input of size{size_text(input.shape)}"
        )
    _check_types("LayerNormKernelImpl", input, weight, bias)
    values = np.ascontiguousarray(_wide(input))
    mean, variance = _moments(values, tuple(range(input.ndim - count, input.ndim)))
    factor = 1 / np.sqrt(variance + eps)
    out = new_tensor(input.shape, values.dtype)
    np.subtract(values, mean.astype(values.dtype), out=out)
    np.multiply(out, factor.astype(values.dtype), out=out)
    if weight is not None:
        np.multiply(out, weight, out=out)
    if bias is not None:
        np.add(out, bias, out=out)
    statistics = [contiguous(each.astype(values.dtype)) for each in (mean, factor)]
    return _narrow(out, input), statistics[0], statistics[1]


@operator(
    "aten::layer_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight=None, Tensor? bias=None, "
    "float eps=1.0000000000000001e-05, bool cudnn_enable=True) -> Tensor",
    variants="function",
    grad_fn="NativeLayerNormBackward0",
    samples=lambda: [(sample(2, 3, 4), [4], sample(4), sample(4)), (sample(2, 3, 4), [3, 4])],
    onnx=onnx.normalization.layer_norm,
)
def layer_norm(
    input: Array,
    normalized_shape: Sequence[int],
    weight: Array | None,
    bias: Array | None,
    eps: float,
    cudnn_enable: bool,
) -> Array:
    """Normalize over the last dimensions, whose sizes are `normalized_shape`."""
    return _layer_norm(input, normalized_shape, weight, bias, eps)[0]


@operator(
    "aten::native_layer_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight, Tensor? bias, "
    "float eps) -> (Tensor, Tensor, Tensor)",
    variants="function",
    differentiable=(True, False, False),
    samples=lambda: [(sample(2, 3, 4), [4], sample(4), sample(4), 1e-5)],
)
def native_layer_norm(
    input: Array, normalized_shape: Sequence[int], weight: Array | None, bias: Array | None, eps: float
) -> tuple[Array, Array, Array]:
    """layer_norm together with the mean and the inverse standard deviation it used."""
    return _layer_norm(input, normalized_shape, weight, bias, eps)


@operator(
    "aten::group_norm(Tensor input, int num_groups, Tensor? weight=None, Tensor? bias=None, "
    "float eps=1.0000000000000001e-05, bool cudnn_enabled=True) -> Tensor",
    variants="function",
    grad_fn="NativeGroupNormBackward0",
    samples=lambda: [(sample(2, 4, 3), 2, sample(4), sample(4)), (sample(2, 4, 2, 2), 4)],
    onnx=onnx.normalization.group_norm,
)
def group_norm(
    input: Array,
    num_groups: int,
    weight: Array | None,
    bias: Array | None,
    eps: float,
    cudnn_enabled: bool,
) -> Array:
    """Normalize each sample over groups of neighbouring channels, then scale and shift per channel."""
    wrap_dim(1, input.ndim)
    batch, channels = input.shape[:2]
    if num_groups <= 0:
        raise RuntimeError(f"Expected num groups to be greater than 0, got {num_groups}")
    if channels % num_groups:
        raise RuntimeError(
            "Expected number of channels in input to be divisible by num_groups, but got input of shape "
            f"{size_text(input.shape)} and num_groups={num_groups}"
        )
    for name, values in (("weight", weight), ("bias", bias)):
        if values is not None and values.shape != (channels,):
            raise RuntimeError(
                f"Expected {name} to be a vector of size equal to the number of channels in input, but got "
                f"{name} of shape {size_text(values.shape)} and input of shape {size_text(input.shape)}"
            )
    _check_types("GroupNormKernelImpl", input, weight, bias)
    wide = _wide(input)
    out = new_tensor(input.shape, wide.dtype, suggested_format(input))
    if out.size == 0:
        return _narrow(out, input)
    grouped = wide.reshape(batch, num_groups, -1)
    mean, variance = _moments(grouped, (2,))
    factor = 1 / np.sqrt(variance + eps)
    normalized = (grouped - mean.astype(wide.dtype)) * factor.astype(wide.dtype)
    out[...] = normalized.reshape(input.shape)
    if weight is not None:
        np.multiply(out, _per_channel(weight, input.ndim), out=out)
    if bias is not None:
        np.add(out, _per_channel(bias, input.ndim), out=out)
    return _narrow(out, input)
