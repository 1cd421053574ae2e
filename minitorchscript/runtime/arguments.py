"""The way in: the arguments of a Python call become values of the types that a compiled function takes.

Lists, dicts and objects are copied, as PyTorch does: what a compiled function does to them, its caller doesn't see.
"""

from __future__ import annotations

import copy
import enum
from collections.abc import Callable, Sequence
from typing import Any

from ..device import device, layout, memory_format
from ..dtype import dtype
from ..ir.named_types import EnumType, InterfaceType, why_not_implemented
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
from ..ir.unit import FunctionArgument, Signature, current_unit
from ..nn.modules.module import Module
from ..tensor.tensor import Tensor
from .infer import inferred_type
from .objects import ScriptObject, SharedContainer, make_tuple
from .slots import SLOTS


def bind(signature: Signature, args: Sequence[Any], kwargs: dict[str, Any]) -> list[Any]:
    """One value for each argument of a signature.  Raises ``RuntimeError`` where what was given does not fit."""
    name, formal = signature.name, signature.arguments
    count = len(args) + len(kwargs)
    if count > len(formal):
        raise RuntimeError(
            f"{name}() expected at most {len(formal)} argument(s) but received {count} argument(s)."
            f" Declaration: {signature}"
        )
    positional = next((place for place, argument in enumerate(formal) if argument.kwarg_only), len(formal))
    if len(args) > positional:
        raise RuntimeError(
            f"{name}() takes {positional} positional argument(s) but {len(args)} was/were given. "
            f" Declaration: {signature}"
        )
    values = [_given(signature, place, value) for place, value in enumerate(args)]
    for place, argument in enumerate(formal[len(args) :], len(args)):
        if argument.name in kwargs:
            values.append(_given(signature, place, kwargs[argument.name]))
        elif argument.has_default:
            values.append(_given(signature, place, copy.copy(argument.default)))
        else:
            raise RuntimeError(f"{name}() is missing value for argument '{argument.name}'. Declaration: {signature}")
    if kwargs:
        known = {argument.name for argument in formal[len(args) :]}
        unknown = next((key for key in kwargs if key not in known), None)
        if unknown is not None and any(argument.name == unknown for argument in formal):
            raise RuntimeError(
                f"Argument '{unknown}' specified both as positional and keyword argument. Schema: {signature}"
            )
        if unknown is not None:
            raise RuntimeError(f"Unknown keyword argument '{unknown}' for operator '{name}'. Schema: {signature}")
    return values


def _given(signature: Signature, place: int, value: Any) -> Any:
    """A value as an argument takes it."""
    argument = signature.arguments[place]
    try:
        return _cast_argument(value, argument)
    except (TypeError, ValueError) as error:
        expected, hint = repr_str(argument.type), ""
        if isinstance(argument.type, TensorType) and argument.type.inferred:
            expected += " (inferred)"
            hint = (
                f"Inferred '{argument.name}' to be of type 'Tensor' because it was not annotated with an explicit"
                " type.\n"
            )
        raise RuntimeError(
            f"{signature.name}() Expected a value of type '{expected}' for argument '{argument.name}' but instead found"
            f" type '{_type_name(value)}'.\n{hint}Position: {place}\nValue: {value!r}\nDeclaration: {signature}\n"
            + (f"Cast error details: {error}" if isinstance(error, CastError) else _python_error(error))
        ) from None


def _cast_argument(value: Any, argument: FunctionArgument) -> Any:
    """A lone number stands for a list of a fixed length; None passes for a tensor, as long as nobody looks at it."""
    if value is None and isinstance(argument.type, TensorType):
        return None
    if argument.N and isinstance(argument.type, ListType) and isinstance(value, int | float):
        return [cast(value, argument.type.element)] * argument.N
    return cast(value, argument.type)


def _python_error(error: Exception) -> str:
    return f" Python error details: {type(error).__name__}: {error}"


def _type_name(value: Any) -> str:
    """A named tuple shows its fields."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return f"{type(value).__name__} (aka NamedTuple({', '.join(value._fields)}))"
    return type(value).__name__


def repr_str(type_: Type) -> str:
    return type_.repr_str() if isinstance(type_, ClassType | EnumType) else type_.annotation_str


class CastError(TypeError):
    """A value that is not of the type asked for, in the words of the bindings; other errors are Python's own."""


