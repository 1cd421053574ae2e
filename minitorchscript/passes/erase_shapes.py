"""Erase shape information: every tensor's type becomes the plain ``Tensor``, in tuples and lists too."""

from __future__ import annotations

from ..ir.graph import Graph
from ..ir.unit import unshaped
from .base import register_pass


@register_pass("erase_shape_information")
def erase_shapes(graph: Graph) -> bool:
    """Forget dtypes, extents, strides and flags of all tensors, those of nested blocks and subgraphs too."""
    changed = False
    pending = [graph.block()]
    while pending:
        block = pending.pop()
        values = list(block._param._outputs)
        for node in block.nodes():
            values += node._outputs
            pending += node._blocks
            if node.hasAttribute("Subgraph"):
                pending.append(node.g("Subgraph").block())
        for value in values:
            plain = unshaped(value._type)
            changed |= plain != value._type
            value._type = plain
    return changed
