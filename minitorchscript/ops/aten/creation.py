"""New tensors: constants, ranges, memory like another tensor's; and overwriting with a constant."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from ... import state
from ...device import channels_last, channels_last_3d, contiguous_format, memory_format, preserve_format
from ...dtype import bool as bool_dtype
from ...dtype import dtype, float64, int32, int64
from .. import onnx
from ..casting import cast_into
from ..pointwise import dtype_of, fill_value, require
from ..promotion import number_dtype
from ..registry import operator
from ..strides import channels_last_strides, contiguous, contiguous_strides, empty_strided, like
from .samples import sample, sample_ints
from .sizes import size_text

Array = np.ndarray
Samples = list[tuple[Any, ...]]

# What every factory takes after its own arguments: dtype, layout, device, pin_memory.
OPTIONS = "ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None"
LIKE_OPTIONS = f"{OPTIONS}, MemoryFormat? memory_format=None"


def check_device(device: Any) -> None:
    """Raise unless the device is the CPU (or none is named)."""
    if device is None or str(device).startswith("cpu"):
        return
    if str(device).startswith("cuda"):
        raise AssertionError("Torch not compiled with CUDA enabled")
    raise NotImplementedError(f"device '{device}' is not supported; tensors live on 'cpu'")


def check_size(size: Sequence[int], function: str = "") -> None:
    """Raise on a negative dimension."""
    for each in size:
        if each < 0 and function == "zeros":
            raise RuntimeError("zeros: Dimension size must be non-negative.")
        if each < 0:
            raise RuntimeError(f"Trying to create tensor with negative dimension {each}: {size_text(size)}")


def new(size: Sequence[int], kind: dtype | None, device: Any, format: memory_format | None = None) -> Array:
    """Uninitialized memory of the default dtype or the one named."""
    check_device(device)
    check_size(size)
    strides = contiguous_strides(size)
    if format in (channels_last, channels_last_3d):
        rank = 4 if format is channels_last else 5
        if len(size) != rank:
            raise RuntimeError(f"required rank {rank} tensor to use {format.name} format")
        strides = channels_last_strides(size)
    return empty_strided(size, strides, (kind or state.default_dtype()).numpy)


def new_like(self: Array, kind: dtype | None, device: Any, format: memory_format | None) -> Array:
    """Uninitialized memory with another tensor's size, its dtype and layout unless named."""
    check_device(device)
    return like(self, (kind or dtype_of(self)).numpy, format or preserve_format)


def filled(array: Array, value: Any) -> Array:
    """The array after storing one number in all of it; RuntimeError where its type cannot hold the number."""
    array[...] = fill_value(value, dtype_of(array))
    return array


def _size_samples() -> Samples:
    return [([2, 3],), ([],), ([2, 0], {"dtype": int64})]


@operator(
    f"aten::zeros(SymInt[] size, *, {OPTIONS}) -> Tensor",
    variants="function",
    samples=_size_samples,
    onnx=onnx.creation.zeros,
)
def zeros(size: Sequence[int], dtype: dtype | None, layout: Any, device: Any, pin_memory: Any) -> Array:
    check_size(size, "zeros")
    return filled(new(size, dtype, device), 0)


@operator(
    f"aten::ones(SymInt[] size, *, {OPTIONS}) -> Tensor",
    variants="function",
    samples=_size_samples,
    onnx=onnx.creation.ones,
)
def ones(size: Sequence[int], dtype: dtype | None, layout: Any, device: Any, pin_memory: Any) -> Array:
    return filled(new(size, dtype, device), 1)


@operator(
    f"aten::full(SymInt[] size, Scalar fill_value, *, {OPTIONS}) -> Tensor",
    variants="function",
    samples=lambda: [([2], 1.5), ([2], 3), ([], True), ([2], 1, {"dtype": float64})],
    onnx=onnx.creation.full,
)
def full(size: Sequence[int], fill: Any, dtype: dtype | None, layout: Any, device: Any, pin_memory: Any) -> Array:
    return filled(new(size, dtype or number_dtype(fill), device), fill)


