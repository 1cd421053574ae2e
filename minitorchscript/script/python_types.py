"""Python objects that stand in annotations -> types: ``torch.Tensor``, ``List[int]``, ``Optional[str]``, classes."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Hashable
from typing import Any

from ..device import device
from ..dtype import dtype
from ..generator import Generator
from ..ir.types import (
    AnyType,
    BoolType,
    ComplexType,
    DeviceObjType,
    FloatType,
    FutureType,
    GeneratorType,
    IntType,
    ListType,
    NoneType,
    NumberType,
    OptionalType,
    StringType,
    TensorType,
    TupleType,
    Type,
    dict_of,
)
from ..runtime.futures import Future
from ..tensor.tensor import Tensor
from ..trace.names import class_text
from .extensions import TYPE_OF
from .ranges import Span
from .unify import union_of

_PLAIN: dict[Any, Type] = {
    None: NoneType(),
    type(None): NoneType(),
    float: FloatType(),
    complex: ComplexType(),
    int: IntType(),
    str: StringType(),
    bool: BoolType(),
    Any: AnyType(),
    device: DeviceObjType(),
    dtype: IntType(),
    Generator: GeneratorType(),
}


_ONE = "Attempted to use {0} without a contained type. Please add a contained type, e.g. {0}[int]"
_BARE: dict[Any, str] = {
    typing.List: _ONE.format("List"),  # noqa: UP006
    typing.Tuple: _ONE.format("Tuple"),  # noqa: UP006
    typing.Optional: _ONE.format("Optional"),
    typing.Union: _ONE.format("Union"),
    Future: _ONE.format("Future"),
    typing.Dict: "Attempted to use Dict without contained types. Please add contained type, e.g. Dict[int, int]",  # noqa: UP006
}


def is_tensor_class(annotation: Any) -> bool:
    """Whether an annotation is `Tensor` or a class made from it."""
    return inspect.isclass(annotation) and issubclass(annotation, Tensor)


def try_type_of(annotation: Any, where: Span) -> Type | None:
    """The type that an annotation stands for; ``None`` for what is none."""
    if annotation is inspect.Parameter.empty:
        return TensorType.getInferred()
    try:
        plain = _PLAIN.get(annotation)
    except TypeError:
        plain = None
    if plain is not None:
        return plain
    if is_tensor_class(annotation):
        return TensorType.get()
    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    missing = _BARE.get(annotation) if not args and isinstance(annotation, Hashable) else None
    if missing is not None:
        raise RuntimeError(missing)
    if origin is tuple:
        if args == ((),):
            return TupleType(())
        members = [try_type_of(each, where) for each in args]
        if None in members:
            raise RuntimeError("Can not create tuple with None type")
        return TupleType([each for each in members if each is not None])
    if origin is list:
        element = try_type_of(args[0], where)
        return None if element is None else ListType(element)
    if origin is dict:
        return dict_of(type_of(args[0], where), type_of(args[1], where))
    if origin is typing.Union or origin is types.UnionType:
        return _union(annotation, args, where)
    if origin is Future:
        return FutureType(type_of(args[0], where))
    for ask in TYPE_OF:
        found = ask(annotation, where)
        if found is not None:
            return found
    return None


def _union(annotation: Any, args: tuple[Any, ...], where: Span) -> Type:
    if set(args) == {int, float, complex}:
        return NumberType()
    members = []
    for each in args:
        member = try_type_of(each, where)
        if member is None:
            raise AssertionError(
                f"Unsupported annotation {annotation!r} could not be resolved because {each!r} could not be"
                f" resolved. At\n{where.highlighted()}"
            )
        members.append(member)
    if len(args) == 2 and type(None) in args:
        return OptionalType(members[1 if args[0] is type(None) else 0])
    return union_of(members)


def type_of(annotation: Any, where: Span) -> Type:
    """As `try_type_of`.  Raises ``ValueError`` for what is no type."""
    found = try_type_of(annotation, where)
    if found is None:
        shown = class_text(annotation) if isinstance(annotation, type) else annotation
        raise ValueError(f"Unknown type annotation: '{shown}' at {where.highlighted()}")
    return found
