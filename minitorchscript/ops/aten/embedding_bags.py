"""Bags of embeddings reduced to one row each, and weights kept as direction and length: embedding_bag, weight_norm."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..pointwise import dtype_of, require
from ..registry import operator
from ..strides import contiguous
from .samples import sample, sample_ints

Array = np.ndarray
Bags = tuple[Array, Array, Array, Array]

SUM, MEAN, MAX = 0, 1, 2


def _check(weight: Array, indices: Array, offsets: Array, mode: int, per_sample: Array | None) -> None:
    for name, each in (("indices", indices), ("offsets", offsets)):
        if each.dtype not in (np.int64, np.int32):
            raise RuntimeError(
                f"Expected tensor for argument #1 '{name}' to have one of the following scalar types: Long, Int; but "
                f"got torch.{dtype_of(each).ir_name}Tensor instead (while checking arguments for embedding_bag)"
            )
    if indices.ndim not in (1, 2):
        raise RuntimeError(f"input has to be a 1D or 2D Tensor, but got Tensor of dimension {indices.ndim}")
    if offsets.size and offsets[0] != 0:
        raise RuntimeError(
            "offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start from position 0. However, "
            f"got {offsets[0]}\n[ torch.{dtype_of(offsets).ir_name}Tensor{{}} ]"
        )
    if offsets.size and offsets[-1] > indices.size:
        raise RuntimeError(
            f"offsets[-1] can not be greater than input's length {indices.size} but got offsets[-1] of {offsets[-1]}"
        )
    require(weight.dtype.kind == "f", "embedding_bag", dtype_of(weight))
    if per_sample is not None and mode != SUM:
        raise RuntimeError(
            "embedding_bag: per_sample_weights was not None. per_sample_weights is only supported for mode='sum' (got "
            f"mode='{'mean' if mode == MEAN else 'max'}'). Please open a feature request on GitHub."
        )


def _bags(
    weight: Array,
    indices: Array,
    offsets: Array,
    mode: int,
    per_sample: Array | None,
    include_last_offset: bool,
    padding_idx: int,
) -> Bags:
    """Each bag's sum, mean or maximum; which bag an index is in; how large bags are; where the maxima come from."""
    _check(weight, indices, offsets, mode, per_sample)
    rows = indices.reshape(-1)
    if ((rows < 0) | (rows >= len(weight))).any():
        place = int(np.flatnonzero((rows < 0) | (rows >= len(weight)))[0])
        raise RuntimeError(
            f"Index {place} of input takes value {rows[place]} which is not in the valid range [0, {len(weight)})"
        )
    starts = offsets[:-1] if include_last_offset else offsets
    ends = np.append(offsets[1:], [] if include_last_offset else [len(rows)]).astype(np.int64)
    count = len(starts)
    out = np.zeros((count, weight.shape[1]), weight.dtype)
    sizes = np.zeros(count, np.int64)
    maxima = np.zeros((count, weight.shape[1]), np.int64)
    for bag, (start, end) in enumerate(zip(starts, ends, strict=True)):
        kept = np.flatnonzero(rows[start:end] != padding_idx) + start
        sizes[bag] = len(kept)
        if not len(kept):
            continue
        values = weight[rows[kept]]
        if per_sample is not None:
            values = values * per_sample.reshape(-1)[kept][:, None]
        if mode == MAX:
            maxima[bag] = rows[kept][values.argmax(axis=0)]
            out[bag] = values.max(axis=0)
        else:
            total = values.sum(axis=0, dtype=np.float64)
            out[bag] = total / len(kept) if mode == MEAN else total
    which = np.searchsorted(starts, np.arange(len(rows)), side="right") - 1
    if mode == SUM:  # PyTorch leaves out what only gradients need; sized as for a weight that is learned
        sizes[:] = 0
        if padding_idx < 0 and weight.dtype != np.float64:
            which = np.empty(0, np.int64)
    kind = indices.dtype
    found = maxima if mode == MAX else sizes.copy()
    return contiguous(out), contiguous(which.astype(kind)), sizes.astype(kind), found.astype(kind)


def _samples() -> list[tuple[Any, ...]]:
    indices, offsets = sample_ints(1, 3, 0, 2, 1), sample_ints(0, 2)
    return [(sample(4, 3), indices, offsets, False, mode) for mode in (SUM, MEAN, MAX)]


