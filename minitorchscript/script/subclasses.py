"""Subclasses of `ScriptModule` that a user writes: methods marked by `script_method`, or defined from text.

This is the older way to script a module.  An object of such a class is compiled as soon as it has been made.
"""

from __future__ import annotations

import functools
import sys
import warnings
from collections.abc import Callable
from typing import Any

from ..annotations import Attribute as DeclaredAttribute
from ..nn.modules.module import Module
from ..runtime.module import CompiledModule, ScriptModule
from .concrete import concrete_type_of
from .module_values import define_methods
from .parse import definition_of, definitions_in, method_in
from .recursive import Stub, create_script_module, methods_to_compile
from .resolve import FrameResolver


def script_method(fn: Callable[..., Any]) -> Any:
    """Compile this method of a `ScriptModule` subclass."""
    warnings.warn(
        "`torch.jit.script_method` is deprecated. Please switch to `torch.compile` or `torch.export`.",
        DeprecationWarning,
        stacklevel=2,
    )
    # Behind this frame is the class body, behind that the scope in which the class is written.
    frame = sys._getframe(2)
    return Stub(definition_of(fn, self_name="ScriptModule", resolver=FrameResolver(frame)), fn)


def prepare_subclass(cls: Any) -> None:
    """Take the marked methods off a class, and compile each object of it after its ``__init__``."""
    stubs: dict[str, Stub] = {}
    for base in reversed(cls.__bases__):
        stubs.update(getattr(base, "_methods", {}))
    for name, member in sorted(vars(cls).items()):
        if isinstance(member, Stub):
            delattr(cls, name)
            stubs[member.definition.name] = member
    cls._methods = stubs
    original = cls.__init__

    @functools.wraps(original)
    def initialize(self: Any, *args: Any, **kwargs: Any) -> None:
        count = len(cls._methods)
        original(self, *args, **kwargs)
        if type(self) is cls:
            compiled = create_script_module(self, _stubs_of, is_shared=len(cls._methods) == count)
            self._become(compiled)

    cls.__init__ = initialize


def _stubs_of(module: Module) -> list[Stub]:
    stubs: dict[str, Stub] | None = getattr(type(module), "_methods", None)
    return methods_to_compile(module) if stubs is None else [stub for _, stub in sorted(stubs.items())]


def unwrapped_attribute(module: ScriptModule, name: str, value: Any) -> Any:
    """An `Attribute` is set as its value, and its type is kept as an annotation of the class."""
    if not isinstance(value, DeclaredAttribute):
        return value
    cls = type(module)
    if "__annotations__" not in cls.__dict__:
        cls.__annotations__ = {}
    cls.__annotations__[name] = value.type
    return value.value


def define(module: ScriptModule, src: str) -> None:
    """Compile methods from source text: at once, or after ``__init__`` while that still runs."""
    resolver = FrameResolver(sys._getframe(2))
    compiled = module.__dict__.get("_actual_script_module", module)
    if isinstance(compiled, CompiledModule):
        define_methods(concrete_type_of(compiled), definitions_in(src, resolver, are_methods=True))
        return
    definition = method_in(src, resolver)
    type(module)._methods[definition.name] = Stub(definition, None)  # type: ignore[attr-defined]  # prepared so
