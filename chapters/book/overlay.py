"""A student's functions in the package: the very function objects of the package run the student's code.

Whoever holds such a function, under whatever name (`from … import f`, a table of operators, a class), then
calls the student's. Nothing is copied, and all of it is undone at the end.
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from book.catalog import Exercise

_active: dict[FunctionType, Any] = {}


def real_function(exercise: Exercise) -> FunctionType:
    """The package's own function object. Raises LookupError."""
    module, _, qualified = exercise.function.partition(":")
    found: Any = importlib.import_module(module)
    for name in qualified.split("."):
        found = vars(found).get(name)
    if isinstance(found, staticmethod | classmethod):
        found = found.__func__
    if not isinstance(found, FunctionType) or found.__closure__:
        raise LookupError(f"{exercise.function} is not a plain function, so nothing can stand in for it")
    return found


def load_work(path: Path, exercises: Iterable[Exercise], graded: Exercise) -> ModuleType:
    """Run a student's file; where it calls a function of another exercise, it gets the package's."""
    name = f"work_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for other in exercises:
        if other is not graded and "." not in other.function.partition(":")[2]:
            setattr(module, other.name, real_function(other))
    return module


@contextmanager
def overlaid(exercise: Exercise, theirs: Callable[..., Any]) -> Iterator[None]:
    """Inside, the package calls `theirs` in place of the exercise's function."""
    real = real_function(exercise)
    # A name in its module, which no source file can hold, leads from the function to the student's.
    link = f"<the student's {exercise.name}>"
    real.__globals__[link] = theirs
    # A generator is replaced by a generator: Python lets no function change its kind.
    give = "yield from" if inspect.isgeneratorfunction(real) else "return"
    forward = f"def {exercise.name}(*args, **kwargs):\n    {give} globals()[{link!r}](*args, **kwargs)\n"
    namespace: dict[str, Any] = {}
    exec(compile(forward, real.__code__.co_filename, "exec"), namespace)
    kept, real.__code__ = real.__code__, namespace[exercise.name].__code__
    _active[real] = kept
    try:
        yield
    finally:
        real.__code__ = kept
        del real.__globals__[link], _active[real]


@contextmanager
def reference() -> Iterator[None]:
    """Inside, the package is its own self again: a check computes here what it compares with."""
    theirs = {real: real.__code__ for real in _active}
    for real, kept in _active.items():
        real.__code__ = kept
    try:
        yield
    finally:
        for real, code in theirs.items():
            real.__code__ = code
