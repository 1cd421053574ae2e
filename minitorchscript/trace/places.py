"""Where in the user's program a trace is: the line of the innermost Python frame, and the stack that led there."""

from __future__ import annotations

from types import CodeType, FrameType

from ..ir.source import SourceRange, Stack
from ..tensor.frames import is_python


class Places:
    """The places that a trace has come by; one that it comes by again is the same object."""

    def __init__(self) -> None:
        #: by the instructions that the frames are at; with each its code, so that no other gets the code's ``id``
        self._known: dict[tuple[int, ...], tuple[SourceRange, list[CodeType], Stack | None]] = {}

    def at(self, frame: FrameType | None, border: FrameType | None = None, around: Stack | None = None) -> SourceRange:
        """The line that a Python frame is at, with the frames outwards from it as its stack.

        A frame that is waiting stands still: from ``border`` on, the stack is ``around``.
        """
        key: tuple[int, ...] = (id(around),)
        current = frame
        while current is not None and current is not border:
            code = current.f_code
            if is_python(code.co_filename):
                key += (id(code), current.f_lasti)
            current = current.f_back
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = _place(frame, border, around)
        return known[0]


def _place(
    frame: FrameType | None, border: FrameType | None, around: Stack | None
) -> tuple[SourceRange, list[CodeType], Stack | None]:
    if frame is None:
        return SourceRange("", 0), [], around
    codes, lines = [], []
    current: FrameType | None = frame
    while current is not None and current is not border:
        code = current.f_code
        if is_python(code.co_filename):
            codes.append(code)
            lines.append(f"{code.co_filename}({current.f_lineno}): {code.co_name}\n")
        current = current.f_back
    stack = around if current is not None else None
    for line in reversed(lines):
        stack = (line, stack)
    return SourceRange(frame.f_code.co_filename, frame.f_lineno, 0, stack=stack), codes, around
