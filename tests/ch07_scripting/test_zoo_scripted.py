"""Networks of torchvision compile to PyTorch's texts (`record_zoo.py` recorded them), and run as they do in Python."""

from __future__ import annotations

import json

import pytest
from record_zoo import RECORDED, built, observe, observe_function, observe_trace

import minitorchscript as torch
from minitorchscript.aliases import as_torch
from minitorchscript.vision import models

RECORDS = json.loads(RECORDED.read_text(encoding="utf-8"))


def test_every_constructor_is_recorded() -> None:
    assert set(models.list_models()) <= set(RECORDS["networks"])


@pytest.mark.parametrize("call", RECORDS["networks"])
def test_a_network_compiles_to_pytorchs_texts(call: str) -> None:
    with as_torch():
        found = observe(torch, models, call)
    recorded = RECORDS["networks"][call]
    assert found.get("texts") == recorded.get("texts")
    assert (found["methods"], found["code"]) == (recorded["methods"], recorded["code"])
    assert found == recorded


@pytest.mark.parametrize("name", RECORDS["functions"])
def test_a_function_of_networks_compiles_to_torchvisions_text(name: str) -> None:
    with as_torch():
        assert observe_function(torch, "minitorchscript.vision", name) == RECORDS["functions"][name]


@pytest.mark.parametrize("name", RECORDS["traced"])
def test_a_trace_of_a_scripted_network_shows_what_pytorchs_shows(name: str) -> None:
    with as_torch():
        assert observe_trace(torch, models, name) == RECORDS["traced"][name]


RUN = [
    *[("resnet18", 32, mode) for mode in ("evaluating", "training")],
    *[("mobilenet_v3_small", 32, mode) for mode in ("evaluating", "training")],
    ("googlenet", 15, "evaluating"),
    ("shufflenet_v2_x0_5", 32, "training"),
    ("efficientnet_b0", 32, "training"),  # which skips blocks at random
]


@pytest.mark.filterwarnings("ignore:Scripted GoogleNet always returns")
@pytest.mark.parametrize("call, size, mode", RUN)
def test_a_scripted_network_gives_what_python_gives(call: str, size: int, mode: str) -> None:
    with as_torch():
        network = built(torch, models, call).train(mode == "training")
    torch.manual_seed(0)
    for parameter in network.parameters():
        torch.nn.init.uniform_(parameter, -0.1, 0.1)
    x = torch.rand(2, 3, size, size)
    with torch.no_grad():
        compiled = torch.jit.script(network)
        torch.manual_seed(1)
        expected = network(x)
        torch.manual_seed(1)
        found = compiled(x)
    for one, two in zip(_tensors(found), _tensors(expected), strict=True):
        assert torch.equal(one, two)


def _tensors(result: object) -> list[torch.Tensor]:
    members = result if isinstance(result, tuple) else (result,)
    return [each for each in members if each is not None]
