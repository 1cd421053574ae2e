"""Where in the user's program we are: the frames that would be Python frames in PyTorch too.

What is C++ in PyTorch (this floor, operators, tracing) is Python here, and skipped. `nn` and `vision` are Python there
as well, and so are the functions in `tensor/python_api.py`, which carry PyTorch's local variable names.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

__all__ = ["is_python", "python_stack", "source_location", "user_frame"]

_PACKAGE = Path(__file__).parents[1]
_SKIPPED = tuple(str(_PACKAGE / floor) + "/" for floor in ("tensor", "ops", "trace", "ir", "runtime"))
_KEPT = {str(_PACKAGE / path) for path in ("tensor/python_api.py", "tensor/python_sets.py", "trace/api.py")}


_known: dict[str, bool] = {}


def is_python(filename: str) -> bool:
    """Whether a file's frames are Python frames in PyTorch too."""
    found = _known.get(filename)
    if found is None:
        found = _known[filename] = filename in _KEPT or not filename.startswith(_SKIPPED)
    return found


def python_stack(frame: FrameType | None = None) -> Iterator[FrameType]:
    """The Python frames above the caller (or above `frame`), innermost first."""
    frame = frame or sys._getframe(1)
    while frame is not None:
        if is_python(frame.f_code.co_filename):
            yield frame
        frame = frame.f_back


def user_frame(known: int = 0) -> FrameType | None:
    """The innermost frame that is a Python frame in PyTorch too; None outside of any.

    Of so many callers, the nearest, it is ``known`` that they are not: Python makes an object of each frame that is
    looked at, which is slow.
    """
    frame: FrameType | None = sys._getframe(1 + known)
    while frame is not None and not is_python(frame.f_code.co_filename):
        frame = frame.f_back
    return frame


def source_location(frame: FrameType) -> tuple[str, int]:
    """The file and line that a frame is at."""
    return frame.f_code.co_filename, frame.f_lineno
