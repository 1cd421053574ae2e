"""Arithmetic and comparison of numbers: what TorchScript computes on ints, floats and bools, beside tensors.

They mix types as Python does, but ints have 64 bits and wrap around, and floats divide by zero.  Each is registered
for every pair of number types that PyTorch has; none is bound in Python, where Python's own numbers do.
"""

from __future__ import annotations

import enum
import math
import operator as python
from collections.abc import Callable
from typing import Any

import numpy as np

from ..device import device
from .registry import operator


class _Sample(enum.Enum):
    """An enumeration to show what is done with enumerations."""

    ONE = 1


_SAMPLES: dict[str, Any] = {"int": 7, "float": 2.5, "bool": True, "complex": 1 + 2j, "Scalar": 3, "str": "12"}
_SAMPLES |= {"Device": device("cpu"), "AnyEnumType": _Sample.ONE}


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


def to_int(value: Any) -> int:
    """Toward zero, as C++ converts a double: what doesn't fit is the least int."""
    if isinstance(value, complex):
        if value.imag or not -(2.0**63) <= value.real < 2.0**63:
            raise RuntimeError("value cannot be converted to type int without overflow")
        value = value.real
    if isinstance(value, float) and not -(2.0**63) <= value < 2.0**63:
        return -(2**63)
    return int(value)


def _round(value: Any) -> float:
    if isinstance(value, complex):
        raise RuntimeError(f"round() takes a real number, not {value}")
    return float(np.rint(value))


_WIDTH = ("bool", "int", "float", "complex")
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
        _register(name, overload, (a, b), result or (a if a == b else max(a, b, key=_WIDTH.index)), function)
    if scalar is not None:
        _register(name, scalar, ("Scalar", "Scalar"), result or "Scalar", function)


def _unary(name: str, function: Callable[[Any], Any], result: str | None, types: tuple[str, ...]) -> None:
    for each in types:
        _register(name, each, (each,), result or each, function)


def _on_ints(function: Callable[..., Any]) -> Callable[..., Any]:
    def wrapping(*values: Any) -> Any:
        found = function(*values)
        fits = type(found) is not int or -(2**63) <= found < 2**63
        return found if fits else wrapped(found)

    return wrapping


# -- arithmetic


def _add(a: Any, b: Any) -> Any:
    """A real number leaves the imaginary part of a complex one as it is, the sign of a zero too."""
    if isinstance(a, complex) and not isinstance(b, complex):
        return complex(a.real + b, a.imag)
    return _add(b, a) if isinstance(b, complex) and not isinstance(a, complex) else a + b


def _subtract(a: Any, b: Any) -> Any:
    return _add(a, -b) if isinstance(a, complex) != isinstance(b, complex) else a - b


def _multiply(a: Any, b: Any) -> Any:
    """A real number scales both parts of a complex one."""
    if isinstance(a, complex) and not isinstance(b, complex):
        return complex(a.real * b, a.imag * b)
    return _multiply(b, a) if isinstance(b, complex) and not isinstance(a, complex) else a * b


def divide(a: Any, b: Any) -> Any:
    """True division; by zero it gives an infinity or nan."""
    if isinstance(a, complex) or isinstance(b, complex):
        with np.errstate(all="ignore"):
            return complex(np.complex128(a) / np.complex128(b))
    if b:
        return a / b
    return math.nan if not a or a != a else math.copysign(math.inf, a) * math.copysign(1.0, b)


