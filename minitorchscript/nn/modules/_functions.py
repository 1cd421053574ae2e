"""Operators of layers that are written in Python, in PyTorch too: compiled code and traces call back into them."""

from __future__ import annotations

from typing import Any

from ...autograd.function import Function
from ...tensor.tensor import Tensor
from ..builtins import VF


class CrossMapLRN2d(Function):
    """Torch7's local response normalization: see the layer of this name."""

    @staticmethod
    def forward(ctx: Any, input: Tensor, size: int, alpha: float = 1e-4, beta: float = 0.75, k: float = 1) -> Tensor:
        """`input` over (k + alpha / size · the squares of `size` channels around) to the power beta."""
        if input.dim() != 4:
            raise ValueError(f"CrossMapLRN2d: Expected input to be 4D, got {input.dim()}D instead.")
        reach = int((size - 1) / 2 + 1)
        squares = input.pow(2).unbind(1)
        channels = len(squares)
        total = VF.zeros_like(squares[0])
        for square in squares[:reach]:
            total = total + square
        totals = [total]
        for c in range(1, channels):
            if c < channels - reach + 1:
                total = total + squares[c + reach - 1]
            if c > reach:
                total = total - squares[c - reach]
            totals.append(total)
        scale = VF.stack(totals, 1) * (alpha / size) + k
        return scale.pow(-beta) * input  # type: ignore[no-any-return]
