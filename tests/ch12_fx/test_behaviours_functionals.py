"""Each function of `torch.nn.functional` as the root of a symbolic trace: the graph or refusal recorded under PyTorch.

`record_functionals.py` writes the recording.
"""

from __future__ import annotations

import json

import pytest
from record_functionals import RECORDED, outcome

import minitorchscript as torch
from minitorchscript import fx

WANTED: dict[str, list[str]] = json.loads(RECORDED.read_text())

NOT_OFFERED = (
    *("conv_tbc", "grouped_mm", "linear_cross_entropy", "native_channel_shuffle", "scaled_grouped_mm", "scaled_mm"),
)

OTHERWISE = {
    "multi_head_attention_forward": "PyTorch hands `is_causal` over before the optional weights, not in order",
    "triplet_margin_with_distance_loss": "PyTorch's TypeError is about a list that cannot be hashed; refused here too",
}


@pytest.mark.filterwarnings("ignore:`nn.functional.upsample")
@pytest.mark.parametrize("name", [name for name in WANTED if name not in (*NOT_OFFERED, *OTHERWISE)])
def test_a_function_is_traced_as_in_pytorch(name: str) -> None:
    assert outcome(fx, getattr(torch.nn.functional, name)) == WANTED[name]


@pytest.mark.parametrize("name", NOT_OFFERED)
def test_what_is_not_offered_says_so(name: str) -> None:
    with pytest.raises((AttributeError, NotImplementedError), match="minitorchscript"):
        getattr(torch.nn.functional, name)(torch.ones(1), torch.ones(1), torch.ones(1))


def test_the_order_of_named_arguments_is_all_that_differs() -> None:
    name = "multi_head_attention_forward"
    kind, text = outcome(fx, getattr(torch.nn.functional, name))
    assert kind == "traced" and sorted(text) == sorted(WANTED[name][1])
    assert outcome(fx, torch.nn.functional.triplet_margin_with_distance_loss)[0] == "ValueError"
