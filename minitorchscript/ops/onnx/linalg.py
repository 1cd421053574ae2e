"""Matrix products in ONNX: Gemm where it fits (one matrix, floating point), else MatMul."""

from __future__ import annotations

from ...ir.value import Value
from .context import Number, OnnxContext, OnnxNode, cast_all, like, rank


def linear(context: OnnxContext, node: OnnxNode) -> Value:
    value, weight, bias = node.input, node.weight, node.bias
    if rank(context, value) == 2 and rank(context, weight) == 2 and node.dtype.is_floating_point:
        bias_input = [] if bias is None else [bias]
        return context.emit("Gemm", value, weight, *bias_input, alpha=1.0, beta=1.0, transB=1)
    if rank(context, weight) == 2:
        weight = context.emit("Transpose", weight, perm=[1, 0])
    product = context.emit("MatMul", value, weight)
    return product if bias is None else context.emit("Add", product, bias)


def matmul(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("MatMul", node.self, node.other)


def mm(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("MatMul", node.self, node.mat2)


def mv(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("MatMul", node.self, node.vec)


def dot(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("MatMul", node.self, node.tensor)


def outer(context: OnnxContext, node: OnnxNode) -> Value:
    column = context.emit("Unsqueeze", context.cast(node.self, node.dtype), [1])
    return context.emit("Mul", column, context.cast(node.vec2, node.dtype))


def _combined(context: OnnxContext, added: Value, product: Value, beta: Number, alpha: Number) -> Value:
    """``beta * added + alpha * product``"""
    if alpha != 1:
        product = context.emit("Mul", product, like(context, alpha, product))
    if beta == 0:
        return product
    if beta != 1:
        added = context.emit("Mul", added, like(context, beta, added))
    return context.emit("Add", product, added)


def addmm(context: OnnxContext, node: OnnxNode) -> Value:
    added, first, second = cast_all(context, node.dtype, node.self, node.mat1, node.mat2)
    if node.dtype.is_floating_point:
        return context.emit("Gemm", first, second, added, alpha=float(node.alpha), beta=float(node.beta))
    return _combined(context, added, context.emit("MatMul", first, second), node.beta, node.alpha)


def addmv(context: OnnxContext, node: OnnxNode) -> Value:
    return _combined(context, node.self, context.emit("MatMul", node.mat, node.vec), node.beta, node.alpha)


def baddbmm(context: OnnxContext, node: OnnxNode) -> Value:
    product = context.emit("MatMul", node.batch1, node.batch2)
    return _combined(context, node.self, product, node.beta, node.alpha)


def einsum(context: OnnxContext, node: OnnxNode) -> Value:
    return context.emit("Einsum", *cast_all(context, node.dtype, *node.tensors), equation=node.equation)
