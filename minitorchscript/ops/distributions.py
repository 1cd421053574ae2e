"""Random numbers from random bits, in the order and rounding of PyTorch's CPU kernels.

Every function draws from a `Generator` and returns a flat array; the operators in `aten/random.py` check
arguments and put the numbers in place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from minitorchscript.generator import Generator
from minitorchscript.ops import box_muller
from minitorchscript.ops.box_muller import fused_float64

Array = npt.NDArray[Any]
Transform = Callable[[Array, float, float], None]

_CHUNK = 1 << 16
_VECTORIZED = 16  # from this many samples on, PyTorch uses its block kernel for normal samples
_WIDE_RANGE = 1 << 28  # from this range on, integers take 64 bits


def _unit_float32(generator: Generator, count: int) -> Array:
    result = np.empty(count, dtype=np.float32)
    for start in range(0, count, _CHUNK):
        words = generator.random32(min(_CHUNK, count - start))
        np.multiply(words & np.uint64(0xFFFFFF), 2.0**-24, out=result[start : start + _CHUNK], casting="same_kind")
    return result


def _unit_float64(generator: Generator, count: int) -> Array:
    return (generator.random64(count) & np.uint64((1 << 53) - 1)) * 2.0**-53


def uniform(generator: Generator, count: int, low: float, high: float, dtype: np.dtype[Any]) -> Array:
    """Draw from [low, high): 24 random bits each, 53 for float64."""
    if dtype == np.float64:
        samples = _unit_float64(generator, count)
        return samples if (low, high) == (0, 1) else fused_float64(samples, high - low, low)
    samples = _unit_float32(generator, count)
    first, extent = np.float32(low), np.float32(high) - np.float32(low)
    if (low, high) != (0, 1):
        for start in range(0, count, _CHUNK):
            part = samples[start : start + _CHUNK]
            exact = np.multiply(part, extent, dtype=np.float64)
            exact += first
            part[...] = exact
    samples = samples.astype(dtype, copy=False)
    samples[samples == dtype.type(high)] = first  # rounding may reach the upper bound, which is excluded
    return samples


def normal(generator: Generator, count: int, mean: float, std: float, dtype: np.dtype[Any], contiguous: bool) -> Array:
    """Draw normal samples. PyTorch has two ways, by size and layout; they consume different bits."""
    if count < _VECTORIZED or not contiguous:
        return _normal_pairs(generator, count, mean, std).astype(dtype)
    transform: Transform
    if dtype == np.float64:
        unit, transform = _unit_float64, box_muller.transform_float64
    else:
        unit, transform = _unit_float32, box_muller.transform_float32
    blocks = count - count % _VECTORIZED
    samples = unit(generator, blocks)
    transform(samples, mean, std)
    if blocks != count:
        if dtype != np.float16:
            unit(generator, count - blocks)  # drawn, but not used
        tail = unit(generator, _VECTORIZED)  # the last 16 samples are drawn afresh, over what was there
        transform(tail, mean, std)
        samples = np.concatenate([samples[: count - _VECTORIZED], tail])
    return samples.astype(dtype, copy=False)


def _normal_pairs(generator: Generator, count: int, mean: float, std: float) -> Array:
    """Draw one by one in float64; of each pair the second waits in the generator for the next call."""
    samples = np.empty(count)
    start = 0
    if count and generator.next_double_normal is not None:
        samples[0], generator.next_double_normal = generator.next_double_normal, None
        start = 1
    pairs = (count - start + 1) // 2
    unit = _unit_float64(generator, 2 * pairs).reshape(pairs, 2)
    radius = np.sqrt(-2.0 * np.log1p(-unit[:, 1]))
    angle = 2.0 * np.pi * unit[:, 0]
    drawn = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1).reshape(-1)
    samples[start:] = drawn[: count - start]
    if drawn.size > count - start:
        generator.next_double_normal = float(drawn[-1])
    return fused_float64(samples, std, mean)


def exponential(generator: Generator, count: int, rate: float) -> Array:
    """Draw exponential samples in float64."""
    return -1.0 / rate * np.log1p(-_unit_float64(generator, count))


def bernoulli(generator: Generator, count: int, p: float) -> npt.NDArray[np.bool_]:
    """Draw truth values, each true with probability `p`."""
    return _unit_float64(generator, count) < p


def bernoulli_each(generator: Generator, p: Array) -> npt.NDArray[np.bool_]:
    """Draw one truth value per probability of a flat array; float64 probabilities take 64 bits each."""
    if p.dtype == np.float64:
        return _unit_float64(generator, p.size) < p
    return _unit_float32(generator, p.size) < p


def integers(generator: Generator, count: int, base: int, extent: int) -> npt.NDArray[np.int64]:
    """Draw integers from [base, base + extent); an extent of 2**64 takes the bits as they are."""
    words = generator.random64(count) if extent >= _WIDE_RANGE else generator.random32(count)
    if extent < 1 << 64:
        words = words % np.uint64(extent)
    return (words + np.uint64(base % (1 << 64))).view(np.int64)


def words(generator: Generator, count: int, extent: int, wide: bool) -> npt.NDArray[np.uint64]:
    """Draw words modulo `extent`, 64 bits each if `wide`, else 32."""
    drawn = generator.random64(count) if wide else generator.random32(count)
    return drawn % np.uint64(extent)


def permutation(generator: Generator, count: int) -> npt.NDArray[np.int64]:
    """Shuffle 0 ... count - 1 (Fisher and Yates, from the front)."""
    order = list(range(count))
    words = generator.random32(max(count - 1, 0))
    offsets = words % np.arange(count, 1, -1, dtype=np.uint64)
    for place, offset in enumerate(offsets.tolist()):
        order[place], order[place + offset] = order[place + offset], order[place]
    return np.array(order, dtype=np.int64)
