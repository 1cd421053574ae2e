"""`torch.jit.script`: whatever is handed in goes to who compiles it."""

from __future__ import annotations

import functools
import inspect
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ..annotations import annotate, is_scripting, is_tracing
from ..annotations import isinstance_of as is_instance
from ..runtime.function import ScriptFunction
from ..runtime.futures import Future
from ..runtime.module import ScriptModule
from ..runtime.shared_containers import ScriptDict, ScriptList
from ..tensor.dispatch import active_mode
from .builtin_names import find_builtin, register_builtin
from .entry import script_function
from .extensions import SCRIPT_OF
from .resolve import FrameResolver, Resolver, register_special_form

__all__ = ["_unwrap_optional", "fork", "optimized_execution", "script", "script_if_tracing", "wait"]


def script(
    obj: Any, optimize: Any = None, _frames_up: int = 0, _rcb: Resolver | None = None, example_inputs: Any = None
) -> Any:
    """Compile a function, a module or a class to TorchScript.

    Returns a `ScriptFunction` for a function and a `ScriptModule` for a module, which keep what is a branch or a loop;
    a class is returned as it is.  A list or a dict gives a `ScriptList` or `ScriptDict`, which compiled functions don't
    copy.  Raises ``RuntimeError`` for a program that TorchScript refuses, with the place.

    ``optimize`` does nothing, as in PyTorch.  Types are what annotations say, not what ``example_inputs`` show: those
    are passed by with a warning, as PyTorch does where MonkeyType is not installed.
    """
    if optimize is not None:
        warnings.warn(
            "`optimize` is deprecated and has no effect. Use `with torch.jit.optimized_execution()` instead",
            FutureWarning,
            stacklevel=2,
        )
    if example_inputs is not None:
        warnings.warn(
            "types are not taken from example_inputs, as they are with MonkeyType installed beside PyTorch. Annotate"
            " the arguments that are no tensors",
            UserWarning,
            stacklevel=2,
        )
    if isinstance(obj, ScriptFunction | ScriptModule | ScriptList | ScriptDict):
        return obj
    if find_builtin(obj) is not None:
        raise TypeError("<class 'builtin_function_or_method'> is a built-in class")
    resolver = _rcb
    if inspect.isclass(obj) and resolver is None:
        resolver = FrameResolver(sys._getframe(_frames_up + 1))
    for compile_other in SCRIPT_OF:
        found = compile_other(obj, resolver)
        if found is not None:
            return found
    if inspect.isfunction(obj) or inspect.ismethod(obj):
        return script_function(obj, _rcb)
    if isinstance(obj, list):
        return ScriptList(obj)
    if isinstance(obj, dict):
        return ScriptDict(obj)
    raise TypeError(f"{type(obj)} is a built-in class")


def script_if_tracing(fn: Any) -> Any:
    """Run a function as it is, but compile it where a trace calls it, so that its branches survive."""

    @functools.wraps(fn)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return (script(fn) if is_tracing() else fn)(*args, **kwargs)

    wrapper.__original_fn = fn  # type: ignore[attr-defined]  # where PyTorch keeps it
    wrapper.__script_if_tracing_wrapper = True  # type: ignore[attr-defined]
    return wrapper


def fork(func: Any, *args: Any, **kwargs: Any) -> Future[Any]:
    """In compiled code a task of its own; called from Python it runs at once, and `wait` gives the result.

    A trace records the call as a graph of its own.
    """
    mode = active_mode()
    if mode is None:
        return Future(func(*args, **kwargs))
    future: Future[Any] = mode.fork(lambda: func(*args, **kwargs))
    return future


def wait(future: Any) -> Any:
    """The result of a `fork`."""
    return future.wait()


@contextmanager
def optimized_execution(should_optimize: bool) -> Iterator[None]:
    """Where PyTorch's compiled code is optimized or not as it runs; here it runs one way, and gives the same."""
    yield


def _unwrap_optional(x: Any) -> Any:
    """The value, which must not be None; compiled code takes it to be of the type that it is optional for."""
    if x is None:
        raise AssertionError("Unwrapping null optional")
    return x


register_special_form(annotate, "prim::annotate")
register_special_form(is_instance, "prim::isinstance")
register_special_form(fork, "prim::fork")
register_builtin(_unwrap_optional, "aten::_unwrap_optional")
register_builtin(wait, "aten::wait")
register_builtin(is_scripting, "aten::is_scripting")
