"""`torch.backends.mha`: whether attention and transformer layers may run as one fused operator."""

from __future__ import annotations

from types import SimpleNamespace

from ..annotations import is_scripting

__all__ = ["get_fastpath_enabled", "set_fastpath_enabled"]

_fastpath = SimpleNamespace(enabled=True)


def get_fastpath_enabled() -> bool:
    """Whether the fused operators may be used (in evaluation, without grad); compiled code always may."""
    if not is_scripting():
        return bool(_fastpath.enabled)
    return True


def set_fastpath_enabled(value: bool) -> None:
    """Switch the fused operators on or off for all layers."""
    _fastpath.enabled = value
