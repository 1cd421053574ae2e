"""Functions that a trace records instead of running: those marked by `wrap`, and those of the module `math`.

They are reached through names in module globals, so while any trace runs (in any thread) these names mean a function
that looks for a proxy among its arguments, and else calls the one that it stands for. When the last trace ends, the
names mean what they meant.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import RLock
from types import FunctionType
from typing import Any

from .node import map_aggregate
from .proxy import Proxy
from .target_names import ROOT

__all__ = ["LeafNames", "leaves_in_place", "wrap"]

_wrapped: dict[tuple[int, str], dict[str, Any]] = {}
"""(id of module globals, name) -> those globals, for every name given to `wrap`."""

_ABSENT = object()


def wrap(fn_or_name: Any) -> Any:
    """Mark a function of this module as a leaf: a trace records calls of it with a proxy, and does not look inside.

    At module level, as a decorator or with a name: `@fx.wrap`, `fx.wrap("len")`. The function stays what it is.
    """
    if not callable(fn_or_name) and not isinstance(fn_or_name, str):
        raise RuntimeError("Unsupported type for global function! Must be either a callable or string name")
    name = fn_or_name if isinstance(fn_or_name, str) else fn_or_name.__name__
    frame = sys._getframe(1)
    if frame.f_code.co_name != "<module>":
        raise NotImplementedError("wrap must be called at the top level of a module")
    _wrapped[id(frame.f_globals), name] = frame.f_globals
    return fn_or_name


wrap.__module__ = f"{ROOT}.fx._symbolic_trace"  # where generated code says it is


def _first_proxy(*values: Any) -> Proxy | None:
    found: list[Proxy] = []
    map_aggregate(values, lambda value: found.append(value) if isinstance(value, Proxy) else None)
    return found[-1] if found else None


def leaf(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that records a call of `function` if there is a proxy among the arguments."""

    @wraps(function)
    def recording(*args: Any, **kwargs: Any) -> Any:
        proxy = _first_proxy(args, kwargs)
        if proxy is None:
            return function(*args, **kwargs)
        result = proxy.tracer.create_proxy("call_function", function, args, kwargs)
        result.node.meta["is_wrapped"] = True
        return result

    recording.__dict__["_is_leaf"] = True
    return recording


class LeafNames:
    """The names that mean leaves now, how often each was asked for, and what they meant before."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._before: dict[tuple[int, str], tuple[dict[str, Any], Any, int]] = {}

    def put(self, namespace: dict[str, Any], name: str) -> tuple[int, str] | None:
        """Let a name mean a leaf; returns what `take_back` wants. None where there is no such function."""
        key = id(namespace), name
        with self._lock:
            if key in self._before:
                held, before, count = self._before[key]
                self._before[key] = held, before, count + 1
                return key
            before = namespace.get(name, _ABSENT)
            function = getattr(builtins, name, None) if before is _ABSENT else before
            if not callable(function):
                return None
            namespace[name] = leaf(function)
            self._before[key] = namespace, before, 1
            return key

    def take_back(self, key: tuple[int, str]) -> None:
        """Undo one `put`; the last one for a name restores it."""
        with self._lock:
            namespace, before, count = self._before[key]
            if count > 1:
                self._before[key] = namespace, before, count - 1
                return
            del self._before[key]
            if before is _ABSENT:
                del namespace[key[1]]
            else:
                namespace[key[1]] = before


_names = LeafNames()


class LeavesInPlace:
    """The leaves of one trace: wrapped names from the start, and autowrapped functions in each module it comes to."""

    def __init__(self, function_ids: set[int]) -> None:
        self._function_ids = function_ids
        self._put: list[tuple[int, str]] = []
        self._visited: set[int] = set()

    def put(self, namespace: dict[str, Any], name: str) -> None:
        """Let a name mean a leaf until the trace ends."""
        key = _names.put(namespace, name)
        if key is not None:
            self._put.append(key)

    def visit(self, namespace: dict[str, Any]) -> None:
        """Autowrap the functions in a module's globals, once."""
        if id(namespace) in self._visited:
            return
        self._visited.add(id(namespace))
        for name, value in [*namespace.items()]:
            if id(value) in self._function_ids and not name.startswith("_") and callable(value):
                self.put(namespace, name)

    def take_back(self) -> None:
        """Restore all names, last first."""
        while self._put:
            _names.take_back(self._put.pop())


@contextmanager
def leaves_in_place(function_ids: set[int], namespaces: Iterable[dict[str, Any]]) -> Iterator[LeavesInPlace]:
    """While the block runs, wrapped names (and functions with these ids, in these modules) mean leaves."""
    leaves = LeavesInPlace(function_ids)
    try:
        for (_, name), namespace in [*_wrapped.items()]:
            leaves.put(namespace, name)
        for namespace in namespaces:
            leaves.visit(namespace)
        yield leaves
    finally:
        leaves.take_back()


def globals_of(function: Any) -> dict[str, Any]:
    """The module globals that a function or bound method reads."""
    function = getattr(function, "__func__", function)
    return function.__globals__ if isinstance(function, FunctionType) else {}
