"""Losses that compare a prediction with a target element by element: mse_loss, huber_loss, binary_cross_entropy, …

`reduction` is PyTorch's number: 0 keeps the elements, 1 averages them, 2 adds them up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...dtype import dtype as DType
from ..pointwise import compute, dtype_of, require
from ..promotion import result_type
from ..registry import operator
from ..strides import tensor_iterator_like
from .activation import log_sigmoid
from .norms import pairwise_distance
from .reduction import finish
from .samples import sample

Array = np.ndarray

NONE, MEAN, SUM = 0, 1, 2


def reduced(loss: Array, reduction: int) -> Array:
    """The loss of each element, or their mean or sum."""
    if reduction == NONE:
        return loss
    kind = dtype_of(loss)
    with np.errstate(all="ignore"):
        total = loss.sum(dtype=np.float64 if loss.dtype.kind == "f" else None)
        return finish(np.divide(total, loss.size) if reduction == MEAN else total, kind)


def composed(last: str) -> Callable[[list[Any], Array], str]:
    """The autograd node of a loss that PyTorch composes: the reduction's, or that of its last operator."""
    return lambda arrays, result: f"{last if result.ndim else 'Mean'}Backward0"


def _pair() -> tuple[Array, Array]:
    return sample(2, 3), sample(2, 3)[::-1].copy()


def _pairs(*tail: Any) -> list[tuple[Any, ...]]:
    turned = sample(3, 2).T
    return [(*_pair(), reduction, *tail) for reduction in (NONE, MEAN, SUM)] + [(turned, turned + 1, NONE, *tail)]


def _check_floating(name: str, kind: DType) -> None:
    require(kind.is_floating_point, name, kind)


def _register_difference(
    name: str, argument: str, function: Callable[..., Any], check: Callable[[float], None], default: float
) -> None:
    """Register a loss of the difference of input and target."""
    extra = f", {argument}" if argument else ""
    title = "".join(part.capitalize() for part in name.split("_"))

    @operator(
        f"aten::{name}(Tensor self, Tensor target, int reduction=1{extra}) -> Tensor",
        variants="nn",
        grad_fn=composed("Abs") if name == "l1_loss" else f"{title}Backward0",
        samples=lambda: _pairs() + ([(*_pair(), MEAN, 0.5)] if argument else []),
    )
    def loss(self: Array, target: Array, reduction: int, *parameters: float) -> Array:
        parameter = parameters[0] if parameters else default
        check(parameter)
        kind = result_type(self, target)
        if name != "l1_loss":
            _check_floating({"mse_loss": "mse_cpu", "huber_loss": "huber_cpu"}.get(name, "smooth_l1_cpu"), kind)
        return reduced(compute(lambda a, b: function(a - b, a.dtype.type(parameter)), (self, target), kind), reduction)


def _positive(text: str) -> Callable[[float], None]:
    def check(value: float) -> None:
        if value <= 0:
            raise RuntimeError(text)

    return check


def _not_negative(value: float) -> None:
    if value < 0:
        raise RuntimeError("smooth_l1_loss does not support negative values for beta.")


def _anything(value: float) -> None:
    return None


def _huber(z: Array, delta: Any) -> Any:
    size = np.abs(z)
    return np.where(size <= delta, z * z * z.dtype.type(0.5), delta * (size - delta * z.dtype.type(0.5)))


def _smooth(z: Array, beta: Any) -> Any:
    size, half = np.abs(z), z.dtype.type(0.5)
    return np.where(size < beta, half * z * z / beta, size - half * beta) if beta else size


_register_difference("mse_loss", "", lambda z, _: z * z, _anything, 0.0)
_register_difference("l1_loss", "", lambda z, _: np.abs(z), _anything, 0.0)
_register_difference("smooth_l1_loss", "float beta=1.", _smooth, _not_negative, 1.0)
_register_difference(
    "huber_loss", "float delta=1.", _huber,
    _positive("huber_loss does not support non-positive values for delta."), 1.0,
)  # fmt: skip


def _probabilities() -> Array:
    return (sample(2, 3) + np.float32(2.1)) / np.float32(4.2)


