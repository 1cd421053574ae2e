"""Calling a module: the hooks before and after `forward`, and the door through which a tracer sees the call.

Hooks run outside that door: what a hook computes belongs to the caller's scope, not to the module's.
"""

from __future__ import annotations

import warnings
import weakref
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import Any, NoReturn

from ..state import symbolic_tracer
from ..tensor import dispatch
from .tree import ModuleTree

Hook = Callable[..., Any]


class RemovableHandle:
    """What registering a hook returns: `remove()` takes it off again; also a context manager."""

    next_id: int = 0

    def __init__(self, hooks: OrderedDict[int, Any], *companions: OrderedDict[int, Any]) -> None:
        # Weak, so that a handle kept by the user keeps no module alive.
        self._tables = [weakref.ref(table) for table in (hooks, *companions)]
        self.id = RemovableHandle.next_id
        RemovableHandle.next_id += 1

    def remove(self) -> None:
        """Takes the hook off; a second call does nothing."""
        for table in self._tables:
            held = table()
            if held is not None:
                held.pop(self.id, None)

    def __enter__(self) -> RemovableHandle:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.remove()


_global_forward_pre_hooks: OrderedDict[int, Hook] = OrderedDict()
_global_forward_hooks: OrderedDict[int, Hook] = OrderedDict()
_global_forward_hooks_always_called: OrderedDict[int, bool] = OrderedDict()
_global_forward_hooks_with_kwargs: OrderedDict[int, bool] = OrderedDict()


def register_module_forward_pre_hook(hook: Hook) -> RemovableHandle:
    """Adds `hook(module, args)` before the forward of every module."""
    handle = RemovableHandle(_global_forward_pre_hooks)
    _global_forward_pre_hooks[handle.id] = hook
    return handle


def register_module_forward_hook(
    hook: Hook, *, with_kwargs: bool = False, always_call: bool = False
) -> RemovableHandle:
    """Adds `hook(module, args, output)` after the forward of every module."""
    flags = (_global_forward_hooks_with_kwargs, _global_forward_hooks_always_called)
    handle = RemovableHandle(_global_forward_hooks, *flags)
    _add_hook(handle, hook, _global_forward_hooks, False, zip(flags, (with_kwargs, always_call), strict=True))
    return handle


def _add_hook(handle: RemovableHandle, hook: Hook, hooks: OrderedDict[int, Hook], prepend: bool, flags: Any) -> None:
    hooks[handle.id] = hook
    for table, wanted in flags:
        if wanted:
            table[handle.id] = True
    if prepend:
        hooks.move_to_end(handle.id, last=False)


class HookedCalls(ModuleTree):
    """The calling side of `nn.Module`."""

    forward: Callable[..., Any]

    def register_forward_pre_hook(
        self, hook: Hook, *, prepend: bool = False, with_kwargs: bool = False
    ) -> RemovableHandle:
        """Adds `hook(module, args)` before forward; what it returns replaces the positional arguments.

        With `with_kwargs` it is `hook(module, args, kwargs)` and returns None or a pair (args, kwargs).
        """
        handle = RemovableHandle(self._forward_pre_hooks, self._forward_pre_hooks_with_kwargs)
        flags = [(self._forward_pre_hooks_with_kwargs, with_kwargs)]
        _add_hook(handle, hook, self._forward_pre_hooks, prepend, flags)
        return handle

    def register_forward_hook(
        self, hook: Hook, *, prepend: bool = False, with_kwargs: bool = False, always_call: bool = False
    ) -> RemovableHandle:
        """Adds `hook(module, args, output)` after forward; what it returns replaces the output.

        With `with_kwargs` it is `hook(module, args, kwargs, output)`; with `always_call` it also runs when
        forward raised.
        """
        tables = (self._forward_hooks_with_kwargs, self._forward_hooks_always_called)
        handle = RemovableHandle(self._forward_hooks, *tables)
        flags = zip(tables, (with_kwargs, always_call), strict=True)
        _add_hook(handle, hook, self._forward_hooks, prepend, flags)
        return handle

    def register_full_backward_hook(self, hook: Hook, prepend: bool = False) -> NoReturn:
        """Refused: there is no backward pass that could run it."""
        raise NotImplementedError("backward hooks: minitorchscript has no backward engine, so none would run")

    register_full_backward_pre_hook = register_full_backward_hook
    register_backward_hook = register_full_backward_hook

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        tracer = symbolic_tracer.get()
        if tracer is not None:
            return tracer.module(self, args, kwargs, self._call_traced)
        if self._forward_hooks or self._forward_pre_hooks or _global_forward_hooks or _global_forward_pre_hooks:
            return self._call_with_hooks(args, kwargs)
        # As few frames as can be: they bound how deep modules may nest.
        mode = dispatch.active_mode()
        if mode is None:
            return self.forward(*args, **kwargs)
        return mode.module(self, args, kwargs, partial(self.forward, *args, **kwargs))

    def _call_traced(self, *args: Any, **kwargs: Any) -> Any:
        """A call that the symbolic tracer has seen: `forward`, with the hooks around it."""
        return self._call_with_hooks(args, kwargs)

    def _call_with_hooks(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        result: Any = None
        ran: set[int] = set()
        try:
            args, kwargs = self._run_pre_hooks(args, kwargs)
            result = dispatch.call_module(self, args, kwargs, partial(self.forward, *args, **kwargs))
            for hook_id, hook in [*_global_forward_hooks.items(), *self._forward_hooks.items()]:
                ran.add(hook_id)
                replaced = self._run_hook(hook_id, hook, args, kwargs, result)
                if replaced is not None:
                    result = replaced
            return result
        except Exception:
            self._run_always_called(ran, args, kwargs, result)
            raise

    def _run_pre_hooks(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        for hook_id, hook in [*_global_forward_pre_hooks.items(), *self._forward_pre_hooks.items()]:
            if hook_id in self._forward_pre_hooks_with_kwargs:
                replaced = hook(self, args, kwargs)
                if replaced is None:
                    continue
                if not (isinstance(replaced, tuple) and len(replaced) == 2):
                    raise RuntimeError(
                        f"forward pre-hook must return None or a tuple of (new_args, new_kwargs), but got {replaced}."
                    )
                args, kwargs = replaced
            else:
                replaced = hook(self, args)
                if replaced is not None:
                    args = replaced if isinstance(replaced, tuple) else (replaced,)
        return args, kwargs

    def _run_hook(self, hook_id: int, hook: Hook, args: tuple[Any, ...], kwargs: dict[str, Any], result: Any) -> Any:
        if hook_id in self._forward_hooks_with_kwargs or hook_id in _global_forward_hooks_with_kwargs:
            return hook(self, args, kwargs, result)
        return hook(self, args, result)

    def _run_always_called(self, ran: set[int], args: tuple[Any, ...], kwargs: dict[str, Any], result: Any) -> None:
        """After a failure: the `always_call` hooks that have not run; their own errors become warnings."""
        for hooks, wanted, where in (
            (_global_forward_hooks, _global_forward_hooks_always_called, "global module"),
            (self._forward_hooks, self._forward_hooks_always_called, "module"),
        ):
            for hook_id, hook in list(hooks.items()):
                if hook_id not in wanted or hook_id in ran:
                    continue
                try:
                    replaced = self._run_hook(hook_id, hook, args, kwargs, result)
                except Exception as error:
                    warnings.warn(
                        f"{where} forward hook with ``always_call=True`` raised an exception that was "
                        f"silenced as another error was raised in forward: {error}",
                        stacklevel=4,
                    )
                else:
                    result = result if replaced is None else replaced
