"""The TypeErrors of calls whose arguments don't fit, in PyTorch's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

__all__ = ["describe_mismatch", "extra_arguments", "extra_keywords", "missing_arguments", "unfit_argument"]

_ALSO_MATCHES = {"float": ("float", "int"), "int": ("int",)}


def extra_arguments(function: str, minimum: int, maximum: int, count: int) -> TypeError:
    """Too many positional arguments."""
    if minimum != maximum:
        takes = f"from {minimum} to {maximum} positional arguments"
    else:
        takes = f"{maximum} positional argument{'' if maximum == 1 else 's'}"
    return TypeError(f"{function}() takes {takes} but {count} {'was' if count == 1 else 'were'} given")


def missing_arguments(function: str, names: Sequence[str]) -> TypeError:
    """Required arguments were left out. (The plural is PyTorch's.)"""
    quoted = ", ".join(f'"{name}"' for name in names)
    plural = "s" if len(names) == 1 else ""
    return TypeError(f"{function}() missing {len(names)} required positional argument{plural}: {quoted}")


def extra_keywords(function: str, names: Sequence[str], kwargs: Mapping[str, Any], count: int) -> TypeError:
    """A keyword that no parameter has, or one whose parameter was already given by position."""
    for keyword in kwargs:
        if keyword not in names:
            return TypeError(f"{function}() got an unexpected keyword argument '{keyword}'")
        if list(names).index(keyword) < count:
            return TypeError(f"{function}() got multiple values for argument '{keyword}'")
    return TypeError("invalid keyword arguments")


def unfit_argument(function: str, name: str, expected: str, got: str, position: int | None) -> TypeError:
    """A value of the wrong type; `position` counts from 1, None for a keyword."""
    place = "" if position is None else f" (position {position})"
    return TypeError(f"{function}(): argument '{name}'{place} must be {expected}, not {got}")


def _fits(piece: str, type_name: str) -> bool:
    """PyTorch's own quick look: the text before the last space must be the type's name."""
    expected = piece.rpartition(" ")[0]
    return type_name in _ALSO_MATCHES.get(expected, (expected,))


class _Given:
    """The types of a call's arguments: as compared, and as shown beside a signature."""

    def __init__(self, args: Sequence[Any], kwargs: Mapping[str, Any], type_name: Callable[[Any], str]) -> None:
        self.types = [type_name(value) for value in args]
        self.keyword_types = [(name, type_name(kwargs[name])) for name in reversed(list(kwargs))]
        self.shown = [_with_elements(value, type_name) for value in args]
        self.keywords_shown = {name: _with_elements(value, type_name) for name, value in kwargs.items()}

    def __str__(self) -> str:
        texts = [*self.types, *(f"{name}={type_name}" for name, type_name in self.keyword_types)]
        return f"({', '.join(texts)}{', ' if texts and not self.types else ''})"


def _with_elements(value: Any, type_name: Callable[[Any], str]) -> str:
    """The type's name, of a tuple or list with those of its elements."""
    if not isinstance(value, (tuple, list)):
        return type_name(value)
    inside = ", ".join(map(type_name, value))
    if isinstance(value, list):
        return f"{type_name(value)} of [{inside}]"
    return f"{type_name(value)} of ({inside}{',' if len(value) == 1 else ''})"


def _marked(pieces: Sequence[str], given: _Given) -> str:
    """The given types, those that don't fit between exclamation marks."""
    by_name = dict(given.keyword_types)
    texts = []
    for i, piece in enumerate(pieces):
        if i < len(given.types):
            label, type_name, shown = "", given.types[i], given.shown[i]
        else:
            name = piece.rpartition(" ")[2]
            label, type_name, shown = f"{name}=", by_name.get(name, ""), given.keywords_shown.get(name, "")
        mark = "" if _fits(piece, type_name) else "!"
        texts.append(f"{mark}{label}{shown}{mark}")
    return f"({', '.join(texts)}{', ' if texts and not given.types else ''})"


def describe_mismatch(
    function: str,
    signatures: Sequence[str],
    args: Sequence[Any],
    kwargs: Mapping[str, Any],
    type_name: Callable[[Any], str],
) -> str:
    """What was given, which signatures there are and, where the counts agree, what does not fit."""
    got = _Given(args, kwargs, type_name)
    head = f"{function}() received an invalid combination of arguments - "
    explained = [(text, *_explain(text, got)) for text in signatures]
    if len(explained) == 1:
        text, unknown, marked = explained[0]
        if unknown:
            return f"{head}got unrecognized keyword arguments: {', '.join(unknown)}"
        return f"{head}got {marked or got}, but expected {text}"
    lines = [f"{head}got {got}, but expected one of:"]
    for text, unknown, marked in explained:
        lines.append(f" * {text}")
        if unknown:
            lines.append(f"      didn't match because some of the keywords were incorrect: {', '.join(unknown)}")
        elif marked:
            lines.append(f"      didn't match because some of the arguments have invalid types: {marked}")
    return "\n".join([*lines, ""])


def _explain(signature: str, given: _Given) -> tuple[list[str], str]:
    pieces = signature[1:-1].split(", ")
    if len(given.types) + len(given.keyword_types) != len(pieces):
        return [], ""
    late = {piece.rpartition(" ")[2] for piece in pieces[len(pieces) - len(given.keyword_types) :]}
    unknown = [name for name, _ in given.keyword_types if name not in late]
    return unknown, "" if unknown else _marked(pieces, given)
