"""Blocks: lists of nodes with inputs and outputs, nested in a node or the whole of a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from .items import Items
from .node import Node
from .value import Value

if TYPE_CHECKING:
    from .graph import Graph


class Block:
    """A list of nodes with inputs and outputs, nested in a node or the whole of a graph."""

    __slots__ = ("_graph", "_node", "_ordered", "_param", "_return")

    def __init__(self, graph: Graph, node: Node | None) -> None:
        self._graph = graph
        self._node = node
        self._ordered = False
        self._param = Node(graph, "prim::Param")
        self._return = Node(graph, "prim::Return")
        for sentinel, other in ((self._param, self._return), (self._return, self._param)):
            sentinel._block = self
            sentinel._next = sentinel._prev = other

    def owningNode(self) -> Node | None:
        """The node it is nested in; ``None`` for a graph's own block."""
        return self._node

    def owningGraph(self) -> Graph:
        return self._graph

    def paramNode(self) -> Node:
        return self._param

    def returnNode(self) -> Node:
        return self._return

    def nodes(self) -> Iterator[Node]:
        """The nodes in order.  The current one may be moved or destroyed on the way."""
        node = self._param._next
        while node is not self._return:
            following = node._next
            yield node
            node = following

    def reversed_nodes(self) -> Iterator[Node]:
        """The nodes from last to first.  The current one may be moved or destroyed on the way."""
        node = self._return._prev
        while node is not self._param:
            preceding = node._prev
            yield node
            node = preceding

    def inputs(self) -> Items[Value]:
        return Items(self._param._outputs)

    def outputs(self) -> Items[Value]:
        return Items(self._return._inputs)

    def addInputToBlock(self) -> Value:
        return self._param.addOutput()

    def addInput(self, name: str = "") -> Value:
        return self._param.addOutput().setDebugName(name)

    def insertInput(self, index: int, name: str = "") -> Value:
        return self._param.insertOutput(index).setDebugName(name)

    def permuteInputs(self, order: Sequence[int]) -> None:
        inputs = self._param._outputs
        if sorted(order) != list(range(len(inputs))):
            raise ValueError(f"permuteInputs: {list(order)} is no order of {len(inputs)} inputs")
        inputs[:] = [inputs[index] for index in order]

    def eraseInput(self, index: int) -> None:
        self._param.eraseOutput(index)

    def registerOutput(self, value: Value) -> int:
        self._return.addInput(value)
        return len(self._return._inputs) - 1

    def insertOutput(self, index: int, value: Value) -> None:
        self._return.insertInput(index, value)

    def eraseOutput(self, index: int) -> None:
        self._return.removeInput(index)

    def replaceOutput(self, index: int, value: Value) -> None:
        self._return.replaceInput(index, value)

    def addNode(self, kind: str, inputs: list[Value]) -> Node:
        return self.appendNode(self._graph.create(kind, inputs))

    def appendNode(self, node: Node) -> Node:
        return node.insertBefore(self._return)

    def prependNode(self, node: Node) -> Node:
        return node.insertAfter(self._param)

    def cloneFrom(self, source: Block, known: dict[Value, Value]) -> None:
        """Append a copy of another block (of any graph); ``known`` has what stands for values from outside."""
        for value in source._param._outputs:
            known[value] = self._param.addOutput().copyMetadata(value)
        if source._graph is self._graph:
            for node in source.nodes():
                self.clone_nodes((node,), known, self._return)
                for value in node._outputs:
                    # PyTorch gives a copy its name twice; where both are in one graph the number behind it shows that.
                    known[value].copyMetadata(value)
        else:
            self.clone_nodes(source.nodes(), known, self._return)
        for value in source._return._inputs:
            self.registerOutput(known[value])

    def clone_nodes(self, nodes: Iterable[Node], known: dict[Value, Value], place: Node) -> None:
        """Put copies of nodes (of any graph) in front of one of this block's own, as `Graph.clone_node` makes them."""
        clone_node = self._graph.clone_node
        previous = place._prev
        for node in nodes:
            clone = clone_node(node, known)
            clone._block = self
            clone._prev = previous
            previous._next = clone
            previous = clone
        previous._next = place
        place._prev = previous
        self._ordered = False

    def destroy(self) -> None:
        """Destroy every node, from last to first."""
        self._return.removeAllInputs()
        for node in self.reversed_nodes():
            node.destroy()
        while self._param._outputs:
            self._param.eraseOutput(len(self._param._outputs) - 1)

    def walk(self) -> Iterator[Node]:
        """The nodes in order, each before those nested in it.  The current one may be moved or destroyed."""
        pending: list[tuple[Node, Node]] = []
        node, end = self._param._next, self._return
        while node is not end or pending:
            if node is end:
                node, end = pending.pop()
                continue
            following = node._next
            yield node
            if node._blocks:
                pending.append((following, end))
                pending.extend((block._param._next, block._return) for block in reversed(node._blocks))
                node, end = pending.pop()
            else:
                node = following

    def everything(self) -> list[Node]:
        """The nodes and, where they begin and end, the parameter and return nodes of this block and those in it."""
        found: list[Node] = []
        #: where to go on after the current block, and where that ends
        pending: list[tuple[Node, Node]] = []
        node, end = self._param, self._return
        while True:
            found.append(node)
            if node._blocks:
                pending.append((node._next, end))
                pending += [(block._param, block._return) for block in reversed(node._blocks)]
                node, end = pending.pop()
            elif node is not end:
                node = node._next
            elif pending:
                node, end = pending.pop()
            else:
                return found

    def _find(self, kind: str, recurse: bool) -> Iterator[Node]:
        return (node for node in (self.walk() if recurse else self.nodes()) if node._kind == kind)

    def findNode(self, kind: str, recurse: bool = True) -> Node | None:
        return next(self._find(kind, recurse), None)

    def findAllNodes(self, kind: str, recurse: bool = True) -> list[Node]:
        return list(self._find(kind, recurse))

    def _order(self) -> None:
        if not self._ordered:
            self._param._position = -1
            position = 0
            for position, node in enumerate(self.nodes()):
                node._position = position
            self._return._position = position + 1
            self._ordered = True
