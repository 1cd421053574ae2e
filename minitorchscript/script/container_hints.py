"""What type a list or dictionary is meant to have: the annotation, a union or ``Optional`` in it taken apart."""

from __future__ import annotations

import warnings

from ..ir.types import AnyListType, AnyType, DictType, ListType, OptionalType, Type, UnionType
from .ranges import Span
from .reports import CompilationError
from .unify import repr_str, unify


class Hint:
    """An annotation, what of it concerns the container, and the members of a union that might."""

    __slots__ = ("candidates", "given", "refined")

    def __init__(self, given: Type | None) -> None:
        self.given = given
        self.refined = given
        self.candidates: list[Type] = []


def _matches(type_: Type, container: str) -> bool:
    return isinstance(type_, DictType) if container == "Dict" else type_.isSubtypeOf(AnyListType())


def refine_hint(hint: Hint, container: str, where: Span, may_differ: bool = False) -> bool:
    """Take the part of an annotation that is a ``List`` or ``Dict``; whether the annotation was ``Any``.

    Raises ``CompilationError`` where there is none, unless it ``may_differ``.
    """
    given = hint.given
    assert given is not None
    if isinstance(given, UnionType):
        fitting = [member for member in given.members if _matches(member, container)]
        if not fitting and not may_differ:
            raise CompilationError(
                where,
                f"Expected an Union type annotation with an inner {container} type, but got {repr_str(given)}",
            )
        if len(fitting) == 1:
            hint.refined = fitting[0]
        else:
            hint.candidates = fitting
    elif isinstance(given, OptionalType):
        hint.refined = given.element
        if isinstance(given.element, UnionType):
            fitting = [member for member in given.element.members if _matches(member, container)]
            if len(fitting) == 1:
                hint.refined = fitting[0]
            elif fitting:
                hint.candidates = fitting
    if may_differ or hint.candidates:
        return False
    assert hint.refined is not None
    if _matches(hint.refined, container):
        return False
    if isinstance(hint.refined, AnyType):
        return True
    raise CompilationError(where, f"Expected an annotation of type {container} but got {repr_str(given)}")


def refine_list_hint(hint: Hint, element: Type, where: Span) -> None:
    """Among several lists choose those that hold elements of a type."""
    greatest: Type | None = None
    for candidate in hint.candidates:
        if isinstance(candidate, ListType) and element.isSubtypeOf(candidate.element):
            greatest = candidate.element if greatest is None else unify(greatest, candidate.element)
    if greatest is None:
        raise CompilationError(
            where,
            f"Union type annotation `{_given(hint)}` can hold {_listed(hint)}, but none of those types match the types"
            f" of the given list elements, which were unified to {repr_str(element)}",
        )
    hint.refined = ListType(greatest)


def refine_dict_hint(hint: Hint, key: Type, value: Type, where: Span) -> None:
    """Among several dictionaries choose the narrowest that holds such keys and values."""
    chosen: DictType | None = None
    for candidate in hint.candidates:
        assert isinstance(candidate, DictType)
        if key.isSubtypeOf(candidate.key) and value.isSubtypeOf(candidate.value):
            if chosen is None or (chosen.key.isSubtypeOf(candidate.key) and chosen.value.isSubtypeOf(candidate.value)):
                chosen = candidate
    if chosen is None:
        raise CompilationError(
            where,
            f"Union type annotation `{_given(hint)}` can hold {_listed(hint)}, but none of those dict types can hold"
            f" the types of the given keys and values, which were unified to Dict[{repr_str(key)}, {repr_str(value)}",
        )
    hint.refined = chosen


def _given(hint: Hint) -> str:
    assert hint.given is not None
    return repr_str(hint.given)


def _listed(hint: Hint) -> str:
    text = ""
    last = len(hint.candidates) - 1
    for index, candidate in enumerate(hint.candidates):
        if index and last >= 2:
            text += ", "
        if index and index == last:
            text += " or "
        text += repr_str(candidate)
    return text


def warn_of_mixture(kind: str, common: Type, where: Span) -> None:
    """Elements of several types without an annotation are most often a mistake.  The kind is "List" or "Dict"."""
    what = "List consists of heterogeneous types, which means that it has been"
    if kind == "Dict":
        what = "Dict values consist of heterogeneous types, which means that the dict has been"
    warnings.warn(
        f"{what} typed as containing {repr_str(common)}. To use any of the values in this {kind}, it will be necessary"
        f" to add an `assert isinstance` statement before first use to trigger type refinement.\n{where.highlighted()}",
        stacklevel=2,
    )
