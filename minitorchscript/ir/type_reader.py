"""Reading types, as they stand in the text of a graph."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..dtype import ALL_DTYPES
from . import types as t
from .named_types import EnumType, InterfaceType
from .tokens import Tokens

#: no graph nests types or constants so deep; a hostile text would
MAX_NESTING = 100

DTYPES = {each.ir_name: each for each in ALL_DTYPES}
DTYPES |= {f"{name}Tensor": each for name, each in DTYPES.items()}
_PLAIN_TYPES: dict[str, t.Type] = {
    "Tensor": t.TensorType.get(), "int": t.IntType(), "float": t.FloatType(), "complex": t.ComplexType(),
    "bool": t.BoolType(), "str": t.StringType(), "Scalar": t.NumberType(), "number": t.NumberType(),
    "NoneType": t.NoneType(), "None": t.NoneType(), "Device": t.DeviceObjType(), "Generator": t.GeneratorType(),
    "Any": t.AnyType(), "list": t.AnyListType(), "tuple": t.AnyTupleType(), "AnyEnumType": t.AnyEnumType(),
    "AnyClassType": t.AnyClassType(), "SymInt": t.IntType(), "ScalarType": t.IntType(), "Layout": t.IntType(),
    "MemoryFormat": t.IntType(),
}  # fmt: skip
_FACT = re.compile(
    r"(?P<extent>\*|\d+)|strides=\[(?P<strides>[\d, ]*)\]|requires_grad=(?P<grad>[01])|device=(?P<device>[\w:]+)"
)


class TypeReader:
    """Reads types from a stream of tokens.

    A class is known by its name alone, and is one type throughout.  ``known`` gives types that say more than their
    texts do, by text: classes (``__torch__.Net``), enumerations, interfaces, named tuples.
    """

    def __init__(self, tokens: Tokens, known: Mapping[str, t.Type] | None = None) -> None:
        self.tokens = tokens
        self._known = known or {}
        self._types: dict[str, t.Type] = {**_PLAIN_TYPES, **self._known}

    def type(self, depth: int = 0) -> t.Type:
        """A type, with its ``[]`` and ``?``."""
        tokens = self.tokens
        known = self._types.get(tokens.next)
        if known is None:
            known = self._unseen_type(depth)
        else:
            tokens.place += 1
        while True:
            if tokens.next == "[" and tokens.list[tokens.place + 1] == "]":
                tokens.place += 2
                known = t.ListType(known)
            elif tokens.accept("?"):
                known = t.OptionalType(known)
            else:
                return known

    def _unseen_type(self, depth: int) -> t.Type:
        tokens = self.tokens
        if depth > MAX_NESTING:
            tokens.fail(f"types are nested more than {MAX_NESTING} deep")
        word = tokens.take()
        if word == "(":
            return t.TupleType(self._type_list(")", depth))
        if word == "NamedTuple":
            return self._as_known(self._named_tuple(depth))
        if word in ("Enum", "InterfaceType"):
            return self._enclosed_name(word)
        if word in ("Future", "Dict", "Union"):
            close = "]" if tokens.accept("[") else ")"
            if close == ")":
                tokens.expect("(")
            place = tokens.place
            members = self._type_list(close, depth)
            if len(members) != {"Future": 1, "Dict": 2}.get(word, len(members)):
                tokens.fail(f"wrong number of types for a {word}", place)
            return t.UnionType(tuple(members)) if word == "Union" else getattr(t, f"{word}Type")(*members)
        if word == "Function":
            return t.FunctionType(None)
        if word.startswith("__torch__."):
            created: t.Type = t.ClassType(word)
        elif "(" in word:
            created = self._tensor_type(word)
        elif word in DTYPES:
            created = t.TensorType(DTYPES[word])
        else:
            tokens.fail("expected a type", tokens.place - 1)
        self._types[word] = created
        return created

    def is_type(self, token: str) -> bool:
        """Whether a type can begin with this token."""
        return token in self._types or token[0].isalpha() or token[0] == "_"

    def _type_list(self, close: str, depth: int) -> list[t.Type]:
        members: list[t.Type] = []
        while not self.tokens.accept(close):
            if members:
                self.tokens.expect(",")
            members.append(self.type(depth + 1))
        return members

    def _named_tuple(self, depth: int) -> t.Type:
        tokens = self.tokens
        fields: list[str] = []
        members: list[t.Type] = []
        tokens.expect("(")
        while not tokens.accept(")"):
            if fields:
                tokens.expect(",")
            fields.append(tokens.take())
            tokens.expect(":")
            members.append(self.type(depth + 1))
        return t.TupleType(members, "NamedTuple", fields)

    def _as_known(self, type_: t.Type) -> t.Type:
        return self._known.get(type_.str(), type_)

    def _enclosed_name(self, word: str) -> t.Type:
        """``Enum<__torch__.Color>``, ``InterfaceType<Shape>``."""
        tokens = self.tokens
        tokens.expect("<")
        name = tokens.take()
        tokens.expect(">")
        return self._as_known(EnumType(name, t.AnyType()) if word == "Enum" else InterfaceType(name))

    def _tensor_type(self, text: str) -> t.TensorType:
        """``Float(2, *, strides=[3, 1], requires_grad=0, device=cpu)``: what is given is known."""
        head, _, inside = text[:-1].partition("(")
        facts = [found.groupdict() for found in _FACT.finditer(inside)]
        if _FACT.sub("", inside).strip(", "):
            self.tokens.fail(
                "expected extents, strides, requires_grad or device in a tensor type", self.tokens.place - 1
            )
        extents = [fact["extent"] for fact in facts if fact["extent"]]
        strides: Any = next((fact["strides"] for fact in facts if fact["strides"] is not None), None)
        grad = next((fact["grad"] for fact in facts if fact["grad"]), None)
        # `Tensor(...)` and `FloatTensor(...)` know nothing of a shape unless one is written.
        ranked = bool(extents) or not head.endswith("Tensor") or not inside
        shape = tuple(None if extent == "*" else int(extent) for extent in extents) if ranked else None
        if strides is not None:
            strides = tuple(int(stride) for stride in strides.split(",") if stride.strip())
            if shape is None or len(strides) != len(shape):
                self.tokens.fail("there must be as many strides as extents", self.tokens.place - 1)
        return t.TensorType(
            DTYPES.get(head),
            shape,
            () if shape == () else strides,
            None if grad is None else grad == "1",
            next((fact["device"] for fact in facts if fact["device"]), None),
        )