@operator(
    f"aten::empty.memory_format(SymInt[] size, *, {LIKE_OPTIONS}) -> Tensor",
    variants="function",
    samples=lambda: [([2, 3],), ([2, 3, 4, 5], {"memory_format": channels_last})],
    nondeterministic=True,
)
def empty(
    size: Sequence[int],
    dtype: dtype | None,
    layout: Any,
    device: Any,
    pin_memory: Any,
    format: memory_format | None,
) -> Array:
    return new(size, dtype, device, format)


@operator(
    f"aten::empty_strided(SymInt[] size, SymInt[] stride, *, {OPTIONS}) -> Tensor",
    variants="function",
    samples=lambda: [([2, 3], [1, 2])],
    nondeterministic=True,
)
def empty_strided_(
    size: Sequence[int], stride: Sequence[int], dtype: dtype | None, layout: Any, device: Any, pin_memory: Any
) -> Array:
    check_device(device)
    check_size(size)
    return empty_strided(size, stride, (dtype or state.default_dtype()).numpy)


def _like_samples() -> Samples:
    return [
        (sample(2, 3),),
        (sample(4, 3).T,),
        (sample_ints(1, 2), {"dtype": float64}),
        (sample(4, 3).T, {"memory_format": contiguous_format}),
    ]


def _register_like(name: str, value: int | None) -> None:
    @operator(
        f"aten::{name}_like(Tensor self, *, {LIKE_OPTIONS}) -> Tensor",
        variants="function",
        samples=_like_samples,
        nondeterministic=value is None,
        differentiable=False,
        onnx=getattr(onnx.creation, name, None),
    )
    def make_like(
        self: Array,
        dtype: dtype | None,
        layout: Any,
        device: Any,
        pin_memory: Any,
        format: memory_format | None,
    ) -> Array:
        array = new_like(self, dtype, device, format)
        return array if value is None else filled(array, value)

    @operator(
        f"aten::new_{name}(Tensor self, SymInt[] size, *, {OPTIONS}) -> Tensor",
        variants="method",
        samples=lambda: [(sample_ints(1), [2, 3]), (sample(2), [2], {"dtype": int64})],
        nondeterministic=value is None,
        differentiable=False,
        onnx=getattr(onnx.creation, name, None),
    )
    def make_new(
        self: Array, size: Sequence[int], dtype: dtype | None, layout: Any, device: Any, pin_memory: Any
    ) -> Array:
        array = new(size, dtype or dtype_of(self), device)
        return array if value is None else filled(array, value)


_register_like("zeros", 0)
_register_like("ones", 1)
_register_like("empty", None)


@operator(
    f"aten::full_like(Tensor self, Scalar fill_value, *, {LIKE_OPTIONS}) -> Tensor",
    variants="function",
    samples=lambda: [
        (sample(4, 3).T, 2),
        (sample_ints(1, 2), 3),
        (sample_ints(1, 2), 1.5, {"dtype": float64}),
    ],
    differentiable=False,
    onnx=onnx.creation.full_like,
)
def full_like(
    self: Array,
    fill: Any,
    dtype: dtype | None,
    layout: Any,
    device: Any,
    pin_memory: Any,
    format: memory_format | None,
) -> Array:
    return filled(new_like(self, dtype, device, format), fill)


@operator(
    f"aten::new_full(Tensor self, SymInt[] size, Scalar fill_value, *, {OPTIONS}) -> Tensor",
    variants="method",
    samples=lambda: [(sample(2), [2, 3], 2)],
    differentiable=False,
    onnx=onnx.creation.full,
)
def new_full(
    self: Array,
    size: Sequence[int],
    fill: Any,
    dtype: dtype | None,
    layout: Any,
    device: Any,
    pin_memory: Any,
) -> Array:
    return filled(new(size, dtype or dtype_of(self), device), fill)


