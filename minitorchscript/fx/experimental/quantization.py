"""Quantization simulated in float: watch the values of a network, then round them as int8 would.

`insert_observers` puts a module behind every value that a layer or function makes; it only looks. After some batches
of data `simulate` replaces each observer by the rounding that its range asks for, and rounds the weights. Steps and
zero points are those of affine quantization to 8 bits (Jacob et al. 2018): q = clamp(round(x / scale) + zero, 0, 255).
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

from ... import nn
from ...tensor.functions import VF
from ...tensor.grad_mode import no_grad
from ...tensor.tensor import Tensor
from .._symbolic_trace import symbolic_trace
from ..graph_module import GraphModule
from ..node import Node

__all__ = ["FakeQuantize", "MinMaxObserver", "calibrate", "insert_observers", "simulate"]

_LEVELS = 255
_SMALLEST_STEP = 1.1920928955078125e-07  # of float32, for a range of one value


class MinMaxObserver(nn.Module):
    """Passes its input on and remembers the smallest and largest value that it saw."""

    low: Tensor
    high: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("low", VF.full([], float("inf")))
        self.register_buffer("high", VF.full([], float("-inf")))

    def forward(self, x: Tensor) -> Tensor:
        """Note the smallest and the largest element; `x` itself comes back."""
        self.low = VF.minimum(self.low, x.detach().min())
        self.high = VF.maximum(self.high, x.detach().max())
        return x

    def step_and_zero(self) -> tuple[float, int]:
        """The distance between two levels, and the level that stands for 0; RuntimeError if nothing was seen."""
        if float(self.low) > float(self.high):
            raise RuntimeError("the observer has seen no data: run the observed module on some first")
        low, high = min(float(self.low), 0.0), max(float(self.high), 0.0)  # 0 must be a level: padding is exact
        scale = max((high - low) / _LEVELS, _SMALLEST_STEP)
        return scale, min(max(round(-low / scale), 0), _LEVELS)


class FakeQuantize(nn.Module):
    """Rounds its input to the 256 values that 8 bits can hold with this step and zero point."""

    def __init__(self, scale: float, zero_point: int) -> None:
        super().__init__()
        self.scale = scale
        self.zero_point = zero_point

    def forward(self, x: Tensor) -> Tensor:
        """Each element as the nearest of the levels: same shape, same dtype."""
        level: Tensor = (VF.round(x / self.scale) + self.zero_point).clamp(0, _LEVELS)
        return (level - self.zero_point) * self.scale

    def extra_repr(self) -> str:
        return f"scale={self.scale:.6g}, zero_point={self.zero_point}"


def _is_watched(node: Node) -> bool:
    return node.op in ("placeholder", "call_function", "call_method", "call_module")


def insert_observers(model: nn.Module) -> GraphModule:
    """The model, traced, with a `MinMaxObserver` behind every value; every value must be a tensor.

    `%relu = relu(%fc)` becomes `%relu = relu(%fc_seen)` where `%fc_seen` is an observer's output.
    """
    module = symbolic_trace(copy.deepcopy(model))
    graph = module.graph
    for node in [node for node in graph.nodes if _is_watched(node)]:
        name = f"observers.{node.name}"
        module.add_submodule(name, MinMaxObserver())
        with graph.inserting_after(node):
            seen = graph.create_node("call_module", name, (node,), name=f"{node.name}_seen")
        node.replace_all_uses_with(seen, lambda user, seen=seen: user is not seen)  # type: ignore[misc]
    graph.lint()
    module.recompile()
    return module


def calibrate(observed: GraphModule, batches: Iterable[Any]) -> None:
    """Run the observed module on data (tuples of inputs, or single tensors)."""
    with no_grad():
        for batch in batches:
            observed(*batch) if isinstance(batch, tuple) else observed(batch)


def simulate(observed: GraphModule) -> GraphModule:
    """A copy in which observers round, and the weights of convolutions and linear layers are rounded."""
    module = copy.deepcopy(observed)
    for name, child in [*module.named_modules()]:
        if isinstance(child, MinMaxObserver):
            module.set_submodule(name, FakeQuantize(*child.step_and_zero()))
        elif isinstance(child, (nn.Conv2d, nn.Linear)):
            with no_grad():
                watch = MinMaxObserver()
                watch(child.weight)
                child.weight.copy_(FakeQuantize(*watch.step_and_zero())(child.weight))
    module.recompile()
    return module
