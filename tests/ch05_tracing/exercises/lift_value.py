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
from minitorchscript.trace import lift
from minitorchscript.trace.record import record


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


def recorded(depth: int) -> tuple[str, list[str]]:
    """The graph after step 2, and what `_lift_value` gave each time."""
    torch.jit.fresh_unit()
    net = Around(depth)
    given = torch.jit.trace_module(net, {})
    graph = record(net, (torch.rand(1),), ["x"], module=given, scopes=net).graph
    lift._read_attributes_locally(graph)
    results, real = [], lift._lift_value

    def noting(value: Any, user: Any) -> Any:
        result = real(value, user)
        results.append(f"{result.debugName()} : {result.type().str()}")
        return result

    lift._lift_value = noting
    try:
        lift._return_what_is_used_outside(graph)
    finally:
        lift._lift_value = real
    return graph.str(False), results


def check_through_blocks() -> None:
    for depth in (0, 1, 3):
        with reference():
            expected, expected_results = recorded(depth)
        actual, results = recorded(depth)
        what = f"tanh inside {depth + 1} modules, called twice"
        same(f"{what}: what _lift_value returns", results, expected_results)
        same(f"{what}: the graph after step 2", actual, expected)


def check_whole_traces_through_blocks() -> None:
    for depth in (0, 2):
        same_texts(f"tanh inside {depth + 1} modules, called twice", lambda: (Around(depth), (torch.rand(1),)))  # noqa: B023


@settings(max_examples=20)
@given(networks())
def check_random_networks(network: Network) -> None:
    same_network_texts(network)