@operator(
    f"aten::scalar_tensor(Scalar s, *, {OPTIONS}) -> Tensor",
    variants="function",
    samples=lambda: [(3,), (2.5, {"dtype": float64})],
)
def scalar_tensor(s: Any, dtype: dtype | None, layout: Any, device: Any, pin_memory: Any) -> Array:
    return filled(new([], dtype, device), s)


def _steps(start: Any, step: Any, count: int, numpy: np.dtype[Any]) -> Array:
    """start + step * i, rounded as PyTorch's vectorized loop does: each vector counts from its first element."""
    index = np.arange(count)
    exact = start + index * step
    if numpy.kind == "f":
        width = 32 // numpy.itemsize
        place = index % width
        first = (start + (index - place) * step).astype(numpy)
        exact = np.where(index < count - count % (2 * width), first + place * np.float64(step), exact)
    return np.asarray(exact, dtype=numpy)


def _arange(start: Any, end: Any, step: Any, dtype: dtype | None, device: Any) -> Array:
    check_device(device)
    if dtype is None:
        whole = all(isinstance(each, int) for each in (start, end, step))
        dtype = int64 if whole else state.default_dtype()
    require(dtype is not bool_dtype and not dtype.is_complex, "arange_cpu", dtype)
    if not dtype.is_floating_point:
        start, end, step = int(start), int(end), int(step)
    if step == 0:
        raise RuntimeError("step must be nonzero")
    if not (math.isfinite(start) and math.isfinite(end)):
        raise RuntimeError(f"unsupported range: {start:g} -> {end:g}")
    if (end - start) * step < 0:
        raise RuntimeError("upper bound and lower bound inconsistent with step sign")
    count = math.ceil((end - start) / step)
    return contiguous(_steps(start, step, count, dtype.numpy))


@operator(
    f"aten::arange(Scalar end, *, {OPTIONS}) -> Tensor",
    variants="function",
    samples=lambda: [(5,), (2.5,), (3, {"dtype": float64})],
    onnx=onnx.creation.arange,
)
def arange(end: Any, dtype: dtype | None, layout: Any, device: Any, pin_memory: Any) -> Array:
    return _arange(0, end, 1, dtype, device)


@operator(
    f"aten::arange.start(Scalar start, Scalar end, *, {OPTIONS}) -> Tensor",
    variants="function",
    samples=lambda: [(2, 5), (0.5, 4)],
    onnx=onnx.creation.arange,
)
def arange_start(start: Any, end: Any, dtype: dtype | None, layout: Any, device: Any, pin_memory: Any) -> Array:
    return _arange(start, end, 1, dtype, device)


@operator(
    f"aten::arange.start_step(Scalar start, Scalar end, Scalar step=1, *, {OPTIONS}) -> Tensor",
    variants="function",
    samples=lambda: [(2, 9, 3), (5, 0, -2), (0, 1, 0.1), (2, 9, 3, {"dtype": int32})],
    onnx=onnx.creation.arange,
)
def arange_step(
    start: Any, end: Any, step: Any, dtype: dtype | None, layout: Any, device: Any, pin_memory: Any
) -> Array:
    return _arange(start, end, step, dtype, device)


