"""Root mean square normalization: x / sqrt(mean(x²) + eps) over the last dimensions (Zhang and Sennrich 2019)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...dtype import from_numpy
from ..registry import operator
from .samples import sample
from .sizes import new_tensor, size_text, suggested_format, type_name

Array = np.ndarray


def _check(input: Array, normalized_shape: Sequence[int], weight: Array | None) -> None:
    shape = list(normalized_shape)
    if not shape:
        raise RuntimeError(
            "Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one element, but got "
            "normalized_shape = []"
        )
    if weight is not None and list(weight.shape) != shape:
        raise RuntimeError(
            "Expected weight to be of same shape as normalized_shape, but got weight of shape "
            f"{size_text(weight.shape)} and normalized_shape = {size_text(shape)}"
        )
    if list(input.shape[-len(shape) :]) != shape:
        raise RuntimeError(
            f"Given normalized_shape={size_text(shape)}, expected input with shape "
            f"[*{', '.join(['', *map(str, shape)]).removeprefix(', ')}], but got input of size{size_text(input.shape)}"
        )
    kind = from_numpy(input.dtype)
    if not (kind.is_floating_point or kind.is_complex):
        raise NotImplementedError(f"\"rms_norm\" not implemented for '{type_name(input)}'")


@operator(
    "aten::rms_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight=None, float? eps=None) -> Tensor",
    variants="function",
    grad_fn="MulBackward0",
    samples=lambda: [
        (sample(2, 3, 4), [4]),
        (sample(2, 3, 4), [3, 4], sample(3, 4), 1e-3),
        (sample(2, 3, 4).transpose(1, 0, 2), [4], sample(4)),
    ],
)
def rms_norm(input: Array, normalized_shape: Sequence[int], weight: Array | None, eps: float | None) -> Array:
    """Half precision is computed in float32; without `eps` it is the smallest step of the type computed in."""
    _check(input, normalized_shape, weight)
    wide = input.astype(np.float32) if input.dtype == np.float16 else input
    axes = tuple(range(-len(normalized_shape), 0))
    power = np.square(wide).mean(axis=axes, keepdims=True)
    step = np.finfo(wide.dtype).eps if eps is None else eps
    found = wide * (1 / np.sqrt(power + np.asarray(step, wide.real.dtype)))
    if weight is not None:
        found = found * weight
    out = new_tensor(input.shape, input.dtype, suggested_format(input))
    out[...] = found
    return out