def floor_divide(a: Any, b: Any) -> Any:
    if isinstance(a, int) and isinstance(b, int):
        if b == 0:
            raise RuntimeError("division by 0")
        return wrapped(a // b)
    return float(np.floor(divide(a, b)))


def _c_remainder(a: int, b: int) -> int:
    """With the sign of the dividend, as C has it."""
    rest = abs(a) % abs(b)
    return -rest if a < 0 else rest


def remainder(a: Any, b: Any) -> Any:
    """With the sign of the divisor."""
    if isinstance(a, int) and isinstance(b, int):
        if b == 0:
            raise RuntimeError("division by 0")
        # What C computes from the remainder that it has, overflow included.
        return _c_remainder(wrapped(b + _c_remainder(a, b)), b)
    with np.errstate(all="ignore"):
        return float(np.fmod(np.fmod(np.float64(a), np.float64(b)) + np.float64(b), np.float64(b)))


def power(a: Any, b: Any) -> Any:
    """A power as a float; nan where it would be complex."""
    if isinstance(a, complex) or isinstance(b, complex):
        with np.errstate(all="ignore"):
            return complex(np.power(np.complex128(a), np.complex128(b)))
    if a == 0 and b < 0:
        raise RuntimeError("0.0 cannot be raised to a negative power")
    return unchecked_power(a, b)


def unchecked_power(a: Any, b: Any) -> Any:
    """The same, with an infinity for zero to a negative power."""
    with np.errstate(all="ignore"):
        return float(np.float64(a) ** np.float64(b))


def int_power(a: int, b: int) -> int:
    return to_int(power(a, b))


def shift_left(a: int, b: int) -> int:
    """As the processor shifts: only the last six bits of the count matter."""
    return wrapped(a << (b & 63))


def shift_right(a: int, b: int) -> int:
    return a >> (b & 63)


def _chosen(is_first: Callable[[Any, Any], bool]) -> Callable[[Any, Any], Any]:
    """The second number unless the first is to be taken; of an int and a float both become floats."""

    def chosen(a: Any, b: Any) -> Any:
        found = a if is_first(a, b) else b
        return float(found) if isinstance(a, float) or isinstance(b, float) else found

    return chosen


def _rounded(function: Callable[[Any], int]) -> Callable[[Any], int]:
    def rounded(a: Any) -> int:
        if isinstance(a, float) and not -(2.0**63) <= a <= 2.0**63:
            raise RuntimeError(f"Cannot convert float {a:f} to integer")
        return to_int(float(function(a)))

    return rounded


_WITH_COMPLEX = (
    ("int", "int"), ("complex", "complex"), ("float", "float"), ("int", "complex"), ("complex", "int"),
    ("float", "complex"), ("complex", "float"), ("int", "float"), ("float", "int"),
)  # fmt: skip
for _name, _computed in (("add", _add), ("sub", _subtract), ("mul", _multiply)):
    _binary(f"aten::{_name}", _on_ints(_computed), pairs=_WITH_COMPLEX)
_register("aten::div", "int", ("int", "int"), "float", divide)
_register("aten::div", "complex", ("complex", "complex"), "complex", divide)
_register("aten::div", "float", ("float", "float"), "float", divide)
_register("aten::div", "", ("Scalar", "Scalar"), "float", divide)
_binary("aten::floordiv", floor_divide)
_binary("aten::remainder", remainder)
_register("aten::pow", "int", ("int", "int"), "float", power)
_register("aten::pow", "complex", ("complex", "complex"), "complex", power)
_register("aten::pow", "float", ("float", "float"), "float", power)
for _a, _b in (("int", "float"), ("float", "int")):
    _register("aten::pow", f"{_a}_{_b}", (_a, _b), "float", power)
for _a, _b in (("float", "complex"), ("complex", "float")):
    _register("aten::pow", f"{_a}_{_b}", (_a, _b), "complex", power)
_register("aten::pow", "Scalar_Scalar", ("Scalar", "Scalar"), "float", unchecked_power)
_register("aten::pow", "int_to_int", ("int", "int"), "int", int_power)
_register("aten::__round_to_zero_floordiv", "int", ("int", "int"), "int", lambda a, b: to_int(a / b))
_binary("prim::min", _chosen(python.lt))
_binary("prim::max", _chosen(python.gt))
_unary("aten::neg", _on_ints(python.neg), None, ("int", "float", "complex", "Scalar"))
_unary("prim::abs", abs, None, ("int", "float"))
_unary("prim::abs", abs, "float", ("complex",))
_unary("prim::abs", abs, None, ("Scalar",))
for _name, _way in (("floor", math.floor), ("ceil", math.ceil)):
    _unary(f"aten::{_name}", _rounded(_way), "int", ("int", "float"))
    _unary(f"aten::{_name}", _rounded(_way), "Scalar", ("Scalar",))
_unary("aten::round", _round, "float", ("int", "float"))
_unary("aten::round", _round, "Scalar", ("Scalar",))
for _name, _function in (("and", python.and_), ("or", python.or_), ("xor", python.xor)):
    _binary(f"aten::__{_name}__", _function, pairs=(("bool", "bool"), ("int", "int")), scalar=None)
_register("aten::__lshift__", "int", ("int", "int"), "int", shift_left)
_register("aten::__rshift__", "int", ("int", "int"), "int", shift_right)

# -- comparison and logic

_EQUAL = (
    ("bool", "bool"), ("int", "int"), ("complex", "complex"), ("float", "float"), ("int", "float"), ("float", "int"),
    ("float", "complex"), ("complex", "float"),
)  # fmt: skip
for _name, _function in (("eq", python.eq), ("ne", python.ne)):
    _register(f"aten::{_name}", "device", ("Device", "Device"), "bool", _function)
    _binary(f"aten::{_name}", _function, "bool", pairs=_EQUAL[:1], scalar=None)
    _register(f"aten::{_name}", "enum", ("AnyEnumType", "AnyEnumType"), "bool", _function)
    _binary(f"aten::{_name}", _function, "bool", pairs=_EQUAL[1:])
    _register(f"aten::{_name}", "str", ("str", "str"), "bool", _function)
for _name, _function in (("lt", python.lt), ("gt", python.gt), ("le", python.le), ("ge", python.ge)):
    _binary(f"aten::{_name}", _function, "bool")
    _register(f"aten::{_name}", "str", ("str", "str"), "bool", _function)
for _name, _function in (("__is__", python.is_), ("__isnot__", python.is_not)):
    operator(f"aten::{_name}(t1 self, t2 obj) -> bool", variants="", samples=lambda: [(None, 1)])(_function)
operator("aten::__not__(bool self) -> bool", variants="", samples=lambda: [(True,)])(python.not_)
