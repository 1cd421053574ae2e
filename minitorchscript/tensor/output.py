"""The `out=` argument: run the operator, then put its result into the given tensor."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from ..dtype import bfloat16, float32_to_bfloat16
from ..ops.promotion import check_can_cast
from ..ops.registry import Operator, lookup
from . import dispatch
from .inplace import record_inplace
from .return_types import return_type
from .tensor import Tensor, gradients_wanted

__all__ = ["write_out"]


def write_out(name: str, op: Operator, values: list[Any], out: Any) -> Any:
    """Execute and store into `out`, a tensor or a tuple of them; returns `out`."""
    if dispatch.active_mode() is not None:
        return _recorded(name, op, values, out)
    targets = [out] if isinstance(out, Tensor) else list(out)
    inputs = [v for value in values for v in (value if isinstance(value, list) else [value]) if isinstance(v, Tensor)]
    for tensors, which in ((inputs, "one of the arguments"), (targets, "one of the arguments")):
        if gradients_wanted(*tensors):
            raise RuntimeError(
                f"{name}(): functions with out=... arguments don't support automatic differentiation, but {which} "
                "requires grad."
            )
    result = dispatch.execute(op, values)
    for target, source in zip(targets, [result] if isinstance(result, Tensor) else result, strict=True):
        _store(target, source)
    names = [r.name for r in op.schema.returns]
    return out if isinstance(out, Tensor) or not all(names) else return_type(f"{name}_out", tuple(names))(targets)


def _recorded(name: str, op: Operator, values: list[Any], out: Any) -> Any:
    """Call the operator's form that takes `out`, so that a tracer sees it."""
    for form in lookup(op.name):
        if form.overload_name == "out" and len(form.schema.arguments) == len(values) + 1:
            return dispatch.execute(form, [*values, out])
    raise NotImplementedError(f"{name}(): out= cannot be recorded; use the result instead")


def _store(target: Tensor, source: Tensor) -> None:
    check_can_cast(source.dtype, target.dtype)
    values, shape = source._values(), source._array.shape
    if target._array.shape != shape:
        if target._array.size:
            warnings.warn(
                f"An output with one or more elements was resized since it had shape {list(target._array.shape)}, "
                f"which does not match the required output shape {list(shape)}.",
                stacklevel=4,
            )
        target._array = np.empty(shape, target._array.dtype)
    target._array[...] = float32_to_bfloat16(values) if target.dtype is bfloat16 else values
    record_inplace(target, "", False)
