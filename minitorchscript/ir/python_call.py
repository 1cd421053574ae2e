"""Calls back into Python: what a `prim::PythonOp` node holds, printed ``^name(constants)(inputs)``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class INPUT:  # a class, which copies of a node share
    """Stands for an argument that is an input of the node."""


@dataclass(frozen=True)
class PythonCall:
    """A function under the name that is shown; a trace keeps the arguments that were no tensors as they were."""

    name: str
    function: Callable[..., Any]
    #: all arguments in order; without them, the node's inputs are the arguments
    arguments: tuple[Any, ...] | None = None

    def __call__(self, *inputs: Any) -> Any:
        if self.arguments is None:
            return self.function(*inputs)
        left = iter(inputs)
        return self.function(*(next(left) if each is INPUT else each for each in self.arguments))

    @property
    def constants_text(self) -> str:
        """The arguments that are no inputs, as Python shows them."""
        constants = [each for each in self.arguments or () if each is not INPUT]
        return f"({', '.join(map(_text, constants))})"


def _text(value: Any) -> str:
    if not isinstance(value, tuple):
        return str(value)
    return f"({', '.join(map(str, value))}{',' if len(value) == 1 else ''})"
