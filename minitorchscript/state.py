"""Process-wide state, named: default dtype, gradient mode, the active dispatch mode, the default generator.

What PyTorch keeps per thread (gradient mode, the tracer) is a ContextVar, so threads don't mix.
The generator is handed down by the random module, and a dispatch mode by whoever traces: this floor only holds them.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from . import dtype as _dtypes
from .dtype import dtype

__all__ = [
    "active_mode",
    "default_complex_dtype",
    "default_dtype",
    "default_generator",
    "grad_enabled",
    "inference_mode_enabled",
    "set_default_dtype",
    "set_default_generator",
    "symbolic_tracer",
]

grad_enabled: ContextVar[bool] = ContextVar("grad_enabled", default=True)
inference_mode_enabled: ContextVar[bool] = ContextVar("inference_mode", default=False)
active_mode: ContextVar[Any] = ContextVar("active_mode", default=None)
"""The innermost dispatch mode (a `tensor.dispatch.Mode`), or None."""
symbolic_tracer: ContextVar[Any] = ContextVar("symbolic_tracer", default=None)
"""What sees module calls and attributes while it traces symbolically (a `nn.tree.SymbolicTracer`), or None."""

_held: dict[str, Any] = {"default_dtype": _dtypes.float32, "generator": None}


def default_dtype() -> dtype:
    """The floating dtype of new tensors made without one; float32 at start."""
    value: dtype = _held["default_dtype"]
    return value


def default_complex_dtype() -> dtype:
    """The complex dtype that goes with the default dtype."""
    return _dtypes.complex128 if default_dtype() is _dtypes.float64 else _dtypes.complex64


def set_default_dtype(d: dtype) -> None:
    """`torch.set_default_dtype`: float16, float32 or float64, else an error."""
    if not isinstance(d, dtype):
        raise TypeError("invalid dtype object: only floating-point types are supported as the default type")
    if not d.is_floating_point:
        raise TypeError("only floating-point types are supported as the default type")
    if d is _dtypes.bfloat16:
        raise NotImplementedError("a default of bfloat16 is not offered; name dtype=torch.bfloat16 where it is wanted")
    _held["default_dtype"] = d


def default_generator() -> Any:
    """The generator that random operators draw from when none is given."""
    return _held["generator"]


def set_default_generator(generator: Any) -> None:
    """Put the process's generator in place (done once, by the random module)."""
    _held["generator"] = generator
