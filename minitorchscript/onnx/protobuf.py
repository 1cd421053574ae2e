"""Protocol buffers, as much as an ONNX file takes: the wire format and its JSON form.

A message on the wire is a sequence of fields, each a key (`number << 3 | wire type`) and a value: a varint
(seven bits to a byte, lowest first), four bytes, or a length and that many bytes, in which a nested message stands
like a string.  https://protobuf.dev/programming-guides/encoding/
"""

from __future__ import annotations

import base64
import json
import math
import struct
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from .model import ATTRIBUTE_TYPES, BYTES, ENUM, FLOAT, INT32, INT64, MESSAGE, STRING

#: what a reader of protobuf refuses to read on
MAX_MESSAGE_BYTES = 2**31 - 1

#: of 32 bits
LARGEST_FLOAT = float(np.finfo(np.float32).max)

VARINT, LENGTH_DELIMITED, FIXED32 = 0, 2, 5


class Field(NamedTuple):
    """One field of a message class, in the order of the wire."""

    number: int
    name: str
    kind: str


@cache
def description(message_class: type) -> tuple[Field, ...]:
    """The fields of a message class by number."""
    found = (Field(each.metadata["number"], each.name, each.metadata["kind"]) for each in fields(message_class))
    return tuple(sorted(found))


def present(message: Any) -> Iterator[tuple[Field, list[Any], bool]]:
    """The fields that a message has, the values of each, and whether the field is a list."""
    message_class: type = type(message)
    for each in description(message_class):
        value = getattr(message, each.name)
        if isinstance(value, list):
            if value:
                yield each, value, True
        elif value is not None:
            yield each, [value], False


# -- the wire


def varint(number: int) -> bytes:
    """A number below 2**64, seven bits to a byte; a negative one as its 64-bit two's complement."""
    number &= 2**64 - 1
    encoded = bytearray()
    while number > 127:
        encoded.append(number & 127 | 128)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)


def _delimited(content: bytes) -> bytes:
    return varint(len(content)) + content


_ENCODERS: dict[str, tuple[int, Callable[[Any], bytes]]] = {
    INT32: (VARINT, varint),
    INT64: (VARINT, varint),
    ENUM: (VARINT, lambda name: varint(ATTRIBUTE_TYPES[name])),
    FLOAT: (FIXED32, struct.Struct("<f").pack),
    STRING: (LENGTH_DELIMITED, lambda text: _delimited(text.encode())),
    BYTES: (LENGTH_DELIMITED, _delimited),
}


def to_bytes(message: Any) -> bytes:
    """A message on the wire.  Raises ``ValueError`` when it outgrows what protobuf can hold (2 GiB)."""
    encoded = b"".join(_pieces(message))
    if len(encoded) > MAX_MESSAGE_BYTES:
        raise ValueError(f"the model takes {len(encoded)} bytes; a protobuf file can't hold more than 2 GiB")
    return encoded


def _pieces(message: Any) -> Iterator[bytes]:
    for each, values, _ in present(message):
        if each.kind == MESSAGE:
            key = varint(each.number << 3 | LENGTH_DELIMITED)
            for value in values:
                pieces = list(_pieces(value))
                yield key + varint(sum(map(len, pieces)))
                yield from pieces
        else:
            wire_type, encode = _ENCODERS[each.kind]
            key = varint(each.number << 3 | wire_type)
            for value in values:
                yield key + encode(value)


# -- JSON


def to_json(message: Any) -> str:
    """A message as JSON text, which ``google.protobuf.json_format.Parse`` reads."""
    return json.dumps(json_object(message), indent=2)


def json_object(message: Any) -> dict[str, Any]:
    """A message as a JSON object: names in camel case, 64-bit integers as text, bytes in base64."""
    found: dict[str, Any] = {}
    for each, values, is_list in present(message):
        convert = json_object if each.kind == MESSAGE else _JSON.get(each.kind, _unchanged)
        converted = [convert(value) for value in values]
        found[_camel_case(each.name)] = converted if is_list else converted[0]
    return found


def _camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def _unchanged(value: Any) -> Any:
    return value


def _json_float(value: float) -> float | str:
    """A decimal of few digits that is the same 32-bit number; JSON spells what is not finite as text."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    decimals = (float(f"{value:.{digits}g}") for digits in (6, 7, 8, 9))
    found = next(each for each in decimals if np.float32(each) == np.float32(value))
    return found if abs(found) <= LARGEST_FLOAT else value  # readers refuse what rounds up beyond the range


_JSON: dict[str, Callable[[Any], Any]] = {
    INT64: str,
    FLOAT: _json_float,
    BYTES: lambda content: base64.b64encode(content).decode(),
}
