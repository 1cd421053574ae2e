"""Blocks with no result, one and several; alone, and in random networks."""

from __future__ import annotations

from typing import Any

from book.grading import same
from book.overlay import reference
from hypothesis import given, settings
from strategies import Network, networks
from traced_texts import same_network_texts, same_texts

import minitorchscript as torch
from minitorchscript import nn
from minitorchscript.ir.graph import Graph
from minitorchscript.ir.types import TensorType
from minitorchscript.trace import lift


def graph_of(count: int) -> Graph:
    """A graph with a node whose block returns `count` values, each of which is used."""
    graph = Graph()
    x = graph.addInput("x")
    node = graph.insertNode(graph.create("prim::TracedModuleForward", [x], 0))
    block = node.addBlock()
    types = [TensorType.of(torch.zeros([2] * rank)) for rank in range(count)]
    for type_ in types:
        inner = block.appendNode(graph.create("aten::relu", [x], 1))
        block.registerOutput(inner.output())
        node.addOutput().setType(type_)
    for value in [*node.outputs()]:
        graph.registerOutput(graph.insertNode(graph.create("aten::tanh", [value], 1)).output())
    return graph


def text_after(count: int) -> str:
    graph = graph_of(count)
    (node,) = [node for node in graph.nodes() if node.kind() == "prim::TracedModuleForward"]
    lift._return_one_value(node)
    return str(graph)


def check_a_block_alone() -> None:
    for count in (1, 0, 2, 3):
        with reference():
            expected = text_after(count)
        same(f"{graph_of(count)}its call, after _return_one_value", text_after(count), expected)


class Several(nn.Module):
    def forward(self, x: Any) -> Any:
        return x + 1, x * 2, x - 3


class User(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.several = Several()
        self.ignored = nn.ReLU()

    def forward(self, x: Any) -> Any:
        a, b, c = self.several(x)
        self.ignored(a)
        return c - a


def check_a_trace() -> None:
    same_texts("a module that gives three values, of which two are used", lambda: (User(), (torch.rand(2),)))


@settings(max_examples=20)
@given(networks())
def check_random_networks(network: Network) -> None:
    same_network_texts(network)
