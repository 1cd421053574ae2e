"""New random tensors: rand, randn, randint, randperm, normal and their `_like` forms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...device import memory_format
from ...dtype import dtype, float64, int64
from ...generator import Generator
from .. import distributions
from ..pointwise import compute, dtype_of
from ..registry import operator
from .creation import LIKE_OPTIONS, OPTIONS, check_size, new, new_like
from .random import integer_fill, normal_fill, source, uniform_fill
from .samples import sample, sample_ints
from .sizes import broadcast_sizes

Array = np.ndarray
Samples = list[tuple[Any, ...]]

_INT64_OPTIONS = OPTIONS.replace("dtype=None", "dtype=4")
_GENERATOR = "Generator? generator, "


def _register_sized(name: str, fill: Callable[[Array, float, float, Generator | None], Array]) -> None:
    """Register `rand` or `randn`, with and without a generator."""
    samples = lambda: [([2, 3],), ([5, 7],), ([],), ([3], {"dtype": float64})]  # noqa: E731

    @operator(
        f"aten::{name}(SymInt[] size, *, {OPTIONS}) -> Tensor",
        variants="function",
        samples=samples,
        nondeterministic=True,
    )
    def draw(size: Sequence[int], dtype: dtype | None, layout: Any, device: Any, pin_memory: Any) -> Array:
        return fill(new(size, dtype, device), 0.0, 1.0, None)

    @operator(
        f"aten::{name}.generator(SymInt[] size, *, {_GENERATOR}{OPTIONS}) -> Tensor",
        variants="function",
        samples=lambda: [([2, 3], {"generator": None})],
        nondeterministic=True,
    )
    def draw_from(
        size: Sequence[int],
        generator: Generator | None,
        dtype: dtype | None,
        layout: Any,
        device: Any,
        pin_memory: Any,
    ) -> Array:
        return fill(new(size, dtype, device), 0.0, 1.0, generator)

    @operator(
        f"aten::{name}_like(Tensor self, *, {LIKE_OPTIONS}) -> Tensor",
        variants="function",
        samples=lambda: [(sample(2, 3),), (sample(4, 3).T,), (sample_ints(1, 2), {"dtype": float64})],
        nondeterministic=True,
        differentiable=False,
    )
    def draw_like(
        self: Array,
        dtype: dtype | None,
        layout: Any,
        device: Any,
        pin_memory: Any,
        format: memory_format | None,
    ) -> Array:
        return fill(new_like(self, dtype, device, format), 0.0, 1.0, None)


_register_sized("rand", uniform_fill)
_register_sized("randn", normal_fill)


def _randint(
    low: int, high: int, size: Sequence[int], generator: Generator | None, dtype: dtype | None, device: Any
) -> Array:
    return integer_fill(new(size, dtype or int64, device), low, high, generator)


def _register_randint(overload: str, with_low: bool, with_generator: bool) -> None:
    low = "SymInt low, " if with_low else ""
    generator = _GENERATOR if with_generator else ""
    bounds: tuple[int, ...] = (-5, 5) if with_low else (7,)

    @operator(
        f"aten::randint{overload}({low}SymInt high, SymInt[] size, *, {generator}{_INT64_OPTIONS}) -> Tensor",
        variants="function",
        samples=lambda: [
            (*bounds, [2, 3], *([{"generator": None}] if with_generator else [])),
            *([] if with_generator else [(*bounds[:-1], 1 << 40, [3]), (*bounds, [3], {"dtype": float64})]),
        ],
        nondeterministic=True,
    )
    def randint(*values: Any) -> Array:
        start, *rest = values if with_low else (0, *values)
        high, size, *rest = rest
        seeded, *rest = rest if with_generator else (None, *rest)
        return _randint(start, high, size, seeded, rest[0], rest[2])


for _overload, _with_low, _with_generator in (
    ("", False, False),
    (".generator", False, True),
    (".low", True, False),
    (".low_generator", True, True),
):
    _register_randint(_overload, _with_low, _with_generator)


@operator(
    f"aten::randint_like(Tensor self, SymInt high, *, {LIKE_OPTIONS}) -> Tensor",
    variants="function",
    samples=lambda: [(sample(2, 3), 9), (sample_ints(1, 2), 9)],
    nondeterministic=True,
    grad_fn="NotImplemented",
)
def randint_like(
    self: Array,
    high: int,
    dtype: dtype | None,
    layout: Any,
    device: Any,
    pin_memory: Any,
    format: memory_format | None,
) -> Array:
    return integer_fill(new_like(self, dtype, device, format), 0, high, None)


@operator(
    f"aten::randint_like.low_dtype(Tensor self, SymInt low, SymInt high, *, {LIKE_OPTIONS}) -> Tensor",
    variants="function",
    samples=lambda: [(sample(2, 3), -5, 9), (sample_ints(1, 2), 3, 9)],
    nondeterministic=True,
    grad_fn="NotImplemented",
)
def randint_like_low(
    self: Array,
    low: int,
    high: int,
    dtype: dtype | None,
    layout: Any,
    device: Any,
    pin_memory: Any,
    format: memory_format | None,
) -> Array:
    return integer_fill(new_like(self, dtype, device, format), low, high, None)


def _randperm(n: int, generator: Generator | None, dtype: dtype | None, device: Any) -> Array:
    check_size([n])
    result = new([n], dtype or int64, device)
    result[...] = distributions.permutation(source(generator), n)
    return result


@operator(
    f"aten::randperm(SymInt n, *, {_INT64_OPTIONS}) -> Tensor",
    variants="function",
    samples=lambda: [(10,), (0,), (300, {"dtype": float64})],
    nondeterministic=True,
)
def randperm(n: int, dtype: dtype | None, layout: Any, device: Any, pin_memory: Any) -> Array:
    return _randperm(n, None, dtype, device)


@operator(
    f"aten::randperm.generator(SymInt n, *, {_GENERATOR}{_INT64_OPTIONS}) -> Tensor",
    variants="function",
    samples=lambda: [(10, {"generator": None})],
    nondeterministic=True,
)
def randperm_generator(
    n: int, generator: Generator | None, dtype: dtype | None, layout: Any, device: Any, pin_memory: Any
) -> Array:
    return _randperm(n, generator, dtype, device)


@operator(
    "aten::normal.Tensor_float(Tensor mean, float std=1., *, Generator? generator=None) -> Tensor",
    variants="function",
    samples=lambda: [(sample(2, 3), 2.0), (sample(5, 7), 0.5)],
    nondeterministic=True,
    grad_fn="NormalBackward1",
)
def normal_tensor_float(mean: Array, std: float, generator: Generator | None) -> Array:
    noise = normal_fill(new(mean.shape, dtype_of(mean), None), 0.0, std, generator)
    return compute(np.add, (noise, mean), dtype_of(mean))


def _check_std(std: Array) -> None:
    if std.size and not (std >= 0).all():
        raise RuntimeError("normal expects all elements of std >= 0.0")


@operator(
    "aten::normal.float_Tensor(float mean, Tensor std, *, Generator? generator=None) -> Tensor",
    variants="function",
    samples=lambda: [(1.0, abs(sample(2, 3)))],
    nondeterministic=True,
    grad_fn="NormalBackward2",
)
def normal_float_tensor(mean: float, std: Array, generator: Generator | None) -> Array:
    _check_std(std)
    noise = normal_fill(new(std.shape, dtype_of(std), None), 0.0, 1.0, generator)
    return compute(lambda noise, std, mean: noise * std + mean, (noise, std, mean), dtype_of(std))


@operator(
    "aten::normal.Tensor_Tensor(Tensor mean, Tensor std, *, Generator? generator=None) -> Tensor",
    variants="function",
    samples=lambda: [(sample(2, 3), abs(sample(3)))],
    nondeterministic=True,
    grad_fn="NormalBackward3",
)
def normal_tensor_tensor(mean: Array, std: Array, generator: Generator | None) -> Array:
    _check_std(std)
    shape = broadcast_sizes(mean.shape, std.shape)
    noise = normal_fill(new(shape, dtype_of(mean), None), 0.0, 1.0, generator)
    return compute(lambda noise, std, mean: noise * std + mean, (noise, std, mean), dtype_of(mean))


@operator(
    f"aten::normal.float_float(float mean, float std, SymInt[] size, *, Generator? generator=None, {OPTIONS})"
    " -> Tensor",
    variants="function",
    samples=lambda: [(1.0, 2.0, [2, 3]), (1.0, 2.0, [5, 7])],
    nondeterministic=True,
)
def normal_float_float(
    mean: float,
    std: float,
    size: Sequence[int],
    generator: Generator | None,
    dtype: dtype | None,
    layout: Any,
    device: Any,
    pin_memory: Any,
) -> Array:
    return normal_fill(new(size, dtype, device), mean, std, generator)
