"""Sizes as layers take them: one int for all dimensions, or one per dimension."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any, TypeVar, Union

T = TypeVar("T")
Ints = int | Sequence[int]

#: one value for all dimensions, or one for each: the names say to the script compiler how many there are
BroadcastingList1 = Union[T, Sequence[Any]]  # noqa: UP007  # a generic alias
BroadcastingList2 = Union[T, Sequence[Any]]  # noqa: UP007
BroadcastingList3 = Union[T, Sequence[Any]]  # noqa: UP007


def _ntuple(n: int, name: str = "parse") -> Callable[[Any], tuple[Any, ...]]:
    def parse(x: Any) -> tuple[Any, ...]:
        return tuple(x) if isinstance(x, Iterable) else tuple(repeat(x, n))

    parse.__name__ = name
    return parse


_single = _ntuple(1, "_single")
_pair = _ntuple(2, "_pair")
_triple = _ntuple(3, "_triple")
_quadruple = _ntuple(4, "_quadruple")


def _reverse_repeat_tuple(t: Sequence[int], n: int) -> tuple[int, ...]:
    """(1, 2) twice is (2, 2, 1, 1): per-dimension padding in the order that `F.pad` wants."""
    return tuple(x for x in reversed(t) for _ in range(n))


def _list_with_default(out_size: Any, defaults: Sequence[Any]) -> Any:
    """`out_size` with each None replaced by the input's size there; an int passes through."""
    if isinstance(out_size, int):
        return out_size
    if len(defaults) <= len(out_size):
        raise ValueError(f"Input dimension should be at least {len(out_size) + 1}")
    return [v if v is not None else d for v, d in zip(out_size, defaults[-len(out_size) :], strict=False)]
