"""Reading constants, as they stand in the text of a graph: the inverse of `printer.constant_text`."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import prod
from typing import Any

import numpy as np

from ..device import device
from ..generator import Generator
from . import types as t
from .named_types import EnumType
from .tokens import Tokens
from .type_reader import DTYPES, MAX_NESTING, TypeReader

#: makes a tensor constant of a type; the elements are ``None`` where the text leaves them out (``<Tensor>``)
MakeTensor = Callable[[t.TensorType, "np.ndarray[Any, Any] | None"], Any]

_ESCAPE = re.compile(rb"\\(?:([./0-7][)-7]{2})|(.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}
_ARRAY = re.compile(r"(.*)\[ CPU(\w+)Type\{([\d,]*)\} \]")
_ARRAY_PIECE = re.compile(
    r"\(((?:\d+,)+)\.,\.\) = *|Columns (\d+) to (\d+) *|(\S+) \* +|(-?(?:\d+\.?\d*(?:e[+-]\d+)?|inf|nan)) *"
)


class ConstantReader:
    """Reads the values of attributes from a stream of tokens."""

    def __init__(self, types: TypeReader, make_tensor: MakeTensor | None, parse_tensor_constants: bool) -> None:
        self.types = types
        self.tokens: Tokens = types.tokens
        self.make_tensor = make_tensor
        self.parse_tensor_constants = parse_tensor_constants

    def attribute(self, type_: t.Type) -> tuple[str, Any]:
        """The kind and the value of an attribute, of a node whose output has a type."""
        kind, value = self._literal(type_, 0)
        if kind == "i" and isinstance(type_, t.BoolType):
            return "i", bool(value)
        if kind == "i" and isinstance(type_, t.FloatType):
            return "f", float(value)
        return kind, value

    def _literal(self, type_: t.Type | None, depth: int) -> tuple[str, Any]:
        tokens = self.tokens
        if depth > MAX_NESTING:
            tokens.fail(f"constants are nested more than {MAX_NESTING} deep")
        token = tokens.take()
        first = token[0]
        if first in "\"'" and len(token) > 1:
            return "s", unquoted(token)
        if token.endswith("} ]"):
            return "t", self._array(token)
        if first.isdigit() or token in ("inf", "nan") or (first == "-" and len(token) > 1 and token != "->"):
            return _number(token)
        if first in "[(":
            return self._sequence(token, type_, depth)
        if first == "{":
            return self._braces(type_, depth)
        if first == "<":
            what = tokens.take()
            tokens.expect(">")
            if what == "Tensor":
                return "t", self._tensor(type_, None)
            tokens.fail(f"a {what} can't be rebuilt: its text is left out", tokens.place - 2)
        if token in ("True", "False", "None"):
            return "ival", {"True": True, "False": False, "None": None}[token]
        if token == "annotate":
            return "ival", self._empty_container()
        if token == "torch.device":
            tokens.expect("(")
            name = unquoted(tokens.take())
            tokens.expect(")")
            return "ival", device(name)
        if token == "torch.Generator":
            return "ival", self._generator()
        if isinstance(type_, EnumType):
            return "ival", self._enum_member(type_, token)
        tokens.place -= 1
        if not self.types.is_type(token):
            tokens.fail("expected a literal")
        return "ty", self.types.type(depth)

    def _generator(self) -> Generator:
        """What follows `torch.Generator`: a generator that starts from the seed."""
        tokens = self.tokens
        for expected in ("(", "device", "="):
            tokens.expect(expected)
        made = Generator(unquoted(tokens.take()))
        for expected in (",", "seed", "="):
            tokens.expect(expected)
        made.manual_seed(int(tokens.take()))
        tokens.expect(")")
        return made

    def _enum_member(self, type_: EnumType, token: str) -> Any:
        name, _, member = token.rpartition(".")
        if name != type_.qualified_name or type_.python_class is None or member not in type_.python_class.__members__:
            self.tokens.fail(f"expected a member of the enumeration {type_.qualified_name}", self.tokens.place - 1)
        return type_.python_class[member]

    def _sequence(self, opening: str, type_: t.Type | None, depth: int) -> tuple[str, Any]:
        tokens = self.tokens
        if isinstance(type_, t.OptionalType):
            type_ = type_.element
        members = type_.members if isinstance(type_, t.TupleType) else ()
        element = type_.element if isinstance(type_, t.ListType) else None
        close = "]" if opening == "[" else ")"
        kinds: set[str] = set()
        items: list[Any] = []
        while not tokens.accept(close):
            if items:
                tokens.expect(",")
                if opening == "(" and tokens.accept(close):
                    break
            expected = members[len(items)] if len(items) < len(members) else element
            kind, value = self._literal(expected, depth + 1)
            kinds.add(kind)
            items.append(_coerced(value, expected))
        if opening == "(":
            return "ival", tuple(items)
        if "ty" in kinds and len(kinds) > 1:
            tokens.fail("types and values can't stand in one list", tokens.place - 1)
        return ("tys" if kinds == {"ty"} else "ival"), items

    def _braces(self, type_: t.Type | None, depth: int) -> tuple[str, Any]:
        """A one-element tensor ``{2}`` or a dictionary ``{"a": 1}``."""
        tokens = self.tokens
        key_type, entry_type = (type_.key, type_.value) if isinstance(type_, t.DictType) else (None, None)
        found: dict[Any, Any] = {}
        while not tokens.accept("}"):
            if found:
                tokens.expect(",")
            kind, key = self._literal(key_type, depth + 1)
            if not found and tokens.accept("}"):
                if kind not in ("i", "f", "c", "ival") or not isinstance(key, int | float | tuple):
                    tokens.fail("expected a number in a one-element tensor", tokens.place - 2)
                return "t", self._tensor(type_, complex(*key) if isinstance(key, tuple) else key)
            tokens.expect(":")
            if kind not in ("i", "f", "s", "ival"):
                tokens.fail("expected a number or a string as a key", tokens.place - 2)
            found[_coerced(key, key_type)] = _coerced(self._literal(entry_type, depth + 1)[1], entry_type)
        return "ival", found

    def _empty_container(self) -> Any:
        """``annotate(List[int], [])``: the type is also the output's, so it is stepped over."""
        tokens = self.tokens
        tokens.expect("(")
        depth = 0
        while depth or tokens.next != ",":
            token = tokens.take()
            if token not in "[]" and not token[0].isalpha() and token[0] not in ",_(":
                tokens.fail("expected a type", tokens.place - 1)
            depth += (token == "[") - (token == "]")
        tokens.expect(",")
        opening = tokens.take()
        if opening not in ("[", "{"):
            tokens.fail("expected '[]' or '{}'", tokens.place - 1)
        tokens.expect("]" if opening == "[" else "}")
        tokens.expect(")")
        return [] if opening == "[" else {}

    def _tensor(self, type_: t.Type | None, number: Any) -> Any:
        known = type_ if isinstance(type_, t.TensorType) else t.TensorType.get()
        if number is None:
            return self._make(known, None)
        dtype = known.scalar_type or DTYPES["Long" if isinstance(number, int) else "Float"]
        sizes = known.sizes()
        shape = tuple(sizes) if sizes is not None and prod(sizes) == 1 else ()
        stride = known.stride if known.shape == shape else None
        complete = t.TensorType(
            dtype, shape, stride or (1,) * len(shape), bool(known.requires_grad), known.device or "cpu"
        )
        return self._make(complete, np.full(shape, number))

    def _array(self, token: str) -> Any:
        """An array that was printed whole, to the digits that were printed."""
        found = _ARRAY.fullmatch(token)
        assert found is not None
        shape = tuple(int(extent) for extent in found[3].split(",") if extent)
        if found[2] not in DTYPES:
            self.tokens.fail("expected a tensor of a known type", self.tokens.place - 1)
        try:
            values = _printed_array(found[1].strip(), shape)
        except (ValueError, IndexError):
            self.tokens.fail(f"expected {prod(shape)} numbers in the array", self.tokens.place - 1)
        strides = tuple(int(prod([max(extent, 1) for extent in shape[i + 1 :]])) for i in range(len(shape)))
        return self._make(t.TensorType(DTYPES[found[2]], shape, strides, False, "cpu"), values)

    def _make(self, type_: t.TensorType, values: np.ndarray[Any, Any] | None) -> Any:
        if not self.parse_tensor_constants:
            self.tokens.fail(
                "Tensor constant encountered but `parse_tensor_constants` set to false", self.tokens.place - 1
            )
        if self.make_tensor is None:
            raise NotImplementedError("a tensor constant: give parse_ir a make_tensor(type, elements)")
        if values is None and (type_.scalar_type is None or type_.sizes() is None):
            self.tokens.fail("expected dtype and extents in the type of a tensor constant", self.tokens.place - 1)
        return self.make_tensor(type_, values)


