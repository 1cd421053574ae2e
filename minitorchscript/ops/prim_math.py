"""Mathematical functions of single numbers, as TorchScript computes `math.sin(x)`: aten::sin.float and kin.

A pole or an argument outside the domain gives an infinity or nan, as C++ does, where Python raises.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from .registry import operator

__all__: list[str] = []

_SAMPLES: dict[str, Any] = {"int": 1, "float": 0.5, "complex": 0.5 + 1j, "Scalar": 0.5}


def _register(name: str, overload: str, types: tuple[str, ...], result: str, function: Callable[..., Any]) -> None:
    arguments = ", ".join(f"{each} {letter}" for each, letter in zip(types, "ab", strict=False))
    operator(
        f"aten::{name}{'.' if overload else ''}{overload}({arguments}) -> {result}",
        variants="",
        samples=lambda: [tuple(_SAMPLES[each] for each in types)],
        differentiable=False,
    )(function)


def _of_numpy(ufunc: Callable[[Any], Any]) -> Callable[[Any], float]:
    def function(a: Any) -> float:
        with np.errstate(all="ignore"):
            return float(ufunc(np.float64(a)))

    return function


def _of_math(function: Callable[[float], float]) -> Callable[[Any], float]:
    def total(a: Any) -> float:
        try:
            return function(a)
        except ValueError:
            return math.inf if a == math.floor(a) else math.nan
        except OverflowError:
            return math.inf

    return total


_REAL: dict[str, Callable[[Any], float]] = {
    **{name: _of_numpy(getattr(np, name)) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "log", "log10")},
    **{f"a{name}": _of_numpy(getattr(np, f"arc{name}")) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    "expm1": _of_numpy(np.expm1),
    "log1p": _of_numpy(np.log1p),
    "erf": math.erf,
    "erfc": math.erfc,
    "lgamma": _of_math(math.lgamma),
}
_COMPLEX = frozenset("sin cos tan sinh cosh tanh log log10 asin acos atan asinh acosh atanh".split())


def _of_scalar(name: str, real: Callable[[Any], float]) -> Callable[[Any], Any]:
    def function(a: Any) -> Any:
        return getattr(cmath, name)(a) if isinstance(a, complex) else real(a)

    return function


for _name, _real in _REAL.items():
    for _type in ("int", "float"):
        _register(_name, _type, (_type,), "float", _real)
    if _name in _COMPLEX:
        _register(_name, "complex", ("complex",), "complex", getattr(cmath, _name))
    _register(_name, "Scalar", ("Scalar",), "Scalar", _of_scalar(_name, _real))
for _name in ("sqrt", "exp"):
    _register(_name, "complex", ("complex",), "complex", getattr(cmath, _name))


def _pairs(name: str, function: Callable[[Any, Any], float], scalar: str) -> None:
    for a, b in (("int", "int"), ("float", "float"), ("int", "float"), ("float", "int")):
        _register(name, a if a == b else f"{a}_{b}", (a, b), "float", function)
    _register(name, scalar, ("Scalar", "Scalar"), "float", function)


def _fmod(a: float, b: float) -> float:
    with np.errstate(all="ignore"):
        return float(np.fmod(np.float64(a), np.float64(b)))


_pairs("atan2", math.atan2, "Scalar_Scalar")
_pairs("copysign", math.copysign, "")
_pairs("fmod", _fmod, "")
_register("gcd", "int", ("int", "int"), "int", math.gcd)
for _name, _test in (("isnan", math.isnan), ("isinf", math.isinf), ("isfinite", math.isfinite)):
    _register(_name, "float", ("float",), "bool", _test)
    _register(_name, "complex", ("complex",), "bool", getattr(cmath, _name))
