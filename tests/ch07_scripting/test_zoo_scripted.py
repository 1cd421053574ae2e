"""Networks of torchvision compile to PyTorch's texts (`record_zoo.py` recorded them), and run as they do in Python."""

from __future__ import annotations

import json

import pytest
from record_zoo import NETWORKS, RECORDED, built, observe

import minitorchscript as torch
from minitorchscript.aliases import as_torch
from minitorchscript.vision import models

RECORDS = json.loads(RECORDED.read_text(encoding="utf-8"))["networks"]


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_compiles_to_pytorchs_texts(name: str) -> None:
    with as_torch():
        found = observe(torch, models, name)
    recorded = RECORDS[name]
    assert found.get("texts") == recorded.get("texts")
    assert (found["methods"], found["code"]) == (recorded["methods"], recorded["code"])
    assert found["graphs"] == recorded["graphs"]


@pytest.mark.parametrize("name", ["resnet18", "mobilenet_v3_small", "shufflenet_v2_x0_5"])
def test_a_scripted_network_gives_what_python_gives(name: str) -> None:
    with as_torch():
        network = built(models, name)
    torch.manual_seed(0)
    for parameter in network.parameters():
        torch.nn.init.uniform_(parameter, -0.1, 0.1)
    x = torch.rand(1, 3, 32, 32)
    with torch.no_grad():
        assert torch.equal(torch.jit.script(network)(x), network(x))
