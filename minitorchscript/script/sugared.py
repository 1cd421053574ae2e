"""What an expression of a program stands for while it is compiled: a value of the graph, or something with meaning.

`self`, a Python function, `range(3)` or a module are no values, but can be called, iterated, or have attributes.
Each knows what the compiler may do with it; whatever it can't do is an error in PyTorch's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ..ir.graph import Graph
from ..ir.types import Type
from ..ir.unit import CompilationUnit, Function
from ..ir.value import Value
from .ranges import Span
from .reports import CompilationError


class Method:
    """The function that is being compiled."""

    __slots__ = ("function", "graph", "unit")

    def __init__(self, unit: CompilationUnit, function: Function) -> None:
        self.unit = unit
        self.function = function
        self.graph: Graph = function.graph

    @property
    def name(self) -> str:
        return self.function.name


class Resolver(Protocol):
    """Gives meaning to the names that a program does not define itself."""

    def resolve_value(self, name: str, m: Method, where: Span) -> SugaredValue | None:
        """What a name in an expression stands for, or ``None``."""

    def resolve_type(self, name: str, where: Span) -> Type | None:
        """The type that a text in an annotation stands for, or ``None``."""


@dataclass(slots=True)
class NamedValue:
    """An argument of a call: a value of the graph, or a Python constant that becomes one when it is used."""

    name: str | None
    content: Any
    where: Span | None = None

    def value(self, graph: Graph) -> Value:
        if not isinstance(self.content, Value):
            return graph.insertConstant(self.content)
        return self.content


class SugaredValue:
    """Base of all meanings.  Raises ``CompilationError`` for what a meaning can't do."""

    __slots__ = ()

    def kind(self) -> str:
        """How an error names it."""
        raise NotImplementedError(f"{type(self).__name__} does not say what it is")

    def as_value(self, where: Span, m: Method) -> Value:
        """As a value of the graph: ``this + 4``."""
        raise CompilationError(where, f"{self.kind()} cannot be used as a value")

    def attr(self, where: Span, m: Method, field: str) -> SugaredValue:
        """``this.field``"""
        raise CompilationError(where, f"attribute lookup is not defined on {self.kind()}")

    def has_attr(self, where: Span, m: Method, field: str) -> bool:
        """``hasattr(this, "field")``"""
        raise CompilationError(where, f"attribute lookup is not defined on {self.kind()}")

    def set_attr(self, where: Span, m: Method, field: str, value: Value) -> None:
        """``this.field = value``"""
        raise CompilationError(where, f"attribute assignment is not defined on {self.kind()}")

    def as_tuple(self, where: Span, m: Method, size_hint: int | None = None) -> list[SugaredValue]:
        """Its parts: ``a, b = this``, where ``size_hint`` is 2."""
        raise CompilationError(where, f"{self.kind()} cannot be used as a tuple")

    def as_tuple_value(self, where: Span, m: Method) -> SugaredValue:
        """As a tuple of modules, for slicing."""
        raise CompilationError(where, f"{self.kind()} cannot be used as a tuplevalue")

    def call(
        self, where: Span, m: Method, args: Sequence[NamedValue], kwargs: Sequence[NamedValue], n_binders: int
    ) -> SugaredValue:
        """``this(*args, **kwargs)``; ``n_binders`` variables take the result."""
        raise CompilationError(where, f"cannot call a {self.kind()}")

    def iter(self, where: Span, m: Method) -> SugaredValue:
        """What a loop over it goes through."""
        raise CompilationError(where, f"{self.kind()} cannot be used as an iterable")

    def static_len(self) -> int | None:
        """Its length, where the compiler knows it: a loop over it is unrolled."""
        return None

    def should_emit_unrolled(self) -> bool:
        return self.static_len() is not None

    def len(self, where: Span, m: Method) -> Value:
        raise CompilationError(where, f"'{self.kind()}' object is not iterable")

    def getitem(self, where: Span, m: Method, index: Value, type_hint: Type | None = None) -> SugaredValue:
        """``this[index]``"""
        raise CompilationError(where, f"'{self.kind()}' object is not subscriptable")
