"""Values that a trace freezes.  Python can't be followed: what it computes becomes a constant, and the user is told."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from types import FrameType
from typing import Any

from ..errors import TracerWarning
from ..tensor.frames import python_stack, user_frame

_DATA_FLOW = (
    " might cause the trace to be incorrect. We can't record the data flow of Python values, so this value will be"
    " treated as a constant in the future. This means that the trace might not generalize to other inputs!"
)
_CONSTRUCTOR = (
    " results are registered as constants in the trace. You can safely ignore this warning if you use this function"
    " to create tensors out of constant variables that would be the same every time you call this function. In any"
    " other case, this might cause the trace to be incorrect."
)
_MESSAGES = {
    "bool": f"Converting a tensor to a Python boolean{_DATA_FLOW}",
    "int": f"Converting a tensor to a Python integer{_DATA_FLOW}",
    "float": f"Converting a tensor to a Python float{_DATA_FLOW}",
    "complex": f"Converting a tensor to a Python complex{_DATA_FLOW}",
    "index": f"Converting a tensor to a Python index{_DATA_FLOW}",
    "item": f"Converting a tensor to a Python number{_DATA_FLOW}",
    "tolist": f"Converting a tensor to a Python list{_DATA_FLOW}",
    "numpy": f"Converting a tensor to a NumPy array{_DATA_FLOW}",
    "len": "Using len to get tensor shape might cause the trace to be incorrect. Recommended usage would be"
    " tensor.shape[0]. Passing a tensor of different shape might lead to errors or silently give incorrect results.",
    "iter": "Iterating over a tensor might cause the trace to be incorrect. Passing a tensor of different shape won't"
    " change the number of iterations executed (and might lead to errors or silently give incorrect results).",
}
_OWN = f"{__name__.partition('.')[0]}."


@dataclass(frozen=True)
class FrozenValue:
    """One value that a trace keeps as it was: what was done, what came out, and where."""

    what: str
    value: Any
    filename: str
    line: int

    @classmethod
    def of(cls, tensor: Any, what: str, frame: FrameType | None) -> FrozenValue:
        place = (frame.f_code.co_filename, frame.f_lineno) if frame else ("", 0)
        elements = tensor._array
        value = elements.shape[0] if what in {"len", "iter"} else elements.tolist() if elements.size < 100 else "…"
        return cls(what, value, *place)

    @staticmethod
    def message(what: str) -> str:
        """What PyTorch says about it."""
        return _MESSAGES.get(what) or f"torch.{what}{_CONSTRUCTOR}"

    def __str__(self) -> str:
        return f"{self.filename}:{self.line}: {self.what} gave {self.value!r}"


def asking_frame(what: str) -> FrameType | None:
    """The Python frame that asked.  `len` and iteration ask by a method of Tensor that is Python in PyTorch too."""
    frame = user_frame()
    return frame.f_back if frame is not None and what in {"len", "iter"} else frame


def outer_frame() -> FrameType | None:
    """The innermost frame outside this package: who called `trace`."""
    inside = (frame for frame in python_stack() if not str(frame.f_globals.get("__name__", "")).startswith(_OWN))
    return next(inside, None)


def warn_frozen(message: str, frame: FrameType | None) -> None:
    """Warn at the user's line; what this package's own layers do is not the user's concern."""
    if frame is None:
        warnings.warn(message, TracerWarning, stacklevel=2)
        return
    module = frame.f_globals.get("__name__", "")
    if not str(module).startswith(_OWN):
        registry = frame.f_globals.setdefault("__warningregistry__", {})
        warnings.warn_explicit(
            message, TracerWarning, frame.f_code.co_filename, frame.f_lineno, module=module, registry=registry
        )
