"""Operators that give back their input: PyTorch's bindings call them on the way in and out of Python data.

`lift_fresh` marks a tensor that was just made of data; `resolve_conj` and `resolve_neg` carry out lazy conjugation
and negation, which tensors here never have.
"""

from __future__ import annotations

import numpy as np

from ..registry import operator
from .samples import sample

__all__ = ["lift_fresh", "resolve_conj", "resolve_neg"]


@operator("aten::lift_fresh(Tensor(a) self) -> Tensor(a)", variants="", samples=lambda: [(sample(2, 3),)])
def lift_fresh(self: np.ndarray) -> np.ndarray:
    return self


@operator("aten::resolve_conj(Tensor(a) self) -> Tensor(a)", samples=lambda: [(sample(2, 3),)])
def resolve_conj(self: np.ndarray) -> np.ndarray:
    return self


@operator("aten::resolve_neg(Tensor(a) self) -> Tensor(a)", samples=lambda: [(sample(2, 3),)])
def resolve_neg(self: np.ndarray) -> np.ndarray:
    return self
