"""Checked access to the fields of parsed JSON."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

import numpy as np


class Malformed(Exception):
    """A document doesn't have the form it should; the message says where."""


#: how many levels of objects and lists a document may have: far more than a program needs, too few to hurt a reader
MAX_LEVELS = 300


def expect(condition: bool, message: str) -> None:
    """Raise `Malformed` unless a condition holds."""
    if not condition:
        raise Malformed(message)


def fields(obj: Any, where: str, required: Collection[str], optional: Collection[str] = ()) -> None:
    """Check that an object has all required fields, and no unknown ones.  `where` is "" for the whole document.

    Sets of fields, where there are no others, are quicker to check.
    """
    if not isinstance(obj, dict):
        raise Malformed(f"{where}: expected an object, found {_kind(obj)}")
    if obj.keys() == required:
        return
    unknown = len(obj)
    for name in required:
        if name not in obj:
            missing = sorted(name for name in required if name not in obj)[0]
            raise Malformed(f"{where}: the field {missing!r} is missing".removeprefix(": "))
        unknown -= 1
    for name in optional:
        unknown -= name in obj
    if unknown:
        first = min(obj.keys() - set(required) - set(optional))
        raise Malformed(f"{where}: unknown field {first!r}".removeprefix(": "))


def entry(obj: dict[str, Any], name: str, kind: type, where: str = "") -> Any:
    """A field that must have a certain type (`int` does not admit booleans)."""
    value = obj[name]
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise Malformed(f"{where}.{name}: expected {_NAMES[kind]}, found {_kind(value)}".removeprefix("."))
    return value


def text(obj: dict[str, Any], name: str, where: str = "") -> str:
    """A field that must be a string."""
    found: str = entry(obj, name, str, where)
    return found


def items(obj: dict[str, Any], name: str, where: str = "") -> list[Any]:
    """A field that must be a list."""
    found: list[Any] = entry(obj, name, list, where)
    return found


def integer(value: Any, where: str, field: str = "") -> int:
    """An integer of 64 bits, which stands somewhere, or in a field there."""
    if type(value) is int and -(2**63) <= value < 2**63:
        return value
    where = f"{where}.{field}" if field else where
    if not isinstance(value, int) or isinstance(value, bool):
        raise Malformed(f"{where}: expected an integer, found {_kind(value)}")
    raise Malformed(f"{where}: {value} does not fit into 64 bits")


def integers(value: Any, where: str, field: str) -> list[int]:
    """A list of integers of 64 bits, which stands in a field."""
    if not isinstance(value, list):
        raise Malformed(f"{where}.{field}: expected a list of integers, found {_kind(value)}")
    return [integer(item, where, field) for item in value]


def levels(text: str) -> int:
    """How deeply objects and lists are nested in a JSON text."""
    characters = np.frombuffer(_ESCAPED.sub("", text).encode("ascii", "replace"), np.uint8)
    marks = characters[_IS_MARK[characters]]
    outside_strings = np.cumsum(marks == ord('"'), dtype=np.uint8) % 2 == 0
    return int(np.cumsum(_STEPS[marks] * outside_strings, dtype=np.int64).max(initial=0))


_ESCAPED = re.compile(r"\\.")
_STEPS = np.zeros(128, np.int8)
_STEPS[list(b"[{")], _STEPS[list(b"]}")] = 1, -1
_IS_MARK = _STEPS != 0
_IS_MARK[ord('"')] = True

_NAMES = {dict: "an object", list: "a list", str: "a string", int: "an integer", bool: "true or false"}


def _kind(value: Any) -> str:
    return _NAMES.get(type(value), "null" if value is None else "a number")
