"""`torch.ops.aten.relu` and the like: this package and its `aten` stand for namespaces of operators too.

What such a name gives can be called from Python, and is made on a higher floor, which hands it down.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_FROM_ABOVE: dict[str, Callable[..., Any]] = {}


def offer(operator: Callable[[str, str], Any], namespace: Callable[[str], Any]) -> None:
    """Say how an operator is found by namespace and name, and a namespace by name."""
    _FROM_ABOVE.update(operator=operator, namespace=namespace)


def aten(name: str) -> Any:
    """An `aten` operator.  Raises ``AttributeError`` for one that does not exist."""
    if "operator" not in _FROM_ABOVE:  # while the package is being imported
        raise AttributeError(name)
    return _FROM_ABOVE["operator"]("aten", name)


def namespace(name: str) -> Any:
    """A namespace of operators, which may be empty.  Raises ``AttributeError`` for what loads libraries of them."""
    if name.startswith("__") or name in ("load_library", "loaded_libraries"):
        raise AttributeError(f"torch.ops.{name} is not offered: operators come from no library here")
    if "namespace" not in _FROM_ABOVE:
        raise AttributeError(name)
    return _FROM_ABOVE["namespace"](name)
