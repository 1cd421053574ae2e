"""`torch.fft`: Fourier transforms. All come from the operator registry."""

from __future__ import annotations

from .errors import not_offered
from .tensor.functions import NAMESPACES

globals().update(NAMESPACES["fft"])

__all__ = sorted(NAMESPACES["fft"])
__getattr__ = not_offered("torch.fft")
