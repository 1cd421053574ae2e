"""Names in a dictionary of variables, and then in whole traces."""

from __future__ import annotations

from typing import Any

from book.grading import same
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import Network, networks
from traced_texts import same_network_texts

import minitorchscript as torch
from minitorchscript.trace import names

TENSORS = [torch.ones(2), torch.ones(2), torch.ones(1, 2)]
variables = st.dictionaries(st.sampled_from(["self", "x", "y", "out"]), st.sampled_from([0, 1, 2, 7, "x", None]))


@given(variables, st.sampled_from([0, 1, 2]))
def check_the_variable_that_is_the_tensor(chosen: dict[str, Any], wanted: int) -> None:
    first = next((name for name, number in chosen.items() if number == wanted), "")
    expected = "" if first == "self" else first
    held = {name: TENSORS[number] if number in (0, 1, 2) else number for name, number in chosen.items()}
    text = ", ".join(f"{name} = {f't{n}' if n in (0, 1, 2) else n!r}" for name, n in chosen.items())
    got = names.local_name(TENSORS[wanted], held)
    same(
        f"local_name(t{wanted}, the variables {text}), where t0 equals t1", got, expected if expected != "self" else ""
    )


def check_nothing_is_computed() -> None:
    class Touchy:
        def __eq__(self, other: object) -> bool:
            raise ValueError("compared")

        __hash__ = None  # type: ignore[assignment]

    same("local_name(t, the variables a = something that can't be compared, x = t)",
         names.local_name(TENSORS[0], {"a": Touchy(), "x": TENSORS[0]}), "x")  # fmt: skip


@settings(max_examples=15)
@given(networks())
def check_names_in_traces(network: Network) -> None:
    same_network_texts(network)
