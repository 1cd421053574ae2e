"""`check_trace`: a second trace, both graphs compared, both run.  The texts are PyTorch 2.13.0's."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

import minitorchscript as torch
from minitorchscript import nn

Error = torch.jit.TracingCheckError


def gate(x: Any) -> Any:
    if x.sum() > 10:
        return x * 2
    return x


class Counter(nn.Module):
    count = 0

    def forward(self, x: Any) -> Any:
        self.count += 1
        return x * self.count


def error_of(function: Any, *inputs: Any, **options: Any) -> str:
    with warnings.catch_warnings(), pytest.raises(Error) as raised:
        warnings.simplefilter("ignore", torch.jit.TracerWarning)
        torch.jit.trace(function, inputs, **options)
    return str(raised.value)


def test_another_input_takes_another_branch() -> None:
    text = error_of(gate, torch.tensor([7.0, 7.0]), check_inputs=[torch.tensor([1.0])])
    line = gate.__code__.co_firstlineno + 2
    assert text.startswith(
        "Tracing failed sanity checks!\n"
        "ERROR: Graphs differed across invocations!\n"
        "\tGraph diff:\n"
        "\t\t  graph(%x : Tensor):\n"
        f"\t\t-   %1 : Tensor = prim::Constant[value={{2}}]() # {__file__}:{line}:0\n"
        f"\t\t-   %2 : Tensor = aten::mul(%x, %1) # {__file__}:{line}:0\n"
        "\t\t-   return (%2)\n"
        "\t\t?            ^\n"
        "\t\t+   return (%x)\n"
        "\t\t?            ^\n"
    )


def test_the_same_input_takes_the_same_branch() -> None:
    with pytest.warns(torch.jit.TracerWarning, match="Python boolean"):
        torch.jit.trace(gate, torch.tensor([7.0, 7.0]))


def test_state_outside_the_module_shows() -> None:
    text = error_of(Counter(), torch.rand(2))
    line = Counter.forward.__code__.co_firstlineno + 2
    assert "\tFirst diverging operator:\n\tNode diff:\n" in text
    assert f"\tTrace source location:\n\t\t{__file__}({line}): forward\n" in text
    assert f"\tCheck source location:\n\t\t{__file__}({line}): forward\n" in text
    assert "ERROR: Tensor-valued Constant nodes differed in value across invocations." in text


def test_unchecked_it_passes() -> None:
    assert torch.jit.trace(Counter(), torch.ones(2), check_trace=False)(torch.ones(2)).tolist() == [1.0, 1.0]


def test_chance_is_a_warning() -> None:
    with pytest.warns(torch.jit.TracerWarning) as caught:
        torch.jit.trace(lambda x: x + torch.rand(2), torch.rand(2))
    first, second = (str(each.message) for each in caught)
    assert first.startswith("Trace had nondeterministic nodes. Did you forget call .eval() on your model? Nodes:\n")
    assert "aten::rand" in first
    assert second.startswith(
        "Output nr 1. of the traced function does not match the corresponding output of the Python function."
    )
    assert {each.filename for each in caught} == {__file__}


def test_inputs_are_not_changed_by_checking() -> None:
    """Tracing itself runs the program on the inputs; checking runs it on copies."""
    x = torch.zeros(2)
    torch.jit.trace(lambda x: x.add_(1), x)
    assert x.tolist() == [1.0, 1.0]
