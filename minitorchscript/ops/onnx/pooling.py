"""Max and average pooling in ONNX.

PyTorch drops a last window that would start in the right padding (`ceil_mode`), and counts padding, but not what
`ceil_mode` adds, in an average.  Where the sizes are known both are said in explicit pads, on which all runtimes agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from ...dtype import int64
from ...ir.node import Value
from .context import Mapping, OnnxContext, OnnxNode, lifted, like, rank
from .reduction import reduced_over


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


def adaptive_pool(name: str, spatial: int, with_indices: bool = False) -> Mapping:
    """Adaptive pooling ("Average" or "Max") to one element, or to sizes that divide the input's."""

    def mapping(context: OnnxContext, node: OnnxNode) -> Any:
        wanted = node.output_size
        wanted = list(wanted) if len(wanted) == spatial else list(wanted) * spatial
        if with_indices and node.result_count > 1:
            context.unsupported("its indices have no ONNX form")

        def to_one(value: Value) -> list[Value]:
            if name == "Average":
                return [context.emit("GlobalAveragePool", value)]
            return [reduced_over(context, "ReduceMax", value, list(range(2, spatial + 2)), True)]

        if all(size == 1 for size in wanted):
            found = lifted(context, node.self, spatial + 2, to_one)
        else:
            kernel = _kernel(context, context.sizes(node.self)[-spatial:], wanted)
            found = lifted(
                context,
                node.self,
                spatial + 2,
                lambda value: [context.emit(f"{name}Pool", value, kernel_shape=kernel, strides=kernel)],
            )
        return [found[0], None] if with_indices else found[0]

    return mapping


def _kernel(context: OnnxContext, sizes: Sequence[int | None], wanted: Sequence[int]) -> list[int]:
    kernel = []
    for size, output in zip(sizes, wanted, strict=True):
        if size is None:
            context.unsupported("an output size other than 1 needs the size of a dimension that is dynamic")
        if not output or size % output:
            context.unsupported(f"output size {output} does not divide the input's size {size}")
        kernel.append(size // output)
    return kernel


max_pool1d, max_pool2d, max_pool3d = (max_pool(spatial) for spatial in (1, 2, 3))
max_pool1d_with_indices, max_pool2d_with_indices, max_pool3d_with_indices = (
    max_pool(spatial, with_indices=True) for spatial in (1, 2, 3)
)
avg_pool1d, avg_pool2d, avg_pool3d = (avg_pool(spatial) for spatial in (1, 2, 3))
adaptive_avg_pool1d, adaptive_avg_pool2d, adaptive_avg_pool3d = (
    adaptive_pool("Average", spatial) for spatial in (1, 2, 3)
)
adaptive_max_pool1d, adaptive_max_pool2d, adaptive_max_pool3d = (
    adaptive_pool("Max", spatial, with_indices=True) for spatial in (1, 2, 3)
)