@operator(
    "aten::binary_cross_entropy(Tensor self, Tensor target, Tensor? weight=None, int reduction=1) -> Tensor",
    variants="nn",
    refuses_grad={"weight": "binary_cross_entropy"},
    samples=lambda: [
        *[(_probabilities(), np.float32(1) - _probabilities(), None, reduction) for reduction in (NONE, MEAN, SUM)],
        (_probabilities(), _probabilities(), sample(2, 3), MEAN),
    ],
)
def binary_cross_entropy(self: Array, target: Array, weight: Array | None, reduction: int) -> Array:
    """-(target log(self) + (1 - target) log(1 - self)), logarithms cut off at -100."""
    if ((self < 0) | (self > 1)).any():
        raise RuntimeError("all elements of input should be between 0 and 1")
    if ((target < 0) | (target > 1)).any():
        raise RuntimeError("all elements of target should be between 0 and 1")

    def loss(x: Any, y: Any) -> Any:
        low = x.dtype.type(-100)
        return (y - 1) * np.maximum(np.log1p(-x), low) - y * np.maximum(np.log(x), low)

    found = compute(loss, (self, target), dtype_of(self))
    if weight is not None:
        found = found * weight
    return reduced(found, reduction)


@operator(
    "aten::binary_cross_entropy_with_logits(Tensor self, Tensor target, Tensor? weight=None, "
    "Tensor? pos_weight=None, int reduction=1) -> Tensor",
    variants="function",
    refuses_grad=dict.fromkeys(("weight", "pos_weight"), "binary_cross_entropy_with_logits"),
    samples=lambda: [
        *[(sample(2, 3), _probabilities(), None, None, reduction) for reduction in (NONE, MEAN, SUM)],
        (sample(2, 3), _probabilities(), sample(3), abs(sample(3)), MEAN),
    ],
)
def binary_cross_entropy_with_logits(
    self: Array, target: Array, weight: Array | None, pos_weight: Array | None, reduction: int
) -> Array:
    logarithm = log_sigmoid(self)
    factor = 1 if pos_weight is None else (pos_weight - 1) * target + 1
    loss = (1 - target) * self - factor * logarithm
    if weight is not None:
        loss = loss * weight
    return reduced(tensor_iterator_like(np.asarray(loss), target, self), reduction)


@operator(
    "aten::kl_div(Tensor self, Tensor target, int reduction=1, *, bool log_target=False) -> Tensor",
    variants="function",
    grad_fn=composed("Sub"),
    samples=lambda: [
        (sample(2, 3), _probabilities(), NONE),
        (sample(2, 3), _probabilities(), MEAN),
        (sample(2, 3), sample(2, 3), SUM, {"log_target": True}),
    ],
)
def kl_div(self: Array, target: Array, reduction: int, log_target: bool) -> Array:
    """target (log(target) - self), with 0 where the target is 0; the target may be a logarithm already."""
    kind = result_type(self, target)
    if log_target:
        return reduced(compute(lambda x, t: np.exp(t) * (t - x), (self, target), kind), reduction)

    def loss(x: Array, t: Array) -> Any:
        with np.errstate(all="ignore"):
            return np.where(t == 0, t * 0, t * np.log(t)) - t * x

    return reduced(compute(loss, (self, target), kind), reduction)


@operator(
    "aten::poisson_nll_loss(Tensor input, Tensor target, bool log_input, bool full, float eps, int reduction) "
    "-> Tensor",
    variants="function",
    grad_fn=composed("Add"),
    samples=lambda: [
        (sample(2, 3), abs(sample(2, 3)), True, False, 1e-8, MEAN),
        (abs(sample(2, 3)), abs(sample(2, 3)) + 1, False, True, 1e-8, NONE),
    ],
)
def poisson_nll_loss(input: Array, target: Array, log_input: bool, full: bool, eps: float, reduction: int) -> Array:
    """exp(input) - target input (or, without `log_input`, input - target log(input)); `full` adds Stirling's term."""

    def loss(x: Any, y: Any) -> Any:
        found = np.exp(x) - y * x if log_input else x - y * np.log(x + x.dtype.type(eps))
        if full:
            stirling = y * np.log(y) - y + 0.5 * np.log(2 * np.pi * y)
            found = found + np.where(y <= 1, 0, stirling)
        return found

    return reduced(compute(loss, (input, target), result_type(input, target)), reduction)


@operator(
    "aten::soft_margin_loss(Tensor self, Tensor target, int reduction=1) -> Tensor",
    variants="nn",
    refuses_grad={"target": "soft_margin_loss"},
    samples=lambda: [(sample(2, 3), np.sign(sample(2, 3)), reduction) for reduction in (NONE, MEAN, SUM)],
)
def soft_margin_loss(self: Array, target: Array, reduction: int) -> Array:
    """log(1 + exp(-target self))."""
    return reduced(compute(lambda x, y: np.log1p(np.exp(-y * x)), (self, target), dtype_of(self)), reduction)


