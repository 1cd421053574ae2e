"""Stochastic depth (Huang et al. 2016): while training, a block is sometimes skipped."""

from __future__ import annotations

from ... import nn
from ...fx import wrap
from ...nn.builtins import VF
from ...tensor.tensor import Tensor

__all__ = ["StochasticDepth", "stochastic_depth"]


def stochastic_depth(input: Tensor, p: float, mode: str, training: bool = True) -> Tensor:
    """Zeroes the whole (N, ...) input ("batch") or each of its N rows ("row") with probability `p`.

    What survives is divided by 1 - p, so the mean stays. Out of training, or for p = 0, the input itself.
    """
    if p < 0.0 or p > 1.0:
        raise ValueError(f"drop probability has to be between 0 and 1, but got {p}")
    if mode not in ["batch", "row"]:
        raise ValueError(f"mode has to be either 'batch' or 'row', but got {mode}")
    if not training or p == 0.0:
        return input

    survival_rate = 1.0 - p
    if mode == "row":
        size = [input.shape[0]] + [1] * (input.ndim - 1)  # a traced row count is a tensor: the trace keeps it
    else:
        size = [1] * input.ndim
    noise = VF.empty(size, dtype=input.dtype, device=input.device)
    noise = noise.bernoulli_(survival_rate)
    if survival_rate > 0.0:
        noise.div_(survival_rate)
    return input * noise  # type: ignore[no-any-return]


wrap("stochastic_depth")


class StochasticDepth(nn.Module):
    """`stochastic_depth` as a layer."""

    def __init__(self, p: float, mode: str) -> None:
        super().__init__()
        self.p = p
        self.mode = mode

    def forward(self, input: Tensor) -> Tensor:
        return stochastic_depth(input, self.p, self.mode, self.training)

    def __repr__(self) -> str:
        return f"{self._get_name()}(p={self.p}, mode={self.mode})"
