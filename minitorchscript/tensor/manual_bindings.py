"""Functions whose binding in PyTorch does more than match arguments: `nonzero` has two operators, `range` a dtype."""

from __future__ import annotations

import warnings
from typing import Any

from .. import state
from ..device import cpu, strided
from ..ops.registry import overload
from . import dispatch
from .door import builtin
from .tensor import Tensor, mark_leaf

__all__ = ["nonzero", "nonzero_method", "range_"]


@builtin
def nonzero(input: Tensor, *, as_tuple: bool = False, out: Tensor | None = None) -> Any:
    """Coordinates of the elements that are not zero: (count, ndim), or with `as_tuple` a vector for each dimension."""
    if as_tuple and out is not None:
        raise RuntimeError("nonzero does not support the out kwarg when as_tuple is True")
    if as_tuple:
        return dispatch.call("aten::nonzero_numpy", input)
    found = dispatch.call("aten::nonzero", input)
    return found if out is None else out.resize_(found.shape).copy_(found)


def nonzero_method(self: Tensor, *, as_tuple: bool = False) -> Any:
    """See `torch.nonzero`."""
    return nonzero(self, as_tuple=as_tuple)


def range_(
    start: Any = 0,
    end: Any = None,
    step: Any = 1,
    *,
    dtype: Any = None,
    device: Any = None,
    requires_grad: bool = False,
) -> Tensor:
    """Numbers from `start` to `end`, which is included. Deprecated in PyTorch: use arange."""
    warnings.warn(
        "torch.range is deprecated and will be removed in a future release because its behavior is inconsistent with "
        "Python's range builtin. Instead, use torch.arange, which produces values in [start, end).",
        stacklevel=2,
    )
    values = [start, end, step, dtype or state.default_dtype(), strided, device or cpu, None]
    made: Tensor = dispatch.execute(overload("aten::range", "step"), values)
    return mark_leaf(made) if requires_grad else made
