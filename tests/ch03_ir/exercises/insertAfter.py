"""A block is a list: what a Python list would hold after the same insertions, seen from both ends."""

from __future__ import annotations

from book.grading import outcome, same
from hypothesis import given
from hypothesis import strategies as st

from minitorchscript.ir.graph import Graph

insertions = st.lists(st.tuples(st.booleans(), st.integers(0, 9)), max_size=9)


@given(insertions)
def check_a_block_is_a_list(chosen: list[tuple[bool, int]]) -> None:
    graph, model = Graph(), []
    told = ["n0 = graph.insertNode(…)"]
    nodes = [graph.insertNode(graph.create("my::n0", 0))]
    model.append("my::n0")
    for after, place in chosen:
        other = nodes[place % len(nodes)]
        node = graph.create(f"my::n{len(nodes)}", 0)
        told.append(f"n{len(nodes)}.insert{'After' if after else 'Before'}({other.kind()[4:]})")
        same("\n".join([*told, "is the node that comes back the one inserted?"]),
             (node.insertAfter if after else node.insertBefore)(other) is node, True)  # fmt: skip
        model.insert(model.index(other.kind()) + after, node.kind())
        nodes.append(node)
    given = "\n".join(told)
    same(f"{given}\nforwards", [node.kind() for node in graph.nodes()], model)
    same(f"{given}\nbackwards", [node.kind() for node in graph.block().reversed_nodes()], model[::-1])
    same(f"{given}\ngraph.lint()", outcome(graph.lint), None)
    same(f"{given}\nn0 before each of them", [nodes[0].isBefore(node) for node in nodes[1:]],
         [model.index("my::n0") < model.index(node.kind()) for node in nodes[1:]])  # fmt: skip


@given(insertions)
def check_order_is_asked_after_in_between(chosen: list[tuple[bool, int]]) -> None:
    graph = Graph()
    nodes = [graph.insertNode(graph.create("my::n0", 0))]
    for after, place in chosen:
        other = nodes[place % len(nodes)]
        node = graph.create(f"my::n{len(nodes)}", 0)
        (node.insertAfter if after else node.insertBefore)(other)
        what = f"{node.kind()[4:]} inserted {'after' if after else 'before'} {other.kind()[4:]}"
        same(f"{what}: isAfter(…)", node.isAfter(other), after)
        nodes.append(node)


def check_nested_blocks() -> None:
    graph = Graph()
    owner = graph.insertNode(graph.create("prim::If", [graph.insertConstant(True)], 0))
    for _ in range(2):
        block = owner.addBlock()
        node = graph.create("my::op", 0).insertAfter(block.paramNode())
        same("a node in an empty block knows its block", node.owningBlock() is block, True)
        same("the nodes of that block", [each.kind() for each in block.nodes()], ["my::op"])
    same("graph.lint()", outcome(graph.lint), None)


def check_what_may_not_be_inserted() -> None:
    graph = Graph()
    first = graph.insertNode(graph.create("my::first", 0))
    second = graph.insertNode(graph.create("my::second", 0))
    wanted = "RuntimeError: the my::second node is in a graph already; move it instead"
    same("second.insertAfter(first), both in the graph", outcome(second.insertAfter, first), wanted)
    new = graph.create("my::new", 0)
    wanted = "RuntimeError: nothing can stand behind a block's return"
    same("new.insertAfter(the return)", outcome(new.insertAfter, graph.return_node()), wanted)
    same("the graph afterwards", [node.kind() for node in graph.nodes()], ["my::first", "my::second"])
    same("new.insertAfter(first) afterwards", outcome(new.insertAfter, first) is new, True)
