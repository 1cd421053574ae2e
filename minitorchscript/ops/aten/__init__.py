"""The `aten` operators, one file per family."""

from __future__ import annotations

from typing import Any

from .. import namespaces


def __getattr__(name: str) -> Any:
    """`torch.ops.aten.relu`: an operator that can be called."""
    return namespaces.aten(name)
