"""Where a node comes from: a place in a source file, and the modules under which it was recorded."""

from __future__ import annotations

from typing import Any, NamedTuple

#: a text in parts, innermost first, of which others may share the end: its first part, and the rest
Stack = tuple[str, Any]


class SourceRange:
    """Where a node comes from: printed as ``# file:line:column``."""

    __slots__ = ("column", "filename", "line", "stack")

    def __init__(
        self, filename: str, line: int, column: int = 0, text: str = "", *, stack: Stack | None = None
    ) -> None:
        self.filename = filename
        self.line = line
        self.column = column
        #: the parts of `text`
        self.stack = (text, None) if text else stack

    @property
    def text(self) -> str:
        """What an error message quotes: source code, or the Python stack of a trace."""
        parts = []
        stack = self.stack
        while stack is not None:
            part, stack = stack
            parts.append(part)
        return "".join(parts)

    def highlighted(self, function: str = "") -> str:
        """The same, with the name of the function that the place is in, where that is known."""
        return self.text

    def __str__(self) -> str:
        return f"{self.filename}:{self.line}:{self.column}"


class Call(NamedTuple):
    """A call that was inlined: the function, the place of the call, and the next call inwards, if there is one."""

    function: str
    place: SourceRange | None
    inner: Call | None


class Scope(NamedTuple):
    """The modules under which a traced node was recorded, innermost last."""

    names: tuple[str, ...] = ()

    def push(self, name: str) -> Scope:
        return Scope((*self.names, name))

    def __str__(self) -> str:
        return "/".join(self.names)


ROOT_SCOPE = Scope()
