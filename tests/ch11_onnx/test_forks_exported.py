"""Forks are exported as what they compute, from a module, a trace and a script of it."""

from __future__ import annotations

import io

import onnx
import pytest

import minitorchscript as torch
from minitorchscript import nn


class Forked(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(2, 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        first = torch.jit.fork(self.linear, x)
        second = torch.jit.fork(torch.neg, x)
        result: torch.Tensor = first.wait() + second.wait()
        return result


@pytest.mark.parametrize("form", ["module", "trace"])
def test_a_forked_layer(form: str) -> None:
    model: nn.Module = Forked()
    x = torch.ones(1, 2)
    file = io.BytesIO()
    torch.onnx.export(model if form == "module" else torch.jit.trace(model, x), (x,), file)
    exported = onnx.load_from_string(file.getvalue())
    onnx.checker.check_model(exported)
    assert sorted(node.op_type for node in exported.graph.node) == ["Add", "Gemm", "Neg"]
