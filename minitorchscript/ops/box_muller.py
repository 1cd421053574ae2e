"""Normal samples from uniform ones, to the bit as PyTorch's vectorized CPU kernel makes them.

That kernel takes logarithm, sine and cosine from the Cephes library's float32 polynomials and lets the
compiler fuse multiplications into additions. numpy's own functions differ in the last bits, so the
polynomials are evaluated here, each fused step in float64 and rounded to float32 once.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Float32Array = npt.NDArray[np.float32]

_CHUNK = 1 << 15  # samples at a time: the temporaries stay in the cache

_LOG = (
    7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1,
    -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
)  # fmt: skip
_LN2_HIGH, _LN2_LOW = 0.693359375, -2.12194440e-4
_SINE = (-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1)
_COSINE = (2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2)
_QUARTER_PI_PARTS = (0.78515625, 2.4187564849853515625e-4, 3.77489497744594108e-8)


def _fused(a: Float32Array, b: Any, c: Any) -> Float32Array:
    """Return a * b + c rounded once to float32."""
    exact: npt.NDArray[np.float64] = np.multiply(a, _constant(b), dtype=np.float64)
    exact += _constant(c)
    return exact.astype(np.float32)


def _constant(value: Any) -> Any:
    return np.float32(value) if isinstance(value, float) else value


def _polynomial(coefficients: tuple[float, ...], x: Float32Array) -> Float32Array:
    value = np.full_like(x, coefficients[0])
    for coefficient in coefficients[1:]:
        value = _fused(value, x, coefficient)
    return value


def _log(x: Float32Array) -> Float32Array:
    """Natural logarithm of positive normal numbers: x = m * 2**e with m in [sqrt(1/2), sqrt(2))."""
    bits = x.view(np.int32)
    exponent = ((bits >> 23) - 126).astype(np.float32)
    mantissa = ((bits & 0x007FFFFF) | 0x3F000000).view(np.float32)
    low = mantissa < np.float32(0.707106781186547524)
    exponent -= low
    m = mantissa - np.float32(1) + np.where(low, mantissa, np.float32(0))
    square = m * m
    value = _polynomial(_LOG, m) * m
    value = _fused(value, square, exponent * np.float32(_LN2_LOW))
    value = _fused(square, -0.5, value)
    return _fused(exponent, _LN2_HIGH, m + value)


def _sine_cosine(angle: Float32Array) -> tuple[Float32Array, Float32Array]:
    """Sine and cosine of angles in [0, 2 pi], reduced to the nearest even octant."""
    octant = (angle * np.float32(1.27323954473516)).astype(np.int32)
    octant = (octant + 1) & ~1
    count = octant.astype(np.float32)
    x = angle
    for part in _QUARTER_PI_PARTS:
        x = _fused(count, -part, x)
    square = x * x
    cosine = _polynomial(_COSINE, square) * square
    cosine = _fused(cosine, square, square * np.float32(-0.5)) + np.float32(1)
    sine = _fused(_polynomial(_SINE, square) * square, x, x)
    straight = (octant & 2) == 0
    flip_sine = (octant & 4) != 0
    flip_cosine = ((octant + 2) & 4) != 0
    first, second = np.where(straight, sine, cosine), np.where(straight, cosine, sine)
    return np.where(flip_sine, -first, first), np.where(flip_cosine, -second, second)


def fused_float64(a: npt.NDArray[Any], b: float, c: float) -> npt.NDArray[Any]:
    """Return a * b + c rounded once: the errors of product and sum (Dekker, Knuth) are added back."""
    product = a * b
    splitter = 134217729.0
    a_high = a * splitter - (a * splitter - a)
    b_high = b * splitter - (b * splitter - b)
    a_low, b_low = a - a_high, b - b_high
    product_error = a_low * b_low - (((product - a_high * b_high) - a_low * b_high) - a_high * b_low)
    total = product + c
    rest = total - product
    total_error = (product - (total - rest)) + (c - rest)
    result: npt.NDArray[Any] = total + (product_error + total_error)
    return result


def transform_float32(uniform: Float32Array, mean: float, std: float) -> None:
    """Turn uniform samples in [0, 1), a multiple of 16 of them, into normal ones in place.

    Each run of 16 holds 8 radii followed by their 8 angles.
    """
    for start in range(0, uniform.size, _CHUNK):
        pairs = uniform[start : start + _CHUNK].reshape(-1, 2, 8)
        radius = np.sqrt(np.float32(-2) * _log(np.float32(1) - pairs[:, 0]))
        sine, cosine = _sine_cosine(np.float32(2 * np.pi) * pairs[:, 1])
        pairs[:, 0] = _fused(radius * cosine, float(std), float(mean))
        pairs[:, 1] = _fused(radius * sine, float(std), float(mean))


def transform_float64(uniform: npt.NDArray[np.float64], mean: float, std: float) -> None:
    """The same for float64, with numpy's functions (within 2 ulp of PyTorch)."""
    pairs = uniform.reshape(-1, 2, 8)
    radius = np.sqrt(-2 * np.log(1 - pairs[:, 0]))
    angle = 2 * np.pi * pairs[:, 1]
    cosine, sine = np.cos(angle), np.sin(angle)
    pairs[:, 0] = fused_float64(radius * cosine, std, mean)
    pairs[:, 1] = fused_float64(radius * sine, std, mean)
