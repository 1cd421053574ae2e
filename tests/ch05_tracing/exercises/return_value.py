"""A value on its way out: through one block, through several, and in random networks."""

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
from minitorchscript.ir.value import Value
from minitorchscript.trace import lift


class Leaf(nn.Module):
    def forward(self, x: Any) -> Any:
        return torch.tanh(x)


class Nest(nn.Module):
    """Leaf in as many wrappings as wanted."""

    def __init__(self, depth: int) -> None:
        super().__init__()
        self.inner = Nest(depth - 1) if depth else Leaf()

    def forward(self, x: Any) -> Any:
        return self.inner(x)


class Around(nn.Module):
    def __init__(self, depth: int) -> None:
        super().__init__()
        self.nest, self.other = Nest(depth), Nest(depth)

    def forward(self, x: Any) -> Any:
        y = self.nest(x)
        return self.other(y) + y


def wrapped(depth: int) -> tuple[Graph, Value]:
    """A value made in `depth` + 1 blocks, one inside the other; and the graph."""
    graph = Graph()
    x = graph.addInput("x")
    block = graph.block()
    for level in range(depth + 1):
        node = block.appendNode(graph.create("prim::TracedModuleForward", [x], 0).s_("scope", f"level{level}"))
        block = node.addBlock()
    made = block.appendNode(graph.create("aten::tanh", [x], 1)).output()
    return graph, made.setType(TensorType.of(torch.zeros(2)))


def outcome_of(depth: int, sees: int) -> tuple[str, str]:
    """The graph afterwards, and what came back, where the user stands `sees` blocks further in than the graph's own."""
    graph, made = wrapped(depth)
    blocks, inner = {graph.block()}, graph.block()
    for _ in range(sees):
        inner = next(iter(inner.nodes())).blocks()[0]
        blocks.add(inner)
    result = lift._return_value(made, blocks)
    return graph.str(False), f"{result.debugName()} : {result.type().str()}"


def check_through_blocks() -> None:
    for depth in (0, 1, 3):
        for sees in range(depth + 2):
            with reference():
                expected, wanted = outcome_of(depth, sees)
            graph, found = outcome_of(depth, sees)
            before = wrapped(depth)[0].str(False)
            same(f"{before}used {sees} blocks inside: what comes back", found, wanted)
            same(f"{before}used {sees} blocks inside: the graph afterwards", graph, expected)


def check_whole_traces_through_blocks() -> None:
    for depth in (0, 2):
        same_texts(f"tanh inside {depth + 1} modules, called twice", lambda: (Around(depth), (torch.rand(1),)))  # noqa: B023


@settings(max_examples=20)
@given(networks())
def check_random_networks(network: Network) -> None:
    same_network_texts(network)
