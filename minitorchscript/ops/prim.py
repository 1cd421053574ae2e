"""Operators on numbers: what TorchScript computes on ints, floats and bools, beside the operators on tensors.

They mix types as Python does, but ints have 64 bits and wrap around, and floats divide by zero.  Each is registered
for every pair of number types that PyTorch has; none is bound in Python, where Python's own numbers do.
"""

from __future__ import annotations

import math
import operator as python
from collections.abc import Callable
from typing import Any

import numpy as np

from ..formatting import display_text
from .registry import operator

_SAMPLES: dict[str, Any] = {"int": 7, "float": 2.5, "bool": True, "complex": 1 + 2j, "Scalar": 3, "str": "12"}


def wrapped(value: int) -> int:
    """An int in 64 bits."""
    return (value + 2**63) % 2**64 - 2**63


def _register(name: str, overload: str, types: tuple[str, ...], result: str, function: Callable[..., Any]) -> None:
    arguments = ", ".join(f"{each} {letter}" for each, letter in zip(types, "ab", strict=False))
    operator(
        f"{name}{'.' if overload else ''}{overload}({arguments}) -> {result}",
        variants="",
        samples=lambda: [tuple(_SAMPLES[each] for each in types)],
        differentiable=False,
    )(function)


_MIXED = (("int", "int"), ("float", "float"), ("int", "float"), ("float", "int"))


def _binary(
    name: str,
    function: Callable[[Any, Any], Any],
    result: str | None = None,
    *,
    pairs: tuple[tuple[str, str], ...] = _MIXED,
    scalar: str | None = "",
) -> None:
    """One overload per pair of types; without ``result`` two ints give an int and anything else the wider type."""
    for a, b in pairs:
        overload = a if a == b else f"{a}_{b}"
        _register(name, overload, (a, b), result or (a if a == b else "float"), function)
    if scalar is not None:
        _register(name, scalar, ("Scalar", "Scalar"), result or "Scalar", function)


def _unary(name: str, function: Callable[[Any], Any], result: str | None, types: tuple[str, ...]) -> None:
    for each in types:
        _register(name, each, (each,), result or each, function)


def _on_ints(function: Callable[..., Any]) -> Callable[..., Any]:
    def wrapping(*values: Any) -> Any:
        found = function(*values)
        return wrapped(found) if isinstance(found, int) else found

    return wrapping


# -- arithmetic


def divide(a: Any, b: Any) -> Any:
    """True division; by zero it gives an infinity or nan."""
    if b:
        return a / b
    return math.nan if not a or a != a else math.copysign(math.inf, a) * math.copysign(1.0, b)


