"""Objects of compiled classes, and named tuples, while a program runs.

Python's own objects stay outside: one that is given to a compiled function is copied into a `ScriptObject`, and one
that it returns is made anew of the Python class, as PyTorch does.  A class that came from a file has no Python
class here; its objects are handed out as `RecursiveScriptClass`, which has their attributes and methods.
"""

from __future__ import annotations

import collections
from functools import lru_cache
from typing import Any

from ..formatting import display_text
from ..ir.types import BoolType, ClassType, TupleType
from ..ir.unit import CompilationUnit
from .slots import SLOTS


class ScriptObject:
    """An object of a compiled class: a value for each of its attributes."""

    __slots__ = ("class_type", "values")

    def __init__(self, class_type: ClassType) -> None:
        self.class_type = class_type
        self.values: dict[str, Any] = {}

    def _read(self, name: str) -> Any:
        """The value of an attribute; raises ``AttributeError`` for one that is not set yet."""
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(f"{self.class_type.qualified_name} has no attribute '{name}'") from None

    def _write(self, name: str, value: Any) -> None:
        """Give an attribute another value."""
        self.values[name] = value

    def __lt__(self, other: ScriptObject) -> bool:
        """By the class's own `__lt__`, which lists of objects are sorted by."""
        method = self.class_type.methods.get("__lt__")
        types = [argument.type for argument in method.signature.arguments] if method is not None else []
        if method is None or types != [self.class_type] * 2 or method.signature.returns != (BoolType(),):
            name = self.class_type.repr_str()
            raise RuntimeError(
                f"To sort a list of {name} it must define a __lt__ method with two inputs of type {name} that returns"
                " a bool"
            )
        return bool(SLOTS["run_function"](method, (self, other), {}))

    def copy(self) -> ScriptObject:
        """Another object with the same values in it."""
        copied = ScriptObject(self.class_type)
        copied.values = dict(self.values)
        return copied


class SharedContainer:
    """A list or dictionary that goes into compiled functions without being copied: see `shared_containers`."""

    __slots__ = ("data", "type")

    data: Any
    type: Any

    def __len__(self) -> int:
        return len(self.data)

    def __repr__(self) -> str:
        return display_text(self.data)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.data,)


def python_class_of(class_type: ClassType) -> type | None:
    """The Python class that was compiled to it, if there is one in this process."""
    unit = class_type.unit
    return unit.python_classes.get(class_type.qualified_name) if isinstance(unit, CompilationUnit) else None


@lru_cache(maxsize=256)
def named_tuple_class(type_: TupleType) -> type:
    """A Python class for the values of a named tuple type."""
    assert type_.name is not None
    return collections.namedtuple(type_.name.rpartition(".")[2], type_.fields, defaults=type_.defaults)


def make_tuple(type_: TupleType, members: Any) -> tuple[Any, ...]:
    """A tuple of a type, with names if the type has them."""
    if type_.name is None:
        return tuple(members)
    made: tuple[Any, ...] = named_tuple_class(type_)(*members)
    return made
