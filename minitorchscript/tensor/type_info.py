"""Questions about dtypes: limits (`finfo`, `iinfo`), promotion, and the process's default."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import dtype as dtypes
from .. import state
from ..dtype import dtype, promote_types
from ..ops.promotion import can_cast, result_type_of
from .door import builtin
from .tensor import Tensor

__all__ = ["TYPE_FUNCTIONS"]


class finfo:  # noqa: N801  (PyTorch's name)
    """Limits of a floating dtype (for a complex one, of its parts)."""

    def __init__(self, type: dtype | None = None) -> None:
        kind = (type or state.default_dtype()).to_real()
        if not kind.is_floating_point:
            raise TypeError(
                "torch.finfo() requires a floating point input type. Use torch.iinfo to handle 'torch.finfo'"
            )
        self.dtype = kind.name
        self.bits = 8 * kind.itemsize
        if kind is dtypes.bfloat16:
            self.eps, self.tiny, self.resolution = 2.0**-7, 2.0**-126, 0.01
            self.max = (2 - 2.0**-7) * 2.0**127
        else:
            limits = np.finfo(kind.numpy)
            self.eps, self.tiny, self.max = float(limits.eps), float(limits.tiny), float(limits.max)
            self.resolution = 10.0**-limits.precision
        self.min, self.smallest_normal = -self.max, self.tiny

    def __repr__(self) -> str:
        return (
            f"finfo(resolution={self.resolution:g}, min={self.min:g}, max={self.max:g}, eps={self.eps:g}, "
            f"smallest_normal={self.tiny:g}, tiny={self.tiny:g}, dtype={self.dtype})"
        )


class iinfo:  # noqa: N801  (PyTorch's name)
    """Limits of an integer dtype."""

    def __init__(self, type: dtype) -> None:
        if type.is_floating_point or type.is_complex:
            raise TypeError("torch.iinfo() requires an integer input type. Use torch.finfo to handle 'torch.iinfo'")
        self.dtype = type.name
        self.bits = 8 * type.itemsize
        limits = np.iinfo(np.uint8 if type is dtypes.bool else type.numpy)
        self.min, self.max = int(limits.min), int(limits.max)

    def __repr__(self) -> str:
        return f"iinfo(min={self.min:g}, max={self.max:g}, dtype={self.dtype})"


@builtin
def result_type(tensor1: Any, tensor2: Any) -> dtype:
    """The dtype of an arithmetic operator on two operands, tensors or numbers."""
    operands = (tensor1, tensor2)
    return result_type_of(
        [(t.dtype, t._array.ndim) for t in operands if isinstance(t, Tensor)],
        [n for n in operands if not isinstance(n, Tensor)],
    )


@builtin
def is_floating_point(input: Tensor) -> bool:
    """Whether a tensor's dtype is floating."""
    return input.dtype.is_floating_point


@builtin
def is_complex(input: Tensor) -> bool:
    """Whether a tensor's dtype is complex."""
    return input.dtype.is_complex


TYPE_FUNCTIONS: dict[str, Any] = {
    "finfo": finfo,
    "iinfo": iinfo,
    "result_type": result_type,
    "promote_types": promote_types,
    "can_cast": can_cast,
    "is_floating_point": is_floating_point,
    "is_complex": is_complex,
    "get_default_dtype": state.default_dtype,
    "set_default_dtype": state.set_default_dtype,
}