def _labels() -> Array:
    return np.array([1.0, -1.0, 1.0], np.float32)


@operator(
    "aten::hinge_embedding_loss(Tensor self, Tensor target, float margin=1., int reduction=1) -> Tensor",
    variants="function",
    grad_fn=composed("Add"),
    samples=lambda: [(sample(2, 3), _labels(), 1.0, reduction) for reduction in (NONE, MEAN, SUM)],
)
def hinge_embedding_loss(self: Array, target: Array, margin: float, reduction: int) -> Array:
    """self where the target is 1, and max(0, margin - self) where it is -1."""

    def loss(x: Any, y: Any) -> Any:
        return np.where(y != 1, np.maximum(x.dtype.type(margin) - x, 0), 0) + np.where(y != -1, x, 0)

    return reduced(compute(loss, (self, target), dtype_of(self)), reduction)


@operator(
    "aten::margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, float margin=0., int reduction=1) "
    "-> Tensor",
    variants="function",
    grad_fn=composed("ClampMin"),
    samples=lambda: [(*_pair(), _labels(), 0.5, reduction) for reduction in (NONE, MEAN, SUM)],
)
def margin_ranking_loss(input1: Array, input2: Array, target: Array, margin: float, reduction: int) -> Array:
    """max(0, -target (input1 - input2) + margin)."""

    def loss(y: Array, a: Array, b: Array) -> Any:
        return np.maximum(-y * (a - b) + a.dtype.type(margin), 0)

    return reduced(compute(loss, (target, input1, input2), dtype_of(input1)), reduction)


@operator(
    "aten::cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, float margin=0., int reduction=1) "
    "-> Tensor",
    variants="function",
    grad_fn=composed("Add"),
    samples=lambda: [(sample(3, 2), sample(3, 2)[::-1].copy(), _labels(), 0.1, r) for r in (NONE, MEAN, SUM)],
)
def cosine_embedding_loss(input1: Array, input2: Array, target: Array, margin: float, reduction: int) -> Array:
    """1 - cosine where the target is 1, and max(0, cosine - margin) where it is -1."""
    if target.ndim not in (0, 1):
        raise RuntimeError("0D or 1D target tensor expected, multi-target not supported")
    eps = input1.dtype.type(1e-12)
    product = (input1 * input2).sum(axis=-1)
    squares = ((input1 * input1).sum(axis=-1) + eps) * ((input2 * input2).sum(axis=-1) + eps)
    cosine = np.asarray(product / np.sqrt(squares))

    def loss(c: Array, y: Array) -> Any:
        return np.where(y == 1, 1 - c, 0) + np.where(y == -1, np.maximum(c - c.dtype.type(margin), 0), 0)

    return reduced(compute(loss, (cosine, target), dtype_of(cosine)), reduction)


@operator(
    "aten::triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, float margin=1., float p=2., "
    "float eps=9.9999999999999995e-07, bool swap=False, int reduction=1) -> Tensor",
    variants="function",
    grad_fn=composed("ClampMin"),
    samples=lambda: [
        (sample(3, 2), sample(3, 2)[::-1].copy(), sample(3, 2) + 1, 1.0, 2.0, 1e-6, swap, r)
        for swap, r in ((False, MEAN), (True, NONE))
    ],
)
def triplet_margin_loss(
    anchor: Array, positive: Array, negative: Array, margin: float, p: float, eps: float, swap: bool, reduction: int
) -> Array:
    """max(0, |anchor - positive| - |anchor - negative| + margin) in p-norms over the last dimension."""
    if not anchor.ndim == positive.ndim == negative.ndim:
        raise RuntimeError(
            "The anchor, positive, and negative tensors are expected to have the same number of dimensions, but got: "
            f"anchor {anchor.ndim}D, positive {positive.ndim}D, and negative {negative.ndim}D inputs"
        )
    near = pairwise_distance(anchor, positive, p, eps, False)
    far = pairwise_distance(anchor, negative, p, eps, False)
    if swap:
        far = np.minimum(far, pairwise_distance(positive, negative, p, eps, False))
    return reduced(np.asarray(np.maximum(near - far + near.dtype.type(margin), 0)), reduction)
