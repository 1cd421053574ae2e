"""How the things that a graph refers to are written: functions, types and arguments.

PyTorch's names are printed: what lives in this package under `minitorchscript.nn` is `torch.nn`, its builtins are
`torch.relu` or `torch._C._nn.gelu`, and all else is its module and name.
"""

from __future__ import annotations

import builtins
import inspect
import re
import types
from collections.abc import Callable
from typing import Any

from .. import dtype as dtypes
from ..tensor.door import is_tensor_method
from ..tensor.namespace import TORCH

__all__ = [
    "ROOT",
    "abbreviation",
    "format_arg",
    "format_type",
    "is_builtin",
    "is_from_torch",
    "module_name",
    "qualified_name",
]

ROOT = __name__.partition(".")[0]
"""This package, that generated code calls `torch`."""

_IN_TORCH = re.compile(r"^torch(?:\.[^.]+)*$").fullmatch


_PYTHON_METHODS = frozenset(
    {
        *("backward", "dim_order", "eig", "index", "is_shared", "istft", "lstsq", "lu", "module_load", "norm"),
        *("register_hook", "register_post_accumulate_grad_hook", "reinforce", "resize", "resize_as", "share_memory_"),
        *("solve", "split", "stft", "storage", "storage_type", "symeig", "to_sparse_coo", "unflatten", "unique"),
        "unique_consecutive",
    }
)
"""Methods of Tensor that PyTorch writes in Python."""

_SHORT = {"uint": "u", "int": "i", "float": "f", "complex": "c", "bfloat": "bf"}


def module_name(obj: Any) -> str | None:
    """The module that PyTorch's object of this name says it is in; None if the object does not say."""
    module: str | None = getattr(obj, "__module__", None)
    if module is None or not (module == ROOT or module.startswith(f"{ROOT}.")):
        return module
    if TORCH.get(getattr(obj, "__name__", "")) is obj:
        return "torch"
    rest = module[len(ROOT) :]
    return "torchvision" + rest.removeprefix(".vision") if rest.startswith(".vision") else "torch" + rest


def is_from_torch(obj: Any) -> bool:
    """Whether generated code reaches an object through the name `torch`; Tensor's C++ methods say no module."""
    if is_tensor_method(obj):
        return obj.__name__ in _PYTHON_METHODS
    module = module_name(obj)
    return module is not None and _IN_TORCH(module) is not None


def is_builtin(function: Any) -> bool:
    """Whether a function of this package is a C++ builtin in PyTorch."""
    module = getattr(function, "__module__", None)
    if isinstance(function, types.FunctionType) and isinstance(module, str):
        if module == "torch":
            return TORCH.get(function.__name__) is function and function is not TORCH["_assert"]
        return module.startswith("torch._C.")
    return False


def qualified_name(function: Callable[..., Any]) -> str:
    """The dotted path of a function: `torch.nn.functional.relu`, `_operator.add`, `len`."""
    name: str = function.__name__
    if getattr(builtins, name, None) is function:
        return name
    if is_tensor_method(function):
        return f"torch.Tensor.{name}"
    if name == "<lambda>":
        try:
            name = inspect.getsource(function).split("=")[0].strip()
        except Exception as error:
            raise RuntimeError("Unable to represent lambda") from error
    module = module_name(function)
    if module is None:
        raise RuntimeError(f"cannot find module for {function}")
    return f"{module}.{name}"


def format_type(obj: Any) -> str:
    """A type annotation: `torch.Tensor`, `int`, `list[int]`."""
    if isinstance(obj, type) and not isinstance(obj, types.GenericAlias):
        module = module_name(obj)
        return obj.__qualname__ if module == "builtins" else f"{module}.{obj.__qualname__}"
    if obj is ...:
        return "..."
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    return repr(obj).replace(f"{ROOT}.tensor.tensor.Tensor", "torch.Tensor")


def format_arg(arg: Any, is_node: Callable[[Any], bool], max_list_len: float = float("inf")) -> str:
    """An argument as a graph prints it: `(%x, 1)`."""
    if hasattr(arg, "_custom_fx_repr_fn"):
        return str(arg._custom_fx_repr_fn())
    if isinstance(arg, (list, tuple)):
        shown = ", ".join(format_arg(each, is_node) for i, each in enumerate(arg) if i < max_list_len)
        more = "" if len(arg) < max_list_len + 1 else f", ...[total_len={len(arg)}]"
        if isinstance(arg, list):
            return f"[{shown}{more}]"
        return f"({shown}{',' if len(arg) == 1 else ''}{more})"
    if isinstance(arg, dict):
        return "{" + ", ".join(f"{key}: {format_arg(value, is_node)}" for key, value in arg.items()) + "}"
    return f"%{arg}" if is_node(arg) else str(arg)


def abbreviation(dtype: dtypes.dtype) -> str:
    """`f32` for float32, `b8` for bool."""
    if dtype is dtypes.bool:
        return "b8"
    match = re.fullmatch(r"([a-z]+)(\d+)", dtype.name)
    assert match is not None, dtype.name
    return _SHORT[match[1]] + match[2]
