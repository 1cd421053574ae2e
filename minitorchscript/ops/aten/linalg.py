"""Products of vectors and matrices: dot, mv, mm, bmm, matmul, linear, their sums with a tensor, and outer.

Results are row-major. Half precision is multiplied in float32 and rounded once.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from .. import onnx
from ..promotion import promote_arrays
from ..quiet import quietly
from ..registry import operator
from ..strides import contiguous, element_strides
from .samples import sample
from .sizes import broadcast_sizes, cpp_name, expanded, infer_size, reshaped, size_text, type_name

Array = np.ndarray
Scalar = int | float | complex


def _product(a: Array, b: Array) -> Array:
    """The (batched) matrix product of arrays of one dtype whose sizes fit."""
    if a.dtype == np.float16:
        wide = quietly(np.matmul, a.astype(np.float32), b.astype(np.float32))
        return contiguous(quietly(wide.astype, np.float16))
    return contiguous(quietly(np.matmul, a, b))


def _sized(array: Array) -> str:
    return "x".join(map(str, array.shape))


def _check_not_bool(array: Array, backend: str) -> None:
    if array.dtype.kind == "b":
        raise NotImplementedError(f"\"{backend}\" not implemented for 'Bool'")


def _check_matrices(a: Array, b: Array, names: tuple[str, str] = ("mat1", "mat2")) -> None:
    if a.shape[1] != b.shape[0]:
        raise RuntimeError(f"{names[0]} and {names[1]} shapes cannot be multiplied ({_sized(a)} and {_sized(b)})")
    if a.dtype != b.dtype:
        raise RuntimeError(
            f"expected m1 and m2 to have the same dtype, but got: {cpp_name(a.dtype)} != {cpp_name(b.dtype)}"
        )
    _check_not_bool(a, "addmm_impl_cpu_")


def _sum(self: Array, product: Array, beta: Scalar, alpha: Scalar) -> Array:
    """beta * self + alpha * product, in the product's memory; with beta 0 even a nan in self is ignored."""
    if alpha != 1:
        quietly(np.multiply, product, product.dtype.type(alpha), product)
    if beta != 0:
        addend = self if beta == 1 else quietly(np.multiply, self, product.dtype.type(beta))
        quietly(np.add, product, addend, product)
    return product


@operator(
    "aten::mm(Tensor self, Tensor mat2) -> Tensor", samples=lambda: [(sample(2, 3), sample(3, 4))], onnx=onnx.linalg.mm
)
def mm(self: Array, mat2: Array) -> Array:
    if self.ndim != 2:
        raise RuntimeError("self must be a matrix")
    if mat2.ndim != 2:
        raise RuntimeError("mat2 must be a matrix")
    _check_matrices(self, mat2)
    return _product(self, mat2)


@operator(
    "aten::addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor",
    samples=lambda: [
        (sample(4), sample(2, 3), sample(3, 4)),
        (sample(2, 1), sample(2, 3), sample(3, 4), {"beta": 0.5, "alpha": 2}),
    ],
    onnx=onnx.linalg.addmm,
)
def addmm(self: Array, mat1: Array, mat2: Array, beta: Scalar, alpha: Scalar) -> Array:
    for name, matrix in (("mat1", mat1), ("mat2", mat2)):
        if matrix.ndim != 2:
            raise RuntimeError(f"{name} must be a matrix, got {matrix.ndim}-D tensor")
    if mat1.shape[1] != mat2.shape[0]:
        raise RuntimeError(f"mat1 and mat2 shapes cannot be multiplied ({_sized(mat1)} and {_sized(mat2)})")
    wide = expanded(self, [mat1.shape[0], mat2.shape[1]])
    if self.dtype != mat2.dtype:
        raise RuntimeError(f"self and mat2 must have the same dtype, but got {type_name(self)} and {type_name(mat2)}")
    _check_matrices(mat1, mat2)
    return _sum(wide, _product(mat1, mat2), beta, alpha)


def _check_batches(a: Array, b: Array) -> None:
    for name, batch in (("batch1", a), ("batch2", b)):
        if batch.ndim != 3:
            raise RuntimeError(f"{name} must be a 3D tensor")
    expected = [a.shape[0], a.shape[2]]
    if list(b.shape[:2]) != expected:
        raise RuntimeError(
            f"Expected size for first two dimensions of batch2 tensor to be: {size_text(expected)} "
            f"but got: {size_text(b.shape[:2])}."
        )
    if a.dtype != b.dtype:
        raise RuntimeError(f"expected scalar type {type_name(a)} but found {type_name(b)}")


