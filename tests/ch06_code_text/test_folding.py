"""The `.code` text means what the graph means: run as Python, it computes the same, in-place operators included."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import minitorchscript as torch

UNARY = ("sin", "cos", "tanh", "sigmoid", "neg", "relu_", "neg_", "sin_")
BINARY = ("add", "mul", "sub")
Step = tuple[str, int, int]
STEPS = st.lists(st.tuples(st.sampled_from(UNARY + BINARY), st.integers(0, 99), st.integers(0, 99)), max_size=12)


def program_of(steps: list[Step]) -> Callable[[Any], Any]:
    """A function whose values live in a list, where the tracer finds no names for them."""

    def program(x: Any) -> Any:
        parts = [torch.exp(x)]
        for name, first, second in steps:
            own, other = first % len(parts), second % len(parts)
            if name in UNARY:
                parts += [getattr(torch, name)(parts[own])]
            else:
                parts += [getattr(torch, name)(parts[own], parts[other])]
        return parts[-1]

    return program


def run_text(code: str, name: str, *inputs: Any) -> Any:
    namespace: dict[str, Any] = {"torch": torch, "Tensor": torch.Tensor}
    exec(code, namespace)
    return namespace[name](*inputs)


@given(STEPS)
def test_the_text_computes_what_the_graph_computes(steps: list[Step]) -> None:
    program = program_of(steps)
    traced = torch.jit.trace(program, torch.rand(2), check_trace=False)
    x = torch.tensor([0.25, -1.5, 2.0])
    expected = traced(x.clone())
    assert torch.equal(expected, program(x.clone()))
    assert torch.equal(run_text(traced.code, "program", x.clone()), expected), traced.code


def test_the_property_can_fail() -> None:
    """Folding by use count alone, as chapter 6 tries it, gives another value."""
    code = "def program(x: Tensor) -> Tensor:\n  _0 = torch.cos(x)\n  return torch.mul(torch.neg_(_0), torch.sin(_0))\n"
    x = torch.tensor([0.5])
    assert not torch.equal(run_text(code, "program", x), swapped(x))


def swapped(x: Any) -> Any:
    parts = [torch.cos(x)]
    parts += [torch.sin(parts[0])]
    parts += [parts[0].neg_()]
    return parts[2] * parts[1]


def straight(x: Any) -> Any:
    parts = [torch.cos(x)]
    parts += [torch.sin(parts[0])]
    parts += [parts[0].neg_()]
    return parts[1] * parts[2]


def named(x: Any) -> Any:
    y = torch.sin(x)
    return torch.cos(y)


def used_twice(x: Any) -> Any:
    parts = [torch.sin(x)]
    return torch.add(parts[0], parts[0])


def returned(x: Any) -> Any:
    y = torch.sin(x)
    z = torch.cos(y)
    torch.neg(z)  # names z, and is dead code
    return z


def long_chain(x: Any) -> Any:
    return torch.relu(torch.tanh(torch.sigmoid(torch.sin(torch.cos(x)))))


def long_argument(x: Any) -> Any:
    return torch.mul(torch.neg(x), torch.tanh(torch.sigmoid(torch.sin(x))))


# As PyTorch 2.13.0 prints them.
BODIES = {
    swapped: "  _0 = torch.cos(x)\n  _1 = torch.sin(_0)\n  return torch.mul(torch.neg_(_0), _1)\n",
    straight: "  _0 = torch.cos(x)\n  _1 = torch.mul(torch.sin(_0), torch.neg_(_0))\n  return _1\n",
    named: "  y = torch.sin(x)\n  return torch.cos(y)\n",
    used_twice: "  _0 = torch.sin(x)\n  return torch.add(_0, _0)\n",
    returned: "  y = torch.sin(x)\n  return torch.cos(y)\n",
    long_chain: "  _0 = torch.sigmoid(torch.sin(torch.cos(x)))\n  return torch.relu(torch.tanh(_0))\n",
    long_argument: (
        "  _0 = torch.neg(x)\n  _1 = torch.tanh(torch.sigmoid(torch.sin(x)))\n  return torch.mul(_0, _1)\n"
    ),
}


@pytest.mark.parametrize("function", BODIES, ids=lambda function: function.__name__)
def test_what_is_folded(function: Callable[[Any], Any]) -> None:
    code = torch.jit.trace(function, torch.rand(2)).code
    assert code == f"def {function.__name__}(x: Tensor) -> Tensor:\n{BODIES[function]}"
