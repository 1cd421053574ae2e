"""The text means what the graph means, and folds all that PyTorch folds."""

from __future__ import annotations

from typing import Any

from book.grading import same
from book.overlay import reference
from hypothesis import given, settings
from nameless_programs import STEPS, Step, graph_and_code, program_of, run_text
from strategies import Network, networks
from traced_texts import same_network_texts

import minitorchscript as torch


@settings(max_examples=40)
@given(STEPS)
def check_the_text_computes_what_the_graph_computes(steps: list[Step]) -> None:
    traced, graph, code = graph_and_code(program_of(steps))
    x = torch.tensor([0.25, -1.5])
    got, wanted = run_text(code, "program", x.clone()), traced(x.clone())
    same(f"{graph}as\n{code}run on [0.25, -1.5]", got.tolist(), wanted.tolist())


@settings(max_examples=40)
@given(STEPS)
def check_the_text_is_the_one_that_pytorch_prints(steps: list[Step]) -> None:
    with reference():
        _, _, expected = graph_and_code(program_of(steps))
    _, graph, code = graph_and_code(program_of(steps))
    same(graph, code, expected)


def swapped(x: Any) -> Any:
    parts = [torch.cos(x)]
    parts += [torch.sin(parts[0])]
    parts += [parts[0].neg_()]
    return parts[2] * parts[1]


def check_recorded_from_pytorch() -> None:
    _, graph, code = graph_and_code(swapped)
    wanted = (
        "def swapped(x: Tensor) -> Tensor:\n  _0 = torch.cos(x)\n  _1 = torch.sin(_0)\n"
        "  return torch.mul(torch.neg_(_0), _1)\n"
    )
    same(graph, code, wanted)


@settings(max_examples=20)
@given(networks())
def check_random_networks(network: Network) -> None:
    same_network_texts(network)