@operator(
    "aten::bmm(Tensor self, Tensor mat2) -> Tensor",
    samples=lambda: [(sample(2, 2, 3), sample(2, 3, 4))],
    onnx=onnx.linalg.mm,
)
def bmm(self: Array, mat2: Array) -> Array:
    _check_batches(self, mat2)
    _check_not_bool(self, "bmm")
    return _product(self, mat2)


@operator(
    "aten::baddbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor",
    samples=lambda: [(sample(2, 1, 4), sample(2, 2, 3), sample(2, 3, 4), {"alpha": 0.5})],
    onnx=onnx.linalg.baddbmm,
)
def baddbmm(self: Array, batch1: Array, batch2: Array, beta: Scalar, alpha: Scalar) -> Array:
    if batch1.ndim == 3 and batch2.ndim == 3:
        self = expanded(self, [batch1.shape[0], batch1.shape[1], batch2.shape[2]])
    _check_batches(batch1, batch2)
    _check_not_bool(self, "baddbmm")
    return _sum(self, _product(batch1, batch2), beta, alpha)


@operator(
    "aten::addbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor",
    samples=lambda: [(sample(2, 4), sample(3, 2, 3), sample(3, 3, 4), {"beta": 2})],
)
def addbmm(self: Array, batch1: Array, batch2: Array, beta: Scalar, alpha: Scalar) -> Array:
    """beta * self + alpha * (the sum of the batch's products)."""
    for name, batch in (("batch1", batch1), ("batch2", batch2)):
        if batch.ndim != 3:
            raise RuntimeError(f"{name} must be a 3D tensor")
    if batch1.shape[0] != batch2.shape[0]:
        raise RuntimeError(
            f"batch1 and batch2 must have same number of batches, got {batch1.shape[0]} and {batch2.shape[0]}"
        )
    if batch1.shape[2] != batch2.shape[1]:
        raise RuntimeError(f"Incompatible matrix sizes for bmm ({_sized(batch1[0])} and {_sized(batch2[0])})")
    wide = expanded(self, [batch1.shape[1], batch2.shape[2]])
    total = _product(batch1, batch2).sum(axis=0, dtype=batch1.dtype)
    return contiguous(_sum(wide, total, beta, alpha))


@operator(
    "aten::mv(Tensor self, Tensor vec) -> Tensor", samples=lambda: [(sample(2, 3), sample(3))], onnx=onnx.linalg.mv
)
def mv(self: Array, vec: Array) -> Array:
    return addmv(np.zeros(self.shape[:1], self.dtype), self, vec, 0, 1)


@operator(
    "aten::addmv(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor",
    samples=lambda: [(sample(2), sample(2, 3), sample(3), {"beta": 0.5})],
    onnx=onnx.linalg.addmv,
)
def addmv(self: Array, mat: Array, vec: Array, beta: Scalar, alpha: Scalar) -> Array:
    if mat.ndim != 2 or vec.ndim != 1 or self.ndim > 1:
        raise RuntimeError(f"vector + matrix @ vector expected, got {self.ndim}, {mat.ndim}, {vec.ndim}")
    if mat.shape[1] != vec.shape[0] or (self.size != 1 and self.size != mat.shape[0]):
        raise RuntimeError(
            f"size mismatch, got input ({self.shape[0] if self.ndim else 1}), mat ({_sized(mat)}), vec ({vec.shape[0]})"
        )
    if mat.dtype != vec.dtype:
        raise RuntimeError(f"expected scalar type {type_name(mat)} but found {type_name(vec)}")
    _check_not_bool(mat, "addmv_impl_cpu")
    return _sum(self, contiguous(_product(mat, vec[:, None])[:, 0]), beta, alpha)


def _check_vectors(name: str, a: Array, b: Array) -> None:
    if a.ndim != 1 or b.ndim != 1:
        raise RuntimeError(f"1D tensors expected, but got {a.ndim}D and {b.ndim}D tensors")
    if a.dtype != b.dtype:
        raise RuntimeError(
            f"{name} : expected both vectors to have same dtype, but found {type_name(a)} and {type_name(b)}"
        )
    if a.size != b.size:
        raise RuntimeError(
            f"inconsistent tensor size, expected tensor {size_text(a.shape)} and src {size_text(b.shape)} to "
            f"have the same number of elements, but got {a.size} and {b.size} elements respectively"
        )


