"""The builtins as Python sees them: `functions["relu"]` is `torch.relu`, `nn_functions["linear"]` lives in
`torch._C._nn`, and so on. All come from the operator registry (importing `ops` fills it);
what is Python in PyTorch is in `tensor.python_api`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, NoReturn, TypeVar

from .bindings import make_function, python_names
from .tensor import Tensor

__all__ = [
    "LINALG",
    "NAMESPACES",
    "NN_MODULE",
    "VF",
    "VF_SEVERAL",
    "Builtins",
    "functions",
    "linalg_functions",
    "nn_functions",
]


R = TypeVar("R")


def _namespace(variant: str, module: str = "torch", prefix: str = "") -> dict[str, Callable[..., Any]]:
    return {name: make_function(prefix + name, found, module) for name, found in python_names(variant).items()}


class Builtins(Generic[R]):
    """Attribute access to a table of builtins; one that does not exist refuses by name when called.

    The type parameter is only the static return type.
    """

    def __init__(self, table: dict[str, Callable[..., Any]], where: str) -> None:
        self._table, self._where = table, where

    def __getattr__(self, name: str) -> Callable[..., R]:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._table.get(name) or _refusal(f"{self._where}.{name}")


def _refusal(name: str) -> Callable[..., Any]:
    def refuse(*args: Any, **kwargs: Any) -> NoReturn:
        raise NotImplementedError(f"{name}: minitorchscript does not have this operator")

    return refuse


class Module:
    """A module of builtins without a file, `torch._C._nn`; what is missing raises AttributeError by name."""

    def __init__(self, name: str, table: dict[str, Callable[..., Any]]) -> None:
        self.__name__ = name
        self.__dict__.update(table)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"{self.__name__}.{name} is not offered by minitorchscript")


functions = _namespace("function")
nn_functions = _namespace("nn", "torch._C._nn")
linalg_functions = _namespace("linalg", "torch._C._linalg", "linalg_")
VF = Builtins[Tensor](functions, "torch")
VF_SEVERAL = Builtins[tuple[Tensor, ...]](functions, "torch")
LINALG = Builtins[Tensor](linalg_functions, "torch.linalg")
NAMESPACES = {
    "fft": _namespace("fft", "torch._C._fft", "fft_"),
    "linalg": linalg_functions,
    "special": _namespace("special", "torch._C._special", "special_"),
}
"""The modules of builtins below `torch`, as tables."""
NN_MODULE = Module("torch._C._nn", nn_functions)
C_MODULES = {
    name: Module(f"torch._C._{name}", {function.__name__: function for function in table.values()})
    for name, table in NAMESPACES.items()
}
"""`torch._C._fft` and so on: the same builtins under the names that they have of themselves."""
