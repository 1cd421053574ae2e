"""An ONNX model as plain dataclasses, one per message of onnx.proto that an export needs.

Each field states its number and kind on the wire (`wire`), and nothing else in the package does: the writers in
`protobuf.py` read them off the classes.  A field that is None or an empty list is absent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from ..dtype import dtype

#: kinds of fields on the wire; a message class's name stands for itself
INT32, INT64, FLOAT, STRING, BYTES, ENUM, MESSAGE = "int32", "int64", "float", "string", "bytes", "enum", "message"


def wire(number: int, kind: str, repeated: bool = False) -> Any:
    """A dataclass field with its number and kind in the protobuf description."""
    metadata = {"number": number, "kind": kind}
    if repeated:
        return field(default_factory=list, metadata=metadata)
    return field(default=None, metadata=metadata)


@dataclass
class TensorProto:
    """A constant: elements in row-major order as little-endian bytes."""

    dims: list[int] = wire(1, INT64, repeated=True)
    data_type: int | None = wire(2, INT32)
    name: str | None = wire(8, STRING)
    raw_data: bytes | None = wire(9, BYTES)


@dataclass
class AttributeProto:
    """A named attribute of a node; `type` says which one of the other fields holds it."""

    name: str | None = wire(1, STRING)
    f: float | None = wire(2, FLOAT)
    i: int | None = wire(3, INT64)
    s: bytes | None = wire(4, BYTES)
    t: TensorProto | None = wire(5, MESSAGE)
    floats: list[float] = wire(7, FLOAT, repeated=True)
    ints: list[int] = wire(8, INT64, repeated=True)
    strings: list[bytes] = wire(9, BYTES, repeated=True)
    type: str | None = wire(20, ENUM)


@dataclass
class NodeProto:
    """One operation; an empty name among the inputs leaves out an optional input."""

    input: list[str] = wire(1, STRING, repeated=True)
    output: list[str] = wire(2, STRING, repeated=True)
    name: str | None = wire(3, STRING)
    op_type: str | None = wire(4, STRING)
    attribute: list[AttributeProto] = wire(5, MESSAGE, repeated=True)
    doc_string: str | None = wire(6, STRING)


@dataclass
class Dimension:
    """One extent: a number, or the name of an extent that is known only when the model runs."""

    dim_value: int | None = wire(1, INT64)
    dim_param: str | None = wire(2, STRING)


@dataclass
class TensorShapeProto:
    dim: list[Dimension] = wire(1, MESSAGE, repeated=True)


@dataclass
class TensorTypeProto:
    elem_type: int | None = wire(1, INT32)
    shape: TensorShapeProto | None = wire(2, MESSAGE)


@dataclass
class TypeProto:
    tensor_type: TensorTypeProto | None = wire(1, MESSAGE)


@dataclass
class ValueInfoProto:
    """Name and type of a value that enters or leaves the graph."""

    name: str | None = wire(1, STRING)
    type: TypeProto | None = wire(2, MESSAGE)


@dataclass
class GraphProto:
    node: list[NodeProto] = wire(1, MESSAGE, repeated=True)
    name: str | None = wire(2, STRING)
    initializer: list[TensorProto] = wire(5, MESSAGE, repeated=True)
    input: list[ValueInfoProto] = wire(11, MESSAGE, repeated=True)
    output: list[ValueInfoProto] = wire(12, MESSAGE, repeated=True)


@dataclass
class OperatorSetIdProto:
    domain: str | None = wire(1, STRING)
    version: int | None = wire(2, INT64)


@dataclass
class ModelProto:
    ir_version: int | None = wire(1, INT64)
    producer_name: str | None = wire(2, STRING)
    producer_version: str | None = wire(3, STRING)
    graph: GraphProto | None = wire(7, MESSAGE)
    opset_import: list[OperatorSetIdProto] = wire(8, MESSAGE, repeated=True)


#: numbers of the enum AttributeProto.AttributeType
ATTRIBUTE_TYPES: Final = {"FLOAT": 1, "INT": 2, "STRING": 3, "TENSOR": 4, "FLOATS": 6, "INTS": 7, "STRINGS": 8}

#: numbers of the enum TensorProto.DataType
DATA_TYPES: Final = {
    "float32": 1, "uint8": 2, "int8": 3, "int16": 5, "int32": 6, "int64": 7, "bool": 9, "float16": 10,
    "float64": 11, "complex64": 14, "complex128": 15, "bfloat16": 16,
}  # fmt: skip


def tensor_proto(storage: np.ndarray, kind: dtype, name: str | None = None) -> TensorProto:
    """A constant of any shape; `storage` holds the elements as `kind` stores them."""
    little = np.ascontiguousarray(storage, dtype=kind.numpy.newbyteorder("<"))
    return TensorProto(list(storage.shape), DATA_TYPES[kind.name], name, little.tobytes())


def value_info(name: str, kind: dtype, shape: list[int | str] | None) -> ValueInfoProto:
    """Name, element type and extents of an input or output; a named extent may vary, None leaves even the rank open."""
    dims = [Dimension(dim_param=each) if isinstance(each, str) else Dimension(dim_value=each) for each in shape or ()]
    type_ = TensorTypeProto(DATA_TYPES[kind.name], None if shape is None else TensorShapeProto(dims))
    return ValueInfoProto(name, TypeProto(type_))


def attribute_proto(name: str, value: Any) -> AttributeProto:
    """An attribute that holds a number, a text, a `TensorProto`, or a list of numbers or texts."""
    if isinstance(value, TensorProto):
        return AttributeProto(name, t=value, type="TENSOR")
    if isinstance(value, str):
        return AttributeProto(name, s=value.encode(), type="STRING")
    if isinstance(value, int):
        return AttributeProto(name, i=int(value), type="INT")
    if isinstance(value, float):
        return AttributeProto(name, f=value, type="FLOAT")
    if value and isinstance(value[0], str):
        return AttributeProto(name, strings=[each.encode() for each in value], type="STRINGS")
    if value and isinstance(value[0], float):
        return AttributeProto(name, floats=list(value), type="FLOATS")
    return AttributeProto(name, ints=list(value), type="INTS")
