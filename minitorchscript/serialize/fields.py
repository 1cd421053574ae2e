"""Checked access to the fields of parsed JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Malformed(Exception):
    """A document doesn't have the form it should; the message says where."""


#: how many levels of objects and lists a document may have: far more than a program needs, too few to hurt a reader
MAX_LEVELS = 300


def expect(condition: bool, message: str) -> None:
    """Raise `Malformed` unless a condition holds."""
    if not condition:
        raise Malformed(message)


def fields(obj: Any, where: str, required: Iterable[str], optional: Iterable[str] = ()) -> None:
    """Check that an object has all required fields, and no unknown ones.  `where` is "" for the whole document."""
    if not isinstance(obj, dict):
        raise Malformed(f"{where}: expected an object, found {_kind(obj)}")
    required = set(required)
    missing, unknown = required - obj.keys(), obj.keys() - required - set(optional)
    if missing:
        raise Malformed(f"{where}: the field {min(missing)!r} is missing".removeprefix(": "))
    if unknown:
        raise Malformed(f"{where}: unknown field {min(unknown)!r}".removeprefix(": "))


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


def integer(value: Any, where: str) -> int:
    """An integer of 64 bits."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise Malformed(f"{where}: expected an integer, found {_kind(value)}")
    expect(-(2**63) <= value < 2**63, f"{where}: {value} does not fit into 64 bits")
    return value


def integers(value: Any, where: str) -> list[int]:
    """A list of integers of 64 bits."""
    if not isinstance(value, list):
        raise Malformed(f"{where}: expected a list of integers, found {_kind(value)}")
    return [integer(item, where) for item in value]


def levels(document: Any) -> int:
    """How deeply objects and lists are nested in a document."""
    deepest, pending = 0, [(document, 1)]
    while pending:
        value, level = pending.pop()
        if isinstance(value, dict | list):
            deepest = max(deepest, level)
            inner = value.values() if isinstance(value, dict) else value
            pending.extend((item, level + 1) for item in inner if isinstance(item, dict | list))
    return deepest


_NAMES = {dict: "an object", list: "a list", str: "a string", int: "an integer", bool: "true or false"}


def _kind(value: Any) -> str:
    return _NAMES.get(type(value), "null" if value is None else "a number")
