"""Flattening a tree of calls: the same graph as inlining level by level, in one copy of each node."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import network

import minitorchscript as torch
from minitorchscript import nn
from minitorchscript.ir.graph import Graph
from minitorchscript.ir.node import Node
from minitorchscript.passes import inline as inlining
from minitorchscript.passes.flatten import flatten

X = torch.tensor([[1.0, -2.0]])


class Nested(nn.Module):
    """Constants before and after the call of the inner module, some of them the same at every level."""

    def __init__(self, inner: Any, number: int) -> None:
        super().__init__()
        self.inner = inner
        self.fc = nn.Linear(2, 2)
        self.number = number

    def forward(self, x: Any) -> Any:
        y = x * self.number - 0.5
        if self.inner is not None:
            y = self.inner(y)
        return torch.sub(self.fc(y), x, alpha=self.number % 3) + 7 * x


def nested(depth: int) -> Any:
    module = None
    for level in range(depth):
        module = Nested(module, level)
    return torch.jit.trace(module, X, check_trace=False)


def level_by_level(function: Any) -> Graph:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inlining, "flatten", lambda *given: None)
        return inlining.optimized_graph(function)


def forward_of(module: Any) -> Any:
    return module.class_type.methods["forward"]


def forget(module: Any) -> None:
    for each in module.modules():
        for method in each.class_type.methods.values():
            method.optimized = method.snapshot = None


@pytest.mark.parametrize("depth", [1, 2, 3, 6])
def test_it_equals_inlining_level_by_level(depth: int) -> None:
    traced = nested(depth)
    flat = flatten(forward_of(traced), inlining.called_function)
    assert flat is not None
    flat.lint()
    forget(traced)
    expected = level_by_level(forward_of(traced))
    # Their own numbers differ; those of copies do not.
    assert str(flat.copy()) == str(expected.copy())


@given(st.integers(0, 2**32))
def test_random_networks_inline_alike(seed: int) -> None:
    torch.jit.fresh_unit()
    model, inputs = network(Random(seed)).build(torch)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a trace freezes some values is no concern here
        traced = torch.jit.trace(model, inputs, check_trace=False, strict=False)
    found = str(inlining.optimized_graph(forward_of(traced)).copy())
    forget(traced)
    assert found == str(level_by_level(forward_of(traced)).copy())


@pytest.fixture
def deep_stack() -> Iterator[None]:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    yield
    sys.setrecursionlimit(limit)


def test_each_node_is_copied_as_often_at_any_depth(deep_stack: None, monkeypatch: pytest.MonkeyPatch) -> None:
    copies = 0
    clone_node = Graph.clone_node

    def counted(self: Graph, node: Node, *given: Any) -> Node:
        nonlocal copies
        copies += 1
        return clone_node(self, node, *given)

    monkeypatch.setattr(Graph, "clone_node", counted)
    per_level = []
    for depth in (20, 80):
        traced = nested(depth)
        copies = 0
        assert len([*traced.inlined_graph.nodes()]) > 7 * depth
        per_level.append(copies / depth)
    assert per_level[1] < 1.1 * per_level[0]


def test_what_was_inlined_once_does_not_see_a_later_change() -> None:
    traced = nested(3)
    before = str(traced.inlined_graph)
    inner = str(traced.inner.inlined_graph)
    for node in traced.inner.inner.graph.findAllNodes("aten::mul"):
        node.output().replaceAllUsesWith(node.inputsAt(0))
    assert str(traced.inlined_graph) == before
    assert str(traced.inner.inlined_graph) == inner
    forget(traced)
    assert str(traced.inlined_graph) != before


def test_a_function_that_is_called_twice_is_inlined_level_by_level() -> None:
    relu = nn.Sequential(nn.ReLU())
    traced = torch.jit.trace(nn.Sequential(nn.Sequential(relu, relu)), X, check_trace=False)
    assert traced.inlined_graph.findAllNodes("aten::relu")
