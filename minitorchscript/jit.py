"""`torch.jit`: trace, save, load, and the dialect in force."""

from __future__ import annotations

from typing import Any

from .annotations import (
    Attribute,
    Final,
    _drop,
    _IgnoreContextManager,
    _overload,
    _overload_method,
    annotate,
    export,
    ignore,
    is_scripting,
    is_tracing,
    unused,
)
from .annotations import isinstance_of as isinstance
from .dialect import dialect
from .errors import FormatError, ScriptError, TracerWarning, TracingCheckError
from .ir.unit import current_unit, fresh_unit
from .onnx.trace_graph import _get_trace_graph
from .runtime.function import RecursiveScriptClass, ScriptFunction, ScriptMethod
from .runtime.futures import Future
from .runtime.module import RecursiveScriptModule, ScriptModule, TopLevelTracedModule, TracedModule
from .runtime.slots import SLOTS
from .script import class_values, recursive, subclasses
from .script.api import _unwrap_optional, fork, optimized_execution, script, script_if_tracing, wait
from .script.compiled_classes import class_or_none, interface
from .script.entry import CompilationUnit
from .serialize.json_format import load, save
from .trace.api import trace, trace_module
from .trace.frozen import FrozenValue

__all__ = [
    "Attribute",
    "CompilationUnit",
    "Error",
    "Final",
    "FormatError",
    "FrozenValue",
    "Future",
    "RecursiveScriptClass",
    "RecursiveScriptModule",
    "ScriptFunction",
    "ScriptMethod",
    "ScriptModule",
    "TopLevelTracedModule",
    "TracedModule",
    "TracerWarning",
    "TracingCheckError",
    "_IgnoreContextManager",
    "_drop",
    "_get_trace_graph",
    "_overload",
    "_overload_method",
    "_unwrap_optional",
    "annotate",
    "current_unit",
    "dialect",
    "export",
    "fork",
    "fresh_unit",
    "ignore",
    "interface",
    "is_scripting",
    "is_tracing",
    "isinstance",
    "load",
    "optimized_execution",
    "save",
    "script",
    "script_if_tracing",
    "script_method",
    "trace",
    "trace_module",
    "unused",
    "wait",
]

#: importing them tells the compiler of classes and modules
EXTENSIONS = (class_values, recursive)

Error = ScriptError
_fork, _wait = fork, wait
SLOTS["save"] = save
SLOTS["class_of"] = class_or_none
SLOTS["prepare_subclass"] = subclasses.prepare_subclass
SLOTS["unwrapped_attribute"] = subclasses.unwrapped_attribute
SLOTS["define"] = subclasses.define
SLOTS["doc_of_method"] = recursive.doc_of_method
script_method = subclasses.script_method


#: what only makes programs faster: they give the same without
_FREEZING = {"freeze", "optimize_for_inference", "optimize_frozen_module", "run_frozen_optimizations"}


def __getattr__(name: str) -> Any:
    if name in _FREEZING:
        raise AttributeError(f"torch.jit.{name} is not offered: it only saves time; use the module in eval() as it is")
    raise AttributeError(f"torch.jit.{name} is not offered; offered are {', '.join(__all__)}")
