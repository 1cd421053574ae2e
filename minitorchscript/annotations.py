"""Marks that a program puts on functions, methods and attributes for the script compiler; `torch.jit` offers them.

A mark changes nothing when Python runs the program.  They are kept where PyTorch keeps them
(``fn._torchscript_modifier``), at the bottom of the package, because layers and networks carry them too.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
import types
import typing
import warnings
from collections.abc import Callable
from typing import Any, Final, NamedTuple, NoReturn, TypeVar

from .state import active_mode

__all__ = ["Attribute", "Final", "annotate", "export", "ignore", "is_scripting", "unused"]

F = TypeVar("F", bound=Callable[..., Any])

EXPORT = "export (compile this function even if nothing calls it)"
IGNORE = "ignore (leave as a call to Python, cannot be torch.jit.save'd)"
UNUSED = "unused (ignored and replaced with raising of an exception)"
DROP = "_drop (function is fully ignored, declaration can be unscriptable)"
DEFAULT = "default (compile if called from an exported function / forward)"


class Attribute(NamedTuple):
    """A value for an attribute of a `ScriptModule`, with the type that the attribute shall have."""

    value: Any
    type: Any


# -- marks on functions


def export(fn: F) -> F:
    """Compile this method though nothing may call it."""
    return _marked(fn, EXPORT)


def unused(fn: Any) -> Any:
    """Leave this method (or property) out: compiled code that calls it raises an exception."""
    if isinstance(fn, property):
        for accessor in (fn.fget, fn.fset):
            if accessor is not None:
                _marked(accessor, UNUSED)
        return fn
    return _marked(fn, UNUSED)


def ignore(drop: Any = False, **kwargs: Any) -> Any:
    """Leave this function to Python: compiled code calls back into it, and can't be saved.

    With ``drop=True`` it is left out as by `unused`.  Works with and without parentheses.
    """
    if callable(drop):
        return _marked(drop, IGNORE)
    if not isinstance(drop, bool):
        raise RuntimeError(f"Argument to @torch.jit.ignore must be a bool or a function but got {drop}")
    on_export = kwargs.pop("drop_on_export", None)
    if on_export or drop:
        how = "drop_on_export=True" if on_export else "True"
        warnings.warn(
            f"ignore({how}) has been deprecated. TorchScript will now drop the function call on compilation."
            " Use torch.jit.unused now. {}",
            FutureWarning,
            stacklevel=2,
        )
    return lambda fn: _marked(fn, UNUSED if on_export or drop else IGNORE)


def _drop(fn: F) -> F:
    """Leave this function out, its signature too."""
    return _marked(fn, DROP)


def _marked(fn: F, mark: str) -> F:
    fn._torchscript_modifier = mark  # type: ignore[attr-defined]  # that is where PyTorch keeps it
    return fn


def modifier(fn: Any) -> str | None:
    """The mark on a function or method; ``None`` for what can't be called."""
    if not callable(fn):
        return None
    return getattr(getattr(fn, "__func__", fn), "_torchscript_modifier", DEFAULT)


def is_exported(fn: Any) -> bool:
    """Whether to compile it though nothing may call it."""
    return modifier(fn) == EXPORT


def is_ignored(fn: Any) -> bool:
    """Whether the compiler must not look inside."""
    return modifier(fn) in (UNUSED, IGNORE, DROP)


def is_dropped(fn: Any) -> bool:
    """Whether a call becomes the raising of an exception."""
    return modifier(fn) in (UNUSED, DROP)


def is_final(annotation: Any) -> bool:
    """Whether an annotation is ``Final`` or ``Final[…]``."""
    return annotation is Final or typing.get_origin(annotation) is Final


class _IgnoreContextManager:
    """A ``with`` block that only Python runs."""

    def __init__(self, **kwargs: Any) -> None:
        pass

    def __enter__(self) -> None:
        pass

    def __exit__(self, *exc_info: object) -> None:
        pass


# -- functions that mean something else when compiled


def is_scripting() -> bool:
    """Whether this runs as compiled code; never, while Python runs it."""
    return False


def is_tracing() -> bool:
    """Whether a trace is being recorded."""
    if is_scripting():
        return False
    return active_mode.get() is not None


is_tracing.__module__ = "torch.jit._trace"  # compiled code shows where PyTorch has it


def annotate(the_type: Any, the_value: Any) -> Any:
    """The value; compiled code takes it to be of the type."""
    return the_value


