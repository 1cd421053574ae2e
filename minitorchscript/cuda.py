"""`torch.cuda`, for programs that ask: there is no GPU here."""

from __future__ import annotations

from typing import Any

__all__ = ["device_count", "is_available"]


def is_available() -> bool:
    """Always False."""
    return False


def device_count() -> int:
    """Always 0."""
    return 0


def __getattr__(name: str) -> Any:
    raise AttributeError(f"torch.cuda.{name} is not offered: there is only the CPU here")
