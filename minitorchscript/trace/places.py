"""Where in the user's program a trace is: the innermost Python frame, its variables, and the stack that led there."""

from __future__ import annotations

from collections.abc import Mapping
from types import CodeType, FrameType
from typing import Any

from ..ir.source import SourceRange
from ..tensor.frames import python_stack, user_frame


def frame_locals() -> Mapping[str, Any]:
    """The local variables of the innermost Python frame."""
    frame = user_frame()
    return frame.f_locals if frame is not None else {}


def here() -> SourceRange:
    """The line of the innermost Python frame, and (written when asked for) the stack that led there."""
    frame = user_frame()
    if frame is None:
        return SourceRange("", 0)
    stack = _stack(frame)
    return SourceRange(frame.f_code.co_filename, frame.f_lineno, 0, lambda: _stack_text(stack))


def _stack(frame: FrameType) -> list[tuple[CodeType, int]]:
    return [(each.f_code, each.f_lineno) for each in python_stack(frame)]


def _stack_text(stack: list[tuple[CodeType, int]]) -> str:
    return "".join(f"{code.co_filename}({line}): {code.co_name}\n" for code, line in stack)
