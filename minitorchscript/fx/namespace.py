"""Unique names: every value of a graph gets one, and no keyword or builtin is shadowed."""

from __future__ import annotations

import builtins
import keyword
import math
import re
import sys
from functools import lru_cache
from typing import Any, NamedTuple

from ..device import device
from . import _pytree
from .target_names import ROOT

__all__ = ["CUSTOM_BUILTINS", "Namespace", "snake_case", "target_name"]


class _Import(NamedTuple):
    """What every generated program can name: the import statement, and the object."""

    statement: str
    value: Any


CUSTOM_BUILTINS: dict[str, _Import] = {
    "inf": _Import("from math import inf", math.inf),
    "nan": _Import("from math import nan", math.nan),
    "NoneType": _Import("NoneType = type(None)", type(None)),
    # this package: its face lies above this floor, but the module exists, since this file is inside it
    "torch": _Import("import torch", sys.modules[ROOT]),
    "device": _Import("from torch import device", device),
    "fx_pytree": _Import("import torch.fx._pytree as fx_pytree", _pytree),
    "pytree": _Import("import torch.utils._pytree as pytree", _pytree.UTILS),
}

_RESERVED: dict[str, Any] = {name: object() for name in keyword.kwlist} | builtins.__dict__
_RESERVED |= {name: each.value for name, each in CUSTOM_BUILTINS.items()}

_CAPITAL = re.compile(r"(?<=[a-z])([A-Z])")
_ILLEGAL = re.compile("[^0-9a-zA-Z_]+")
_NAME = re.compile(r"^([a-zA-Z_][0-9a-zA-Z_]*?)(?:_(\d+))?$")


@lru_cache(maxsize=4096)
def snake_case(text: str) -> str:
    """`batchNorm` -> `batch_norm`, `ReLU` -> `re_lu`."""
    return _CAPITAL.sub(r"_\1", text).lower()


def target_name(target: Any) -> str:
    """The base of the name of a node that calls `target`; `__add__` gives `add`."""
    if callable(target):
        return snake_case(target.__name__)
    assert isinstance(target, str), f"Expected target to be str, got {type(target)}"
    if target.startswith("__") and target.endswith("__"):
        target = target[2:-2]
    return snake_case(target)


class Namespace:
    """Names in use, and the objects they stand for."""

    def __init__(self) -> None:
        self._names: dict[Any, str] = {}
        self._used: set[str] = set()
        self._count: dict[str, int] = {}

    def create_name(self, candidate: str, obj: Any) -> str:
        """A free name like `candidate` (`x`, `x_1`, `x_2`, …); an object keeps the name it was given."""
        if obj is not None and obj in self._names:
            return self._names[obj]
        match = _NAME.match(candidate)
        if match is None:
            candidate = _ILLEGAL.sub("_", candidate) or "_unnamed"
            if candidate[0].isdigit():
                candidate = f"_{candidate}"
            match = _NAME.match(candidate)
            assert match is not None, f"Name regex failed to match candidate: {candidate}"
        base, suffix = match.group(1, 2)
        if suffix is not None and candidate not in self._used:
            number = int(suffix)
        else:
            number = self._count.get(base, 0)
            if candidate in _RESERVED and _RESERVED[candidate] is not obj:
                number += 1
                candidate = f"{base}_{number}"
        while candidate in self._used:
            number += 1
            candidate = f"{base}_{number}"
        self._used.add(candidate)
        self._count[base] = number
        if obj is not None:
            self._names[obj] = candidate
        return candidate

    def associate(self, name: str, obj: Any) -> None:
        """Say whose name a name is."""
        assert self._names.setdefault(obj, name) is name, "obj is already associated"

    def rename(self, obj: Any, name: str) -> None:
        """Say that an object has another name now."""
        assert obj in self._names, f"Object {obj} is not in _obj_to_name"
        self._names[obj] = name
        self._used.add(name)
