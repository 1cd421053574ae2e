"""The blocks around a node, listed outwards; the first that two lists share."""

from __future__ import annotations

from book.grading import outcome, same
from hypothesis import given, settings
from strategies_graphs import graphs

from minitorchscript.ir.block import Block
from minitorchscript.ir.graph import Graph
from minitorchscript.ir.node import Node


def around(node: Node) -> list[Block]:
    found = [node.owningBlock()]
    while (owner := found[-1].owningNode()) is not None:
        found.append(owner.owningBlock())
    return found


def everywhere(block: Block) -> list[Node]:
    found = []
    for node in block.nodes():
        found.append(node)
        for inner in node.blocks():
            found += everywhere(inner)
    return found


def called(block: Block) -> str:
    owner = block.owningNode()
    return "the graph's own" if owner is None else f"block {owner.blocks().index(block)} of {owner}".strip()


@settings(max_examples=25)
@given(graphs())
def check_every_pair_of_nodes(graph: Graph) -> None:
    nodes = everywhere(graph.block())
    for one in nodes:
        for other in nodes:
            wanted = next(block for block in around(one) if block in around(other))
            got = outcome(one.findCommonAncestorBlockWith, other)
            given = f"{graph}of\n{str(one).strip()}\nand\n{str(other).strip()}"
            same(given, called(got) if isinstance(got, Block) else got, called(wanted))


def check_cousins() -> None:
    graph = Graph()
    owners = [graph.insertNode(graph.create("prim::If", [graph.insertConstant(True)], 0)) for _ in range(2)]
    leaves = []
    for owner in owners:
        for _ in range(2):
            inner = owner.addBlock().appendNode(graph.create("prim::If", [owner.inputs()[0]], 0))
            leaves.append(inner.addBlock().appendNode(graph.create("my::leaf", 0)))
    same(
        "two leaves of one If, of different branches",
        leaves[0].findCommonAncestorBlockWith(leaves[1]) is graph.block(),
        True,
    )
    same("leaves of two Ifs", leaves[3].findCommonAncestorBlockWith(leaves[0]) is graph.block(), True)
    same("a leaf and itself", leaves[0].findCommonAncestorBlockWith(leaves[0]) is leaves[0].owningBlock(), True)
    same("an If and a leaf in it", owners[0].findCommonAncestorBlockWith(leaves[0]) is graph.block(), True)
