"""One of each constant, all at the front."""

from __future__ import annotations

from typing import Any

from book.grading import same
from book.overlay import reference
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import Network, networks
from strategies_graphs import graphs
from traced_texts import same_network_texts

import minitorchscript as torch
from minitorchscript.passes import constant_pooling

constants = st.lists(st.sampled_from([1, 1.0, True, 0, 0.0, "a", None, 2, [1], [1.0]]), max_size=8)


def graph_of(chosen: list[Any]) -> Any:
    """Each constant in front of the node that uses it."""
    graph = torch._C.Graph()
    x = graph.addInput("x")
    for constant in chosen:
        x = graph.insertNode(graph.create("my::use", [x, graph.insertConstant(constant)])).output()
    graph.registerOutput(x)
    return graph


@given(constants)
def check_one_of_each_and_all_at_the_front(chosen: list[Any]) -> None:
    graph, kept = graph_of(chosen), {(type(each), repr(each)): each for each in chosen}
    given = str(graph)
    constant_pooling.pool_constants(graph)
    graph.lint()
    kinds = [node.kind() for node in graph.nodes()]
    same(
        f"{given}afterwards, the kinds of its nodes", kinds, ["prim::Constant"] * len(kept) + ["my::use"] * len(chosen)
    )
    used = [node.inputsAt(1).toIValue() for node in graph.nodes() if node.kind() == "my::use"]
    same(f"{given}afterwards, the constants that are used", repr(used), repr(chosen))


@given(constants)
def check_order_and_answer_are_pytorch_s(chosen: list[Any]) -> None:
    expected, graph = graph_of(chosen), graph_of(chosen)
    given = str(graph)
    with reference():
        wanted = constant_pooling.pool_constants(expected)
    changed = constant_pooling.pool_constants(graph)
    same(f"{given}afterwards", str(graph), str(expected))
    same(f"{given}did anything change?", changed, wanted)


@settings(max_examples=15)
@given(graphs())
def check_nested_blocks(graph: Any) -> None:
    expected = graph.copy()
    copy = graph.copy()
    with reference():
        constant_pooling.pool_constants(expected)
    constant_pooling.pool_constants(copy)
    copy.lint()
    same(f"{copy}", str(copy), str(expected))


def check_a_second_time_changes_nothing() -> None:
    graph = graph_of([1, 2, 1])
    same("pool_constants, the first time", constant_pooling.pool_constants(graph), True)
    text = str(graph)
    constant_pooling.pool_constants(graph)
    same(
        "number of constants, after the second time", len(graph.findAllNodes("prim::Constant")), text.count("Constant")
    )


@settings(max_examples=10)
@given(networks())
def check_random_networks(network: Network) -> None:
    same_network_texts(network)
