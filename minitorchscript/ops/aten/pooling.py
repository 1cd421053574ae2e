"""Maximum and average pooling over windows in one, two and three dimensions.

Planes keep channels-last memory where the input has it. One dimension is computed as two, the first of size 1.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

import numpy as np

from ...device import channels_last, contiguous_format
from .. import onnx
from ..registry import operator
from ..strides import contiguous
from .samples import sample
from .sizes import new_tensor, size_text, suggested_format, type_name, wrap_dim
from .views import squeeze_dim, unsqueeze
from .windows import Axis, max_with_indices, output_size, slide

Array = np.ndarray
Ints = Sequence[int]


def _lowest(kind: np.dtype) -> float | int:
    return -math.inf if kind.kind == "f" else int(np.iinfo(kind).min)


def _parameters(
    name: str, count: int, kernel: Ints, stride: Ints, padding: Ints, dilation: Ints
) -> tuple[list[int], ...]:
    """Kernel, stride, padding and dilation with one number per dimension; no stride means the kernel's."""
    words = "a tuple of two ints" if count == 2 else "a tuple of three ints"
    if len(kernel) not in (1, count):
        raise RuntimeError(f"{name}: kernel_size must either be a single int, or {words}")
    if len(stride) not in (0, 1, count):
        raise RuntimeError(f"{name}: stride must either be omitted, a single int, or {words}")
    if len(padding) not in (1, count):
        raise RuntimeError(f"{name}: padding must either be a single int, or {words}")
    if len(dilation) not in (1, count):
        raise RuntimeError(f"{name}: dilation must be either a single int, or {words}")
    return tuple(
        list(each) * count if len(each) == 1 else list(each) for each in (kernel, stride or kernel, padding, dilation)
    )