@operator(
    "aten::embedding_bag(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq=False, int mode=0, "
    "bool sparse=False, Tensor? per_sample_weights=None, bool include_last_offset=False) "
    "-> (Tensor, Tensor, Tensor, Tensor)",
    variants="function",
    differentiable=(True, False, False, False),
    samples=_samples,
)
def embedding_bag(
    weight: Array,
    indices: Array,
    offsets: Array,
    scale_grad_by_freq: bool,
    mode: int,
    sparse: bool,
    per_sample_weights: Array | None,
    include_last_offset: bool,
) -> Bags:
    """Rows of `weight` (V, D) for bags of indices that begin at `offsets`, reduced to (bags, D)."""
    return _bags(weight, indices, offsets, mode, per_sample_weights, include_last_offset, -1)


@operator(
    "aten::embedding_bag.padding_idx(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq, int mode, "
    "bool sparse, Tensor? per_sample_weights, bool include_last_offset, int? padding_idx) "
    "-> (Tensor, Tensor, Tensor, Tensor)",
    variants="function",
    differentiable=(True, False, False, False),
    samples=lambda: [
        *((*each, False, None, False, padding) for each, padding in zip(_samples(), (None, 1, 1), strict=True)),
        (sample(4, 3), sample_ints(1, 3, 0), sample_ints(0, 2, 3), False, MEAN, False, None, True, 3),
    ],
)
def embedding_bag_padded(
    weight: Array,
    indices: Array,
    offsets: Array,
    scale_grad_by_freq: bool,
    mode: int,
    sparse: bool,
    per_sample_weights: Array | None,
    include_last_offset: bool,
    padding_idx: int | None,
) -> Bags:
    """As `embedding_bag`; rows of `padding_idx` don't count."""
    padding = -1
    if padding_idx is not None:
        if not -len(weight) <= padding_idx < len(weight):
            raise RuntimeError(
                f"padding_idx must be within the number of embeddings, -{len(weight)} through "
                f"{len(weight) - 1}, but got {padding_idx}"
            )
        padding = padding_idx % len(weight)
    return _bags(weight, indices, offsets, mode, per_sample_weights, include_last_offset, padding)


def _length(v: Array, power: int, dim: int) -> Array:
    """The norm of each slice along `dim` (of everything for -1)."""
    axes = tuple(axis for axis in range(v.ndim) if axis != dim % max(v.ndim, 1) or dim == -1)
    wide = np.abs(v.astype(np.float64)) ** power
    return np.asarray(wide.sum(axis=axes, keepdims=dim != -1) ** (1 / power)).astype(v.dtype)


@operator(
    "aten::norm_except_dim(Tensor v, int pow=2, int dim=0) -> Tensor",
    variants="function",
    grad_fn="ViewBackward0",
    samples=lambda: [(sample(3, 2, 2),), (sample(3, 2, 2), 2, 2), (sample(3, 2), 2, -1)],
)
def norm_except_dim(v: Array, pow: int, dim: int) -> Array:
    return contiguous(_length(v, pow, dim))


@operator(
    "aten::_weight_norm(Tensor v, Tensor g, int dim=0) -> Tensor",
    variants="function",
    grad_fn="WeightNormInterfaceBackward0",
    samples=lambda: [(sample(3, 2, 2), sample(3, 1, 1)), (sample(3, 2), sample(1, 2), 1)],
)
def weight_norm(v: Array, g: Array, dim: int) -> Array:
    """v scaled so that each slice along `dim` has length g."""
    return contiguous(v * (g / _length(v, 2, dim)))


@operator(
    "aten::_weight_norm_interface(Tensor v, Tensor g, int dim=0) -> (Tensor, Tensor)",
    variants="function",
    differentiable=(True, False),
    samples=lambda: [(sample(3, 2, 2), sample(3, 1, 1))],
)
def weight_norm_interface(v: Array, g: Array, dim: int) -> tuple[Array, Array]:
    if dim not in (0, v.ndim - 1):
        raise RuntimeError("fused kernels can only be applied for first or last dim")
    length = _length(v, 2, dim)
    return contiguous(v * (g / length)), contiguous(length)