@operator(
    "aten::dot(Tensor self, Tensor tensor) -> Tensor", samples=lambda: [(sample(3), sample(3))], onnx=onnx.linalg.dot
)
def dot(self: Array, tensor: Array) -> Array:
    _check_vectors("dot", self, tensor)
    _check_not_bool(self, "dot")
    return _product(self[None], tensor[:, None]).reshape(())


@operator("aten::vdot(Tensor self, Tensor other) -> Tensor", samples=lambda: [(sample(3), sample(3))])
def vdot(self: Array, other: Array) -> Array:
    """`dot` with the first vector conjugated."""
    _check_vectors("vdot", self, other)
    return dot(self.conj(), other)


@operator(
    "aten::outer(Tensor self, Tensor vec2) -> Tensor",
    grad_fn="MulBackward0",
    samples=lambda: [(sample(3), sample(2))],
    onnx=onnx.linalg.outer,
)
def outer(self: Array, vec2: Array) -> Array:
    for name, vector in (("self", self), ("vec2", vec2)):
        if vector.ndim != 1:
            raise RuntimeError(f"outer: Expected 1-D argument {name}, but got {vector.ndim}-D")
    a, b = promote_arrays(self, vec2)
    return contiguous(np.multiply.outer(a, b))


operator(
    "aten::ger(Tensor self, Tensor vec2) -> Tensor",
    grad_fn="MulBackward0",
    samples=lambda: [(sample(3), sample(2))],
    onnx=onnx.linalg.outer,
)(outer)


def _folds(large: Array, small_ndim: int) -> bool:
    """Whether PyTorch folds the batch of the larger operand into its rows (this decides error messages)."""
    if large.ndim < 3 or small_ndim > 2:
        return False
    if large.size == 0:
        return True
    strides = element_strides(large)
    return all(strides[i] == strides[i + 1] * large.shape[i + 1] for i in range(large.ndim - 2))


def _matmul_grad_fn(arrays: Sequence[Any], result: Array) -> str:
    """The autograd node of the operator that PyTorch ends up in."""
    dims = (arrays[0].ndim, arrays[1].ndim)
    ends = {(1, 1): "Dot", (2, 1): "Mv", (2, 2): "Mm", (1, 2): "Squeeze"}
    return f"{ends.get(dims, 'UnsafeView')}Backward{4 if dims == (1, 2) else 0}"


@operator(
    "aten::matmul(Tensor self, Tensor other) -> Tensor",
    grad_fn=_matmul_grad_fn,
    samples=lambda: [
        (sample(2, 3), sample(3, 4)),
        (sample(3), sample(3)),
        (sample(2, 2, 3), sample(3)),
        (sample(2, 1, 2, 3), sample(3, 3, 4)),
    ],
    onnx=onnx.linalg.matmul,
)
def matmul(self: Array, other: Array) -> Array:
    """The matrix product, with vectors as rows or columns and batch dimensions broadcast."""
    if self.ndim == 0 or other.ndim == 0:
        raise RuntimeError(
            f"both arguments to matmul need to be at least 1D, but they are {self.ndim}D and {other.ndim}D"
        )
    if self.ndim == 1 and other.ndim == 1:
        return dot(self, other)
    if self.ndim == 2 and other.ndim == 1:
        return mv(self, other)
    if self.ndim <= 2 and other.ndim == 2:
        found = mm(self if self.ndim == 2 else self[None], other)
        return found if self.ndim == 2 else contiguous(found[0])
    if _folds(self, other.ndim):
        rows = self.reshape(math.prod(self.shape[:-1]), self.shape[-1])
        found = mm(rows, other) if other.ndim == 2 else mv(rows, other)
        return contiguous(found.reshape(*self.shape[:-1], *other.shape[1:]))
    if _folds(other, self.ndim) and self.ndim == 1:
        turned = other.swapaxes(-1, -2)
        return contiguous(mv(turned.reshape(-1, turned.shape[-1]), self).reshape(turned.shape[:-1]))
    if _folds(other, self.ndim):
        turned = other.swapaxes(-1, -2)
        rows = turned.reshape(-1, turned.shape[-1])
        _check_matrices(rows, self.T)
        return _product(self, other)
    return _batched_product(self, other)


def _batched_product(self: Array, other: Array) -> Array:
    left = self if self.ndim > 1 else self[None]
    right = other if other.ndim > 1 else other[:, None]
    batch = broadcast_sizes(left.shape[:-2], right.shape[:-2])
    count = math.prod(batch)
    _check_batches(
        np.broadcast_to(left, (*batch, *left.shape[-2:])).reshape(count, *left.shape[-2:]),
        np.broadcast_to(right, (*batch, *right.shape[-2:])).reshape(count, *right.shape[-2:]),
    )
    _check_not_bool(self, "bmm")
    found = _product(left, right)
    if self.ndim == 1:
        found = found[..., 0, :]
    return contiguous(found if other.ndim > 1 else found[..., 0])