def floor_divide(a: Any, b: Any) -> Any:
    if isinstance(a, int) and isinstance(b, int):
        if b == 0:
            raise RuntimeError("division by 0")
        return wrapped(a // b)
    quotient = divide(a, b)
    return float(math.floor(quotient)) if math.isfinite(quotient) else quotient


def remainder(a: Any, b: Any) -> Any:
    """With the sign of the divisor."""
    if isinstance(a, int) and isinstance(b, int):
        if b == 0:
            raise RuntimeError("division by 0")
        return a % b
    if b == 0 or not math.isfinite(a):
        return math.nan
    return math.fmod(math.fmod(a, b) + b, b)


def power(a: Any, b: Any) -> Any:
    """A power as a float; nan where it would be complex."""
    if isinstance(a, complex) or isinstance(b, complex):
        return a**b
    with np.errstate(all="ignore"):
        return float(np.float64(a) ** np.float64(b))


for _name, _function in (("add", python.add), ("sub", python.sub), ("mul", python.mul)):
    _binary(f"aten::{_name}", _on_ints(_function), pairs=(*_MIXED, ("complex", "complex")))
_binary("aten::div", divide, "float", pairs=(("int", "int"), ("float", "float")))
_binary("aten::floordiv", floor_divide)
_binary("aten::remainder", remainder)
_binary("aten::pow", power, "float", scalar="Scalar_Scalar")
_register("aten::pow", "int_to_int", ("int", "int"), "int", lambda a, b: wrapped(a**b) if b >= 0 else int(power(a, b)))
_binary("prim::min", min, pairs=_MIXED)
_binary("prim::max", max, pairs=_MIXED)
_unary("aten::neg", _on_ints(python.neg), None, ("int", "float", "complex", "Scalar"))
_unary("prim::abs", abs, None, ("int", "float", "Scalar"))
_unary("aten::floor", lambda a: to_int(math.floor(a) if math.isfinite(a) else a), "int", ("int", "float"))
_unary("aten::ceil", lambda a: to_int(math.ceil(a) if math.isfinite(a) else a), "int", ("int", "float"))
_unary("aten::round", lambda a: float(np.rint(a)), "float", ("int", "float"))
_unary("aten::sqrt", lambda a: math.sqrt(a) if a >= 0 else math.nan, "float", ("int", "float"))
_unary("aten::exp", lambda a: float(np.exp(np.float64(a))), "float", ("int", "float"))
for _name, _function in (("and", python.and_), ("or", python.or_), ("xor", python.xor)):
    _binary(f"aten::__{_name}__", _function, pairs=(("int", "int"), ("bool", "bool")), scalar=None)
for _name, _function in (("lshift", python.lshift), ("rshift", python.rshift)):
    _binary(f"aten::__{_name}__", _on_ints(_function), pairs=(("int", "int"),), scalar=None)

# -- comparison and logic

for _name, _function in (("eq", python.eq), ("ne", python.ne)):
    _equal_pairs = (*_MIXED, ("bool", "bool"), ("complex", "complex"), ("str", "str"))
    _binary(f"aten::{_name}", _function, "bool", pairs=_equal_pairs)
for _name, _function in (("lt", python.lt), ("le", python.le), ("gt", python.gt), ("ge", python.ge)):
    _binary(f"aten::{_name}", _function, "bool", pairs=(*_MIXED, ("str", "str")))
for _name, _function in (("__is__", python.is_), ("__isnot__", python.is_not)):
    operator(f"aten::{_name}(t1 self, t2 obj) -> bool", variants="", samples=lambda: [(None, 1)])(_function)
operator("aten::__not__(bool self) -> bool", variants="", samples=lambda: [(True,)])(python.not_)


# -- conversion


def to_int(value: Any) -> int:
    """Toward zero, as C++ converts a double: what doesn't fit is the least int."""
    if isinstance(value, float) and not -(2.0**63) <= value < 2.0**63:
        return -(2**63)
    return int(value)


def _int_of(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        starts = text.strip()[:1].isdigit()
        raise RuntimeError(f"invalid literal for int() with base 10: '{text}'" if starts else "stoll") from None


def _float_of(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise RuntimeError("stod") from None


_unary("aten::Int", to_int, "int", ("bool", "float", "Scalar"))
_unary("aten::Int", _int_of, "int", ("str",))
_unary("aten::Float", float, "float", ("Scalar", "int", "bool"))
_unary("aten::Float", _float_of, "float", ("str",))
_unary("aten::Bool", bool, "bool", ("int", "float"))


def _item(array: np.ndarray) -> Any:
    if array.size != 1:
        raise RuntimeError(f"a Tensor with {array.size} elements cannot be converted to Scalar")
    return array.item()


_ONE = {"variants": "", "samples": lambda: [(np.array(2.5, np.float32),), (np.array(3),)], "differentiable": False}


@operator("aten::Int.Tensor(Tensor a) -> int", **_ONE)  # type: ignore[arg-type]
def int_tensor(a: np.ndarray) -> int:
    return to_int(_item(a))


@operator("aten::Float.Tensor(Tensor a) -> float", **_ONE)  # type: ignore[arg-type]
def float_tensor(a: np.ndarray) -> float:
    return float(_item(a))


@operator("aten::Bool.Tensor(Tensor a) -> bool", **_ONE)  # type: ignore[arg-type]
def bool_tensor(a: np.ndarray) -> bool:
    if a.size != 1:
        how_many = "no values" if a.size == 0 else "more than one value"
        raise RuntimeError(f"Boolean value of Tensor with {how_many} is ambiguous")
    return bool(a.item())


@operator("aten::ScalarImplicit(Tensor a) -> Scalar", **_ONE)  # type: ignore[arg-type]
def scalar_implicit(a: np.ndarray) -> Any:
    return _implicit(a)


@operator("aten::IntImplicit(Tensor a) -> int", **_ONE)  # type: ignore[arg-type]
def int_implicit(a: np.ndarray) -> int:
    return to_int(_implicit(a))


@operator("aten::FloatImplicit(Tensor a) -> float", **_ONE)  # type: ignore[arg-type]
def float_implicit(a: np.ndarray) -> float:
    return float(_implicit(a))


def _implicit(a: np.ndarray) -> Any:
    if a.ndim:
        raise RuntimeError("Cannot input a tensor of dimension other than 0 as a scalar argument")
    return a.item()


@operator("aten::str(t elem) -> str", variants="", samples=lambda: [(2.0,), ([1, 2],)])
def to_str(elem: Any) -> str:
    return display_text(elem)
