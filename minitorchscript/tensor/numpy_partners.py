"""Tensors beside numpy arrays: what numpy computes of a tensor is a tensor again, and `==` takes an array."""

from __future__ import annotations

from typing import Any

import numpy as np

from .factory import from_numpy_array
from .tensor import Tensor

__all__ = ["attach"]

_equal_numbers = Tensor.__eq__


def _array_wrap(self: Tensor, array: np.ndarray, context: Any = None, return_scalar: bool = False) -> Tensor:
    """numpy calls this with the array that a function of tensors gave. Bools become uint8, as in PyTorch."""
    return from_numpy_array(array.astype(np.uint8) if array.dtype == np.bool_ else array)


def _equal(self: Tensor, other: Any) -> Any:
    if not isinstance(other, np.ndarray):
        return _equal_numbers(self, other)
    try:
        other = from_numpy_array(other)
    except TypeError:
        return NotImplemented
    return _equal_numbers(self, other)


def attach() -> None:
    """Give `Tensor` these methods."""
    for name, method in {"__array_wrap__": _array_wrap, "__eq__": _equal}.items():
        setattr(Tensor, name, method)