def _linear_grad_fn(arrays: Sequence[Any], result: Array) -> str:
    input, weight, bias = arrays
    if bias is None:
        return _matmul_grad_fn([input, weight.T], result)
    if input.ndim == 2:
        return "AddmmBackward0"
    return "ViewBackward0" if input.flags.c_contiguous else "AddBackward0"


@operator(
    "aten::linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor",
    variants="nn",
    grad_fn=_linear_grad_fn,
    samples=lambda: [
        (sample(2, 3), sample(4, 3), sample(4)),
        (sample(2, 2, 3), sample(4, 3)),
        (sample(3), sample(4, 3), sample(4)),
    ],
    onnx=onnx.linalg.linear,
)
def linear(input: Array, weight: Array, bias: Array | None) -> Array:
    """input @ weight.T + bias for input (*, in), weight (out, in) or (in,), bias (out,)."""
    if input.ndim == 0 or weight.ndim == 0:
        raise RuntimeError(
            f"both arguments to linear need to be at least 1D, but they are {input.ndim}D and {weight.ndim}D"
        )
    if weight.ndim > 2:
        raise RuntimeError(f"t() expects a tensor with <= 2 dimensions, but self is {weight.ndim}D")
    if bias is None:
        return matmul(input, weight.T)
    if input.ndim == weight.ndim == 2 and input.shape[1] == weight.shape[1] and bias.shape == weight.shape[:1]:
        if input.dtype == weight.dtype == bias.dtype and input.dtype.kind == "f" and input.itemsize > 2:
            return _sum(bias, _product(input, weight.T), 1, 1)  # what `addmm` would come to
    if input.ndim == 2 or input.flags.c_contiguous:
        rows = input.reshape(math.prod(input.shape[:-1]), input.shape[-1])
        found = addmm(bias, rows, weight.T, 1, 1)
        return contiguous(found.reshape(*input.shape[:-1], found.shape[1]))
    return contiguous(np.add(matmul(input, weight.T), bias))


@operator(
    "aten::bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias=None) -> Tensor",
    variants="function",
    grad_fn="AddBackward0",
    samples=lambda: [(sample(2, 3), sample(2, 4), sample(5, 3, 4), sample(5))],
)
def bilinear(input1: Array, input2: Array, weight: Array, bias: Array | None) -> Array:
    """y[..., o] = input1[..., i] weight[o, i, j] input2[..., j] + bias[o]."""
    if input1.ndim != input2.ndim:
        raise RuntimeError(f"bilinear(): input dimensions do not match: got {input1.ndim} and {input2.ndim}")
    for dim, (a, b) in enumerate(zip(input1.shape[:-1], input2.shape[:-1], strict=True)):
        if a != b:
            raise RuntimeError(f"bilinear(): input batch dimensions do not match at dim {dim}: got {a} and {b}")
    for axis, each in ((1, input1), (2, input2)):
        if each.shape[-1] != weight.shape[axis]:
            raise RuntimeError(
                f"bilinear(): input{axis} size does not match weight size: got {each.shape[-1]} "
                f"but expected {weight.shape[axis]}"
            )
    if bias is not None and bias.shape[0] != weight.shape[0]:
        raise RuntimeError(
            f"bilinear(): bias size does not match weight size: got {bias.shape[0]} but expected {weight.shape[0]}"
        )
    rows, columns = (reshaped(each, infer_size([-1, each.shape[-1]], each.size)) for each in (input1, input2))
    turned = np.tensordot(rows, weight, axes=(1, 1))  # (batch, out, in2)
    found = np.matmul(turned, columns[:, :, None])[..., 0].reshape(*input1.shape[:-1], weight.shape[0])
    return contiguous(found if bias is None else found + bias)


@operator(
    "aten::chain_matmul(Tensor[] matrices) -> Tensor",
    variants="function",
    grad_fn="MmBackward0",
    samples=lambda: [([sample(2, 3), sample(3, 4), sample(4, 2)],)],
)
def chain_matmul(matrices: Sequence[Array]) -> Array:
    """The product of several matrices, multiplied from the left."""
    if not matrices:
        raise RuntimeError("chain_matmul(): Expected one or more matrices")
    found = matrices[0]
    for each in matrices[1:]:
        found = mm(found, each)
    return found
