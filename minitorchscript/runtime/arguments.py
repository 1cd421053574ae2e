"""Binding: from the arguments of a Python call to the values of a compiled function's inputs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..ir.types import DictType, IntType, ListType, StringType, TensorType, TupleType, Type
from ..ir.unit import Signature
from ..tensor.tensor import Tensor


def bind(signature: Signature, args: Sequence[Any], kwargs: dict[str, Any]) -> list[Any]:
    """One value for each argument of a signature.  Raises ``RuntimeError`` where what was given does not fit."""
    declaration = f"Declaration: {signature}"
    name, formal = signature.name, signature.arguments
    count = len(args) + len(kwargs)
    if count > len(formal):
        raise RuntimeError(
            f"{name}() expected at most {len(formal)} argument(s) but received {count} argument(s). {declaration}"
        )
    values = list(args)
    for argument in formal[len(args) :]:
        if argument.name in kwargs:
            values.append(kwargs[argument.name])
        elif argument.has_default:
            values.append(argument.default)
        else:
            raise RuntimeError(f"{name}() is missing value for argument '{argument.name}'. {declaration}")
    unknown = [key for key in kwargs if key not in {argument.name for argument in formal[len(args) :]}]
    if unknown:
        raise RuntimeError(f"Unknown keyword argument '{unknown[0]}' for operator '{name}'. Schema: {signature}")
    for position, (value, argument) in enumerate(zip(values, formal, strict=True)):
        try:
            values[position] = cast(value, argument.type)
        except TypeError as error:
            raise RuntimeError(
                f"{name}() Expected a value of type '{argument.type.annotation_str}' for argument '{argument.name}' but"
                f" instead found type '{type(value).__name__}'.\nPosition: {position}\nValue: {value!r}\n"
                f"{declaration}\nCast error details: {error}"
            ) from None
    return values


def cast(value: Any, type_: Type) -> Any:
    """A Python value as a TorchScript type has it: any sequence is a list.  Raises ``TypeError`` if it can't be."""
    if isinstance(type_, TensorType):
        if not isinstance(value, Tensor):
            raise TypeError(f"Unable to cast {value} to Tensor")
    elif isinstance(type_, IntType):
        if not isinstance(value, int) or isinstance(value, bool):
            raise _not_converted(value)
    elif isinstance(type_, StringType):
        if not isinstance(value, str):
            raise _not_converted(value)
    elif isinstance(type_, ListType):
        if not isinstance(value, list | tuple):
            raise _not_converted(value)
        try:
            return [cast(item, type_.element) for item in value]
        except TypeError:
            raise _not_converted(value) from None
    elif isinstance(type_, TupleType):
        members = tuple(value)
        if len(members) != len(type_.members):
            raise TypeError(f"Object {value} had a different number of elements than type {type_.annotation_str}")
        return tuple(map(cast, members, type_.members))
    elif isinstance(type_, DictType):
        if not isinstance(value, dict):
            raise _not_converted(value)
        return {cast(key, type_.key): cast(entry, type_.value) for key, entry in value.items()}
    return value


def _not_converted(value: Any) -> TypeError:
    return TypeError(
        f"Unable to cast Python instance of type {type(value)} to C++ type '?' (#define"
        " PYBIND11_DETAILED_ERROR_MESSAGES or compile in debug mode for details)"
    )
