"""Sums, means, extremes, variances and norms in ONNX."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...dtype import bool as bool_dtype
from ...dtype import int32, int64
from ...ir.value import Value
from .context import Mapping, OnnxContext, OnnxNode, axes_of, like, rank, size_at

#: reductions that take their axes as an input from the first opset supported; the others from 18 on
_AXES_FIRST = {"ReduceSum"}


def reduced(context: OnnxContext, op_type: str, value: Value, dims: Any, keepdim: bool) -> Value:
    """A reduction over some dimensions (None: all)."""
    return reduced_over(context, op_type, value, axes_of(context, value, dims), keepdim)


def reduced_over(context: OnnxContext, op_type: str, value: Value, axes: Sequence[int], keepdim: bool) -> Value:
    """A reduction over dimensions that are counted from 0."""
    if not axes:  # of a 0-dim tensor
        return context.emit(op_type, value, keepdims=0)
    if op_type in _AXES_FIRST or context.opset >= 18:
        return context.emit(op_type, value, axes, keepdims=int(keepdim))
    return context.emit(op_type, value, axes=axes, keepdims=int(keepdim))


def reduction(op_type: str) -> Mapping:
    """A reduction in the result's dtype, over `dim` where the operator has it."""

    def mapping(context: OnnxContext, node: OnnxNode) -> Value:
        value = context.cast(node.self, node.dtype)
        return reduced(context, op_type, value, getattr(node, "dim", None), getattr(node, "keepdim", False))

    return mapping


sum = reduction("ReduceSum")
mean = reduction("ReduceMean")
prod = reduction("ReduceProd")
amax = reduction("ReduceMax")
amin = reduction("ReduceMin")
logsumexp = reduction("ReduceLogSumExp")


def truth(op_type: str) -> Mapping:
    """`any` and `all`, as the extremes of truth values counted 0 and 1."""

    def mapping(context: OnnxContext, node: OnnxNode) -> Value:
        value = context.cast(context.cast(node.self, bool_dtype), int32)
        found = reduced(context, op_type, value, getattr(node, "dim", None), getattr(node, "keepdim", False))
        return context.cast(found, bool_dtype)

    return mapping


any = truth("ReduceMax")
all = truth("ReduceMin")


def _position(context: OnnxContext, op_type: str, value: Value, dim: int | None, keepdim: bool) -> Value:
    ndim = rank(context, value)
    if dim is None or not ndim:
        found = context.emit(op_type, context.emit("Reshape", value, [-1]), axis=0, keepdims=0)
        return context.emit("Reshape", found, [1] * ndim) if keepdim and ndim else found
    return context.emit(op_type, value, axis=axes_of(context, value, dim)[0], keepdims=int(keepdim))


def argmax(context: OnnxContext, node: OnnxNode) -> Value:
    return _position(context, "ArgMax", node.self, node.dim, node.keepdim)


def argmin(context: OnnxContext, node: OnnxNode) -> Value:
    return _position(context, "ArgMin", node.self, node.dim, node.keepdim)


def extreme(name: str) -> Mapping:
    """`max(dim)` and `min(dim)`: values and positions."""

    def mapping(context: OnnxContext, node: OnnxNode) -> list[Value]:
        values = reduced(context, f"Reduce{name}", node.self, node.dim, node.keepdim)
        return [values, _position(context, f"Arg{name}", node.self, node.dim, node.keepdim)]

    return mapping


max_dim = extreme("Max")
min_dim = extreme("Min")


def _count(context: OnnxContext, value: Value, dims: Sequence[int]) -> int | Value:
    """How many elements a reduction over these dimensions combines."""
    sizes = [size_at(context, value, dim) for dim in dims]
    known = int(np.prod([size for size in sizes if isinstance(size, int)], dtype=np.int64))
    computed = [size for size in sizes if isinstance(size, Value)]
    if not computed:
        return known
    count = context.constant(known, int64)
    for size in computed:
        count = context.emit("Mul", count, size)
    return count


def centered_squares(context: OnnxContext, value: Value, axes: Sequence[int]) -> tuple[Value, Value]:
    """The mean (with its dimensions kept) and the squared distances from it."""
    mean_value = reduced_over(context, "ReduceMean", value, axes, True)
    distance = context.emit("Sub", value, mean_value)
    return mean_value, context.emit("Mul", distance, distance)


def _variance(context: OnnxContext, node: OnnxNode) -> tuple[Value, Value]:
    """Variance and mean.  The overloads say `unbiased` or `correction`; the latter is 1 if it is left open."""
    value = node.self
    if hasattr(node, "correction"):
        correction = 1 if node.correction is None else node.correction
    else:
        correction = int(node.unbiased)
    dims, keepdim = getattr(node, "dim", None), getattr(node, "keepdim", False)
    axes = axes_of(context, value, dims)
    mean_value, squares = centered_squares(context, value, axes)
    total = reduced_over(context, "ReduceSum", squares, axes, keepdim)
    count = _count(context, value, axes)
    divisor = context.emit(
        "Max",
        context.emit("Sub", context.cast(count, node.dtype), like(context, correction, total)),
        like(context, 0, total),
    )
    if not keepdim and axes:
        mean_value = context.emit("Squeeze", mean_value, axes)
    return context.emit("Div", total, divisor), mean_value


def var(context: OnnxContext, node: OnnxNode) -> Value:
    return _variance(context, node)[0]


def std(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("Sqrt", var(context, node))


def var_mean(context: OnnxContext, node: OnnxNode) -> list[Value]:
    return list(_variance(context, node))


def std_mean(context: OnnxContext, node: OnnxNode) -> list[Value]:
    variance, mean_value = _variance(context, node)
    return [context.emit("Sqrt", variance), mean_value]


def _norm(context: OnnxContext, node: OnnxNode, order: float) -> Value:
    dims, keepdim = getattr(node, "dim", None), getattr(node, "keepdim", False)
    value = context.cast(node.self, node.dtype)
    known = {1.0: "ReduceL1", 2.0: "ReduceL2"}.get(order)
    if known is not None:
        return reduced(context, known, value, dims, keepdim)
    size = context.emit("Abs", value)
    if order == float("inf"):
        return reduced(context, "ReduceMax", size, dims, keepdim)
    if order == float("-inf"):
        return reduced(context, "ReduceMin", size, dims, keepdim)
    if order == 0:
        counted = context.cast(context.cast(value, bool_dtype), node.dtype)
        return reduced(context, "ReduceSum", counted, dims, keepdim)
    total = reduced(context, "ReduceSum", context.emit("Pow", size, like(context, order, size)), dims, keepdim)
    return context.emit("Pow", total, like(context, 1 / order, total))


def linalg_vector_norm(context: OnnxContext, node: OnnxNode) -> Value:
    return _norm(context, node, float(node.ord))


def norm(context: OnnxContext, node: OnnxNode) -> Value:
    return _norm(context, node, 2.0 if node.p is None else float(node.p))


def cumsum(context: OnnxContext, node: OnnxNode) -> Value:
    value = context.cast(node.self, node.dtype)
    if not rank(context, value):
        return value
    return context.emit("CumSum", value, context.constant(axes_of(context, value, node.dim)[0], int64))
