"""Where in the user's program a trace is: the line of the innermost Python frame, and the stack that led there."""

from __future__ import annotations

from functools import lru_cache
from types import CodeType, FrameType

from ..ir.source import SourceRange, Stack
from ..tensor.frames import is_python


def place_of(frame: FrameType | None, stack: Stack | None) -> SourceRange:
    """The line that a frame is at, the innermost of its stack."""
    if frame is None:
        return SourceRange("", 0)
    return SourceRange(frame.f_code.co_filename, frame.f_lineno, 0, stack=stack)


def stack_at(frame: FrameType | None, border: FrameType | None = None, around: Stack | None = None) -> Stack | None:
    """The Python frames from ``frame`` outwards, a line of text each.

    A frame that is waiting stands still: from ``border`` on, the stack is ``around``.
    """
    lines = []
    while frame is not None and frame is not border:
        code = frame.f_code
        if is_python(code.co_filename):
            lines.append(_line(code, frame.f_lineno))
        frame = frame.f_back
    stack = around if frame is not None else None
    for line in reversed(lines):
        stack = (line, stack)
    return stack


@lru_cache(maxsize=4096)
def _line(code: CodeType, number: int) -> str:
    return f"{code.co_filename}({number}): {code.co_name}\n"
