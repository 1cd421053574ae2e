"""The builtins as Python sees them: `functions["relu"]` is `torch.relu`, `nn_functions["linear"]` lives in
`torch._C._nn`, and so on. All come from the operator registry; what is Python in PyTorch is in `tensor.python_api`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from .. import ops as _operators  # registers every operator
from .bindings import make_function, python_names

__all__ = ["LINALG", "VF", "functions", "linalg_functions", "nn_functions", "special_functions"]


def _namespace(variant: str) -> dict[str, Callable[..., Any]]:
    return {name: make_function(name, found) for name, found in python_names(variant).items()}


class Builtins:
    """Attribute access to a table of builtins; one that does not exist refuses by name."""

    def __init__(self, table: dict[str, Callable[..., Any]], where: str) -> None:
        self._table, self._where = table, where

    def __getattr__(self, name: str) -> Any:
        try:
            return self._table[name]
        except KeyError:
            where = self._where

        def refuse(*args: Any, **kwargs: Any) -> NoReturn:
            raise NotImplementedError(f"{where}.{name}: minitorchscript does not have this operator")

        return refuse


functions = _namespace("function")
nn_functions = _namespace("nn")
linalg_functions = _namespace("linalg")
special_functions = _namespace("special")
VF = Builtins(functions, "torch")
LINALG = Builtins(linalg_functions, "torch.linalg")
