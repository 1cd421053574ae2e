"""`torch.backends`: the switches that show in graphs, of fused attention and of cuDNN (handed to normalizations)."""

from __future__ import annotations

from types import ModuleType
from typing import Any


class _MultiheadAttention:
    """`torch.backends.mha`."""

    def __init__(self) -> None:
        self._fastpath_enabled = True

    def get_fastpath_enabled(self) -> bool:
        """Whether attention and transformer layers may run as one fused operator (in evaluation, without grad)."""
        return self._fastpath_enabled

    def set_fastpath_enabled(self, value: bool) -> None:
        """Switches the fused operators on or off for all layers."""
        self._fastpath_enabled = value


mha = _MultiheadAttention()

cudnn: Any = ModuleType("torch.backends.cudnn")
cudnn.enabled = True
