"""The gamma function's logarithm and its derivatives, in float64: lgamma, digamma, polygamma (and the Hurwitz zeta).

digamma and zeta climb by their recurrences to where the asymptotic series holds (Abramowitz and Stegun 6.3.18, 23.2).
"""

from __future__ import annotations

import math

import numpy as np

__all__ = ["digamma", "lgamma", "polygamma", "zeta"]

Array = np.ndarray

_BERNOULLI = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510)
"""B2, B4, B6, …"""


def _lgamma(x: float) -> float:
    if math.isinf(x):
        return math.inf
    try:
        return math.lgamma(x)
    except ValueError:  # a pole
        return math.inf


def lgamma(x: Array) -> Array:
    """log |gamma(x)|."""
    return np.asarray(np.vectorize(_lgamma, otypes=[np.float64])(x) if x.size else x).astype(x.dtype)


def _climbed_digamma(x: Array) -> Array:
    """digamma for x > 0."""
    total = np.zeros_like(x)
    at = x.copy()
    for _ in range(10):
        low = at < 10
        total = np.where(low, total - 1 / np.where(low, at, 1), total)
        at = np.where(low, at + 1, at)
    inverse = 1 / (at * at)
    series = sum(b / (2 * k) * inverse**k for k, b in enumerate(_BERNOULLI, 1))
    return np.asarray(total + np.log(at) - 0.5 / at - series)


def digamma(x: Array) -> Array:
    """gamma'(x) / gamma(x); by reflection below 0; -inf at 0 (inf at -0.0) and nan at the negative integers."""
    wide = np.asarray(x, np.float64)
    with np.errstate(all="ignore"):
        negative = wide < 0
        mirrored = np.where(negative, 1 - wide, np.where(wide == 0, 1, wide))
        found = _climbed_digamma(mirrored)
        found = np.where(negative, found - np.pi / np.tan(np.pi * np.fmod(wide, 1)), found)
        found = np.where(negative & (np.floor(wide) == wide), np.nan, found)
        found = np.where(wide == 0, -np.copysign(np.inf, wide), found)
    return found.astype(x.dtype)


def zeta(s: Array, q: Array) -> Array:
    """The Hurwitz zeta function, the sum of (q + k) ** -s over k = 0, 1, …, for s > 1."""
    s, q = np.asarray(s, np.float64), np.asarray(q, np.float64)
    with np.errstate(all="ignore"):
        total = sum(((q + k) ** -s for k in range(12)), np.zeros(np.broadcast_shapes(s.shape, q.shape)))
        at = q + 12
        total = total + at ** (1 - s) / (s - 1) + 0.5 * at**-s
        factor, factorial = s * at ** (-s - 1), 2.0
        for k, b in enumerate(_BERNOULLI, 1):
            total = total + b / factorial * factor
            factor = factor * (s + 2 * k - 1) * (s + 2 * k) / (at * at)
            factorial *= (2 * k + 1) * (2 * k + 2)
        pole = (q <= 0) & (np.floor(q) == q)
        found = np.where(pole, np.inf, total)
        return np.asarray(np.where(s == 1, np.inf, np.where(s < 1, np.nan, found)))


def polygamma(n: int, x: Array) -> Array:
    """The derivative of order n of digamma."""
    if n == 0:
        return digamma(x)
    sign = 1.0 if n % 2 else -1.0
    return np.asarray(sign * math.factorial(n) * zeta(np.asarray(n + 1.0), x)).astype(x.dtype)
