"""Programs whose values live in a list, where the tracer finds no names for them: all that may fold, does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

import minitorchscript as torch

UNARY = ("sin", "cos", "tanh", "sigmoid", "neg", "relu_", "neg_", "sin_")
BINARY = ("add", "mul", "sub")
Step = tuple[str, int, int]
STEPS = st.lists(st.tuples(st.sampled_from(UNARY + BINARY), st.integers(0, 9), st.integers(0, 9)), max_size=9)


def program_of(steps: list[Step]) -> Callable[[Any], Any]:
    """The numbers count back from the newest value."""

    def program(x: Any) -> Any:
        parts = [torch.exp(x)]
        for name, first, second in steps:
            own, other = parts[-1 - first % len(parts)], parts[-1 - second % len(parts)]
            parts += [getattr(torch, name)(own) if name in UNARY else getattr(torch, name)(own, other)]
        return parts[-1]

    return program


def graph_and_code(program: Callable[[Any], Any]) -> tuple[Any, str, str]:
    """A trace, the text of its graph, and its `.code`."""
    traced = torch.jit.trace(program, torch.rand(2), check_trace=False)
    return traced, traced.graph.str(False), traced.code


def run_text(code: str, name: str, *inputs: Any) -> Any:
    """Run `.code` as Python."""
    namespace: dict[str, Any] = {"torch": torch, "Tensor": torch.Tensor}
    exec(code, namespace)
    return namespace[name](*inputs)
