"""Which values `.code` writes as part of a larger expression instead of giving them a line and a name.

A value is folded into its user when that can't be told from the text: it is a constant, or it is unnamed, used
once, and a reader who evaluates the expression left to right would compute it at the very place where its node
stands.  So walk the inputs of a node from right to left, and the nodes before it backwards, as long as both agree.
"""

from __future__ import annotations

from ..ir.block import Block
from ..ir.node import Node
from ..ir.value import Value


def folded_nodes(top: Block) -> set[Node]:
    """The nodes of a block, nested ones included, whose results are written inside their user's expression."""
    folded: set[Node] = set()
    pending = [top]
    while pending:
        block = pending.pop()
        for node in [block._return, *block.reversed_nodes()]:
            if node not in folded:
                pending.extend(node._blocks)
                _match(node, folded)
    return folded


def _match(top: Node, folded: set[Node]) -> None:
    """Compare a node's expression tree, read from right to left, with the nodes in front of it."""
    if not top._inputs:
        return
    place = _previous(top)
    pending = [(top, len(top._inputs))]
    while pending:
        node, index = pending.pop()
        while index:
            index -= 1
            value = node._inputs[index]
            source = value._node
            if source is place and _may_fold(value):
                pending.append((node, index))
                place = _previous(source)
                node, index = source, len(source._inputs)
            elif source._kind == "prim::Constant":
                folded.add(source)
        if node is not top:
            folded.add(node)


def _previous(node: Node) -> Node:
    node = node._prev
    while node._kind == "prim::Constant":
        node = node._prev
    return node


def _may_fold(value: Value) -> bool:
    node = value._node
    if len(node._outputs) != 1 or len(value._uses) != 1 or node._blocks:
        return False
    # The test of a type is kept apart from the branch on it, and what a block is given was not computed.
    if node._kind in ("prim::isinstance", "prim::Param"):
        return False
    user, offset = next(iter(value._uses))
    # A name was given on purpose, except that nobody needs one just to return.
    if value._name and user._kind != "prim::Return":
        return False
    # What a loop carries is assigned before the loop, and a forked function runs elsewhere.
    return not (user._kind == "prim::Loop" and offset >= 2) and user._kind != "prim::fork"
