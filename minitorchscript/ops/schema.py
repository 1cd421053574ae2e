"""Operator schemas: one-line signatures, `aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`.

`parse_schema` reads the schema language and `str(schema)` writes it back as PyTorch prints it. A type appears twice
in an argument: `type` is what a graph sees (a ScalarType is an int there), and `kind` is the schema's own word, which
tells whoever matches Python values what else may stand for it. Alias marks, `Tensor(a!)`, say what a call writes
to and what its results share memory with; nothing else in the package states it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..ir.types import (
    AnyClassType,
    AnyEnumType,
    AnyType,
    BoolType,
    ComplexType,
    DeviceObjType,
    DictType,
    FloatType,
    FutureType,
    GeneratorType,
    IntType,
    ListType,
    NoneType,
    NumberType,
    OptionalType,
    StringType,
    TensorType,
    TupleType,
    Type,
)

__all__ = ["Alias", "Argument", "FunctionSchema", "VarType", "parse_schema"]


@dataclass(frozen=True)
class VarType(Type):
    """A type variable: `t` in `aten::add.t(t[] a, t[] b) -> t[]`."""

    name: str

    def str(self) -> Any:
        return self.name

    @property
    def annotation_str(self) -> Any:
        return self.name


_BASE_TYPES: dict[str, Type] = {
    "Tensor": TensorType.get(),
    "int": IntType(),
    "SymInt": IntType(),
    "ScalarType": IntType(),
    "Layout": IntType(),
    "MemoryFormat": IntType(),
    "float": FloatType(),
    "complex": ComplexType(),
    "bool": BoolType(),
    "Scalar": NumberType(),
    "str": StringType(),
    "Dimname": StringType(),
    "Device": DeviceObjType(),
    "Generator": GeneratorType(),
    "None": NoneType(),
    "NoneType": NoneType(),
    "Any": AnyType(),
    "AnyEnumType": AnyEnumType(),
    "AnyClassType": AnyClassType(),
}

_NAMED_DEFAULTS = {
    "None": None,
    "True": True,
    "False": False,
    "float": 6,
    "long": 4,
    "strided": 0,
    "contiguous_format": 0,
    "Mean": 1,
}


@dataclass(frozen=True)
class Alias:
    """An alias mark: the sets a value is in, whether the call writes to it, and the sets it is in afterwards."""

    sets: tuple[str, ...]
    is_write: bool = False
    after: tuple[str, ...] = ()

    def __str__(self) -> str:
        text = "|".join(self.sets) + "!" * self.is_write
        return f"({text} -> {'|'.join(self.after)})" if self.after else f"({text})"


@dataclass(frozen=True)
class Argument:
    """One argument or return of a schema.

    `kind` is the innermost word of the type as written ("Tensor", "SymInt", "ScalarType", …), `N` the length that a
    lone value is repeated to (`int[2] stride`), `alias` the mark on the value and `element_alias` on a list's elements.
    """

    name: str
    type: Type
    declared: str
    kind: str
    N: int | None = None
    default: Any = None
    has_default: bool = False
    kwarg_only: bool = False
    alias: Alias | None = None
    element_alias: Alias | None = None

    @cached_property
    def is_optional(self) -> bool:
        return isinstance(self.type, OptionalType)

    @cached_property
    def is_list(self) -> bool:
        return isinstance(self.unwrapped, ListType)

    @cached_property
    def unwrapped(self) -> Type:
        """The type, without its `?`."""
        return self.type.element if isinstance(self.type, OptionalType) else self.type

    @cached_property
    def takes_tensor(self) -> bool:
        """Whether it is one tensor, or None where that is allowed."""
        return isinstance(self.unwrapped, TensorType)

    def has_default_value(self) -> bool:
        return self.has_default

    @property
    def default_value(self) -> Any:
        return self.default

    def __str__(self) -> str:
        text = f"{self.declared} {self.name}" if self.name else self.declared
        if not self.has_default:
            return text
        values = self.default
        if self.kind == "int" and isinstance(values, list) and len(values) > 1 and len(set(values)) == 1:
            return f"{text}={values[0]}"  # PyTorch folds such a list, but not a SymInt one
        return f"{text}={_default_text(values)}"


@dataclass(frozen=True)
class FunctionSchema:
    """An operator's signature. `name` is qualified ("aten::add"); `overload_name` may be empty."""

    name: str
    overload_name: str
    arguments: tuple[Argument, ...]
    returns: tuple[Argument, ...]
    is_vararg: bool = False
    is_varret: bool = False
    _positions: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        self._positions.update((argument.name, i) for i, argument in enumerate(self.arguments))

    def index_of(self, name: str) -> int:
        """The position of the argument with a name; KeyError where there is none."""
        return self._positions[name]

    @cached_property
    def returns_tensors(self) -> bool:
        """Whether any result is a tensor or a list of them."""
        types = [returned.type for returned in self.returns]
        return any(isinstance(t.element if isinstance(t, ListType) else t, TensorType) for t in types)

    @cached_property
    def is_mutable(self) -> bool:
        """Whether a call writes to any of its arguments."""
        return any(
            mark is not None and mark.is_write
            for argument in self.arguments
            for mark in (argument.alias, argument.element_alias)
        )

    def __str__(self) -> str:
        head = f"{self.name}.{self.overload_name}" if self.overload_name else self.name
        returns = [*map(str, self.returns), *["..."] * self.is_varret]
        bare = len(returns) == 1 and not returns[0].startswith("(")
        tail = returns[0] if bare else f"({', '.join(returns)})"
        return f"{head}({', '.join(self._argument_texts())}) -> {tail}"

    def _argument_texts(self) -> Iterator[str]:
        starred = False
        for argument in self.arguments:
            if argument.kwarg_only and not starred:
                starred = True
                yield "*"
            yield str(argument)
        if self.is_vararg:
            yield "..."


