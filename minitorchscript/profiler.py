"""`torch.profiler`, of which only the labels are here."""

from __future__ import annotations

from .autograd.profiler import record_function
from .errors import not_offered

__all__ = ["record_function"]
__getattr__ = not_offered("torch.profiler")
