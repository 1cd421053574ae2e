"""Filling tensors with random numbers in place: PyTorch's numbers for the same seed.

A tensor that is not contiguous is filled in the order of its memory. `generator` None means the process's
generator.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ... import state
from ...dtype import dtype
from ...generator import Generator
from .. import distributions
from ..casting import cast_into
from ..pointwise import check_writable, dtype_of, require
from ..registry import operator
from ..strides import contiguous_strides, element_strides, is_contiguous, like
from .creation import new
from .samples import sample, sample_ints
from .sizes import cpp_name, expanded

Array = np.ndarray
Samples = list[tuple[Any, ...]]

_MANTISSA_BITS = {"float16": 11, "bfloat16": 8, "float32": 24, "float64": 53}

if state.default_generator() is None:
    _process_generator = Generator()
    _process_generator.seed()
    state.set_default_generator(_process_generator)


def source(generator: Generator | None) -> Generator:
    """The generator to draw from."""
    if generator is not None:
        return generator
    found: Generator = state.default_generator()
    return found


def _memory_order(array: Array) -> Array:
    """The array seen with its dimensions in the order of its memory, slowest first."""
    if element_strides(array) == contiguous_strides(array.shape):
        return array
    return array.transpose(sorted(range(array.ndim), key=lambda dim: -array.strides[dim]))


def fill_in_order(array: Array, values: Array) -> Array:
    """Store a flat array of draws in the order of the tensor's memory."""
    check_writable(array)
    ordered = _memory_order(array)
    cast_into(ordered, values.reshape(ordered.shape))
    return array


def _short(number: float) -> str:
    return f"{number:g}"


def _parts(array: Array) -> tuple[np.dtype[Any], int]:
    """What is drawn for an array: of which dtype and how many, for complex numbers both parts one after the other."""
    is_complex = array.dtype.kind == "c"
    return array.real.dtype, array.size * (1 + is_complex)


def uniform_fill(self: Array, low: float, high: float, generator: Generator | None) -> Array:
    kind = dtype_of(self)
    require(kind.is_floating_point or kind.is_complex, "check_uniform_bounds", kind)
    if low > high:
        raise RuntimeError(
            f"uniform_ expects to return a [from, to) range, but found from={_short(low)} > to={_short(high)}"
        )
    if not self.size:
        return self
    real, count = _parts(self)
    return fill_in_order(self, distributions.uniform(source(generator), count, low, high, real).view(self.dtype))


def normal_fill(self: Array, mean: float, std: float, generator: Generator | None) -> Array:
    if std < 0:
        raise RuntimeError(f"normal expects std >= 0.0, but found std {_short(std)}")
    if not self.size:
        return self
    kind = dtype_of(self)
    require(kind.is_floating_point or kind.is_complex, "normal_kernel_cpu", kind)
    real, count = _parts(self)
    if kind.is_complex:
        std /= math.sqrt(2)
    draws = distributions.normal(source(generator), count, mean, std, real, is_contiguous(self))
    return fill_in_order(self, draws.view(self.dtype))


@operator(
    "aten::uniform_(Tensor(a!) self, float from=0., float to=1., *, Generator? generator=None) -> Tensor(a!)",
    variants="method",
    samples=lambda: [(sample(2, 3), -1.0, 2.5), (sample(4, 3).T,), (np.zeros(5), 0.5, 1.25)],
    nondeterministic=True,
)
def uniform_(self: Array, low: float, high: float, generator: Generator | None) -> Array:
    return uniform_fill(self, low, high, generator)


@operator(
    "aten::normal_(Tensor(a!) self, float mean=0., float std=1., *, Generator? generator=None) -> Tensor(a!)",
    variants="method",
    samples=lambda: [(sample(2, 3), 1.0, 2.5), (sample(40, 3).T,), (sample(5, 7),), (np.zeros(19), 1.0, 3.0)],
    nondeterministic=True,
)
def normal_(self: Array, mean: float, std: float, generator: Generator | None) -> Array:
    return normal_fill(self, mean, std, generator)


@operator(
    "aten::exponential_(Tensor(a!) self, float lambd=1., *, Generator? generator=None) -> Tensor(a!)",
    variants="method",
    samples=lambda: [(sample(2, 3), 2.0), (sample(4, 3).T,)],
    nondeterministic=True,
)
def exponential_(self: Array, lambd: float, generator: Generator | None) -> Array:
    if lambd <= 0:
        raise RuntimeError(f"exponential_ expects lambda > 0.0, but found lambda={_short(lambd)}")
    kind = dtype_of(self)
    if not kind.is_floating_point:
        raise RuntimeError(
            "Exponential distribution is a continuous probability distribution. dtype must be a floating "
            "point but "
            f"you specified {kind.ir_name}"
        )
    return fill_in_order(self, distributions.exponential(source(generator), self.size, lambd))


