"""Losses of scores for classes: nll_loss, cross_entropy_loss, the margin losses, ctc_loss."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..pointwise import dtype_of, require
from ..registry import operator
from ..strides import contiguous
from .losses import MEAN, NONE, SUM, reduced
from .reduction import finish
from .samples import sample, sample_ints
from .sizes import size_text, type_name
from .softmaxes import log_softmax

Array = np.ndarray

IGNORED = -100


def _check_weight(weight: Array | None, classes: int, sizes: Sequence[int]) -> None:
    if weight is not None and weight.shape != (classes,):
        raise RuntimeError(
            f"weight tensor should be defined either for all {classes} classes or no classes but got weight tensor "
            f"of shape: {size_text(weight.shape)}"
        )


def _nll(self: Array, target: Array, weight: Array | None, reduction: int, ignore_index: int) -> Array:
    """Minus the target class's score, (N, C, *) and (N, *) or (C,) and (); weighted, ignored classes left out."""
    dim = min(self.ndim - 1, 1)
    classes = self.shape[dim]
    if target.dtype not in (np.int64, np.uint8):
        raise RuntimeError(f"expected target dtype to be Long or Byte, but got {type_name(target)}")
    counted = np.asarray(target != ignore_index)
    outside = counted & ((target < 0) | (target >= classes))
    if outside.any():
        raise IndexError(f"Target {np.atleast_1d(target)[np.atleast_1d(outside)][0]} is out of bounds.")
    where = np.where(counted, target, 0)
    scores = np.take_along_axis(self, np.expand_dims(where, dim), dim).squeeze(dim) if classes else where * 0.0
    factor = counted.astype(self.dtype)
    if weight is not None:
        factor = factor * weight[where]
    with np.errstate(all="ignore"):
        loss = np.where(counted, -scores * factor, self.dtype.type(0)).astype(self.dtype)
        if reduction == NONE:
            return contiguous(loss)
        total = loss.sum(dtype=np.float64)
        if reduction == MEAN:
            total = np.divide(total, factor.sum(dtype=np.float64))
        return finish(total, dtype_of(self))


def _scores() -> Array:
    return log_softmax(sample(3, 4), 1, None)


def _nll_samples() -> list[tuple[Any, ...]]:
    target = sample_ints(1, 3, 0)
    return [
        *[(_scores(), target, None, reduction) for reduction in (NONE, MEAN, SUM)],
        (_scores(), target, abs(sample(4)), MEAN, 3),
    ]


def _planes() -> list[tuple[Any, ...]]:
    target = sample_ints(1, 0, 2, 1).reshape(1, 2, 2)
    return [(sample(1, 3, 2, 2), target, None, NONE), (sample(1, 3, 2, 2), target, abs(sample(3)), MEAN, 2)]


@operator(
    "aten::nll_loss(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) "
    "-> Tensor",
    variants="nn",
    refuses_grad={"weight": "nll_loss_forward"},
    samples=lambda: [*_nll_samples(), (_scores()[0], np.array(2), None, MEAN)],
)
def nll_loss(self: Array, target: Array, weight: Array | None, reduction: int, ignore_index: int) -> Array:
    if self.ndim not in (1, 2):
        raise RuntimeError("input tensor should be 1D or 2D")
    if target.ndim > 1:
        raise RuntimeError("0D or 1D target tensor expected, multi-target not supported")
    if not (self.ndim == 1 and target.ndim == 0) and self.shape[:1] != target.shape[:1]:
        raise RuntimeError(f"size mismatch (got input: {size_text(self.shape)} , target: {size_text(target.shape)})")
    require(self.dtype.kind == "f", "nll_loss_out_frame", dtype_of(self))
    _check_weight(weight, self.shape[-1], self.shape)
    return _nll(self, target, weight, reduction, ignore_index)


@operator(
    "aten::nll_loss2d(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) "
    "-> Tensor",
    variants="nn",
    grad_fn="NllLoss2DBackward0",
    refuses_grad={"weight": "nll_loss2d_forward"},
    samples=_planes,
)
def nll_loss2d(self: Array, target: Array, weight: Array | None, reduction: int, ignore_index: int) -> Array:
    if target.ndim != 3:
        raise RuntimeError(
            "only batches of spatial targets supported (3D tensors) but got targets of dimension: " + str(target.ndim)
        )
    if self.ndim != 4:
        raise RuntimeError(
            "only batches of spatial inputs supported (4D tensors), but got input of dimension: " + str(self.ndim)
        )
    if (self.shape[0], *self.shape[2:]) != target.shape:
        raise RuntimeError(f"size mismatch (got input: {size_text(self.shape)} , target: {size_text(target.shape)}")
    return _nll(self, target, weight, reduction, ignore_index)


