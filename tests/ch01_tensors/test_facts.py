"""Tensors do what PyTorch does: every recorded program prints the recorded text."""

from __future__ import annotations

import facts
import pytest

import minitorchscript as torch

RECORDED = [
    pytest.param(fact, id=f"{path.stem}-{number}")
    for path in sorted(facts.FOLDER.glob("*.txt"))
    for number, fact in enumerate(facts.read(path)[1])
]


@pytest.mark.parametrize("fact", RECORDED)
def test_a_recorded_program_prints_what_pytorch_printed(fact: facts.Fact) -> None:
    assert facts.run(fact.program, torch) == fact.printed, fact.program
