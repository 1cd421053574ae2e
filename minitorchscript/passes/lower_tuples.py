"""Lower simple tuples: whoever takes a tuple apart right where it was made gets the elements instead.

::

    %t = prim::TupleConstruct(%a, %b)
    %x, %y = prim::TupleUnpack(%t)        →   uses of %x become %a, of %y become %b
"""

from __future__ import annotations

from ..ir.graph import Graph
from ..ir.node import Node
from .base import register_pass

TAKES_APART = {"prim::TupleUnpack", "prim::TupleIndex"}


@register_pass("lower_simple_tuples")
def lower_simple_tuples(graph: Graph) -> bool:
    """Bypass construct–unpack and construct–index pairs; the pairs themselves are left for dead code elimination."""
    changed = False
    for node in graph.block().walk():
        if node._kind in TAKES_APART:
            changed |= _bypass(node)
    return changed


def _bypass(node: Node) -> bool:
    source = node._inputs[0]._node
    if source._kind != "prim::TupleConstruct" or not node.hasUses():
        return False
    elements = source._inputs
    if node._kind == "prim::TupleIndex":
        index = node._inputs[1].toIValue()
        if index is None or not -len(elements) <= index < len(elements):
            return False
        elements = [elements[index]]
    for own, element in zip(node._outputs, elements, strict=True):
        own.replaceAllUsesWith(element)
    return True
