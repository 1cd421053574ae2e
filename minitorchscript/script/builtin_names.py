"""Which Python functions are operators: `math.sqrt` is ``aten::sqrt``, `torch.relu` is ``aten::relu``."""

from __future__ import annotations

import cmath
import math
import warnings
from collections import OrderedDict
from typing import Any

from ..annotations import is_scripting
from ..nn import sizes
from ..nn.functional.lookups import _no_grad_embedding_renorm_
from ..runtime.packets import OpOverloadPacket
from ..tensor import factory, python_api
from ..tensor.functions import NAMESPACES, functions, nn_functions

_MATH = (
    "ceil copysign erf erfc exp expm1 fabs floor gamma lgamma log log10 log1p pow sqrt isnan asinh atanh cosh sinh tanh"
    " acos asin atan atan2 cos sin tan acosh fmod modf factorial frexp isinf degrees radians ldexp gcd isfinite"
)
_CMATH = "isnan isfinite isinf log log10 sqrt exp sin tan cos asin acos atan sinh cosh tanh asinh acosh atanh"
#: functions that PyTorch compiles from their Python instead, and classes
_COMPILED = {"stft", "istft", "lu", "cdist", "norm", "unique", "unique_consecutive", "tensordot", "no_grad"}


def _table() -> dict[int, tuple[Any, str]]:
    """Operators by the identity of the function, which is kept so that its identity stays its own."""
    found: dict[int, tuple[Any, str]] = {}

    def enter(function: Any, name: str) -> None:
        found[id(function)] = (function, f"aten::{name}")

    for name, function in functions.items():
        enter(function, name)
    for name, function in nn_functions.items():
        enter(function, name)
    for space, table in NAMESPACES.items():
        for name, function in table.items():
            enter(function, name if name.startswith(f"{space}_") else f"{space}_{name}")
    for name in _MATH.split():
        enter(getattr(math, name), name)
    for name in _CMATH.split():
        enter(getattr(cmath, name), name)
    enter(math.remainder, "mathremainder")
    enter(cmath.phase, "angle")
    enter(cmath.rect, "polar")
    enter(OrderedDict, "dict")
    enter(dict, "dict")
    enter(warnings.warn, "warn")
    enter(is_scripting, "is_scripting")
    for name in ("_single", "_pair", "_triple", "_quadruple"):
        enter(getattr(sizes, name, None), name)
    enter(factory.as_tensor, "as_tensor")
    enter(python_api._assert, "_assert")
    enter(python_api.broadcast_tensors, "broadcast_tensors")
    enter(python_api.broadcast_shapes, "broadcast_shapes")
    enter(_no_grad_embedding_renorm_, "_no_grad_embedding_renorm_")
    enter(getattr(sizes, "_list_with_default", None), "list_with_default")
    return found


_operators: dict[int, tuple[Any, str]] = {}


def register_builtin(function: Any, operator: str) -> None:
    """Let a Python function stand for an operator in compiled code."""
    _all()[id(function)] = (function, operator)


def _all() -> dict[int, tuple[Any, str]]:
    if not _operators:
        _operators.update(_table())
    return _operators


def find_builtin(function: Any) -> str | None:
    """The operator that a Python function stands for, as ``"aten::relu"``."""
    if isinstance(function, OpOverloadPacket):
        return function._qualified_op_name
    found = _all().get(id(function))
    return found[1] if found is not None and found[0] is function else None


def is_compiled_from_python(name: str) -> bool:
    """Whether what `torch` calls so is no operator though there may be one of its name."""
    return name in _COMPILED
