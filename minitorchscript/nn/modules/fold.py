"""Images as columns of sliding blocks, and back."""

from __future__ import annotations

from ...tensor.tensor import Tensor
from .. import functional as F
from ..sizes import Ints
from .module import Module

__all__ = ["Fold", "Unfold"]


class Fold(Module):
    """(N, C * block size, number of blocks) to (N, C, *output_size): overlapping blocks are summed."""

    __constants__ = ["output_size", "kernel_size", "dilation", "padding", "stride"]
    output_size: Ints
    kernel_size: Ints
    dilation: Ints
    padding: Ints
    stride: Ints

    def __init__(
        self, output_size: Ints, kernel_size: Ints, dilation: Ints = 1, padding: Ints = 0, stride: Ints = 1
    ) -> None:
        super().__init__()
        self.output_size = output_size
        self.kernel_size = kernel_size
        self.dilation = dilation
        self.padding = padding
        self.stride = stride

    def forward(self, input: Tensor) -> Tensor:
        """The layer's output."""
        return F.fold(input, self.output_size, self.kernel_size, self.dilation, self.padding, self.stride)

    def extra_repr(self) -> str:
        return (
            f"output_size={self.output_size}, kernel_size={self.kernel_size}, dilation={self.dilation}, "
            f"padding={self.padding}, stride={self.stride}"
        )


class Unfold(Module):
    """(N, C, *) to (N, C * block size, number of blocks)."""

    __constants__ = ["kernel_size", "dilation", "padding", "stride"]
    kernel_size: Ints
    dilation: Ints
    padding: Ints
    stride: Ints

    def __init__(self, kernel_size: Ints, dilation: Ints = 1, padding: Ints = 0, stride: Ints = 1) -> None:
        super().__init__()
        self.kernel_size = kernel_size
        self.dilation = dilation
        self.padding = padding
        self.stride = stride

    def forward(self, input: Tensor) -> Tensor:
        """The layer's output."""
        return F.unfold(input, self.kernel_size, self.dilation, self.padding, self.stride)

    def extra_repr(self) -> str:
        return f"kernel_size={self.kernel_size}, dilation={self.dilation}, padding={self.padding}, stride={self.stride}"