def isinstance_of(obj: Any, target_type: Any) -> bool:
    """``isinstance`` for types such as ``List[int]`` too; offered as `torch.jit.isinstance`."""
    if isinstance(target_type, tuple):
        return any(isinstance_of(obj, each) for each in target_type)
    if isinstance(target_type, list | dict | set):
        raise RuntimeError("The second argument to `torch.jit.isinstance` must be a type or a tuple of types")
    _refuse_bare(target_type)
    origin, inner = typing.get_origin(target_type), typing.get_args(target_type)
    if origin is None:
        return isinstance(obj, target_type)
    if origin in (typing.Union, types.UnionType):
        return obj is None or any(isinstance_of(obj, each) for each in inner)
    if not isinstance(obj, origin):
        return False
    if not obj:
        warnings.warn(
            "The inner type of a container is lost when calling torch.jit.isinstance in eager mode. For example,"
            " List[int] would become list and therefore falsely return True for List[float] or List[str].",
            stacklevel=2,
        )
    if origin is list:
        return all(isinstance_of(item, inner[0]) for item in obj)
    if origin is dict:
        return all(isinstance(key, inner[0]) and isinstance_of(entry, inner[1]) for key, entry in obj.items())
    return len(obj) == len(inner) and all(map(isinstance_of, obj, inner))


_BARE: dict[Any, str] = {
    **{dict: "dict", list: "list", tuple: "tuple"},
    **{typing.Dict: "Dict", typing.List: "List", typing.Optional: "Optional", typing.Tuple: "Tuple"},  # noqa: UP006
}


def _refuse_bare(target_type: Any) -> None:
    try:
        name = _BARE.get(target_type)
    except TypeError:
        return
    if name is not None:
        refuse_without_contained(name)


def refuse_without_contained(name: str) -> NoReturn:
    """Raise for ``List``, ``Dict``, … that do not say of what."""
    if name.endswith("ict"):
        raise RuntimeError(
            f"Attempted to use {name} without contained types. Please add contained type, e.g. {name}[int, int]"
        )
    raise RuntimeError(
        f"Attempted to use {name} without a contained type. Please add a contained type, e.g. {name}[int]"
    )


# -- overloads: declarations without a body, before the function that implements them

_function_overloads: dict[str, list[Callable[..., Any]]] = {}
_method_overloads: dict[tuple[str, str], list[Callable[..., Any]]] = {}
_class_lines: dict[tuple[str, str], int] = {}


def _overload(func: F) -> F:
    """Declare one signature of a function; its implementation follows, undecorated."""
    _check_overload_body(func)
    _function_overloads.setdefault(_place(func), []).append(func)
    return func


def _overload_method(func: F) -> F:
    """Declare one signature of a module's method; its implementation follows, undecorated."""
    _check_overload_body(func)
    frame = inspect.currentframe()
    body = frame.f_back if frame is not None else None
    assert body is not None
    key = (_place(func), body.f_code.co_name)
    line = body.f_code.co_firstlineno
    if _class_lines.setdefault(key, line) != line:
        raise RuntimeError(
            "Cannot currently overload the same method name in two different classes with the same name in the same"
            " module"
        )
    _method_overloads.setdefault(key, []).append(func)
    return func


def function_overloads(func: Any) -> list[Callable[..., Any]]:
    """The declared signatures of a function."""
    return _function_overloads.get(_place(func), [])


def has_method_overloads(owner: type) -> bool:
    """Whether any method of a class, or of another of its name, is declared several times."""
    return any(name == owner.__name__ for _, name in _method_overloads)


def move_overloads(func: Any, module: str) -> None:
    """Let a function's declared signatures be found under another module's name, which it is about to take."""
    declared = _function_overloads.pop(_place(func), None)
    if declared is not None:
        _function_overloads[f"{module}.{func.__name__}"] = declared


def method_overloads(method: Any, owner: type) -> list[Callable[..., Any]]:
    """The declared signatures of a method of a class."""
    return _method_overloads.get((_place(method), owner.__name__), [])


def _place(func: Any) -> str:
    return f"{func.__module__}.{func.__name__}"


def _check_overload_body(func: Any) -> None:
    try:
        source = textwrap.dedent(inspect.getsource(func))
    except OSError:
        warnings.warn(f"Unable to retrieve source for @torch.jit._overload function: {func}.", stacklevel=3)
        return
    (definition,) = ast.parse(source).body
    assert isinstance(definition, ast.FunctionDef)
    only = definition.body[0]
    is_ellipsis = isinstance(only, ast.Expr) and isinstance(only.value, ast.Constant) and only.value.value is Ellipsis
    if len(definition.body) != 1 or not (isinstance(only, ast.Pass) or is_ellipsis):
        head = "\n".join(source.split("\n")[:3])
        raise RuntimeError(
            "Only `pass` statement or `...` can be the body of overload declaration:\n"
            f"{head} <- Expecting `pass` or `...` here!\n"
        )
