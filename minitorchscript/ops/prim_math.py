"""The functions of Python's `math` (and, for complex numbers, of `cmath`) as TorchScript's operators.

They follow the C library: where Python raises, they give nan or an infinity.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from .prim import wrapped
from .registry import operator

_SAMPLES: dict[str, Any] = {"int": 1, "float": 0.25, "complex": 0.5 + 1j, "Scalar": 0.25}


def _register(name: str, overload: str, types: tuple[str, ...], result: str, function: Callable[..., Any]) -> None:
    arguments = ", ".join(f"{each} {letter}" for each, letter in zip(types, "ab", strict=False))
    operator(
        f"aten::{name}{'.' if overload else ''}{overload}({arguments}) -> {result}",
        variants="",
        samples=lambda: [tuple(_SAMPLES[each] for each in types)],
        differentiable=False,
    )(function)


def _of_numpy(ufunc: Callable[..., Any]) -> Callable[..., float]:
    def function(*values: Any) -> float:
        with np.errstate(all="ignore"):
            return float(ufunc(*map(np.float64, values)))

    return function


def _of_math(function: Callable[[float], float]) -> Callable[[Any], float]:
    """A function of one number whose only poles, where Python raises, are at whole numbers."""

    def total(a: Any) -> float:
        try:
            return function(a)
        except ValueError:
            return math.inf if a == math.floor(a) else math.nan
        except OverflowError:
            return math.inf

    return total


def _gamma(a: Any) -> float:
    try:
        return math.gamma(a)
    except OverflowError:
        return math.inf
    except ValueError:
        return math.copysign(math.inf, a) if a == 0 else math.nan


def _of_libm(name: str, ufunc: Callable[[Any], Any]) -> Callable[[Any], float]:
    """The C library's function, to the last digit; numpy's where Python raises."""
    function = getattr(math, name)

    def total(a: Any) -> float:
        try:
            return float(function(a))
        except (ValueError, OverflowError):
            with np.errstate(all="ignore"):
                return float(ufunc(np.float64(a)))

    return total


_NAMES = (
    *("sin", "cos", "tan", "sinh", "cosh", "tanh", "log", "log10", "exp", "sqrt", "expm1", "log1p"),
    *("degrees", "radians", "fabs"),
)
_REAL: dict[str, Callable[[Any], float]] = {
    **{name: _of_libm(name, getattr(np, name)) for name in _NAMES},
    **{f"a{name}": _of_libm(f"a{name}", getattr(np, f"arc{name}")) for name in _NAMES[:6]},
    "erf": math.erf,
    "erfc": math.erfc,
    "gamma": _gamma,
    "lgamma": _of_math(math.lgamma),
}
_COMPLEX = frozenset("sin cos tan sinh cosh tanh log log10 exp sqrt asin acos atan asinh acosh atanh".split())


def _of_complex(name: str) -> Callable[[Any], complex]:
    ufunc = getattr(np, f"arc{name[1:]}" if name[0] == "a" else name)

    def function(a: Any) -> complex:
        with np.errstate(all="ignore"):
            return complex(ufunc(np.complex128(a)))

    return function


def _single(value: float) -> float:
    """Rounded to 32 bits, as PyTorch does where it doesn't know what kind of number it has."""
    with np.errstate(all="ignore"):
        return float(np.float32(value))


def _of_scalar(name: str, real: Callable[[Any], float]) -> Callable[[Any], Any]:
    complex_function = _of_complex(name) if name in _COMPLEX else None

    def function(a: Any) -> Any:
        if complex_function is not None and isinstance(a, complex):
            return complex_function(a)
        return _single(real(a))

    return function


for _name, _real in _REAL.items():
    for _type in ("int", "float"):
        _register(_name, _type, (_type,), "float", _real)
    if _name in _COMPLEX:
        _register(_name, "complex", ("complex",), "complex", _of_complex(_name))
    _register(_name, "Scalar", ("Scalar",), "Scalar", _of_scalar(_name, _real))
for _type in ("int", "float"):
    _register("angle", _type, (_type,), "float", lambda a: math.pi if math.copysign(1, a) < 0 else 0.0)
_register("angle", "complex", ("complex",), "float", cmath.phase)
_register("angle", "Scalar", ("Scalar",), "Scalar", lambda a: _single(cmath.phase(complex(a))))

# -- of two numbers


def _logarithm(a: Any, b: Any) -> Any:
    with np.errstate(all="ignore"):
        if isinstance(a, complex) or isinstance(b, complex):
            dividend, divisor = complex(_own_log(a)), _own_log(b)
            if isinstance(b, complex):
                return complex(np.complex128(dividend) / divisor)
            return complex(dividend.real / divisor, dividend.imag / divisor)
        return float(np.log(np.float64(a)) / np.log(np.float64(b)))


