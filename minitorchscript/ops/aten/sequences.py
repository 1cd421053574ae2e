"""Sequences of numbers and windows: linspace between tensors, logspace, range, and the window functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from ... import state
from ...dtype import dtype, float64
from ..pointwise import dtype_of
from ..registry import operator
from ..strides import contiguous, contiguous_strides, empty_strided
from .creation import OPTIONS, check_device, linspace
from .samples import sample

Array = np.ndarray


def _logspace(start: Any, end: Any, steps: int, base: float, kind: dtype | None, device: Any) -> Array:
    check_device(device)
    if steps < 0:
        raise RuntimeError("number of steps must be non-negative")
    target = kind or state.default_dtype()
    wide = np.complex128 if target.is_complex else np.float64
    exponents = np.full(steps, start, wide) if steps < 2 else np.linspace(start, end, steps, dtype=wide)
    return contiguous(np.power(base, exponents).astype(target.numpy))


@operator(
    f"aten::logspace(Scalar start, Scalar end, int steps, float base=10., *, {OPTIONS}) -> Tensor",
    variants="function",
    samples=lambda: [(0, 2, 5), (-1.0, 1, 4, 2.0, {"dtype": float64}), (1, 2, 1)],
)
def logspace(
    start: Any, end: Any, steps: int, base: float, dtype: dtype | None, layout: Any, device: Any, pin_memory: Any
) -> Array:
    """Powers of `base` with evenly spaced exponents."""
    return _logspace(start, end, steps, base, dtype, device)


def _number(value: Any, name: str, which: str) -> Any:
    if not isinstance(value, Array):
        return value
    if value.ndim:
        raise RuntimeError(
            f"{name} only supports 0-dimensional start and end tensors, but got {which} with {value.ndim} dimension(s)."
        )
    return value.item()


def _register_between_tensors(overload: str, first: str, last: str, values: tuple[Any, Any]) -> None:
    """Register the overloads of linspace and logspace whose ends are tensors."""

    @operator(
        f"aten::linspace.{overload}({first} start, {last} end, int steps, *, {OPTIONS}) -> Tensor",
        variants="function",
        grad_fn="NotImplemented",
        samples=lambda: [(*values, 5)],
    )
    def linear(start: Any, end: Any, steps: int, kind: dtype | None, layout: Any, device: Any, pin: Any) -> Array:
        ends = _number(start, "linspace", "start"), _number(end, "linspace", "end")
        return linspace(*ends, steps, kind, layout, device, pin)

    @operator(
        f"aten::logspace.{overload}({first} start, {last} end, int steps, float base=10., *, {OPTIONS}) -> Tensor",
        variants="function",
        grad_fn="NotImplemented",
        samples=lambda: [(*values, 5)],
    )
    def powers(
        start: Any, end: Any, steps: int, base: float, kind: dtype | None, layout: Any, device: Any, pin: Any
    ) -> Array:
        ends = _number(start, "logspace", "start"), _number(end, "logspace", "end")
        return _logspace(*ends, steps, base, kind, device)


_register_between_tensors("Tensor_Tensor", "Tensor", "Tensor", (sample(), np.array(2.0, np.float32)))
_register_between_tensors("Tensor_Scalar", "Tensor", "Scalar", (sample(), 2))
_register_between_tensors("Scalar_Tensor", "Scalar", "Tensor", (-1, np.array(2.0, np.float32)))


def _range(start: Any, end: Any, step: Any, kind: dtype | None, device: Any) -> Array:
    check_device(device)
    if step == 0:
        raise RuntimeError("step must be nonzero")
    if (end - start) * step < 0:
        raise RuntimeError("upper bound and larger bound inconsistent with step sign")
    count = int((end - start) / step) + 1
    return contiguous((start + np.arange(count) * step).astype((kind or state.default_dtype()).numpy))


@operator(f"aten::range(Scalar start, Scalar end, *, {OPTIONS}) -> Tensor", variants="", samples=lambda: [(1, 4)])
def range_(start: Any, end: Any, dtype: dtype | None, layout: Any, device: Any, pin_memory: Any) -> Array:
    """As arange, with the end included."""
    return _range(start, end, 1, dtype, device)


@operator(
    f"aten::range.step(Scalar start, Scalar end, Scalar step=1, *, {OPTIONS}) -> Tensor",
    variants="function",
    samples=lambda: [(1, 4), (0, 2, 0.5)],
)
def range_step(
    start: Any, end: Any, step: Any, dtype: dtype | None, layout: Any, device: Any, pin_memory: Any
) -> Array:
    return _range(start, end, step, dtype, device)


def _window(length: int, periodic: bool, kind: dtype | None, name: str, shape: Callable[[Array, int], Array]) -> Array:
    target = kind or state.default_dtype()
    if not (target.is_floating_point or target.is_complex):
        raise RuntimeError(f"{name} expects floating point dtypes, got: {target.ir_name}")
    if length < 0:
        raise RuntimeError(f"{name} requires non-negative window_length, got window_length={length}")
    if length < 2:
        return contiguous(np.ones(length, target.numpy))
    last = length if periodic else length - 1
    return contiguous(shape(np.arange(length, dtype=np.float64), last).astype(target.numpy))


def _hamming(alpha: float, beta: float) -> Callable[[Array, int], Array]:
    return lambda n, last: alpha - beta * np.cos(2 * np.pi * n / last)


def _blackman(n: Array, last: int) -> Array:
    angle = 2 * np.pi * n / last
    return 0.42 - 0.5 * np.cos(angle) + 0.08 * np.cos(2 * angle)


def _bartlett(n: Array, last: int) -> Array:
    return 1 - np.abs(2 * n / last - 1)


def _kaiser(beta: float) -> Callable[[Array, int], Array]:
    def shape(n: Array, last: int) -> Array:
        inside = 1 - np.square(2 * n / last - 1)
        return np.asarray(np.i0(beta * np.sqrt(np.maximum(inside, 0))) / np.i0(beta))

    return shape


def _window_samples(rest: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    return [(6, *rest), (1, *rest)]


def _register_window(
    name: str,
    parameters: Sequence[str],
    defaults: Sequence[float],
    shape_of: Callable[..., Callable[[Array, int], Array]],
) -> None:
    """Register a window and its overloads, each with one more argument: periodic, then the shape's parameters."""
    overloads = [("", ""), ("periodic", ", bool periodic")]
    suffix, arguments = "periodic", ", bool periodic"
    for parameter in parameters:
        suffix, arguments = f"{suffix}_{parameter}", f"{arguments}, float {parameter}"
        overloads.append((parameter if name == "kaiser_window" else suffix, arguments))
    for count, (overload, extra) in enumerate(overloads):
        rest = (False, *(value * 0.9 for value in defaults))[:count]

        def kernel(window_length: int, *values: Any) -> Array:
            given, (kind, _, device, _) = values[:-4], values[-4:]
            check_device(device)
            chosen = [*given[1:], *defaults[max(len(given) - 1, 0) :]]
            return _window(window_length, given[0] if given else True, kind, name, shape_of(*chosen))

        operator(
            f"aten::{name}{'.' if overload else ''}{overload}(int window_length{extra}, *, {OPTIONS}) -> Tensor",
            variants="function",
            samples=partial(_window_samples, rest),
        )(kernel)


