"""Operators that change how a tensor sees its memory, in place: squeeze_, unsqueeze_, transpose_, t_, resize_ and kin.

Their kernels return the array as it is to be seen; the dispatcher puts it into the tensor.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...device import contiguous_format, memory_format, preserve_format
from ..registry import operator
from ..strides import channels_last_strides, contiguous_strides, element_strides, with_strides
from .samples import sample
from .strided_views import as_strided, storage
from .views import squeeze, squeeze_dim, squeeze_dims, t, transpose, unsqueeze

Array = np.ndarray


def _register(
    signature: str, kernel: Callable[..., Array], *samples: tuple[Any, ...], grad_fn: str | None = None
) -> None:
    operator(f"aten::{signature} -> Tensor(a!)", variants="method", samples=lambda: list(samples), grad_fn=grad_fn)(
        kernel
    )


_register("squeeze_(Tensor(a!) self)", squeeze, (sample(1, 3, 1),))
_register("squeeze_.dim(Tensor(a!) self, int dim)", squeeze_dim, (sample(1, 3, 1), 0), grad_fn="SqueezeBackward1")
_register(
    "squeeze_.dims(Tensor(a!) self, int[] dim)", squeeze_dims, (sample(1, 3, 1), [0, 1]), grad_fn="SqueezeBackward2"
)
_register("unsqueeze_(Tensor(a!) self, int dim)", unsqueeze, (sample(2, 3), 1))
_register("t_(Tensor(a!) self)", t, (sample(2, 3),))
_register("transpose_(Tensor(a!) self, int dim0, int dim1)", transpose, (sample(2, 3, 4), 0, 2))
_register(
    "swapaxes_(Tensor(a!) self, int axis0, int axis1)", transpose, (sample(2, 3), 0, 1), grad_fn="TransposeBackward0"
)
_register(
    "swapdims_(Tensor(a!) self, int dim0, int dim1)", transpose, (sample(2, 3), 0, 1), grad_fn="TransposeBackward0"
)


@operator(
    "aten::as_strided_(Tensor(a!) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a!)",
    grad_fn="AsStridedBackward0",
    samples=lambda: [(sample(2, 3), [2, 2], [1, 2], 1)],
)
def as_strided_(self: Array, size: Sequence[int], stride: Sequence[int], storage_offset: int | None) -> Array:
    return as_strided(self, size, stride, storage_offset)


def _resized(self: Array, size: Sequence[int], format: memory_format | None) -> Array:
    """The memory seen in another size; more of it, uninitialized, where it does not suffice."""
    if format is preserve_format:
        raise RuntimeError("Unsupported memory format Preserve")
    if tuple(size) == self.shape and format in (None, contiguous_format):
        return self
    strides = contiguous_strides(size) if format in (None, contiguous_format) else channels_last_strides(size)
    memory, offset = storage(self)
    count = int(np.prod(size))
    if memory.size - offset < count:
        grown = np.zeros(offset + count, self.dtype)
        grown[: memory.size] = memory
        memory = grown
    return with_strides(memory[offset:], strides, size)


@operator(
    "aten::resize_(Tensor(a!) self, SymInt[] size, *, MemoryFormat? memory_format=None) -> Tensor(a!)",
    variants="method",
    grad_fn="NotImplemented",
    samples=lambda: [(sample(2, 3), [3, 2]), (sample(2, 3), [2, 2]), (sample(4, 3).T, [2, 5])],
)
def resize_(self: Array, size: Sequence[int], memory_format: memory_format | None) -> Array:
    return _resized(self, size, memory_format)


@operator(
    "aten::resize_as_(Tensor(a!) self, Tensor the_template, *, MemoryFormat? memory_format=None) -> Tensor(a!)",
    grad_fn="NotImplemented",
    samples=lambda: [(sample(2, 3), sample(3, 2))],
)
def resize_as_(self: Array, the_template: Array, memory_format: memory_format | None) -> Array:
    found = _resized(self, the_template.shape, None if memory_format is preserve_format else memory_format)
    if memory_format is preserve_format:
        return with_strides(found, element_strides(the_template))
    return found