def _own_log(a: Any) -> Any:
    """Of a real number a real one, nan if it is negative."""
    return np.log(np.complex128(a) if isinstance(a, complex) else np.float64(a))


_LOG_PAIRS = (
    ("int", "int"), ("float", "float"), ("complex", "complex"), ("int", "float"), ("float", "int"), ("int", "complex"),
    ("complex", "int"), ("float", "complex"), ("complex", "float"),
)  # fmt: skip
for _a, _b in _LOG_PAIRS:
    _register("log", f"{_a}_{_b}", (_a, _b), "complex" if "complex" in (_a, _b) else "float", _logarithm)
_register("log", "Scalar_Scalar", ("Scalar", "Scalar"), "float", _logarithm)


def _pairs(name: str, function: Callable[[Any, Any], Any], scalar: str, result: str = "float") -> None:
    for a, b in (("int", "int"), ("float", "float"), ("int", "float"), ("float", "int")):
        _register(name, a if a == b else f"{a}_{b}", (a, b), result, function)
    _register(name, scalar, ("Scalar", "Scalar"), result if result == "float" else "Scalar", function)


def _ieee_remainder(a: Any, b: Any) -> float:
    try:
        return math.remainder(a, b)
    except ValueError:
        return math.nan


def _polar(a: Any, b: Any) -> complex:
    with np.errstate(all="ignore"):
        return complex(a * np.cos(np.float64(b)), a * np.sin(np.float64(b)))


_pairs("atan2", math.atan2, "Scalar_Scalar")
_pairs("copysign", math.copysign, "")
_pairs("fmod", _of_numpy(np.fmod), "")
_pairs("mathremainder", _ieee_remainder, "")
_pairs("polar", _polar, "Scalar_Scalar", "complex")
_register("gcd", "int", ("int", "int"), "int", math.gcd)
for _name, _test in (("isnan", math.isnan), ("isinf", math.isinf), ("isfinite", math.isfinite)):
    _register(_name, "float", ("float",), "bool", _test)
    _register(_name, "complex", ("complex",), "bool", getattr(cmath, _name))

# -- whole numbers and parts


def _factorial(a: int) -> int:
    if a < 0:
        raise RuntimeError("factorial() not defined for negative values")
    # The odd part and the powers of two apart; the processor shifts by the last six bits of their number.
    twos = a - a.bit_count()
    return wrapped((math.factorial(a) >> twos) << (twos & 63))


def _quotient_and_rest(x: Any, y: Any) -> tuple[Any, Any]:
    if isinstance(x, int) and isinstance(y, int):
        if y == 0:
            raise RuntimeError("ZeroDivisionError: integer division or modulo by zero")
        return wrapped(x // y), x % y
    if y == 0:
        raise RuntimeError("ZeroDivisionError: float divmod()")
    if isinstance(x, int) or isinstance(y, int):
        # PyTorch takes both as 32-bit floats here.
        with np.errstate(all="ignore"):
            dividend, divisor = (value if isinstance(value, int) else np.float32(value) for value in (x, y))
            if divisor == 0:
                raise RuntimeError("ZeroDivisionError: float divmod()")
            ratio = float(np.float32(dividend) / np.float32(divisor))
            if not -(2.0**63) <= ratio <= 2.0**63:
                raise RuntimeError(f"Cannot convert float {ratio:f} to integer")
            quotient = float(math.floor(ratio))
            return quotient, float(np.float64(dividend) - np.float64(quotient) * np.float64(divisor))
    rest = math.fmod(x, y) if math.isfinite(x) else math.nan
    if rest and (x < 0) != (y < 0):
        rest += y
    return (x - rest) / y, rest


_register("factorial", "int", ("int",), "int", _factorial)


def _define(schema: str, function: Callable[..., Any], *sample: Any) -> None:
    operator(schema, variants="", samples=lambda: [sample], differentiable=False)(function)


for _a, _b in (("int", "int"), ("float", "float"), ("int", "float"), ("float", "int")):
    _overload = _a if _a == _b else f"{_a}_{_b}"
    _type = "int" if _overload == "int" else "float"
    _schema = f"aten::divmod.{_overload}({_a} x, {_b} y) -> ({_type}, {_type})"
    _define(_schema, _quotient_and_rest, _SAMPLES[_a], _SAMPLES[_b])
_register("modf", "", ("float",), "(float, float)", math.modf)
_register("frexp", "", ("float",), "(float, int)", math.frexp)


def _scaled(x: float, i: int) -> float:
    try:
        return math.ldexp(x, i)
    except OverflowError:
        return math.copysign(math.inf, x)


_define("aten::ldexp(float x, int i) -> float", _scaled, 1.5, 2)
