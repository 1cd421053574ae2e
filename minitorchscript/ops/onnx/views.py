"""Reshaping, reordering, slicing and joining in ONNX, where nothing is a view: each makes a value of its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...dtype import int64
from ...ir.value import Value
from ..aten.sizes import wrap_dim
from .context import (
    Input,
    OnnxContext,
    OnnxNode,
    axes_of,
    cast_all,
    mapped_sizes,
    rank,
    shape_of,
    size_at,
    static_size,
)

INT64_MAX = 2**63 - 1


# -- sizes


def reshaped(context: OnnxContext, value: Value, sizes: Sequence[int | Value]) -> Value:
    """A Reshape; in PyTorch a size of 0 means none at all, in ONNX (unless told) the size that was there."""
    if 0 in sizes:
        return context.emit("Reshape", value, mapped_sizes(context, sizes), allowzero=1)
    return context.emit("Reshape", value, mapped_sizes(context, sizes))


def view(context: OnnxContext, node: OnnxNode) -> Value:
    return reshaped(context, node.self, node.size)


def reshape(context: OnnxContext, node: OnnxNode) -> Value:
    return reshaped(context, node.self, node.shape)


def view_as(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("Reshape", node.self, shape_of(context, node.other))


def flatten(context: OnnxContext, node: OnnxNode) -> Value:
    value: Value = node.self
    ndim = rank(context, value)
    if not ndim:
        return context.emit("Reshape", value, [1])
    start, end = wrap_dim(node.start_dim, ndim), wrap_dim(node.end_dim, ndim)
    if start == end:
        return value
    if start == 1 and end == ndim - 1:
        return context.emit("Flatten", value, axis=1)
    merged = context.sizes(value)[start : end + 1]
    known = [size for size in merged if size is not None]
    middle = int(np.prod(known)) if len(known) == len(merged) else -1
    sides = [size_at(context, value, dim) for dim in range(ndim) if not start <= dim <= end]
    return reshaped(context, value, [*sides[:start], middle, *sides[start:]])


def ravel(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("Reshape", node.self, [-1])


def unflatten(context: OnnxContext, node: OnnxNode) -> Value:
    value = node.self
    [axis] = axes_of(context, value, node.dim)
    sizes = [size_at(context, value, dim) for dim in range(rank(context, value))]
    return reshaped(context, value, [*sizes[:axis], *node.sizes, *sizes[axis + 1 :]])


def squeeze(context: OnnxContext, node: OnnxNode) -> Value:
    """Without `dim` every dimension of size 1 goes; a dimension that has another size stays."""
    value: Value = node.self
    sizes = context.sizes(value)
    dims = axes_of(context, value, getattr(node, "dim", None))
    if getattr(node, "dim", None) == []:
        return value
    axes = [dim for dim in dims if sizes[dim] == 1]
    return context.emit("Squeeze", value, axes) if axes else value


def unsqueeze(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("Unsqueeze", node.self, [wrap_dim(node.dim, rank(context, node.self) + 1)])


def expand(context: OnnxContext, node: OnnxNode) -> Value:
    # ONNX broadcasts both ways, so that a size of 1 keeps what is there.
    return context.emit("Expand", node.self, mapped_sizes(context, [_kept(size) for size in node.size]))


def _kept(size: int | Value) -> int | Value:
    return 1 if not isinstance(size, Value) and size == -1 else size


def expand_as(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("Expand", node.self, shape_of(context, node.other))


def repeat(context: OnnxContext, node: OnnxNode) -> Value:
    value, repeats = node.self, node.repeats
    added = len(repeats) - rank(context, value)
    if added:
        value = context.emit("Unsqueeze", value, list(range(added)))
    return context.emit("Tile", value, mapped_sizes(context, repeats))


# -- order of dimensions


def transpose(context: OnnxContext, node: OnnxNode) -> Value:
    value: Value = node.self
    ndim = rank(context, value)
    if ndim < 2:
        return value
    first, second = wrap_dim(node.dim0, ndim), wrap_dim(node.dim1, ndim)
    perm = list(range(ndim))
    perm[first], perm[second] = second, first
    return context.emit("Transpose", value, perm=perm)


def permute(context: OnnxContext, node: OnnxNode) -> Value:
    value: Value = node.self
    return context.emit("Transpose", value, perm=axes_of(context, value, node.dims)) if node.dims else value


def reversed_dims(context: OnnxContext, node: OnnxNode) -> Value:
    """`t` and `numpy_T`."""
    value: Value = node.self
    ndim = rank(context, value)
    return value if ndim < 2 else context.emit("Transpose", value, perm=list(reversed(range(ndim))))


def swapped_last(context: OnnxContext, node: OnnxNode) -> Value:
    """`mT`."""
    ndim = rank(context, node.self)
    return context.emit("Transpose", node.self, perm=[*range(ndim - 2), ndim - 1, ndim - 2])


def movedim(context: OnnxContext, node: OnnxNode) -> Value:
    value: Value = node.self
    ndim = rank(context, value)
    if ndim < 2:
        return value
    source, destination = axes_of(context, value, node.source), axes_of(context, value, node.destination)
    rest = [dim for dim in range(ndim) if dim not in source]
    perm = [-1] * ndim
    for start, end in zip(source, destination, strict=True):
        perm[end] = start
    return context.emit("Transpose", value, perm=[rest.pop(0) if dim == -1 else dim for dim in perm])


# -- parts


def select(context: OnnxContext, node: OnnxNode) -> Value:
    [axis] = axes_of(context, node.self, node.dim)
    return context.emit("Gather", node.self, context.cast(node.index, int64), axis=axis)


def sliced(
    context: OnnxContext, value: Value, axis: int, start: int | Value, end: int | Value, step: int | Value = 1
) -> Value:
    """A Slice along one axis."""
    bounds = [mapped_sizes(context, [each]) for each in (start, end)]
    steps: list[Input] = [] if step == 1 else [mapped_sizes(context, [step])]
    return context.emit("Slice", value, *bounds, [axis], *steps)


def slice(context: OnnxContext, node: OnnxNode) -> Value:
    value: Value = node.self
    [axis] = axes_of(context, value, node.dim)
    start = 0 if node.start is None else node.start
    end = INT64_MAX if node.end is None else node.end
    size = context.sizes(value)[axis]
    covers = not isinstance(end, Value) and (end == INT64_MAX or (size is not None and end >= size))
    if start == 0 and node.step == 1 and covers:
        return value
    return sliced(context, value, axis, start, end, node.step)


def narrow(context: OnnxContext, node: OnnxNode) -> Value:
    [axis] = axes_of(context, node.self, node.dim)
    start, length = node.start, node.length
    if isinstance(start, int) and isinstance(length, int):
        # A negative start counts from the end, where start + length may be 0.
        end: int | Value = start + length or INT64_MAX
    else:
        end = context.emit("Add", *cast_all(context, int64, start, length))
    return sliced(context, node.self, axis, start, end)


def flip(context: OnnxContext, node: OnnxNode) -> Value:
    axes = axes_of(context, node.self, node.dims) if node.dims else []
    if not axes:
        value: Value = node.self
        return value
    count = len(axes)
    return context.emit("Slice", node.self, [-1] * count, [-INT64_MAX] * count, axes, [-1] * count)


def _split(context: OnnxContext, value: Value, axis: int, sizes: Sequence[int]) -> list[Value]:
    if len(sizes) == 1:
        return [value]
    return context.emit_many(len(sizes), "Split", value, np.array(sizes, np.int64), axis=axis)


def split(context: OnnxContext, node: OnnxNode) -> list[Value]:
    """Parts of one size (the last may be smaller), or of the sizes in a list."""
    [axis] = axes_of(context, node.self, node.dim)
    sizes = node.split_sizes if hasattr(node, "split_sizes") else node.split_size
    if isinstance(sizes, int):
        sizes = _even_parts(static_size(context, node.self, axis), sizes)
    return _split(context, node.self, axis, sizes)


def _even_parts(total: int, size: int) -> list[int]:
    if not total:
        return [0]
    return [min(size, total - start) for start in range(0, total, size)]


def chunk(context: OnnxContext, node: OnnxNode) -> list[Value]:
    [axis] = axes_of(context, node.self, node.dim)
    total = static_size(context, node.self, axis)
    if not total:
        return [node.self] * node.chunks
    return _split(context, node.self, axis, _even_parts(total, -(-total // node.chunks)))


def tensor_split(context: OnnxContext, node: OnnxNode) -> list[Value]:
    """A number of parts, the first ones larger by one where they can't be equal."""
    [axis] = axes_of(context, node.self, node.dim)
    size, larger = divmod(static_size(context, node.self, axis), node.sections)
    return _split(context, node.self, axis, [size + (part < larger) for part in range(node.sections)])


def unbind(context: OnnxContext, node: OnnxNode) -> list[Value]:
    [axis] = axes_of(context, node.self, node.dim)
    count = static_size(context, node.self, axis)
    return [context.emit("Gather", node.self, context.constant(part, int64), axis=axis) for part in range(count)]


# -- joining


def cat(context: OnnxContext, node: OnnxNode) -> Value:
    # For old times' sake, PyTorch joins an empty vector to tensors of any shape.
    parts = [each for each in node.tensors if context.sizes(each) != [0]] or node.tensors[:1]
    parts = cast_all(context, node.dtype, *parts)
    if len(parts) == 1:
        return parts[0]
    return context.emit("Concat", *parts, axis=axes_of(context, parts[0], node.dim)[0])


def stack(context: OnnxContext, node: OnnxNode) -> Value:
    axis = wrap_dim(node.dim, rank(context, node.tensors[0]) + 1)
    parts = [context.emit("Unsqueeze", each, [axis]) for each in cast_all(context, node.dtype, *node.tensors)]
    return context.emit("Concat", *parts, axis=axis)
