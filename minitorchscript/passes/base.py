"""What a pass is: a function from a graph to whether it changed it, registered under a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ..ir.graph import Graph

Pass = Callable[[Graph], bool]

P = TypeVar("P", bound=Callable[..., bool])

#: every pass by name, in order of registration
PASSES: dict[str, Pass] = {}


def register_pass(name: str) -> Callable[[P], P]:
    """Register a pass under a name::

    @register_pass("no_dropout")
    def remove_dropout(graph: Graph) -> bool: ...
    """

    def register(function: P) -> P:
        if name in PASSES:
            raise ValueError(f"a pass named {name!r} is registered already")
        PASSES[name] = function
        return function

    return register