@operator(
    f"aten::linspace(Scalar start, Scalar end, int steps, *, {OPTIONS}) -> Tensor",
    variants="function",
    samples=lambda: [(0, 1, 5), (-2.0, 3, 8), (1, 5, 1), (0, 10, 4, {"dtype": int64}), (0, 1, 0)],
)
def linspace(start: Any, end: Any, steps: int, dtype: dtype | None, layout: Any, device: Any, pin_memory: Any) -> Array:
    """Evenly spaced numbers, counted from the nearer end."""
    check_device(device)
    if steps < 0:
        raise RuntimeError("number of steps must be non-negative")
    kind = (dtype or state.default_dtype()).numpy
    number = kind.type if kind.kind in "fc" else np.float64
    first, last = number(kind.type(start)), number(kind.type(end))
    if steps < 2:
        return contiguous(np.full(steps, first).astype(kind))
    step = (last - first) / number(steps - 1)
    index = np.arange(steps)
    wide = np.result_type(kind, np.float64)  # float32 products are exact there: the sum is rounded once
    first, last, step = wide.type(first), wide.type(last), wide.type(step)
    result = np.where(index < steps // 2, first + step * index, last - step * (steps - 1 - index))
    return contiguous(result.astype(kind))


def _eye(rows: int, columns: int, dtype: dtype | None, device: Any) -> Array:
    for name, size in (("n", rows), ("m", columns)):
        if size < 0:
            raise RuntimeError(f"{name} must be greater or equal to 0, got {size}")
    array = filled(new([rows, columns], dtype, device), 0)
    np.fill_diagonal(array, 1)
    return array


@operator(
    f"aten::eye(SymInt n, *, {OPTIONS}) -> Tensor",
    variants="function",
    samples=lambda: [(3,), (2, {"dtype": int64})],
)
def eye(n: int, dtype: dtype | None, layout: Any, device: Any, pin_memory: Any) -> Array:
    return _eye(n, n, dtype, device)


@operator(
    f"aten::eye.m(SymInt n, SymInt m, *, {OPTIONS}) -> Tensor",
    variants="function",
    samples=lambda: [(2, 3), (3, 2)],
)
def eye_m(n: int, m: int, dtype: dtype | None, layout: Any, device: Any, pin_memory: Any) -> Array:
    return _eye(n, m, dtype, device)


@operator(
    "aten::fill_.Scalar(Tensor(a!) self, Scalar value) -> Tensor(a!)",
    samples=lambda: [(sample(2, 3), 1.5), (sample_ints(1, 2), 3)],
    grad_fn="FillBackward0",
    onnx=onnx.creation.fill,
)
def fill_scalar_(self: Array, value: Any) -> Array:
    return filled(self, value)


@operator(
    "aten::fill_.Tensor(Tensor(a!) self, Tensor value) -> Tensor(a!)",
    samples=lambda: [(sample(2, 3), np.array(1.5))],
    grad_fn="FillBackward1",
    onnx=onnx.creation.fill,
)
def fill_tensor_(self: Array, value: Array) -> Array:
    if value.ndim:
        raise RuntimeError(f"fill_ only supports 0-dimension value tensor but got tensor with {value.ndim} dimensions.")
    return cast_into(self, value)


@operator("aten::zero_(Tensor(a!) self) -> Tensor(a!)", samples=lambda: [(sample(2, 3),)], onnx=onnx.creation.zeros)
def zero_(self: Array) -> Array:
    return filled(self, 0)


def _register_triangle(name: str, function: Any) -> None:
    """Register `tril` or `triu` and its in-place form."""

    def part(self: Array, diagonal: int) -> Array:
        if self.ndim < 2:
            raise RuntimeError(f"{name}: input tensor must have at least 2 dimensions")
        return contiguous(function(self, diagonal))

    samples = lambda: [(sample(3, 4),), (sample(2, 4, 3), 1), (sample(4, 3).T, -1)]  # noqa: E731

    @operator(f"aten::{name}(Tensor self, SymInt diagonal=0) -> Tensor", samples=samples)
    def kernel(self: Array, diagonal: int) -> Array:
        return part(self, diagonal)

    @operator(f"aten::{name}_(Tensor(a!) self, SymInt diagonal=0) -> Tensor(a!)", variants="method", samples=samples)
    def kernel_(self: Array, diagonal: int) -> Array:
        self[...] = part(self, diagonal)
        return self


_register_triangle("tril", np.tril)
_register_triangle("triu", np.triu)
