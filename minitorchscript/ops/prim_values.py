"""Operators on what is neither number, text nor container: optionals, enumerations, devices, ranges, global state."""

from __future__ import annotations

import enum
import warnings
from collections.abc import Callable
from typing import Any

from .. import state
from ..device import device
from ..errors import ScriptError
from .registry import operator


class _Sample(enum.Enum):
    """Enumerations to show what is done with them."""

    ONE = 1


def _define(schema: str, function: Callable[..., Any], *sample: Any, side_effects: bool = False) -> None:
    samples = (lambda: [sample]) if sample or "()" in schema.partition("->")[0] else None
    operator(schema, variants="", samples=samples, differentiable=False, side_effects=side_effects)(function)


# -- optionals, enumerations, objects


def _unwrapped(optional: Any) -> Any:
    if optional is None:
        raise RuntimeError("Unwrapping null optional")
    return optional


_define("aten::_unwrap_optional(t(a)? optional) -> t(a)", _unwrapped, 1)
_define("prim::unchecked_unwrap_optional(t(a)? optional) -> t(a)", lambda optional: optional, 1)
_define("prim::unchecked_cast(t x) -> t", lambda x: x, 1)
_define("prim::EnumName(AnyEnumType enum) -> str", lambda member: member.name, _Sample.ONE)
for _type in ("int", "float", "str"):
    _define(f"prim::EnumValue.{_type}(AnyEnumType enum) -> {_type}", lambda member: member.value, _Sample.ONE)
_define("prim::id(AnyClassType? x) -> int", lambda x: 0 if x is None else id(x), None)
_define("prim::IfThenElse(bool cond, Any(a) x, Any(b) y) -> Any(b|a)", lambda c, x, y: x if c else y, True, 1, 2)

# -- exceptions


def _raise(msg: str, cls: str | None) -> None:
    raise ScriptError(f"{cls or 'RuntimeError'}: {msg}")


_define("prim::RaiseException(str msg, str? cls=None) -> ()", _raise, side_effects=True)

# -- hashes


def _hash(value: Any) -> int:
    """As libc++ hashes: an int is its own hash."""
    return value if type(value) is int else hash(value)


_define("aten::hash.generic(t value) -> int", _hash, 3)

# -- devices


def _device(type: str, index: int) -> device:
    return device(f"{type}:{index}")


_define("aten::device(str a) -> Device", device, "cpu")
_define("aten::device.with_index(str type, int index) -> Device", _device, "cpu", 0)
_define("prim::type(Device self) -> str", lambda self: self.type, device("cpu"))
_define("prim::index(Device self) -> int?", lambda self: self.index, device("cpu"))

# -- ranges


def _range_length(lo: int, hi: int, step: int) -> int:
    if step == 0:
        raise RuntimeError("range() arg 3 must not be zero")
    return len(range(lo, hi, step))


_define("aten::__range_length(int lo, int hi, int step) -> int", _range_length, 0, 3, 1)
_define("aten::__derive_index(int index, int start, int step) -> int", lambda i, start, step: start + i * step, 1, 2, 3)

# -- shapes and dtypes


def _broadcast(a: list[int], b: list[int]) -> list[int]:
    rank = max(len(a), len(b))
    result = [0] * rank
    for place in range(-1, -rank - 1, -1):
        one = a[place] if -place <= len(a) else 1
        other = b[place] if -place <= len(b) else 1
        if one != other and 1 not in (one, other):
            # PyTorch hands them over the other way round.
            raise RuntimeError(
                f"The size of tensor a ({other}) must match the size of tensor b ({one}) at non-singleton dimension"
                f" {place + rank}"
            )
        result[place] = other if one == 1 else one
    return result


def _size_if_not_equal(own: list[int], other: list[int]) -> list[int] | None:
    return None if own == other else own


_define("aten::_infer_size(int[] a, int[] b) -> int[]", _broadcast, [2, 1], [3])
_define("aten::broadcast_shapes(int[] a, int[] b) -> int[]", _broadcast, [2, 1], [3])
_define("aten::_size_if_not_equal(int[] self_size, int[] other_size) -> int[]?", _size_if_not_equal, [2], [3])

# -- state of the process, and what runs beside the program


def _set_grad_enabled(val: bool) -> None:
    state.grad_enabled.set(val)


# What may differ from one run to the next is no constant, and so counts as having effects.
_define("aten::is_grad_enabled() -> bool", lambda: state.grad_enabled.get(), side_effects=True)
_define("aten::set_grad_enabled(bool val) -> ()", _set_grad_enabled, True, side_effects=True)
_define("aten::is_autocast_enabled() -> bool", lambda: False, side_effects=True)
_define("aten::is_scripting() -> bool", lambda: True)
_define("aten::_get_tracing_state() -> bool", lambda: state.active_mode.get() is not None)
_define("aten::has_torch_function(...) -> bool", lambda *values: False)
_define("aten::wait(Future(t) self) -> t", lambda self: self.wait())


def _warn(message: str, stacklevel: int) -> None:
    warnings.warn(message, UserWarning, stacklevel=2)


_define("aten::warn(str message, int stacklevel=2) -> ()", _warn, side_effects=True)
