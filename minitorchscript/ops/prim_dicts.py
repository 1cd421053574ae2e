"""Operators on dictionaries: TorchScript's ``Dict`` keeps the order in which keys were entered."""

from __future__ import annotations

from typing import Any

from ..formatting import display_text
from .prim_lists import define

_KEYS: dict[str, Any] = {"str": "a", "int": 1, "bool": True, "float": 1.5, "complex": 1j}


def _entry(entries: dict[Any, Any], key: Any) -> Any:
    if key not in entries:
        raise RuntimeError(f"KeyError: {display_text(key)}")
    return entries[key]


def _delete(entries: dict[Any, Any], key: Any) -> None:
    _entry(entries, key)
    del entries[key]


def _pop(entries: dict[Any, Any], key: Any) -> Any:
    _entry(entries, key)
    return entries.pop(key)


def _pop_item(entries: dict[Any, Any]) -> tuple[Any, Any]:
    """The first entry, not the last one as in Python."""
    if not entries:
        raise RuntimeError("popitem(): dictionary is empty")
    key = next(iter(entries))
    return key, entries.pop(key)


def _update(entries: dict[Any, Any], others: dict[Any, Any]) -> None:
    entries.update(others)


define("aten::dict() -> Dict(str, Tensor)", dict)
for _key, _sample in _KEYS.items():
    _of, _dict = f"Dict({_key}, t)", {_sample: 1}
    define(f"aten::len.Dict_{_key}({_of} self) -> int", len, _dict)
    define(f"aten::keys.{_key}({_of} self) -> {_key}[](*)", list, _dict)
    define(f"aten::values.{_key}({_of} self) -> t[](*)", lambda entries: list(entries.values()), _dict)
    define(f"aten::__getitem__.Dict_{_key}({_of} self, {_key} key) -> t(*)", _entry, _dict, _sample)
    define(f"aten::get.{_key}({_of} self, {_key} key) -> t(*)?", dict.get, _dict, _sample)
    define(f"aten::get.default_{_key}({_of} self, {_key} key, t default_value) -> t(*)", dict.get, _dict, _sample, 3)
    define(
        f"aten::setdefault.{_key}({_of}(a!) self, {_key}(b -> *) key, t(c -> *) default_value) -> t(*)",
        dict.setdefault, _dict, _sample, 3,
    )  # fmt: skip
    define(f"aten::Delete.Dict_{_key}({_of}(a!) self, {_key} key) -> ()", _delete, _dict, _sample)
    define(f"aten::pop.Dict_{_key}({_of}(a!) self, {_key} key) -> t(*)", _pop, _dict, _sample)
    define(
        f"aten::pop.Dict_default_{_key}({_of}(a!) self, {_key} key, t default_value) -> t(*)",
        dict.pop, _dict, _sample, 3,
    )  # fmt: skip
    define(f"aten::popitem.{_key}({_of}(a!) self) -> (({_key}, t))", _pop_item, _dict)
    define(f"aten::clear.{_key}({_of}(a!) self) -> ()", dict.clear, _dict)
    define(f"aten::update.{_key}({_of}(a!) self, {_of}(a!) to_add) -> ()", _update, _dict, _dict)
    define(f"aten::items.{_key}({_of} self) -> (({_key}, t)[])", lambda entries: list(entries.items()), _dict)
    define(f"aten::copy.Dict_{_key}({_of}(a) self) -> {_of}", dict, _dict)
    define(f"aten::__contains__.{_key}({_of} dict, {_key} key) -> bool", dict.__contains__, _dict, _sample)
    _set_item = f"aten::_set_item.{_key}({_of}(a!) l, {_key}(b -> *) idx, t(c -> *) v) -> ()"
    define(_set_item, dict.__setitem__, _dict, _sample, 2)
    define(f"aten::dict.{_key}(({_key}, tVal)[] inputs) -> Dict({_key}, tVal)", dict, [(_sample, 1)])
    define(f"aten::dict.Dict_{_key}({_of}(a) self) -> {_of}", dict, _dict)
