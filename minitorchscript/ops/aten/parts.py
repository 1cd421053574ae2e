"""A part of a tensor as a tensor of its own, by copying or by adding up: narrow_copy, sum_to_size."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..registry import operator
from ..strides import contiguous
from .reduction import sum_dim
from .samples import sample
from .sizes import size_text
from .slicing import narrow

Array = np.ndarray


@operator(
    "aten::narrow_copy(Tensor self, int dim, SymInt start, SymInt length) -> Tensor",
    samples=lambda: [(sample(4, 3), 0, 1, 2)],
    grad_fn="NotImplemented",
)
def narrow_copy(self: Array, dim: int, start: int, length: int) -> Array:
    return contiguous(narrow(self, dim, start, length).copy())


@operator(
    "aten::sum_to_size(Tensor self, SymInt[] size) -> Tensor",
    variants="method",
    grad_fn="SumBackward1",
    samples=lambda: [(sample(2, 3), [1, 3]), (sample(2, 3, 4), [3, 1]), (sample(2, 3), [2, 3])],
)
def sum_to_size(self: Array, size: Sequence[int]) -> Array:
    """Sum over the dimensions that broadcasting `size` to this tensor's size would have made."""
    added = self.ndim - len(size)
    if added < 0 or any(n not in (1, own) for n, own in zip(size, self.shape[added:], strict=False)):
        raise RuntimeError(f"size {{{size_text(size)}}} is not expandable to size {{{size_text(self.shape)}}}.")
    if tuple(size) == self.shape:
        return self
    dims = [*range(added), *(i + added for i, n in enumerate(size) if n == 1 and self.shape[i + added] != 1)]
    return contiguous(sum_dim(self, dims, True, None).reshape(tuple(size)))