def bernoulli_fill(self: Array, p: float, generator: Generator | None = None) -> Array:
    """Fill with ones, each with probability `p`, and zeros."""
    require(not np.iscomplexobj(self), "bernoulli_scalar_cpu_", dtype_of(self))
    if not 0 <= p <= 1:
        raise RuntimeError(f"bernoulli_ expects p to be in [0, 1], but got p={_short(p)}")
    return fill_in_order(self, distributions.bernoulli(source(generator), self.size, p))


def _bernoulli_each(self: Array, p: Array, generator: Generator | None) -> Array:
    kind = dtype_of(p)
    require(kind.is_floating_point, "bernoulli_tensor_cpu_p_", kind)
    if not ((p >= 0) & (p <= 1)).all():
        raise RuntimeError(
            "Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error message be "
            "improved?  If "
            "so, please report an enhancement request to PyTorch.)"
        )
    order = sorted(range(self.ndim), key=lambda dim: -self.strides[dim])
    flat = expanded(p, self.shape).transpose(order).reshape(-1)
    return fill_in_order(self, distributions.bernoulli_each(source(generator), flat))


@operator(
    "aten::bernoulli_.Tensor(Tensor(a!) self, Tensor p, *, Generator? generator=None) -> Tensor(a!)",
    variants="method",
    samples=lambda: [
        (sample(2, 3), np.array([0.2, 0.5, 0.8], dtype=np.float32)),
        (sample(2, 3), np.array(0.5)),
    ],
    nondeterministic=True,
)
def bernoulli_tensor_(self: Array, p: Array, generator: Generator | None) -> Array:
    return _bernoulli_each(self, p, generator)


@operator(
    "aten::bernoulli_.float(Tensor(a!) self, float p=0.5, *, Generator? generator=None) -> Tensor(a!)",
    variants="method",
    samples=lambda: [(sample(2, 3), 0.3), (sample_ints(1, 2, 3, 4), 0.5), (sample(4, 3).T, 0.5)],
    nondeterministic=True,
)
def bernoulli_float_(self: Array, p: float, generator: Generator | None) -> Array:
    return bernoulli_fill(self, p, generator)


@operator(
    "aten::bernoulli(Tensor self, *, Generator? generator=None) -> Tensor",
    samples=lambda: [(abs(sample(2, 3)) / 2,), (abs(sample(4, 3).T) / 2,)],
    nondeterministic=True,
)
def bernoulli(self: Array, generator: Generator | None) -> Array:
    return _bernoulli_each(new(self.shape, dtype_of(self), None), self, generator)


@operator(
    "aten::bernoulli.p(Tensor self, float p, *, Generator? generator=None) -> Tensor",
    samples=lambda: [(sample(2, 3), 0.3), (sample(4, 3).T, 0.7)],
    nondeterministic=True,
    grad_fn="NotImplemented",
)
def bernoulli_p(self: Array, p: float, generator: Generator | None) -> Array:
    return bernoulli_fill(new(self.shape, dtype_of(self), None), p, generator)


def _representable(kind: dtype, low: int, high: int) -> tuple[int, int]:
    """[low, high) narrowed until no number in it rounds, in a floating dtype, to one outside."""
    digits, rounded = _MANTISSA_BITS[kind.name], kind.numpy.type
    inner = int(rounded(low + 1))
    if inner < low:
        low = inner + (1 << (abs(low + 1).bit_length() - digits))
    inner = int(rounded(high - 1))
    if inner >= high:
        high = inner - (1 << (abs(high - 1).bit_length() - digits))
    return low, high


def integer_fill(self: Array, low: int, high: int, generator: Generator | None) -> Array:
    """Fill with integers from [low, high)."""
    if low >= high:
        raise RuntimeError(f"random_ expects 'from' to be less than 'to', but got from={low} >= to={high}")
    kind = dtype_of(self)
    if kind.is_complex:
        raise RuntimeError("check_random_bounds handles only integral, floating-point and boolean types")
    if kind.name == "bool":
        smallest, largest = 0, 1
    else:
        limits: Any = np.finfo(self.dtype) if kind.is_floating_point else np.iinfo(self.dtype)
        smallest, largest = int(limits.min), int(limits.max)
    for name, value in (("from", low), ("to - 1", high - 1)):
        if not smallest <= value <= largest:
            raise RuntimeError(f"{name} is out of bounds for {cpp_name(self.dtype)}")
    if kind.is_floating_point:
        low, high = _representable(kind, low, high)
    return fill_in_order(self, distributions.integers(source(generator), self.size, low, high - low))


def _random_full(self: Array, generator: Generator | None) -> Array:
    """Fill with every non-negative integer the dtype holds exactly (for floats, up to 2 ** mantissa bits)."""
    kind = dtype_of(self)
    require(not kind.is_complex, "random_kernel_cpu", kind)
    if kind.name == "bool":
        extent = 2
    elif kind.is_floating_point:
        extent = (1 << _MANTISSA_BITS[kind.name]) + 1
    else:
        extent = int(np.iinfo(self.dtype).max) + 1
    return fill_in_order(self, distributions.words(source(generator), self.size, extent, wide=self.itemsize == 8))


