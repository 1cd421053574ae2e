"""Every operator agrees with PyTorch on its samples: values, dtype, shape, strides, and what shares memory."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from comparison import torch_python  # noqa: E402
from operator_samples import GRAD_FN, compare  # noqa: E402


def test_operators_agree_with_pytorch_on_their_samples(capsys: pytest.CaptureFixture[str]) -> None:
    python = torch_python()
    assert python is not None, "no Python with PyTorch 2: `make conformance` installs one"
    equal, tried, differences = compare(python, [])
    names = equal.pop(GRAD_FN), tried.pop(GRAD_FN)
    with capsys.disabled():
        print(f"\noperators on their samples: {equal.total()} / {tried.total()} comparisons equal")
        print(f"  names of grad_fn (they depend on the path PyTorch takes): {names[0]} / {names[1]}")
    of_weight = [each for each in differences if not each.startswith(GRAD_FN)]
    assert tried.total() > 4000 and not of_weight, "\n".join(of_weight)
