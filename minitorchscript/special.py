"""`torch.special`: functions of mathematical physics and statistics. All come from the operator registry."""

from __future__ import annotations

from .errors import not_offered
from .tensor.functions import NAMESPACES

globals().update(NAMESPACES["special"])

__all__ = sorted(NAMESPACES["special"])
__getattr__ = not_offered("torch.special")
