"""Lookups by index in ONNX."""

from __future__ import annotations

import numpy as np

from ...dtype import bool as bool_dtype
from ...dtype import int64
from ...ir.value import Value
from .context import OnnxContext, OnnxNode, axes_of, cast_all, rank
from .views import INT64_MAX


def embedding(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("Gather", node.weight, node.indices, axis=0)


def index_select(context: OnnxContext, node: OnnxNode) -> Value:
    [axis] = axes_of(context, node.self, node.dim)
    return context.emit("Gather", node.self, node.index, axis=axis)


def gather(context: OnnxContext, node: OnnxNode) -> Value:
    [axis] = axes_of(context, node.self, node.dim)
    return context.emit("GatherElements", node.self, node.index, axis=axis)


def index(context: OnnxContext, node: OnnxNode) -> Value:
    """``x[:, i]`` and ``x[i, j]`` with tensors of positions; index tensors must stand side by side."""
    value: Value = node.self
    given = [(dim, each) for dim, each in enumerate(node.indices) if each is not None]
    if any(context.dtype(each) is bool_dtype for _, each in given):
        context.unsupported("indexing by a mask has a result whose size depends on data")
    if not given:
        return value
    first = given[0][0]
    if len(given) == 1:
        return context.emit("Gather", value, context.cast(given[0][1], int64), axis=first)
    if [dim for dim, _ in given] != list(range(first, first + len(given))):
        context.unsupported("its index tensors have other dimensions between them")
    # The indexed dimensions go first, where GatherND looks them up by rows of positions.
    ndim = rank(context, value)
    indexed = [dim for dim, _ in given]
    if first:
        perm = [*indexed, *(dim for dim in range(ndim) if dim not in indexed)]
        value = context.emit("Transpose", value, perm=perm)
    positions = cast_all(context, int64, *(each for _, each in given))
    total = positions[0]
    for each in positions[1:]:
        total = context.emit("Add", total, each)
    shape = context.emit("Shape", total)
    columns = [context.emit("Unsqueeze", context.emit("Expand", each, shape), [-1]) for each in positions]
    found = context.emit("GatherND", value, context.emit("Concat", *columns, axis=-1))
    if not first:
        return found
    # The dimensions of the positions return to where the indexed ones were.
    count = max(rank(context, each) for each in positions)
    perm = [*range(count, count + first), *range(count), *range(count + first, count + ndim - len(given))]
    return context.emit("Transpose", found, perm=perm)


def pad(context: OnnxContext, node: OnnxNode) -> Value:
    """Pairs of sizes, for the last dimension first; negative ones crop."""
    value: Value = node.self
    given = getattr(node, "mode", "constant")
    mode = {"constant": "constant", "reflect": "reflect", "replicate": "edge", "circular": "wrap"}[given]
    if mode == "wrap" and context.opset < 19:
        context.unsupported("padding mode 'circular' needs opset_version=19")
    if any(isinstance(each, Value) for each in node.pad):
        context.unsupported("its amounts are computed in the graph")
    missing = rank(context, value) - len(node.pad) // 2
    before = [0] * missing + list(node.pad[-2::-2])
    after = [0] * missing + list(node.pad[::-2])
    if min(before + after) < 0:
        # Runtimes disagree on negative pads.
        value = _cropped(context, value, [max(0, -each) for each in before], [min(0, each) for each in after])
        before, after = ([max(0, each) for each in side] for side in (before, after))
    amounts = context.constant(np.array([*before, *after], np.int64))
    if mode != "constant":
        return context.emit("Pad", value, amounts, mode=mode)
    return context.emit("Pad", value, amounts, context.cast(node.value or 0, context.dtype(value)), mode=mode)


def _cropped(context: OnnxContext, value: Value, starts: list[int], ends: list[int]) -> Value:
    return context.emit("Slice", value, starts, [end or INT64_MAX for end in ends], list(range(len(starts))))
