"""Traced, scripted and plain pieces in one module: whatever calls what, the result is that of plain Python.

A network is a chain of pieces.  Each of them stays Python or is compiled before the whole is; those that decide
something may be compiled only by script, or by whoever scripts the whole.
"""

from __future__ import annotations

import io
import warnings
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import minitorchscript as torch
from minitorchscript import nn
from minitorchscript.ir.verify import verify
from minitorchscript.ops.resolve import schema_of
from minitorchscript.runtime import interpreter


class Straight(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(2, 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(x).reshape(x.size(0), -1)  # type: ignore[no-any-return]


class Deciding(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(2, 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if bool(x.sum() > 0):
            return self.fc(x)  # type: ignore[no-any-return]
        return -x


class Looping(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        rounds = 0
        while float(x.abs().max()) > 2.0 and rounds < 5:
            x = x * 0.5
            rounds += 1
        return x + rounds


class Chain(nn.Module):
    def __init__(self, *pieces: Any) -> None:
        super().__init__()
        self.pieces = nn.ModuleList(pieces)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for piece in self.pieces:
            x = piece(x)
        return x + 1


X = torch.tensor([[1.0, -2.0]])
WAYS = {"traced": lambda piece: torch.jit.trace(piece, X), "scripted": torch.jit.script, "plain": lambda piece: piece}

pieces = st.sampled_from([(Straight, way) for way in WAYS] + [(each, "scripted") for each in (Deciding, Looping)])
rows = st.lists(st.lists(st.integers(-6, 6).map(float), min_size=2, max_size=2), min_size=1, max_size=3)


@given(st.lists(pieces, min_size=1, max_size=4), st.sampled_from(["traced", "scripted"]), rows.map(torch.tensor))
def test_every_mixture_computes_the_same(chosen: list[tuple[Any, str]], whole: str, x: Any) -> None:
    made = [cls() for cls, _ in chosen]
    expected = Chain(*made)(x)
    with warnings.catch_warnings():
        warnings.simplefilter("error", torch.jit.TracerWarning)  # what decides is compiled: nothing to warn of
        mixed = WAYS[whole](Chain(*(WAYS[way](piece) for piece, (_, way) in zip(made, chosen, strict=True))))
    assert torch.equal(mixed(x), expected), mixed.code
    inlined = mixed.inlined_graph
    verify(inlined, schema_of)
    assert not any(node.kind().startswith("prim::Call") for node in inlined.block().walk())
    assert torch.equal(interpreter.run(inlined, [mixed, x]), expected), str(inlined)
    file = io.BytesIO()
    torch.jit.save(mixed, file)
    file.seek(0)
    loaded = torch.jit.load(file)
    assert loaded.code == mixed.code and torch.equal(loaded(x), expected)


@given(rows.map(torch.tensor))
def test_a_traced_function_may_call_a_scripted_one_and_be_called_by_one(x: Any) -> None:
    inner = torch.jit.script(clipped)
    middle = torch.jit.trace(lambda x: inner(x) * 2, X)

    def outer(x: torch.Tensor) -> torch.Tensor:
        return middle(x) + 1

    expected = clipped(x) * 2 + 1
    scripted = torch.jit.script(outer)
    assert torch.equal(scripted(x), expected)
    graph = scripted.inlined_graph
    assert graph.findNode("prim::CallFunction") is None and graph.findNode("prim::If") is not None
    assert torch.equal(interpreter.run(graph, [x]), expected)


def clipped(x: torch.Tensor) -> torch.Tensor:
    if bool(x.max() > 3):
        return x.clamp(-3, 3)
    return x


@pytest.mark.parametrize("grad", [True, False])
def test_requires_grad_at_the_border_is_that_of_the_run(grad: bool) -> None:
    w = torch.ones(2, requires_grad=grad)
    inner = torch.jit.script(clipped)
    calls = torch.jit.trace(lambda w: inner(w) + inner(w.detach()), w).graph.findAllNodes("prim::CallFunction")
    marks = [f"requires_grad={int(grad)}" in call.output().type().str() for call in calls]
    assert marks == [True, not grad]
