"""Adaptive pooling: the number of outputs is given, and the windows follow from it.

Output i of n looks at the inputs from floor(i * size / n) up to ceil((i + 1) * size / n).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from .. import onnx
from ..registry import operator
from ..strides import contiguous
from .pooling import check_dims, laid_out
from .samples import sample
from .sizes import size_text, type_name
from .views import squeeze_dim, unsqueeze

Array = np.ndarray
Ints = Sequence[int]


def _windows(size: int, count: int) -> list[slice]:
    return [slice(i * size // count, -(-(i + 1) * size // count)) for i in range(count)]


def _check(name: str, self: Array, output_size: Ints, colon: str) -> None:
    count = len(output_size)
    if self.ndim not in (count + 1, count + 2):
        raise RuntimeError(
            f"{name}(): Expected {count + 1}D or {count + 2}D tensor, but got{colon} {size_text(self.shape)}"
        )
    for dim in range(-count, 0):
        if self.shape[dim] == 0:
            raise RuntimeError(
                f"{name}(): Expected input to have non-zero size for non-batch dimensions, but input has sizes "
                f"{size_text(self.shape)} with dimension {self.ndim + dim} being empty"
            )


def _adaptive_avg(self: Array, output_size: Ints) -> Array:
    """Average along one dimension after the other: the mean over a rectangle is the mean of its rows' means."""
    found = self.astype(np.float32) if self.dtype == np.float16 else self
    for dim, count in zip(range(self.ndim - 1, -1, -1), reversed(output_size), strict=False):
        size = found.shape[dim]
        if count and size % count == 0:
            shape = (*found.shape[:dim], count, size // count, *found.shape[dim + 1 :])
            found = found.reshape(shape).mean(axis=dim + 1)
            continue
        before: tuple[Any, ...] = (slice(None),) * dim
        pieces = [found[(*before, window)].mean(axis=dim) for window in _windows(size, count)]
        shape = (*found.shape[:dim], count, *found.shape[dim + 1 :])
        averaged = np.empty(shape, found.dtype)
        for index, piece in enumerate(pieces):
            averaged[(*before, index)] = piece
        found = averaged
    return found.astype(self.dtype, copy=False)


def _mean(self: Array, count: int) -> Array:
    """One output per dimension, for which PyTorch takes the mean of each plane."""
    if self.dtype.kind not in "fc":
        raise RuntimeError(
            "mean(): could not infer output dtype. Input dtype must be either a floating point or complex "
            f"dtype. Got: {type_name(self)}"
        )
    if self.size == 0:
        nothing = np.full((*self.shape[:-count], *[1] * count), np.nan, self.dtype)
        return laid_out(nothing, self)
    return laid_out(self.mean(axis=tuple(range(-count, 0)), keepdims=True), self)


@operator(
    "aten::adaptive_avg_pool2d(Tensor self, SymInt[2] output_size) -> Tensor",
    variants="nn",
    grad_fn="AdaptiveAvgPool2DBackward0",
    samples=lambda: [(sample(1, 2, 5, 7), [1, 1]), (sample(2, 5, 7), [2, 3])],
    onnx=onnx.pooling.adaptive_avg_pool2d,
)
def adaptive_avg_pool2d(self: Array, output_size: Ints) -> Array:
    if len(output_size) != 2:
        raise RuntimeError("adaptive_avg_pool2d: output_size must be 2")
    if min(output_size) < 0:
        raise RuntimeError(
            "adaptive_avg_pool2d: elements of output_size must be greater than or equal to 0 "
            f"but received {{{output_size[0]}, {output_size[1]}}}"
        )
    if list(output_size) == [1, 1]:
        return _mean(self, 2)
    _check("adaptive_avg_pool2d", self, output_size, "")
    if self.dtype.kind != "f":
        raise NotImplementedError(f"\"adaptive_avg_pool2d\" not implemented for '{type_name(self)}'")
    return laid_out(_adaptive_avg(self, output_size), self)


@operator(
    "aten::adaptive_avg_pool1d(Tensor self, int[1] output_size) -> Tensor",
    variants="function",
    grad_fn="SqueezeBackward1",
    samples=lambda: [(sample(1, 2, 7), [1]), (sample(2, 7), [3])],
    onnx=onnx.pooling.adaptive_avg_pool1d,
)
def adaptive_avg_pool1d(self: Array, output_size: Ints) -> Array:
    check_dims("adaptive_avg_pool1d", self)
    return squeeze_dim(adaptive_avg_pool2d(unsqueeze(self, -2), [1, *output_size]), -2)


@operator(
    "aten::adaptive_avg_pool3d(Tensor self, SymInt[3] output_size) -> Tensor",
    variants="nn",
    grad_fn="AdaptiveAvgPool3DBackward0",
    samples=lambda: [(sample(1, 2, 4, 5, 3), [1, 1, 1]), (sample(2, 4, 5, 3), [2, 3, 2])],
    onnx=onnx.pooling.adaptive_avg_pool3d,
)
def adaptive_avg_pool3d(self: Array, output_size: Ints) -> Array:
    if len(output_size) != 3:
        raise RuntimeError("adaptive_avg_pool3d: output_size must be 3")
    if min(output_size) < 0:
        raise RuntimeError(
            "adaptive_avg_pool3d: elements of output_size must be greater than or equal to 0 "
            f"but received {{{output_size[0]}, {output_size[1]},{output_size[2]}}}"
        )
    if list(output_size) == [1, 1, 1]:
        return _mean(self, 3)
    _check("adaptive_avg_pool3d", self, output_size, "")
    if self.dtype.kind != "f":
        raise NotImplementedError(f"\"adaptive_avg_pool3d_cpu\" not implemented for '{type_name(self)}'")
    return contiguous(_adaptive_avg(self, output_size))


def _adaptive_max(name: str, self: Array, output_size: Ints) -> tuple[Array, Array]:
    """The maximum of each window, and its index in the flattened input plane."""
    if min(output_size) < 0:
        sizes = [*self.shape[: self.ndim - len(output_size)], *output_size]
        negative = next(each for each in sizes if each < 0)
        raise RuntimeError(f"Trying to create tensor with negative dimension {negative}: {size_text(sizes)}")
    if self.dtype.kind != "f":
        backend = "adaptive_max_pool3d_cpu" if len(output_size) == 3 else name
        raise NotImplementedError(f"\"{backend}\" not implemented for '{type_name(self)}'")
    spatial = self.shape[-len(output_size) :]
    lead = self.shape[: -len(output_size)]
    plane = np.arange(math.prod(spatial), dtype=np.int64).reshape(spatial)
    values = np.empty((*lead, *output_size), self.dtype)
    indices = np.empty((*lead, *output_size), np.int64)
    windows = [list(enumerate(_windows(size, n))) for size, n in zip(spatial, output_size, strict=True)]
    for cell in itertools.product(*windows):
        at: tuple[Any, ...] = (..., *(index for index, _ in cell))
        seen: tuple[Any, ...] = (..., *(window for _, window in cell))
        window = self[seen]
        flat = window.reshape(*lead, math.prod(window.shape[len(lead) :]))
        best = flat.argmax(axis=-1)
        values[at] = np.take_along_axis(flat, best[..., None], axis=-1)[..., 0]
        indices[at] = plane[seen].ravel()[best]
    return values, indices


def _register_adaptive_max(count: int) -> None:
    name = f"adaptive_max_pool{count}d"

    def adaptive_max_pool(self: Array, output_size: Ints) -> tuple[Array, Array]:
        if len(output_size) != count:
            raise RuntimeError(f"{name}(): internal error: output_size.size() must be {count}")
        _check(name, self, output_size, ":")
        values, indices = _adaptive_max(name, self, output_size)
        if count == 2:
            return laid_out(values, self), laid_out(indices, self)
        return contiguous(values), contiguous(indices)

    operator(
        f"aten::{name}(Tensor self, int[{count}] output_size) -> (Tensor, Tensor)",
        variants="nn",
        differentiable=(True, False),
        grad_fn=f"AdaptiveMaxPool{count}DBackward0",
        samples=lambda: [
            (sample(1, 2, *(5, 4, 3)[:count]), [2, 3, 1][:count]),
            (sample(2, *(5, 4, 3)[:count]), [1, 1, 1][:count]),
        ],
        onnx=getattr(onnx.pooling, name),
    )(adaptive_max_pool)


for _count in (2, 3):
    _register_adaptive_max(_count)


@operator(
    "aten::adaptive_max_pool1d(Tensor self, int[1] output_size) -> (Tensor, Tensor)",
    variants="function",
    differentiable=(True, False),
    grad_fn="SqueezeBackward1",
    samples=lambda: [(sample(1, 2, 7), [3]), (sample(2, 7), [1])],
    onnx=onnx.pooling.adaptive_max_pool1d,
)
def adaptive_max_pool1d(self: Array, output_size: Ints) -> tuple[Array, Array]:
    check_dims("adaptive_max_pool1d", self)
    _check("adaptive_max_pool1d", self, output_size, ":")
    plane = unsqueeze(self, -2)
    values, indices = _adaptive_max("adaptive_max_pool2d", plane, [1, *output_size])
    return squeeze_dim(laid_out(values, plane), -2), squeeze_dim(laid_out(indices, plane), -2)
