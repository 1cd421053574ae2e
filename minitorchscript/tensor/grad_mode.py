"""Gradient mode: `no_grad`, `enable_grad`, `set_grad_enabled`, `inference_mode`, as blocks and as decorators.

There is no autograd here, but the mode decides which results carry `requires_grad`, and graphs show that.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar, Token
from functools import wraps
from typing import Any, TypeVar

from ..state import grad_enabled, inference_mode_enabled

__all__ = [
    "enable_grad",
    "inference_mode",
    "is_autocast_enabled",
    "is_grad_enabled",
    "is_inference_mode_enabled",
    "no_grad",
    "set_grad_enabled",
]

F = TypeVar("F", bound=Callable[..., Any])


class _Switch:
    """A block, or a decorator, inside which some context variables have given values."""

    def __init__(self, **changes: Any) -> None:
        self._changes: list[tuple[ContextVar[bool], bool]] = []
        self._undo: list[list[tuple[ContextVar[bool], Token[bool]]]] = []

    def __enter__(self) -> None:
        self._undo.append([(variable, variable.set(value)) for variable, value in self._changes])

    def __exit__(self, *error: object) -> None:
        for variable, token in reversed(self._undo.pop()):
            variable.reset(token)

    def __call__(self, function: F) -> F:
        @wraps(function)
        def decorated(*args: Any, **kwargs: Any) -> Any:
            with self:
                return function(*args, **kwargs)

        return decorated  # type: ignore[return-value]


class _Decorator(_Switch):
    """A switch without parameters: `@no_grad` works as well as `@no_grad()`."""

    def __new__(cls, function: Any = None) -> Any:
        return super().__new__(cls) if function is None else cls()(function)


class no_grad(_Decorator):  # noqa: N801  (PyTorch's name)
    """Results do not require grad."""

    def __init__(self) -> None:
        super().__init__()
        self._changes = [(grad_enabled, False)]


class enable_grad(_Decorator):  # noqa: N801
    """Results require grad as usual, inside `no_grad`."""

    def __init__(self) -> None:
        super().__init__()
        self._changes = [(grad_enabled, True)]


class inference_mode(_Switch):  # noqa: N801
    """As `no_grad`; tensors made inside are not marked further, as there is no autograd to keep them from."""

    def __new__(cls, mode: Any = True) -> Any:
        return super().__new__(cls) if isinstance(mode, bool) else cls()(mode)

    def __init__(self, mode: bool = True) -> None:
        super().__init__()
        self._changes = [(inference_mode_enabled, mode), (grad_enabled, not mode)]


class set_grad_enabled(_Switch):  # noqa: N801
    """Switch gradient mode at once; used as a block it restores the former mode."""

    def __init__(self, mode: bool) -> None:
        super().__init__()
        self._changes = [(grad_enabled, bool(mode))]
        self._before = grad_enabled.get()
        grad_enabled.set(bool(mode))

    def __enter__(self) -> None:
        grad_enabled.set(self._changes[0][1])

    def __exit__(self, *error: object) -> None:
        grad_enabled.set(self._before)

    def __call__(self, function: F) -> F:
        grad_enabled.set(self._before)
        return super().__call__(function)


def is_grad_enabled() -> bool:
    """Whether gradient mode is on."""
    return grad_enabled.get()


def is_autocast_enabled() -> bool:
    """Whether operators choose their own precision: never, there is no autocast here."""
    return False


def is_inference_mode_enabled() -> bool:
    """Whether inference mode is on."""
    return inference_mode_enabled.get()
