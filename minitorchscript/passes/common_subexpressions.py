"""Common subexpression elimination: of two nodes that compute the same from the same, the second goes.

::

    %2 = aten::mul(%x, %x)
    %3 = aten::mul(%x, %x)        →   uses of %3 become %2

A node in a nested block may repeat one of the blocks around it.  What is random, has effects, or whose memory somebody
writes to, stays.
"""

from __future__ import annotations

from typing import Any

from ..ir.block import Block
from ..ir.graph import Graph
from ..ir.node import Node
from .base import register_pass
from .constant_pooling import key_of
from .dead_code import has_side_effects
from .memory import Memory


@register_pass("cse")
def eliminate_common_subexpressions(graph: Graph) -> bool:
    """Merge equal nodes.  Returns whether there were any."""
    memory = Memory(graph)
    changed = False
    # For each open block its known expressions, behind those of the blocks around it.
    known: list[dict[Any, Node]] = [{}]
    pending: list[tuple[Block, Node]] = [(graph.block(), graph.block()._param._next)]
    while pending:
        block, node = pending.pop()
        if node is block._return:
            known.pop()
            continue
        pending.append((block, node._next))
        if has_side_effects(node) or node.isNondeterministic():
            continue
        if node._blocks:
            # Each block takes a table off when it ends, so that the next one finds its own.
            pending.extend((inner, inner._param._next) for inner in reversed(node._blocks))
            known.extend({} for _ in node._blocks)
            continue
        changed |= _merge(node, known, memory)
    return changed


def _merge(node: Node, known: list[dict[Any, Node]], memory: Memory) -> bool:
    if any(map(memory.has_writers, (*node._inputs, *node._outputs))):
        return False
    expression = _expression(node)
    existing = next((table[expression] for table in reversed(known) if expression in table), None)
    if existing is None:
        known[-1][expression] = node
        return False
    # What is returned must not come to share memory; across blocks, nothing that is seen from outside may.
    is_seen = memory.is_returned if expression in known[-1] else memory.escapes
    if is_seen(node._outputs) and is_seen(existing._outputs):
        return False
    node.replaceAllUsesWith(existing)
    node.destroy()
    return True


def _expression(node: Node) -> Any:
    """What makes two nodes equal: kind, inputs, types of outputs, attributes."""
    attributes = tuple((name, kind, key_of(value)) for name, (kind, value) in sorted(node._attributes.items()))
    types = tuple([value._type for value in node._outputs])
    return (node._kind, tuple(map(id, node._inputs)), types, attributes)
