"""What the compiler of functions asks those who know more: classes, modules, enumerations and named tuples.

Whoever adds a meaning enters it here, so that the compiler of functions stays below: ``TYPE_OF`` turns a Python
object that stands in an annotation into a type, ``VALUE_OF`` a Python object that a program names into a meaning.
Each is asked in order, and answers ``None`` for what it does not know.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..ir.types import Type
from .ranges import Span
from .sugared import Method, SugaredValue

TYPE_OF: list[Callable[[Any, Span], Type | None]] = []
VALUE_OF: list[Callable[[Any, Method, Span], SugaredValue | None]] = []
#: compiles what is handed to `torch.jit.script` and is no function; gets the caller's resolver too
SCRIPT_OF: list[Callable[[Any, Any], Any]] = []
#: what the names in a Python function's body stand for
RESOLVER_OF: list[Callable[[Any], Any]] = []
