"""Combine concatenations: a `cat` whose only use is to be concatenated again, along the same dimension, goes away.

::

    %2 = aten::cat([%a, %b], %dim)
    %4 = aten::cat([%2, %c], %dim)      →      %4 = aten::cat([%a, %b, %c], %dim)
"""

from __future__ import annotations

from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.value import Value
from .base import register_pass
from .dead_code import eliminate_dead_code


@register_pass("combine_concats")
def combine_concats(graph: Graph) -> bool:
    """Flatten nested concatenations; of two inner ones in one outer one, the first is taken."""
    inputs: dict[Node, list[Value]] = {}
    for node in graph.findAllNodes("aten::cat"):
        outer = _concatenated_by(node)
        if outer is None:
            continue
        own = inputs.pop(node, None) or _elements(node)
        others = _elements(outer)
        place = next(index for index, value in enumerate(others) if value is node.output())
        inputs.setdefault(outer, [*others[:place], *own, *others[place + 1 :]])
    for node, values in inputs.items():
        old = node.inputsAt(0).node()
        new = graph.create("prim::ListConstruct", values).insertBefore(node)
        new.output().setType(old.output().type())
        old.replaceAllUsesWith(new)
    return eliminate_dead_code(graph) if inputs else False


def _elements(node: Node) -> list[Value]:
    return node.inputsAt(0).node().inputs()


def _concatenated_by(node: Node) -> Node | None:
    """The `cat` that a `cat` feeds and nothing else does, if both have one constant dimension."""
    if not _is_plain(node):
        return None
    lists = node.output().uses()
    if len(lists) != 1 or lists[0].user.kind() != "prim::ListConstruct":
        return None
    users = lists[0].user.output().uses()
    outer = users[0].user if len(users) == 1 else None
    if outer is None or outer.kind() != "aten::cat" or not _is_plain(outer):
        return None
    return outer if node.inputsAt(1).toIValue() == outer.inputsAt(1).toIValue() else None


def _is_plain(node: Node) -> bool:
    """Whether the list was made right before, with nothing in between that could change its elements."""
    made = node.inputsAt(0).node()
    if made.kind() != "prim::ListConstruct" or not isinstance(node.inputsAt(1).toIValue(), int):
        return False
    between = node.prev()
    while between.kind() == "prim::Constant":
        between = between.prev()
    return between is made
