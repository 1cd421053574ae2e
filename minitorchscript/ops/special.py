"""Special functions that numpy lacks: the error function, its complement and its inverse.

erf and erfc follow W. J. Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23
(1969): one rational function per range of |x|, in float64 to about 1e-16 relative.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

__all__ = ["erf", "erfc", "erfinv"]

Array = np.ndarray

# Numerator and denominator coefficients, highest power first.
_SMALL = (
    (
        1.85777706184603153e-1,
        3.16112374387056560,
        1.13864154151050156e2,
        3.77485237685302021e2,
        3.20937758913846947e3,
    ),
    (1.0, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3),
)
_MIDDLE = (
    (
        2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1,
        2.98635138197400131e2, 8.81952221241769090e2, 1.71204761263407058e3, 2.05107837782607147e3,
        1.23033935479799725e3,
    ),
    (
        1.0, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3,
        3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3,
    ),
)  # fmt: skip
_LARGE = (
    (
        1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1,
        1.60837851487422766e-2, 6.58749161529837803e-4,
    ),
    (
        1.0, 2.56852019228982242, 1.87295284992346725, 5.27905102951428412e-1, 6.05183413124413191e-2,
        2.33520497626869185e-3,
    ),
)  # fmt: skip
_CENTRAL_INVERSE = (
    (-0.140543331, 0.914624893, -1.645349621, 0.886226899),
    (0.012229801, -0.329097515, 1.442710462, -2.118377725, 1.0),
)
_TAIL_INVERSE = ((1.641345311, 3.429567803, -1.624906493, -1.970840454), (1.637067800, 3.543889200, 1.0))


def _ratio(coefficients: tuple[Sequence[float], Sequence[float]], x: Array) -> Any:
    return np.polyval(coefficients[0], x) / np.polyval(coefficients[1], x)


def _scaled_exp(y: Array) -> Any:
    """exp(-y * y) without losing digits: y is split so that its leading part squares exactly."""
    lead = np.trunc(y * 16) / 16
    return np.exp(-lead * lead) * np.exp(-(y - lead) * (y + lead))


def _erfc_positive(y: Array) -> Array:
    """erfc for y > 0.46875."""
    middle = y <= 4
    square = 1 / np.square(np.where(middle, 4, y))
    tail = (1 / np.sqrt(np.pi) - square * _ratio(_LARGE, square)) / np.where(middle, 4, y)
    result: Array = _scaled_exp(y) * np.where(middle, _ratio(_MIDDLE, np.minimum(y, 4)), tail)
    return result


def erf(x: Array) -> Array:
    """The error function, computed in float64 and returned in the dtype of `x`."""
    wide = np.asarray(x, dtype=np.float64)
    y = np.minimum(np.abs(wide), 27.0)
    inner = np.minimum(y, 0.46875)
    small = wide * _ratio(_SMALL, inner * inner)
    large = np.copysign(1 - _erfc_positive(np.maximum(y, 0.46875)), wide)
    return np.asarray(np.where(y <= 0.46875, small, large)).astype(x.dtype)


def erfc(x: Array) -> Array:
    """1 - erf(x), accurate where that is small."""
    wide = np.asarray(x, dtype=np.float64)
    y = np.minimum(np.abs(wide), 27.0)
    inner = np.minimum(y, 0.46875)
    small = 1 - wide * _ratio(_SMALL, inner * inner)
    large = _erfc_positive(np.maximum(y, 0.46875))
    return np.asarray(np.where(y <= 0.46875, small, np.where(wide < 0, 2 - large, large))).astype(x.dtype)


def erfinv(x: Array) -> Array:
    """The inverse of erf: a rational first guess, then two Newton steps; nan outside [-1, 1]."""
    wide = np.asarray(x, dtype=np.float64)
    y = np.abs(wide)
    inner = np.where(y <= 0.7, wide, 0.0)
    central = inner * _ratio(_CENTRAL_INVERSE, inner * inner)
    depth = np.sqrt(-np.log((1 - np.where((y > 0.7) & (y < 1), y, 0.75)) / 2))
    guess = np.where(y <= 0.7, central, np.copysign(_ratio(_TAIL_INVERSE, depth), wide))
    for _ in range(2):
        guess = guess - (erf(guess) - wide) / (2 / np.sqrt(np.pi) * np.exp(-guess * guess))
    guess = np.where(y == 1, np.copysign(np.inf, wide), guess)
    return np.asarray(np.where(y > 1, np.nan, guess)).astype(x.dtype)
