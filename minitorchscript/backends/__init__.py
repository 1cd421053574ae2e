"""`torch.backends`: the switches that show in graphs, of fused attention and of cuDNN (handed to normalizations)."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from . import mha

__all__ = ["cudnn", "mha"]

cudnn: Any = ModuleType("torch.backends.cudnn")
cudnn.enabled = True

#: what a device that PyTorch leaves to others is called; fused attention would run there too
_privateuse1_backend_name = "privateuseone"
