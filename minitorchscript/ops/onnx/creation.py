"""New tensors, casts, and numbers that are computed in the graph, in ONNX.

A tensor of known size and content is a constant of the export and needs no mapping.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...ir.value import Value
from .context import Mapping, Number, OnnxContext, OnnxNode, mapped_sizes, rank, size_at


def filled(context: OnnxContext, node: OnnxNode, sizes: Sequence[int | Value], number: Number | Value) -> Value:
    """A tensor of the result's dtype that holds one number everywhere."""
    if isinstance(number, Value):
        return context.emit("Expand", context.cast(number, node.dtype), mapped_sizes(context, sizes))
    if not any(isinstance(size, Value) for size in sizes):
        return context.constant(np.full([size for size in sizes if isinstance(size, int)], number), node.dtype)
    shape = mapped_sizes(context, sizes)
    return context.emit("Expand", context.constant(number, node.dtype), shape)


def _sizes(context: OnnxContext, value: Value) -> list[int | Value]:
    return [size_at(context, value, dim) for dim in range(rank(context, value))]


def full(context: OnnxContext, node: OnnxNode) -> Value:
    return filled(context, node, node.size, node.fill_value)


def constantly(number: Number) -> Mapping:
    """`zeros` and `ones`, of a size or of another tensor's."""

    def mapping(context: OnnxContext, node: OnnxNode) -> Value:
        sizes = node.size if hasattr(node, "size") else _sizes(context, node.self)
        return filled(context, node, sizes, number)

    return mapping


zeros = constantly(0)
ones = constantly(1)


def full_like(context: OnnxContext, node: OnnxNode) -> Value:
    return filled(context, node, _sizes(context, node.self), node.fill_value)


def fill(context: OnnxContext, node: OnnxNode) -> Value:
    """`fill_`"""
    return filled(context, node, _sizes(context, node.self), node.value)


def copy(context: OnnxContext, node: OnnxNode) -> Value:
    """`copy_`: the source, in the shape and dtype of the tensor that it overwrites."""
    source: Value = context.cast(node.src, node.dtype)
    if context.sizes(source) == context.sizes(node.self) and None not in context.sizes(source):
        return source
    return context.emit("Expand", source, mapped_sizes(context, _sizes(context, node.self)))


def arange(context: OnnxContext, node: OnnxNode) -> Value:
    bounds = (getattr(node, "start", 0), node.end, getattr(node, "step", 1))
    return context.emit("Range", *(context.cast(each, node.dtype) for each in bounds))


def cast(context: OnnxContext, node: OnnxNode) -> Value:
    """`to` in all its forms, `type_as`, and the numbers that `Int` and `Float` read out of tensors."""
    return context.cast(node.arguments[0], node.dtype)


# -- sizes and numbers


def size(context: OnnxContext, node: OnnxNode) -> Any:
    """`size(dim)`, or the list of all sizes."""
    value = node.self
    if not hasattr(node, "dim"):
        return _sizes(context, value)
    dim = node.dim
    return size_at(context, value, dim + rank(context, value) if dim < 0 else dim)


def numel(context: OnnxContext, node: OnnxNode) -> int | Value:
    sizes = context.sizes(node.self)
    if None in sizes:
        return context.emit("Size", node.self)
    return int(np.prod([size for size in sizes if size is not None], dtype=np.int64))


def dim(context: OnnxContext, node: OnnxNode) -> int:
    return rank(context, node.self)


def number_to_tensor(context: OnnxContext, node: OnnxNode) -> Value:
    """`prim::NumToTensor`"""
    return context.cast(node.arguments[0], node.dtype)
