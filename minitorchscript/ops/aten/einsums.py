"""Sums of products over shared indices: einsum, tensordot, inner, kron.

einsum works as PyTorch does, since it shows in the strides of the result: operands are brought to the order output
dimensions, then summed dimensions, and contracted from left to right by batched matrix products.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..registry import composite, operator
from ..strides import contiguous, element_strides, with_strides
from .elementwise_binary import mul
from .linalg import bmm
from .reduction import sum_dim
from .samples import sample
from .sizes import reshaped, size_text, wrap_dims
from .strided_views import diagonal
from .views import permute

Array = np.ndarray
Ints = Sequence[int]
_ELLIPSIS = "..."


def _pair(left: Array, right: Array, summed: Ints) -> Array:
    """Multiply arrays of equal rank and sum over dimensions that both have; these stay, with size 1.

    A batched matrix product (shared, left only, summed) x (shared, summed, right only), its dimensions then put back.
    """
    kept = [dim for dim in range(left.ndim) if dim not in summed]
    shared = [dim for dim in kept if left.shape[dim] != 1 and right.shape[dim] != 1]
    rows = [dim for dim in kept if left.shape[dim] != 1 and right.shape[dim] == 1]
    columns = [dim for dim in kept if left.shape[dim] == 1]
    batch = math.prod(left.shape[dim] for dim in shared)
    depth = math.prod(left.shape[dim] for dim in summed)
    a = permute(left, [*shared, *rows, *summed, *columns])
    b = permute(right, [*shared, *summed, *columns, *rows])
    found = bmm(
        reshaped(a, [batch, math.prod(left.shape[dim] for dim in rows), depth]),
        reshaped(b, [batch, depth, math.prod(right.shape[dim] for dim in columns)]),
    )
    sizes = [*(left.shape[dim] for dim in (*shared, *rows)), *[1] * len(summed), *(right.shape[d] for d in columns)]
    order = [*shared, *rows, *summed, *columns]
    return permute(reshaped(found, sizes), [order.index(dim) for dim in range(left.ndim)])


class _Equation:
    """An equation, read: the labels of each operand, and where each label's dimension stands.

    Output dimensions come first, then those that are summed; an ellipsis is one label that spans `width` dimensions.
    """

    def __init__(self, equation: str, tensors: Sequence[Array]) -> None:
        left, arrow, right = equation.partition("->")
        parts = left.split(",")
        if len(parts) != len(tensors):
            which = "more" if len(parts) < len(tensors) else "fewer"
            raise RuntimeError(f"einsum(): {which} operands were provided than specified in the equation")
        self.operands = [_labels(part, f"operand {i}", left) for i, part in enumerate(parts)]
        self.width = 0
        for i, (labels, tensor) in enumerate(zip(self.operands, tensors, strict=True)):
            self._measure(i, labels, tensor.ndim)
        every = [label for labels in self.operands for label in labels if label != _ELLIPSIS]
        if arrow:
            output = _labels(right, "output", equation)
            for label in output:
                if label != _ELLIPSIS and (label not in every or output.count(label) > 1):
                    what = "appears more than once in the output"
                    if label not in every:
                        what = "does not appear in the equation for any input operand"
                    raise RuntimeError(f"einsum(): output subscript {label} {what}")
        else:
            output = [_ELLIPSIS, *sorted(label for label in every if every.count(label) == 1)]
        summed = sorted(set(every) - set(output))
        if _ELLIPSIS not in output:
            summed.insert(0, _ELLIPSIS)
        self.places: dict[str, int] = {}
        self.rank = self.output_rank = 0
        for i, label in enumerate((*output, *summed)):
            self.places[label] = self.rank
            self.rank += self.width if label == _ELLIPSIS else 1
            if i < len(output):
                self.output_rank = self.rank

    def _measure(self, i: int, labels: Sequence[str], ndim: int) -> None:
        has_ellipsis = _ELLIPSIS in labels
        named = len(labels) - has_ellipsis
        if ndim < named or (ndim > named and not has_ellipsis):
            relation = "is more than" if has_ellipsis else "does not match"
            tail = "" if has_ellipsis else " and no ellipsis was given"
            raise RuntimeError(
                f"einsum(): the number of subscripts in the equation ({named}) {relation} the number of dimensions "
                f"({ndim}) for operand {i}{tail}"
            )
        if has_ellipsis:
            self.width = max(self.width, ndim - named)


def _labels(part: str, where: str, equation: str) -> list[str]:
    labels: list[str] = []
    rest = part.replace(" ", "")
    while rest:
        label = _ELLIPSIS if rest.startswith(_ELLIPSIS) else rest[0]
        if label[0] == "." and _ELLIPSIS in labels:
            raise RuntimeError(f"einsum(): found '.' for {where} for which an ellipsis was already found")
        if label == ".":
            raise RuntimeError(f"einsum(): found '.' for {where} that is not part of any ellipsis")
        if label != _ELLIPSIS and not (label.isascii() and label.isalpha()):
            raise RuntimeError(
                f"einsum(): invalid subscript given at index {equation.index(label)} in the equation string, "
                "subscripts must be in [a-zA-Z]"
            )
        labels.append(label)
        rest = rest[len(label) :]
    return labels


@operator(
    "aten::einsum(str equation, Tensor[] tensors, *, int[]? path=None) -> Tensor",
    variants="function",
    grad_fn="ViewBackward0",
    samples=lambda: [
        ("ij,jk->ik", [sample(2, 3), sample(3, 4)]),
        ("bij,bjk->bik", [sample(2, 3, 4), sample(2, 4, 2)]),
        ("ii->i", [sample(3, 3)]),
        ("ij->ji", [sample(2, 3)]),
        ("ij->", [sample(2, 3)]),
        ("i,j->ij", [sample(2), sample(3)]),
        ("...ij,...jk->...ik", [sample(2, 3, 4), sample(4, 2)]),
        ("bhid,bhjd->bhij", [sample(2, 2, 3, 4), sample(2, 2, 5, 4)]),
        ("bhij,bhjd->bihd", [sample(2, 2, 3, 4), sample(2, 2, 4, 5)]),
        ("bn,anm,bm->ba", [sample(2, 3), sample(4, 3, 2), sample(2, 2)]),
        ("ij,kj", [sample(2, 3), sample(4, 3)]),
        ("ij,ij->i", [sample(2, 3), sample(2, 3)]),
        ("nchw,vw->nchv", [sample(2, 2, 3, 4), sample(5, 4)]),
    ],
)
def einsum(equation: str, tensors: Sequence[Array], path: Ints | None) -> Array:
    """Sum products of elements as an equation says; `path` names the pairs to contract, from left to right if None."""
    if not tensors:
        raise RuntimeError("einsum(): must provide at least one operand")
    steps = 1 if len(tensors) == 1 else 2 * len(tensors) - 2
    if path is not None and len(path) != steps:
        raise RuntimeError(
            f"einsum(): expected contraction path given in path parameter to have size {steps} but got {len(path)}"
        )
    read = _Equation(equation, tensors)
    sizes: dict[tuple[str, int], int] = {}
    operands = [_arranged(read, i, tensor, sizes) for i, tensor in enumerate(tensors)]
    found = _contracted(operands, read.output_rank, path)
    if read.rank == read.output_rank:
        return found
    if len(tensors) == 1:
        return sum_dim(found, list(range(read.output_rank, read.rank)), False, None)
    return reshaped(found, found.shape[: read.output_rank])


def _arranged(read: _Equation, i: int, tensor: Array, sizes: dict[tuple[str, int], int]) -> Array:
    """The operand with a dimension for every label, of size 1 for those it lacks; repeated labels are a diagonal."""
    places = [-1] * read.rank
    labels = read.operands[i]
    dim = 0
    for label in labels:
        spanned = tensor.ndim - dim - (len(labels) - 1 - labels.index(label)) if label == _ELLIPSIS else 1
        first = read.places[label] + (read.width - spanned if label == _ELLIPSIS else 0)
        if label != _ELLIPSIS and places[first] >= 0:
            tensor = _on_diagonal(tensor, places[first], dim, label, i)
            continue
        for place in range(first, first + spanned):
            size = tensor.shape[dim]
            if size != 1 and sizes.setdefault((label, place), size) != size:
                raise RuntimeError(_mismatch(label, i, dim, size, sizes[label, place]))
            places[place] = dim
            dim += 1
    strides = [*element_strides(tensor), *[1] * (read.rank - dim)]
    tensor = with_strides(tensor, strides, [*tensor.shape, *[1] * (read.rank - dim)])
    missing = iter(range(dim, read.rank))
    return permute(tensor, [next(missing) if place < 0 else place for place in places])


def _mismatch(label: str, i: int, dim: int, size: int, seen: int) -> str:
    if label == _ELLIPSIS:
        return (
            f"einsum(): dimension {dim} covered by ellipsis in operand {i}has size {size} which does not broadcast "
            f"with previously seen ellipsis with size {seen} for the respective dimension"
        )
    return (
        f"einsum(): subscript {label} has size {size} for operand {i} which does not broadcast with previously seen "
        f"size {seen}"
    )


def _on_diagonal(tensor: Array, first: int, second: int, label: str, i: int) -> Array:
    """The elements where two dimensions agree, as the first of these."""
    if tensor.shape[first] != tensor.shape[second]:
        raise RuntimeError(
            f"einsum(): subscript {label} is repeated for operand {i} but the sizes don't match, "
            f"{tensor.shape[second]} != {tensor.shape[first]}"
        )
    return np.moveaxis(diagonal(tensor, 0, first, second), -1, first)


def _contracted(operands: list[Array], output_rank: int, path: Ints | None) -> Array:
    """Multiply the operands pair by pair; a dimension is summed as soon as no other operand has it."""
    pending = list(operands)
    steps = iter(path or ())
    while len(pending) > 1:
        i, j = sorted((next(steps), next(steps))) if path is not None else (0, 1)
        if i == j or not 0 <= i < j < len(pending):
            what = "cannot contract an operand with itself" if i == j else "operand index is out of bounds"
            raise RuntimeError(f"einsum(): invalid contraction ({i}, {j}) {what}")
        b, a = pending.pop(j), pending.pop(i)
        done = [d for d in range(output_rank, a.ndim) if all(each.shape[d] == 1 for each in pending)]
        a = _summed(a, [d for d in done if a.shape[d] != 1 and b.shape[d] == 1])
        b = _summed(b, [d for d in done if a.shape[d] == 1 and b.shape[d] != 1])
        both = [d for d in done if a.shape[d] != 1 and b.shape[d] != 1]
        pending.insert(0 if path is None else len(pending), _pair(a, b, both) if both else mul(a, b))
    return pending[0]


def _summed(array: Array, dims: Ints) -> Array:
    return sum_dim(array, dims, True, None) if dims else array


@operator(
    "aten::tensordot(Tensor self, Tensor other, int[] dims_self, int[] dims_other) -> Tensor",
    variants="function",
    grad_fn="ViewBackward0",
    samples=lambda: [
        (sample(2, 3, 4), sample(3, 4, 5), [1, 2], [0, 1]),
        (sample(2, 3), sample(3, 2), [0], [1]),
        (sample(2), sample(3), [], []),
    ],
)
def tensordot(self: Array, other: Array, dims_self: Ints, dims_other: Ints) -> Array:
    """Sum products over pairs of dimensions."""
    if len(dims_self) != len(dims_other):
        raise RuntimeError("both dimension lists should have same length")
    if self.dtype != other.dtype:
        raise RuntimeError("tensordot: both inputs should have same dtype")
    own, theirs = wrap_dims(dims_self, self.ndim), wrap_dims(dims_other, other.ndim)
    for i, (a, b) in enumerate(zip(own, theirs, strict=True)):
        if self.shape[a] != other.shape[b] and 1 not in (self.shape[a], other.shape[b]):
            raise RuntimeError(
                "contracted dimensions need to match, but first has size "
                f"{self.shape[a]} in dim {dims_self[i]} and second has size {other.shape[b]} in dim {dims_other[i]}"
            )
    for a, b in zip(own, theirs, strict=True):
        if self.shape[a] != other.shape[b]:
            self, other = (
                (sum_dim(self, [a], True, None), other)
                if other.shape[b] == 1
                else (self, sum_dim(other, [b], True, None))
            )
    left = [dim for dim in range(self.ndim) if dim not in own]
    right = [dim for dim in range(other.ndim) if dim not in theirs]
    depth = math.prod(self.shape[dim] for dim in own)
    sizes = [self.shape[dim] for dim in left] + [other.shape[dim] for dim in right]
    rows = reshaped(permute(self, [*left, *own]), [math.prod(self.shape[dim] for dim in left), depth])
    columns = reshaped(permute(other, [*theirs, *right]), [depth, math.prod(other.shape[dim] for dim in right)])
    return contiguous(bmm(rows[None], columns[None]).reshape(sizes))


@operator(
    "aten::inner(Tensor self, Tensor other) -> Tensor",
    grad_fn=lambda arrays, result: f"{'View' if arrays[0].ndim and arrays[1].ndim else 'Mul'}Backward0",
    samples=lambda: [(sample(2, 3), sample(4, 3)), (sample(3), sample(3)), (sample(2, 3), sample())],
)
def inner(self: Array, other: Array) -> Array:
    """Dot products over the last dimensions; a 0-dim tensor multiplies."""
    if self.ndim == 0 or other.ndim == 0:
        product: Array = mul(self, other)
        return product
    if self.shape[-1] != other.shape[-1]:
        raise RuntimeError(
            f"inner() the last dimension must match on both input tensors but got shapes {size_text(self.shape)} and "
            f"{size_text(other.shape)}"
        )
    return tensordot(self, other, [-1], [-1])


@operator(
    "aten::kron(Tensor self, Tensor other) -> Tensor",
    grad_fn="UnsafeViewBackward0",
    samples=lambda: [(sample(2, 3), sample(3, 2)), (sample(2), sample(2, 2)), (sample(), sample(2))],
)
def kron(self: Array, other: Array) -> Array:
    """Every product of elements, in blocks; the smaller rank is filled up with ones in front."""
    rank = max(self.ndim, other.ndim)
    a = self.reshape([1] * (rank - self.ndim) + list(self.shape))
    b = other.reshape([1] * (rank - other.ndim) + list(other.shape))
    spread = a.reshape([size for n in a.shape for size in (n, 1)])
    filled = b.reshape([size for n in b.shape for size in (1, n)])
    return contiguous(mul(spread, filled).reshape([n * m for n, m in zip(a.shape, b.shape, strict=True)]))


@composite("aten::einsum.sublist(Tensor a, ...) -> Tensor", variants="")
def einsum_of_sublists(call: Any, *values: Any) -> Any:
    """As `einsum`, with each operand's indices as a list of numbers behind it, and the result's at the end."""
    pairs, output = (values[:-1], values[-1:]) if len(values) % 2 else (values, ())
    equation = ",".join(_letters(each) for each in pairs[1::2])
    if output:
        equation += f"->{_letters(output[0])}"
    return call("aten::einsum", equation, list(pairs[::2]))


def _letters(numbers: Sequence[int]) -> str:
    for number in numbers:
        if not 0 <= number < 52:
            raise RuntimeError(f"not within accepted range [0, 52): {number} is no index of einsum()")
    return "".join(chr(ord("A") + number) if number < 26 else chr(ord("a") + number - 26) for number in numbers)
