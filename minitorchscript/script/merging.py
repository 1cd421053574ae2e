"""Branches on the outcome of the branch in front: the blocks of the second move into those of the first.

PyTorch copies them and throws the originals away, so that a branch nested deep is copied once for every one around it.
Here they move; the numbers, names and the order of uses come out as if they had been copied.
"""

from __future__ import annotations

from ..ir.block import Block
from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.value import Value


def merge_branches(block: Block) -> None:
    """Merge wherever it can be done, inner branches first."""
    node = block._param._next
    while node is not block._return:
        for inner in node._blocks:
            merge_branches(inner)
        if not _merged(node):
            node = node._next


def _merged(first: Node) -> bool:
    """Move the branches of an ``If`` into the one before, which knows the outcome in each of its own."""
    second = first._next
    if first._kind != "prim::If" or second._kind != "prim::If" or second._inputs[0]._node is not first:
        return False
    offset = second._inputs[0].offset()
    known = [block.outputs()[offset] for block in first._blocks]
    if any(value._node._kind != "prim::Constant" for value in known):
        return False
    outcomes = [bool(value.toIValue()) for value in known]
    if outcomes[0] == outcomes[1]:
        return False
    move = _Move(first)
    for block, outcome in zip(first._blocks, outcomes, strict=True):
        move.run(second._blocks[0 if outcome else 1], block)
    for value in second._outputs:
        value.replaceAllUsesWith(first.addOutput().copyMetadata(value))
    second.destroy()
    move.release_names()
    return True


class _Move:
    """Moves blocks of nodes as if it copied them; what the originals' names would be is kept by ghosts."""

    def __init__(self, first: Node) -> None:
        self.graph: Graph = first.owningGraph()
        self.first = first
        self.ghosts: list[Value] = []
        #: what stands for the first branch's outputs
        self.inside: dict[Value, Value] = {}

    def run(self, source: Block, target: Block) -> None:
        self.inside = dict(zip(self.first._outputs, target.outputs(), strict=True))
        for node in source.nodes():
            node.moveBefore(target._return)
            self._node(node)
        for value in source._return._inputs:
            target.registerOutput(self.inside.get(value, value))

    def _node(self, node: Node) -> None:
        ghosts = [self._value(value) for value in node._outputs]
        self._inputs(node)
        for block in node._blocks:
            for value in block._param._outputs:
                self._value(value)
            for inner in block.nodes():
                self._node(inner)
            self._inputs(block._return)
        for value, ghost in zip(node._outputs, ghosts, strict=True):
            if ghost is not None:  # a copy is given its name twice
                value.setDebugName(ghost._name)

    def _value(self, value: Value) -> Value | None:
        """A new number and name, and who has the original's."""
        graph = self.graph
        value._unique = graph._next_unique
        graph._next_unique += 1
        if not value._name:
            return None
        ghost = Value.__new__(Value)
        ghost._name, value._name = value._name, ""
        graph._names[ghost._name] = ghost
        graph._claim_name(value, ghost._name)
        self.ghosts.append(ghost)
        return ghost

    def _inputs(self, node: Node) -> None:
        for offset, value in enumerate(node._inputs):
            del value._uses[node, offset]
            value = node._inputs[offset] = self.inside.get(value, value)
            value._uses[node, offset] = None

    def release_names(self) -> None:
        for ghost in self.ghosts:
            self.graph.release_name(ghost)
