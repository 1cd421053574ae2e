"""Where nodes come from, in tables: `sources`, `stacks` and `scopes`.

A program has few lines and few modules beside its nodes, and what is nested shares what it is nested in.  So a node
has the number of a source (file, line, column and the number of a stack, or null) and of a scope; and a stack and a
scope are each a pair of the innermost part, a text, and the number of what is around it, or null.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ..ir.source import Scope, SourceRange, Stack
from .fields import Malformed, expect, integer

Pair = tuple[str, int | None]


class SourceWriter:
    """Numbers sources and scopes as they come."""

    def __init__(self) -> None:
        self._sources: dict[tuple[str, int, int, int | None], int] = {}
        self._stacks: dict[Pair, int] = {}
        self._scopes: dict[Pair, int] = {}
        #: what has a number, with it, by identity
        self._known: dict[int, tuple[Any, Any]] = {}

    def source(self, place: SourceRange) -> int:
        """The number of a source."""
        if id(place) not in self._known:
            key = (place.filename, place.line, place.column, self._stack(place.stack))
            self._known[id(place)] = (place, self._sources.setdefault(key, len(self._sources)))
        found: int = self._known[id(place)][1]
        return found

    def _stack(self, stack: Stack | None) -> int | None:
        new = []
        while stack is not None and id(stack) not in self._known:
            new.append(stack)
            stack = stack[1]
        number = None if stack is None else self._known[id(stack)][1]
        for each in reversed(new):
            number = self._stacks.setdefault((each[0], number), len(self._stacks))
            self._known[id(each)] = (each, number)
        return number

    def scope(self, scope: Scope) -> int | None:
        """The number of a scope."""
        if id(scope) not in self._known:
            number = None
            for name in scope.names:
                number = self._scopes.setdefault((name, number), len(self._scopes))
            self._known[id(scope)] = (scope, number)
        found: int | None = self._known[id(scope)][1]
        return found

    def tables(self) -> dict[str, list[str]]:
        """The tables that there is anything in, each entry as JSON text."""
        tables: dict[str, Iterable[tuple[Any, ...]]] = {
            "sources": self._sources,
            "stacks": self._stacks,
            "scopes": self._scopes,
        }
        dump = json.JSONEncoder(separators=(",", ":")).encode
        return {name: [dump(entry) for entry in table] for name, table in tables.items() if table}


class SourceReader:
    """The tables read back; equal sources are one object."""

    def __init__(self, sources: list[Any], stacks: list[Any], scopes: list[Any]) -> None:
        self._stacks: list[Stack] = []
        for text, outer in _pairs(stacks, "stacks"):
            self._stacks.append((text, None if outer is None else self._stacks[outer]))
        self._scopes: list[Scope] = []
        for name, outer in _pairs(scopes, "scopes"):
            self._scopes.append(Scope((*(() if outer is None else self._scopes[outer].names), name)))
        self._sources = [self._source(encoded, f"sources[{index}]") for index, encoded in enumerate(sources)]

    def _source(self, encoded: Any, where: str) -> SourceRange:
        is_source = isinstance(encoded, list) and [type(part) for part in encoded[:3]] == [str, int, int]
        expect(is_source and len(encoded) == 4, f"{where}: expected file, line, column and stack")
        filename, line, column, stack = encoded
        if stack is None:
            return SourceRange(filename, line, column)
        return SourceRange(filename, line, column, stack=self._stacks[_number(stack, self._stacks, where, "stack")])

    def source(self, number: Any, where: str) -> SourceRange:
        """The source with a number, which a node names."""
        return self._sources[_number(number, self._sources, where, "source", ".source")]

    def scope(self, number: Any, where: str) -> Scope:
        """The scope with a number, which a node names."""
        return self._scopes[_number(number, self._scopes, where, "scope", ".scope")]


def _pairs(encoded: list[Any], table: str) -> list[Pair]:
    """The entries of a table, each a text and the number of an entry before it."""
    for index, pair in enumerate(encoded):
        is_pair = isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str)
        expect(is_pair, f"{table}[{index}]: expected a text and a number")
        is_inside = pair[1] is None or 0 <= integer(pair[1], f"{table}[{index}]") < index
        expect(is_inside, f"{table}[{index}]: is inside an entry that is not before it")
    return [(text, outer) for text, outer in encoded]


def _number(number: Any, table: list[Any], where: str, what: str, field: str = "") -> int:
    if not (type(number) is int and 0 <= number < len(table)):
        where += field
        raise Malformed(f"{where}: there is no {what} {integer(number, where)}")
    return number
