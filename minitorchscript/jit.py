"""`torch.jit`: trace, save, load, and the dialect in force."""

from __future__ import annotations

from typing import Any

from .dialect import dialect
from .errors import FormatError, ScriptError, TracerWarning, TracingCheckError
from .ir.unit import CompilationUnit, current_unit, fresh_unit
from .runtime.function import ScriptFunction, ScriptMethod
from .runtime.module import SLOTS, RecursiveScriptModule, ScriptModule, TopLevelTracedModule, TracedModule
from .serialize.json_format import load, save
from .trace.api import is_tracing, trace, trace_module
from .trace.frozen import FrozenValue

__all__ = [
    "CompilationUnit",
    "Error",
    "FormatError",
    "FrozenValue",
    "RecursiveScriptModule",
    "ScriptFunction",
    "ScriptMethod",
    "ScriptModule",
    "TopLevelTracedModule",
    "TracedModule",
    "TracerWarning",
    "TracingCheckError",
    "current_unit",
    "dialect",
    "fresh_unit",
    "is_scripting",
    "is_tracing",
    "load",
    "save",
    "trace",
    "trace_module",
]

Error = ScriptError
SLOTS["save"] = save


def is_scripting() -> bool:
    """Whether this runs as compiled code; never, while Python runs it."""
    return False


def __getattr__(name: str) -> Any:
    raise AttributeError(f"torch.jit.{name} is not offered; offered are {', '.join(__all__)}")
