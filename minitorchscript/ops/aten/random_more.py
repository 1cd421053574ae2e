"""Less common distributions, and overloads that take a generator: cauchy_, geometric_, log_normal_, rand_like, …"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...device import memory_format
from ...dtype import dtype
from ...generator import Generator
from .. import distributions
from ..pointwise import dtype_of
from ..registry import operator
from .creation import LIKE_OPTIONS, new, new_like
from .random import bernoulli_tensor_, fill_in_order, integer_fill, normal_fill, source, uniform_fill
from .samples import sample, sample_ints

Array = np.ndarray


def _require_floating(self: Array, name: str) -> None:
    kind = dtype_of(self)
    if not kind.is_floating_point:
        raise RuntimeError(
            f"{name} distribution is a continuous probability distribution. dtype must be a floating point but you "
            f"specified {kind.ir_name}"
        )


def _units(self: Array, generator: Generator | None) -> Array:
    return distributions.uniform(source(generator), self.size, 0.0, 1.0, np.dtype(np.float64))


@operator(
    "aten::cauchy_(Tensor(a!) self, float median=0., float sigma=1., *, Generator? generator=None) -> Tensor(a!)",
    variants="method",
    samples=lambda: [(sample(2, 3), 1.0, 2.0)],
    nondeterministic=True,
)
def cauchy_(self: Array, median: float, sigma: float, generator: Generator | None) -> Array:
    if sigma <= 0:
        raise RuntimeError(f"cauchy_ expects sigma > 0.0, but found sigma={sigma:g}")
    _require_floating(self, "Cauchy")
    return fill_in_order(self, median + sigma * np.tan(np.pi * (_units(self, generator) - 0.5)))


@operator(
    "aten::log_normal_(Tensor(a!) self, float mean=1., float std=2., *, Generator? generator=None) -> Tensor(a!)",
    variants="method",
    samples=lambda: [(sample(2, 3), 0.5, 0.25)],
    nondeterministic=True,
)
def log_normal_(self: Array, mean: float, std: float, generator: Generator | None) -> Array:
    if std <= 0:
        raise RuntimeError(f"log_normal_ expects std > 0.0, but found std={std:g}")
    _require_floating(self, "log_normal_")
    draws = distributions.normal(source(generator), self.size, mean, std, np.dtype(np.float64), False)
    return fill_in_order(self, np.exp(draws))


@operator(
    "aten::geometric_(Tensor(a!) self, float p, *, Generator? generator=None) -> Tensor(a!)",
    variants="method",
    samples=lambda: [(sample(2, 3), 0.3), (sample_ints(1, 2, 3), 0.5)],
    nondeterministic=True,
)
def geometric_(self: Array, p: float, generator: Generator | None) -> Array:
    """The number of trials, each successful with probability p, up to the first success."""
    if not 0 < p < 1:
        raise RuntimeError(f"geometric_ expects p to be in (0, 1), but got p={p:g}")
    with np.errstate(divide="ignore"):
        return fill_in_order(self, np.ceil(np.log(_units(self, generator)) / np.log1p(-p)))


@operator(
    "aten::bernoulli.Tensor(Tensor self, Tensor p, *, Generator? generator=None) -> Tensor",
    variants="",
    samples=lambda: [(sample(2, 3), abs(sample(2, 3)) / 2)],
    nondeterministic=True,
    grad_fn="BernoulliBackward1",
)
def bernoulli_tensor(self: Array, p: Array, generator: Generator | None) -> Array:
    return bernoulli_tensor_(new(self.shape, dtype_of(self), None), p, generator)


def _register_like(name: str, fill: Any) -> None:
    @operator(
        f"aten::{name}.generator(Tensor self, *, Generator? generator, {LIKE_OPTIONS}) -> Tensor",
        variants="function",
        samples=lambda: [(sample(2, 3), {"generator": None})],
        nondeterministic=True,
        differentiable=False,
    )
    def draw(
        self: Array,
        generator: Generator | None,
        dtype: dtype | None,
        layout: Any,
        device: Any,
        pin_memory: Any,
        format: memory_format | None,
    ) -> Array:
        found: Array = fill(new_like(self, dtype, device, format), 0.0, 1.0, generator)
        return found


_register_like("rand_like", uniform_fill)
_register_like("randn_like", normal_fill)


def _register_integers(overload: str, bounds: str, values: tuple[Any, ...], seeded: bool) -> None:
    generator = "Generator? generator, " if seeded else ""

    @operator(
        f"aten::randint_like.{overload}(Tensor self, {bounds}, *, {generator}{LIKE_OPTIONS}) -> Tensor",
        variants="function",
        samples=lambda: [(sample(2, 3), *values, *([{"generator": None}] if seeded else []))],
        nondeterministic=True,
        grad_fn="NotImplemented",
    )
    def draw(self: Array, *rest: Any) -> Array:
        ends, rest = rest[: len(values)], rest[len(values) :]
        drawn_from, (kind, _, device, _, format) = (rest[0], rest[1:]) if seeded else (None, rest)
        low, high = ends if len(ends) == 2 else (0, *ends)
        high = int(high) if isinstance(high, Array) else high
        return integer_fill(new_like(self, kind, device, format), low, high, drawn_from)


_register_integers("generator", "SymInt high", (9,), True)
_register_integers("low_generator_dtype", "SymInt low, SymInt high", (-5, 9), True)
_register_integers("Tensor", "Tensor high", (np.array(9),), False)
_register_integers("Tensor_generator", "Tensor high", (np.array(9),), True)
