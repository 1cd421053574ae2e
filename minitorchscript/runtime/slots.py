"""What compiled objects offer that is made on higher floors, handed down by the `jit` face: saving and compiling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

#: "save", "define" and the like, by name
SLOTS: dict[str, Callable[..., Any]] = {}
