"""`nn.Module`: a tree of named parameters, buffers and child modules, with a `forward`.

What it holds is in `nn/tree.py`, how it is called in `nn/hooks.py`, how it is saved in `nn/state_dict.py`.
Here: modes (training or not), conversion of all tensors, and the printed form.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any, NoReturn, Self

from ...device import device as Device
from ...dtype import dtype as DType
from ...tensor.grad_mode import no_grad
from ...tensor.tensor import Tensor
from ..hooks import HookedCalls
from ..state_dict import StateDict, T_destination, _IncompatibleKeys

__all__ = ["Module", "T_destination", "_IncompatibleKeys"]


def _addindent(text: str, spaces: int) -> str:
    """Indents every line but the first; empty lines stay empty."""
    first, *rest = text.split("\n")
    return "\n".join([first, *(" " * spaces + line if line.strip() else "" for line in rest)])


def _forward_unimplemented(self: Any, *input: Any) -> NoReturn:
    raise NotImplementedError(f'Module [{type(self).__name__}] is missing the required "forward" function')


def _parse_to(args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, Any, bool, Any]:
    """Device, dtype, non_blocking, memory format: the arguments of `to`, told apart by their types."""
    known = ("device", "dtype", "non_blocking", "copy", "memory_format", "tensor")
    unknown = [name for name in kwargs if name not in known]
    if unknown:
        raise TypeError(f"to() got an unexpected keyword argument '{unknown[0]}'")
    device, dtype = kwargs.get("device"), kwargs.get("dtype")
    non_blocking = kwargs.get("non_blocking", False)
    for arg in (*args, kwargs.get("tensor")):
        if isinstance(arg, Tensor):
            device, dtype = arg.device, arg.dtype
        elif isinstance(arg, DType):
            dtype = arg
        elif isinstance(arg, bool):
            non_blocking = arg
        elif isinstance(arg, (str, Device)):
            device = arg
        elif arg is not None:
            raise TypeError(f"to() received an invalid argument of type {type(arg).__name__}")
    return device, dtype, non_blocking, kwargs.get("memory_format")


class Module(HookedCalls, StateDict):
    """Base class of all layers and networks.

    A subclass calls `super().__init__()`, assigns its parameters and children as attributes and defines
    `forward`.
    """

    forward: Callable[..., Any] = _forward_unimplemented

    # modes

    def train(self, mode: Any = True) -> Self:
        """Sets `training` here and in every module below; dropout and batch norm look at it."""
        if not isinstance(mode, bool):
            raise ValueError("training mode is expected to be boolean")
        self.training = mode
        for module in self.children():
            module.train(mode)
        return self

    def eval(self) -> Self:
        """`train(False)`."""
        return self.train(False)

    def requires_grad_(self, requires_grad: bool = True) -> Self:
        """Sets the flag on every parameter."""
        for param in self.parameters():
            param.requires_grad_(requires_grad)
        return self

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Forgets the gradients; there are only those that the program itself put there."""
        for param in self.parameters():
            if param.grad is not None:
                if set_to_none:
                    param.grad = None
                else:
                    param.grad.requires_grad_(False).zero_()

    # conversion

    def _apply(self, fn: Callable[[Tensor], Tensor], recurse: bool = True) -> Self:
        """Replaces the data of every parameter, and every buffer, by `fn` of it; parameters keep identity."""
        if recurse:
            for module in self.children():
                module._apply(fn)
        for param in self._parameters.values():
            if param is not None:
                with no_grad():
                    applied = fn(param)
                param.data = applied
        for name, buffer in self._buffers.items():
            if buffer is not None:
                self._buffers[name] = fn(buffer)
        return self

    def to(self, *args: Any, **kwargs: Any) -> Self:
        """Converts in place: `to(dtype)`, `to("cpu")`, `to(other_tensor)`, `to(memory_format=…)`.

        A dtype must be floating or complex and applies to floating and complex tensors only.
        """
        device, dtype, non_blocking, memory_format = _parse_to(args, kwargs)
        if dtype is not None:
            if not (dtype.is_floating_point or dtype.is_complex):
                raise TypeError(
                    f"nn.Module.to only accepts floating point or complex dtypes, but got desired dtype={dtype}"
                )
            if dtype.is_complex:
                warnings.warn(
                    "Complex modules are a new feature under active development whose design may change, and "
                    "some modules might not work as expected when using complex tensors as parameters or "
                    "buffers.",
                    stacklevel=2,
                )

        def convert(tensor: Tensor) -> Tensor:
            target = dtype if tensor.is_floating_point() or tensor.is_complex() else None
            if memory_format is not None and tensor.dim() in (4, 5):
                converted: Tensor = tensor.to(device, target, non_blocking, memory_format=memory_format)
            else:
                converted = tensor.to(device, target, non_blocking)
            return converted

        return self._apply(convert)

    def cpu(self) -> Self:
        """Returns the module: everything is on the CPU already."""
        return self._apply(lambda t: t.cpu())

    def type(self, dst_type: Any) -> Self:
        """Casts every parameter and buffer, integer ones too."""
        return self._apply(lambda t: t.type(dst_type))

    def float(self) -> Self:
        """Casts floating parameters and buffers to float32."""
        return self._apply(lambda t: t.float() if t.is_floating_point() else t)

    def double(self) -> Self:
        """Casts floating parameters and buffers to float64."""
        return self._apply(lambda t: t.double() if t.is_floating_point() else t)

    def half(self) -> Self:
        """Casts floating parameters and buffers to float16."""
        return self._apply(lambda t: t.half() if t.is_floating_point() else t)

    def bfloat16(self) -> Self:
        """Casts floating parameters and buffers to bfloat16."""
        return self._apply(lambda t: t.bfloat16() if t.is_floating_point() else t)

    # printed form

    def _get_name(self) -> str:
        return self.__class__.__name__

    def extra_repr(self) -> str:
        """What stands between the parentheses, besides the children; layers override it."""
        return ""

    def __repr__(self) -> str:
        extra = self.extra_repr()
        extra_lines = extra.split("\n") if extra else []
        child_lines = [f"({key}): {_addindent(repr(child), 2)}" for key, child in self._modules.items()]
        if not child_lines and len(extra_lines) <= 1:
            return f"{self._get_name()}({extra})"
        return f"{self._get_name()}(\n  " + "\n  ".join(extra_lines + child_lines) + "\n)"
