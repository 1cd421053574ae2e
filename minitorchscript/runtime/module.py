"""`ScriptModule` and its kinds: modules whose methods are compiled.

A compiled module is an `nn.Module` whose parameters, buffers and submodules are those that its class type lists, so
that `state_dict`, `named_parameters`, `eval` and the rest work as for any module.  Its other attributes have a type,
which an assignment from Python must keep to.  What reaches upwards (saving, compiling) is handed down through
`runtime.slots`.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Iterator
from typing import Any, NoReturn, Self

from ..ir.graph import Graph
from ..ir.types import ClassType
from ..nn.modules.module import Module
from ..nn.parameter import Parameter
from .arguments import cast
from .function import ConstMap, ScriptFunction, ScriptMethod, run_function, to_python
from .slots import SLOTS
from .views import ModuleView


class ScriptModule(Module):
    """Base of all compiled modules.

    A subclass that a user writes is compiled when an object of it has been made: methods marked by `script_method`
    or defined from text by `define`; without any, ``forward`` and what is marked by `export`.  The object then
    stands for its compiled form.
    """

    #: set on the kinds below, which are compiled forms themselves
    _is_compiled_form = False
    __jit_unused_properties__ = ("forward",)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not cls._is_compiled_form:
            SLOTS["prepare_subclass"](cls)

    def _become(self, compiled: CompiledModule) -> None:
        """From now on stand for a compiled module: all that it has is read from there."""
        for name in [*compiled.class_type.attributes, "_parameters", "_buffers", "_modules"]:
            self.__dict__.pop(name, None)
        self.__dict__["_actual_script_module"] = compiled

    def define(self, src: str) -> None:
        """Compile methods from source text."""
        SLOTS["define"](self, src)

    @property
    def forward(self) -> Any:  # type: ignore[override]  # read-only, and more than a function
        """The compiled `forward`."""
        return self.__getattr__("forward")

    def __getattr__(self, name: str) -> Any:
        compiled = self.__dict__.get("_actual_script_module")
        return super().__getattr__(name) if compiled is None else getattr(compiled, name)

    def __setattr__(self, name: str, value: Any) -> None:
        compiled = self.__dict__.get("_actual_script_module")
        if compiled is not None:
            setattr(compiled, name, value)
        else:
            super().__setattr__(name, SLOTS["unwrapped_attribute"](self, name, value))


class CompiledModule(ScriptModule):
    """A module with a class type.  `graph` and `code` are those of its `forward`."""

    _is_compiled_form = True

    class_type: ClassType
    _attributes: dict[str, Any]

    def __init__(self, class_type: ClassType) -> None:
        Module.__init__(self)
        del self.__dict__["training"], self.__dict__["_is_full_backward_hook"]
        self.__dict__["class_type"] = class_type
        self.__dict__["_attributes"] = {}

    # -- attributes, as the interpreter reads them

    def _read(self, name: str) -> Any:
        """The value of an attribute of the class type, or ``None``."""
        for table in (self._modules, self._parameters, self._buffers, self._attributes):
            if name in table:
                return table[name]
        return None

    def _write(self, name: str, value: Any) -> None:
        """Give an attribute of the class type a value of its type."""
        for table in (self._parameters, self._buffers, self._modules):
            if name in table:
                table[name] = value
                return
        attribute = self.class_type.attributes.get(name)
        if isinstance(value, ScriptModule):
            self._modules[name] = value
        elif value is not None and attribute is not None and attribute.is_parameter:
            self._parameters[name] = value
        elif value is not None and attribute is not None and attribute.is_buffer:
            self._buffers[name] = value
        else:
            self._attributes[name] = value

    # -- attributes, as Python sees them

    def __getattr__(self, name: str) -> Any:
        own = self.__dict__
        class_type = own.get("class_type")
        if class_type is None:
            raise RuntimeError("ScriptModule has not been initialized, did you forget to call super's init?")
        if name in class_type.attributes:
            return to_python(self._read(name))
        if name in class_type.constants:
            return class_type.constants[name]
        if name in class_type.methods:
            return self._method(name)
        if name in class_type.properties:
            return run_function(class_type.properties[name][0], (self,), {})
        raise AttributeError(f"'RecursiveScriptModule' object has no attribute '{name}'")

    def __setattr__(self, name: str, value: Any) -> None:
        class_type = self.class_type
        attribute = class_type.attributes.get(name)
        if name in self._modules or isinstance(value, Module):
            self._replace_module(name, value)
        elif attribute is not None:
            try:
                given = cast(value, attribute.type)
            except TypeError as error:
                expected = attribute.type.annotation_str
                raise RuntimeError(f"Could not cast attribute '{name}' to type {expected}: {error}") from None
            self._write(name, given)
        elif name in class_type.constants:
            raise RuntimeError(f"Can't set constant '{name}' which has value:{class_type.constants[name]}")
        elif name in class_type.properties and class_type.properties[name][1] is not None:
            run_function(class_type.properties[name][1], (self, value), {})
        elif isinstance(value, Parameter):
            raise RuntimeError(f"Can't add a new parameter after ScriptModule construction. Tried to add '{name}")
        else:
            object.__setattr__(self, name, value)

    def _replace_module(self, name: str, value: Any) -> None:
        """Another module of the same type may take a submodule's place."""
        if not isinstance(value, ScriptModule):
            raise RuntimeError(
                "Cannot re-assign modules in a ScriptModule with non-scripted module, tried to replace existing"
                f" module '{name}': {value}"
            )
        attribute = self.class_type.attributes.get(name)
        if attribute is None:
            raise RuntimeError(f"{self.class_type.repr_str()} does not have an attribute with name '{name}'")
        if not isinstance(attribute.type, ClassType):
            try:
                cast(value, attribute.type)
            except TypeError as error:
                raise RuntimeError(str(error)) from None
        elif not value.class_type.isSubtypeOf(attribute.type):
            raise RuntimeError(
                f"Expected a value of type '{attribute.type.repr_str()}' for field '{name}', but found"
                f" '{value.class_type.repr_str()}'"
            )
        self._modules[name] = value

    def __delattr__(self, name: str) -> None:
        if name not in self.__dict__:
            raise AttributeError(f"'RecursiveScriptModule' object has no attribute '{name}'")
        object.__delattr__(self, name)

    def __dir__(self) -> list[str]:
        own = self.class_type
        return sorted({*super().__dir__(), *own.attributes, *own.constants, *own.methods, *own.properties})

    # -- compiled methods

    @property
    def _c(self) -> ModuleView:
        """The module as the compiler has it."""
        return ModuleView(self)

    def take_hooks(self) -> None:
        """From now on run the hooks of its class type around each call, and its methods instead of Python's own."""
        self._forward_pre_hooks.update(enumerate(map(ScriptFunction, self.class_type.forward_pre_hooks)))
        self._forward_hooks.update(enumerate(map(ScriptFunction, self.class_type.forward_hooks)))
        for name in self.class_type.methods:
            if name != "forward" and hasattr(type(self), name):  # else `__getattr__` finds it
                self.__dict__[name] = self._method(name)

    def _method(self, name: str) -> ScriptMethod:
        """A compiled method by name.  Raises ``RuntimeError`` if there is none."""
        found = self.class_type.methods.get(name)
        if found is None:
            raise RuntimeError(f"Method '{name}' is not defined.")
        return ScriptMethod(self, found)

    @property
    def forward(self) -> Any:  # type: ignore[override]  # read-only, and more than a function
        """The compiled `forward`.  Raises ``AttributeError`` where there is none, as in a container."""
        if "forward" in self.class_type.methods:
            return self._method("forward")
        return self.__dict__["forward"] if "forward" in self.__dict__ else self.__getattr__("forward")

    @property
    def graph(self) -> Graph:
        """The graph of `forward` itself: a pass on it changes what `code` prints."""
        return self._method("forward").graph

    @property
    def inlined_graph(self) -> Graph:
        """A copy of `forward`'s graph with all calls inlined, down to operators."""
        return self._method("forward").inlined_graph

    def graph_for(self, *args: Any, **kwargs: Any) -> Graph:
        """Run `forward`, and give the graph that ran: see `ScriptFunction`'s."""
        return self._method("forward").graph_for(*args, **kwargs)

    @property
    def code(self) -> str:
        """`forward` written as Python.  Raises ``AttributeError`` where there is none."""
        if "forward" not in self.class_type.methods:
            raise AttributeError("forward")
        return self._method("forward").code

    @property
    def code_with_constants(self) -> tuple[str, ConstMap]:
        """`code`, and the tensors that it mentions as ``CONSTANTS.cN``."""
        return self._method("forward").code_with_constants

    @property
    def original_name(self) -> str:
        """The name of the Python class it was made of."""
        return self.class_type.name()

    def save(self, f: Any, **options: Any) -> None:
        """Write it to a file: see `torch.jit.save`."""
        SLOTS["save"](self, f, **options)

    def save_to_buffer(self, **options: Any) -> bytes:
        """What `save` would write."""
        buffer = io.BytesIO()
        self.save(buffer, **options)
        return buffer.getvalue()

    def extra_repr(self) -> str:
        return f"original_name={self.original_name}"

    # -- copies share the class type, and with it the methods

    def __copy__(self) -> Self:
        return self._copied(lambda value: value)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self._copied(lambda value: copy.deepcopy(value, memo))

    def __reduce__(self) -> Any:
        raise RuntimeError(
            f"Tried to serialize object {self.class_type.annotation_str} which does not have a __getstate__ method "
            "defined! A compiled module is kept by its method save"
        )

    def _copied(self, copied: Callable[[Any], Any]) -> Self:
        other = type(self)(self.class_type)
        for table in ("_parameters", "_buffers", "_modules", "_attributes"):
            other.__dict__[table].update((name, copied(value)) for name, value in self.__dict__[table].items())
        if "_concrete_type" in self.__dict__:
            other.__dict__["_concrete_type"] = self.__dict__["_concrete_type"]
        other.take_hooks()
        return other


