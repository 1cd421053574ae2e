"""Dropout in its forms, and rrelu: what draws random numbers while a network trains."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ...dtype import float32, float64
from ...generator import Generator
from .. import distributions, onnx
from ..pointwise import compute, dtype_of, require, write_into
from ..promotion import check_can_cast, result_type
from ..registry import operator
from ..strides import contiguous, contiguous_strides, empty_strided, like
from .random import bernoulli_fill, source
from .samples import sample, sample_ints

Array = np.ndarray
Samples = list[tuple[Any, ...]]

_SELU_LIMIT = 1.7580993408473766  # -lower limit of selu: alpha dropout sends dropped elements there


def _noise_like(self: Array, feature: bool) -> Array:
    if not feature:
        return like(self)
    if self.ndim < 2:
        raise RuntimeError("Feature dropout requires at least 2 dimensions in the input")
    shape = (*self.shape[:2], *[1] * (self.ndim - 2))
    return empty_strided(shape, contiguous_strides(shape), self.dtype)


def drop_elements(self: Array, p: float, train: bool, feature: bool, alpha: bool) -> Array:
    """Zero elements (or whole features) with probability `p` and scale the rest, so that the mean stays.

    The alpha form keeps variance too, for selu networks. The input itself is returned where there is
    nothing to do.
    """
    if not 0 <= p <= 1:
        raise RuntimeError(f"dropout probability has to be between 0 and 1, but got {p:g}")
    if p == 0 or not train or not self.size:
        return self
    kind = result_type(self)
    if p == 1:
        return compute(np.multiply, (self, 0), kind)
    noise = bernoulli_fill(_noise_like(self, feature), 1 - p)
    check_can_cast(result_type(self, 1.0), kind)
    number = noise.dtype.type
    if not alpha:
        return compute(np.multiply, (self, noise / number(1 - p)), kind)
    scale = 1 / math.sqrt((_SELU_LIMIT**2 * p + 1) * (1 - p))
    shift = (noise - 1) * number(_SELU_LIMIT * scale) + number(_SELU_LIMIT * scale * p)
    return compute(lambda x, factor, shift: x * factor + shift, (self, noise * number(scale), shift), kind)


def _register(name: str, feature: bool, alpha: bool) -> None:
    grad_fn = "AddBackward0" if alpha else "MulBackward0"
    samples = lambda: [  # noqa: E731
        (sample(2, 3, 2), 0.5, True),
        (sample(4, 3).T, 0.3, True),
        (sample(2, 3), 0.5, False),
        *([] if alpha else [(sample(2, 3), 1.0, True)]),
    ]

    @operator(
        f"aten::{name}(Tensor input, float p, bool train) -> Tensor",
        variants="function",
        samples=samples,
        nondeterministic=True,
        grad_fn=grad_fn,
        onnx=onnx.activation.dropout,
    )
    def kernel(input: Array, p: float, train: bool) -> Array:
        return drop_elements(input, p, train, feature, alpha)

    @operator(
        f"aten::{name}_(Tensor(a!) self, float p, bool train) -> Tensor(a!)",
        variants="function",
        samples=samples,
        nondeterministic=True,
        grad_fn=grad_fn,
    )
    def kernel_(self: Array, p: float, train: bool) -> Array:
        result = drop_elements(self, p, train, feature, alpha)
        return self if result is self else write_into(self, result)


_register("dropout", feature=False, alpha=False)
_register("feature_dropout", feature=True, alpha=False)
_register("alpha_dropout", feature=False, alpha=True)
_register("feature_alpha_dropout", feature=True, alpha=True)


def _rrelu(self: Array, lower: Any, upper: Any, training: bool, generator: Generator | None) -> Array:
    """Leaky relu: a slope drawn per negative element while training, else the middle one."""
    if lower > upper:
        raise RuntimeError("Lower bound should be less than or equal to the upper bound")
    kind = dtype_of(self)
    if training:
        require(kind in (float32, float64), "rrelu_with_noise_out_cpu", kind)
    require(kind.is_floating_point, "leaky_relu_cpu", kind)
    if not training:
        slope = self.dtype.type((lower + upper) / 2)
        return contiguous(compute(lambda x: np.where(x > 0, x, x * slope), (self,), kind))
    result = np.array(contiguous(self))
    flat = result.reshape(-1)
    negative = flat <= 0
    unit = distributions.uniform(source(generator), int(negative.sum()), 0, 1, np.dtype(np.float64))
    low, high = float(self.dtype.type(lower)), float(self.dtype.type(upper))
    slopes = unit * (high - low) + low
    flat[negative] *= slopes.astype(self.dtype)
    return result


_RRELU_ARGUMENTS = (
    "Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None"
)


def _rrelu_samples() -> Samples:
    return [
        (sample(2, 3),),
        (sample(2, 3), 0.1, 0.3, True),
        (sample_ints(-1, 2).astype(np.float64), 0.1, 0.3, True),
    ]


@operator(
    f"aten::rrelu(Tensor self, {_RRELU_ARGUMENTS}) -> Tensor",
    variants="function",
    samples=_rrelu_samples,
    nondeterministic=True,
    grad_fn="RreluWithNoiseBackward0",
    onnx=onnx.activation.rrelu,
)
def rrelu(self: Array, lower: Any, upper: Any, training: bool, generator: Generator | None) -> Array:
    return _rrelu(self, lower, upper, training, generator)


@operator(
    f"aten::rrelu_(Tensor(a!) self, {_RRELU_ARGUMENTS}) -> Tensor(a!)",
    variants="function",
    samples=_rrelu_samples,
    nondeterministic=True,
    grad_fn="RreluWithNoiseBackward1",
)
def rrelu_(self: Array, lower: Any, upper: Any, training: bool, generator: Generator | None) -> Array:
    return write_into(self, _rrelu(self, lower, upper, training, generator))
