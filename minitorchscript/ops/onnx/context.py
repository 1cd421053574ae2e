"""What an operator's ONNX mapping gets and gives.

    def leaky_relu(context, node):
        return context.emit("LeakyRelu", node.self, alpha=float(node.negative_slope))

A mapping is called as the kernel is, on values instead of arrays: `node` holds the operator's arguments under their
schema names, `context` emits ONNX operations and knows dtypes and sizes.  It returns the value that stands for the
result, or a list of them.  https://onnx.ai/onnx/operators/
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NoReturn, Protocol

import numpy as np

from ...dtype import dtype, int64
from ...ir.value import Value
from ..aten.sizes import wrap_dim
from ..promotion import result_type_of

__all__ = [
    "Input",
    "Mapping",
    "Number",
    "OnnxContext",
    "OnnxNode",
    "axes_of",
    "cast_all",
    "identity",
    "lifted",
    "like",
    "mapped_sizes",
    "promoted",
    "rank",
    "same",
    "shape_of",
    "size_at",
    "static_size",
]

Number = bool | int | float
#: what an ONNX operation takes: a value, nothing, or a constant (integers make an int64 vector)
Input = Value | None | np.ndarray | Sequence[int]


class OnnxNode(Protocol):
    """The node to write in ONNX.

    `node.<argument>` is a value for a tensor, a Python value for what is known at export, a `dtype` for a
    ScalarType, and a value for a number that is computed (a size along a dynamic axis, say).
    """

    arguments: Sequence[Any]
    """All arguments in the order of the schema."""
    result_count: int
    """How many values are taken from a result that is a list."""

    @property
    def dtype(self) -> dtype:
        """Of the (first) result, even where the schema has an argument of that name."""

    def __getattr__(self, name: str) -> Any: ...


class OnnxContext(Protocol):
    """The ONNX graph under construction."""

    opset: int

    def emit(self, op_type: str, *inputs: Input, **attributes: Any) -> Value:
        """Append an operation with one output; its element type is known from the operation and its inputs."""

    def emit_many(self, outputs: int, op_type: str, *inputs: Input, **attributes: Any) -> list[Value]:
        """Append an operation with several outputs."""

    def constant(self, array: Any, kind: dtype | None = None) -> Value:
        """A constant with the elements of an array or number, converted to `kind`."""

    def cast(self, value: Value | Number, kind: dtype) -> Value:
        """The value as `kind`; nothing is emitted when it is that already."""

    def dtype(self, value: Value) -> dtype:
        """Its element type."""

    def sizes(self, value: Value) -> list[int | None]:
        """Its extents, None along a dynamic axis.  An error of the export when even the rank is unknown."""

    def known(self, value: Value) -> np.ndarray | None:
        """The elements of a constant."""

    def unsupported(self, reason: str) -> NoReturn:
        """Give up on this node, with the reason."""


Mapping = Callable[[OnnxContext, OnnxNode], Any]


# -- whole mappings that many operators share


def same(op_type: str, **attributes: Any) -> Mapping:
    """The mapping of an operator that is one operation on its first argument, in the result's dtype."""

    def mapping(context: OnnxContext, node: OnnxNode) -> Value:
        return context.emit(op_type, context.cast(node.arguments[0], node.dtype), **attributes)

    return mapping


def identity(context: OnnxContext, node: OnnxNode) -> Any:
    """The mapping of an operator that returns its first argument (`detach`, `contiguous`, `clone`)."""
    return node.arguments[0]


# -- dtypes


def promoted(context: OnnxContext, *operands: Value | Number) -> dtype:
    """The dtype in which tensors and numbers combine."""
    tensors = [each for each in operands if isinstance(each, Value)]
    return result_type_of(
        [(context.dtype(each), rank(context, each)) for each in tensors],
        [each for each in operands if not isinstance(each, Value)],
    )


def cast_all(context: OnnxContext, kind: dtype, *operands: Value | Number) -> list[Value]:
    """Every operand as `kind`."""
    return [context.cast(each, kind) for each in operands]


def like(context: OnnxContext, number: Number, value: Value) -> Value:
    """A 0-dim constant of the same dtype as a value."""
    return context.constant(number, context.dtype(value))


# -- sizes


def rank(context: OnnxContext, value: Value) -> int:
    """The number of dimensions."""
    return len(context.sizes(value))


def static_size(context: OnnxContext, value: Value, dim: int) -> int:
    """An extent where the mapping needs a number; an error of the export along a dynamic axis."""
    size = context.sizes(value)[dim]
    if size is None:
        context.unsupported(f"its ONNX form needs the size of dimension {dim}, which is dynamic")
    return size


def axes_of(context: OnnxContext, value: Value, dims: int | Sequence[int] | None) -> list[int]:
    """Dimensions as ONNX counts them: from 0, and none at all for a 0-dim tensor; None or [] names all."""
    ndim = rank(context, value)
    if dims is None or (not isinstance(dims, int) and not dims) or not ndim:
        return list(range(ndim))
    return [wrap_dim(dim, ndim) for dim in ([dims] if isinstance(dims, int) else dims)]


def size_at(context: OnnxContext, value: Value, dim: int) -> int | Value:
    """One extent: a number, or along a dynamic axis a 0-dim int64 value."""
    size = context.sizes(value)[dim]
    if size is not None:
        return size
    return context.emit("Gather", context.emit("Shape", value), context.constant(dim, int64), axis=0)


def shape_of(context: OnnxContext, value: Value) -> Input:
    """All extents: numbers where they are known, else an int64 vector."""
    return mapped_sizes(context, [size_at(context, value, dim) for dim in range(rank(context, value))])


def mapped_sizes(context: OnnxContext, sizes: Sequence[int | Value]) -> Input:
    """A list of sizes as the input of an operation; computed ones are joined into a vector."""
    if not any(isinstance(size, Value) for size in sizes):
        return [size for size in sizes if not isinstance(size, Value)]
    parts: list[Value] = []
    pending: list[int] = []
    for size in sizes:
        if isinstance(size, Value):
            if pending:
                parts.append(context.constant(np.array(pending, np.int64)))
                pending = []
            parts.append(context.emit("Unsqueeze", context.cast(size, int64), [0]))
        else:
            pending.append(size)
    if pending:
        parts.append(context.constant(np.array(pending, np.int64)))
    return parts[0] if len(parts) == 1 else context.emit("Concat", *parts, axis=0)


def lifted(context: OnnxContext, value: Value, ndim: int, apply: Callable[[Value], list[Value]]) -> list[Value]:
    """Apply an operation that wants a batch dimension; a value that has none gets one for the time being."""
    if rank(context, value) == ndim:
        return apply(value)
    batched = context.emit("Unsqueeze", value, [0])
    return [context.emit("Squeeze", each, [0]) for each in apply(batched)]