class RecursiveScriptModule(CompiledModule):
    """A module compiled from source, or loaded from a file."""

    # Python looks these up on the class; containers hand on their own.

    def _container_method(self, name: str) -> Any:
        found = self.__dict__.get("_container_methods", {}).get(name)
        if found is not None:
            return found
        if name in self.class_type.methods:
            return self._method(name)
        raise NotImplementedError

    def __iter__(self) -> Iterator[Any]:
        iterator: Iterator[Any] = self._container_method("__iter__")()
        return iterator

    def __getitem__(self, idx: Any) -> Any:
        return self._container_method("__getitem__")(idx)

    def __len__(self) -> int:
        return int(self._container_method("__len__")())

    def __contains__(self, key: Any) -> bool:
        return bool(self._container_method("__contains__")(key))

    def __bool__(self) -> bool:
        return bool(self._method("__bool__")()) if "__bool__" in self.class_type.methods else True


def _refused(name: str) -> Callable[..., NoReturn]:
    def refuse(self: Any, *args: Any, **kwargs: Any) -> NoReturn:
        raise RuntimeError(f"{name} is not supported on ScriptModules")

    refuse.__name__ = name
    return refuse


_REFUSED = (
    *("bfloat16", "get_buffer", "get_parameter", "get_submodule", "requires_grad_", "set_submodule"),
    *("register_forward_hook", "register_forward_pre_hook", "register_state_dict_pre_hook"),
    *("register_backward_hook", "register_full_backward_hook", "register_full_backward_pre_hook"),
    *("register_load_state_dict_post_hook", "register_load_state_dict_pre_hook", "register_state_dict_post_hook"),
)
for _name in _REFUSED:
    setattr(RecursiveScriptModule, _name, _refused(_name))


class TracedModule(CompiledModule):
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
        return self._method("forward")

    def frozen_values(self) -> list[Any]:
        """What Python computed while the trace was taken, and the trace keeps as it was: `jit.FrozenValue` each."""
        return list(self.__dict__.get("_frozen_values", ()))