def cast(value: Any, type_: Type) -> Any:
    """A Python value as a TorchScript type has it: any sequence is a list.  Raises `CastError`, or what Python does."""
    convert = _CASTS.get(type(type_))
    return value if convert is None else convert(value, type_)


def _not_converted(value: Any) -> CastError:
    return CastError(
        f"Unable to cast Python instance of type {type(value)} to C++ type '?' (#define"
        " PYBIND11_DETAILED_ERROR_MESSAGES or compile in debug mode for details)"
    )


def _tensor(value: Any, type_: Type) -> Any:
    if not isinstance(value, Tensor):
        raise CastError(f"Unable to cast {value} to Tensor")
    return value


def _int(value: Any, type_: Type) -> int:
    code = getattr(value, "code", None)
    if isinstance(value, dtype) or (isinstance(code, int) and not isinstance(value, Tensor)):
        return int(code)  # type: ignore[arg-type]  # dtypes, layouts and memory formats have one
    if isinstance(value, Tensor) and value._array.size == 1:
        return int(value._array.item())
    if not isinstance(value, int) or isinstance(value, enum.Enum) or not -(2**63) <= value < 2**63:
        raise _not_converted(value)
    return int(value)


def _float(value: Any, type_: Type) -> float:
    if isinstance(value, Tensor) and value._array.size == 1:
        return float(value._array.item())
    if not isinstance(value, int | float):
        raise _not_converted(value)
    return float(value)


def _complex(value: Any, type_: Type) -> complex:
    if isinstance(value, Tensor) and value._array.size == 1:
        return complex(value._array.item())
    if not isinstance(value, int | float | complex):
        raise _not_converted(value)
    return complex(value)


def _bool(value: Any, type_: Type) -> bool:
    if isinstance(value, bool):
        return value
    if value is None:
        return False
    if isinstance(value, Tensor) and value._array.size == 1:
        return bool(value._array.item())
    if isinstance(value, Tensor) or not any("__bool__" in vars(cls) for cls in type(value).__mro__):
        raise _not_converted(value)
    return bool(value)


def _number(value: Any, type_: Type) -> Any:
    if isinstance(value, dtype):
        return value.code
    if not isinstance(value, int | float | complex):
        raise CastError(f"Cannot cast {value} to number")
    return value


def _string(value: Any, type_: Type) -> str:
    if isinstance(value, bytes):
        return value.decode()
    if not isinstance(value, str):
        raise _not_converted(value)
    return value


def _none(value: Any, type_: Type) -> None:
    if value is not None:
        raise CastError(f"Cannot cast {value} to None")


def _device(value: Any, type_: Type) -> device:
    if isinstance(value, device):
        return value
    if not isinstance(value, str | bytes):
        raise _not_converted(value)
    return device(value if isinstance(value, str) else value.decode())


def _list(value: Any, type_: Type) -> list[Any]:
    assert isinstance(type_, ListType)
    if isinstance(value, SharedContainer):
        held: list[Any] = _shared(value, list)
        return held
    if not isinstance(type_.element, TensorType | IntType | FloatType | BoolType):
        return [cast(item, type_.element) for item in value]
    if isinstance(value, str | bytes | dict | Tensor) or not hasattr(value, "__iter__"):
        raise _not_converted(value)
    if isinstance(type_.element, IntType) and any(isinstance(item, dtype | layout | memory_format) for item in value):
        raise _not_converted(value)
    try:
        return [cast(item, type_.element) for item in value]
    except TypeError:
        raise _not_converted(value) from None


def _shared(value: SharedContainer, kind: type) -> Any:
    """What Python and the compiled function then both hold."""
    if not isinstance(value.data, kind):
        raise _not_converted(value)
    return value.data


def _dict(value: Any, type_: Type) -> dict[Any, Any]:
    assert isinstance(type_, DictType)
    if isinstance(value, SharedContainer):
        held: dict[Any, Any] = _shared(value, dict)
        return held
    return {cast(key, type_.key): cast(entry, type_.value) for key, entry in dict(value).items()}


