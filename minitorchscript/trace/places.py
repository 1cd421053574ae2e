"""Where in the user's program a trace is: the line of the innermost Python frame, and the stack that led there."""

from __future__ import annotations

from types import CodeType, FrameType
from typing import Any

from ..ir.source import SourceRange
from ..tensor.frames import is_python

#: the lines that a stack of Python frames is at: the innermost one, and the stack around it
Stack = tuple[CodeType, int, Any]


class Place(SourceRange):
    """A line of the traced program; the text of the stack that led there is written when asked for."""

    __slots__ = ("stack",)

    def __init__(self, stack: Stack | None) -> None:
        self.stack = stack
        self.filename, self.line = (stack[0].co_filename, stack[1]) if stack is not None else ("", 0)
        self.column = 0

    @property
    def text(self) -> str:
        lines = []
        stack = self.stack
        while stack is not None:
            code, line, stack = stack
            lines.append(f"{code.co_filename}({line}): {code.co_name}\n")
        return "".join(lines)


def stack_at(frame: FrameType | None, border: FrameType | None = None, around: Stack | None = None) -> Stack | None:
    """The Python frames from ``frame`` outwards.

    A frame that is waiting stands still: from ``border`` on, the stack is ``around``.
    """
    lines = []
    while frame is not None and frame is not border:
        code = frame.f_code
        if is_python(code.co_filename):
            lines.append((code, frame.f_lineno))
        frame = frame.f_back
    stack = around if frame is not None else None
    for code, line in reversed(lines):
        stack = (code, line, stack)
    return stack
