"""`torch.compiler`, as far as layers ask: whether another compiler runs them. There is none here."""

from __future__ import annotations

from .annotations import is_scripting

__all__ = ["is_compiling"]


def is_compiling() -> bool:
    """Whether `torch.compile` or `torch.export` captures the program: never."""
    if is_scripting():
        return False
    else:
        return False
