"""Python classes that a program uses as types: compiled classes, enumerations, named tuples, interfaces.

A class is compiled when a program first names it.  The unit remembers which Python class became which type.
"""

from __future__ import annotations

import enum
import inspect
import sys
from itertools import takewhile
from typing import Any
from weakref import WeakKeyDictionary

from ..annotations import is_ignored
from ..ir.named_types import EnumType, InterfaceType
from ..ir.types import AnyType, ClassType, FloatType, IntType, StringType, TensorType, TupleType, Type
from ..ir.unit import CompilationUnit, FunctionArgument, Signature, current_unit
from ..nn.modules.module import Module
from ..tensor.tensor import Tensor
from ..trace.names import qualified_name
from .class_definitions import class_definition
from .compile import define
from .contexts import STAND_INS
from .extensions import TYPE_OF
from .python_types import try_type_of, type_of
from .ranges import NOWHERE, Span
from .reports import CompilationError, compiling
from .resolve import ClassMethodsResolver, FrameResolver
from .simple_values import SimpleValue
from .sugared import Method, Resolver, SugaredValue
from .tree import ExprStmt, Pass, String
from .types import TypeReader
from .unify import repr_str, unify


def can_compile(cls: type) -> bool:
    """Whether a class is Python's own all through; modules, tuples, lists and exceptions are something else."""
    if is_ignored(cls) or issubclass(cls, (Module, Tensor, tuple, list, Exception)):
        return False
    routines = [getattr(cls, name) for name in cls.__dict__ if inspect.isroutine(getattr(cls, name, None))]
    return all(hasattr(routine, "__code__") for routine in routines)


def compile_class(cls: type, resolver: Resolver | None = None, where: Span | None = None) -> ClassType:
    """The compiled form of a class.  Raises ``CompilationError`` and what parsing raises."""
    unit = current_unit()
    cls, name = STAND_INS[cls] if cls in STAND_INS else (cls, "")
    known = unit.compiled_classes.get(cls)
    if known is not None:
        return known
    name = name or qualified_name(cls)
    if where is None:
        return _compiled(cls, name, resolver, unit)
    with compiling(name, where):
        return _compiled(cls, name, resolver, unit)


def _compiled(cls: type, name: str, resolver: Resolver | None, unit: CompilationUnit) -> ClassType:
    if resolver is None:
        _refuse_without_source(cls)
    base = resolver if resolver is not None else ClassMethodsResolver(cls)
    own = _OwnNameResolver(base, cls.__name__)
    definition = class_definition(cls, cls.__name__, own)
    class_type = own.type = unit.create_class(name, is_module=False)
    class_type.unresolved_attributes = definition.assigned
    unit.register_class(cls, class_type)
    try:
        define(
            unit,
            class_type.qualified_name,
            definition.methods,
            properties=definition.properties,
            self_type=class_type,
            self_value=SimpleValue,
        )
    except BaseException:
        unit.forget_class(cls)
        raise
    return class_type


def _refuse_without_source(cls: type) -> None:
    """What a dataclass writes by itself has no text to find names in; such a class must be compiled where it stands."""
    for method in vars(cls).values():
        if inspect.isfunction(method) and method.__name__ != "__annotate__":
            try:
                inspect.getsource(method)
            except OSError as error:
                raise OSError(f"Failed to get source for {method} using inspect.getsource") from error


class _OwnNameResolver:
    """In its own methods a class's name is the class, though it is not compiled yet."""

    type: ClassType

    def __init__(self, base: Resolver, name: str) -> None:
        self.base = base
        self.name = name

    def resolve_value(self, name: str, m: Method, where: Span) -> SugaredValue | None:
        return self.base.resolve_value(name, m, where)

    def resolve_type(self, name: str, where: Span) -> Type | None:
        return self.type if name == self.name else self.base.resolve_type(name, where)


def class_or_none(cls: type) -> Type | None:
    """The type of a class's objects; ``None`` where the class is none that can be compiled."""
    if issubclass(cls, enum.Enum):
        return enum_type(cls, None)
    known = current_unit().compiled_classes.get(cls)
    if known is not None or not can_compile(cls):
        return known
    try:
        return compile_class(cls)
    except Exception:
        return None


# -- enumerations


def enum_type(cls: type[enum.Enum], where: Span | None) -> EnumType:
    """The type of an enumeration's members.  Raises ``RuntimeError`` for values that are no ints, floats or strings."""
    class_type = compile_class(cls, where=where)
    members = list(cls)
    if not members:
        raise ValueError(f"No enum values defined for: '{cls.__class__}'")
    value = _value_type(members)
    if not isinstance(value, IntType | FloatType | StringType):
        raise RuntimeError(
            f"Cannot create Enum with value type '{value.str()}', only int, float and string are supported"
        )
    return EnumType(class_type.qualified_name, value, tuple((each.name, each.value) for each in members), cls)


