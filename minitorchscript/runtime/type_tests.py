"""Whether a value is one of a TorchScript type: what ``isinstance`` asks where the compiler can't tell."""

from __future__ import annotations

from typing import Any

from ..device import device
from ..ir.named_types import EnumType, InterfaceType
from ..ir.types import (
    AnyListType,
    AnyTupleType,
    AnyType,
    BoolType,
    ClassType,
    ComplexType,
    DeviceObjType,
    DictType,
    FloatType,
    IntType,
    ListType,
    NoneType,
    NumberType,
    OptionalType,
    StringType,
    TensorType,
    TupleType,
    Type,
    UnionType,
)
from ..tensor.tensor import Tensor

_PYTHON_TYPES: dict[type[Type], tuple[type, ...]] = {
    IntType: (int,),
    FloatType: (float,),
    ComplexType: (complex,),
    NumberType: (int, float, complex),
    BoolType: (bool,),
    StringType: (str,),
    TensorType: (Tensor,),
    NoneType: (type(None),),
    DeviceObjType: (device,),
    AnyListType: (list,),
    AnyTupleType: (tuple,),
}


def is_instance(value: Any, type_: Type) -> bool:
    """Whether a value is one of a type.  Raises ``NotImplementedError`` for a type whose values can't be told apart."""
    if isinstance(type_, AnyType):
        return True
    if isinstance(type_, OptionalType):
        return value is None or is_instance(value, type_.element)
    if isinstance(type_, UnionType):
        return any(is_instance(value, member) for member in type_.members)
    if isinstance(type_, ListType):
        return isinstance(value, list) and all(is_instance(item, type_.element) for item in value)
    if isinstance(type_, DictType):
        return isinstance(value, dict) and all(
            is_instance(key, type_.key) and is_instance(entry, type_.value) for key, entry in value.items()
        )
    if isinstance(type_, TupleType):
        return (
            isinstance(value, tuple)
            and len(value) == len(type_.members)
            and all(map(is_instance, value, type_.members))
        )
    if isinstance(type_, ClassType | InterfaceType):
        class_type = getattr(value, "class_type", None)
        return isinstance(class_type, ClassType) and class_type.isSubtypeOf(type_)
    if isinstance(type_, EnumType):
        return type_.python_class is not None and isinstance(value, type_.python_class)
    python_types = _PYTHON_TYPES.get(type(type_))
    if python_types is None:
        raise NotImplementedError(f"isinstance with {type_.str()} is not supported")
    return isinstance(value, python_types) and (not isinstance(value, bool) or isinstance(type_, BoolType))
