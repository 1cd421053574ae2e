"""`print_tabular`: the nodes of a graph as a table, by the package `tabulate` (an extra)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .target_names import is_builtin

__all__ = ["print_table"]


class _Shown:
    """A function as PyTorch's shows itself: what is a C++ builtin there is none here."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


def _target(target: Any) -> Any:
    if is_builtin(target):
        if target.__module__ == "torch":
            return _Shown(f"<built-in method {target.__name__} of type object at {id(target):#x}>")
        return _Shown(f"<built-in function {target.__name__}>")
    if callable(target) and hasattr(target, "__wrapped__"):
        return _Shown(re.sub(r"^<function \S+ ", f"<function {target.__name__} ", str(target)))
    return target


def print_table(nodes: Iterable[Any]) -> None:
    """Print opcode, name, target, args and kwargs of nodes; ImportError says how to install `tabulate`."""
    try:
        from tabulate import tabulate
    except ImportError:
        print(
            "`print_tabular` relies on the library `tabulate`, which could not be found on this machine. Run `pip "
            "install tabulate` to install the library."
        )
        raise
    rows = [[node.op, node.name, _target(node.target), node.args, node.kwargs] for node in nodes]
    print(tabulate(rows, headers=["opcode", "name", "target", "args", "kwargs"]))
