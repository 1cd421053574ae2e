"""Matrices built and taken apart without arithmetic: diagonals, trace, cross products, triangles' coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations as choose
from itertools import combinations_with_replacement
from typing import Any

import numpy as np

from ...dtype import dtype
from ..casting import converted
from ..promotion import result_type
from ..registry import operator
from ..strides import contiguous
from .samples import sample, sample_ints
from .sizes import broadcast_sizes, reshaped, size_text, wrap_dim
from .strided_views import diagonal

Array = np.ndarray


@operator(
    "aten::diag_embed(Tensor self, int offset=0, int dim1=-2, int dim2=-1) -> Tensor",
    samples=lambda: [(sample(2, 3),), (sample(3), 1), (sample(2, 3), -1, 0, 2)],
)
def diag_embed(self: Array, offset: int, dim1: int, dim2: int) -> Array:
    """Zeros with the last dimension's elements on the diagonal of dimensions dim1 and dim2."""
    rank = self.ndim + 1
    row, column = wrap_dim(dim1, rank), wrap_dim(dim2, rank)
    if row == column:
        raise RuntimeError(f"diagonal dimensions cannot be identical {dim1}, {dim2}")
    size = self.shape[-1] + abs(offset)
    sizes = list(self.shape[:-1])
    for dim in sorted((row, column)):
        sizes.insert(dim, size)
    out = contiguous(np.zeros(sizes, self.dtype))
    diagonal(out, offset, row, column)[...] = self
    return out


@operator(
    "aten::diag(Tensor self, int diagonal=0) -> Tensor",
    grad_fn=lambda arrays, result: "DiagEmbedBackward0" if arrays[0].ndim == 1 else "DiagonalBackward0_copy",
    samples=lambda: [(sample(3),), (sample(3), -1), (sample(3, 4), 1)],
)
def diag(self: Array, offset: int) -> Array:
    """A vector on the diagonal of a square matrix, or the diagonal of a matrix."""
    if self.ndim not in (1, 2):
        raise RuntimeError(f"diag(): Supports 1D or 2D tensors. Got {self.ndim}D")
    if self.ndim == 1:
        return diag_embed(self, offset, 0, 1)
    return contiguous(diagonal(self, offset, 0, 1).copy())


@operator(
    "aten::diagflat(Tensor self, int offset=0) -> Tensor",
    grad_fn="DiagEmbedBackward0",
    samples=lambda: [(sample(2, 2),), (sample(2), 1)],
)
def diagflat(self: Array, offset: int) -> Array:
    return diag_embed(reshaped(self, [self.size]), offset, 0, 1)


@operator(
    "aten::trace(Tensor self) -> Tensor", samples=lambda: [(sample(3, 4),), (sample_ints(1, 2, 3, 4).reshape(2, 2),)]
)
def trace(self: Array) -> Array:
    """The sum of a matrix's diagonal."""
    if self.ndim != 2:
        raise RuntimeError(f"trace: expected a matrix, but got tensor with dim {self.ndim}")
    kind = np.int64 if self.dtype.kind in "iub" else self.dtype
    return np.asarray(np.trace(self, dtype=kind)).astype(kind)


def _cross(name: str, self: Array, other: Array, dim: int) -> Array:
    kind = result_type(self, other)
    sizes = broadcast_sizes(self.shape, other.shape)
    a, b = (np.moveaxis(np.broadcast_to(converted(each, kind), sizes), dim, -1) for each in (self, other))
    found = np.moveaxis(np.cross(a, b), -1, dim).astype(kind.numpy)
    return contiguous(found)


@operator(
    "aten::linalg_cross(Tensor self, Tensor other, *, int dim=-1) -> Tensor",
    variants="linalg",
    python_name="cross",
    samples=lambda: [(sample(2, 3), sample(2, 3)[::-1].copy()), (sample(3, 2), sample(3, 1), {"dim": 0})],
)
def linalg_cross(self: Array, other: Array, dim: int) -> Array:
    """The vector product of vectors of three, which lie along `dim`."""
    if self.ndim != other.ndim:
        raise RuntimeError("linalg.cross: inputs must have the same number of dimensions.")
    if self.shape[dim] != 3 or other.shape[dim] != 3:
        raise RuntimeError(
            f"linalg.cross: inputs dimension {dim} must have length 3. Got {self.shape[dim]} and {other.shape[dim]}"
        )
    return _cross("linalg.cross", self, other, wrap_dim(dim, self.ndim))


