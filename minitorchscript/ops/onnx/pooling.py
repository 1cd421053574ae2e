"""Max and average pooling in ONNX.

PyTorch drops a last window that would start in the right padding (`ceil_mode`), and counts padding, but not what
`ceil_mode` adds, in an average.  Where the sizes are known both are said in explicit pads, on which all runtimes agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from ...dtype import int64
from ...ir.value import Value
from .context import Mapping, OnnxContext, OnnxNode, lifted, like, rank, static_size
from .reduction import reduced


class Window(NamedTuple):
    """A pooling window along each spatial dimension."""

    kernel: list[int]
    stride: list[int]
    padding: list[int]
    dilation: list[int]
    #: what is added at the end so that the last window of `ceil_mode` is whole
    overhang: list[int]


def window_of(context: OnnxContext, node: OnnxNode, spatial: int) -> Window:
    """The window of a pooling operator, its overhang worked out."""

    def each(given: Sequence[int], default: list[int]) -> list[int]:
        return default if not given else list(given) if len(given) == spatial else list(given) * spatial

    kernel = each(node.kernel_size, [])
    stride = each(node.stride, kernel)
    padding = each(node.padding, [0] * spatial)
    dilation = each(getattr(node, "dilation", ()), [1] * spatial)
    overhang = [0] * spatial
    if node.ceil_mode:
        sizes = context.sizes(node.self)[-spatial:]
        for dim, size in enumerate(sizes):
            if size is None:
                context.unsupported("ceil_mode needs the size of a dimension that is dynamic")
            overhang[dim] = _overhang(size, kernel[dim], stride[dim], padding[dim], dilation[dim])
    return Window(kernel, stride, padding, dilation, overhang)


def _overhang(size: int, kernel: int, stride: int, padding: int, dilation: int) -> int:
    reach = dilation * (kernel - 1) + 1
    windows = -(-(size + 2 * padding - reach) // stride) + 1
    if (windows - 1) * stride >= size + padding:
        windows -= 1
    return max(0, (windows - 1) * stride + reach - (size + 2 * padding))


def _pads(window: Window) -> list[int]:
    ends = [pad + extra for pad, extra in zip(window.padding, window.overhang, strict=True)]
    return [*window.padding, *ends]


def max_pool(spatial: int, with_indices: bool = False) -> Mapping:
    """Max pooling over the last `spatial` dimensions."""

    def mapping(context: OnnxContext, node: OnnxNode) -> Any:
        window = window_of(context, node, spatial)

        def pooled(value: Value) -> list[Value]:
            return context.emit_many(
                1 + with_indices,
                "MaxPool",
                value,
                dilations=window.dilation,
                kernel_shape=window.kernel,
                pads=_pads(window),
                strides=window.stride,
            )

        found = lifted(context, node.self, spatial + 2, pooled)
        return [found[0], _in_plane(context, node.self, found[1], spatial)] if with_indices else found[0]

    return mapping


def _in_plane(context: OnnxContext, value: Value, indices: Value, spatial: int) -> Value:
    """ONNX counts positions through the whole tensor, PyTorch within each plane."""
    ndim = rank(context, value)
    sizes = context.emit("Shape", value, start=ndim - spatial)
    return context.emit("Mod", indices, context.emit("ReduceProd", sizes, keepdims=0))


def avg_pool(spatial: int) -> Mapping:
    """Average pooling over the last `spatial` dimensions."""

    def mapping(context: OnnxContext, node: OnnxNode) -> Value:
        window = window_of(context, node, spatial)
        divisor = getattr(node, "divisor_override", None)

        def pooled(value: Value) -> list[Value]:
            pads = _pads(window)
            counted = divisor is not None or node.count_include_pad
            if counted and any(pads):
                # Zeros that count are put there; the overhang counts only under a divisor of one's own.
                inside = pads if divisor is not None else [*window.padding, *window.padding]
                value = _zero_padded(context, value, inside, spatial)
                pads = [0] * (2 * spatial) if divisor is not None else [*[0] * spatial, *window.overhang]
            found = context.emit(
                "AveragePool", value, count_include_pad=0, kernel_shape=window.kernel, pads=pads, strides=window.stride
            )
            if divisor is not None:
                found = context.emit("Mul", found, like(context, int(np.prod(window.kernel)) / divisor, found))
            return [found]

        return lifted(context, node.self, spatial + 2, pooled)[0]

    return mapping


def _zero_padded(context: OnnxContext, value: Value, pads: Sequence[int], spatial: int) -> Value:
    if not any(pads):
        return value
    amounts = np.array([0, 0, *pads[:spatial], 0, 0, *pads[spatial:]], np.int64)
    return context.emit("Pad", value, context.constant(amounts, int64), like(context, 0, value), mode="constant")


def adaptive_avg_pool(spatial: int) -> Mapping:
    """Adaptive average pooling: to one element, by windows that divide the input, or as products with matrices."""

    def mapping(context: OnnxContext, node: OnnxNode) -> Value:
        wanted = _wanted(node, spatial)
        if all(size == 1 for size in wanted):
            return _apply(context, node, spatial, "GlobalAveragePool")
        sizes = [static_size(context, node.self, dim) for dim in range(-spatial, 0)]
        kernel = _kernel(sizes, wanted)
        if kernel is not None:
            return _apply(context, node, spatial, "AveragePool", kernel_shape=kernel, strides=kernel)
        if spatial == 3:
            context.unsupported(f"output sizes {wanted} do not divide the input's sizes {sizes}")
        kind = context.dtype(node.self)
        found = context.emit("MatMul", node.self, context.constant(_averages(sizes[-1], wanted[-1]).T, kind))
        if spatial == 2:
            found = context.emit("MatMul", context.constant(_averages(sizes[0], wanted[0]), kind), found)
        return found

    return mapping


def adaptive_max_pool(spatial: int) -> Mapping:
    """Adaptive max pooling: to one element, or by windows that divide the input."""

    def mapping(context: OnnxContext, node: OnnxNode) -> Any:
        wanted = _wanted(node, spatial)
        if node.result_count > 1:
            context.unsupported("its indices have no ONNX form")
        if all(size == 1 for size in wanted):
            ndim = rank(context, node.self)
            return [reduced(context, "ReduceMax", node.self, list(range(ndim - spatial, ndim)), True), None]
        sizes = [static_size(context, node.self, dim) for dim in range(-spatial, 0)]
        kernel = _kernel(sizes, wanted)
        if kernel is None:
            context.unsupported(f"output sizes {wanted} do not divide the input's sizes {sizes}")
        return [_apply(context, node, spatial, "MaxPool", kernel_shape=kernel, strides=kernel), None]

    return mapping


def _wanted(node: OnnxNode, spatial: int) -> list[int]:
    sizes = list(node.output_size)
    return sizes if len(sizes) == spatial else sizes * spatial


def _apply(context: OnnxContext, node: OnnxNode, spatial: int, op_type: str, **attributes: Any) -> Value:
    return lifted(context, node.self, spatial + 2, lambda value: [context.emit(op_type, value, **attributes)])[0]


def _kernel(sizes: Sequence[int], wanted: Sequence[int]) -> list[int] | None:
    """The window that divides the input evenly, if there is one."""
    if any(not output or size % output for size, output in zip(sizes, wanted, strict=True)):
        return None
    return [size // output for size, output in zip(sizes, wanted, strict=True)]


def _averages(size: int, output: int) -> np.ndarray:
    """The matrix whose row i averages elements ``floor(i size / output)`` to ``ceil((i + 1) size / output)``."""
    matrix = np.zeros((output, size))
    for row in range(output):
        start, end = row * size // output, -(-(row + 1) * size // output)
        matrix[row, start:end] = 1 / (end - start)
    return matrix


max_pool1d, max_pool2d, max_pool3d = (max_pool(spatial) for spatial in (1, 2, 3))
max_pool1d_with_indices, max_pool2d_with_indices, max_pool3d_with_indices = (
    max_pool(spatial, with_indices=True) for spatial in (1, 2, 3)
)
avg_pool1d, avg_pool2d, avg_pool3d = (avg_pool(spatial) for spatial in (1, 2, 3))
adaptive_avg_pool1d, adaptive_avg_pool2d, adaptive_avg_pool3d = (adaptive_avg_pool(spatial) for spatial in (1, 2, 3))
adaptive_max_pool1d, adaptive_max_pool2d, adaptive_max_pool3d = (adaptive_max_pool(spatial) for spatial in (1, 2, 3))
