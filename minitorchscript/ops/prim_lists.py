"""Operators on lists: the methods and built-in functions that TorchScript has for them.

The elements of a list of any type (``t[]``) pass through as they are, tensors included.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cmp_to_key
from typing import Any

from ..formatting import display_text
from .prim import wrapped
from .registry import composite, operator

_ELEMENTS: dict[str, Any] = {"int": 1, "float": 1.5, "bool": True, "str": "a"}


def define(schema: str, function: Callable[..., Any], *sample: Any) -> None:
    """Register an operator; a sample is made anew each time, since an operator may change it."""
    operator(schema, variants="", samples=lambda: [tuple(map(_fresh, sample))], differentiable=False)(function)


def _fresh(value: Any) -> Any:
    return value.copy() if isinstance(value, list | dict) else value


# -- elements


def _get(values: Any, index: int) -> Any:
    if not -len(values) <= index < len(values):
        raise IndexError("list index out of range")
    return values[index]


def _set(values: list[Any], index: int, element: Any) -> list[Any]:
    _get(values, index)
    values[index] = element
    return values


def _append(values: list[Any], element: Any) -> list[Any]:
    values.append(element)
    return values


def _pop(values: list[Any], index: int) -> Any:
    if not values:
        raise IndexError("pop from empty list")
    _get(values, index)
    return values.pop(index)


def _delete(values: list[Any], index: int) -> None:
    if not values:
        raise IndexError("pop index out of range")
    _get(values, index)
    del values[index]


def _extend(values: list[Any], others: list[Any]) -> list[Any]:
    values.extend(others)
    return values


def _repeat(values: list[Any], count: int) -> list[Any]:
    values *= count
    return values


_LARGEST = 2**63 - 1


def slice_of(start: int | None, end: int | None, step: int) -> slice:
    """A slice, whose borders count as left out where they are the largest integer.

    Raises ``RuntimeError`` for a step of zero, and for one that has no opposite.
    """
    if step == 0:
        raise RuntimeError("List slice should have non-zero step")
    if step < -_LARGEST:
        raise RuntimeError("List slice step is out of bounds")
    return slice(None if start == _LARGEST else start, None if end == _LARGEST else end, step)


def _slice(values: list[Any], start: int | None, end: int | None, step: int) -> list[Any]:
    return values[slice_of(start, end, step)]


define("aten::len.t(t[] a) -> int", len, [1, 2])
define("aten::len.any(Any[] a) -> int", len, [1, 2])
define("aten::__getitem__.t(t[](a) list, int idx) -> t(*)", _get, [1, 2], -1)
define("aten::select.t(t[](a) list, int idx) -> t(*)", _get, [1, 2], -1)
define("aten::_set_item.t(t[](a!) l, int idx, t(b -> *) el) -> t[](a!)", _set, [1, 2], 0, 5)
define("aten::append.t(t[](a!) self, t(c -> *) el) -> t[](a!)", _append, [1], 2)
define("aten::extend.t(t[](a!) self, t[] other) -> ()", list.extend, [1], [2])
define("aten::insert.t(t[](a!) self, int idx, t(b -> *) el) -> ()", list.insert, [1], 0, 2)
define("aten::pop.t(t[](a!) self, int idx=-1) -> t(*)", _pop, [1, 2], -1)
define("aten::Delete.t(t[](a!) self, int idx) -> ()", _delete, [1, 2], 0)
define("aten::reverse.t(t[](a!) self) -> ()", list.reverse, [1, 2])
define("aten::clear.t(t[](a!) self) -> ()", list.clear, [1, 2])
define("aten::copy.t(t[](a) self) -> t[]", list, [1, 2])
define("aten::list.t(t[] l) -> t[]", list, [1, 2])
define("aten::add.t(t[] a, t[] b) -> t[]", lambda a, b: a + b, [1], [2])
define("aten::add_.t(t[](a!) self, t[] b) -> t[]", _extend, [1], [2])
define("aten::mul.left_t(t[] l, int n) -> t[]", lambda values, n: values * n, [1], 2)
define("aten::mul.right_(int n, t[] l) -> t[]", lambda n, values: values * n, 2, [1])
define("aten::mul_.t(t[](a!) l, int n) -> t[](a!)", _repeat, [1], 2)
define("aten::slice.t(t[] l, int? start=None, int? end=None, int step=1) -> t[]", _slice, [1, 2, 3], 1, None, 1)
define("aten::Size(int[] sizes) -> int[]", lambda sizes: sizes, [1, 2])
define("prim::rangelist(int n) -> int[]", lambda n: list(range(n)), 3)

# -- search, order, comparison


def _place(values: list[Any], element: Any) -> int:
    return next((place for place, value in enumerate(values) if value == element), -1)


def _remove(values: list[Any], element: Any) -> None:
    place = _place(values, element)
    if place < 0:
        raise ValueError("list.remove(x): x not in list")
    del values[place]


def _shown(element: Any) -> str:
    """As a C++ stream shows it: truth as a number, six digits of a float, a tensor's type by its old name."""
    if isinstance(element, bool):
        return str(int(element))
    if isinstance(element, float):
        return f"{element:g}"
    return display_text(element).replace("[ CPU", "[ torch.").replace("Type{", "Tensor{")


def _index(values: list[Any], element: Any) -> int:
    place = _place(values, element)
    if place < 0:
        raise ValueError(f"'{_shown(element)}' is not in list")
    return place


def _count(values: list[Any], element: Any) -> int:
    return sum(bool(value == element) for value in values)


def _contains(values: list[Any], element: Any) -> bool:
    return _place(values, element) >= 0


