"""`ScriptModule`: a module whose methods are compiled.

It is an `nn.Module` whose parameters, buffers and submodules are those that its class type lists, so that
`state_dict`, `named_parameters`, `eval` and the rest work as for any module.  What reaches upwards (saving) is
handed down through `SLOTS`, which the `jit` face fills.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..ir.graph import Graph
from ..ir.types import ClassType
from ..nn.modules.module import Module
from .function import ConstMap, ScriptMethod

#: what the `jit` face provides: "save" and the like, by name
SLOTS: dict[str, Callable[..., Any]] = {}


class ScriptModule(Module):
    """A compiled module.  `graph` and `code` are those of its `forward`."""

    def __init__(self, class_type: ClassType) -> None:
        super().__init__()
        self.__dict__["class_type"] = class_type
        self.__dict__["_attributes"] = {}

    class_type: ClassType

    # -- attributes, as the interpreter reads them

    def attribute(self, name: str) -> Any:
        """The value of an attribute of the class type."""
        for table in (self._parameters, self._buffers, self._modules, self._attributes):
            if name in table:
                return table[name]
        return self.__dict__.get(name)

    def set_attribute(self, name: str, value: Any) -> None:
        for table in (self._parameters, self._buffers, self._modules):
            if name in table:
                table[name] = value
                return
        self._attributes[name] = value

    # -- compiled methods

    def method(self, name: str) -> ScriptMethod:
        """A compiled method by name.  Raises ``RuntimeError`` if there is none."""
        found = self.class_type.methods.get(name)
        if found is None:
            raise RuntimeError(f"Method '{name}' is not defined.")
        return ScriptMethod(self, found)

    @property
    def forward(self) -> Any:  # type: ignore[override]  # read-only, and more than a function
        """The compiled `forward`."""
        return self.method("forward")

    @property
    def graph(self) -> Graph:
        """The graph of `forward` itself: a pass on it changes what `code` prints."""
        return self.method("forward").graph

    @property
    def inlined_graph(self) -> Graph:
        """A copy of `forward`'s graph with all calls inlined, down to operators."""
        return self.method("forward").inlined_graph

    @property
    def code(self) -> str:
        """`forward` written as Python.  Raises ``AttributeError`` where there is none."""
        if "forward" not in self.class_type.methods:
            raise AttributeError("forward")
        return self.method("forward").code

    @property
    def code_with_constants(self) -> tuple[str, ConstMap]:
        """`code`, and the tensors that it mentions as ``CONSTANTS.cN``."""
        return self.method("forward").code_with_constants

    @property
    def original_name(self) -> str:
        """The name of the Python class it was made of."""
        return self.class_type.name()

    def save(self, f: Any, **options: Any) -> None:
        """Write it to a file: see `torch.jit.save`."""
        SLOTS["save"](self, f, **options)

    def __getattr__(self, name: str) -> Any:
        attributes = self.__dict__.get("_attributes")
        if attributes is not None and name in attributes:
            return attributes[name]
        class_type = self.__dict__.get("class_type")
        if class_type is not None and name in class_type.methods:
            return self.method(name)
        try:
            return super().__getattr__(name)
        except AttributeError:
            raise AttributeError(f"'RecursiveScriptModule' object has no attribute '{name}'") from None

    def extra_repr(self) -> str:
        return f"original_name={self.original_name}"


class RecursiveScriptModule(ScriptModule):
    """A module compiled from source, or loaded from a file."""


class TracedModule(ScriptModule):
    """A submodule of what was traced."""

    @property
    def forward(self) -> Any:  # type: ignore[override]  # read-only, and more than a function
        """A traced submodule has a graph, but can't be called on its own."""

        def refuse(*args: Any, **kwargs: Any) -> Any:
            raise RuntimeError("Trace submodules cannot be called.")

        return refuse

    def _get_name(self) -> str:
        return self.original_name


class TopLevelTracedModule(TracedModule):
    """What `torch.jit.trace` returns for a module."""

    @property
    def forward(self) -> Any:  # type: ignore[override]  # read-only, and more than a function
        """The traced `forward`.  Raises ``AttributeError`` where only other methods were traced."""
        if "forward" not in self.class_type.methods:
            raise AttributeError("forward")
        return self.method("forward")

    def frozen_values(self) -> list[Any]:
        """What Python computed while the trace was taken, and the trace keeps as it was: `jit.FrozenValue` each."""
        return list(self.__dict__.get("_frozen_values", ()))
