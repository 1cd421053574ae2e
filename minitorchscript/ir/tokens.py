"""The words of a graph's text, and errors that point at one of them.

All tokens are cut at once by one expression, as plain strings; their places are only worked out for an error.
A tensor's type (``Float(2, 3, device=cpu)``), a printed array, a scope and a comment are one token each.
"""

from __future__ import annotations

import re
from typing import NoReturn

from ..dtype import ALL_DTYPES
from ..errors import ParseError

#: the token behind the last one
END = "\0"

_TENSOR_NAMES = "|".join(["Tensor", *(f"{each.ir_name}(?:Tensor)?" for each in ALL_DTYPES)])
_REAL = r"(?:\d+\.?\d*(?:[eE][+-]?\d+)?|inf|nan)"
_TOKEN = re.compile(
    rf"""
    \s*(
      ,[ ]scope:[ ][^\n]*?(?=[ ]\#[ ]|[ ]*$)
    | \#[^\n]*
    | %(?:[^\s,():=\[\]]|::)+
    | "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*'
    | (?:(?:\((?:\d+,)+\.,\.\)[ ]=[ ]+ | Columns[ ]\d+[ ]to[ ]\d++[ ]* | -?{_REAL}[ ]+ | \*[ ]+)*+)
      \[[ ]CPU\w+Type\{{[\d,]*\}}[ ]\]
    | -?{_REAL}[+-]{_REAL}j | -?{_REAL}j?(?![\w.])
    | (?:{_TENSOR_NAMES})\([^()\n]*\)
    | [^\W\d][\w.]*(?:::[\w.]+)*
    | ->
    | \S
    )
    """,
    re.VERBOSE | re.MULTILINE,
)
_LOCATION = re.compile(r"#[ ](.*):(\d+):(\d+)\s*")


def location(comment: str) -> tuple[str, int, int] | None:
    """File, line and column of a comment ``# file:line:column``."""
    found = _LOCATION.fullmatch(comment)
    return (found[1], int(found[2]), int(found[3])) if found else None


class Tokens:
    """A list of tokens and the place of the next one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.list: list[str] = [token for token in _TOKEN.findall(text.rstrip()) if _is_read(token)]
        self.list.append(END)
        self.place = 0

    @property
    def next(self) -> str:
        return self.list[self.place]

    def take(self) -> str:
        token = self.list[self.place]
        self.place += 1
        return token

    def accept(self, mark: str) -> bool:
        """Step over a token if it is this one."""
        if self.list[self.place] != mark:
            return False
        self.place += 1
        return True

    def expect(self, mark: str) -> None:
        if self.list[self.place] != mark:
            self.fail(f"expected '{mark}'")
        self.place += 1

    def fail(self, expected: str, place: int | None = None) -> NoReturn:
        """Raise a `ParseError` at a token, by default the next one."""
        index = self.place if place is None else place
        spans = [found.span(1) for found in _TOKEN.finditer(self.text.rstrip()) if _is_read(found[1])]
        end = len(self.text.rstrip())
        start, stop = spans[index] if index < len(spans) else (end, end + 1)
        line_start = self.text.rfind("\n", 0, start) + 1
        line = self.text[line_start:].partition("\n")[0]
        found = "the end of the text" if index >= len(spans) else f"'{self.text[start:stop]}'"
        but = f" but found {found}" if expected.startswith("expected") else ""
        marks = " " * (start - line_start) + "~" * min(stop - start, max(1, len(line) - start + line_start))
        number = self.text.count("\n", 0, start) + 1
        raise ParseError(
            f"{expected}{but} at line {number}, column {start - line_start + 1}:\n{line}\n{marks} <--- HERE"
        )


def _is_read(token: str) -> bool:
    return token[0] != "#" or _LOCATION.fullmatch(token) is not None
