"""Padding: constant_pad_nd, reflection and replication in one to three dimensions, and `pad` over all of them.

A pad list counts from the last dimension: [left, right, top, bottom, ...]; negative numbers crop.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...device import contiguous_format
from .. import onnx
from ..registry import operator
from ..strides import like
from .samples import sample
from .sizes import new_tensor, size_text, suggested_format, type_name
from .slicing import narrow

Array = np.ndarray
Ints = Sequence[int]

_UNSUPPORTED = """Padding size {size} is not supported for {ndim}D input tensor.
Supported combinations for non-constant padding:
  - 2D or 3D input: padding size = 2 (pads last dimension)
  - 3D or 4D input: padding size = 4 (pads last 2 dimensions)
  - 4D or 5D input: padding size = 6 (pads last 3 dimensions)"""


@operator(
    "aten::constant_pad_nd(Tensor self, SymInt[] pad, Scalar value=0) -> Tensor",
    variants="function",
    samples=lambda: [(sample(2, 3), [1, 2], 0.5), (sample(1, 2, 3), [0, 1, -1, 1])],
    onnx=onnx.indexing.pad,
)
def constant_pad_nd(self: Array, pad: Ints, value: Any) -> Array:
    if len(pad) % 2:
        raise RuntimeError(f"Length of pad must be even but instead it equals {len(pad)}")
    if len(pad) > 2 * self.ndim:
        raise RuntimeError(
            "Length of pad should be no more than twice the number of dimensions of the input. Pad length is "
            f"{len(pad)}while the input has {self.ndim}dimensions."
        )
    inner = self
    sizes = list(self.shape)
    inside = [slice(None)] * self.ndim
    for position in range(len(pad) // 2 - 1, -1, -1):  # PyTorch goes from the outer dimension inwards
        dim = self.ndim - 1 - position
        before, after = pad[2 * position], pad[2 * position + 1]
        if before < 0:
            inner = narrow(inner, dim, -before, inner.shape[dim] + before)
        if after < 0:
            inner = narrow(inner, dim, 0, inner.shape[dim] + after)
        sizes[dim] += before + after
        inside[dim] = slice(max(before, 0), sizes[dim] - max(after, 0))
    if max(pad, default=0) <= 0:
        out = like(inner)
        out[...] = inner
        return out
    out = new_tensor(sizes, self.dtype, suggested_format(self))
    out[...] = np.asarray(value).astype(self.dtype)
    out[tuple(inside)] = inner
    return out


def _reflected(size: int, before: int, after: int) -> Array:
    at = abs(np.arange(-before, size + after))
    return np.minimum(at, 2 * (size - 1) - at)


def _replicated(size: int, before: int, after: int) -> Array:
    return np.arange(-before, size + after).clip(0, size - 1)


def _wrapped(size: int, before: int, after: int) -> Array:
    start, kept = max(-before, 0), size + min(before, 0) + min(after, 0)
    return np.arange(-max(before, 0), kept + max(after, 0)) % kept + start


def _gathered(self: Array, pad: Ints, source: Callable[[int, int, int], Array]) -> Array:
    """Each padded dimension filled from the positions that `source(size, before, after)` names."""
    found = self
    for position in range(len(pad) // 2):
        dim = self.ndim - 1 - position
        at = source(self.shape[dim], pad[2 * position], pad[2 * position + 1])
        found = np.take(found, at, axis=dim)
    return found


def _check_input(self: Array, count: int) -> None:
    """(C, *spatial) or (N, C, *spatial), where only the batch may be empty."""
    batched = self.ndim == count + 2
    if not batched and self.ndim != count + 1 or 0 in self.shape[1 if batched else 0 :]:
        raise RuntimeError(
            f"Expected {count + 1}D or {count + 2}D (batch mode) tensor with possibly 0 batch size and other "
            f"non-zero dimensions for input, but got: {size_text(self.shape)}"
        )


def _check_output(self: Array, pad: Ints) -> None:
    count = len(pad) // 2
    sizes = self.shape[-count:]
    padded = [n + pad[2 * (count - 1 - i)] + pad[2 * (count - 1 - i) + 1] for i, n in enumerate(sizes)]
    letters = "DHW"[-count:]
    if min(padded) < 0 or max(padded) < 1:
        given, found = (
            " ".join(f"{letter}: {value}" for letter, value in zip(letters, each, strict=True))
            for each in (sizes, padded)
        )
        raise RuntimeError(
            f"input ({given.replace(' ', ', ').replace(':,', ':')}) is too small. Calculated output {found}"
        )


def _in_format(found: Array, self: Array) -> Array:
    out = new_tensor(found.shape, self.dtype, suggested_format(self))
    out[...] = found
    return out


def _reflection_pad(self: Array, pad: Ints, count: int) -> Array:
    if len(pad) != 2 * count:
        raise RuntimeError("padding size is expected to be " + str(2 * count))
    _check_input(self, count)
    for position in range(count):
        dim = self.ndim - 1 - position
        before, after = pad[2 * position], pad[2 * position + 1]
        if max(before, after) >= self.shape[dim]:
            raise RuntimeError(
                f"Argument #{4 + 2 * position}: Padding size should be less than the corresponding input "
                f"dimension, but got: padding ({before}, {after}) at dimension {dim} of input "
                f"{size_text(self.shape)}"
            )
    _check_output(self, pad)
    if self.dtype.kind == "b":
        raise NotImplementedError(f"\"reflection_pad{count}d\" not implemented for '{type_name(self)}'")
    return _in_format(_gathered(self, pad, _reflected), self)


def _replication_pad(self: Array, pad: Ints, count: int) -> Array:
    if len(pad) != 2 * count:
        raise RuntimeError("padding size is expected to be " + str(2 * count))
    _check_input(self, count)
    _check_output(self, pad)
    if self.dtype.kind == "b":
        raise NotImplementedError(f"\"replication_pad{count}d\" not implemented for '{type_name(self)}'")
    return _in_format(_gathered(self, pad, _replicated), self)


def _register(name: str, kernel: Callable[[Array, Ints, int], Array], count: int) -> None:
    operator(
        f"aten::{name}{count}d(Tensor self, SymInt[{2 * count}] padding) -> Tensor",
        variants="nn",
        samples=lambda: [(sample(1, 2, *(4, 3, 5)[:count]), [1, 2, 2, 1, 1, 1][: 2 * count])],
        grad_fn="".join(part.capitalize() for part in name.split("_")) + f"{count}DBackward0",
    )(lambda self, padding: kernel(self, padding, count))


for _count in (1, 2, 3):
    _register("reflection_pad", _reflection_pad, _count)
    _register("replication_pad", _replication_pad, _count)


def _circular_pad(self: Array, pad: Ints) -> Array:
    for position in range(len(pad) // 2 - 1, -1, -1):
        dim = self.ndim - 1 - position
        before, after = pad[2 * position], pad[2 * position + 1]
        if max(before, after) > self.shape[dim]:
            raise RuntimeError("Padding value causes wrapping around more than once.")
        if self.shape[dim] + before + after < 0:
            raise RuntimeError("Negative padding value is resulting in an empty dimension")
        if self.shape[dim] + min(before, 0) + min(after, 0) <= 0 < max(before, after):  # nothing left to repeat
            raise RuntimeError("Negative padding value is resulting in an empty dimension")
    found = _gathered(self, pad, _wrapped)
    out = new_tensor(found.shape, self.dtype, contiguous_format)
    out[...] = found
    return out


@operator(
    'aten::pad(Tensor self, SymInt[] pad, str mode="constant", float? value=None) -> Tensor',
    variants="nn",
    grad_fn="ConstantPadNdBackward0",
    samples=lambda: [
        (sample(2, 3), [1, 2]),
        (sample(1, 2, 4), [1, 2], "reflect"),
        (sample(1, 2, 4), [1, 2], "replicate"),
        (sample(1, 2, 4, 4), [1, 2, 0, 1], "circular"),
    ],
    onnx=onnx.indexing.pad,
)
def pad(self: Array, pad: Ints, mode: str, value: float | None) -> Array:
    """Pad by mode "constant", "reflect", "replicate" or "circular"."""
    if len(pad) % 2:
        raise RuntimeError("Padding length must be divisible by 2")
    if len(pad) > 2 * self.ndim:
        raise RuntimeError(
            "Padding length should be less than or equal to two times the input dimension but got padding "
            f"length {len(pad)} and input of dimension {self.ndim}"
        )
    if mode == "constant":
        return constant_pad_nd(self, pad, 0.0 if value is None else value)
    if mode not in ("reflect", "replicate", "circular"):
        raise NotImplementedError(f"Unrecognised padding mode {mode}")
    if value:
        raise RuntimeError(f'Padding mode "{mode}" doesn\'t take in value argument')
    count = len(pad) // 2
    if not 1 <= count <= 3 or self.ndim not in (count + 1, count + 2):
        raise NotImplementedError(_UNSUPPORTED.format(size=len(pad), ndim=self.ndim))
    if mode == "circular":
        return _circular_pad(self, pad)
    return (_reflection_pad if mode == "reflect" else _replication_pad)(self, pad, count)
