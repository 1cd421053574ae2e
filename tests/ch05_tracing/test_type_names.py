"""One method per call, one type per instance: `forward1` and `___torch_mangle_N`, numbered as in PyTorch 2.13.0."""

from __future__ import annotations

from typing import Any

import pytest

import minitorchscript as torch
from minitorchscript import nn

X = torch.rand(1, 2)


class Twice(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(2, 2)
        self.other = nn.Linear(2, 2)

    def forward(self, x: Any) -> Any:
        return self.other(self.fc(self.fc(self.fc(x))))


def called(traced: Any) -> list[str]:
    return [node.s("name") for node in traced.graph.findAllNodes("prim::CallMethod")]


def name_of(traced: Any) -> str:
    return str(traced.class_type.qualified_name).removeprefix("__torch__.")


def test_each_call_is_a_method() -> None:
    traced = torch.jit.trace(Twice(), X)
    assert called(traced) == ["forward", "forward1", "forward2", "forward"]
    assert list(traced.fc.class_type.methods) == ["forward", "forward1", "forward2"]
    assert list(traced.other.class_type.methods) == ["forward"]


def test_a_module_under_two_names_is_two_modules_of_one_trace() -> None:
    layer = nn.ReLU()
    traced = torch.jit.trace(nn.Sequential(layer, layer), X)
    x = torch.tensor([[-1.0, 2.0]])
    assert traced(x).tolist() == [[0.0, 2.0]]
    assert called(traced) == ["forward", "forward1"]


def test_checking_takes_numbers_too() -> None:
    """`check_trace` traces again: Linear 1, Linear 2 and the module itself 3."""
    linear = "torch.nn.modules.linear"
    first, second = (torch.jit.trace(Twice(), X) for _ in range(2))
    assert [name_of(first.fc), name_of(first.other)] == [f"{linear}.Linear", f"{linear}.___torch_mangle_0.Linear"]
    assert [name_of(second.fc), name_of(second.other)] == [
        f"{linear}.___torch_mangle_4.Linear",
        f"{linear}.___torch_mangle_5.Linear",
    ]
    assert name_of(second).endswith("___torch_mangle_6.Twice")


@pytest.mark.parametrize(("check", "number"), [(True, 1), (False, 0)])
def test_the_second_trace(check: bool, number: int) -> None:
    torch.jit.trace(nn.ReLU(), X, check_trace=check)
    second = torch.jit.trace(nn.ReLU(), X, check_trace=check)
    assert name_of(second) == f"torch.nn.modules.activation.___torch_mangle_{number}.ReLU"


def test_a_fresh_unit_starts_over() -> None:
    for _ in range(2):
        torch.jit.fresh_unit()
        assert name_of(torch.jit.trace(nn.ReLU(), X)) == "torch.nn.modules.activation.ReLU"


def test_a_function_of_no_module() -> None:
    def program(x: Any) -> Any:
        return torch.sin(x)

    program.__module__ = None  # type: ignore[assignment]
    with pytest.raises(RuntimeError, match="'program': __module__ can't be None"):
        torch.jit.trace(program, X)


def test_functions_are_mangled_as_types_are() -> None:
    def program(x: Any) -> Any:
        return torch.sin(x)

    names = [torch.jit.trace(program, X, check_trace=False).qualified_name for _ in range(2)]
    assert [name.rpartition(".")[2] for name in names] == ["program", "program"]
    assert names[0] != names[1] and "___torch_mangle_0" in names[1]
