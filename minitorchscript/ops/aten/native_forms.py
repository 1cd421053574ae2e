"""Forms of normalizations that PyTorch's composites end in: native_group_norm, _softmax, _log_softmax."""

from __future__ import annotations

import numpy as np

from ..registry import operator
from ..strides import contiguous
from .normalization import group_norm
from .samples import sample
from .softmaxes import log_softmax, softmax

Array = np.ndarray


@operator(
    "aten::native_group_norm(Tensor input, Tensor? weight, Tensor? bias, SymInt N, SymInt C, SymInt HxW, int group, "
    "float eps) -> (Tensor, Tensor, Tensor)",
    variants="function",
    samples=lambda: [(sample(2, 4, 3), sample(4), sample(4), 2, 4, 3, 2, 1e-5)],
)
def native_group_norm(
    input: Array, weight: Array | None, bias: Array | None, N: int, C: int, HxW: int, group: int, eps: float
) -> tuple[Array, Array, Array]:
    """group_norm together with the mean and the inverse standard deviation it used."""
    grouped = input.reshape(N, group, -1).astype(np.float64)
    factor = 1 / np.sqrt(grouped.var(axis=2) + eps)
    found = group_norm(input, group, weight, bias, eps, True)
    return found, contiguous(grouped.mean(axis=2).astype(input.dtype)), contiguous(factor.astype(input.dtype))


@operator(
    "aten::_softmax(Tensor self, int dim, bool half_to_float) -> Tensor",
    variants="function",
    grad_fn="SoftmaxBackward0",
    samples=lambda: [(sample(2, 3), 1, False)],
)
def raw_softmax(self: Array, dim: int, half_to_float: bool) -> Array:
    return softmax(self, dim, None)


@operator(
    "aten::_log_softmax(Tensor self, int dim, bool half_to_float) -> Tensor",
    variants="function",
    grad_fn="LogSoftmaxBackward0",
    samples=lambda: [(sample(2, 3), 1, False)],
)
def raw_log_softmax(self: Array, dim: int, half_to_float: bool) -> Array:
    return log_softmax(self, dim, None)