def _default_text(value: Any) -> str:
    if isinstance(value, str):
        escapes = {"\\": "\\\\", '"': '\\"', "'": "\\'", "\n": "\\n", "\t": "\\t", "\f": "\\f", "\v": "\\v"}
        return '"' + "".join(escapes.get(letter, letter) for letter in value) + '"'
    if isinstance(value, list):
        return f"[{', '.join(map(_default_text, value))}]"
    if isinstance(value, float):
        text = f"{value:.17g}"
        return text if re.search(r"[.en]", text) else text + "."
    return str(value)


_TOKEN = re.compile(
    r"""\s*(?: (?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*') | (?P<number>-?\d[\d.]*(?:[eE][+-]?\d+)?j?)
             | (?P<word>[A-Za-z_][\w]*) | (?P<mark>->|::|\.\.\.|[()\[\],.=*!?|:]) )""",
    re.VERBOSE,
)


class _Parser:
    """Recursive descent over one schema's tokens."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[tuple[str, str]] = []
        position, end = 0, len(text.rstrip())
        while position < end:
            found = _TOKEN.match(text, position)
            if found is None:
                raise ValueError(f"cannot read the schema at {text[position:]!r}: {text}")
            self.tokens.append((found.lastgroup or "", found[found.lastgroup or 0]))
            position = found.end()
        self.tokens.append(("end", ""))
        self.position = 0

    def peek(self) -> str:
        return self.tokens[self.position][1]

    def next(self) -> tuple[str, str]:
        token = self.tokens[self.position]
        self.position += 1
        return token

    def accept(self, mark: str) -> bool:
        if self.peek() != mark or self.tokens[self.position][0] == "string":
            return False
        self.position += 1
        return True

    def expect(self, mark: str) -> None:
        if not self.accept(mark):
            raise ValueError(f"expected {mark!r} but found {self.peek()!r} in the schema: {self.text}")

    def word(self) -> str:
        kind, text = self.next()
        if kind != "word":
            raise ValueError(f"expected a name but found {text!r} in the schema: {self.text}")
        return text

    def schema(self) -> FunctionSchema:
        name, overload = self.word(), ""
        while self.accept("::"):
            name += "::" + self.word()
        if self.accept("."):
            overload = self.word()
        arguments: list[Argument] = []
        kwarg_only = vararg = varret = False
        self.expect("(")
        while not self.accept(")"):
            if self.accept("*"):
                kwarg_only = True
            elif self.accept("..."):
                vararg = True
            else:
                arguments.append(self.argument(kwarg_only))
            if self.peek() != ")":
                self.expect(",")
        self.expect("->")
        returns: list[Argument] = []
        if self.accept("..."):
            varret = True
        elif self.accept("("):
            while not self.accept(")"):
                if self.accept("..."):
                    varret = True
                else:
                    returns.append(self.argument(False, is_return=True))
                if self.peek() != ")":
                    self.expect(",")
        else:
            returns.append(self.argument(False, is_return=True))
        if self.tokens[self.position][0] != "end":
            raise ValueError(f"unexpected {self.peek()!r} after the schema: {self.text}")
        return FunctionSchema(name, overload, tuple(arguments), tuple(returns), vararg, varret)

    def argument(self, kwarg_only: bool, is_return: bool = False) -> Argument:
        type_, declared, kind = self.base_type()
        alias = self.alias()
        declared += str(alias or "")
        element_alias, length = None, None
        while True:
            if self.accept("["):
                length = None if self.peek() == "]" else int(self.next()[1])
                self.expect("]")
                element_alias, alias = alias, self.alias()
                type_ = ListType(type_)
                declared += f"[{'' if length is None else length}]{alias or ''}"
            elif self.accept("?"):
                type_ = OptionalType(type_)
                declared += "?"
            else:
                break
        named = not is_return or self.tokens[self.position][0] == "word"
        name = self.word() if named else ""
        default, has_default = None, self.accept("=")
        if has_default:
            default = self.default(type_, length)
        return Argument(name, type_, declared, kind, length, default, has_default, kwarg_only, alias, element_alias)

    def base_type(self) -> tuple[Type, str, str]:
        if self.accept("("):
            members = [self.nested_type()]
            while self.accept(","):
                members.append(self.nested_type())
            self.expect(")")
            return TupleType([m for m, _ in members]), f"({', '.join(text for _, text in members)})", "Tuple"
        word = self.word()
        if word in ("Dict", "Future"):
            self.expect("(")
            first, text = self.nested_type()
            if word == "Future":
                self.expect(")")
                return FutureType(first), f"Future({text})", word
            self.expect(",")
            second, other = self.nested_type()
            self.expect(")")
            return DictType(first, second), f"Dict({text}, {other})", word
        found = _BASE_TYPES.get(word)
        if found is None and not word[0].islower():
            raise ValueError(f"unknown type {word!r} in the schema: {self.text}")
        return found or VarType(word), word, word

    def nested_type(self) -> tuple[Type, str]:
        type_, declared, _ = self.base_type()
        while self.peek() in ("[", "?"):
            if self.accept("?"):
                type_, declared = OptionalType(type_), declared + "?"
            else:
                self.expect("[")
                self.expect("]")
                type_, declared = ListType(type_), declared + "[]"
        return type_, declared

    def alias(self) -> Alias | None:
        if not self.accept("("):
            return None
        sets = self.alias_sets()
        after: tuple[str, ...] = ()
        is_write = self.accept("!")
        if self.accept("->"):
            after = self.alias_sets()
        self.expect(")")
        return Alias(sets, is_write, after)

    def alias_sets(self) -> tuple[str, ...]:
        sets = ["*" if self.accept("*") else self.word()]
        while self.accept("|"):
            sets.append("*" if self.accept("*") else self.word())
        return tuple(sets)

    def default(self, type_: Type, length: int | None) -> Any:
        if self.accept("["):
            values = []
            while not self.accept("]"):
                values.append(self.constant(type_))
                if self.peek() != "]":
                    self.expect(",")
            return values
        value = self.constant(type_)
        return [value] * length if length is not None and value is not None else value

    def constant(self, type_: Type) -> Any:
        kind, text = self.next()
        if kind == "string":
            return text[1:-1].encode().decode("unicode_escape")
        if kind == "word" and text in _NAMED_DEFAULTS:
            return _NAMED_DEFAULTS[text]
        if kind != "number":
            raise ValueError(f"unknown default {text!r} in the schema: {self.text}")
        if text.endswith("j"):
            return complex(text)
        wants_float = isinstance(type_, FloatType) or type_ == OptionalType(FloatType())
        return float(text) if wants_float or re.search(r"[.eE]", text) else int(text)


def parse_schema(text: str) -> FunctionSchema:
    """Read one schema; ValueError names what could not be read."""
    return _Parser(text).schema()
