"""Numbers in seven-bit groups: decoded again, and read by protobuf's own reader."""

from __future__ import annotations

import onnx
from book.grading import same
from hypothesis import given
from hypothesis import strategies as st

from minitorchscript.onnx import model, protobuf

numbers = st.one_of(st.integers(-(2**63), 2**64 - 1), st.integers(-300, 70000))


def decoded(encoded: bytes) -> tuple[int, int]:
    """The number that stands at the start, and how many bytes it takes."""
    number = 0
    for at, byte in enumerate(encoded):
        number |= (byte & 127) << 7 * at
        if byte < 128:
            return number, at + 1
    return -1, len(encoded)


@given(numbers)
def check_the_bytes_read_back(number: int) -> None:
    encoded = protobuf.varint(number)
    same(f"type of varint({number})", type(encoded), bytes)
    same(f"varint({number}) = {encoded.hex(' ')}, read back", decoded(encoded), (number % 2**64, len(encoded)))


@given(numbers)
def check_no_byte_too_many(number: int) -> None:
    bits = (number % 2**64).bit_length()
    same(f"number of bytes of varint({number})", len(protobuf.varint(number)), max(1, -(-bits // 7)))


def check_the_examples_of_the_specification() -> None:
    for number, encoded in ((0, "00"), (1, "01"), (127, "7f"), (128, "80 01"), (150, "96 01"), (300, "ac 02")):
        same(f"varint({number})", protobuf.varint(number).hex(" "), encoded)
    same("varint(-2)", protobuf.varint(-2).hex(" "), "fe" + " ff" * 8 + " 01")


@given(st.integers(-(2**63), 2**63 - 1))
def check_protobuf_s_own_reader(number: int) -> None:
    attribute = onnx.AttributeProto.FromString(protobuf.to_bytes(model.attribute_proto("n", number)))
    same(f"an attribute {number}, as onnx reads it", attribute.i, number)
