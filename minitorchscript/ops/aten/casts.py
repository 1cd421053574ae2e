"""Conversions and copies: `to` in its forms, type_as, clone, contiguous, copy_, detach.

A conversion that has nothing to do returns its own input, as PyTorch's does.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...device import contiguous_format, cpu, memory_format, preserve_format
from ...dtype import dtype, float64, int64
from .. import onnx
from ..casting import cast_into, converted, copied
from ..pointwise import dtype_of
from ..registry import operator
from ..strides import is_contiguous, like
from .creation import OPTIONS, check_device
from .samples import sample, sample_ints
from .sizes import broadcast_sizes, size_text, suggested_format

Array = np.ndarray
Samples = list[tuple[Any, ...]]


def _to(self: Array, kind: dtype | None, device: Any, copy: bool, format: memory_format | None) -> Array:
    check_device(device)
    kind = kind or dtype_of(self)
    if format is preserve_format:
        format = None
    if not copy and self.dtype == kind.numpy and (format is None or suggested_format(self) is format):
        return self
    return copied(self, kind) if format is None else cast_into(like(self, kind.numpy, format), self)


@operator(
    "aten::to.device(Tensor(a) self, Device device, ScalarType dtype, bool non_blocking=False, bool "
    "copy=False, "
    "MemoryFormat? memory_format=None) -> Tensor(a)",
    variants="",
    samples=lambda: [(sample(2, 3), cpu, float64), (sample_ints(1, 2), cpu, int64)],
    grad_fn="ToCopyBackward0",
    onnx=onnx.creation.cast,
)
def to_device(
    self: Array,
    device: Any,
    dtype: dtype,
    non_blocking: bool,
    copy: bool,
    memory_format: memory_format | None,
) -> Array:
    return _to(self, dtype, device, copy, memory_format)


@operator(
    "aten::to.dtype(Tensor(a) self, ScalarType dtype, bool non_blocking=False, bool copy=False, "
    "MemoryFormat? memory_format=None) -> Tensor(a)",
    variants="",
    samples=lambda: [
        (sample(2, 3), float64),
        (sample(4, 3).T, int64),
        (np.broadcast_to(sample(3), (2, 3)), float64),
        (sample(4, 3).T, float64, False, True, contiguous_format),
        (sample_ints(1, 2), int64),
    ],
    grad_fn="ToCopyBackward0",
    onnx=onnx.creation.cast,
)
def to_dtype(self: Array, dtype: dtype, non_blocking: bool, copy: bool, memory_format: memory_format | None) -> Array:
    return _to(self, dtype, None, copy, memory_format)


@operator(
    "aten::to.other(Tensor(a) self, Tensor other, bool non_blocking=False, bool copy=False, "
    "MemoryFormat? memory_format=None) -> Tensor(a)",
    variants="",
    samples=lambda: [(sample(2, 3), sample_ints(1)), (sample_ints(1, 2), sample_ints(1))],
    gradless=("other",),
    grad_fn="ToCopyBackward0",
    onnx=onnx.creation.cast,
)
def to_other(self: Array, other: Array, non_blocking: bool, copy: bool, memory_format: memory_format | None) -> Array:
    return _to(self, dtype_of(other), None, copy, memory_format)


@operator(
    f"aten::to.dtype_layout(Tensor(a) self, *, {OPTIONS}, bool non_blocking=False, bool copy=False, "
    "MemoryFormat? memory_format=None) -> Tensor(a)",
    variants="",
    samples=lambda: [(sample(2, 3),), (sample(2, 3), {"dtype": float64}), (sample(2, 3), {"copy": True})],
    grad_fn="ToCopyBackward0",
    onnx=onnx.creation.cast,
)
def to_dtype_layout(
    self: Array,
    dtype: dtype | None,
    layout: Any,
    device: Any,
    pin_memory: Any,
    non_blocking: bool,
    copy: bool,
    memory_format: memory_format | None,
) -> Array:
    return _to(self, dtype, device, copy, memory_format)


@operator(
    "aten::type_as(Tensor self, Tensor other) -> Tensor",
    variants="method",
    samples=lambda: [(sample(2, 3), sample_ints(1)), (sample(2, 3), sample(1))],
    grad_fn="ToCopyBackward0",
    gradless=("other",),
    onnx=onnx.creation.cast,
)
def type_as(self: Array, other: Array) -> Array:
    return converted(self, dtype_of(other))


@operator(
    "aten::clone(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor",
    samples=lambda: [
        (sample(2, 3),),
        (sample(4, 3).T,),
        (np.broadcast_to(sample(3), (2, 3)),),
        (sample(4, 3).T, {"memory_format": contiguous_format}),
    ],
    onnx=onnx.identity,
)
def clone(self: Array, memory_format: memory_format | None) -> Array:
    return cast_into(like(self, self.dtype, memory_format or preserve_format), self)


@operator(
    "aten::contiguous(Tensor(a) self, *, MemoryFormat memory_format=0) -> Tensor(a)",
    variants="method",
    samples=lambda: [(sample(4, 3).T,), (sample(2, 3),)],
    grad_fn="CloneBackward0",
    onnx=onnx.identity,
)
def contiguous(self: Array, memory_format: memory_format) -> Array:
    if memory_format is preserve_format:
        raise RuntimeError("preserve memory format is unsupported by the contiguous operator")
    return self if is_contiguous(self, memory_format) else cast_into(like(self, self.dtype, memory_format), self)


@operator(
    "aten::copy_(Tensor(a!) self, Tensor src, bool non_blocking=False) -> Tensor(a!)",
    variants="method",
    samples=lambda: [
        (sample(2, 3), sample(3)),
        (sample(2, 3), sample_ints(1, 2, 3)),
        (sample_ints(1, 2), sample(2)),
    ],
    grad_fn="CopyBackwards",
    onnx=onnx.creation.copy,
)
def copy_(self: Array, src: Any, non_blocking: bool) -> Array:
    source = np.asarray(src)
    if broadcast_sizes(self.shape, source.shape) != self.shape:
        raise RuntimeError(
            f"output with shape {size_text(self.shape)} doesn't match the broadcast shape "
            f"{size_text(broadcast_sizes(self.shape, source.shape))}"
        )
    return cast_into(self, source)


@operator(
    "aten::detach(Tensor(a) self) -> Tensor(a)",
    samples=lambda: [(sample(2, 3),)],
    differentiable=False,
    onnx=onnx.identity,
)
def detach(self: Array) -> Array:
    return self.view()


@operator("aten::detach_(Tensor(a!) self) -> Tensor(a!)", samples=lambda: [(sample(2, 3),)], differentiable=False)
def detach_(self: Array) -> Array:
    return self


@operator(
    "aten::alias(Tensor(a) self) -> Tensor(a)", variants="", samples=lambda: [(sample(4, 3).T,)], onnx=onnx.identity
)
def alias(self: Array) -> Array:
    return self.view()
