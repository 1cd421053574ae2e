"""Compiled functions that Python can call: `ScriptFunction`, and `ScriptMethod` with the module it belongs to.

And the way out: results become Python's again.  Containers are new ones, and an object of a compiled class is made
anew of its Python class; one whose class Python doesn't know (it came from a file) is a `RecursiveScriptClass`.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Sequence
from typing import Any

from ..code.printer import code, code_with_constants
from ..ir.graph import Graph
from ..ir.unit import Function
from ..passes.constant_pooling import pool_constants
from ..passes.dead_code import eliminate_dead_code
from ..passes.erase_shapes import erase_shapes
from ..passes.inline import inline, optimized_graph
from ..tensor.dispatch import active_mode, no_mode
from ..tensor.door import hand_over, overloads
from ..tensor.tensor import Tensor
from . import interpreter
from .arguments import bind, cast
from .objects import ScriptObject, python_class_of
from .public_schema import FunctionSchema
from .slots import SLOTS


class ConstMap:
    """What a `.code` text calls ``CONSTANTS.c0``, ``CONSTANTS.c1``, …, as attributes of these names.

    A number that the program gave where an operator takes a tensor is that number again.
    """

    def __init__(self, constants: Sequence[Tensor]) -> None:
        numbers = [tensor.__dict__.get("wrapped_number", tensor) for tensor in constants]
        self.const_mapping = {f"c{index}": value for index, value in enumerate(numbers)}

    def __getattr__(self, name: str) -> Any:
        return self.__dict__["const_mapping"][name]


class _Callable:
    """What functions and methods have in common."""

    __call__: Callable[..., Any]

    def __init__(self, function: Function) -> None:
        self._function = function

    @property
    def name(self) -> str:
        return self._function.name

    @property
    def qualified_name(self) -> str:
        return self._function.qualified_name

    @property
    def schema(self) -> FunctionSchema:
        return FunctionSchema(self._function.signature)

    @property
    def graph(self) -> Graph:
        """The graph itself: a pass on it changes what `code` prints."""
        return self._function.graph

    @property
    def inlined_graph(self) -> Graph:
        """A copy of the graph with all calls inlined."""
        copied = self._function.graph.copy()
        inline(copied)
        return copied

    def graph_for(self, *args: Any, **kwargs: Any) -> Graph:
        """Run it, and give the graph that ran: inlined, and without what is of no use or tells shapes.

        PyTorch's is this one and what its profiler puts in.
        """
        self(*args, **kwargs)
        ran = optimized_graph(self._function).copy()
        eliminate_dead_code(ran)
        erase_shapes(ran)
        pool_constants(ran)
        return ran.copy()


class ScriptFunction(_Callable):
    """A compiled function.  Call it with tensors; read its `graph` and `code`."""

    def __init__(self, function: Function, frozen: Sequence[Any] = ()) -> None:
        super().__init__(function)
        self._frozen = tuple(frozen)

    def frozen_values(self) -> list[Any]:
        """What Python computed while the trace was taken, and the trace keeps as it was: `jit.FrozenValue` each."""
        return list(self._frozen)

    @property
    def code(self) -> str:
        """The graph as a Python function."""
        return code(self._function, method=False)

    def save(self, f: Any, **options: Any) -> None:
        """Write it to a file: see `torch.jit.save`."""
        SLOTS["save"](self, f, **options)

    def save_to_buffer(self, **options: Any) -> bytes:
        """What `save` would write."""
        buffer = io.BytesIO()
        self.save(buffer, **options)
        return buffer.getvalue()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return run_function(self._function, args, kwargs)

    def __reduce__(self) -> tuple[Any, ...]:
        raise pickle.PickleError("ScriptFunction cannot be pickled")

    def __repr__(self) -> str:
        return f"<torch.jit.torch.jit.ScriptFunction object at {id(self):#x}>"


class ScriptMethod(_Callable):
    """A compiled method, bound to its module."""

    def __init__(self, owner: Any, function: Function) -> None:
        super().__init__(function)
        self.owner = owner
        self.__name__ = function.name
        self.__doc__ = SLOTS["doc_of_method"](owner, function.name)

    @property
    def code(self) -> str:
        """The graph as a Python method."""
        return code(self._function)

    @property
    def code_with_constants(self) -> tuple[str, ConstMap]:
        """The same, and the tensors that it names ``CONSTANTS.c0`` and so on."""
        text, constants = code_with_constants(self._function)
        return text, ConstMap(constants)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if any(map(overloads, args)):
            return hand_over(self, args, kwargs)
        return run_function(self._function, (self.owner, *args), kwargs, is_method=True)

    def __repr__(self) -> str:
        return f"<torch.ScriptMethod object at {id(self):#x}>"


def run_function(function: Function, args: Sequence[Any], kwargs: dict[str, Any], is_method: bool = False) -> Any:
    """Run a compiled function on Python values; a trace in progress records the call.

    Raises ``RuntimeError`` for arguments that do not fit.
    """
    values = bind(function.signature, args, kwargs)
    mode = active_mode()
    if mode is None:
        return to_python(interpreter.run(optimized_graph(function), values, function.name, keep=True))
    return to_python(mode.compiled(function, is_method, values, lambda: _run_unseen(function, values)))


SLOTS["run_function"] = run_function


def _run_unseen(function: Function, values: list[Any]) -> Any:
    with no_mode():
        return interpreter.run(optimized_graph(function), values, function.name, keep=True)


def to_python(value: Any) -> Any:
    """A result as Python gets it."""
    if isinstance(value, list):
        return [to_python(item) for item in value]
    if isinstance(value, tuple):
        members = [to_python(item) for item in value]
        return type(value)(*members) if hasattr(value, "_fields") else tuple(members)
    if isinstance(value, dict):
        return {to_python(key): to_python(entry) for key, entry in value.items()}
    if not isinstance(value, ScriptObject):
        return value
    python_class = python_class_of(value.class_type)
    if python_class is None:
        return RecursiveScriptClass(value)
    made: Any = object.__new__(python_class)
    for name, held in value.values.items():
        setattr(made, name, to_python(held))
    return made


class RecursiveScriptClass:
    """An object of a compiled class in Python's hands: attributes, properties and methods are the compiled ones."""

    _c: ScriptObject

    def __init__(self, compiled: ScriptObject) -> None:
        self.__dict__["_c"] = compiled

    def __getattr__(self, name: str) -> Any:
        held: ScriptObject = self.__dict__["_c"]
        accessors = held.class_type.properties.get(name)
        if accessors is not None:
            return run_function(accessors[0], (held,), {})
        method = held.class_type.methods.get(name)
        return ScriptMethod(held, method) if method is not None else to_python(held._read(name))

    def __setattr__(self, name: str, value: Any) -> None:
        class_type = self._c.class_type
        getter, setter = class_type.properties.get(name, (None, None))
        if setter is not None:
            run_function(setter, (self._c, value), {})
        elif getter is not None:
            raise RuntimeError("can't set attribute")
        else:
            self._c._write(name, cast(value, class_type.getAttribute(name)))

    def __hash__(self) -> int:
        return id(self._c)

    def __copy__(self) -> RecursiveScriptClass:
        return RecursiveScriptClass(self._c.copy())


_MAGIC_METHODS = (
    *("iter", "len", "neg", "mul", "contains", "add", "sub", "pow", "truediv", "mod", "ne", "eq", "lt", "gt", "le"),
    *("ge", "and", "or", "xor", "getitem", "setitem", "call", "int", "float", "bool", "str", "enter", "exit"),
)


def _forwarded(name: str) -> Any:
    """Python looks such methods up on the class, the compiled ones are found on the object."""

    def forward(self: RecursiveScriptClass, *args: Any, **kwargs: Any) -> Any:
        method = self._c.class_type.methods.get(name)
        if method is not None:
            return ScriptMethod(self._c, method)(*args, **kwargs)
        if name == "__bool__":
            return True
        if name not in object.__dict__:
            raise TypeError(f"{self._c.class_type.name()} has no method {name}")
        return getattr(super(RecursiveScriptClass, self), name)(*args, **kwargs)

    forward.__name__ = name
    return forward


for _name in _MAGIC_METHODS:
    setattr(RecursiveScriptClass, f"__{_name}__", _forwarded(f"__{_name}__"))
