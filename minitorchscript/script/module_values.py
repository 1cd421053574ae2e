"""Modules as a program meets them: `self`, its submodules, and containers, over which loops are unrolled."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import Any

from ..annotations import is_ignored
from ..ir.named_types import InterfaceType, why_not_implemented
from ..ir.types import ClassType, NoneType, TupleType, Type
from ..ir.unit import Function
from ..ir.value import Value
from .class_definitions import method_definition
from .compile import define
from .concrete import ConcreteType, concrete_type_of_class
from .parse import Definition
from .ranges import Span
from .reports import CompilationError
from .resolve import ClosureResolver, IgnoredMethodValue, to_sugared_value
from .simple_values import BuiltinFunction, FunctionValue, MethodValue, SimpleValue, SugaredTuple
from .special_values import IterableTree
from .sugared import Method, NamedValue, SugaredValue


class ContainerMethod(SugaredValue):
    """``module.items``: a call without arguments gives something to loop over."""

    def __init__(self, iterable: SugaredValue, name: str) -> None:
        self.iterable = iterable
        self.name = name

    def kind(self) -> str:
        return self.name

    def call(
        self, where: Span, m: Method, args: Sequence[NamedValue], kwargs: Sequence[NamedValue], n_binders: int
    ) -> SugaredValue:
        if args or kwargs:
            raise CompilationError(where, f"{self.name} method does not accept any arguments")
        return self.iterable


class NamedMembers(SugaredValue):
    """Submodules, parameters or buffers of a module with their names."""

    def __init__(self, owner: ModuleValue, names: list[SugaredValue], members: list[SugaredValue]) -> None:
        self.owner = owner
        self.names = SugaredTuple(names)
        self.members = SugaredTuple(members)

    def kind(self) -> str:
        return "ModuleDict"

    def iter(self, where: Span, m: Method) -> SugaredValue:
        return self.names

    def attr(self, where: Span, m: Method, field: str) -> SugaredValue:
        self.owner.refuse_interface(where, field)
        if field == "keys":
            return ContainerMethod(self.names, field)
        if field in ("values", "children"):
            return ContainerMethod(self.members, field)
        names, members = self.names, self.members
        if field in ("named_modules", "modules"):
            found = self.owner.all_modules(where, m, "", field)
            names, members = SugaredTuple([each[0] for each in found]), SugaredTuple([each[1] for each in found])
            if field == "modules":
                return ContainerMethod(members, field)
        pairs = IterableTree()
        pairs.add(where, m, names)
        pairs.add(where, m, members)
        return ContainerMethod(pairs, field)

    def member(self, where: Span, m: Method, key: str) -> SugaredValue:
        for name, member in zip(self.names.members, self.members.members, strict=True):
            if name.as_value(where, m).toIValue() == key:
                return member
        raise CompilationError(where, f"Key Error, {key}")


class ModuleValue(SugaredValue):
    """A module: a value of its class type, and what is known of it besides."""

    def __init__(self, own: Value, concrete: ConcreteType) -> None:
        self.own = own
        self.concrete = concrete

    def kind(self) -> str:
        return "module"

    def as_value(self, where: Span, m: Method) -> Value:
        return self.own

    @property
    def class_type(self) -> ClassType:
        assert isinstance(self.concrete.type, ClassType)
        return self.concrete.type

    # -- attributes

    def attr(self, where: Span, m: Method, field: str) -> SugaredValue:
        found = self.find(where, m, field)
        if found is not None:
            return found
        class_type = self.class_type
        if field in class_type.properties:
            return MethodValue(self.own, class_type.properties[field][0].name).call(where, m, [], [], 1)
        hint = self.concrete.failed.get(field, "")
        if not hint and field in self.concrete.ignored:
            hint = "attribute was ignored during compilation"
        raise CompilationError(where, f"Module '{class_type.name()}' has no attribute '{field}' {hint}")

    def has_attr(self, where: Span, m: Method, field: str) -> bool:
        return self.find(where, m, field) is not None

    def set_attr(self, where: Span, m: Method, field: str, value: Value) -> None:
        SimpleValue(self.own).set_attr(where, m, field, value)

    def find(self, where: Span, m: Method, field: str) -> SugaredValue | None:
        """The meaning of an attribute, as Python or as the compiled module has it; ``None`` if there is none."""
        concrete = self.concrete
        if isinstance(concrete.type, InterfaceType):
            return SimpleValue(self.own).attr(where, m, field)
        class_type = self.class_type
        attribute = class_type.attributes.get(field)
        if attribute is not None and _is_module(attribute.type):
            inner = concrete.modules.get(field)
            if inner is None:
                assert isinstance(attribute.type, ClassType | InterfaceType)
                inner = concrete_type_of_class(attribute.type)
            return ModuleValue(m.graph.insertGetAttr(self.own, field), inner)
        if attribute is not None or field in class_type.methods:
            return SimpleValue(self.own).attr(where, m, field)
        if field in class_type.constants:
            return SimpleValue(_constant(m, where, class_type.constants[field]))
        if concrete.container == "dict" and field in ("items", "keys", "values"):
            return self.submodules(m).attr(where, m, field)
        if field in ("named_modules", "modules", "children", "named_children"):
            return self.submodules(m).attr(where, m, field)
        if field == "named_buffers":
            return self.buffers(where, m).attr(where, m, field)
        if field in concrete.overloads:
            return MethodValue(self.own, *concrete.overloads[field])
        if field in concrete.functions:
            return FunctionValue(concrete.functions[field][0])
        if field in concrete.builtins:
            return BuiltinFunction(concrete.builtins[field])
        if field == "_c":
            return self  # how a symbolic trace reads a layer that was compiled before
        return self._of_python_class(where, m, field)

    def _of_python_class(self, where: Span, m: Method, field: str) -> SugaredValue | None:
        """A method that has not been compiled yet is compiled now."""
        python_class = self.concrete.python_class
        if python_class is None:
            return None
        function = getattr(python_class, field, None)
        if not (inspect.isfunction(function) or inspect.ismethod(function)):
            return None
        if isinstance(inspect.getattr_static(python_class, field), staticmethod):
            return to_sugared_value(function, m, where)
        if is_ignored(function):
            return IgnoredMethodValue(function, self.own)
        define_methods(self.concrete, [definition_for(function, function.__name__)])
        return self.attr(where, m, field)

    # -- calls

    def call(
        self, where: Span, m: Method, args: Sequence[NamedValue], kwargs: Sequence[NamedValue], n_binders: int
    ) -> SugaredValue:
        """`forward`, with the module's hooks around it."""
        class_type = self.concrete.type
        pre_hooks = class_type.forward_pre_hooks if isinstance(class_type, ClassType) else []
        hooks = class_type.forward_hooks if isinstance(class_type, ClassType) else []
        graph = m.graph
        own = NamedValue(None, self.own)
        given: Value | None = None
        if pre_hooks or hooks:
            values = [each.value(graph) for each in args]
            given = graph.insertNode(graph.createTuple(values))._outputs[0]
        for hook in pre_hooks:
            assert given is not None
            result = FunctionValue(hook).call(where, m, [own, NamedValue(None, given)], kwargs, n_binders)
            replaced = result.as_value(where, m)
            if isinstance(replaced._type, NoneType):
                continue
            if not isinstance(replaced._type, TupleType):
                replaced = graph.insertNode(graph.createTuple([replaced]))._outputs[0]
            given = replaced
        if pre_hooks:
            assert given is not None
            unpacked = graph.insertNode(graph.createTupleUnpack(given))._outputs
            if args:
                args = [NamedValue(None, value) for value in unpacked]
        output = self.attr(where, m, "forward").call(where, m, args, kwargs, n_binders).as_value(where, m)
        for hook in hooks:
            assert given is not None
            passed = [own, NamedValue(None, given), NamedValue(None, output)]
            replaced = FunctionValue(hook).call(where, m, passed, kwargs, n_binders).as_value(where, m)
            if not isinstance(replaced._type, NoneType):
                output = replaced
        return SimpleValue(output)

    # -- as a container

    def refuse_interface(self, where: Span, field: str) -> None:
        if isinstance(self.own._type, InterfaceType):
            raise CompilationError(
                where, f"Could not compile {field}() because module is an interface type. Please file issue."
            )

    def submodules(self, m: Method) -> NamedMembers:
        names: list[SugaredValue] = []
        members: list[SugaredValue] = []
        for name, attribute in self.class_type.attributes.items():
            if _is_module(attribute.type):
                names.append(SimpleValue(m.graph.insertConstant(name)))
                value = m.graph.insertGetAttr(self.own, name)
                members.append(ModuleValue(value, self.concrete.modules[name]))
        return NamedMembers(self, names, members)

    def _tensors(self, where: Span, m: Method, wanted: str) -> NamedMembers:
        names: list[SugaredValue] = []
        members: list[SugaredValue] = []
        for name, attribute in self.class_type.attributes.items():
            if getattr(attribute, wanted):
                names.append(SimpleValue(m.graph.insertConstant(name)))
                m.graph.insertGetAttr(self.own, name)  # read twice, as PyTorch does: the numbering shows it
                members.append(self.attr(where, m, name))
        return NamedMembers(self, names, members)

    def buffers(self, where: Span, m: Method) -> NamedMembers:
        return self._tensors(where, m, "is_buffer")

    def parameters(self, where: Span, m: Method) -> NamedMembers:
        return self._tensors(where, m, "is_parameter")

    def all_modules(self, where: Span, m: Method, prefix: str, field: str) -> list[tuple[SugaredValue, SugaredValue]]:
        """(path, module) of this module and all below it."""
        found: list[tuple[SugaredValue, SugaredValue]] = [(SimpleValue(m.graph.insertConstant(prefix)), self)]
        self.refuse_interface(where, field)
        inner = self.submodules(m)
        for name, member in zip(inner.names.members, inner.members.members, strict=True):
            assert isinstance(member, ModuleValue)
            key = name.as_value(where, m).toIValue()
            found += member.all_modules(where, m, f"{prefix}.{key}" if prefix else f"{key}", field)
        return found

    def as_tuple_value(self, where: Span, m: Method) -> SugaredValue:
        if self.concrete.container != "list":
            raise CompilationError(where, "Only ModuleList or Sequential modules can be used as tuple")
        return self.submodules(m).members

    def iter(self, where: Span, m: Method) -> SugaredValue:
        container = self.concrete.container
        if container == "dict":
            return self.submodules(m).names
        if container == "list":
            return self.submodules(m).members
        if container == "parameter list":
            return self.parameters(where, m).members
        raise CompilationError(
            where, "Only constant Sequential, ModuleList, ModuleDict, or ParameterList can be used as an iterable"
        )

    def getitem(self, where: Span, m: Method, index: Value, type_hint: Type | None = None) -> SugaredValue:
        container = self.concrete.container
        if not container:
            raise CompilationError(
                where,
                "Only ModuleList, Sequential, ModuleDict, ParameterList, and ParameterDict modules are subscriptable",
            )
        if container == "parameter list":
            return self.parameters(where, m).members.getitem(where, m, index, type_hint)
        if container == "list" and type_hint is None:
            return self.submodules(m).members.getitem(where, m, index, type_hint)
        key = index.toIValue()
        if container != "list" and key is not None:
            members = self.submodules(m) if container == "dict" else self.parameters(where, m)
            return members.member(where, m, key)
        if type_hint is not None:
            return self._chosen_at_run_time(where, m, index, type_hint)
        raise CompilationError(
            where,
            "Unable to extract string literal index. ModuleDict indexing is only supported with string literals."
            " For example, 'i = \"a\"; self.layers[i](x)' will fail because i is not a literal. Enumeration of"
            " ModuleDict is supported, e.g. 'for k, v in self.items(): out = v(inp)'",
        )

    def _chosen_at_run_time(self, where: Span, m: Method, index: Value, type_hint: Type) -> SugaredValue:
        """All submodules must be of the type that the program promises."""
        for name, attribute in self.class_type.attributes.items():
            if not _is_module(attribute.type) or attribute.type.isSubtypeOf(type_hint):
                continue
            reason = ""
            if isinstance(type_hint, InterfaceType) and isinstance(attribute.type, ClassType | InterfaceType):
                reason = why_not_implemented(attribute.type, type_hint)
            raise CompilationError(
                where, f"Attribute {name} is not of annotated type {type_hint.annotation_str}: {reason}"
            )
        node = m.graph.create("prim::ModuleContainerIndex", [self.own, index])
        node._outputs[0]._type = type_hint
        return SimpleValue(m.graph.insertNode(node)._outputs[0])


def _is_module(type_: Type) -> bool:
    return isinstance(type_, ClassType | InterfaceType) and type_.is_module


def _constant(m: Method, where: Span, content: Any) -> Value:
    """A module's constant; a tuple is put together member by member."""
    if not isinstance(content, tuple):
        return m.graph.insertConstant(content, where)
    members = [_constant(m, where, each) for each in content]
    return m.graph.insertNode(m.graph.createTuple(members))._outputs[0]


# -- compiling methods

#: how the type of ``self`` is called in errors
SELF_NAME = "RecursiveScriptModule"


def definition_for(function: Any, name: str) -> Definition:
    """A module's method, or a hook, under a name."""
    return method_definition(function, name, SELF_NAME, ClosureResolver(getattr(function, "__func__", function)))


def define_methods(
    concrete: ConcreteType, definitions: list[Definition], properties: Any = (), is_method: bool = True
) -> list[Function]:
    """Compile methods (or hooks) of a module."""
    class_type = concrete.type
    assert isinstance(class_type, ClassType)
    return define(
        class_type.unit,
        class_type.qualified_name,
        definitions,
        properties=properties,
        self_type=class_type,
        self_value=lambda own: ModuleValue(own, concrete),
        is_method=is_method,
    )
