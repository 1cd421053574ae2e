"""Matrices factored: QR, singular values, Cholesky, eigenvalues of Hermitian matrices.

numpy's LAPACK does the work. Where PyTorch hands LAPACK's column-major memory on, results have its strides.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from ...errors import LinAlgError
from ..registry import operator
from ..strides import contiguous
from .inverses import check_floating, check_square, columns_first
from .samples import sample

Array = np.ndarray


def _triangle(UPLO: str) -> Literal["L", "U"]:  # noqa: N803  (the schema's name)
    if UPLO.upper() not in ("L", "U"):
        raise RuntimeError(f"Expected UPLO argument to be 'L' or 'U', but got {UPLO}")
    return "L" if UPLO.upper() == "L" else "U"


def _definite() -> Array:
    matrix = sample(3, 3) + 3 * np.eye(3, dtype=np.float32)
    return np.asarray(matrix @ matrix.T)


@operator(
    'aten::linalg_qr(Tensor A, str mode="reduced") -> (Tensor Q, Tensor R)',
    variants="linalg",
    python_name="qr",
    samples=lambda: [(sample(4, 3),), (sample(2, 3, 4),), (sample(4, 3), "complete")],
)
def linalg_qr(A: Array, mode: str) -> tuple[Array, Array]:
    """A = Q R, R upper triangular; mode "reduced", "complete" or "r" (Q empty)."""
    if A.ndim < 2:
        raise RuntimeError("linalg.qr: The input tensor A must have at least 2 dimensions.")
    check_floating(A, "linalg.qr")
    if mode not in ("reduced", "complete", "r"):
        raise RuntimeError(
            f"qr received unrecognized mode '{mode}' but expected one of 'reduced' (default), 'r', or 'complete'"
        )
    if mode == "r":
        return contiguous(np.empty(0, A.dtype)), columns_first(np.asarray(np.linalg.qr(A, mode="r")))
    q, r = np.linalg.qr(A, mode=mode)  # type: ignore[call-overload]
    return columns_first(q), columns_first(r)


@operator(
    "aten::qr(Tensor self, bool some=True) -> (Tensor Q, Tensor R)",
    grad_fn="LinalgQrBackward0",
    samples=lambda: [(sample(4, 3),), (sample(4, 3), False)],
)
def qr(self: Array, some: bool) -> tuple[Array, Array]:
    return linalg_qr(self, "reduced" if some else "complete")


@operator(
    "aten::linalg_svd(Tensor A, bool full_matrices=True, *, str? driver=None) -> (Tensor U, Tensor S, Tensor Vh)",
    variants="linalg",
    python_name="svd",
    samples=lambda: [(sample(2, 2) + np.float32(1),)],
)
def linalg_svd(A: Array, full_matrices: bool, driver: str | None) -> tuple[Array, Array, Array]:
    """A = U diag(S) Vh."""
    if A.ndim < 2:
        raise RuntimeError("linalg.svd: The input tensor A must have at least 2 dimensions.")
    check_floating(A, "linalg.svd")
    u, s, vh = np.linalg.svd(A, full_matrices)
    return columns_first(u), contiguous(s), columns_first(vh)


@operator(
    "aten::svd(Tensor self, bool some=True, bool compute_uv=True) -> (Tensor U, Tensor S, Tensor V)",
    grad_fn="LinalgSvdBackward0",
    samples=lambda: [(sample(2, 2) + np.float32(1),)],
)
def svd(self: Array, some: bool, compute_uv: bool) -> tuple[Array, Array, Array]:
    """self = U diag(S) V^H; without `compute_uv` U and V are zeros."""
    if not compute_uv:
        rows, columns = self.shape[-2:]
        lead = self.shape[:-2]
        values = contiguous(np.linalg.svd(self, compute_uv=False))
        zeros = [contiguous(np.zeros((*lead, n, n), self.dtype)) for n in (rows, columns)]
        return zeros[0], values, zeros[1]
    u, s, vh = linalg_svd(self, not some, None)
    return u, s, vh.conj().swapaxes(-1, -2)


@operator(
    "aten::linalg_svdvals(Tensor A, *, str? driver=None) -> Tensor",
    variants="linalg",
    python_name="svdvals",
    grad_fn="LinalgSvdBackward0",
    samples=lambda: [(sample(3, 4),), (sample(2, 3, 2),)],
)
def linalg_svdvals(A: Array, driver: str | None) -> Array:
    check_floating(A, "linalg.svd")
    return contiguous(np.linalg.svd(A, compute_uv=False))


def _cholesky(self: Array, upper: bool, name: str) -> Array:
    check_square(self, name)
    try:
        lower = np.linalg.cholesky(self)
    except np.linalg.LinAlgError:
        raise LinAlgError(
            f"{name}: The factorization could not be completed because the input is not positive-definite "
            "(the leading minor of order 1 is not positive-definite)."
        ) from None
    return lower.conj().swapaxes(-1, -2) if upper else lower


@operator(
    "aten::linalg_cholesky(Tensor self, *, bool upper=False) -> Tensor",
    variants="linalg",
    python_name="cholesky",
    grad_fn="LinalgCholeskyExBackward0",
    samples=lambda: [(_definite(),), (_definite(), {"upper": True})],
)
def linalg_cholesky(self: Array, upper: bool) -> Array:
    """L with L L^H = self, or with `upper` its conjugate transpose."""
    return columns_first(_cholesky(self, upper, "linalg.cholesky"))


@operator(
    "aten::cholesky(Tensor self, bool upper=False) -> Tensor", samples=lambda: [(_definite(),), (_definite(), True)]
)
def cholesky(self: Array, upper: bool) -> Array:
    return columns_first(_cholesky(self, upper, "cholesky"))


@operator(
    'aten::linalg_eigh(Tensor self, str UPLO="L") -> (Tensor eigenvalues, Tensor eigenvectors)',
    variants="linalg",
    python_name="eigh",
    samples=lambda: [(np.array([[2.0, 1.0], [1.0, 3.0]], np.float32),)],
)
def linalg_eigh(self: Array, UPLO: str) -> tuple[Array, Array]:  # noqa: N803  (the schema's name)
    """Eigenvalues, ascending, and eigenvectors of a Hermitian matrix, of which one triangle is read."""
    check_square(self, "linalg.eigh")
    values, vectors = np.linalg.eigh(self, _triangle(UPLO))
    return contiguous(values), columns_first(vectors)


@operator(
    'aten::linalg_eigvalsh(Tensor self, str UPLO="L") -> Tensor',
    variants="linalg",
    python_name="eigvalsh",
    grad_fn="LinalgEighBackward0",
    samples=lambda: [(_definite(),)],
)
def linalg_eigvalsh(self: Array, UPLO: str) -> Array:  # noqa: N803  (the schema's name)
    check_square(self, "linalg.eigvalsh")
    return contiguous(np.linalg.eigvalsh(self, _triangle(UPLO)))
