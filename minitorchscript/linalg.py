"""`torch.linalg`: matrices, their norms, inverses and factors. All come from the operator registry."""

from __future__ import annotations

from .errors import LinAlgError, not_offered
from .tensor.functions import NAMESPACES

globals().update(NAMESPACES["linalg"])

__all__ = ["LinAlgError", *sorted(NAMESPACES["linalg"])]
__getattr__ = not_offered("torch.linalg")
