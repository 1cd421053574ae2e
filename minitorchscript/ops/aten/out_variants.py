"""Operators that store into a tensor they are given (`out=`), for those whose recording such calls need.

Without a tracer `out=` is the functional operator and a copy (`tensor.output`); these are what a trace writes down.
"""

from __future__ import annotations

import numpy as np

from ..pointwise import write_into
from ..registry import operator
from .elementwise_binary import div
from .samples import sample

Array = np.ndarray


@operator(
    "aten::div.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)",
    variants="",
    grad_fn="DivBackward0",
    samples=lambda: [(sample(2, 3), sample(3) + 2, {"out": np.zeros((2, 3), np.float32)})],
)
def div_out(self: Array, other: Array, out: Array) -> Array:
    return write_into(out, div(self, other))
