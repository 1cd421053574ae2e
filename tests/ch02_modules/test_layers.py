"""Every layer against what PyTorch 2.13.0 shows of it: text, attributes, first weights, outputs in both modes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from record_layers import CASES, RECORDED, observe

import minitorchscript as torch

LAYERS = json.loads(RECORDED.read_text(encoding="utf-8"))["layers"]


def differences(ours: Any, theirs: Any, path: str = "") -> list[str]:
    """Where the two differ; numbers may be apart by rounding."""
    if isinstance(theirs, dict):
        found = [f"{path}: {list(ours)} instead of {list(theirs)}"] if list(ours) != list(theirs) else []
        return found + [
            d for key in theirs if key in ours for d in differences(ours[key], theirs[key], f"{path}.{key}")
        ]
    if path.endswith("values"):
        same = theirs == pytest.approx(ours, rel=2e-5, abs=2e-5, nan_ok=True)
    else:
        same = ours == theirs
    if isinstance(theirs, list) and any(isinstance(each, dict) for each in theirs):
        pairs = zip(ours, theirs, strict=True)
        return [d for i, (a, b) in enumerate(pairs) for d in differences(a, b, f"{path}[{i}]")]
    return [] if same else [f"{path}: {ours!r} instead of {theirs!r}"]


def test_the_recording_is_of_these_cases() -> None:
    assert list(LAYERS) == [expression for expression, _ in CASES]


@pytest.mark.parametrize(("expression", "given"), CASES, ids=[expression for expression, _ in CASES])
@pytest.mark.filterwarnings("ignore")
def test_a_layer_is_as_in_pytorch(expression: str, given: Any) -> None:
    found = differences(observe(torch, expression, given), LAYERS[expression])
    assert not found, "\n".join(found)
