"""Tensors that a module registers when assigned to it: `Parameter` (learned) and `Buffer` (not learned)."""

from __future__ import annotations

from typing import Any

from ..state import active_mode
from ..tensor.tensor import Tensor
from .builtins import VF

__all__ = ["Buffer", "Parameter"]


def _share(cls: type[Tensor], data: Tensor) -> Tensor:
    """A `cls` that looks at the memory of `data`, with no history."""
    tensor = Tensor.__new__(cls)
    tensor._array, tensor._dtype = data._array, data._dtype
    return tensor


def _recorded(cls: type[Tensor], detached: Tensor) -> Tensor:
    """The tensor itself, which a trace knows by now, as a `cls`."""
    detached.__class__ = cls
    detached._base = None
    return detached


class Parameter(Tensor):
    """A tensor that is a parameter of the module it is assigned to. Shares memory with `data`.

    RuntimeError where `requires_grad` is asked for a dtype that is neither floating nor complex.
    """

    def __new__(cls, data: Tensor | None = None, requires_grad: bool = True) -> Parameter:
        if data is None:
            data = VF.empty(0)
        self: Any = _share(cls, data) if active_mode.get() is None else _recorded(cls, data.detach())
        if requires_grad and not (self.dtype.is_floating_point or self.dtype.is_complex):
            raise RuntimeError("Only Tensors of floating point and complex dtype can require gradients")
        self.requires_grad = requires_grad
        parameter: Parameter = self
        return parameter

    def __repr__(self) -> str:
        return "Parameter containing:\n" + super().__repr__()


class _MarkedAsBuffer(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, Tensor) and getattr(instance, "_is_buffer", False)


class Buffer(Tensor, metaclass=_MarkedAsBuffer):
    """A tensor that is a buffer of the module it is assigned to; a persistent one is part of `state_dict()`.

    What comes out is a plain tensor with a mark on it, which `isinstance(tensor, Buffer)` looks at.
    """

    persistent: bool

    def __new__(cls, data: Tensor | None = None, *, persistent: bool = True) -> Any:
        tensor: Any = _share(Tensor, VF.empty(0) if data is None else data)
        tensor.requires_grad = data is not None and data.requires_grad
        tensor._is_buffer = True
        tensor.persistent = persistent
        return tensor