@operator(
    "aten::cross(Tensor self, Tensor other, int? dim=None) -> Tensor",
    grad_fn="LinalgCrossBackward0",
    samples=lambda: [(sample(3, 2), sample(3, 2)[::-1].copy()), (sample(2, 3), sample(2, 3)[::-1].copy(), 1)],
)
def cross(self: Array, other: Array, dim: int | None) -> Array:
    """`linalg_cross` along the first dimension of size 3 if none is given."""
    if dim is None:
        threes = [i for i, size in enumerate(self.shape) if size == 3]
        if not threes:
            raise RuntimeError("no dimension of size 3 in input")
        dim = threes[0]
    return linalg_cross(self, other, dim)


@operator(
    "aten::block_diag(Tensor[] tensors) -> Tensor",
    variants="function",
    samples=lambda: [([sample(2, 3), sample(2), sample()],)],
)
def block_diag(tensors: Sequence[Array]) -> Array:
    """Matrices along the diagonal of a matrix; a vector counts as one row."""
    for i, each in enumerate(tensors):
        if each.ndim > 2:
            raise RuntimeError(
                f"torch.block_diag: Input tensors must have 2 or fewer dimensions. Input {i} has {each.ndim} dimensions"
            )
    if not tensors:
        return contiguous(np.empty((1, 0), np.float32))
    blocks = [each.reshape(1, each.size) if each.ndim < 2 else each for each in tensors]
    kind = result_type(*[np.empty((1,), each.dtype) for each in tensors])
    out = np.zeros((sum(b.shape[0] for b in blocks), sum(b.shape[1] for b in blocks)), kind.numpy)
    row = column = 0
    for block in blocks:
        out[row : row + block.shape[0], column : column + block.shape[1]] = block
        row, column = row + block.shape[0], column + block.shape[1]
    return contiguous(out)


@operator(
    "aten::vander(Tensor x, int? N=None, bool increasing=False) -> Tensor",
    variants="function",
    grad_fn="FlipBackward0",
    samples=lambda: [(sample(3),), (sample(3), 2, True), (sample_ints(1, 2, 3),)],
)
def vander(x: Array, N: int | None, increasing: bool) -> Array:  # noqa: N803  (the schema's name)
    """Powers of the elements in columns, highest first unless `increasing`."""
    if x.ndim != 1:
        raise RuntimeError("x must be a one-dimensional tensor.")
    count = x.shape[0] if N is None else N
    if count < 0:
        raise RuntimeError("N must be non-negative.")
    wide = x.astype(np.int64) if x.dtype.kind in "iub" else x
    return contiguous(_powers(wide, count, increasing))


def _powers(x: Array, count: int, increasing: bool) -> Array:
    columns = np.ones((*x.shape, count), x.dtype)
    if count > 1:
        columns[..., 1:] = x[..., None]
    found = np.cumprod(columns, axis=-1, dtype=x.dtype)
    return found if increasing else found[..., ::-1].copy()


@operator(
    "aten::linalg_vander(Tensor x, *, SymInt? N=None) -> Tensor",
    variants="linalg",
    python_name="vander",
    grad_fn="CumprodBackward0",
    samples=lambda: [(sample(2, 3),), (sample(3), {"N": 4})],
)
def linalg_vander(x: Array, N: int | None) -> Array:  # noqa: N803  (the schema's name)
    if x.ndim == 0:
        raise RuntimeError("linalg.vander: x must be at least 1-D")
    count = x.shape[-1] if N is None else N
    if count <= 1:
        raise RuntimeError("N must be greater than 1.")
    return contiguous(_powers(x.astype(np.int64) if x.dtype.kind in "iub" else x, count, True))


def _vectors(tensors: Sequence[Array]) -> None:
    for each in tensors:
        if each.ndim != 1:
            raise RuntimeError(f"Expect a 1D vector, but got shape {size_text(each.shape)}")


