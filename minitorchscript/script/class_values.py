"""Classes, enumerations and named tuples as a program names them: what calling them and looking into them means."""

from __future__ import annotations

import enum
import inspect
from typing import Any

from ..ir.named_types import EnumType
from ..ir.types import ClassType, ListType, Type
from ..ir.unit import current_unit
from ..ir.value import Value
from ..nn.modules.module import Module
from ..runtime.arguments import cast
from ..runtime.function import RecursiveScriptClass
from ..runtime.objects import ScriptObject
from ..trace.names import class_text, qualified_name
from .compiled_classes import can_compile, compile_class, enum_type, is_named_tuple, named_tuple_type
from .extensions import SCRIPT_OF, VALUE_OF
from .ranges import Span
from .reports import CompilationError
from .resolve import to_sugared_value
from .simple_values import FunctionValue, SimpleValue
from .special_values import ClassValue, NamedTupleConstructor
from .sugared import Method, SugaredValue
from .unify import repr_str


class PythonClassValue(ClassValue):
    """A compiled class with its Python class at hand: static methods are looked up there."""

    def __init__(self, type_: ClassType, python_class: type) -> None:
        super().__init__(type_)
        self.python_class = python_class

    def kind(self) -> str:
        return "Python type"

    def has_attr(self, where: Span, m: Method, field: str) -> bool:
        return hasattr(self.python_class, field)

    def attr(self, where: Span, m: Method, field: str) -> SugaredValue:
        static = self.type.static_methods.get(field)
        if static is not None:
            return FunctionValue(static)
        found = getattr(self.python_class, field, None)
        if found is not None and field != "__new__":
            return to_sugared_value(found, m, where)
        return super().attr(where, m, field)


class EnumClassValue(SugaredValue):
    """An enumeration: its members are constants, a loop goes through all of them."""

    def __init__(self, type_: EnumType) -> None:
        self.type = type_

    def kind(self) -> str:
        return "EnumClass"

    def attr(self, where: Span, m: Method, field: str) -> SugaredValue:
        if field not in dict(self.type.members):
            raise CompilationError(where, f"{repr_str(self.type)}' has no attribute '{field}'")
        return SimpleValue(_constant(m, where, self.type.python_class[field], self.type))

    def iter(self, where: Span, m: Method) -> SugaredValue:
        members = [self.type.python_class[name] for name, _ in self.type.members]
        return SimpleValue(_constant(m, where, members, ListType(self.type)))


def _constant(m: Method, where: Span, content: Any, type_: Type) -> Value:
    node = m.graph.create("prim::Constant").ival_("value", content).set_source_range(where)
    node._outputs[0]._type = type_
    return m.graph.insertNode(node)._outputs[0]


def _value_of(obj: Any, m: Method, where: Span) -> SugaredValue | None:
    if isinstance(obj, enum.Enum):
        return SimpleValue(_constant(m, where, obj, enum_type(type(obj), where)))
    if not inspect.isclass(obj):
        return None
    if is_named_tuple(obj):
        return NamedTupleConstructor(named_tuple_type(obj, where))
    if issubclass(obj, enum.Enum):
        return EnumClassValue(enum_type(obj, where))
    known = current_unit().compiled_classes.get(obj)
    if known is None and can_compile(obj):
        known = compile_class(obj, where=where)
    if known is None and issubclass(obj, Module):
        known = current_unit().get_class(qualified_name(obj))
    return None if known is None else PythonClassValue(known, obj)


VALUE_OF.append(_value_of)


def _script(obj: Any, resolver: Any) -> Any:
    """A class is compiled and returned as it is; of an object a compiled one is made."""
    if isinstance(obj, RecursiveScriptClass):
        return obj
    if not inspect.isclass(obj):
        is_object = not (inspect.isroutine(obj) or isinstance(obj, Module | list | dict))
        return script_object(obj) if is_object else None
    if issubclass(obj, Module):
        raise RuntimeError(
            f"Type '{class_text(obj)}' cannot be compiled since it inherits from nn.Module, pass an instance instead"
        )
    if not issubclass(obj, enum.Enum):
        if len(obj.mro()) > 2:
            raise RuntimeError(
                "TorchScript classes does not support inheritance yet. Please directly inherit from 'object'."
            )
        compile_class(obj, resolver)
    return obj


def script_object(obj: Any) -> RecursiveScriptClass:
    """An object of a compiled class with a Python object's attributes."""
    class_type = compile_class(type(obj))
    made = ScriptObject(class_type)
    for name, value in vars(obj).items():
        if name not in class_type.attributes:
            raise RuntimeError(f"{class_type.annotation_str} does not have an attribute '{name}'")
        made._write(name, cast(value, class_type.attributes[name].type))
    return RecursiveScriptClass(made)


SCRIPT_OF.append(_script)