def _axes(
    name: str, self: Array, count: int, kernel: Ints, stride: Ints, padding: Ints, dilation: Ints, ceil_mode: bool
) -> list[Axis]:
    """The windows over the last `count` dimensions, after PyTorch's checks."""
    kernel, stride, padding, dilation = _parameters(name, count, kernel, stride, padding, dilation)
    is_average = name.startswith("avg")
    if count == 2 and is_average:
        wrap_dim(-3, self.ndim)
    if self.ndim not in (count + 1, count + 2) and not (count == 2 and is_average):
        raise RuntimeError(f"non-empty {count + 1}D or {count + 2}D (batch mode) tensor expected for input")
    if count == 3 and not is_average and suggested_format(self) is channels_last:
        raise RuntimeError("Unsupported memory format. Supports only ChannelsLast3d, Contiguous")
    sizes = self.shape[-count:]
    outs = [output_size(*each, ceil_mode) for each in zip(sizes, kernel, stride, padding, dilation, strict=True)]
    letters = ("T", "H", "W")[-count:]
    if count == 2:
        letters = ("H", "W")
    for what, values, prefix in (
        ("kernel size", kernel, "k"), ("stride", stride, "d"), ("dilation", dilation, "dilation")
    ):  # fmt: skip
        if min(values) <= 0:
            got = " ".join(f"{prefix}{letter}: {value}" for letter, value in zip(letters, values, strict=True))
            raise RuntimeError(f"{what} should be greater than zero, but got {got}")
    if count == 2:
        if self.ndim not in (3, 4) or 0 in self.shape[-3:]:
            raise RuntimeError(
                "Expected 3D or 4D (batch mode) tensor with optional 0 dim batch size for input, "
                f"but got:{size_text(self.shape)}"
            )
    else:
        _check_volume(name, self, sizes, kernel, is_average)
    if any(pad > k // 2 for pad, k in zip(padding, kernel, strict=True)):
        raise RuntimeError(_wide_padding_text(kernel, padding))
    if min(outs) < 1:
        planes = self.shape[-count - 1]
        given, found = ("x".join(map(str, (planes, *each))) for each in (sizes, outs))
        raise RuntimeError(f"Given input size: ({given}). Calculated output size: ({found}). Output size is too small")
    return [Axis(*each) for each in zip(sizes, kernel, stride, padding, dilation, outs, strict=True)]


def _check_volume(name: str, self: Array, sizes: Ints, kernel: Ints, is_average: bool) -> None:
    where = "avg_pool3d" if is_average else f"{name}_with_indices_out_cpu_template"
    if 0 in self.shape[-4:]:
        raise RuntimeError(
            f"{where}(): Expected input's non-batch dimensions to have positive length, but input has a shape "
            f"of {size_text(self.shape)} and non-batch dimension 0 has length zero!"
        )
    if is_average and any(size < k for size, k in zip(sizes, kernel, strict=True)):
        given, needed = (
            " ".join(f"{prefix}{letter}: {value}" for letter, value in zip("THW", each, strict=True))
            for prefix, each in (("", sizes), ("k", kernel))
        )
        raise RuntimeError(f"input image ({given}) smaller than kernel size ({needed})")


def _wide_padding_text(kernel: Ints, padding: Ints) -> str:
    what = "pad should be smaller than or equal to half of kernel size, but got "
    if len(kernel) == 2:
        return what + f"padW = {padding[1]}, padH = {padding[0]}, kW = {kernel[1]}, kH = {kernel[0]}"
    order = ("T", "W", "H")  # the order in which PyTorch writes them
    kernels, pads = dict(zip("THW", kernel, strict=True)), dict(zip("THW", padding, strict=True))
    return what + " ".join([f"k{a}: {kernels[a]}" for a in order] + [f"pad{a}: {pads[a]}" for a in order])


def laid_out(result: Array, like: Array) -> Array:
    """The result in the memory format that the input suggests."""
    format = suggested_format(like)
    if format is contiguous_format and result.size:
        return contiguous(result)
    out = new_tensor(result.shape, result.dtype, format)
    out[...] = result
    return out


def _max_pool(
    name: str, self: Array, count: int, kernel: Ints, stride: Ints, padding: Ints, dilation: Ints, ceil_mode: bool
) -> Array:
    axes = _axes(name, self, count, kernel, stride, padding, dilation, ceil_mode)
    if self.dtype.kind not in "iuf":
        raise NotImplementedError(f"\"{name}\" not implemented for '{type_name(self)}'")
    return laid_out(slide(np.maximum, self, axes, _lowest(self.dtype)), self)


def _max_pool_indices(
    name: str, self: Array, count: int, kernel: Ints, stride: Ints, padding: Ints, dilation: Ints, ceil_mode: bool
) -> tuple[Array, Array]:
    axes = _axes(name, self, count, kernel, stride, padding, dilation, ceil_mode)
    if self.dtype.kind not in "iuf":
        raise NotImplementedError(f"\"{name}\" not implemented for '{type_name(self)}'")
    values, indices = max_with_indices(self, axes, _lowest(self.dtype))
    return laid_out(values, self), laid_out(indices, self)


@operator(
    "aten::max_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], "
    "int[1] dilation=[1], bool ceil_mode=False) -> Tensor",
    variants="function",
    grad_fn="SqueezeBackward1",
    samples=lambda: [(sample(2, 3, 7), [3], [2], [1]), (sample(3, 7), [2], [], [0], [2], True)],
    onnx=onnx.pooling.max_pool1d,
)
def max_pool1d(self: Array, kernel_size: Ints, stride: Ints, padding: Ints, dilation: Ints, ceil_mode: bool) -> Array:
    if self.ndim not in (2, 3) or 0 in self.shape[-2:]:
        raise RuntimeError(
            "max_pool1d: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for input, "
            f"but got:{size_text(self.shape)}"
        )
    (kernel,), (pad,), (spread,) = kernel_size, padding, dilation
    step = stride[0] if stride else kernel
    for name, value in (("kernel_size", kernel), ("stride", step)):
        if value <= 0:
            raise RuntimeError(f"max_pool1d() {name} must be greater than zero, but got {value}")
    if pad < 0:
        raise RuntimeError(f"max_pool1d() padding must be non-negative, but got {pad}")
    if pad > kernel // 2:
        raise RuntimeError(
            "max_pool1d() padding should be at most half of kernel size, "
            f"but got padding={pad} and kernel_size={kernel}"
        )
    if spread <= 0:
        raise RuntimeError(f"max_pool1d() dilation must be greater than zero, but got {spread}")
    out = output_size(self.shape[-1], kernel, step, pad, spread, ceil_mode)
    if out <= 0:
        raise RuntimeError(f"max_pool1d() Invalid computed output size: {out}")
    if self.dtype.kind != "f":
        raise NotImplementedError(f"\"max_pool1d_impl\" not implemented for '{type_name(self)}'")
    axis = Axis(self.shape[-1], kernel, step, pad, spread, out)
    return contiguous(slide(np.maximum, self, [axis], -math.inf))


@operator(
    "aten::max_pool1d_with_indices(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], "
    "int[1] dilation=[1], bool ceil_mode=False) -> (Tensor, Tensor)",
    variants="function",
    differentiable=(True, False),
    grad_fn="SqueezeBackward1",
    samples=lambda: [(sample(2, 3, 7), [3], [2], [1])],
    onnx=onnx.pooling.max_pool1d_with_indices,
)
def max_pool1d_with_indices(
    self: Array, kernel_size: Ints, stride: Ints, padding: Ints, dilation: Ints, ceil_mode: bool
) -> tuple[Array, Array]:
    check_dims("max_pool1d", self)
    values, indices = _max_pool_indices(
        "max_pool2d", unsqueeze(self, -2), 2,
        [1, *kernel_size], [1, *stride] if stride else [], [0, *padding], [1, *dilation], ceil_mode,
    )  # fmt: skip
    return squeeze_dim(values, -2), squeeze_dim(indices, -2)


def check_dims(name: str, self: Array) -> None:
    """RuntimeError unless the input is (C, L) or (N, C, L)."""
    if self.ndim not in (2, 3):
        raise RuntimeError(
            f"Expected 2 to 3 dimensions, but got {self.ndim}-dimensional tensor for argument #1 'self' "
            f"(while checking arguments for {name})"
        )


@operator(
    "aten::max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, "
    "int[2] dilation=1, bool ceil_mode=False) -> Tensor",
    variants="function",
    grad_fn="MaxPool2DWithIndicesBackward0",
    samples=lambda: [
        (sample(1, 2, 6, 7), [3, 3], [2, 2], [1, 1]),
        (sample(2, 5, 6), [2, 3], [], [0, 0], [2, 1], True),
    ],
    onnx=onnx.pooling.max_pool2d,
)
def max_pool2d(self: Array, kernel_size: Ints, stride: Ints, padding: Ints, dilation: Ints, ceil_mode: bool) -> Array:
    return _max_pool("max_pool2d", self, 2, kernel_size, stride, padding, dilation, ceil_mode)


@operator(
    "aten::max_pool2d_with_indices(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, "
    "int[2] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)",
    variants="nn",
    differentiable=(True, False),
    grad_fn="MaxPool2DWithIndicesBackward0",
    samples=lambda: [(sample(1, 2, 6, 7), [3, 3], [2, 2], [1, 1])],
    onnx=onnx.pooling.max_pool2d_with_indices,
)
def max_pool2d_with_indices(
    self: Array, kernel_size: Ints, stride: Ints, padding: Ints, dilation: Ints, ceil_mode: bool
) -> tuple[Array, Array]:
    return _max_pool_indices("max_pool2d", self, 2, kernel_size, stride, padding, dilation, ceil_mode)


@operator(
    "aten::max_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, "
    "int[3] dilation=1, bool ceil_mode=False) -> Tensor",
    variants="function",
    grad_fn="MaxPool3DWithIndicesBackward0",
    samples=lambda: [(sample(1, 2, 4, 5, 4), [2, 3, 2], [2, 1, 2], [0, 1, 0])],
    onnx=onnx.pooling.max_pool3d,
)
def max_pool3d(self: Array, kernel_size: Ints, stride: Ints, padding: Ints, dilation: Ints, ceil_mode: bool) -> Array:
    return _max_pool("max_pool3d", self, 3, kernel_size, stride, padding, dilation, ceil_mode)


@operator(
    "aten::max_pool3d_with_indices(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, "
    "int[3] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)",
    variants="nn",
    differentiable=(True, False),
    grad_fn="MaxPool3DWithIndicesBackward0",
    samples=lambda: [(sample(1, 2, 4, 5, 4), [2, 3, 2], [2, 1, 2], [0, 1, 0])],
    onnx=onnx.pooling.max_pool3d_with_indices,
)
def max_pool3d_with_indices(
    self: Array, kernel_size: Ints, stride: Ints, padding: Ints, dilation: Ints, ceil_mode: bool
) -> tuple[Array, Array]:
    return _max_pool_indices("max_pool3d", self, 3, kernel_size, stride, padding, dilation, ceil_mode)


def _window_counts(axis: Axis, include_pad: bool) -> Array:
    """How many elements each window along an axis averages over."""
    start = np.arange(axis.out) * axis.stride - axis.padding
    end = np.minimum(start + axis.kernel, axis.size + axis.padding)
    if not include_pad:
        start, end = np.maximum(start, 0), np.minimum(end, axis.size)
    return end - start


def _avg_pool(
    name: str,
    self: Array,
    count: int,
    kernel: Ints,
    stride: Ints,
    padding: Ints,
    ceil_mode: bool,
    include_pad: bool,
    divisor: int | None,
) -> Array:
    if divisor == 0:
        raise RuntimeError("divisor must be not zero")
    axes = _axes(name, self, count, kernel, stride, padding, [1], ceil_mode)
    if self.dtype.kind not in "iuf":
        raise NotImplementedError(f"\"{name}\" not implemented for '{type_name(self)}'")
    wide = self.astype(np.float32) if self.dtype == np.float16 else self
    total = slide(np.add, wide, axes, 0)
    counts = [_window_counts(axis, include_pad) for axis in axes]
    area = functools.reduce(np.multiply.outer, counts) if divisor is None else np.array(divisor)
    if total.dtype.kind == "f":
        np.divide(total, area.astype(total.dtype), out=total)
    else:  # integers are divided towards zero
        total = (np.sign(total) * (abs(total) // area)).astype(total.dtype)
    total = total.astype(self.dtype, copy=False)
    return contiguous(total) if count == 3 else laid_out(total, self)


@operator(
    "aten::avg_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], "
    "bool ceil_mode=False, bool count_include_pad=True) -> Tensor",
    variants="function",
    grad_fn="SqueezeBackward1",
    samples=lambda: [(sample(2, 3, 7), [3], [2], [1]), (sample(3, 7), [2], [], [1], True, False)],
    onnx=onnx.pooling.avg_pool1d,
)
def avg_pool1d(
    self: Array,
    kernel_size: Ints,
    stride: Ints,
    padding: Ints,
    ceil_mode: bool,
    count_include_pad: bool,
) -> Array:
    check_dims("avg_pool1d", self)
    steps = [1, *stride] if stride else []
    plane = unsqueeze(self, -2)
    found = _avg_pool(
        "avg_pool2d", plane, 2, [1, *kernel_size], steps, [0, *padding], ceil_mode, count_include_pad, None
    )
    return squeeze_dim(found, -2)


@operator(
    "aten::avg_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, "
    "bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor",
    variants="nn",
    grad_fn="AvgPool2DBackward0",
    samples=lambda: [
        (sample(1, 2, 6, 7), [3, 3], [2, 2], [1, 1]),
        (sample(2, 5, 6), [2, 3], [], [1, 1], True, False),
        (sample(1, 1, 4, 4), [2, 2], [], [0, 0], False, True, 3),
    ],
    onnx=onnx.pooling.avg_pool2d,
)
def avg_pool2d(
    self: Array,
    kernel_size: Ints,
    stride: Ints,
    padding: Ints,
    ceil_mode: bool,
    count_include_pad: bool,
    divisor_override: int | None,
) -> Array:
    rest = (ceil_mode, count_include_pad, divisor_override)
    return _avg_pool("avg_pool2d", self, 2, kernel_size, stride, padding, *rest)


@operator(
    "aten::avg_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, "
    "bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor",
    variants="nn",
    grad_fn="AvgPool3DBackward0",
    samples=lambda: [(sample(1, 2, 4, 5, 4), [2, 3, 2], [2, 1, 2], [0, 1, 0])],
    onnx=onnx.pooling.avg_pool3d,
)
def avg_pool3d(
    self: Array,
    kernel_size: Ints,
    stride: Ints,
    padding: Ints,
    ceil_mode: bool,
    count_include_pad: bool,
    divisor_override: int | None,
) -> Array:
    rest = (ceil_mode, count_include_pad, divisor_override)
    return _avg_pool("avg_pool3d", self, 3, kernel_size, stride, padding, *rest)
