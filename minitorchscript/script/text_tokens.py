"""TorchScript's source text -> tokens: names, numbers, strings, operators, and what a line's indentation says.

Programs given as text are read by TorchScript's own rules, which are not quite Python's: no f-strings, ``010`` is
octal, a program may be indented as a whole, and its last line must end.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from typing import NoReturn

from .ranges import Source, Span
from .reports import report

_KEYWORDS = (
    "def if else elif while return is is_not True False None and or not global for in not_in raise assert break"
    " continue del pass class import with as Ellipsis NoneType"
)
_OPERATORS = (
    "<=> != == <= >= // << >> += -= *= /= %= |= &= ^= <<= >>= **= ** -> ..."
    " + - * / % @ ( ) [ ] : , = { } > < . ? ! & ^ | ~"
)
TYPE_COMMENT = "# type:"
_FIXED = [each.replace("_", " ") for each in _KEYWORDS.split()] + _OPERATORS.split() + [TYPE_COMMENT]

#: the longest that fits wins, so that ``not inside`` begins with ``not in``, as it does for PyTorch
_TOKEN = re.compile("|".join(re.escape(each) for each in sorted(_FIXED, key=len, reverse=True)))
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NUMBER = re.compile(
    r"(?:0[xX](?:[0-9a-fA-F]+\.?[0-9a-fA-F]*|\.[0-9a-fA-F]+)(?:[pP][+-]?\d+)?|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)j?",
    re.ASCII,
)
_STRING = re.compile(
    r'"""(?:\\[\s\S]|(?!""")[^\\])*"""' r"|'''(?:\\[\s\S]|(?!''')[^\\])*'''"
    r'|(?!""")"(?:\\[\s\S]|[^"\\\n])*"' r"|(?!''')'(?:\\[\s\S]|[^'\\\n])*'"
)  # fmt: skip
_BLANKS = re.compile(r"[ \t\r\f\v]*")

#: how errors name the tokens that they don't show as they are
_SHOWN = {
    "!=": "ne",
    "==": "eq",
    "<=": "le",
    ">=": "ge",
    "//": "floordiv",
    "**": "pow operator",
    "->": "arrow",
    "...": "dots",
    "<=>": "equivalent",
    TYPE_COMMENT: "type comment",
}
_ESCAPES = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "v": "\v",
    "t": "\t",
    "\\": "\\",
    "'": "'",
    '"': '"',
    "\n": "\n",
}
_ESCAPE = re.compile(r"\\(?:([0-7]{3})|([\s\S]))")


@dataclass(slots=True)
class Token:
    """``kind`` is the text itself for keywords and operators; otherwise what it is: ``ident``, ``newline``…"""

    kind: str
    where: Span


class Lexer:
    """Gives the tokens of a source one by one; ``current`` is the next that nobody has taken."""

    def __init__(self, source: Source) -> None:
        self.source = source
        #: one character for each byte, as places count bytes
        self.text = source.data.decode("latin-1")
        self.position = 0
        self.nesting = 0
        #: where the token ends that was taken last
        self.end = 0
        self.tokens: deque[Token] = deque()
        first = self._next(True)
        self.indents = [first.where.end - first.where.start]
        self._read()

    @property
    def current(self) -> Token:
        return self.tokens[0]

    @property
    def ahead(self) -> Token:
        """The token after the current one."""
        if len(self.tokens) < 2:
            self._read()
        return self.tokens[1]

    def take(self) -> Token:
        token = self.tokens.popleft()
        self.end = token.where.end
        if not self.tokens:
            self._read()
        return token

    def take_if(self, kind: str) -> bool:
        """Take the current token if it is of this kind."""
        if self.current.kind != kind:
            return False
        self.take()
        return True

    def expect(self, kind: str) -> Token:
        """Take the current token.  Raises ``RuntimeError`` where it is of another kind."""
        if self.current.kind != kind:
            _refuse(_SHOWN.get(kind, kind), self.current)
        return self.take()

    def _read(self) -> None:
        token = self._next()
        if token.kind in ("(", "[", "{"):
            self.nesting += 1
        elif token.kind in (")", "]", "}"):
            self.nesting = max(self.nesting - 1, 0)
        elif token.kind in ("whitespace", "whitespace_eof"):
            where = token.where
            # After the last line anything may stand: the text may be a literal in a program that is indented itself.
            depth = self.indents[0] if token.kind == "whitespace_eof" else where.end - where.start
            if depth < self.indents[-1]:
                self.tokens.append(Token("newline", where))
                while self.indents[-1] != depth:
                    self.indents.pop()
                    self.tokens.append(Token("dedent", where))
                    if not self.indents:
                        raise RuntimeError(f"invalid indent level {depth}:\n{where.highlighted()}")
                return
            token.kind = "newline" if depth == self.indents[-1] else "indent"
            if token.kind == "indent":
                self.indents.append(depth)
        self.tokens.append(token)

    def _next(self, is_line_start: bool = False) -> Token:
        """The next token; after a line's end that is the whitespace which the next line begins with."""
        text, start = self.text, self.position
        end = len(text)
        while True:
            position = _BLANKS.match(text, start).end()  # type: ignore[union-attr]  # it always matches
            if text.startswith("#", position) and not text.startswith(TYPE_COMMENT, position):
                found = text.find("\n", position)
                start = end if found < 0 else found
            elif text.startswith("\\\n", position) and not is_line_start:
                start = position + 2
            elif text.startswith("\n", position):
                start = position + 1
                is_line_start = self.nesting == 0
            else:
                break
        if is_line_start:
            return self._token("whitespace_eof" if position >= end else "whitespace", start, position)
        if position >= end:
            return self._token("eof", position, position)
        for kind, pattern in (("number", _NUMBER), ("string_literal", _STRING)):
            match = pattern.match(text, position)
            if match is not None:
                return self._token(kind, position, match.end())
        name, fixed = _NAME.match(text, position), _TOKEN.match(text, position)
        if name is not None and (fixed is None or name.end() > fixed.end()):
            return self._token("ident", position, name.end())
        if fixed is not None:
            return self._token(fixed[0], position, fixed.end())
        return _refuse("a valid token", Token(text[self.position], Span(self.source, position, position + 1)))

    def _token(self, kind: str, start: int, end: int) -> Token:
        self.position = end
        return Token(kind, Span(self.source, start, end))


def _refuse(wanted: str, token: Token) -> NoReturn:
    shown = _SHOWN.get(token.kind, token.kind)
    raise RuntimeError(f"expected {wanted} but found '{shown}' here:\n{token.where.highlighted()}")


def string_value(token: Token) -> str:
    """What a string literal stands for.  Raises ``RuntimeError`` for an escape that TorchScript does not have."""

    def escaped(match: re.Match[str]) -> str:
        octal, character = match[1], match[2]
        if octal is not None and int(octal, 8) < 256:
            return chr(int(octal, 8))
        if character in _ESCAPES:
            return _ESCAPES[character]
        problem = {"x": "unsupported hex specifier", "u": "unsupported unicode specifier"}
        message = problem.get((character or "").lower(), " ill formed octal specifier")
        raise RuntimeError(report(token.where, message))

    source = token.where.source.data[token.where.start : token.where.end].decode("latin-1")
    quotes = 3 if source[:3] == source[0] * 3 else 1
    return _ESCAPE.sub(escaped, source[quotes:-quotes]).encode("latin-1").decode("utf-8", "surrogateescape")


def number_value(text: str) -> int | float | complex:
    """What a number stands for: C's rules, by which ``010`` is eight and ``0x1e``, with its e, a float."""
    if text.endswith("j"):
        return complex(0, _float(text[:-1]))
    if any(each in text for each in ".eE"):
        return _float(text)
    if text[:2].lower() == "0x":
        return int(text, 16) if "p" not in text.lower() else int(text.lower().partition("p")[0], 16)
    octal = re.match(r"0[0-7]*", text)
    return int(text) if octal is None else int(octal[0], 8)


def _float(text: str) -> float:
    return float.fromhex(text) if text[:2].lower() == "0x" else float(text)
