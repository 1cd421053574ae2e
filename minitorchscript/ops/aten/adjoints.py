"""Conjugate transposes: of a matrix, and of the matrices in the last two dimensions."""

from __future__ import annotations

import numpy as np

from ..registry import operator
from .samples import sample

Array = np.ndarray


def _conjugate_transpose(self: Array) -> Array:
    """A view where the elements are real."""
    swapped = self.swapaxes(-2, -1)
    return np.conj(swapped) if np.iscomplexobj(self) else swapped


@operator(
    "aten::matrix_H(Tensor(a) self) -> Tensor(a)",
    variants="",
    grad_fn="TransposeBackward0",
    samples=lambda: [(sample(2, 3),)],
)
def matrix_H(self: Array) -> Array:
    """`Tensor.H`."""
    if self.ndim not in (0, 2):
        raise RuntimeError(
            f"tensor.H is only supported on matrices (2-D tensors). Got {self.ndim}-D tensor."
            + (" For batches of matrices, consider using tensor.mH" if self.ndim > 2 else "")
        )
    return _conjugate_transpose(self) if self.ndim else self


@operator(
    "aten::mH(Tensor(a) self) -> Tensor(a)",
    variants="",
    grad_fn="TransposeBackward0",
    samples=lambda: [(sample(2, 2, 3),)],
)
def mH(self: Array) -> Array:
    """`Tensor.mH`."""
    if self.ndim == 1:
        raise RuntimeError("tensor.mH is only supported on matrices or batches of matrices. Got 1-D tensor.")
    return _conjugate_transpose(self) if self.ndim else self


@operator("aten::adjoint(Tensor(a) self) -> Tensor(a)", grad_fn="TransposeBackward0", samples=lambda: [(sample(2, 3),)])
def adjoint(self: Array) -> Array:
    if self.ndim == 1:
        raise RuntimeError("tensor.adjoint() is only supported on matrices or batches of matrices. Got 1-D tensor.")
    return _conjugate_transpose(self) if self.ndim else self
