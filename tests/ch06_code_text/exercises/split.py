"""Long expressions, in lines of their own: the text is PyTorch's, and still means what the graph means."""

from __future__ import annotations

from typing import Any

from book.grading import same
from book.overlay import reference
from hypothesis import given, settings
from hypothesis import strategies as st
from nameless_programs import graph_and_code, run_text
from strategies import Network, networks
from traced_texts import same_network_texts

import minitorchscript as torch

expressions = st.recursive(
    st.just("x"),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["sigmoid", "tanh", "neg", "neg_"]), inner).map(lambda t: f"torch.{t[0]}({t[1]})"),
        st.tuples(st.sampled_from(["add", "mul"]), inner, inner).map(lambda t: f"torch.{t[0]}({t[1]}, {t[2]})"),
        inner.map(lambda text: f"torch.pow(2, {text})"),
        st.lists(inner, min_size=2, max_size=4).map(lambda texts: f"torch.stack([{', '.join(texts)}]).sum(0)"),
    ),
    max_leaves=8,
)


def program_of(expression: str) -> Any:
    namespace: dict[str, Any] = {"torch": torch, "__name__": "__main__"}
    exec(f"def program(x):\n    return {expression}\n", namespace)
    return namespace["program"]


@settings(max_examples=40)
@given(expressions)
def check_the_text_computes_what_the_graph_computes(expression: str) -> None:
    traced, graph, code = graph_and_code(program_of(expression))
    x = torch.tensor([0.25, -1.5])
    got, wanted = run_text(code, "program", x.clone()), traced(x.clone())
    same(f"{expression}, traced,\n{graph}as\n{code}run on [0.25, -1.5]", str(got), str(wanted))


@settings(max_examples=40)
@given(expressions)
def check_the_text_is_the_one_that_pytorch_prints(expression: str) -> None:
    with reference():
        _, _, expected = graph_and_code(program_of(expression))
    _, graph, code = graph_and_code(program_of(expression))
    same(f"{expression}, traced,\n{graph}", code, expected)


def check_some_by_hand() -> None:
    long = "torch.tanh(torch.sigmoid(torch.sigmoid(x)))"
    for expression in (
        f"torch.mul(torch.neg(x), {long})",
        f"torch.add(torch.neg(x), torch.relu({long}))",
        f"torch.add(torch.mul(torch.neg(x), torch.cos(x)), torch.relu({long}))",
        f"torch.pow(2, torch.relu({long}))",
        f"torch.stack([torch.neg(x), {long}, torch.cos(x), {long}, torch.sin(x)])",
        f"torch.add({long}, torch.mul({long}, {long}))",
    ):
        with reference():
            _, _, expected = graph_and_code(program_of(expression))
        _, graph, code = graph_and_code(program_of(expression))
        same(f"{expression}, traced,\n{graph}", code, expected)


@settings(max_examples=20)
@given(networks())
def check_random_networks(network: Network) -> None:
    same_network_texts(network)
