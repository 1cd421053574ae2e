"""Operators on lists, dictionaries and strings: the methods and built-in functions that TorchScript has for them.

The elements of a list of any type (``t[]``) pass through as they are, tensors included.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..formatting import display_text
from .registry import operator

_KEYS = ("str", "int", "bool", "float")
_KEY_SAMPLES: dict[str, Any] = {"str": "a", "int": 1, "bool": True, "float": 1.5}


def _define(schema: str, function: Callable[..., Any], *sample: Any) -> None:
    """Register an operator; a sample is made anew each time, since an operator may change it."""
    operator(schema, variants="", samples=lambda: [tuple(map(_fresh, sample))], differentiable=False)(function)


def _fresh(value: Any) -> Any:
    return value.copy() if isinstance(value, list | dict) else value


# -- lists


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
    if not -len(values) <= index < len(values):
        raise IndexError("pop index out of range")
    return values.pop(index)


def _remove(values: list[Any], element: Any) -> None:
    if element not in values:
        raise ValueError("list.remove(x): x not in list")
    values.remove(element)


def _index(values: list[Any], element: Any) -> int:
    if element not in values:
        raise ValueError(f"'{display_text(element)}' is not in list")
    return values.index(element)


def _extreme(choose: Callable[[list[Any]], Any], name: str) -> Callable[[list[Any]], Any]:
    def chosen(values: list[Any]) -> Any:
        if not values:
            raise ValueError(f"{name}() arg is an empty sequence")
        return choose(values)

    return chosen


_define("aten::len.t(t[] a) -> int", len, [1, 2])
_define("aten::__getitem__.t(t[](a) list, int idx) -> t(*)", _get, [1, 2], -1)
_define("aten::_set_item.t(t[](a!) l, int idx, t(b -> *) el) -> t[](a!)", _set, [1, 2], 0, 5)
_define("aten::append.t(t[](a!) self, t(c -> *) el) -> t[](a!)", _append, [1], 2)
_define("aten::extend.t(t[](a!) self, t[] other) -> ()", list.extend, [1], [2])
_define("aten::insert.t(t[](a!) self, int idx, t(b -> *) el) -> ()", list.insert, [1], 0, 2)
_define("aten::pop.t(t[](a!) self, int idx=-1) -> t(*)", _pop, [1, 2], -1)
_define("aten::reverse.t(t[](a!) self) -> ()", list.reverse, [1, 2])
_define("aten::clear.t(t[](a!) self) -> ()", list.clear, [1, 2])
_define("aten::copy.t(t[](a) self) -> t[]", list, [1, 2])
_define("aten::list.t(t[] l) -> t[]", list, [1, 2])
_define("aten::list(str t) -> str[]", list, "ab")
_define("aten::add.t(t[] a, t[] b) -> t[]", lambda a, b: a + b, [1], [2])
_define("aten::mul.left_t(t[] l, int n) -> t[]", lambda values, n: values * n, [1], 2)
_define("aten::mul.right_(int n, t[] l) -> t[]", lambda n, values: values * n, 2, [1])
_define(
    "aten::slice.t(t[] l, int? start=None, int? end=None, int step=1) -> t[]",
    lambda values, start, end, step: values[start:end:step],
    [1, 2, 3], 1, None, 1,
)  # fmt: skip
for _type, _sample in (("int", 1), ("float", 1.5), ("bool", True), ("str", "a")):
    _define(f"aten::eq.{_type}_list({_type}[] a, {_type}[] b) -> bool", lambda a, b: a == b, [_sample], [_sample])
    _define(f"aten::ne.{_type}_list({_type}[] a, {_type}[] b) -> bool", lambda a, b: a != b, [_sample], [_sample])
    _define(f"aten::remove.{_type}({_type}[](a!) self, {_type} el) -> ()", _remove, [_sample], _sample)
    _define(
        f"aten::sort.{_type}({_type}[](a!) self, bool reverse=False) -> ()",
        lambda values, reverse: values.sort(reverse=reverse),
        [_sample], False,
    )  # fmt: skip
    _define(f"aten::sorted.{_type}({_type}[](a) input) -> {_type}[]", sorted, [_sample])
    _define(f"aten::index.list_{_type}({_type}[] self, {_type} el) -> int", _index, [_sample], _sample)
    _define(f"aten::count.{_type}({_type}[] self, {_type} el) -> int", list.count, [_sample], _sample)
    if _type != "bool":
        _contains = f"aten::__contains__.{_type}_list({_type}[] l, {_type} item) -> bool"
        _define(_contains, list.__contains__, [_sample], _sample)
    if _type != "str":
        _define(f"aten::all.{_type}({_type}[] self) -> bool", all, [_sample])
        _define(f"prim::min.self_{_type}({_type}[] self) -> {_type}", _extreme(min, "min"), [_sample])
        _define(f"prim::max.self_{_type}({_type}[] self) -> {_type}", _extreme(max, "max"), [_sample])
        result = "int" if _type == "bool" else _type
        _define(f"aten::sum.{_type}({_type}[] self) -> {result}", sum, [_sample])
    _define(f"aten::any.{_type}({_type}[] self) -> bool", any, [_sample])


# -- dictionaries


def _entry(entries: dict[Any, Any], key: Any) -> Any:
    if key not in entries:
        raise RuntimeError(f"KeyError: {display_text(key)}")
    return entries[key]


def _delete(entries: dict[Any, Any], key: Any) -> None:
    _entry(entries, key)
    del entries[key]


def _pop_entry(entries: dict[Any, Any], key: Any) -> Any:
    _entry(entries, key)
    return entries.pop(key)


for _key in _KEYS:
    _of, _sample = f"Dict({_key}, t)", _KEY_SAMPLES[_key]
    _dict = {_sample: 1}
    _define(f"aten::len.Dict_{_key}({_of} self) -> int", len, _dict)
    _define(f"aten::__getitem__.Dict_{_key}({_of} self, {_key} key) -> t(*)", _entry, _dict, _sample)
    _set_item = f"aten::_set_item.{_key}({_of}(a!) l, {_key}(b -> *) idx, t(c -> *) v) -> ()"
    _define(_set_item, dict.__setitem__, _dict, _sample, 2)
    _define(f"aten::Delete.Dict_{_key}({_of}(a!) self, {_key} key) -> ()", _delete, _dict, _sample)
    _define(f"aten::__contains__.{_key}({_of} dict, {_key} key) -> bool", dict.__contains__, _dict, _sample)
    _define(f"aten::keys.{_key}({_of} self) -> {_key}[](*)", list, _dict)
    _define(f"aten::values.{_key}({_of} self) -> t[](*)", lambda entries: list(entries.values()), _dict)
    _define(f"aten::items.{_key}({_of} self) -> (({_key}, t)[])", lambda entries: list(entries.items()), _dict)
    _define(f"aten::get.{_key}({_of} self, {_key} key) -> t(*)?", dict.get, _dict, _sample)
    _define(f"aten::get.default_{_key}({_of} self, {_key} key, t default_value) -> t(*)", dict.get, _dict, _sample, 3)
    _define(f"aten::pop.Dict_{_key}({_of}(a!) self, {_key} key) -> t(*)", _pop_entry, _dict, _sample)
    _define(
        f"aten::setdefault.{_key}({_of}(a!) self, {_key}(b -> *) key, t(c -> *) default_value) -> t(*)",
        dict.setdefault, _dict, _sample, 3,
    )  # fmt: skip
    _define(f"aten::update.{_key}({_of}(a!) self, {_of}(a!) to_add) -> ()", dict.update, _dict, _dict)
    _define(f"aten::clear.{_key}({_of}(a!) self) -> ()", dict.clear, _dict)
    _define(f"aten::copy.Dict_{_key}({_of}(a) self) -> {_of}", dict, _dict)


# -- strings


def _format(pattern: str, *values: Any) -> str:
    pieces = pattern.split("{}")
    if len(pieces) - 1 > len(values):
        raise RuntimeError(f"Too few arguments for format string: {pattern}")
    return pieces[0] + "".join(display_text(value) + rest for value, rest in zip(values, pieces[1:], strict=False))


def _letter(text: str, index: int) -> str:
    if not -len(text) <= index < len(text):
        raise IndexError("string index out of range")
    return text[index]


_define("aten::add.str(str a, str b) -> str", lambda a, b: a + b, "a", "b")
_define("aten::len.str(str s) -> int", len, "ab")
_define("aten::__getitem__.str(str s, int index) -> str", _letter, "ab", 1)
_define("aten::format(str self, ...) -> str", _format, "{} and {}", 1, 2.0)
_define("aten::join(str self, str[] values) -> str", str.join, ", ", ["a", "b"])
_define("aten::upper(str self) -> str", str.upper, "ab")
_define("aten::lower(str self) -> str", str.lower, "AB")
_define('aten::strip(str self, str chars=" \\n\\t\\f\\v") -> str', str.strip, " a ", " ")
_define("aten::split.str(str self, str? separator=None, int max=-1) -> str[]", str.split, "a,b", ",", -1)
_define("aten::replace(str self, str old, str new, int max=-1) -> str", str.replace, "ab", "a", "c", -1)
_define(
    "aten::slice.str(str string, int? start=None, int? end=None, int step=1) -> str",
    lambda text, start, end, step: text[start:end:step],
    "abc", 1, None, 1,
)  # fmt: skip
