"""Every layer, scripted: it gives what Python gives, in both modes; and so does what was saved and loaded again."""

from __future__ import annotations

import io
import json
import warnings
from collections import OrderedDict
from typing import Any

import pytest
from record_library import CASES, RECORDED, flat_tensors, inputs_of

import minitorchscript as torch
from minitorchscript import nn
from minitorchscript.aliases import as_torch

REFUSED = {e for e, seen in json.loads(RECORDED.read_text(encoding="utf-8"))["layers"].items() if "refused" in seen}
UNLIKE = {
    "nn.Embedding(5, 3, max_norm=1.0, norm_type=1.0)": "compiled, PyTorch's leaves the vectors as long as they are",
    "nn.EmbeddingBag(7, 3, 1.0, 1.5, mode='max')": "compiled, PyTorch's leaves the vectors as long as they are",
    "nn.utils.parametrizations.weight_norm(nn.Linear(4, 3))": "compiled, PyTorch's raises",
}


class Holder(nn.Module):
    """A recurrent layer has two signatures, so scripted by itself it has no `forward`, in PyTorch too."""

    def __init__(self, layer: nn.Module) -> None:
        super().__init__()
        self.layer = layer

    def forward(self, input: torch.Tensor) -> Any:
        return self.layer(input)


def made(expression: str) -> Any:
    torch.manual_seed(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some layers warn when they are made
        layer = eval(expression, {"torch": torch, "nn": nn, "OrderedDict": OrderedDict})
    return Holder(layer) if isinstance(layer, nn.RNNBase) else layer


def outcome(module: Any, inputs: list[Any], training: bool) -> dict[str, Any]:
    """The results of a call with seed 1, and the buffers afterwards."""
    module.train(training)
    torch.manual_seed(1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of dimensions chosen for the caller, in both ways of running
        results = flat_tensors(
            module(*(value.clone() if isinstance(value, torch.Tensor) else value for value in inputs))
        )
    seen = {f"result {place}": each for place, each in enumerate(results)} | dict(module.named_buffers())
    return {name: each if each is None else (each.dtype, each.detach().numpy().copy()) for name, each in seen.items()}


def same(found: dict[str, Any], expected: dict[str, Any]) -> bool:
    return repr(found) == repr(expected) and all(
        each is None or found[name][1].tobytes() == each[1].tobytes() for name, each in expected.items()
    )


LIKE = [(e, given) for e, given in CASES if given is not None and not {e} & (REFUSED | UNLIKE.keys())]


@pytest.mark.parametrize("expression, given", LIKE)
def test_a_scripted_layer_gives_what_python_gives(expression: str, given: Any) -> None:
    inputs = inputs_of(torch, given)
    if isinstance(made(expression), Holder):
        inputs = inputs[:1]
    eager = [outcome(made(expression), inputs, training) for training in (False, True)]
    with as_torch(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of constants that are none
        compiled = torch.jit.script(made(expression))
        if "CrossMapLRN2d" in expression:  # a call back into Python, which no file holds
            assert all(same(outcome(compiled, inputs, training), eager[training]) for training in (False, True))
            with pytest.raises(RuntimeError, match="Could not export Python function call 'CrossMapLRN2d'"):
                torch.jit.save(compiled, io.BytesIO())
            return
        saved = io.BytesIO()
        torch.jit.save(compiled, saved)
        saved.seek(0)
        loaded = torch.jit.load(saved)
    for each in (compiled, loaded):
        state = {name: value.clone() for name, value in each.state_dict().items()}
        for training in (False, True):
            each.load_state_dict(state)
            assert same(outcome(each, inputs, training), eager[training])