def _random_samples() -> Samples:
    return [(sample_ints(1, 2, 3), 2, 9), (sample(2, 3), -5, 5), (sample_ints(1, 2), 0, 1 << 40)]


@operator(
    "aten::random_.from(Tensor(a!) self, int from, int? to, *, Generator? generator=None) -> Tensor(a!)",
    variants="method",
    samples=lambda: [
        *_random_samples(),
        (sample_ints(1, 2, 3), 5, None),
        (sample_ints(1, 2, 3), -(1 << 63), None),
    ],
    nondeterministic=True,
)
def random_from_(self: Array, low: int, high: int | None, generator: Generator | None) -> Array:
    if high is not None:
        return integer_fill(self, low, high, generator)
    if low == -(1 << 63):
        if self.dtype not in (np.int64, np.float64, np.float32):
            raise RuntimeError("random_full_64_bits_range_kernel_cpu handles only int64, double, float and bfloat16")
        return fill_in_order(self, distributions.integers(source(generator), self.size, 0, 1 << 64))
    kind = dtype_of(self)
    largest = 1 << _MANTISSA_BITS[kind.name] if kind.is_floating_point else int(np.iinfo(self.dtype).max)
    return fill_in_order(self, distributions.integers(source(generator), self.size, low, largest - low + 1))


@operator(
    "aten::random_.to(Tensor(a!) self, int to, *, Generator? generator=None) -> Tensor(a!)",
    variants="method",
    samples=lambda: [(sample_ints(1, 2, 3), 9)],
    nondeterministic=True,
)
def random_to_(self: Array, high: int, generator: Generator | None) -> Array:
    return integer_fill(self, 0, high, generator)


@operator(
    "aten::random_(Tensor(a!) self, *, Generator? generator=None) -> Tensor(a!)",
    variants="method",
    samples=lambda: [
        (sample_ints(1, 2, 3),),
        (sample(2, 3),),
        (np.zeros(3, dtype=np.uint8),),
        (np.zeros(3),),
    ],
    nondeterministic=True,
)
def random_(self: Array, generator: Generator | None) -> Array:
    return _random_full(self, generator)


@operator(
    "aten::multinomial(Tensor self, SymInt num_samples, bool replacement=False, *, Generator? generator=None)"
    " -> Tensor",
    samples=lambda: [
        (np.array([1, 2, 3, 4], dtype=np.float32), 3),
        (np.array([[1, 2, 3], [4, 1, 1]], dtype=np.float32), 1),
        (np.array([[1, 2, 3], [4, 1, 1]], dtype=np.float32), 5, True),
    ],
    nondeterministic=True,
    differentiable=False,
)
def multinomial(self: Array, num_samples: int, replacement: bool, generator: Generator | None) -> Array:
    """Draw indices along the last dimension, in proportion to the weights there.

    Without replacement the weights are divided by exponential draws and the largest quotients win; with it,
    each draw is looked up in the running sum.
    """
    kind = dtype_of(self)
    if not kind.is_floating_point:
        raise RuntimeError(f"multinomial only supports floating-point dtypes for input, got: {kind.ir_name}")
    if self.ndim not in (1, 2):
        raise RuntimeError("prob_dist must be 1 or 2 dim")
    if num_samples <= 0:
        raise RuntimeError("cannot sample n_sample <= 0 samples")
    if not replacement and num_samples > self.shape[-1]:
        raise RuntimeError("cannot sample n_sample > prob_dist.size(-1) samples without replacement")
    if not np.isfinite(self).all() or (self < 0).any():
        raise RuntimeError("probability tensor contains either `inf`, `nan` or element < 0")
    if not (self.sum(axis=-1) > 0).all():
        raise RuntimeError("invalid multinomial distribution (sum of probabilities <= 0)")
    if not replacement or num_samples == 1:
        quotient = like(self)
        fill_in_order(quotient, distributions.exponential(source(generator), self.size, 1.0))
        with np.errstate(all="ignore"):
            order = np.argsort(-(self / quotient), axis=-1, kind="stable")
        return np.ascontiguousarray(order[..., :num_samples])
    rows = np.atleast_2d(self)
    draws = distributions.uniform(source(generator), rows.shape[0] * num_samples, 0, 1, np.dtype(np.float64))
    running = np.cumsum(rows, axis=-1)
    running = running / running[:, -1:]
    picked = [
        np.searchsorted(weights[:-1], row, side="left")
        for weights, row in zip(running, draws.reshape(rows.shape[0], num_samples), strict=True)
    ]
    return np.array(picked, dtype=np.int64).reshape((*self.shape[:-1], num_samples))
