"""`module._c`: a compiled module as the compiler has it: a type, the values of its attributes, its methods.

In PyTorch a compiled module has two halves, one of Python and one of C++; `_c` is the latter, which articles and
tests look into.  Here the module is one object, and this is a view of it under PyTorch's names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..formatting import display_text
from ..ir.types import ClassType
from ..nn.modules.module import Module
from .function import ScriptMethod, to_python

_ABSENT = object()


class ModuleView:
    """A compiled module without its Python side; two views of one module are equal."""

    def __init__(self, module: Any) -> None:
        self._module = module

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ModuleView) and other._module is self._module

    def __hash__(self) -> int:
        return id(self._module)

    def __repr__(self) -> str:
        return f"ScriptObject <{self.qualified_name}>"

    def _type(self) -> ClassType:
        """Its class type: the same object for two modules that share one."""
        found: ClassType = self._module.class_type
        return found

    @property
    def qualified_name(self) -> str:
        return self._type().qualified_name

    # -- methods

    def _method_names(self) -> list[str]:
        return list(self._type().methods)

    def _has_method(self, name: str) -> bool:
        return name in self._type().methods

    def _get_method(self, name: str) -> ScriptMethod:
        """A compiled method.  Raises ``RuntimeError`` if there is none of that name."""
        found: ScriptMethod = self._module._method(name)
        return found

    def _get_forward_hooks(self) -> list[ScriptMethod]:
        return [ScriptMethod(self._module, each) for each in self._type().forward_hooks]

    def _get_forward_pre_hooks(self) -> list[ScriptMethod]:
        return [ScriptMethod(self._module, each) for each in self._type().forward_pre_hooks]

    # -- attributes

    def hasattr(self, name: str) -> bool:
        """Whether there is an attribute, a submodule or a constant of that name; methods do not count."""
        return name in self._type().attributes or name in self._type().constants

    def getattr(self, name: str, default: Any = _ABSENT) -> Any:
        """The value of an attribute; a submodule as a view.  Raises ``AttributeError`` if there is none."""
        class_type = self._type()
        if name in class_type.attributes:
            return _shown(self._module._read(name))
        if name in class_type.constants:
            return class_type.constants[name]
        if default is _ABSENT:
            raise AttributeError(f"{class_type.repr_str()} does not have a field with name '{name}'")
        return default

    def setattr(self, name: str, value: Any) -> None:
        """Give an attribute another value.  Raises ``RuntimeError`` if there is none, or for another type."""
        if not self.hasattr(name):
            raise RuntimeError(f"{self._type().repr_str()} does not have an attribute with name '{name}'")
        setattr(self._module, name, value._module if isinstance(value, ModuleView) else value)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._get_method(name) if self._has_method(name) else self.getattr(name)

    # -- text

    def dump_to_str(self, code: bool = True, attrs: bool = True, params: bool = True) -> str:
        """The module with all submodules as text: graphs of methods, attributes, parameters, each if wanted.

        A tensor that is not wanted is shown as three dots.
        """
        return "".join(f"{line}\n" for line in self._lines(code, attrs, params))

    def dump(self, code: bool = True, attrs: bool = True, params: bool = True) -> None:
        """Print `dump_to_str`."""
        print(self.dump_to_str(code, attrs, params))

    def _lines(self, code: bool, attrs: bool, params: bool) -> Iterator[str]:
        attributes = {name: self._module._read(name) for name in self._type().attributes}
        parameters = {name: attributes[name] for name, held in self._type().attributes.items() if held.is_parameter}
        yield f"module {self.qualified_name} {{"
        for title, table, wanted in (("parameters", parameters, params), ("attributes", attributes, attrs)):
            yield f"  {title} {{"
            for name, value in table.items():
                yield from _indented(f"{name} = {_text(value, wanted)}", 4)
            yield "  }"
        yield "  methods {"
        for name, method in self._type().methods.items():
            yield f"    method {name} {{"
            if code:
                yield from _indented(str(method.graph), 6)
                yield "  "
            yield "    }"
        yield "  }"
        yield "  submodules {"
        for value in attributes.values():
            if isinstance(value, Module):
                yield from (f"    {line}" for line in ModuleView(value)._lines(code, attrs, params))
        yield "  }"
        yield "}"


def _shown(value: Any) -> Any:
    return ModuleView(value) if isinstance(value, Module) else to_python(value)


def _text(value: Any, wanted: bool) -> str:
    if hasattr(value, "class_type"):
        return f"<{value.class_type.qualified_name} object at {id(value):#x}>"
    return "..." if hasattr(value, "requires_grad") and not wanted else display_text(value)


def _indented(text: str, width: int) -> list[str]:
    return [f"{' ' * width}{line}" for line in text.rstrip("\n").split("\n")]
