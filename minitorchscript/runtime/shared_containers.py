"""Lists and dictionaries that Python and compiled functions share: what `torch.jit.script` makes of a list or a dict.

A plain list is copied on its way into a compiled function, and what the function does to the copy its caller doesn't
see.  A `ScriptList` goes in as it is.  All its elements are of one type, which is inferred where it is made.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator
from typing import Any

from ..errors import ScriptError
from ..ir.types import DictType, ListType, StringType, TensorType, Type
from .arguments import cast
from .function import to_python
from .infer import inferred_type
from .objects import SharedContainer
from .slots import SLOTS


def _type_of(data: Any, kind: str, empty: Type) -> Type:
    if not data:
        return empty
    try:
        return inferred_type(data, SLOTS.get("class_of"))
    except TypeError as error:
        raise ScriptError(f"Unable to infer type of {kind}: {error}") from None


def _data(values: Any, type_: Type) -> Any:
    try:
        return cast(values, type_)
    except TypeError as error:
        raise RuntimeError(str(error)) from None


def _held(value: Any, type_: Type) -> Any:
    """A value as a container of such values holds it."""
    try:
        return cast(value, type_)
    except TypeError as error:
        raise TypeError(f"{value!r} is not of type {type_.annotation_str}: {error}") from None


class ScriptList(SharedContainer):
    """A list of elements of one type; an empty one takes tensors, as ``[]`` in a compiled function does.

    It has the methods of ``list`` that PyTorch's has.  ``TypeError`` for an element of another type.
    """

    data: list[Any]

    def __init__(self, values: list[Any]) -> None:
        if not isinstance(values, list):
            raise TypeError(f"ScriptList() takes a list, not {type(values).__name__}")
        self.type = _type_of(values, "list", ListType(TensorType.getInferred()))
        self.data = _data(values, self.type)

    def _element(self, value: Any) -> Any:
        return _held(value, self.type.getElementType())

    def _place(self, index: int) -> int:
        index = operator.index(index)
        if not -len(self.data) <= index < len(self.data):
            raise IndexError("list index out of range")
        return index

    def __iter__(self) -> Iterator[Any]:
        return map(to_python, self.data)

    def __contains__(self, value: Any) -> bool:
        wanted = self._element(value)
        return any(item == wanted for item in self.data)

    def __getitem__(self, index: int | slice) -> Any:
        if not isinstance(index, slice):
            return to_python(self.data[self._place(index)])
        part = object.__new__(ScriptList)
        part.type, part.data = self.type, self.data[index]
        return part

    def __setitem__(self, index: int | slice, value: Any) -> None:
        if not isinstance(index, slice):
            self.data[self._place(index)] = self._element(value)
            return
        if not isinstance(value, list):
            raise TypeError(f"a slice of a ScriptList takes a list, not {type(value).__name__}")
        places = range(*index.indices(len(self.data)))
        if len(places) != len(value):
            raise RuntimeError("Left and right hand size of slice assignment have different sizes")
        for place, item in zip(places, value, strict=True):
            self.data[place] = self._element(item)

    def __delitem__(self, index: int) -> None:
        if isinstance(index, slice):
            raise TypeError("a ScriptList deletes one element at a time, not a slice")
        del self.data[self._place(index)]

    def count(self, value: Any) -> int:
        wanted = self._element(value)
        return sum(bool(item == wanted) for item in self.data)

    def remove(self, value: Any) -> None:
        """Take out the first element that is equal; ``ValueError`` if none is."""
        wanted = self._element(value)
        place = next((place for place, item in enumerate(self.data) if item == wanted), None)
        if place is None:
            raise ValueError(f"{value!r} is not in the ScriptList")
        del self.data[place]

    def append(self, value: Any) -> None:
        self.data.append(self._element(value))

    def clear(self) -> None:
        self.data.clear()

    def extend(self, values: Iterable[Any]) -> None:
        self.data.extend([self._element(value) for value in values])

    def pop(self, index: int = -1) -> Any:
        return to_python(self.data.pop(self._place(index)))

    def insert(self, index: int, value: Any) -> None:
        """Before the element of an index; unlike Python's, no index beyond the ends will do."""
        size = len(self.data)
        if not -size <= index <= size:
            raise IndexError("list index out of range")
        self.data.insert(index, self._element(value))


class ScriptDict(SharedContainer):
    """A dictionary with keys of one type and values of one type; an empty one maps strings to tensors.

    Reading a key of another type is a ``KeyError``, writing or deleting one a ``TypeError``.
    """

    data: dict[Any, Any]

    def __init__(self, values: dict[Any, Any]) -> None:
        if not isinstance(values, dict):
            raise TypeError(f"ScriptDict() takes a dict, not {type(values).__name__}")
        self.type = _type_of(values, "dictionary", DictType(StringType(), TensorType.getInferred()))
        self.data = _data(values, self.type)

    def _key(self, key: Any) -> Any:
        return _held(key, self.type.getKeyType())

    def _key_to_read(self, key: Any) -> Any:
        try:
            return self._key(key)
        except TypeError as error:
            raise KeyError(str(error)) from None

    def __iter__(self) -> Iterator[Any]:
        return map(to_python, self.data)

    keys = __iter__

    def items(self) -> Iterator[tuple[Any, Any]]:
        return map(to_python, self.data.items())

    def __contains__(self, key: Any) -> bool:
        return self._key_to_read(key) in self.data

    def __getitem__(self, key: Any) -> Any:
        return to_python(self.data[self._key_to_read(key)])

    def __setitem__(self, key: Any, value: Any) -> None:
        self.data[self._key(key)] = _held(value, self.type.getValueType())

    def __delitem__(self, key: Any) -> None:
        del self.data[self._key(key)]
