"""`torch.autograd`: operators written in Python, labels for a profiler, gradient mode. There is no backward pass."""

from __future__ import annotations

from ..errors import not_offered
from ..tensor.grad_mode import enable_grad, inference_mode, no_grad, set_grad_enabled
from . import function, profiler
from .function import Function

__all__ = ["Function", "enable_grad", "function", "inference_mode", "no_grad", "profiler", "set_grad_enabled"]
__getattr__ = not_offered("torch.autograd")
