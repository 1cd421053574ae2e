"""Numbers, strings and arrays as PyTorch's C++ side prints them."""

from __future__ import annotations

import enum
import math
import re
from functools import lru_cache
from typing import Any

import numpy as np

_ESCAPES = {"\\": "\\\\", "'": "\\'", '"': '\\"', "\a": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n"}
_ESCAPES |= {"\r": "\\r", "\t": "\\t", "\v": "\\v"}

_AS_IT_IS = re.compile(f"[{re.escape(''.join(map(chr, {*range(32, 127)}.difference(map(ord, _ESCAPES)))))}]*")


@lru_cache(maxsize=4096)
def quoted(text: str) -> str:
    """A string literal: double quotes, C escapes, octal for what isn't printable ASCII.

    PyTorch writes each digit of a UTF-8 byte as a *signed* char, so ``é`` shows as ``\\0)+\\/.)``.
    """
    if _AS_IT_IS.fullmatch(text):
        return f'"{text}"'
    pieces = []
    for character in text:
        if character in _ESCAPES:
            pieces.append(_ESCAPES[character])
        elif " " <= character <= "~":
            pieces.append(character)
        else:
            pieces.extend(map(_octal, character.encode("utf-8", "surrogateescape")))
    return f'"{"".join(pieces)}"'


def _octal(byte: int) -> str:
    sign, rest = (-1, 256 - byte) if byte > 127 else (1, byte)
    return "\\" + "".join(chr(48 + sign * digit) for digit in (rest >> 6, rest >> 3 & 7, rest & 7))


def float_text(number: float) -> str:
    """A float literal that reads back to the same value: ``1.``, ``0.10000000000000001``, ``inf``."""
    if math.isnan(number):
        return "nan" if math.copysign(1.0, number) > 0 else "-nan"
    if math.isinf(number):
        return "inf" if number > 0 else "-inf"
    if number == int(number) and abs(number) < 1e10:
        return f"{'-' if math.copysign(1.0, number) < 0 else ''}{abs(int(number))}."
    return f"{number:.17g}"


def array_text(array: np.ndarray[Any, Any], dtype: Any, line_width: int = 80) -> str:
    """An array as C++ prints a tensor: aligned rows, then ``[ CPUFloatType{2,3} ]``."""
    # Of complex numbers it shows the real parts.
    values = np.asarray(array.real, dtype=np.float64)
    extents = ",".join(map(str, values.shape))
    tail = f"[ CPU{dtype.ir_name}Type{{{extents}}} ]"
    if values.ndim == 0:
        return f"{values.item():g}\n{tail}"
    if values.size == 0:
        return tail
    if values.ndim == 1:
        number = _NumberFormat(values)
        return number.scale_line() + "".join(f"{number(value)}\n" for value in values) + tail
    if values.ndim == 2:
        return _matrix_text(values, line_width, 0) + tail
    slices = []
    outer = values.shape[:-2]
    # The first index runs fastest, as in Fortran.
    for place in np.ndindex(*reversed(outer)):
        index = tuple(reversed(place))
        name = "".join(f"{i + 1}," for i in index)
        slices.append(f"({name}.,.) =\n{_matrix_text(values[index], line_width, 1)}")
    return "\n".join(slices) + tail


class _NumberFormat:
    """One notation for all numbers of an array: integers, fixed point with a common scale, or scientific."""

    def __init__(self, values: np.ndarray[Any, Any]) -> None:
        finite = np.abs(values[np.isfinite(values)])
        low, high = (_digits(finite.min()), _digits(finite.max())) if finite.size else (1, 1)
        self.scale = 1.0
        if bool(np.all(finite == np.ceil(finite))):
            self.notation, self.width = ("g", high + 1) if high <= 9 else (".4e", 11)
        elif high - low > 4:
            self.notation, self.width = ".4e", 12 if max(abs(high), abs(low)) > 99 else 11
        else:
            self.notation, self.width = ".4f", high + 6 if high > 0 else 7
            if high > 5 or high < 0:
                self.width, self.scale = 7, 10.0 ** (high - 1)

    def __call__(self, value: float) -> str:
        text = float_text(value) if math.isnan(value) else format(value / self.scale, self.notation)
        return text.rjust(self.width)

    def scale_line(self) -> str:
        if self.scale == 1:
            return ""
        return f"{int(self.scale)} *\n" if self.scale > 1 else f"{self.scale:g} *\n"


def _digits(magnitude: float) -> int:
    return math.floor(math.log10(magnitude)) + 1 if magnitude else 1


def _matrix_text(matrix: np.ndarray[Any, Any], line_width: int, indent: int) -> str:
    number = _NumberFormat(matrix)
    margin = " " * indent
    columns = matrix.shape[1]
    per_line = (line_width - indent) // (number.width + 1)
    text = margin
    for first in range(0, columns, per_line):
        last = min(first + per_line, columns)
        if per_line < columns:
            text += ("\n" if first else "") + f"Columns {first + 1} to {last}{margin}"
        if number.scale != 1:
            text += number.scale_line() + margin
        gap = margin + (" " if number.scale != 1 else "")
        rows = (" ".join(map(number, row[first:last])) for row in matrix)
        text += f"\n{gap}".join(rows) + "\n"
    return text


def display_text(value: Any) -> str:
    """A value as ``print`` shows it in TorchScript: strings bare, ``1.`` for 1.0, tensors over several lines."""
    if isinstance(value, float):
        if math.isfinite(value) and value == int(value) and abs(value) < 2.0**63:
            return f"{int(value)}."
        return float_text(value)
    if isinstance(value, complex):
        imaginary = display_text(value.imag)
        return f"{display_text(value.real)}{'' if imaginary.startswith('-') else '+'}{imaginary}j"
    if isinstance(value, list):
        return f"[{', '.join(map(display_text, value))}]"
    if isinstance(value, tuple):
        inside = ", ".join(map(display_text, value))
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{display_text(key)}: {display_text(value[key])}" for key in value) + "}"
    if hasattr(value, "requires_grad"):
        return array_text(value._values(), value.dtype)
    if isinstance(value, enum.Enum):
        return f"Enum<{type(value).__name__}.{value.name}>"
    return str(value)
