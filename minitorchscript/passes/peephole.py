"""Peephole optimization: small local rewrites; those that read the types of tensors only on demand.

::

    %3 : int = aten::Int(%2)  with  %2 = prim::NumToTensor(%1)     →   %1
    aten::t(aten::t(%x))                                           →   %x
"""

from __future__ import annotations

from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.value import Value
from .base import register_pass
from .combine_concats import combine_concats
from .dead_code import sweep
from .peephole_containers import peephole_dictionaries, peephole_lists
from .peephole_shapes import known_from_types
from .peephole_tensors import peephole_tensors
from .peephole_values import peephole_values

_TO_NUMBER = {"aten::Int", "aten::Float", "aten::FloatImplicit", "aten::IntImplicit", "aten::ScalarImplicit"}


@register_pass("peephole")
def peephole(graph: Graph, with_shapes: bool = False) -> bool:
    """Apply the rewrites once everywhere, then drop what they left without use."""
    changed = False
    for node in graph.block().walk():
        replacement = _simpler(node)
        if replacement is None and with_shapes:
            replacement = known_from_types(node)
        if replacement is not None:
            node.output().replaceAllUsesWith(replacement)
            changed = True
    changed |= peephole_lists(graph)
    changed |= peephole_dictionaries(graph)
    changed |= peephole_tensors(graph, with_shapes)
    changed |= peephole_values(graph)
    changed |= combine_concats(graph)
    if changed:
        sweep(graph)
    return changed


def _simpler(node: Node) -> Value | None:
    """A value that equals the node's result, if a rewrite finds one."""
    if node._kind in _TO_NUMBER and len(node._inputs) == 1:
        source = node._inputs[0]._node
        return source.input() if source._kind == "prim::NumToTensor" else None
    if node._kind == "aten::t":
        source = node.input()._node
        return source.input() if source._kind == "aten::t" else None
    return None
