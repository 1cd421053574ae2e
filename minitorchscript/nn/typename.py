"""The name of an object's type as PyTorch's error messages give it."""

from __future__ import annotations

from typing import Any

from ..tensor.tensor import Tensor


def typename(obj: Any) -> str:
    """`torch.FloatTensor` for a tensor, `int` for a number, `package.module.Class` for the rest."""
    if isinstance(obj, Tensor):
        return str(obj.type())
    named = obj if hasattr(obj, "__qualname__") else type(obj)
    module = named.__module__
    return named.__qualname__ if module in (None, "builtins") else f"{module}.{named.__qualname__}"
