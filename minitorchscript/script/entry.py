"""`torch.jit.script` for functions, and `torch.jit.CompilationUnit`: the compiler as a program calls it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import get_ident
from typing import Any
from weakref import WeakKeyDictionary

from ..annotations import function_overloads
from ..collector import paused_collector
from ..ir import unit as units
from ..ir.graph import Graph
from ..ir.unit import Function, current_unit
from ..runtime.function import ScriptFunction
from ..trace.names import qualified_name
from . import library
from .class_definitions import method_definition
from .compile import define
from .overload_errors import no_implementation
from .overloads import with_declaration
from .parse import definitions_in
from .resolve import COMPILE_OVERLOADS, ROOT, ClosureResolver, FrameResolver, Resolver, set_function_compiler

__all__ = ["CompilationUnit", "library", "script_function"]

_Compiled = WeakKeyDictionary[Callable[..., Any], ScriptFunction]
#: what has been compiled in each unit; a function is compiled once
_compiled: WeakKeyDictionary[units.CompilationUnit, _Compiled] = WeakKeyDictionary()
#: functions that are being compiled, by thread
_under_way: set[tuple[int, int, int]] = set()


def script_function(function: Callable[..., Any], resolver: Resolver | None = None) -> ScriptFunction:
    """Compile a Python function.

    Raises ``RuntimeError`` for a program that TorchScript refuses, `torch.jit.frontend.NotSupportedError` for syntax
    that it does not have, ``OSError`` where there is no source.
    """
    if function_overloads(function):
        raise RuntimeError(
            f"Function {qualified_name(function)} cannot be directly compiled because it is overloaded. It must be"
            " used in a context of a function where its inputs can determine which overload to call."
        )
    refusal = getattr(function, "__script_unsupported", None)
    if refusal:
        raise RuntimeError(f"TorchScript error: {refusal}")
    name = qualified_name(function)
    function = getattr(function, "__original_fn", function)
    unit = current_unit()
    cache = _compiled.setdefault(unit, WeakKeyDictionary())
    plain = _own(getattr(function, "__func__", function))
    known = cache.get(plain)
    if known is not None:
        return known
    key = (get_ident(), id(unit), id(plain))
    if key in _under_way:
        raise RecursionError(
            f"'{plain.__name__}' is compiled while it is being compiled: functions can't call themselves"
        )
    _under_way.add(key)
    try:
        with paused_collector():
            definition = method_definition(plain, plain.__name__, None, resolver or ClosureResolver(plain))
            prefix = name.rpartition(".")[0]
            compiled = define(unit, prefix, [definition], should_mangle=True)[0]
    finally:
        _under_way.discard(key)
    result = cache[plain] = ScriptFunction(compiled)
    result.__doc__ = plain.__doc__
    return result


def _own(function: Callable[..., Any]) -> Callable[..., Any]:
    """What a wrapper of this package's own wraps: it has the names that the source speaks of."""
    inner = getattr(function, "__wrapped__", None)
    is_ours = function.__module__ == ROOT or function.__module__.startswith(f"{ROOT}.")
    return _own(inner) if inner is not None and is_ours else function


def _compile(function: Callable[..., Any]) -> Function:
    return script_function(function)._function


def _compile_overloads(function: Callable[..., Any], declarations: list[Callable[..., Any]]) -> list[Function]:
    """Each declaration with the implementation's body is a function of its own, all of one name."""
    unit = current_unit()
    cache = _overloads.setdefault(unit, WeakKeyDictionary())
    if function in declarations:
        raise no_implementation("function", function)
    if function not in cache:
        prefix = qualified_name(function).rpartition(".")[0]
        implementation = _own(getattr(function, "__original_fn", function))
        cache[function] = [
            define(
                unit,
                prefix,
                [with_declaration(declared, implementation, function.__name__, None)],
                should_mangle=True,
            )[0]
            for declared in declarations
        ]
    return cache[function]


_overloads: WeakKeyDictionary[units.CompilationUnit, WeakKeyDictionary[Callable[..., Any], list[Function]]] = (
    WeakKeyDictionary()
)
set_function_compiler(_compile)
COMPILE_OVERLOADS.append(_compile_overloads)


class CompilationUnit:
    """Functions compiled together from source text: ``CompilationUnit("def f(x): return x").f(x)``."""

    def __init__(self, lang: str | None = None, _frames_up: int = 0) -> None:
        self._unit = units.CompilationUnit()
        if lang is not None:
            self.define(lang, None, _frames_up + 1)

    def define(self, lang: str, rcb: Resolver | None = None, _frames_up: int = 0) -> None:
        """Add the functions of a source text; names in it mean what they do in the caller."""
        resolver = rcb or FrameResolver(sys._getframe(_frames_up + 1))
        define(self._unit, None, definitions_in(lang, resolver))

    def create_function(self, qualified_name: str, graph: Graph, should_mangle: bool = False) -> ScriptFunction:
        """Add a graph as a function.  Raises ``RuntimeError`` for a taken name, unless it should be mangled."""
        return ScriptFunction(self._unit.create_function(qualified_name, graph, should_mangle))

    def find_function(self, name: str) -> ScriptFunction | None:
        """The function of a qualified name."""
        found = self._unit.find_function(name)
        return None if found is None else ScriptFunction(found)

    def get_functions(self) -> list[ScriptFunction]:
        return [ScriptFunction(each) for each in self._unit.functions()]

    def __getattr__(self, name: str) -> ScriptFunction:
        found = None if name.startswith("__") or name == "_unit" else self.find_function(name)
        if found is None:
            raise AttributeError(f"'CompilationUnit' has no attribute '{name}'")
        return found


def create_function_from_graph(qualified_name: str, graph: Graph) -> ScriptFunction:
    """A function of its own that runs a graph, which stays live: a pass on it changes the function."""
    return CompilationUnit().create_function(qualified_name, graph)
