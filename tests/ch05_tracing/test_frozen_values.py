"""Where Python takes over, the trace keeps what it saw, warns with the user's line, and remembers."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import find, settings
from hypothesis import strategies as st

import minitorchscript as torch
from minitorchscript import nn


def gate(x: Any) -> Any:
    if x.sum() > 10:
        return x * 2
    return x


def whole(x: Any) -> Any:
    return x * int(x[0])


def real(x: Any) -> Any:
    return x * float(x[0])


def walked(x: Any) -> Any:
    total = x[0]
    for row in x:
        total = total + row
    return total


def read(x: Any) -> Any:
    return x * x[0].item()


def built(x: Any) -> Any:
    return x + torch.tensor([1.0, 2.0])


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", torch.jit.TracerWarning)
        yield


@pytest.mark.parametrize(
    ("function", "what", "value", "offset"),
    [
        (gate, "bool", True, 1),
        (whole, "int", 7.0, 1),
        (real, "float", 7.0, 1),
        (walked, "iter", 2, 2),
        (read, "item", 7.0, 1),
        (built, "tensor", [1.0, 2.0], 1),
    ],
)
def test_each_is_listed_with_its_line(function: Callable[..., Any], what: str, value: Any, offset: int) -> None:
    traced = torch.jit.trace(function, torch.tensor([7.0, 7.0]), check_trace=False)
    (found,) = traced.frozen_values()
    assert (found.what, found.value) == (what, value)
    assert (found.filename, found.line) == (__file__, function.__code__.co_firstlineno + offset)
    assert str(found) == f"{__file__}:{found.line}: {what} gave {value!r}"


def test_the_warning_names_the_line_of_the_user() -> None:
    with pytest.warns(torch.jit.TracerWarning, match="Converting a tensor to a Python boolean") as caught:
        torch.jit.trace(gate, torch.ones(2), check_trace=False)
    assert [(each.filename, each.lineno) for each in caught] == [(__file__, gate.__code__.co_firstlineno + 1)]


def test_a_module_lists_them_too_and_a_clean_trace_none() -> None:
    class Gate(nn.Module):
        def forward(self, x: Any) -> Any:
            return gate(x)

    assert [each.what for each in torch.jit.trace(Gate(), torch.ones(2)).frozen_values()] == ["bool"]
    assert torch.jit.trace(nn.ReLU(), torch.ones(2)).frozen_values() == []


def test_the_trace_lies_on_the_other_branch() -> None:
    traced = torch.jit.trace(gate, torch.tensor([7.0, 7.0]))

    def lies(numbers: list[int]) -> bool:
        x = torch.tensor([float(number) for number in numbers])
        return not torch.equal(traced(x), gate(x))

    numbers = st.lists(st.integers(-20, 20), min_size=1, max_size=4)
    # Not [0]: there the trace is right by luck.
    assert find(numbers, lies, settings=settings(derandomize=True, database=None)) == [1]


def test_a_size_that_became_a_number_is_frozen() -> None:
    def program(x: Any) -> Any:
        return x.reshape(int(x.shape[0] * 2), -1)

    traced = torch.jit.trace(program, torch.rand(2, 4, 3), check_trace=False)
    assert [(each.what, each.value) for each in traced.frozen_values()] == [("int", 4)]
    assert traced(torch.rand(6, 4)).shape == (4, 6)
