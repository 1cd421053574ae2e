"""Functions, and the compilation unit that names types and functions.

Names are qualified (``__torch__.torch.nn.modules.conv.Conv2d``).  A name that is taken is *mangled*: a
``___torch_mangle_N`` part goes in front of its last part, with a counter that runs over the whole process.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..formatting import display_text, quoted
from .graph import Graph
from .types import (
    ClassType,
    DictType,
    FutureType,
    ListType,
    OptionalType,
    TensorType,
    TupleType,
    Type,
)

_MANGLED = re.compile(r"^(.*___torch_mangle_)(\d+)$")


@dataclass(unsafe_hash=True)
class FunctionArgument:
    """One argument of a compiled function.  Not to be changed; but frozen ones take four times as long to make."""

    name: str
    type: Type
    default: Any = None
    has_default: bool = False
    kwarg_only: bool = False
    #: the length that a lone number given for a list is repeated to
    N: int | None = None

    def __str__(self) -> str:
        text = f"{self.type.plain_str()} {self.name}"
        if self.N is not None:
            text = f"{self.type.plain_str().replace('[]', f'[{self.N}]', 1)} {self.name}"
        return f"{text}={_default_text(self.default)}" if self.has_default else text


def _default_text(value: Any) -> str:
    if isinstance(value, float):
        text = f"{value:.17g}"
        return text if any(mark in text for mark in ".en") else f"{text}."
    return quoted(value) if isinstance(value, str) else display_text(value)


@dataclass(unsafe_hash=True)
class Signature:
    """What a compiled function takes and returns.  Not to be changed either."""

    name: str
    arguments: tuple[FunctionArgument, ...]
    returns: tuple[Type, ...]
    #: whether it takes any number of further arguments, as a function of Python's may
    is_vararg: bool = False

    def __str__(self) -> str:
        returns = ", ".join(returned.plain_str() for returned in self.returns)
        if len(self.returns) != 1 or returns.startswith("("):
            returns = f"({returns})"
        arguments = []
        for argument in self.arguments:
            if argument.kwarg_only and "*" not in arguments:
                arguments.append("*")
            arguments.append(str(argument))
        if self.is_vararg:
            arguments.append("...")
        return f"{self.name}({', '.join(arguments)}) -> {returns}"


class Function:
    """A graph with a qualified name.  The graph is live: a pass on it changes what the function is."""

    __slots__ = ("__weakref__", "_signature", "definer", "graph", "optimized", "qualified_name", "snapshot")

    def __init__(self, qualified_name: str, graph: Graph, signature: Signature | None = None) -> None:
        self.qualified_name = qualified_name
        self.graph = graph
        #: the inlined and cleaned copy that runs and that is spliced into callers; made on first use
        self.optimized: Graph | None = None
        #: the graph as it was when it was first inlined as a part of another function's optimized graph
        self.snapshot: Graph | None = None
        #: fills the graph of a function that is compiled when first needed, and gives its signature
        self.definer: Callable[[Function], Signature] | None = None
        self._signature = signature

    @property
    def name(self) -> str:
        return self.qualified_name.rpartition(".")[2]

    def ensure_defined(self) -> None:
        """Compile it now if that has been put off."""
        if self.definer is not None:
            self._signature = self.definer(self)
            self.definer = None

    @property
    def signature(self) -> Signature:
        """Arguments and results; for a trace read off the graph when first asked for, as PyTorch does."""
        self.ensure_defined()
        if self._signature is None:
            arguments = [
                FunctionArgument(value.debugNameBase() if value._name else f"argument_{index}", unshaped(value._type))
                for index, value in enumerate(self.graph.inputs())
            ]
            returns = [unshaped(value._type) for value in self.graph.outputs()]
            self._signature = Signature(self.name, tuple(arguments), tuple(returns))
        return self._signature

    def __repr__(self) -> str:
        return f"<Function {self.qualified_name}>"


def unshaped(type_: Type) -> Type:
    """The type with all facts about particular tensors forgotten."""
    if isinstance(type_, TensorType):
        return TensorType.get()
    if isinstance(type_, TupleType):
        return TupleType((unshaped(member) for member in type_.members), type_.name, type_.fields, type_.defaults)
    if isinstance(type_, ListType):
        return ListType(unshaped(type_.element))
    if isinstance(type_, FutureType):
        return FutureType(unshaped(type_.element))
    if isinstance(type_, OptionalType):
        return OptionalType(unshaped(type_.element))
    if isinstance(type_, DictType):
        return DictType(unshaped(type_.key), unshaped(type_.value))
    return type_


class CompilationUnit:
    """The table of compiled types and functions, and the counter that keeps their names apart."""

    def __init__(self) -> None:
        self._types: dict[str, Type] = {}
        self._functions: dict[str, Function] = {}
        self._next_mangle = 0
        #: Python classes that have been compiled, by the name of their type; and the other way round
        self.python_classes: dict[str, type] = {}
        self.compiled_classes: dict[type, ClassType] = {}

    def get_class(self, name: str) -> ClassType | None:
        found = self._types.get(name)
        return found if isinstance(found, ClassType) else None

    def find_type(self, name: str) -> Type | None:
        """A class, interface, enumeration or named tuple by its qualified name."""
        return self._types.get(name)

    def register_type(self, name: str, type_: Type) -> None:
        """Enter a type that is not a class under its (free) name."""
        self._types[name] = type_

    def register_class(self, python_class: type, class_type: ClassType) -> None:
        """Remember that a Python class is compiled: objects of the one become objects of the other."""
        self.python_classes[class_type.qualified_name] = python_class
        self.compiled_classes[python_class] = class_type

    def forget_class(self, python_class: type) -> None:
        """Undo `register_class`: it could not be compiled.  Its type's name stays taken."""
        del self.python_classes[self.compiled_classes.pop(python_class).qualified_name]

    def find_function(self, name: str) -> Function | None:
        return self._functions.get(name)

    def functions(self) -> list[Function]:
        return list(self._functions.values())

    def create_class(self, name: str, is_module: bool = True) -> ClassType:
        """A new class type; a taken name is mangled."""
        if name in self._types:
            name = self.mangle(name)
        created = self._types[name] = ClassType(name, is_module, unit=self)
        return created

    def create_function(self, name: str, graph: Graph, should_mangle: bool = False) -> Function:
        """A new function.  Raises ``RuntimeError`` for a taken name, unless it should be mangled."""
        if name in self._functions:
            if not should_mangle:
                raise RuntimeError(f"method '{name}' already defined.")
            name = self.mangle(name)
        created = self._functions[name] = Function(name, graph)
        return created

    def create_method(self, class_type: ClassType, name: str, graph: Graph) -> Function:
        """A new method of a class type, registered under both."""
        method = self.create_function(f"{class_type.qualified_name}.{name}", graph)
        class_type.methods[name] = method
        return method

    def mangle(self, name: str) -> str:
        """The first free mangled form of a name."""
        while name in self._types or name in self._functions:
            name = self._mangle_once(name)
        return name

    def _mangle_once(self, name: str) -> str:
        atoms = name.split(".") if "___torch_mangle_" in name else []
        for index, atom in enumerate(atoms):
            found = _MANGLED.match(atom)
            if found:
                # Already mangled: the number moves on, for the process as a whole.
                atoms[index] = f"{found[1]}{self._next_number(int(found[2]) + 1)}"
                return ".".join(atoms)
        path, dot, last = name.rpartition(".")
        return f"{path}{dot}___torch_mangle_{self._next_number()}.{last}"

    def _next_number(self, least: int = 0) -> int:
        number = max(self._next_mangle, least)
        self._next_mangle = number + 1
        return number


class _Current:
    """The unit in force for the process."""

    unit = CompilationUnit()


def current_unit() -> CompilationUnit:
    """The compilation unit that new types and functions go to."""
    return _Current.unit


def fresh_unit() -> CompilationUnit:
    """Start over with an empty unit, as a new process would: numbering begins at 0."""
    _Current.unit = CompilationUnit()
    return _Current.unit
