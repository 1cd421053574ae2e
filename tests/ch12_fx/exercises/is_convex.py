"""Slow and obvious: close the relation "is used by", and look for a node between two of the match."""

from __future__ import annotations

import itertools

from book.grading import same
from hypothesis import given
from hypothesis import strategies as st

import minitorchscript as torch
from minitorchscript import fx
from minitorchscript.fx.passes.utils import matcher_utils


@st.composite
def matches(draw: st.DrawFn) -> tuple[fx.Graph, list[fx.Node]]:
    """A graph, and some of its nodes: what a match could have found."""
    graph = fx.Graph()
    values = [graph.placeholder("x")]
    for _ in range(draw(st.integers(2, 7))):
        inputs = draw(st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True))
        values.append(graph.call_function(torch.add, tuple(inputs)))
    graph.output(values[-1])
    return graph, draw(st.lists(st.sampled_from(values[1:]), min_size=1, max_size=4, unique=True))


def as_map(nodes: list[fx.Node]) -> dict[fx.Node, fx.Node]:
    """Pattern node -> node, of a pattern whose nodes nobody reads."""
    pattern = fx.Graph()
    inputs = pattern.placeholder("a")
    return {pattern.call_function(torch.neg, (inputs,)): node for node in nodes}


@given(matches())
def check_random_matches(given: tuple[fx.Graph, list[fx.Node]]) -> None:
    graph, inside = given
    reaches = {(node, user) for node in graph.nodes for user in node.users}
    for middle, a, b in itertools.product(graph.nodes, graph.nodes, graph.nodes):
        if (a, middle) in reaches and (middle, b) in reaches:
            reaches.add((a, b))
    outside = [node for node in graph.nodes if node not in inside]
    between = any((a, v) in reaches and (v, b) in reaches for a in inside for b in inside for v in outside)
    answer = matcher_utils._is_convex(as_map(inside))
    same(f"{graph}\n\nthe match {inside}: can it be one operation", answer, not between)


def check_a_value_that_goes_out_and_comes_back() -> None:
    def program(x: torch.Tensor) -> torch.Tensor:
        a = torch.neg(x)
        return torch.add(torch.relu(a), a)

    graph = fx.symbolic_trace(program).graph
    neg, relu, add = (node for node in graph.nodes if node.op == "call_function")
    same("neg and add, with relu outside", matcher_utils._is_convex(as_map([neg, add])), False)
    same("neg, relu and add", matcher_utils._is_convex(as_map([neg, relu, add])), True)
    same("neg and relu", matcher_utils._is_convex(as_map([neg, relu])), True)


def check_inputs_of_the_pattern_do_not_count() -> None:
    pattern, graph = fx.Graph(), fx.symbolic_trace(lambda x: torch.relu(torch.neg(x))).graph
    x, neg, relu, _ = graph.nodes
    a = pattern.placeholder("a")
    found = {a: x, pattern.call_function(torch.relu, (a,)): relu}
    same("a pattern relu(a) with a = x", matcher_utils._is_convex(found), True)
