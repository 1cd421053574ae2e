"""All overloads of an operator in the order in which PyTorch tries them, those that are not offered here included.

A compiler needs them all: which overload a call fits, how the values that it leaves behind are numbered, and what an
error lists, depend on it.  `overloads.txt` was recorded under PyTorch, by
``tests/ch07_scripting/record_overloads.py``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .registry import lookup
from .schema import FunctionSchema, parse_schema

__all__ = ["known_names", "overloads_of"]


@cache
def _recorded() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    text = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            found.setdefault(line.partition("(")[0].partition(".")[0], []).append(line)
    return found


@cache
def overloads_of(name: str) -> tuple[FunctionSchema, ...]:
    """The schemas of "aten::add"; none for a name that is no operator's."""
    try:
        own = {each.overload_name: each.schema for each in lookup(name)}
    except KeyError:
        own = {}
    found: list[FunctionSchema] = []
    for line in _recorded().get(name, ()):
        overload = line.partition("(")[0].partition(".")[2]
        schema = own.pop(overload, None)
        if schema is None:
            try:
                schema = parse_schema(line)
            except ValueError:
                continue  # it takes what no program has: streams, storages, remote references
        found.append(schema)
    return (*found, *own.values())


def known_names() -> list[str]:
    """Every operator that PyTorch has, and those of this package."""
    return list(_recorded())