@operator(
    "aten::cartesian_prod(Tensor[] tensors) -> Tensor",
    variants="function",
    grad_fn="StackBackward0",
    samples=lambda: [([sample(2), sample(3)],), ([sample(3)],)],
)
def cartesian_prod(tensors: Sequence[Array]) -> Array:
    """Every choice of one element from each vector, in rows."""
    if not tensors:
        raise RuntimeError("meshgrid expects a non-empty TensorList")
    _vectors(tensors)
    if len(tensors) == 1:
        return tensors[0]
    return contiguous(np.stack([each.reshape(-1) for each in np.meshgrid(*tensors, indexing="ij")], axis=1))


@operator(
    "aten::combinations(Tensor self, int r=2, bool with_replacement=False) -> Tensor",
    variants="function",
    grad_fn="StackBackward0",
    samples=lambda: [(sample(4),), (sample(3), 2, True), (sample(3), 3)],
)
def combinations(self: Array, r: int, with_replacement: bool) -> Array:
    """Every choice of `r` elements of a vector, in rows."""
    if self.ndim != 1:
        raise RuntimeError(f"Expect a 1D vector, but got shape {size_text(self.shape)}")
    if r < 0:
        raise RuntimeError(f"Expect a non-negative number, but got {r}")
    if r == 0:
        return contiguous(np.empty(0, self.dtype))
    pick = combinations_with_replacement if with_replacement else choose
    rows = np.array(list(pick(range(self.size), r)), np.int64).reshape(-1, r)
    return contiguous(self[rows])


def _triangle(row: int, col: int, offset: int, kind: dtype, lower: bool) -> Array:
    for name, size in (("row", row), ("col", col)):
        if size < 0:
            raise RuntimeError(f"{name} must be non-negative, got{size}")
    mask = np.tri(row, col, offset, bool) if lower else ~np.tri(row, col, offset - 1, bool)
    return contiguous(np.stack(mask.nonzero()).astype(kind.numpy))


def _register_triangle(name: str, lower: bool) -> None:
    @operator(
        f"aten::{name}(int row, int col, int offset=0, *, ScalarType? dtype=4, Layout? layout=None, "
        "Device? device=None, bool? pin_memory=None) -> Tensor",
        variants="function",
        samples=lambda: [(3, 4), (3, 2, -1), (2, 3, 1)],
        differentiable=False,
    )
    def indices(row: int, col: int, offset: int, kind: dtype, layout: Any, device: Any, pin_memory: Any) -> Array:
        """(2, count): the coordinates of a matrix's triangle, row by row."""
        return _triangle(row, col, offset, kind, lower)


_register_triangle("tril_indices", True)
_register_triangle("triu_indices", False)


@operator(
    "aten::cov(Tensor self, *, int correction=1, Tensor? fweights=None, Tensor? aweights=None) -> Tensor",
    grad_fn="SqueezeBackward0",
    samples=lambda: [
        (sample(3, 4),),
        (sample(5),),
        (sample(2, 3), {"correction": 0, "fweights": sample_ints(1, 2, 1)}),
    ],
)
def cov(self: Array, correction: int, fweights: Array | None, aweights: Array | None) -> Array:
    """The covariance matrix of variables in rows."""
    if self.ndim > 2:
        raise RuntimeError(
            f"cov(): expected input to have two or fewer dimensions but got an input with {self.ndim} dimensions"
        )
    if self.dtype == np.bool_:
        raise RuntimeError("cov(): bool dtype is not supported for input")
    wide = self.astype(np.float64 if self.dtype.kind != "c" else np.complex128)
    found = np.cov(np.atleast_2d(wide), ddof=correction, fweights=fweights, aweights=aweights)
    kind = self.dtype if self.dtype.kind in "fc" else np.dtype(np.float32)
    return contiguous(np.asarray(found).squeeze().astype(kind))


@operator(
    "aten::corrcoef(Tensor self) -> Tensor", grad_fn="SqueezeBackward0", samples=lambda: [(sample(3, 4),), (sample(4),)]
)
def corrcoef(self: Array) -> Array:
    """The correlation matrix of variables in rows."""
    if self.ndim > 2:
        raise RuntimeError(
            f"corrcoef(): expected input to have two or fewer dimensions but got an input with {self.ndim} dimensions"
        )
    kind = self.dtype if self.dtype.kind in "fc" else np.dtype(np.float32)
    with np.errstate(all="ignore"):
        return contiguous(np.asarray(np.corrcoef(self)).astype(kind))
