"""What the verbose form of generated code adds: where a node came from, the dtype and size of its value, colours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from ..tensor.tensor import Tensor
from .node import Node
from .target_names import abbreviation

__all__ = ["COLORS", "stack_summary", "value_annotation"]

Color = Callable[[str], str]


def _color(code: str) -> Color:
    return lambda text: f"{code}{text}\033[0m"


_CODES = {
    "red": "\033[31m",
    "blue": "\033[34m",
    "dim": "\033[2m",
    "dim_blue": "\033[2m\033[34m",
    "dim_green": "\033[2m\033[32m",
}
COLORS: dict[bool, dict[str, Color]] = {
    False: {name: lambda text: text for name in _CODES},
    True: {name: _color(code) for name, code in _CODES.items()},
}

_FRAME = re.compile(r"^File \"(.+)\", line (\d+), in (.+)$")


def _extents(shape: Iterable[int]) -> str:
    return f"[{', '.join(map(str, shape))}]"


def value_annotation(node: Node, annotation: str, stride: bool, device: bool, colors: dict[str, Color]) -> str:
    """`: "f32[2, 3]"` where the node's metadata knows its value, else the annotation that it has."""
    value: Any = node.meta.get("val", node.meta.get("tensor_meta", node.meta.get("example_value")))
    if isinstance(value, Tensor):
        strides = colors["dim_blue"](_extents(value.stride()) if stride else "")
        where = colors["dim_green"](str(value.device) if device else "")
        core = colors["red"](abbreviation(value.dtype)) + colors["blue"](_extents(value.shape)) + strides + where
        return f': "{core}"'
    if hasattr(value, "memory_format") and hasattr(value, "shape"):  # passes.shape_prop.TensorMetadata
        return f': "{abbreviation(value.dtype)}{_extents(value.shape)}"'
    return annotation


def stack_summary(node: Node, dim: Color) -> str:
    """A comment with the line of the user's program that made the node."""
    found = "No stacktrace found for following nodes"
    lines = (node.stack_trace or "").strip().split("\n")
    for above, line in reversed([*zip(lines, lines[1:], strict=False)]):
        if match := _FRAME.match(above.strip()):
            found = f"File: {match[1]}:{match[2]} in {match[3]}, code: {line.strip()}"
            break
    comment = dim(f"# {found}")
    return f"\n{comment}\n"