def _classes_forward(arrays: list[Any]) -> str:
    """What computes the loss of class indices."""
    return "nll_loss_forward" if arrays[0].ndim < 3 else "nll_loss2d_forward"


@operator(
    "aten::nll_loss_nd(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) "
    "-> Tensor",
    variants="nn",
    grad_fn=lambda arrays, result: f"NllLoss{'' if arrays[0].ndim < 3 else '2D'}Backward0",
    refuses_grad={"weight": _classes_forward},
    samples=lambda: [*_nll_samples(), *_planes(), (sample(2, 3, 2), sample_ints(0, 1, 2, 1).reshape(2, 2), None, MEAN)],
)
def nll_loss_nd(self: Array, target: Array, weight: Array | None, reduction: int, ignore_index: int) -> Array:
    if self.ndim < 1:
        raise ValueError(f"Expected 1 or more dimensions (got {self.ndim})")
    if self.ndim != 1 and self.shape[0] != target.shape[0]:
        raise ValueError(f"Expected input batch_size ({self.shape[0]}) to match target batch_size ({target.shape[0]}).")
    if self.ndim <= 2:
        return nll_loss(self, target, weight, reduction, ignore_index)
    if target.shape != (self.shape[0], *self.shape[2:]):
        raise RuntimeError(
            f"Expected target size {size_text((self.shape[0], *self.shape[2:]))}, got {size_text(target.shape)}"
        )
    return _nll(self, target, weight, reduction, ignore_index)


