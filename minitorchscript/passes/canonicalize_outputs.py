"""Canonical order of what branches and loops hand out: by first use, unused ones last.

The order in which the compiler added outputs would otherwise show.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cmp_to_key

from ..ir.block import Block
from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.value import Value
from .base import register_pass


@register_pass("canonicalize_outputs")
def canonicalize_outputs(graph: Graph) -> bool:
    """Sort the outputs of every ``If`` and ``Loop``, from the last node to the first, outer ones before inner ones."""
    changed = False
    pending = [graph.block().reversed_nodes()]
    while pending:
        node = next(pending[-1], None)
        if node is None:
            pending.pop()
            continue
        if node._kind in _PERMUTE and len(node._outputs) > 1:
            order = _order(node._outputs)
            if order != list(range(len(order))):
                _PERMUTE[node._kind](node, order)
                changed = True
        # what stands in its blocks may be the first to use what is computed before the node
        pending.extend(block.reversed_nodes() for block in reversed(node._blocks))
    return changed


def _order(values: list[Value]) -> list[int]:
    firsts = [_first_use(value) for value in values]

    def compare(one: int, two: int) -> int:
        a, b = firsts[one], firsts[two]
        if a is None or b is None:
            return (a is None) - (b is None) or one - two
        return _compare(a, b)

    return sorted(range(len(values)), key=cmp_to_key(compare))


def _first_use(value: Value) -> tuple[Node, int] | None:
    uses = list(value._uses)
    return min(uses, key=cmp_to_key(_compare)) if uses else None


def _compare(one: tuple[Node, int], two: tuple[Node, int]) -> int:
    if one[0] is two[0]:
        return one[1] - two[1]
    return -1 if _is_before(one[0], two[0]) else 1


def _depth(node: Node) -> int:
    depth = 0
    owner = node.owningBlock().owningNode()
    while owner is not None:
        depth += 1
        owner = owner.owningBlock().owningNode()
    return depth


def _owner(node: Node) -> Node:
    owner = node.owningBlock().owningNode()
    assert owner is not None
    return owner


def _is_before(one: Node, two: Node) -> bool:
    """Whether a node is printed before another; one that holds the other is."""
    first, second = _depth(one), _depth(two)
    for _ in range(first - second):
        one = _owner(one)
        if one is two:
            return False
    for _ in range(second - first):
        two = _owner(two)
        if two is one:
            return True
    while one.owningBlock() is not two.owningBlock():
        above, other = _owner(one), _owner(two)
        if above is other:
            return _index(above, one.owningBlock()) < _index(above, two.owningBlock())
        one, two = above, other
    return one.isBefore(two)


def _index(node: Node, block: Block) -> int:
    return next(index for index, each in enumerate(node._blocks) if each is block)


def _permute_if(node: Node, order: list[int]) -> None:
    node._outputs = [node._outputs[index] for index in order]
    for block in node._blocks:
        _permute_inputs(block._return, order, 0)


def _permute_loop(node: Node, order: list[int]) -> None:
    body = node._blocks[0]
    _permute_inputs(node, order, 2)
    node._outputs = [node._outputs[index] for index in order]
    parameters = body._param._outputs
    body._param._outputs = [parameters[0], *(parameters[index + 1] for index in order)]
    _permute_inputs(body._return, order, 1)


def _permute_inputs(node: Node, order: list[int], offset: int) -> None:
    """Reorder a node's inputs from ``offset`` on."""
    values = node.inputs()
    moved = [values[index + offset] for index in order]
    for place in range(len(values) - 1, offset - 1, -1):
        node.removeInput(place)
    for value in moved:
        node.addInput(value)


_PERMUTE: dict[str, Callable[[Node, list[int]], None]] = {"prim::If": _permute_if, "prim::Loop": _permute_loop}
BRANCHING = frozenset(_PERMUTE)
