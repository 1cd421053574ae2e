"""Conversions: numbers out of tensors, strings and other numbers, and the texts that values have."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np

from ..formatting import display_text
from .prim import to_int
from .registry import operator

_TENSOR = np.array(3)
_SAMPLES: dict[str, Any] = {"bool": True, "int": 7, "float": 2.5, "Scalar": 3, "str": "12", "Tensor": _TENSOR}


def _define(schema: str, function: Callable[..., Any], *sample: Any) -> None:
    operator(schema, variants="", samples=lambda: [sample], differentiable=False)(function)


def _item(array: np.ndarray) -> Any:
    if array.size != 1:
        raise RuntimeError(f"a Tensor with {array.size} elements cannot be converted to Scalar")
    return array.item()


def _truth(array: np.ndarray) -> bool:
    if array.size != 1:
        how_many = "no values" if array.size == 0 else "more than one value"
        raise RuntimeError(f"Boolean value of Tensor with {how_many} is ambiguous")
    return bool(array.item())


# -- to numbers

_NUMBER = re.compile(r"[ \t\n\v\f\r]*[+-]?\d+")
_DECIMAL = re.compile(
    r"[ \t\n\v\f\r]*[+-]?(0[xX][\da-fA-F]+(\.[\da-fA-F]*)?([pP][+-]?\d+)?|(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?"
    r"|inf(inity)?|nan)",
    re.IGNORECASE,
)


def _int_of(text: str) -> int:
    found = _NUMBER.match(text)
    if found is None or not -(2**63) <= int(found[0]) < 2**63:
        raise RuntimeError("stoll")
    if found.end() != len(text):
        raise RuntimeError(f"invalid literal for int() with base 10: '{text}'")
    return int(found[0])


def _float_of(text: str) -> float:
    found = _DECIMAL.match(text)
    if found is None:
        raise RuntimeError("stod")
    digits = found[1].lower()
    value = float.fromhex(found[0].strip()) if digits.startswith("0x") else float(found[0])
    if value in (float("inf"), float("-inf")) and "inf" not in digits:
        raise RuntimeError("stod")
    if found.end() != len(text):
        raise RuntimeError(f"could not convert string to float: '{text}'")
    return value


_define("aten::Int.Tensor(Tensor a) -> int", lambda a: to_int(_item(a)), _TENSOR)
for _type in ("bool", "float", "Scalar"):
    _define(f"aten::Int.{_type}({_type} a) -> int", to_int, _SAMPLES[_type])
_define("aten::Int.str(str a) -> int", _int_of, "12")


def _to_float(value: Any) -> float:
    """Of a complex number the real part counts."""
    return value.real if isinstance(value, complex) else float(value)


_define("aten::Float.Tensor(Tensor a) -> float", lambda a: float(_item(a)), _TENSOR)
for _type in ("Scalar", "int", "bool"):
    _define(f"aten::Float.{_type}({_type} a) -> float", _to_float, _SAMPLES[_type])
_define("aten::Float.str(str a) -> float", _float_of, "12")
_define("aten::Bool.Tensor(Tensor a) -> bool", _truth, _TENSOR)
for _type in ("int", "float"):
    _define(f"aten::Bool.{_type}({_type} a) -> bool", bool, _SAMPLES[_type])


def _number(value: Any) -> Any:
    """A part of a complex number; of an int only the last 32 bits count here."""
    if isinstance(value, np.ndarray):
        return float(_item(value))
    if isinstance(value, int) and not isinstance(value, bool):
        return (value + 2**31) % 2**32 - 2**31
    return value


def _complex_of(real: Any, imaginary: Any) -> complex:
    return complex(_number(real), _number(imaginary))


_define("aten::Complex.Scalar(Scalar a) -> complex", complex, 3)
_define("aten::Complex.Tensor_Tensor(Tensor a, Tensor b) -> complex", _complex_of, _TENSOR, _TENSOR)
for _a, _b in (
    ("int", "bool"), ("bool", "int"), ("float", "bool"), ("bool", "float"), ("float", "int"), ("int", "float"),
    ("int", "int"), ("bool", "bool"), ("float", "float"), ("Tensor", "float"), ("float", "Tensor"),
    ("Tensor", "int"), ("int", "Tensor"), ("Tensor", "bool"), ("bool", "Tensor"),
):  # fmt: skip
    _define(f"aten::Complex.{_a}_{_b}({_a} x, {_b} y) -> complex", _complex_of, _SAMPLES[_a], _SAMPLES[_b])


def _implicit(a: np.ndarray) -> Any:
    if a.ndim:
        raise RuntimeError("Cannot input a tensor of dimension other than 0 as a scalar argument")
    return a.item()


def _int_implicit(a: np.ndarray) -> int:
    number = _implicit(a)
    if not isinstance(number, int) or isinstance(number, bool):
        name = {"b": "Bool", "f": {2: "Half", 4: "Float", 8: "Double"}.get(a.itemsize, "Float")}.get(a.dtype.kind)
        raise RuntimeError(f"Cannot input a tensor of type {name or a.dtype} as an integral argument")
    return number


def _refuse_grad(arrays: list[Any]) -> str:
    raise RuntimeError("Cannot input a tensor that requires grad as a scalar argument")


_IMPLICIT: dict[str, tuple[str, Callable[[np.ndarray], Any]]] = {
    "Scalar": ("Scalar", _implicit),
    "Int": ("int", _int_implicit),
    "Float": ("float", lambda a: float(_implicit(a))),
    "Complex": ("complex", lambda a: complex(_implicit(a))),
}
for _name, (_type, _function) in _IMPLICIT.items():
    _options: dict[str, Any] = {"variants": "", "differentiable": False, "refuses_grad": {"a": _refuse_grad}}
    operator(f"aten::{_name}Implicit(Tensor a) -> {_type}", samples=lambda: [(_TENSOR,)], **_options)(_function)

# -- to text, and letters to numbers


def _in_base(prefix: str, form: str) -> Callable[[int], str]:
    def text(i: int) -> str:
        # The least int has no positive counterpart: it stays as it is, and its bits show.
        return f"{'-' if i < 0 else ''}0{prefix}{abs(i):{form}}"

    return text


def _ord(text: str) -> int:
    letters = text.encode("utf-8", "surrogateescape")
    if len(letters) != 1:
        raise RuntimeError(f"String for ord() must be 1 character, found {len(letters)}")
    return letters[0]


def _chr(i: int) -> str:
    if not 0 <= i < 1114111:
        raise RuntimeError(f"chr() arg not in range(0x110000), found {i}")
    return bytes([i % 256]).decode("utf-8", "surrogateescape")


_define("aten::str(t elem) -> str", display_text, 2.0)
_define("aten::ord(str string) -> int", _ord, "a")
_define("aten::chr(int i) -> str", _chr, 97)
for _name, _prefix, _form in (("hex", "x", "x"), ("oct", "o", "o"), ("bin", "b", "b")):
    _define(f"aten::{_name}(int i) -> str", _in_base(_prefix, _form), 10)