_register_window("hann_window", (), (), lambda: _hamming(0.5, 0.5))
_register_window("hamming_window", ("alpha", "beta"), (0.54, 0.46), _hamming)
_register_window("blackman_window", (), (), lambda: _blackman)
_register_window("bartlett_window", (), (), lambda: _bartlett)
_register_window("kaiser_window", ("beta",), (12.0,), _kaiser)


@operator(
    "aten::new_empty_strided(Tensor self, SymInt[] size, SymInt[] stride, *, ScalarType? dtype=None, "
    "Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor",
    variants="method",
    differentiable=False,
)
def new_empty_strided(
    self: Array,
    size: Sequence[int],
    stride: Sequence[int],
    dtype: dtype | None,
    layout: Any,
    device: Any,
    pin_memory: Any,
) -> Array:
    return empty_strided(size, stride, (dtype or dtype_of(self)).numpy)


@operator(
    f"aten::empty_permuted(SymInt[] size, int[] physical_layout, *, {OPTIONS}) -> Tensor",
    variants="function",
    differentiable=False,
)
def empty_permuted(
    size: Sequence[int], physical_layout: Sequence[int], dtype: dtype | None, layout: Any, device: Any, pin_memory: Any
) -> Array:
    """Uninitialized memory whose dimensions lie in the order `physical_layout`, slowest first."""
    check_device(device)
    if sorted(physical_layout) != list(range(len(size))):
        raise RuntimeError("Duplicate or missing dim in physical_layout")
    inner = contiguous_strides([size[dim] for dim in physical_layout])
    strides = [0] * len(size)
    for dim, step in zip(physical_layout, inner, strict=True):
        strides[dim] = step
    return empty_strided(size, strides, (dtype or state.default_dtype()).numpy)
