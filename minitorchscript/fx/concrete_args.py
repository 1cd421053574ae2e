"""Tracing with arguments fixed (`concrete_args`), with `*args` and `**kwargs`, and with containers as arguments."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable
from types import FunctionType
from typing import Any

from ..tensor.python_api import PYTHON_FUNCTIONS
from ..tensor.tensor import Tensor
from . import _pytree
from .graph import Graph
from .proxy import BASE_TYPES, Proxy, TracerBase
from .pytree_codegen import PyTreeCodeGen, PyTreeInfo
from .target_names import ROOT

__all__ = [
    "PH",
    "annotations_of",
    "PHBase",
    "PHWithMeta",
    "described",
    "flattened",
    "placeholder_args",
    "without_stars",
]

_assert = PYTHON_FUNCTIONS["_assert"]


class PHBase:
    """Marks an element of `concrete_args` that stays an input."""

    def __repr__(self) -> str:
        return "PH"


PH = PHBase()


class PHWithMeta(PHBase):
    """A mark whose attributes are put on the placeholder node."""

    def __init__(self, ph_key: str | None = None) -> None:
        self.ph_key = ph_key


def _assert_is_none(value: Any, msg: str) -> None:
    assert value is None, msg


_assert_is_none.__module__ = f"{ROOT}.fx._symbolic_trace"  # where PyTorch's code says it is


def annotations_of(function: Any) -> dict[str, Any]:
    """A function's annotations; those of this package's functions are texts, and are looked up."""
    function = inspect.unwrap(function)
    ours = (getattr(function, "__module__", None) or "").startswith(f"{ROOT}.")
    return inspect.get_annotations(function, eval_str=ours)


def described(mark: Any, proxy: Proxy) -> Proxy:
    """Copy the attributes of a mark of your own to the node of its placeholder."""
    if isinstance(mark, PHBase) and mark is not PH:
        for name in dir(mark):
            value = getattr(mark, name)
            if not callable(value) and not name.startswith("__") and not hasattr(proxy.node, name):
                setattr(proxy.node, name, value)
    return proxy


def placeholder_args(
    tracer: TracerBase,
    name: str,
    concrete_args: dict[str, Any],
    signature: inspect.Signature,
    function: Callable[..., Any],
) -> Any:
    """What a parameter is traced with: a proxy, or its concrete value, with a check that calls agree with it."""
    default = signature.parameters[name].default
    defaults = () if default is inspect.Parameter.empty else (default,)
    if name not in concrete_args:
        return tracer.create_proxy("placeholder", name, defaults, {}, type_expr=annotations_of(function).get(name))
    count = 0

    def leaf(value: Any) -> Any:
        nonlocal count
        count += 1
        proxy = tracer.create_proxy("placeholder", f"{name}_{count}", defaults, {})
        if isinstance(value, PHBase):
            return described(value, proxy)
        differs = "but got another value"
        if isinstance(value, BASE_TYPES) and not isinstance(value, Tensor):
            _assert(proxy == value, f"{name} has been specialized to have value {value} {differs}")
        elif value is None:
            message = f"{name} has been specialized to have value None {differs}"
            tracer.create_proxy("call_function", _assert_is_none, (proxy, message), {})
        else:
            warnings.warn(
                f"Was not able to add assertion to guarantee correct input {name} to specialized function. It is up "
                "to the user to make sure that your inputs match the inputs you specialized the function with.",
                stacklevel=2,
            )
        return value

    return _pytree.tree_map(leaf, concrete_args[name])


def without_stars(function: Any, count: int) -> FunctionType:
    """The function with `*args` and `**kwargs` as two plain parameters: a proxy can't be unpacked into them."""
    code = function.__code__
    flags = code.co_flags & ~(inspect.CO_VARARGS | inspect.CO_VARKEYWORDS)
    plain = code.replace(co_argcount=count, co_posonlyargcount=0, co_kwonlyargcount=0, co_flags=flags)
    return FunctionType(plain, function.__globals__, function.__name__, function.__defaults__, function.__closure__)


def flattened(graph: Graph, function: Any, args: list[Any], names: list[str]) -> tuple[Any, list[Any]]:
    """A function of the leaves of `args` that builds the containers again; the graph's code will do the same."""
    leaves, spec = _pytree.tree_flatten(tuple(args))
    codegen = PyTreeCodeGen(PyTreeInfo(names, spec, None))
    graph.set_codegen(codegen)

    def call(*leaves: Any) -> Any:
        result, out_spec = _pytree.tree_flatten(function(*_pytree.tree_unflatten(leaves, spec)))
        codegen.pytree_info = codegen.pytree_info._replace(out_spec=out_spec)
        return result

    call.__annotations__.clear()  # the graph's function has none
    return call, leaves
