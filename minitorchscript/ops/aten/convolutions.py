"""The convolution operators that graphs show: `aten::_convolution` and `aten::_convolution_mode`.

What Python calls, `conv2d` and its kin, is in `conv_functions.py`; the computation in `convolve.py`.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from ...device import channels_last_3d, contiguous_format, memory_format
from .. import onnx
from ..registry import operator
from .convolve import convolve, convolve_transposed
from .samples import sample
from .sizes import new_tensor, size_text, suggested_format, type_name
from .views import unsqueeze

Array = np.ndarray


def _per_dimension(name: str, given: Sequence[int], count: int) -> list[int]:
    if len(given) == 1:
        return list(given) * count
    if len(given) != count:
        raise RuntimeError(
            f"expected {name} to be a single integer value or a list of {count} values to match the "
            f"convolution dimensions, but got {name}={size_text(given)}"
        )
    return list(given)


def _check_shapes(
    input: Array,
    weight: Array,
    bias: Array | None,
    stride: Sequence[int],
    padding: Sequence[int],
    dilation: Sequence[int],
    transposed: bool,
    output_padding: Sequence[int],
    groups: int,
) -> None:
    sizes = weight.shape
    if min(padding) < 0:
        raise RuntimeError("negative padding is not supported")
    if min(output_padding) < 0:
        raise RuntimeError("negative output_padding is not supported")
    if min(stride) <= 0:
        raise RuntimeError("non-positive stride is not supported")
    if min(dilation) <= 0:
        raise RuntimeError(f"dilation should be greater than zero, but got {size_text(dilation)}")
    if input.ndim != weight.ndim:
        raise RuntimeError(
            f"Expected {weight.ndim}-dimensional input for {weight.ndim}-dimensional weight "
            f"{size_text(sizes)}, but got {input.ndim}-dimensional input of size {size_text(input.shape)} "
            "instead"
        )
    if sizes[0] < groups:
        raise RuntimeError(
            f"Given groups={groups}, expected weight to be at least {groups} at dimension 0, "
            f"but got weight of size {size_text(sizes)} instead"
        )
    if sizes[0] % groups:
        raise RuntimeError(
            f"Given groups={groups}, expected weight to be divisible by {groups} at dimension 0, "
            f"but got weight of size [{size_text(sizes)}] instead"
        )
    channels, filters = (sizes[0], sizes[1] * groups) if transposed else (sizes[1] * groups, sizes[0])
    given = "transposed=1" if transposed else f"groups={groups}"
    if input.shape[1] != channels:
        raise RuntimeError(
            f"Given {given}, weight of size {size_text(sizes)}, expected input{size_text(input.shape)} to "
            f"have {channels} channels, but got {input.shape[1]} channels instead"
        )
    if bias is not None and bias.shape != (filters,):
        raise RuntimeError(
            f"Given {'transposed=1, ' if transposed else ''}weight of size {size_text(sizes)}, expected "
            f"bias to be 1-dimensional with {filters} elements, but got bias of size {size_text(bias.shape)} "
            "instead"
        )
    if transposed:
        return
    padded = [size + 2 * pad for size, pad in zip(input.shape[2:], padding, strict=True)]
    reach = [d * (k - 1) + 1 for k, d in zip(sizes[2:], dilation, strict=True)]
    if any(have < need for have, need in zip(padded, reach, strict=True)):
        raise RuntimeError(
            f"Calculated padded input size per channel: ({_product_text(padded)}). Kernel size: "
            f"({_product_text(reach)}). Kernel size can't be greater than actual input size"
        )


def _product_text(sizes: Sequence[int]) -> str:
    return " x ".join(map(str, sizes))


def _check_kernel(kernel: Sequence[int]) -> None:
    if min(kernel) > 0:
        return
    if len(kernel) == 3:
        raise RuntimeError(f"kernel size should be greater than zero, but got: {_product_text(kernel)} (TxHxW)")
    height, width = ([1, *kernel])[-2:]
    raise RuntimeError(
        f"kernel size should be greater than zero, but got kernel_height: {height} kernel_width: {width}"
    )


def _check_types(input: Array, weight: Array, transposed: bool) -> None:
    if weight.dtype != input.dtype:
        raise RuntimeError(f"expected scalar type {type_name(input)} but found {type_name(weight)}")
    if input.dtype.kind == "b":
        volume = input.ndim == 5
        if transposed:
            backend = f"slow_conv_transpose{3 if volume else 2}d_out_cpu"
        else:
            backend = "compute_columns3d" if volume else "slow_conv2d_cpu"
        raise NotImplementedError(f"\"{backend}\" not implemented for 'Bool'")


def _check_transposed(
    input: Array,
    kernel: Sequence[int],
    stride: Sequence[int],
    padding: Sequence[int],
    output_padding: Sequence[int],
    dilation: Sequence[int],
) -> None:
    lead = [1] if len(kernel) == 1 else []  # PyTorch computes one dimension as two
    axes = ("depth", "height", "width")[-len(kernel) - len(lead) :]
    if any(o >= s and o >= d for o, s, d in zip(output_padding, stride, dilation, strict=True)):
        values = {
            "output_padding": [0] * len(lead) + list(output_padding),
            "stride": lead + list(stride),
            "dilation": lead + list(dilation),
        }
        got = " ".join(
            f"{name}_{axis}: {value}" for name, each in values.items() for axis, value in zip(axes, each, strict=True)
        )
        raise RuntimeError(f"output padding must be smaller than either stride or dilation, but got {got}")
    out = lead + [
        (n - 1) * s - 2 * p + d * (k - 1) + o + 1
        for n, s, p, d, k, o in zip(input.shape[2:], stride, padding, dilation, kernel, output_padding, strict=True)
    ]
    if min(out) < 1:
        raise RuntimeError(
            f"Given input size per channel: ({_product_text([*lead, *input.shape[2:]])}). Calculated output "
            f"size per channel: ({_product_text(out)}). Output size is too small"
        )


@operator(
    "aten::_convolution(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, "
    "SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups, bool benchmark, "
    "bool deterministic, bool cudnn_enabled, bool allow_tf32) -> Tensor",
    variants="function",
    grad_fn="ConvolutionBackward0",
    samples=lambda: [
        _sample(sample(1, 2, 5, 5), sample(3, 2, 3, 3), sample(3), padding=[1, 1], stride=[2, 2]),
        _sample(sample(2, 4, 6), sample(6, 2, 3), None, groups=2, dilation=[2]),
        _sample(sample(1, 4, 4, 4), sample(4, 1, 3, 3), sample(4), groups=4),
        _sample(sample(1, 2, 4, 4), sample(2, 3, 3, 3), sample(3), transposed=True, stride=[2, 2]),
    ],
    onnx=onnx.convolution.convolution,
)
def _convolution(
    input: Array,
    weight: Array,
    bias: Array | None,
    stride: Sequence[int],
    padding: Sequence[int],
    dilation: Sequence[int],
    transposed: bool,
    output_padding: Sequence[int],
    groups: int,
    benchmark: bool,
    deterministic: bool,
    cudnn_enabled: bool,
    allow_tf32: bool,
) -> Array:
    """Convolution in 1 to 3 dimensions; the last four arguments steer GPU libraries and mean nothing here."""
    count = weight.ndim - 2
    if count <= 0:
        raise RuntimeError("weight should have at least three dimensions")
    if groups <= 0:
        raise RuntimeError("non-positive groups is not supported")
    if count > 3:
        raise RuntimeError("unsupported ConvNd parameters")
    stride = _per_dimension("stride", stride, count)
    padding = _per_dimension("padding", padding, count)
    dilation = _per_dimension("dilation", dilation, count)
    output_padding = _per_dimension("output_padding", output_padding, count)
    _check_shapes(input, weight, bias, stride, padding, dilation, transposed, output_padding, groups)
    if 0 in input.shape[2:]:
        raise RuntimeError(
            f"Only zero batch or zero channel inputs are supported, but got input shape: {size_text(input.shape)}"
        )
    _check_types(input, weight, transposed)
    kernel = weight.shape[2:]
    _check_kernel(kernel)
    if transposed:
        _check_transposed(input, kernel, stride, padding, output_padding, dilation)
    return _computed(
        input, weight, bias, stride, [(p, p) for p in padding], dilation, transposed, output_padding, groups
    )


def _result_format(input: Array, weight: Array, groups: int) -> memory_format:
    """Channels-last where input or weight is; for volumes only in the cases that PyTorch gives to oneDNN."""
    if input.ndim == 3:  # one dimension is computed as two, of which the first has size 1
        input, weight = unsqueeze(np.ascontiguousarray(input), 2), unsqueeze(weight, 2)
    format = suggested_format(input)
    if format is contiguous_format:
        format = suggested_format(weight)
    if format is channels_last_3d:
        large = groups > 1 or min(weight.shape[-2:]) > 3 or input.shape[0] > 1
        if input.dtype != np.float32 or not (large or math.prod(input.shape[:4]) > 20480):
            return contiguous_format
    return format


def _computed(
    input: Array,
    weight: Array,
    bias: Array | None,
    stride: Sequence[int],
    padding: Sequence[tuple[int, int]],
    dilation: Sequence[int],
    transposed: bool,
    output_padding: Sequence[int],
    groups: int,
) -> Array:
    format = _result_format(input, weight, groups)
    kind = input.dtype
    if kind == np.float16:  # numpy has no fast float16 product, and PyTorch sums in float32 too
        input, weight = input.astype(np.float32), weight.astype(np.float32)
    if bias is not None:
        bias = bias.astype(input.dtype, copy=False)
    if transposed:
        before = [each[0] for each in padding]
        out = convolve_transposed(input, weight, bias, stride, before, output_padding, dilation, groups)
    else:
        out = convolve(input, weight, bias, stride, padding, dilation, groups)
    if out.size and format is contiguous_format and out.dtype == kind:
        return out
    if out.ndim == 3:
        result = new_tensor((*out.shape[:2], 1, out.shape[2]), kind, format)[:, :, 0]
    else:
        result = new_tensor(out.shape, kind, format)
    result[...] = out
    return result


def _sample(
    input: Array,
    weight: Array,
    bias: Array | None,
    *,
    stride: list[int] | None = None,
    padding: list[int] | None = None,
    dilation: list[int] | None = None,
    transposed: bool = False,
    groups: int = 1,
) -> tuple[Any, ...]:
    """The positional arguments of a sample of `_convolution`."""
    ones, zeros = [1] * (input.ndim - 2), [0] * (input.ndim - 2)
    geometry = (stride or ones, padding or zeros, dilation or ones, transposed, zeros, groups)
    return (input, weight, bias, *geometry, False, False, True, True)


@operator(
    "aten::_convolution_mode(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, str padding, "
    "SymInt[] dilation, SymInt groups) -> Tensor",
    variants="function",
    grad_fn="ConvolutionBackward0",
    samples=lambda: [
        (sample(1, 2, 5, 5), sample(3, 2, 3, 3), sample(3), [1, 1], "same", [1, 1], 1),
        (sample(1, 2, 7), sample(3, 2, 3), None, [2], "valid", [2], 1),
    ],
    onnx=onnx.convolution.convolution_mode,
)
def _convolution_mode(
    input: Array,
    weight: Array,
    bias: Array | None,
    stride: Sequence[int],
    padding: str,
    dilation: Sequence[int],
    groups: int,
) -> Array:
    """Convolution with padding "valid" (none) or "same" (as many outputs as inputs; stride 1)."""
    count = weight.ndim - 2
    if padding not in ("same", "valid"):
        raise RuntimeError(f"Invalid padding string: '{padding}'")
    flags = (False, False, True, True)
    if padding == "valid":
        return _convolution(input, weight, bias, stride, [0], dilation, False, [0], groups, *flags)
    if count <= 0:
        raise RuntimeError("weight should have at least three dimensions")
    if weight.ndim != input.ndim:
        raise RuntimeError(
            f"Expected {weight.ndim}-dimensional input for {weight.ndim}-dimensional "
            f"weight{size_text(weight.shape)}, but got {input.ndim}-dimensional input of size "
            f"{size_text(input.shape)} instead"
        )
    for name, given in (("stride", stride), ("dilation", dilation)):
        if len(given) not in (1, count):
            raise RuntimeError(f"{name} cannot broadcast to {count} dimensions")
    if any(each != 1 for each in stride):
        raise RuntimeError("padding='same' is not supported for strided convolutions")
    dilation = _per_dimension("dilation", dilation, count)
    totals = [d * (k - 1) for d, k in zip(dilation, weight.shape[2:], strict=True)]
    sides = [(total // 2, total - total // 2) for total in totals]
    if all(before == after for before, after in sides):
        even = [before for before, _ in sides]
        return _convolution(input, weight, bias, [1], even, dilation, False, [0], groups, *flags)
    warnings.warn(
        "Using padding='same' with even kernel lengths and odd dilation may require a zero-padded copy of "
        "the input be created",
        stacklevel=2,
    )
    wider = np.pad(input, [(0, 0), (0, 0), *((0, after - before) for before, after in sides)])
    least = [before for before, _ in sides]
    return _convolution(wider, weight, bias, [1], least, dilation, False, [0], groups, *flags)