def _tuple(value: Any, type_: Type) -> tuple[Any, ...]:
    assert isinstance(type_, TupleType)
    members = tuple(value)
    if len(members) != len(type_.members):
        raise CastError(f"Object {value} had a different number of elements than type {type_.annotation_str}")
    return make_tuple(type_, map(cast, members, type_.members))


def _optional(value: Any, type_: Type) -> Any:
    assert isinstance(type_, OptionalType)
    return None if value is None else cast(value, type_.element)


def _union(value: Any, type_: Type) -> Any:
    """A value whose own type is a member's: ints are no floats here."""
    found = _own_type(value)
    if not found.isSubtypeOf(type_):
        raise CastError(f"Expected a member of {type_.annotation_str} but instead found type {found.annotation_str}")
    return cast(value, found)


def _any(value: Any, type_: Type) -> Any:
    return cast(value, _own_type(value))


def _own_type(value: Any) -> Type:
    try:
        return inferred_type(value, SLOTS.get("class_of"))
    except TypeError as error:
        raise RuntimeError(f"Tracer cannot infer type of {value}\n:{error}") from None


def _enum(value: Any, type_: Type) -> Any:
    assert isinstance(type_, EnumType)
    if isinstance(value, type_.python_class):
        return value
    # A loaded program has a class of its own, made of what the file says; the user's is as good if it is the same.
    if isinstance(value, enum.Enum) and type(value).__name__ == type_.name():
        if tuple((each.name, each.value) for each in type(value)) == type_.members:
            return type_.python_class[value.name]
    raise CastError(f"Unable to cast {value} to {type_.annotation_str}")


def _object(value: Any, type_: Type) -> Any:
    """A compiled module or object goes in as it is, any other object is copied attribute by attribute."""
    assert isinstance(type_, ClassType)
    given = script_object(value)
    if given is not None:
        if given.class_type is not type_:
            raise CastError(f"Expected an object of {type_.annotation_str}, not of {given.class_type.annotation_str}")
        return given
    made = ScriptObject(type_)
    for name, attribute in type_.attributes.items():
        if not hasattr(value, name):
            raise CastError(
                f"Tried to cast object to type {type_.annotation_str} but object was missing attribute {name}"
            )
        try:
            made.values[name] = cast(getattr(value, name), attribute.type)
        except TypeError as error:
            raise CastError(
                f"Could not cast attribute '{name}' to type {attribute.type.annotation_str}: {error}"
            ) from None
    return made


def _interface(value: Any, type_: Type) -> Any:
    assert isinstance(type_, InterfaceType)
    given = script_object(value)
    class_type = given.class_type if given is not None else current_unit().compiled_classes.get(type(value))
    if class_type is None:
        raise RuntimeError(
            f"Assigning the object {value} to an interface fails because the value is not a TorchScript compatible"
            " type, did you forget toturn it into a user defined TorchScript class?"
        )
    reason = why_not_implemented(class_type, type_)
    if reason:
        raise CastError(
            f"Object of type {class_type.repr_str()} is not compatible with interface {type_.annotation_str}\n{reason}"
        )
    return given if given is not None else _object(value, class_type)


def script_object(value: Any) -> Any:
    """The compiled module or object that a Python value is or holds; ``None`` if it is neither."""
    if isinstance(value, ScriptObject):
        return value
    if isinstance(value, Module):
        return value if isinstance(getattr(value, "class_type", None), ClassType) else None
    held = getattr(value, "_c", None)
    return held if isinstance(held, ScriptObject) else None


def _of_no_element_type(value: Any, type_: Type) -> Any:
    raise CastError(f"toIValue() cannot handle converting to type: {type_.str()}")


_CASTS: dict[type[Type], Callable[[Any, Type], Any]] = {
    TensorType: _tensor,
    IntType: _int,
    FloatType: _float,
    ComplexType: _complex,
    BoolType: _bool,
    NumberType: _number,
    StringType: _string,
    NoneType: _none,
    DeviceObjType: _device,
    ListType: _list,
    DictType: _dict,
    TupleType: _tuple,
    OptionalType: _optional,
    UnionType: _union,
    AnyType: _any,
    AnyListType: _of_no_element_type,
    AnyTupleType: _of_no_element_type,
    EnumType: _enum,
    ClassType: _object,
    InterfaceType: _interface,
}
