"""Norms and distances: vector and matrix norms, dist, cdist, pdist, cosine_similarity, renorm."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...dtype import dtype
from ..casting import converted
from ..pointwise import dtype_of, floating
from ..promotion import promote_arrays
from ..registry import operator
from ..strides import contiguous
from .reduction import finish, linalg_vector_norm
from .samples import sample, sample_ints
from .sizes import broadcast_sizes, size_text, wrap_dim, wrap_dims

Array = np.ndarray
Ints = Sequence[int]
Order = float | int | str | None


def _check_matrix(self: Array, name: str) -> None:
    if self.ndim < 2:
        raise RuntimeError(f"{name}: The input tensor A must have at least 2 dimensions.")


def _singular_values(self: Array) -> Array:
    return np.linalg.svd(self, compute_uv=False)


def _matrix_norm(self: Array, ord: Order, dim: Ints, keepdim: bool, dtype: dtype | None) -> Array:
    _check_matrix(self, "linalg.matrix_norm")
    if len(dim) != 2:
        raise RuntimeError("linalg.matrix_norm: dim must be a 2-tuple. Got " + " ".join(map(str, dim)))
    kind = dtype or dtype_of(self)
    if not (kind.is_floating_point or kind.is_complex):
        raise RuntimeError(
            "linalg.matrix_norm: Expected a floating point or complex tensor as input. Got " + kind.ir_name
        )
    rows, columns = wrap_dims(dim, self.ndim)
    if rows == columns:
        raise RuntimeError(f"linalg.matrix_norm: dims must be different. Got ({dim[0]}, {dim[1]})")
    values = converted(self, kind)
    if ord == "fro":
        return linalg_vector_norm(values, 2, [rows, columns], keepdim, None)
    result = kind.to_real() if kind.is_complex else kind
    if ord in ("nuc", 2, -2):
        turned = np.moveaxis(values, (rows, columns), (-2, -1))
        singular = _singular_values(turned)
        found = singular.sum(-1) if ord == "nuc" else singular.max(-1) if ord == 2 else singular.min(-1)
        if keepdim:
            found = np.expand_dims(found, (min(rows, columns), max(rows, columns)))
        return finish(found, result)
    if isinstance(ord, str) or abs(ord or 0) not in (1, np.inf):
        raise RuntimeError(f"linalg.matrix_norm: Order {ord} not supported.")
    added, kept = (rows, columns) if abs(ord or 0) == 1 else (columns, rows)
    sums = np.abs(values).sum(axis=added, keepdims=True)
    found = sums.max(axis=kept, keepdims=True) if (ord or 0) > 0 else sums.min(axis=kept, keepdims=True)
    return finish(found if keepdim else found.squeeze((rows, columns)), result)


@operator(
    "aten::linalg_matrix_norm(Tensor self, Scalar ord, int[] dim=[-2, -1], bool keepdim=False, *, "
    "ScalarType? dtype=None) -> Tensor",
    variants="linalg",
    python_name="matrix_norm",
    grad_fn="AmaxBackward0",
    samples=lambda: (
        [(sample(3, 4), order) for order in (1, -1, 2, -2, float("inf"), float("-inf"))]
        + [(sample(2, 3, 4), 1, [0, 2], True)]
    ),
)
def linalg_matrix_norm(self: Array, ord: float, dim: Ints, keepdim: bool, dtype: dtype | None) -> Array:
    return _matrix_norm(self, ord, dim, keepdim, dtype)


@operator(
    'aten::linalg_matrix_norm.str_ord(Tensor self, str ord="fro", int[] dim=[-2, -1], bool keepdim=False, *, '
    "ScalarType? dtype=None) -> Tensor",
    variants="linalg",
    python_name="matrix_norm",
    grad_fn="LinalgVectorNormBackward0",
    samples=lambda: [(sample(3, 4),), (sample(2, 3, 4), "nuc"), (sample(3, 4), "fro", [-2, -1], True)],
)
def linalg_matrix_norm_str(self: Array, ord: str, dim: Ints, keepdim: bool, dtype: dtype | None) -> Array:
    if ord not in ("fro", "nuc"):
        raise RuntimeError(f"linalg.matrix_norm: Order {ord} not supported.")
    return _matrix_norm(self, ord, dim, keepdim, dtype)


@operator(
    "aten::linalg_norm(Tensor self, Scalar? ord=None, int[1]? dim=None, bool keepdim=False, *, "
    "ScalarType? dtype=None) -> Tensor",
    variants="linalg",
    python_name="norm",
    grad_fn="LinalgVectorNormBackward0",
    samples=lambda: [(sample(3, 4),), (sample(3, 4), 1), (sample(3, 4), 1, [1]), (sample(2, 3), None, [0], True)],
)
def linalg_norm(self: Array, ord: float | None, dim: Ints | None, keepdim: bool, dtype: dtype | None) -> Array:
    """A matrix norm for two dimensions, else a vector norm; without an order the 2-norm of the elements."""
    if dim is not None and len(dim) not in (1, 2):
        raise RuntimeError(f"linalg.norm: If dim is specified, it must be of length 1 or 2. Got {size_text(dim)}")
    if ord is not None and dim is None and self.ndim not in (1, 2):
        raise RuntimeError(
            f"linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got {self.ndim}D."
        )
    if ord is not None and ((dim is not None and len(dim) == 2) or (dim is None and self.ndim == 2)):
        return _matrix_norm(self, ord, [0, 1] if dim is None else dim, keepdim, dtype)
    return linalg_vector_norm(self, 2 if ord is None else ord, dim, keepdim, dtype)


@operator(
    "aten::linalg_norm.ord_str(Tensor self, str ord, int[1]? dim=None, bool keepdim=False, *, "
    "ScalarType? dtype=None) -> Tensor",
    variants="linalg",
    python_name="norm",
    grad_fn="LinalgVectorNormBackward0",
    samples=lambda: [(sample(3, 4), "fro"), (sample(2, 3, 4), "nuc", [0, 2])],
)
def linalg_norm_str(self: Array, ord: str, dim: Ints | None, keepdim: bool, dtype: dtype | None) -> Array:
    if dim is not None and len(dim) not in (1, 2):
        raise RuntimeError(f"linalg.norm: If dim is specified, it must be of length 1 or 2. Got {size_text(dim)}")
    if dim is None and self.ndim not in (1, 2):
        raise RuntimeError(
            f"linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got {self.ndim}D."
        )
    return linalg_matrix_norm_str(self, ord, [0, 1] if dim is None else dim, keepdim, dtype)


@operator(
    "aten::norm.ScalarOpt_dtype(Tensor self, Scalar? p, *, ScalarType dtype) -> Tensor",
    variants="",
    grad_fn="NormBackward2",
    samples=lambda: [(sample(2, 3), 2, {"dtype": dtype_of(np.float64(1).reshape(()))})],
)
def norm_dtype(self: Array, p: float | None, dtype: dtype) -> Array:
    return linalg_vector_norm(self, 2.0 if p is None else p, None, False, dtype)


@operator(
    "aten::norm.ScalarOpt_dim_dtype(Tensor self, Scalar? p, int[1] dim, bool keepdim, *, ScalarType dtype) -> Tensor",
    variants="",
    grad_fn="NormBackward3",
    samples=lambda: [(sample(2, 3), 1, [0], True, {"dtype": dtype_of(np.float64(1).reshape(()))})],
)
def norm_dim_dtype(self: Array, p: float | None, dim: Ints, keepdim: bool, dtype: dtype) -> Array:
    return linalg_vector_norm(self, 2.0 if p is None else p, dim, keepdim, dtype)


@operator(
    "aten::frobenius_norm.dim(Tensor self, int[1] dim, bool keepdim=False) -> Tensor",
    variants="function",
    grad_fn="NormBackward1",
    samples=lambda: [(sample(2, 3), [0, 1]), (sample(2, 3), [1], True)],
)
def frobenius_norm(self: Array, dim: Ints, keepdim: bool) -> Array:
    if len(dim) > 2:
        raise RuntimeError("Expected at most 2 dimensions, but got " + str(len(dim)) + " dimensions instead.")
    return linalg_vector_norm(self, 2, dim, keepdim, None)


@operator(
    "aten::nuclear_norm(Tensor self, bool keepdim=False) -> Tensor",
    variants="function",
    grad_fn="SumBackward1",
    samples=lambda: [(sample(2, 3),), (sample(2, 3), True)],
)
def nuclear_norm(self: Array, keepdim: bool) -> Array:
    return _matrix_norm(self, "nuc", [-2, -1], keepdim, None)


@operator(
    "aten::nuclear_norm.dim(Tensor self, int[2] dim, bool keepdim=False) -> Tensor",
    variants="function",
    grad_fn="SumBackward1",
    samples=lambda: [(sample(2, 3, 2), [0, 2])],
)
def nuclear_norm_dim(self: Array, dim: Ints, keepdim: bool) -> Array:
    return _matrix_norm(self, "nuc", dim, keepdim, None)


@operator(
    "aten::dist(Tensor self, Tensor other, Scalar p=2) -> Tensor",
    samples=lambda: [(sample(2, 3), sample(3)), (sample(4), sample(4)[::-1].copy(), 1)],
)
def dist(self: Array, other: Array, p: float) -> Array:
    """The norm of the difference of all elements."""
    a, b = promote_arrays(self, other)
    return linalg_vector_norm(a - b, p, None, False, None)


def _p_norm(differences: Array, p: float) -> Array:
    """The p-norm along the last dimension, computed in float64."""
    sizes = np.abs(differences.astype(np.float64))
    if p == 0:
        return np.asarray((sizes != 0).sum(axis=-1))
    if np.isinf(p):
        return np.asarray(sizes.max(axis=-1, initial=0))
    with np.errstate(all="ignore"):
        return np.asarray((sizes**p).sum(axis=-1) ** (1 / p))


@operator(
    "aten::cdist(Tensor x1, Tensor x2, float p=2., int? compute_mode=None) -> Tensor",
    variants="function",
    samples=lambda: [
        (sample(2, 3), sample(4, 3)),
        (sample(2, 1, 3), sample(4, 3), 1.0),
        (sample(2, 3), sample(4, 3), float("inf")),
        (sample(2, 2, 3), sample(2, 4, 3), 2.0, 2),
    ],
)
def cdist(x1: Array, x2: Array, p: float, compute_mode: int | None) -> Array:
    """Distances between all rows of (*, P, M) and of (*, R, M): (*, P, R)."""
    if x1.ndim < 2:
        raise RuntimeError("X1 must have at least two dimensions.")
    if x2.ndim < 2:
        raise RuntimeError("X2 must have at least two dimensions.")
    if x1.shape[-1] != x2.shape[-1]:
        raise RuntimeError(f"X1 and X2 must have the same number of columns. X1: {x1.shape[-1]} X2: {x2.shape[-1]}")
    for name, each in (("X1", x1), ("X2", x2)):
        if each.dtype.kind != "f":
            raise RuntimeError(f"cdist only supports floating-point dtypes, {name} got: {dtype_of(each).ir_name}")
    if p < 0:
        raise RuntimeError("cdist only supports non-negative p values")
    if compute_mode not in (None, 0, 1, 2):
        raise RuntimeError(f"possible modes: 0, 1, 2, but was: {compute_mode}")
    batch = broadcast_sizes(x1.shape[:-2], x2.shape[:-2])
    found = _p_norm(x1[..., :, None, :] - x2[..., None, :, :], p).astype(x1.dtype)
    return contiguous(np.broadcast_to(found, (*batch, x1.shape[-2], x2.shape[-2])))


@operator(
    "aten::_euclidean_dist(Tensor x1, Tensor x2) -> Tensor",
    variants="function",
    samples=lambda: [(sample(2, 3), sample(4, 3))],
)
def euclidean_dist(x1: Array, x2: Array) -> Array:
    return cdist(x1, x2, 2.0, None)


@operator(
    "aten::pdist(Tensor self, float p=2.) -> Tensor",
    variants="function",
    grad_fn="PdistBackward0",
    samples=lambda: [(sample(4, 3),), (sample(3, 2), 1.0)],
)
def pdist(self: Array, p: float) -> Array:
    """Distances between each two rows of (N, M), the upper triangle of their matrix in one row."""
    if self.ndim != 2:
        raise RuntimeError(f"pdist only supports 2D tensors, got: {self.ndim}D")
    if self.dtype.kind != "f":
        raise RuntimeError("pdist only supports floating-point dtypes")
    if p < 0:
        raise RuntimeError("pdist only supports non-negative p values")
    rows, columns = np.triu_indices(self.shape[0], 1)
    return _p_norm(self[rows] - self[columns], p).astype(self.dtype)


@operator(
    "aten::pairwise_distance(Tensor x1, Tensor x2, float p=2., float eps=9.9999999999999995e-07, "
    "bool keepdim=False) -> Tensor",
    variants="function",
    grad_fn="NormBackward1",
    samples=lambda: [(sample(2, 3), sample(2, 3)[::-1].copy()), (sample(2, 3), sample(3), 1.0, 1e-6, True)],
)
def pairwise_distance(x1: Array, x2: Array, p: float, eps: float, keepdim: bool) -> Array:
    """The norm of x1 - x2 + eps over the last dimension."""
    a, b = promote_arrays(x1, x2)
    broadcast_sizes(a.shape, b.shape)
    difference = a - b + a.dtype.type(eps)
    return linalg_vector_norm(difference, p, [difference.ndim - 1], keepdim, None)


@operator(
    "aten::cosine_similarity(Tensor x1, Tensor x2, int dim=1, float eps=1e-08) -> Tensor",
    variants="function",
    grad_fn="SumBackward1",
    samples=lambda: [(sample(2, 3), sample(2, 3)[::-1].copy()), (sample(2, 3, 4), sample(3, 4), -1)],
)
def cosine_similarity(x1: Array, x2: Array, dim: int, eps: float) -> Array:
    """x1 · x2 over one dimension, each divided by its length, or by eps if that is larger."""
    a, b = promote_arrays(x1, x2)
    if a.dtype.kind not in "fc":
        raise RuntimeError(f"expected common dtype to be floating point, yet common dtype is {dtype_of(a).ir_name}")
    sizes = broadcast_sizes(a.shape, b.shape)
    dim = wrap_dim(dim, len(sizes))
    units = []
    for each in (np.broadcast_to(a, sizes), np.broadcast_to(b, sizes)):
        length = linalg_vector_norm(each, 2, [dim], True, None)
        units.append(each / np.maximum(length, length.dtype.type(eps)))
    return finish((units[0] * units[1]).sum(axis=dim), dtype_of(a))


def _renormed(self: Array, p: float, dim: int, maxnorm: float) -> Array:
    """Each slice along `dim` scaled down so that its norm is at most `maxnorm`."""
    if dtype_of(self) is not floating(dtype_of(self)):
        raise RuntimeError("renorm: only supports floating and complex types")
    if p <= 0:
        raise RuntimeError("renorm: non-positive-norm not supported")
    if maxnorm < 0:
        raise RuntimeError(f"renorm: expected maxnorm to be >= 0 but got {maxnorm}")
    if self.ndim < 2:
        raise RuntimeError("renorm: input needs at least 2 dimensions, got " + f"{self.ndim} dimensions")
    dim = wrap_dim(dim, self.ndim)
    lengths = linalg_vector_norm(self, p, [d for d in range(self.ndim) if d != dim], True, None)
    scale = np.where(lengths > maxnorm, maxnorm / (lengths + 1e-7), 1.0)
    return np.asarray(self * scale.astype(lengths.dtype))


@operator(
    "aten::renorm(Tensor self, Scalar p, int dim, Scalar maxnorm) -> Tensor",
    samples=lambda: [(sample(3, 4), 2, 0, 1.0), (sample(4, 3).T, 1, 1, 0.5)],
)
def renorm(self: Array, p: float, dim: int, maxnorm: float) -> Array:
    return contiguous(_renormed(self, p, dim, maxnorm))


@operator(
    "aten::renorm_(Tensor(a!) self, Scalar p, int dim, Scalar maxnorm) -> Tensor(a!)",
    variants="method",
    samples=lambda: [(sample(3, 4), 2, 0, 1.0)],
)
def renorm_(self: Array, p: float, dim: int, maxnorm: float) -> Array:
    self[...] = _renormed(self, p, dim, maxnorm)
    return self


@operator(
    "aten::embedding_renorm_(Tensor(a!) self, Tensor indices, float max_norm, float norm_type) -> Tensor(a!)",
    variants="function",
    samples=lambda: [(sample(4, 3), sample_ints(1, 3, 1), 1.0, 2.0)],
)
def embedding_renorm_(self: Array, indices: Array, max_norm: float, norm_type: float) -> Array:
    """Shorten the rows that are used to `max_norm`."""
    for row in np.unique(indices):
        length = linalg_vector_norm(self[row], norm_type, None, False, None)
        if length > max_norm:
            self[row] *= self.dtype.type(max_norm / (float(length) + 1e-7))
    return self


@operator(
    "aten::_no_grad_embedding_renorm_(Tensor weight, Tensor input, float max_norm, float norm_type) -> Tensor",
    variants="",
    samples=lambda: [(sample(4, 3), sample_ints(1, 3, 1), 1.0, 2.0)],
)
def _no_grad_embedding_renorm_(weight: Array, input: Array, max_norm: float, norm_type: float) -> Array:
    """`embedding_renorm_` as compiled code calls it: its schema does not say that it writes, so it may be left out."""
    return embedding_renorm_(weight, input, max_norm, norm_type)
