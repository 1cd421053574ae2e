"""Functions that move values in space: padding, sliding blocks, pixel and channel shuffles."""

from __future__ import annotations

from collections.abc import Sequence

from ...tensor.tensor import Tensor
from ..builtins import NN, VF
from ..sizes import Ints, _pair

pixel_shuffle = VF.pixel_shuffle
pixel_unshuffle = VF.pixel_unshuffle
channel_shuffle = VF.channel_shuffle


def pad(input: Tensor, pad: Sequence[int], mode: str = "constant", value: float | None = None) -> Tensor:
    """Pads from the last dimension backwards: `pad` holds (before, after) for each, last dimension first."""
    return NN.pad(input, pad, mode, value)


def unfold(input: Tensor, kernel_size: Ints, dilation: Ints = 1, padding: Ints = 0, stride: Ints = 1) -> Tensor:
    """Sliding blocks as columns: (N, C, H, W) to (N, C * block size, number of blocks)."""
    return NN.im2col(input, _pair(kernel_size), _pair(dilation), _pair(padding), _pair(stride))


def fold(
    input: Tensor,
    output_size: Ints,
    kernel_size: Ints,
    dilation: Ints = 1,
    padding: Ints = 0,
    stride: Ints = 1,
) -> Tensor:
    """Columns summed back into place; the adjoint of `unfold`."""
    return NN.col2im(input, _pair(output_size), _pair(kernel_size), _pair(dilation), _pair(padding), _pair(stride))