def _value_type(members: list[enum.Enum]) -> Type:
    """The type of all values, by the Python types that they are of."""
    found: Type | None = None
    for index, each in enumerate(dict.fromkeys(type(member.value) for member in members)):
        type_ = try_type_of(each, NOWHERE) or AnyType()
        before, found = found, type_ if found is None else unify(found, type_)
        if before is not None and found is None:
            raise RuntimeError(
                f"Could not unify type list since element {index} of type {repr_str(type_)} did not match the types"
                f" before it ({repr_str(before)})"
            )
    return found or AnyType()


# -- named tuples


def is_named_tuple(cls: Any) -> bool:
    """Whether it is a class of named tuples, of either kind."""
    return isinstance(cls, type) and issubclass(cls, tuple) and hasattr(cls, "_fields")


def named_tuple_type(cls: Any, where: Span | None) -> TupleType:
    """The type of a named tuple; a field without an annotation is a tensor."""
    annotations = inspect.get_annotations(cls) or inspect.get_annotations(cls.__base__)
    members = [
        type_of(annotations[name], where) if name in annotations else TensorType.getInferred()  # type: ignore[arg-type]
        for name in cls._fields
    ]
    for default in cls._field_defaults.values():
        if isinstance(default, Tensor):
            raise RuntimeError(
                "Tensors are not supported as default NamedTuple fields. Their mutability could lead to potential"
                " memory aliasing problems"
            )
    name = qualified_name(cls)
    made = TupleType(members, name, cls._fields, tuple(cls._field_defaults.values()))
    unit = current_unit()
    known = unit.find_type(name)
    if known is None:
        unit.register_type(name, made)
    elif not known.isSubtypeOf(made):
        raise RuntimeError(f"Can't redefine NamedTuple: {repr_str(made)}")
    return made


# -- interfaces


def interface_type(cls: type, resolver: Resolver) -> InterfaceType:
    """The interface that a class declares: signatures of methods whose bodies are ``pass``."""
    unit = current_unit()
    name = unit.mangle(qualified_name(cls))
    interface = InterfaceType(name, is_module=issubclass(cls, Module))
    own = _OwnNameResolver(resolver, cls.__name__)
    reader = TypeReader(resolver)
    for method in class_definition(cls, cls.__name__, own).methods:
        tree = method.tree
        if tree.returns is None:
            raise CompilationError(tree.where, "interface declarations must have a return type annotated.")
        before = list(takewhile(lambda each: not isinstance(each, Pass), tree.body))
        if any(isinstance(each, ExprStmt) and not isinstance(each.value, String) for each in before):
            raise CompilationError(tree.where, "interfaces declarations should only contain a single 'pass' statement.")
        if len(before) == len(tree.body):
            raise CompilationError(tree.where, "interfaces declarations should contain 'pass' statement.")
        arguments = (
            FunctionArgument(tree.parameters[0].name, interface),
            *reader.arguments(tree, True, method.defaults),
        )
        returned = reader.returned(tree)
        assert returned is not None
        interface.methods[tree.name] = Signature(tree.name, arguments, (returned,))
    unit.register_type(name, interface)
    return interface


def interface(obj: type) -> type:
    """Declare what classes or modules have in common, so that any of them can stand in its place.

    The class has methods with annotations and ``pass`` for a body; a subclass of `nn.Module` is for modules.
    """
    if not inspect.isclass(obj):
        raise RuntimeError("interface must be applied to a class")
    for_modules = issubclass(obj, Module) and len(obj.mro()) == len(Module.mro()) + 1
    if not for_modules and len(obj.mro()) > 2:
        raise RuntimeError(
            "TorchScript interface does not support inheritance yet. Please directly inherit from 'object' or"
            " 'nn.Module'."
        )
    resolver = FrameResolver(sys._getframe(1))
    try:
        declared = interface_type(obj, resolver)
    except CompilationError as error:
        raise error.for_the_user() from None
    obj.__torch_script_interface__ = declared.qualified_name  # type: ignore[attr-defined]  # as PyTorch marks it
    _declared_in[obj] = resolver
    return obj


#: what each interface's declaration sees, should another unit need it
_declared_in: WeakKeyDictionary[type, Resolver] = WeakKeyDictionary()


# -- annotations


def _type_of_class(annotation: Any, where: Span) -> Type | None:
    if not isinstance(annotation, type):
        return None
    declared = getattr(annotation, "__torch_script_interface__", None)
    if isinstance(declared, str):
        found = current_unit().find_type(declared)
        return interface_type(annotation, _declared_in[annotation]) if found is None else found
    if issubclass(annotation, enum.Enum):
        return enum_type(annotation, where)
    known = current_unit().compiled_classes.get(annotation)
    if known is not None:
        return known
    if can_compile(annotation):
        return compile_class(annotation, where=where)
    if is_named_tuple(annotation):
        return named_tuple_type(annotation, where)
    return current_unit().find_type(qualified_name(annotation))


TYPE_OF.append(_type_of_class)
