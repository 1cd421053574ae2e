"""Names that a trace takes from Python: of local variables, arguments, functions and classes."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from ..runtime.function import ScriptFunction
from ..tensor.tensor import Tensor

_OWN = __name__.partition(".")[0]


def local_name(tensor: Tensor, variables: Mapping[str, Any]) -> str:
    """The first local variable that is the tensor; "" if there is none, or if it is ``self``."""
    for name, value in variables.items():
        if value is tensor:
            return name if name != "self" else ""
    return ""


def argument_names(function: Callable[..., Any]) -> list[str]:
    """The names of all arguments that can be given by position and by keyword."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return []
    return [p.name for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]


def qualified_name(obj: Any) -> str:
    """A class's or function's name in TorchScript: ``__torch__.torch.nn.modules.linear.Linear``.

    This package's own modules go by the names that PyTorch and torchvision give to theirs, and ``__main__`` is
    left out.
    """
    if isinstance(obj, ScriptFunction):
        return obj.qualified_name
    name: str | None = getattr(obj, "__name__", None)
    if not name:
        raise RuntimeError("Could not get name of python class object")
    if name == "<lambda>":
        name = "_lambda"
    module: str | None = obj.__module__
    if module is None:
        raise RuntimeError(f"Could not get qualified name for class '{name}': __module__ can't be None.")
    if "." in name:
        raise RuntimeError(f"Could not get qualified name for class '{name}': '{name}' is not a valid identifier")
    if module == "__main__":
        return f"__torch__.{name}"
    return f"__torch__.{_module_name(module)}.{name}"


def _module_name(module: str) -> str:
    """A module's name in PyTorch."""
    if module != _OWN and not module.startswith(f"{_OWN}."):
        return module
    path = module.removeprefix(_OWN).removeprefix(".")
    module = f"torchvision{path.removeprefix('vision')}" if path.startswith("vision") else f"torch.{path}"
    return module.rstrip(".")


def class_text(cls: type) -> str:
    """A class as Python shows it, with PyTorch's name of its module."""
    if cls.__module__ == "builtins":
        return str(cls)
    return f"<class '{_module_name(cls.__module__)}.{cls.__qualname__}'>"
