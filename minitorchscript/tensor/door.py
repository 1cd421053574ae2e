"""The function door: where a public function meets an argument that stands for a tensor.

An object whose type has `__torch_function__` (fx's `Proxy`) is handed the public function and the arguments, instead
of being computed with. Builtins come here only when no overload matched, so tensors pay nothing. Functions that are
Python in PyTorch too wear `@public`: it looks at the parameters annotated as tensors, before the body runs. A symbolic
tracer also sees module calls and attributes, through `state.symbolic_tracer`. The frames here are none of the user's.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from typing import Any, TypeVar

from .tensor import Tensor

__all__ = ["builtin", "hand_over", "is_tensor_method", "overloads", "public"]

F = TypeVar("F", bound=Callable[..., Any])

_PLAIN = frozenset({Tensor, type(None), int, float, bool, str, list, tuple})


def overloads(value: Any) -> bool:
    """Whether public functions hand themselves over to this value."""
    kind = type(value)
    return kind not in _PLAIN and hasattr(kind, "__torch_function__")


def _overloading(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Iterator[Any]:
    """The arguments that take functions over; lists and tuples are looked into once."""
    for value in (*args, *kwargs.values()):
        if overloads(value):
            yield value
        elif isinstance(value, (list, tuple)):
            yield from (element for element in value if overloads(element))


def hand_over(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """What the arguments that take over `function` make of it; NotImplemented where there is none."""
    taking = [*_overloading(args, kwargs)]
    if not taking:
        return NotImplemented
    types = tuple({type(value): None for value in taking})
    for value in taking:
        result = type(value).__torch_function__(function, types, args, kwargs)
        if result is not NotImplemented:
            return result
    return NotImplemented


@lru_cache(maxsize=4096)
def is_tensor_method(function: Callable[..., Any]) -> bool:
    """Whether this is a method of `Tensor` (then a tracer records a call of the method, not of a function)."""
    return getattr(Tensor, getattr(function, "__name__", ""), None) is function


def builtin(function: F) -> F:
    """A function that is C++ in PyTorch and made by hand here: its arguments are handed over as they are given."""
    signature = inspect.signature(function)

    @wraps(function)
    def door(*args: Any, **kwargs: Any) -> Any:
        if any(map(overloads, args)) or any(map(overloads, kwargs.values())):
            signature.bind(*args, **kwargs)
            return hand_over(door, args, kwargs)
        return function(*args, **kwargs)

    door.__module__ = "torch"
    return door  # type: ignore[return-value]


def public(function: F) -> F:
    """A public function of PyTorch's that is Python there too: tensor parameters may take it over.

    They are given the required parameters by position and the optional ones by name, defaults filled in. Parameters
    annotated as tensors are looked at, and those without a default and annotation. `door.shown` may name
    another function to hand over in place of this one; `door.left_out` names parameters that are not passed on.
    """
    parameters = [*inspect.signature(function).parameters.values()]
    variadic = next((p for p in parameters if p.kind is p.VAR_POSITIONAL), None)
    watched = [i for i, p in enumerate(parameters) if "Tensor" in str(p.annotation)]
    first = watched == [0] and variadic is None
    names = frozenset(parameters[i].name for i in watched)

    def take_over(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        given = inspect.signature(function).bind(*args, **kwargs)
        given.apply_defaults()
        positional: list[Any] = []
        named: dict[str, Any] = {}
        for parameter in parameters:
            value = given.arguments[parameter.name]
            if parameter.kind is parameter.VAR_POSITIONAL:
                positional.extend(value)
            elif parameter.default is parameter.empty:
                positional.append(value)
            elif parameter.name not in door.left_out:  # type: ignore[attr-defined]
                named[parameter.name] = value
        return hand_over(door.shown or door, tuple(positional), named)  # type: ignore[attr-defined]

    def is_taken(args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
        values = args if variadic is not None else [args[i] for i in watched if i < len(args)]
        if any(map(overloads, values)):
            return True
        return bool(kwargs) and any(overloads(kwargs[name]) for name in kwargs if name in names)

    @wraps(function)
    def of_one(*args: Any, **kwargs: Any) -> Any:
        if (not args or type(args[0]) is not Tensor) and is_taken(args, kwargs):
            return take_over(args, kwargs)
        return function(*args, **kwargs)

    @wraps(function)
    def of_several(*args: Any, **kwargs: Any) -> Any:
        if is_taken(args, kwargs):
            return take_over(args, kwargs)
        return function(*args, **kwargs)

    door = of_one if first else of_several
    door.__original_fn = function  # type: ignore[attr-defined]  # what the script compiler reads
    door.shown = None  # type: ignore[attr-defined]
    door.left_out = ()  # type: ignore[attr-defined]
    return door  # type: ignore[return-value]
