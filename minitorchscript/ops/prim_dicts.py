"""Operators on dictionaries: TorchScript's ``Dict`` keeps the order in which keys were entered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..formatting import display_text
from .prim_lists import define
from .registry import composite

#: an example of each type of keys; a tensor is a key by its identity, so that kernels must get the tensor itself
_KEYS: dict[str, Any] = {"str": "a", "int": 1, "bool": True, "float": 1.5, "complex": 1j, "Tensor": None}


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


def _define(schema: str, function: Callable[..., Any], *sample: Any) -> None:
    if "Tensor" in schema:
        composite(schema, variants="")(lambda call, *values: function(*values))
    else:
        define(schema, function, *sample)


define("aten::dict() -> Dict(str, Tensor)", dict)
for _key, _sample in _KEYS.items():
    _of, _dict = f"Dict({_key}, t)", {_sample: 1}
    _define(f"aten::len.Dict_{_key}({_of} self) -> int", len, _dict)
    _define(f"aten::keys.{_key}({_of} self) -> {_key}[](*)", list, _dict)
    _define(f"aten::values.{_key}({_of} self) -> t[](*)", lambda entries: list(entries.values()), _dict)
    _define(f"aten::__getitem__.Dict_{_key}({_of} self, {_key} key) -> t(*)", _entry, _dict, _sample)
    _define(f"aten::get.{_key}({_of} self, {_key} key) -> t(*)?", dict.get, _dict, _sample)
    _define(f"aten::get.default_{_key}({_of} self, {_key} key, t default_value) -> t(*)", dict.get, _dict, _sample, 3)
    _define(
        f"aten::setdefault.{_key}({_of}(a!) self, {_key}(b -> *) key, t(c -> *) default_value) -> t(*)",
        dict.setdefault, _dict, _sample, 3,
    )  # fmt: skip
    _define(f"aten::Delete.Dict_{_key}({_of}(a!) self, {_key} key) -> ()", _delete, _dict, _sample)
    _define(f"aten::pop.Dict_{_key}({_of}(a!) self, {_key} key) -> t(*)", _pop, _dict, _sample)
    _define(
        f"aten::pop.Dict_default_{_key}({_of}(a!) self, {_key} key, t default_value) -> t(*)",
        dict.pop, _dict, _sample, 3,
    )  # fmt: skip
    _define(f"aten::popitem.{_key}({_of}(a!) self) -> (({_key}, t))", _pop_item, _dict)
    _define(f"aten::clear.{_key}({_of}(a!) self) -> ()", dict.clear, _dict)
    _define(f"aten::update.{_key}({_of}(a!) self, {_of}(a!) to_add) -> ()", _update, _dict, _dict)
    _define(f"aten::items.{_key}({_of} self) -> (({_key}, t)[])", lambda entries: list(entries.items()), _dict)
    _define(f"aten::copy.Dict_{_key}({_of}(a) self) -> {_of}", dict, _dict)
    _define(f"aten::__contains__.{_key}({_of} dict, {_key} key) -> bool", dict.__contains__, _dict, _sample)
    _set_item = f"aten::_set_item.{_key}({_of}(a!) l, {_key}(b -> *) idx, t(c -> *) v) -> ()"
    _define(_set_item, dict.__setitem__, _dict, _sample, 2)
    _define(f"aten::dict.{_key}(({_key}, tVal)[] inputs) -> Dict({_key}, tVal)", dict, [(_sample, 1)])
    _define(f"aten::dict.Dict_{_key}({_of}(a) self) -> {_of}", dict, _dict)
