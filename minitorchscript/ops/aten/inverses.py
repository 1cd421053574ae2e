"""Linear algebra that solves: inverse, determinant, solve, pseudo-inverse, rank, powers and exponentials of matrices.

numpy's LAPACK does the work. Where PyTorch hands LAPACK's column-major memory on, results have its strides.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...errors import LinAlgError
from ..pointwise import dtype_of
from ..registry import operator
from ..strides import contiguous, contiguous_strides, strided_copy
from .linalg import matmul
from .samples import sample
from .sizes import broadcast_sizes
from .strided_views import diagonal

Array = np.ndarray


def _square() -> Array:
    return sample(3, 3) + 3 * np.eye(3, dtype=np.float32)


def _batch() -> Array:
    return sample(2, 3, 3) + 3 * np.eye(3, dtype=np.float32)


def columns_first(array: Array) -> Array:
    """The batch of matrices in column-major memory."""
    sizes = [*array.shape[:-2], array.shape[-1], array.shape[-2]]
    strides = contiguous_strides(sizes)
    return strided_copy(array, [*strides[:-2], strides[-1], strides[-2]])


def check_floating(self: Array, name: str) -> None:
    kind = dtype_of(self)
    if not (kind.is_floating_point or kind.is_complex):
        raise RuntimeError(f"{name}: Expected a floating point or complex tensor as input. Got {kind.ir_name}")
    if kind.name == "float16":
        raise RuntimeError(f"{name}: Low precision dtypes not supported. Got {kind.ir_name}")


def check_square(self: Array, name: str) -> None:
    if self.ndim < 2:
        raise RuntimeError(f"{name}: The input tensor A must have at least 2 dimensions.")
    if self.shape[-1] != self.shape[-2]:
        raise RuntimeError(
            f"{name}: A must be batches of square matrices, but they are {self.shape[-2]} by {self.shape[-1]} matrices"
        )
    check_floating(self, name)


def _zero_pivot(A: Array) -> int:
    """Which diagonal element of U, counted from 1, elimination with row exchanges first finds to be zero."""
    rows = np.array(A, np.complex128 if A.dtype.kind == "c" else np.float64)
    for k in range(len(rows)):
        best = k + int(np.abs(rows[k:, k]).argmax())
        if rows[best, k] == 0:
            return k + 1
        rows[[k, best]] = rows[[best, k]]
        rows[k + 1 :] -= rows[k + 1 :, k : k + 1] / rows[k, k] * rows[k]
    return len(rows)


def _singular(name: str, A: Array) -> LinAlgError:
    """The error for a batch in which a matrix is singular."""
    matrices = A.reshape(-1, *A.shape[-2:])
    where = next((i for i, each in enumerate(matrices) if np.linalg.det(each) == 0), 0)
    batch = f"(Batch element {where}): " if A.ndim > 2 else ""
    return LinAlgError(
        f"{name}: {batch}The diagonal element {_zero_pivot(matrices[where])} is zero, the inversion could not be "
        "completed because the input matrix is singular."
    )


def _inverse(A: Array, name: str) -> Array:
    check_square(A, name)
    try:
        found = np.linalg.inv(A)
    except np.linalg.LinAlgError:
        raise _singular(name, A) from None
    return columns_first(found)


@operator(
    "aten::linalg_inv(Tensor A) -> Tensor",
    variants="linalg",
    python_name="inv",
    grad_fn="LinalgInvExBackward0",
    samples=lambda: [(_square(),), (_batch(),)],
)
def linalg_inv(A: Array) -> Array:
    return _inverse(A, "linalg.inv")


@operator("aten::inverse(Tensor self) -> Tensor", grad_fn="LinalgInvExBackward0", samples=lambda: [(_square(),)])
def inverse(self: Array) -> Array:
    return _inverse(self, "linalg.inv")


@operator(
    "aten::linalg_inv_ex(Tensor A, *, bool check_errors=False) -> (Tensor inverse, Tensor info)",
    variants="linalg",
    python_name="inv_ex",
    differentiable=(True, False),
    samples=lambda: [(_batch(),)],
)
def linalg_inv_ex(A: Array, check_errors: bool) -> tuple[Array, Array]:
    """The inverse, and 0 for each matrix that has one."""
    found = _inverse(A, "linalg.inv_ex")
    return found, contiguous(np.zeros(A.shape[:-2], np.int32))


def _determinant(A: Array, name: str) -> Array:
    check_square(A, name)
    return contiguous(np.asarray(np.linalg.det(A)).astype(A.dtype))


@operator(
    "aten::linalg_det(Tensor A) -> Tensor",
    variants="linalg",
    python_name="det",
    samples=lambda: [(_square(),), (_batch(),)],
)
def linalg_det(A: Array) -> Array:
    return _determinant(A, "linalg.det")


@operator("aten::det(Tensor self) -> Tensor", grad_fn="LinalgDetBackward0", samples=lambda: [(_square(),)])
def det(self: Array) -> Array:
    return _determinant(self, "linalg.det")


def _sign_and_log(A: Array) -> tuple[Array, Array]:
    check_square(A, "linalg.slogdet")
    sign, logarithm = np.linalg.slogdet(A)
    return contiguous(np.asarray(sign).astype(A.dtype)), contiguous(np.asarray(logarithm).astype(A.real.dtype))


@operator(
    "aten::linalg_slogdet(Tensor A) -> (Tensor sign, Tensor logabsdet)",
    variants="linalg",
    python_name="slogdet",
    samples=lambda: [(_square(),), (_batch(),)],
)
def linalg_slogdet(A: Array) -> tuple[Array, Array]:
    return _sign_and_log(A)


@operator(
    "aten::slogdet(Tensor self) -> (Tensor sign, Tensor logabsdet)",
    grad_fn="LinalgSlogdetBackward0",
    samples=lambda: [(_square(),)],
)
def slogdet(self: Array) -> tuple[Array, Array]:
    return _sign_and_log(self)


@operator("aten::logdet(Tensor self) -> Tensor", grad_fn="AddBackward0", samples=lambda: [(_square(),)])
def logdet(self: Array) -> Array:
    """The logarithm of the determinant: nan where that is negative."""
    sign, logarithm = _sign_and_log(self)
    with np.errstate(all="ignore"):
        return np.asarray(logarithm + np.log(sign)).astype(self.dtype)


@operator(
    "aten::linalg_solve(Tensor A, Tensor B, *, bool left=True) -> Tensor",
    variants="linalg",
    python_name="solve",
    grad_fn="LinalgSolveExBackward0",
    samples=lambda: [
        (_square(), sample(3, 2)),
        (_square(), sample(3)),
        (_batch(), sample(3, 2)),
        (_square(), sample(2, 3), {"left": False}),
    ],
)
def linalg_solve(A: Array, B: Array, left: bool) -> Array:
    """X with A X = B, or X A = B."""
    check_square(A, "linalg.solve")
    if A.dtype != B.dtype:
        raise RuntimeError(
            f"linalg.solve: Expected A and B to have the same dtype, but found A of type {dtype_of(A).ir_name} and B "
            f"of type {dtype_of(B).ir_name} instead"
        )
    is_vector = B.ndim == 1 or (A.ndim - 1 == B.ndim and B.shape == A.shape[:-1])
    columns = B[..., None] if is_vector else B
    if not left:
        return contiguous(np.linalg.solve(A.swapaxes(-1, -2), columns.swapaxes(-1, -2)).swapaxes(-1, -2))
    if A.shape[-1] != columns.shape[-2]:
        raise RuntimeError(
            f"linalg.solve: Incompatible shapes of A and B for the equation AX = B ({A.shape[-2]}x{A.shape[-1]} and "
            f"{columns.shape[-2]}x{columns.shape[-1]})"
        )
    try:
        found = np.linalg.solve(A, columns)
    except np.linalg.LinAlgError:
        batch = "(Batch element 0): " if A.ndim > 2 else ""
        raise LinAlgError(
            f"torch.linalg.solve: {batch}The solver failed because the input matrix is singular."
        ) from None
    return contiguous(found[..., 0]) if is_vector else columns_first(found)


def _power(self: Array, n: int) -> Array:
    if self.ndim < 2:
        raise RuntimeError("linalg.matrix_power: The input tensor A must have at least 2 dimensions.")
    if self.shape[-1] != self.shape[-2]:
        raise RuntimeError(
            "linalg.matrix_power: A must be batches of square matrices, but they are "
            f"{self.shape[-2]} by {self.shape[-1]} matrices"
        )
    if n == 0:
        return contiguous(np.broadcast_to(np.eye(self.shape[-1], dtype=self.dtype), self.shape).copy())
    if n == 1:
        return contiguous(self.copy())
    base = linalg_inv(self) if n < 0 else self
    if n == -1:
        return base
    return contiguous(np.linalg.matrix_power(base, abs(n)))


@operator(
    "aten::linalg_matrix_power(Tensor self, int n) -> Tensor",
    variants="linalg",
    python_name="matrix_power",
    grad_fn="MmBackward0",
    samples=lambda: [(_square(), 3), (_square(), 0), (_square(), -2)],
)
def linalg_matrix_power(self: Array, n: int) -> Array:
    return _power(self, n)


@operator("aten::matrix_power(Tensor self, int n) -> Tensor", grad_fn="MmBackward0", samples=lambda: [(_square(), 2)])
def matrix_power(self: Array, n: int) -> Array:
    return _power(self, n)


def _pseudo_inverse(self: Array, atol: float, rtol: float | None) -> Array:
    check_floating(self, "linalg.pinv")
    if self.ndim < 2:
        raise RuntimeError("linalg.pinv: The input tensor A must have at least 2 dimensions.")
    u, s, vh = np.linalg.svd(self, full_matrices=False)
    if rtol is None:
        rtol = float(np.finfo(s.dtype).eps) * max(self.shape[-2:]) if atol == 0 else 0.0
    cut = np.maximum(atol, rtol * s.max(axis=-1, keepdims=True, initial=0))
    inverse = np.where(s > cut, 1 / np.where(s == 0, 1, s), 0).astype(s.dtype)
    return contiguous((vh.conj().swapaxes(-1, -2) * inverse[..., None, :]) @ u.conj().swapaxes(-1, -2))


@operator(
    "aten::linalg_pinv(Tensor self, float rcond, bool hermitian=False) -> Tensor",
    variants="linalg",
    python_name="pinv",
    grad_fn="LinalgPinvBackward0",
    samples=lambda: [(sample(4, 3), 1e-6)],
)
def linalg_pinv(self: Array, rcond: float, hermitian: bool) -> Array:
    """The pseudo-inverse; singular values up to rcond times the largest count as zero."""
    return _pseudo_inverse(self, 0.0, rcond)


@operator(
    "aten::linalg_pinv.atol_rtol_float(Tensor self, *, float? atol=None, float? rtol=None, "
    "bool hermitian=False) -> Tensor",
    variants="linalg",
    python_name="pinv",
    grad_fn="LinalgPinvBackward0",
    samples=lambda: [(sample(4, 3),), (sample(2, 2, 3), {"atol": 0.1})],
)
def linalg_pinv_float(self: Array, atol: float | None, rtol: float | None, hermitian: bool) -> Array:
    return _pseudo_inverse(self, atol or 0.0, rtol)


@operator(
    "aten::pinverse(Tensor self, float rcond=1.0000000000000001e-15) -> Tensor",
    grad_fn="LinalgPinvBackward0",
    samples=lambda: [(_square(),)],
)
def pinverse(self: Array, rcond: float) -> Array:
    return _pseudo_inverse(self, 0.0, rcond)


@operator(
    "aten::linalg_matrix_rank(Tensor self, float tol, bool hermitian=False) -> Tensor",
    variants="linalg",
    python_name="matrix_rank",
    differentiable=False,
    samples=lambda: [(sample(3, 4), 0.1)],
)
def linalg_matrix_rank(self: Array, tol: float, hermitian: bool) -> Array:
    return _rank(self, tol, 0.0)


@operator(
    "aten::linalg_matrix_rank.atol_rtol_float(Tensor self, *, float? atol=None, float? rtol=None, "
    "bool hermitian=False) -> Tensor",
    variants="linalg",
    python_name="matrix_rank",
    differentiable=False,
    samples=lambda: [(sample(3, 4),), (sample(2, 2, 3), {"atol": 0.5})],
)
def linalg_matrix_rank_float(self: Array, atol: float | None, rtol: float | None, hermitian: bool) -> Array:
    return _rank(self, atol or 0.0, rtol)


def _rank(self: Array, atol: float, rtol: float | None) -> Array:
    check_floating(self, "linalg.matrix_rank")
    s = np.linalg.svd(self, compute_uv=False)
    if rtol is None:
        rtol = float(np.finfo(s.dtype).eps) * max(self.shape[-2:]) if atol == 0 else 0.0
    cut = np.maximum(atol, rtol * s.max(axis=-1, keepdims=True, initial=0))
    return contiguous(np.asarray((s > cut).sum(axis=-1), np.int64))


@operator(
    "aten::linalg_solve_triangular(Tensor self, Tensor B, *, bool upper, bool left=True, "
    "bool unitriangular=False) -> Tensor",
    variants="linalg",
    python_name="solve_triangular",
    samples=lambda: [
        (_square(), sample(3, 2), {"upper": True}),
        (_square(), sample(2, 3), {"upper": False, "left": False}),
    ],
)
def linalg_solve_triangular(self: Array, B: Array, upper: bool, left: bool, unitriangular: bool) -> Array:
    """X with self X = B (or X self = B), where only one triangle of self is read."""
    check_square(self, "linalg.solve_triangular")
    triangle = np.triu(self) if upper else np.tril(self)
    if unitriangular:
        size = self.shape[-1]
        triangle = np.where(np.eye(size, dtype=bool), self.dtype.type(1), triangle)
    if left:
        return columns_first(np.linalg.solve(triangle, B))
    return columns_first(np.linalg.solve(triangle.swapaxes(-1, -2), B.swapaxes(-1, -2)).swapaxes(-1, -2))


@operator(
    "aten::linalg_matmul(Tensor self, Tensor other) -> Tensor",
    variants="linalg",
    python_name="matmul",
    grad_fn="MmBackward0",
    samples=lambda: [(sample(2, 3), sample(3, 4))],
)
def linalg_matmul(self: Array, other: Array) -> Array:
    return matmul(self, other)


@operator(
    "aten::linalg_multi_dot(Tensor[] tensors) -> Tensor",
    variants="linalg",
    python_name="multi_dot",
    grad_fn="MmBackward0",
    samples=lambda: [([sample(2, 3), sample(3, 4), sample(4, 2)],), ([sample(3), sample(3, 2)],)],
)
def linalg_multi_dot(tensors: Sequence[Array]) -> Array:
    """The product of matrices; the first and the last may be vectors."""
    if len(tensors) < 2:
        raise RuntimeError(f"multi_dot(): expected at least 2 tensors but got {len(tensors)}")
    for i, each in enumerate(tensors):
        ends = i in (0, len(tensors) - 1)
        if each.ndim != 2 and not (ends and each.ndim == 1):
            what = "1D or 2D" if ends else "2D"
            place = {0: "the first tensor", len(tensors) - 1: "the last tensor"}.get(i, f"tensor {i}")
            raise RuntimeError(f"multi_dot(): {place} must be {what} but got {each.ndim}D")
    return contiguous(np.linalg.multi_dot(list(tensors)))


@operator(
    "aten::linalg_vecdot(Tensor x, Tensor y, *, int dim=-1) -> Tensor",
    variants="linalg",
    python_name="vecdot",
    grad_fn="SumBackward1",
    samples=lambda: [(sample(2, 3), sample(2, 3)), (sample(3, 2), sample(3, 2), {"dim": 0})],
)
def linalg_vecdot(x: Array, y: Array, dim: int) -> Array:
    """The sum over `dim` of conj(x) y."""
    check_floating(x, "linalg.vecdot")
    broadcast_sizes(x.shape, y.shape)
    return contiguous(np.asarray((x.conj() * y).sum(axis=dim)).astype(x.dtype))


@operator(
    "aten::linalg_diagonal(Tensor(a) A, *, int offset=0, int dim1=-2, int dim2=-1) -> Tensor(a)",
    variants="linalg",
    python_name="diagonal",
    grad_fn="DiagonalBackward0",
    samples=lambda: [(sample(2, 3, 4),)],
)
def linalg_diagonal(A: Array, offset: int, dim1: int, dim2: int) -> Array:
    return diagonal(A, offset, dim1, dim2)


def _exponential(self: Array) -> Array:
    """Scaling and squaring around the Taylor series: the norm is brought under 1/2, where 18 terms do."""
    check_square(self, "linalg.matrix_exp")
    wide = self.astype(np.complex128 if self.dtype.kind == "c" else np.float64)
    norm = float(np.abs(wide).sum(axis=-2).max(initial=0))
    squarings = max(int(np.ceil(np.log2(norm))) + 1, 0) if norm > 0 else 0
    scaled = wide / 2.0**squarings
    found = term = np.broadcast_to(np.eye(self.shape[-1]), self.shape).astype(wide.dtype)
    for k in range(1, 19):
        term = term @ scaled / k
        found = found + term
    for _ in range(squarings):
        found = found @ found
    return contiguous(found.astype(self.dtype))


@operator(
    "aten::linalg_matrix_exp(Tensor self) -> Tensor",
    variants="linalg",
    python_name="matrix_exp",
    samples=lambda: [(sample(3, 3),), (sample(2, 2, 2),)],
)
def linalg_matrix_exp(self: Array) -> Array:
    return _exponential(self)


@operator(
    "aten::matrix_exp(Tensor self) -> Tensor", grad_fn="LinalgMatrixExpBackward0", samples=lambda: [(sample(3, 3),)]
)
def matrix_exp(self: Array) -> Array:
    return _exponential(self)