def _equal(a: list[Any], b: list[Any]) -> bool:
    return len(a) == len(b) and all(one == other for one, other in zip(a, b, strict=True))


def in_order(values: list[Any]) -> list[Any]:
    """Sorted by ``<`` alone, which objects of script classes may define as they like."""
    return sorted(values, key=cmp_to_key(_order))


def _order(a: Any, b: Any) -> int:
    return -1 if a < b else 1 if b < a else 0


def _sort(values: list[Any], reverse: bool) -> None:
    values.sort(reverse=reverse)


def _sort_any(values: list[Any], reverse: bool) -> None:
    values[:] = in_order(values)[:: -1 if reverse else 1]


def _sorted(values: list[Any]) -> list[Any]:
    return sorted(values)


_DEFINITIONS: dict[str, tuple[str, str, Callable[..., Any]]] = {
    "remove": ("{0}[](a!) self, {0} el", "()", _remove),
    "count": ("{0}[] self, {0} el", "int", _count),
    "sort": ("{0}[](a!) self, bool reverse=False", "()", _sort),
    "sorted": ("{0}[](a) input", "{0}[]", _sorted),
}
_SECONDS: dict[str, list[Any]] = {"sort": [False], "sorted": []}
for _name, (_arguments, _result, _function) in _DEFINITIONS.items():
    for _type, _sample in _ELEMENTS.items():
        _schema = f"aten::{_name}.{_type}({_arguments}) -> {_result}".replace("{0}", _type)
        define(_schema, _function, [_sample], *_SECONDS.get(_name, [_sample]))
for _schema, _function in (
    ("remove.Tensor(Tensor[](a!) self, Tensor el) -> ()", _remove),
    ("count.Tensor(Tensor[] self, Tensor el) -> int", _count),
    ("index.list_Tensor(Tensor[] self, Tensor el) -> int", _index),
    ("sort.Tensor(Tensor[](a!) self, bool reverse=False) -> ()", _sort_any),
    ("sorted.Tensor(Tensor[](a) input) -> Tensor[]", in_order),
):
    # The elements are compared as tensors, which says what is wrong where the answer is no single truth.
    composite(f"aten::{_schema}", variants="")(lambda call, *values, function=_function: function(*values))
define("aten::sort.any(t[](a!) self, bool reverse=False) -> ()", _sort_any, [1], False)
define("aten::sorted.any(t[](a) self) -> t[]", in_order, [1])
for _type in ("int", "float", "bool", "str"):
    _sample = _ELEMENTS[_type]
    define(f"aten::index.list_{_type}({_type}[] self, {_type} el) -> int", _index, [_sample], _sample)
for _type in ("int", "str", "float"):
    _sample = _ELEMENTS[_type]
    define(f"aten::__contains__.{_type}_list({_type}[] l, {_type} item) -> bool", _contains, [_sample], _sample)
for _type in ("int", "float", "bool", "str"):
    _sample = _ELEMENTS[_type]
    define(f"aten::eq.{_type}_list({_type}[] a, {_type}[] b) -> bool", _equal, [_sample], [_sample])
    define(
        f"aten::ne.{_type}_list({_type}[] a, {_type}[] b) -> bool", lambda a, b: not _equal(a, b), [_sample], [_sample]
    )


def _same(one: Any, other: Any) -> bool:
    """Whether two tensors are equal as a condition: each of one element, or of shapes that come to one."""
    answer = one == other
    if answer.size != 1:
        raise RuntimeError("Boolean value of Tensor with more than one value is ambiguous")
    return bool(answer)


def _equal_tensors(a: list[Any], b: list[Any]) -> bool:
    return len(a) == len(b) and all(map(_same, a, b))


define("aten::eq.Tensor_list(Tensor[] a, Tensor[] b) -> bool", _equal_tensors, [], [])
define("aten::ne.Tensor_list(Tensor[] a, Tensor[] b) -> bool", lambda a, b: not _equal_tensors(a, b), [], [])

# -- summaries


def _extreme(choose: Callable[[list[Any]], Any], name: str) -> Callable[[list[Any]], Any]:
    def chosen(values: list[Any]) -> Any:
        if not values:
            raise ValueError(f"{name}() arg is an empty sequence")
        return choose(values)

    return chosen


def _total(values: list[Any]) -> Any:
    total = sum(values)
    return wrapped(total) if isinstance(total, int) else total


def _added(values: list[float]) -> float:
    """One after the other: Python's own sum of floats keeps more digits."""
    total = 0.0
    for value in values:
        total += value
    return total


_CHOICES: tuple[tuple[str, Callable[..., Any]], ...] = (("min", min), ("max", max))
for _name, _choose in _CHOICES:
    for _type in ("int", "float", "bool"):
        _sample = _ELEMENTS[_type]
        define(f"prim::{_name}.{_type}_list({_type}[] l, {_type}[] r) -> {_type}[]", _choose, [_sample], [_sample])
        define(f"prim::{_name}.self_{_type}({_type}[] self) -> {_type}", _extreme(_choose, _name), [_sample])
define("aten::sum.int(int[] self) -> int", _total, [1])
define("aten::sum.float(float[] self) -> float", _added, [1.5])
define("aten::sum.complex(complex[] self) -> complex", lambda values: sum(values, 0j), [1j])
define("aten::sum.bool(bool[] self) -> int", _total, [True])
for _type in ("str", "int", "float", "bool"):
    define(f"aten::any.{_type}({_type}[] self) -> bool", any, [_ELEMENTS[_type]])
for _type in ("int", "float", "bool"):
    define(f"aten::all.{_type}({_type}[] self) -> bool", all, [_ELEMENTS[_type]])
