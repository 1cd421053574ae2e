"""The simple types of TorchScript values: those without parameters; `types` has the rest.

A type knows four texts: ``str()`` as a graph shows it (``int[]``, ``Float(2, 3)``), ``plain_str()`` the same without
facts about particular tensors, ``annotation_str`` as ``.code`` shows it (``List[int]``), and ``kind()``, the name of
its class in PyTorch.
"""

from __future__ import annotations

from typing import Any, ClassVar

from ..dialect import current as current_dialect

#: the builtin, for class bodies in which ``str`` is PyTorch's method
Text = str


class Type:
    """Base of all types."""

    __slots__ = ()
    _text: ClassVar[Text] = ""
    _annotation: ClassVar[Text] = ""

    @classmethod
    def get(cls) -> Any:
        """The one instance of a type without parameters (for tensors: the one that promises nothing)."""
        return cls()

    def kind(self) -> Text:
        return type(self).__name__

    def str(self) -> Text:
        return self._text

    def plain_str(self) -> Text:
        return self.str()

    @property
    def annotation_str(self) -> Text:
        return self._annotation or self._text

    def containedTypes(self) -> list[Type]:
        return []

    def isSubtypeOf(self, other: Type) -> bool:
        """Whether every value of this type is one of ``other``."""
        if self == other or isinstance(other, AnyType):
            return True
        return other.admits(self)

    def admits(self, other: Type) -> bool:
        """Whether this type takes in another one that does not know of it: optional types and interfaces do."""
        return False

    def __str__(self) -> Text:
        return self.annotation_str

    def __repr__(self) -> Text:
        return f"<{self.kind()} {self.str()}>"

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


class AnyType(Type):
    __slots__ = ()
    _text = "Any"


class NoneType(Type):
    __slots__ = ()

    @property
    def annotation_str(self) -> Text:
        return current_dialect().none_type

    def str(self) -> Text:
        return current_dialect().none_type


class NumberType(Type):
    """A Python number of any kind: the schema language's ``Scalar``."""

    __slots__ = ()
    _text = "Scalar"
    _annotation = "number"


class _Number(Type):
    __slots__ = ()

    def isSubtypeOf(self, other: Type) -> bool:
        return isinstance(other, NumberType) or super().isSubtypeOf(other)


class IntType(_Number):
    __slots__ = ()
    _text = "int"


class FloatType(_Number):
    __slots__ = ()
    _text = "float"


class ComplexType(_Number):
    __slots__ = ()
    _text = "complex"


class BoolType(Type):
    __slots__ = ()
    _text = "bool"


class StringType(Type):
    __slots__ = ()
    _text = "str"


class DeviceObjType(Type):
    __slots__ = ()
    _text = "Device"


class GeneratorType(Type):
    __slots__ = ()
    _text = "Generator"


class AnyListType(Type):
    __slots__ = ()
    _text = "list"


class AnyTupleType(Type):
    __slots__ = ()
    _text = "tuple"


class AnyEnumType(Type):
    __slots__ = ()
    _text = "AnyEnumType"


class AnyClassType(Type):
    __slots__ = ()
    _text = "AnyClassType"
