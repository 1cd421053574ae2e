"""Names, constants and default arguments in `.code`.  Expected texts are PyTorch 2.13.0's and 1.8.1's."""

from __future__ import annotations

from typing import Any

import pytest

import minitorchscript as torch
from minitorchscript import nn


def body(function: Any, *inputs: Any) -> list[str]:
    traced = torch.jit.trace(function, inputs or (torch.rand(2),))
    return [line.strip() for line in traced.code.split(") -> Tensor:\n")[1].splitlines()]


def test_a_name_loses_its_suffix_and_gets_a_new_one() -> None:
    def program(x: Any) -> Any:
        x = torch.sin(x)
        x = torch.cos(x)
        return x + x

    assert body(program) == ["x0 = torch.sin(x)", "x1 = torch.cos(x0)", "return torch.add(x1, x1)"]


class Numbered(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.net = nn.Sequential(nn.ReLU())

    def forward(self, x: Any) -> Any:
        x = self.net(x)
        return self.net(x + x)


def test_names_that_end_in_digits_may_get_another_one() -> None:
    traced = torch.jit.trace(Numbered(), torch.rand(2))
    torch._C._jit_pass_inline(traced.graph)
    assert traced.code == (
        "def forward(self,\n    x: Tensor) -> Tensor:\n"
        "  net = self.net\n"
        '  _0 = getattr(net, "0")\n'
        "  x0 = torch.relu(x)\n"
        "  input = torch.add(x0, x0)\n"
        '  _00 = getattr(net, "0")\n'
        "  return torch.relu(input)\n"
    )


@pytest.mark.parametrize("word", ["fork", "attribute", "aten", "ops", "inf"])
def test_words_that_would_mean_something_else(word: str) -> None:
    namespace: dict[str, Any] = {"torch": torch, "__name__": __name__}
    exec(f"def program({word}):\n    {word} = torch.sin({word})\n    return {word} + {word}", namespace)
    text = torch.jit.trace(namespace["program"], torch.rand(2)).code
    assert text.startswith(f"def program({word}0: Tensor)")


class Scale(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.table = [torch.tensor([1.0, 2.0])]

    def forward(self, x: Any) -> Any:
        return (x + 2) * 2 + self.table[0]


def test_tensors_go_into_a_table_once() -> None:
    text, constants = torch.jit.trace(Scale(), torch.rand(2)).code_with_constants
    assert text.splitlines()[2:] == [
        "  _0 = torch.mul(torch.add(x, CONSTANTS.c0), CONSTANTS.c0)",
        "  return torch.add(_0, CONSTANTS.c1)",
    ]
    assert list(constants.const_mapping) == ["c0", "c1"]
    assert constants.c1.tolist() == [1.0, 2.0]
    assert constants.c0 == 2
    with pytest.raises(KeyError, match="c2"):
        _ = constants.c2


def test_floats_have_all_their_digits() -> None:
    written = ["_0 = torch.leaky_relu(input, 0.10000000000000001)", "return _0"]
    assert body(lambda input: nn.functional.leaky_relu(input, 0.1)) == written


def plus(x: Any) -> Any:
    return torch.flatten(torch.add(x, x))


def doubled(x: Any) -> Any:
    return torch.add(x, x, alpha=2)


def test_default_arguments() -> None:
    assert body(plus) == ["return torch.flatten(torch.add(x, x))"]
    assert body(doubled) == ["return torch.add(x, x, alpha=2)"]
    with torch.jit.dialect("1.8"):
        assert body(plus) == ["_0 = torch.flatten(torch.add(x, x, alpha=1), 0, -1)", "return _0"]


def test_an_earlier_default_is_written_where_a_later_argument_differs() -> None:
    assert body(lambda x: torch.flatten(x, 0, 1), torch.rand(2, 2)) == ["return torch.flatten(x, 0, 1)"]
