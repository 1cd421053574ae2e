"""Largest and smallest elements and where they are: max, min, amax, argmax and kin.

nan counts as larger, and as smaller, than any number; among equal elements the first one's index is given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...dtype import bool as bool_dtype
from ...dtype import int64
from .. import onnx
from ..pointwise import dtype_of, require
from ..registry import operator
from .reduction import axes, finish
from .samples import sample, sample_ints
from .sizes import wrap_dim

Array = np.ndarray
Samples = list[tuple[Any, ...]]


def _with_nan() -> Array:
    return np.array([[1.0, np.nan, 3.0], [2.0, 0.5, np.nan]])


def _check_not_empty(self: Array, name: str, dims: tuple[int, ...] | None, error: type[Exception]) -> None:
    """Raise where there is nothing to choose from."""
    if dims is None:
        if self.size == 0:
            tail = "" if error is IndexError else " Specify the reduction dim with the 'dim' argument."
            raise error(f"{name}(): Expected reduction dim to be specified for input.numel() == 0.{tail}")
        return
    for dim in dims:
        if self.ndim and self.shape[dim] == 0:
            raise IndexError(f"{name}(): Expected reduction dim {dim} to have non-zero size.")


def _extreme_all(self: Array, name: str, function: Callable[..., Any]) -> Array:
    kind = dtype_of(self)
    _check_not_empty(self, name, None, RuntimeError)
    require(not kind.is_complex, f"{name}_all", kind)
    return finish(function(self), kind)


def _where(self: Array, dim: int | None, keepdim: bool, find: Callable[..., Any]) -> Array:
    """Indices of the extremes along a dimension, or into the flattened tensor."""
    if dim is None:
        index = np.asarray(find(self))
        return finish(index.reshape((1,) * self.ndim) if keepdim else index, int64)
    if self.ndim == 0:
        return np.zeros((), dtype=np.int64)
    return finish(find(self, axis=dim, keepdims=keepdim), int64)


def _register(name: str, function: Callable[..., Any], find: Callable[..., Any]) -> None:
    """Register `max` or `min` with `amax`/`amin` and `argmax`/`argmin`."""

    @operator(
        f"aten::{name}(Tensor self) -> Tensor",
        samples=lambda: [
            (sample(2, 3),),
            (_with_nan(),),
            (sample_ints(3, 1, 2),),
            (np.array([True, False]),),
        ],
        grad_fn=f"{name.capitalize()}Backward1",
        onnx=getattr(onnx.reduction, f"a{name}"),
    )
    def whole(self: Array) -> Array:
        return _extreme_all(self, name, function)

    @operator(
        f"aten::{name}.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)",
        samples=lambda: [
            (sample(2, 3, 4), 1),
            (sample(4, 3).T, -1, True),
            (_with_nan(), 0),
            (sample_ints(3, 5, 5, 1), 0),
            (np.array(2.5), 0),
        ],
        differentiable=(True, False),
        grad_fn=f"{name.capitalize()}Backward0",
        onnx=getattr(onnx.reduction, f"{name}_dim"),
    )
    def along(self: Array, dim: int, keepdim: bool) -> tuple[Array, Array]:
        kind = dtype_of(self)
        dim = wrap_dim(dim, self.ndim)
        _check_not_empty(self, name, (dim,), IndexError)
        require(not kind.is_complex, f"{name}_cpu", kind)
        indices = _where(self, dim, keepdim, find)
        return finish(function(self, axis=dim if self.ndim else None, keepdims=keepdim), kind), indices

    @operator(
        f"aten::a{name}(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor",
        samples=lambda: [(sample(2, 3, 4), [1]), (sample(2, 3, 4), [0, -1], True), (_with_nan(),)],
        grad_fn=f"A{name}Backward0",
        onnx=getattr(onnx.reduction, f"a{name}"),
    )
    def amount(self: Array, dim: Sequence[int], keepdim: bool) -> Array:
        dims = axes(dim, self.ndim)
        require(not np.iscomplexobj(self), f"{name}_values_cpu", dtype_of(self))
        _check_not_empty(self, f"a{name}", dims if dim else None, RuntimeError)
        return finish(function(self, axis=dims, keepdims=keepdim), dtype_of(self))

    @operator(
        f"aten::arg{name}(Tensor self, int? dim=None, bool keepdim=False) -> Tensor",
        samples=lambda: [
            (sample(2, 3),),
            (sample(4, 3).T, 1),
            (sample(4, 3).T,),
            (sample(2, 3, 4), -2, True),
            (_with_nan(), 1),
            (sample_ints(3, 5, 5, 1),),
            (np.array(2.5),),
        ],
        differentiable=False,
        onnx=getattr(onnx.reduction, f"arg{name}"),
    )
    def place(self: Array, dim: int | None, keepdim: bool) -> Array:
        kind = dtype_of(self)
        if kind is bool_dtype or kind.is_complex:
            what = "bool" if kind is bool_dtype else "complex"
            raise RuntimeError(f"arg{name}(): does not support {what} input")
        if dim is not None:
            dim = wrap_dim(dim, self.ndim)
        _check_not_empty(self, f"arg{name}", None if dim is None else (dim,), IndexError)
        return _where(self, dim, keepdim, find)


_register("max", np.max, np.argmax)
_register("min", np.min, np.argmin)
