"""Common subexpression elimination: of two nodes that compute the same from the same, the second goes.

::

    %2 = aten::mul(%x, %x)
    %3 = aten::mul(%x, %x)        →   uses of %3 become %2

A node in a nested block may repeat one of the blocks around it.  What is random, has effects, or whose memory somebody
writes to, stays.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from ..collector import paused_collector
from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.types import Type
from .base import register_pass
from .constant_pooling import key_of
from .dead_code import has_side_effects
from .memory import Memory, mutable_types, writes_anything


@register_pass("cse")
def eliminate_common_subexpressions(graph: Graph) -> bool:
    """Merge equal nodes.  Returns whether there were any."""
    with paused_collector():
        return _Merger(graph).run()


class _Merger:
    """Walks a graph with the expressions that it has met, those of the current block and of the blocks around it."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.is_written = writes_anything(graph)
        self.known: dict[Any, Node] = {}
        #: equal types have one number; by identity too, since to compare types takes long
        self.numbers: dict[Type, int] = {}
        self.numbers_by_id: dict[int, int] = {}

    @cached_property
    def memory(self) -> Memory:
        """Made when first needed: most programs write to nothing, and most of what is equal are numbers."""
        return Memory(self.graph)

    def run(self) -> bool:
        changed = False
        # For each open block its nodes that are still to be seen, and what it has added to the known expressions.
        pending: list[tuple[Any, list[Any]]] = [(self.graph.nodes(), [])]
        while pending:
            nodes, added = pending[-1]
            for node in nodes:
                if has_side_effects(node) or node.isNondeterministic():
                    continue
                if node._blocks:
                    pending.extend((block.nodes(), []) for block in reversed(node._blocks))
                    break
                if self.is_written and any(map(self.memory.has_writers, (*node._inputs, *node._outputs))):
                    continue
                expression = self.expression(node)
                existing = self.known.get(expression)
                if existing is None:
                    self.known[expression] = node
                    added.append(expression)
                elif self.may_merge(node, existing):
                    node.replaceAllUsesWith(existing)
                    node.destroy()
                    changed = True
            else:
                for expression in pending.pop()[1]:
                    del self.known[expression]
        return changed

    def expression(self, node: Node) -> Any:
        """What makes two nodes equal: kind, inputs, types of outputs, attributes."""
        types = [self.numbers_by_id.get(id(value._type)) or self.number(value._type) for value in node._outputs]
        attributes = node._attributes
        if not attributes:
            return (node._kind, *types, *node._inputs)
        held = [(name, kind, key_of(value)) for name, (kind, value) in attributes.items()]
        return (node._kind, *types, *node._inputs, *(held if len(held) == 1 else sorted(held)))

    def number(self, type_: Type) -> int:
        found = self.numbers_by_id[id(type_)] = self.numbers.setdefault(type_, len(self.numbers) + 1)
        return found

    def may_merge(self, node: Node, existing: Node) -> bool:
        """What is returned must not come to share memory; across blocks, nothing that is seen from outside may."""
        if not any(mutable_types(value._type) for value in node._outputs):
            return True
        is_seen = self.memory.is_returned if node._block is existing._block else self.memory.escapes
        return not (is_seen(node._outputs) and is_seen(existing._outputs))
