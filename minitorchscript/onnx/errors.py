"""What an export may raise, by PyTorch's names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["DynamicAxisError", "OnnxExporterError", "UnsupportedNode", "UnsupportedOperatorError"]


class OnnxExporterError(RuntimeError):
    """An export failed."""


class UnsupportedNode(NamedTuple):
    """A node that has no ONNX form."""

    kind: str
    #: ``file:line`` of the program, and the module that it ran in
    place: str
    reason: str


class UnsupportedOperatorError(OnnxExporterError):
    """Some operators have no ONNX form; ``nodes`` holds all of them."""

    def __init__(self, nodes: Sequence[UnsupportedNode], opset: int) -> None:
        lines = []
        for node in nodes:
            where = f", at {node.place}" if node.place else ""
            why = f": {node.reason}" if node.reason else ""
            lines.append(
                f"Exporting the operator '{node.kind}' to ONNX opset version {opset} is not supported{where}{why}"
            )
        super().__init__("\n".join(lines))
        self.nodes = tuple(nodes)


class DynamicAxisError(OnnxExporterError):
    """The model does not do at another size of a dynamic axis what its trace says."""
