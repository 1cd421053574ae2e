"""The types of Python values.

Tracing infers the types of example inputs, scripting those of a module's attributes, calls those of arguments that may
be anything.  Which classes have a compiled form only the script compiler knows: it is handed down as ``class_of``.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from typing import Any

from ..device import device, layout
from ..dtype import dtype
from ..ir.types import (
    BoolType,
    ClassType,
    ComplexType,
    DeviceObjType,
    FloatType,
    FunctionType,
    IntType,
    ListType,
    NoneType,
    OptionalType,
    StringType,
    TensorType,
    TupleType,
    Type,
    dict_of,
)
from ..ir.unit import Function
from ..nn.modules.module import Module
from ..tensor.tensor import Tensor
from .objects import ScriptObject

#: the compiled form of a Python class, if it has one: a class or an enumeration
ClassOf = Callable[[type], Type | None]

_SCALARS: tuple[tuple[type, Type], ...] = (
    (Tensor, TensorType.get()),
    (type(None), NoneType()),
    (bool, BoolType()),
    (int, IntType()),
    (float, FloatType()),
    (complex, ComplexType()),
    (str, StringType()),
    (bytes, StringType()),
    (device, DeviceObjType()),
    (dtype, IntType()),
    (layout, IntType()),
)


def inferred_type(value: Any, class_of: ClassOf | None = None) -> Type:
    """The type of a Python value.  Raises ``TypeError`` where it has none: an empty list, a mixed one, an object."""
    for python_type, type_ in _SCALARS:
        if isinstance(value, python_type) and not isinstance(value, enum.Enum):
            return type_
    function = getattr(value, "_function", None)
    if isinstance(function, Function) and not isinstance(value, Module):
        return FunctionType(function)
    if isinstance(value, ScriptObject):
        return value.class_type
    if isinstance(value, Module):
        compiled = isinstance(getattr(value, "class_type", None), ClassType)
        raise TypeError(
            "Cannot infer type of ScriptModule" if compiled else "Cannot infer concrete type of torch.nn.Module"
        )
    known = class_of(type(value)) if class_of is not None else None
    if known is not None:
        return known
    if isinstance(value, tuple):
        return TupleType(inferred_type(item, class_of) for item in value)
    if isinstance(value, dict):
        return _dict_type(value, class_of)
    if isinstance(value, list):
        return _list_type(value, class_of)
    raise TypeError(
        "Only tensors and (possibly nested) tuples of tensors, lists, or dicts are supported as inputs or outputs"
        f" of traced functions, but instead got value of type {type(value).__name__}."
    )


def _dict_type(value: dict[Any, Any], class_of: ClassOf | None) -> Type:
    if not value:
        raise TypeError("Dictionary inputs must have entries")
    what = "Dictionary inputs to traced functions must have consistent type."
    keys = [inferred_type(key, class_of) for key in value]
    return dict_of(_unified(keys, what), _unified([inferred_type(entry, class_of) for entry in value.values()], what))


def _list_type(value: list[Any], class_of: ClassOf | None) -> Type:
    if not value:
        raise TypeError("List trace inputs must have elements")
    try:
        types = [inferred_type(item, class_of) for item in value]
    except TypeError as error:
        raise TypeError(f"Could not infer type of list element: {error}") from None
    return ListType(_unified(types, "List inputs to traced functions must have consistent element type."))


def _unified(types: Sequence[Type], what: str) -> Type:
    """The one type of all elements; among others, None makes it optional."""
    found = types[0]
    for type_ in types[1:]:
        if type_.isSubtypeOf(found):
            continue
        if found.isSubtypeOf(type_):
            found = type_
        elif isinstance(type_, NoneType):
            found = OptionalType(found)
        elif isinstance(found, NoneType):
            found = OptionalType(type_)
        else:
            raise TypeError(f"{what} Found {found.annotation_str} and {type_.annotation_str}")
    return found
