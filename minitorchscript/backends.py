"""`torch.backends`: the one switch that shows in traces, whether attention takes its fused operators."""

from __future__ import annotations


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