def unquoted(literal: str) -> str:
    """What a string literal stands for; the inverse of `formatting.quoted`."""
    if literal[0] not in "\"'":
        raise ValueError(f"not a string literal: {literal}")
    if "\\" not in literal:
        return literal[1:-1]
    return _ESCAPE.sub(_unescaped, literal[1:-1].encode("utf-8")).decode("utf-8", "surrogateescape")


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1] is None:
        return _ESCAPED.get(found[2], found[2])
    # Each digit is printed as a signed char, so those of a byte above 127 may be negative.
    high, middle, low = (digit - 48 for digit in found[1])
    return bytes([(high * 64 + middle * 8 + low) % 256])


def _number(token: str) -> tuple[str, Any]:
    if token[-1] == "j":
        return "c", complex(token)
    if token.lstrip("-").isdigit():
        return "i", int(token)
    return "f", float(token)


def _coerced(value: Any, type_: t.Type | None) -> Any:
    """A whole number may stand for a float: 100000000000 has no point."""
    if isinstance(value, int) and not isinstance(value, bool):
        if isinstance(type_, t.FloatType):
            return float(value)
        if isinstance(type_, t.BoolType):
            return bool(value)
    return value


def _printed_array(body: str, shape: tuple[int, ...]) -> np.ndarray[Any, Any]:
    values = np.zeros(shape)
    if not shape:
        values[()] = float(body)
        return values
    outer: tuple[int, ...] = ()
    first, last = 0, shape[-1] if len(shape) > 1 else 1
    rows = shape[-2] if len(shape) > 1 else shape[0]
    scale, count, place, total = 1.0, 0, 0, 0
    body = f"{body} " if body else ""
    while place < len(body):
        piece = _ARRAY_PIECE.match(body, place)
        if piece is None:
            raise ValueError(body)
        place = piece.end()
        if piece[1]:
            outer = tuple(int(index) - 1 for index in piece[1][:-1].split(","))
            first, last, scale, count = 0, shape[-1], 1.0, 0
        elif piece[2]:
            first, last, count = int(piece[2]) - 1, int(piece[3]), 0
        elif piece[4]:
            scale = float(piece[4])
        else:
            row, column = divmod(count, last - first)
            if row >= rows:
                raise ValueError(body)
            index = (*outer, row, first + column) if len(shape) > 1 else (row,)
            values[index] = float(piece[5]) * scale
            count, total = count + 1, total + 1
    if total != values.size:
        raise ValueError(body)
    return values
