"""Labels for a profiler, which stay in a program that is compiled; there is no profiler to show them."""

from __future__ import annotations

from contextlib import ContextDecorator
from typing import Any

from ..errors import not_offered

__all__ = ["record_function"]
__getattr__ = not_offered("torch.autograd.profiler")


class record_function(ContextDecorator):  # noqa: N801  # PyTorch's name
    """A ``with`` block or a function under a name."""

    def __init__(self, name: str, args: str | None = None) -> None:
        self.name = name
        self.args = args

    def __enter__(self) -> record_function:
        return self

    def __exit__(self, exc_type: Any, exc_value: Any, traceback: Any) -> None:
        pass