def _probability_loss(self: Array, target: Array, weight: Array | None, reduction: int, smoothing: float) -> Array:
    """Cross entropy with a probability for each class."""
    dim = min(self.ndim - 1, 1)
    if target.dtype.kind != "f":
        raise RuntimeError("Expected floating point type for target with class probabilities, got " + type_name(target))
    classes = self.shape[dim]
    if smoothing > 0:
        target = target * (1 - smoothing) + smoothing / classes
    scores = -log_softmax(self, dim, None) * target
    if weight is not None:
        scores = scores * weight.reshape([-1 if i == dim else 1 for i in range(self.ndim)])
    if reduction == NONE:
        return contiguous(np.asarray(scores.sum(axis=dim)).astype(self.dtype))
    total = scores.sum(dtype=np.float64)
    return finish(total / (self.size // classes) if reduction == MEAN else total, dtype_of(self))


@operator(
    "aten::cross_entropy_loss(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, "
    "SymInt ignore_index=-100, float label_smoothing=0.) -> Tensor",
    variants="nn",
    grad_fn=lambda arrays, result: f"NllLoss{'' if arrays[0].ndim < 3 else '2D'}Backward0",
    refuses_grad={"weight": lambda arrays: "" if arrays[0].shape == arrays[1].shape else _classes_forward(arrays)},
    samples=lambda: [
        *_nll_samples(),
        *_planes(),
        (sample(3, 4), sample_ints(1, 3, 0), abs(sample(4)), MEAN, 3, 0.1),
        (sample(3, 4), sample_ints(1, 3, 0), None, NONE, IGNORED, 0.1),
        (sample(2, 3), abs(sample(2, 3)), None, MEAN),
        (sample(2, 3), abs(sample(2, 3)), abs(sample(3)), NONE, IGNORED, 0.2),
        (sample(4), np.array(2), None, MEAN),
    ],
)
def cross_entropy_loss(
    self: Array, target: Array, weight: Array | None, reduction: int, ignore_index: int, label_smoothing: float
) -> Array:
    """The negative log-likelihood of softmax(self) at classes, or at a distribution over them."""
    if not 0 <= label_smoothing <= 1:
        raise RuntimeError(f"label_smoothing must be between 0.0 and 1.0. Got: {label_smoothing:g}")
    if self.shape == target.shape and self.ndim:
        if ignore_index >= 0:
            raise RuntimeError("ignore_index is not supported for floating point target")
        return _probability_loss(self, target, weight, reduction, label_smoothing)
    dim = min(self.ndim - 1, 1)
    scores = log_softmax(self, dim, None)
    found = nll_loss_nd(scores, target, weight, reduction, ignore_index)
    if label_smoothing == 0:
        return found
    factors = np.ones(self.shape[dim], self.dtype) if weight is None else weight
    spread = (-scores * factors.reshape([-1 if i == dim else 1 for i in range(self.ndim)])).sum(axis=dim)
    counted = target != ignore_index
    smooth: Any = np.where(counted, spread, 0)
    if reduction != NONE:
        smooth = smooth.sum(dtype=np.float64)
    if reduction == MEAN:
        smooth = smooth / np.where(counted, factors[np.where(counted, target, 0)], 0).sum(dtype=np.float64)
    share = label_smoothing / self.shape[dim]
    return contiguous(np.asarray(found * (1 - label_smoothing) + smooth * share).astype(self.dtype))


def _rows(self: Array, target: Array, name: str) -> tuple[Array, Array]:
    """Inputs (N, C) or (C,) as rows, and their targets."""
    if self.ndim > 2 or self.ndim == 0:
        raise RuntimeError(
            f"Expected non-empty vector or matrix with optional 0-dim batch size, but got: {size_text(self.shape)}"
        )
    return np.atleast_2d(self), target.reshape(1, -1) if self.ndim < 2 else target


@operator(
    "aten::multi_margin_loss(Tensor self, Tensor target, Scalar p=1, Scalar margin=1, Tensor? weight=None, "
    "int reduction=1) -> Tensor",
    variants="nn",
    refuses_grad={"weight": "multi_margin_loss"},
    samples=lambda: [
        *[(sample(3, 4), sample_ints(1, 3, 0), 1, 1, None, reduction) for reduction in (NONE, MEAN, SUM)],
        (sample(3, 4), sample_ints(1, 3, 0), 2, 0.5, abs(sample(4)), MEAN),
    ],
)
def multi_margin_loss(
    self: Array, target: Array, p: float, margin: float, weight: Array | None, reduction: int
) -> Array:
    """The mean over the other classes of max(0, margin - self[target] + self[class]) ** p."""
    if p not in (1, 2):
        raise RuntimeError("only p == 1 and p == 2 supported")
    rows, _ = _rows(self, target, "multi_margin_loss")
    classes = target.reshape(-1)
    if ((classes < 0) | (classes >= rows.shape[1])).any():
        raise RuntimeError("target out of range")
    own = np.take_along_axis(rows, classes[:, None], 1)
    terms = np.maximum(rows.dtype.type(margin) - own + rows, 0) ** p
    if weight is not None:
        terms = terms * weight[classes][:, None]
    terms[np.arange(len(rows)), classes] = 0
    loss = np.asarray(terms.sum(axis=1) / rows.shape[1]).astype(self.dtype)
    return reduced(loss.reshape(target.shape) if reduction == NONE else loss, reduction)


@operator(
    "aten::multilabel_margin_loss(Tensor self, Tensor target, int reduction=1) -> Tensor",
    variants="nn",
    grad_fn="MultilabelMarginLossBackward0",
    samples=lambda: [
        (sample(2, 4), sample_ints(3, 0, -1, 1, 2, -1, 0, 0).reshape(2, 4), reduction)
        for reduction in (NONE, MEAN, SUM)
    ],
)
def multilabel_margin_loss(self: Array, target: Array, reduction: int) -> Array:
    """Sums of max(0, 1 - self[label] + self[class]) over labels (up to the first -1) and the other classes."""
    rows, labels = _rows(self, target, "multilabel_margin_loss")
    if labels.shape != rows.shape:
        raise RuntimeError(
            f"inconsistent target size: {size_text(target.shape)} for input of size: {size_text(self.shape)}"
        )
    loss = np.zeros(len(rows), self.dtype)
    for i, (row, wanted) in enumerate(zip(rows, labels, strict=True)):
        ends = np.flatnonzero(wanted < 0)
        own = wanted[: ends[0]] if ends.size else wanted
        others = np.delete(row, own)
        loss[i] = np.maximum(1 - row[own][:, None] + others, 0).sum() / rows.shape[1]
    return reduced(loss if self.ndim > 1 else loss.reshape(()), reduction)


def _ctc_one(scores: Array, labels: Array, blank: int) -> float:
    """-log of the summed probability of all paths through (time, classes) that spell the labels."""
    states = np.full(2 * len(labels) + 1, blank)
    states[1::2] = labels
    alpha = np.full(len(states), -np.inf)
    alpha[:2] = scores[0, states[:2]]
    skips = np.zeros(len(states), bool)
    skips[2:] = (states[2:] != blank) & (states[2:] != states[:-2])
    for row in scores[1:]:
        one = np.concatenate([[-np.inf], alpha[:-1]])
        two = np.where(skips, np.concatenate([[-np.inf, -np.inf], alpha[:-2]])[: len(states)], -np.inf)
        alpha = np.logaddexp(np.logaddexp(alpha, one), two) + row[states]
    return -float(np.logaddexp(alpha[-1], alpha[-2] if len(alpha) > 1 else -np.inf))


def _ctc(
    log_probs: Array, targets: Array, inputs: Sequence[int], lengths: Sequence[int], blank: int, reduction: int,
    zero_infinity: bool,
) -> Array:  # fmt: skip
    if not 0 <= blank < log_probs.shape[-1]:
        raise RuntimeError("blank must be in label range")
    rows = log_probs[:, None] if log_probs.ndim == 2 else log_probs
    batch = rows.shape[1]
    if len(inputs) != batch:
        raise RuntimeError("input_lengths must be of size batch_size")
    if len(lengths) != batch:
        raise RuntimeError("target_lengths must be of size batch_size")
    starts = np.cumsum([0, *lengths])
    found = np.empty(batch)
    for i in range(batch):
        if not 0 <= inputs[i] <= len(rows):
            raise RuntimeError(
                f"Expected input_lengths to have value at most {len(rows)}, but got value {inputs[i]} (while checking "
                "arguments for ctc_loss_cpu)"
            )
        labels = targets.reshape(-1)[starts[i] : starts[i + 1]] if targets.ndim == 1 else targets[i, : lengths[i]]
        found[i] = _ctc_one(rows[: inputs[i], i].astype(np.float64), labels, blank)
    if zero_infinity:
        found[np.isinf(found)] = 0
    if reduction == MEAN:
        found = found / np.maximum(lengths, 1)
    loss = found.astype(log_probs.dtype)
    return reduced(loss.reshape(()) if log_probs.ndim == 2 and reduction == NONE else loss, reduction)


def _ctc_arguments() -> tuple[Array, Array]:
    return log_softmax(sample(5, 2, 4), 2, None), sample_ints(1, 2, 2, 3, 1, 3).reshape(2, 3)


@operator(
    "aten::ctc_loss.IntList(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, "
    "int blank=0, int reduction=1, bool zero_infinity=False) -> Tensor",
    variants="function",
    grad_fn="MeanBackward0",
    samples=lambda: [(*_ctc_arguments(), [5, 4], [3, 2], 0, reduction) for reduction in (NONE, MEAN, SUM)],
)
def ctc_loss(
    log_probs: Array, targets: Array, input_lengths: Sequence[int], target_lengths: Sequence[int], blank: int,
    reduction: int, zero_infinity: bool,
) -> Array:  # fmt: skip
    """Connectionist temporal classification, for log-probabilities (time, batch, classes)."""
    return _ctc(log_probs, targets, input_lengths, target_lengths, blank, reduction, zero_infinity)


@operator(
    "aten::ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, "
    "int blank=0, int reduction=1, bool zero_infinity=False) -> Tensor",
    variants="function",
    grad_fn="MeanBackward0",
    samples=lambda: [(*_ctc_arguments(), sample_ints(5, 4), sample_ints(3, 2), 0, MEAN)],
)
def ctc_loss_tensor(
    log_probs: Array, targets: Array, input_lengths: Array, target_lengths: Array, blank: int, reduction: int,
    zero_infinity: bool,
) -> Array:  # fmt: skip
    inputs, lengths = ([int(each) for each in np.atleast_1d(given)] for given in (input_lengths, target_lengths))
    return _ctc(log_probs, targets, inputs, lengths, blank, reduction, zero_infinity)
