"""Scripting a module: its submodules first, then its own methods, and whatever these call.

What is compiled of a module is its ``forward`` and what is marked by `export`; other methods are compiled when a
compiled one calls them.  The compiled module has the original's parameters and buffers (the same tensors) and copies
of its other attributes.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..annotations import Attribute as DeclaredAttribute
from ..annotations import is_exported, is_ignored
from ..ir.named_types import InterfaceType
from ..ir.types import ClassType, Type
from ..nn.modules.container import ModuleDict, ModuleList, Sequential
from ..nn.modules.module import Module
from ..nn.typename import typename
from ..runtime.arguments import cast
from ..runtime.module import RecursiveScriptModule, ScriptModule
from .attribute_check import check_attribute_annotations
from .class_definitions import property_definitions
from .concrete import ConcreteType, concrete_type_of, ignored_properties, overloads_of, type_store
from .extensions import SCRIPT_OF
from .hooks import check_hook, check_pre_hook
from .module_values import SELF_NAME, define_methods, definition_for
from .overloads import with_declaration
from .parse import Definition, definitions_in
from .resolve import ClosureResolver, FrameResolver
from .unify import repr_str


@dataclass
class Stub:
    """A method to compile: its definition, and the Python function it was made of."""

    definition: Definition
    original: Callable[..., Any] | None


StubsOf = Callable[[Module], list[Stub]]


def script_module(module: Module) -> RecursiveScriptModule:
    """The compiled form of a module.  Raises ``RuntimeError`` for what can't be compiled, with its place."""
    return create_script_module(_prepared(module), methods_to_compile)


def create_script_module(module: Module, stubs_of: StubsOf, is_shared: bool = True) -> RecursiveScriptModule:
    """The compiled form of a module, of which ``stubs_of`` says what to start with."""
    _check_initialized(module)
    concrete = concrete_type_of(module, is_shared)
    check_attribute_annotations(module)
    return _created(module, concrete, stubs_of)


def _created(module: Module, concrete: ConcreteType, stubs_of: StubsOf) -> RecursiveScriptModule:
    class_type = concrete.type
    assert isinstance(class_type, ClassType)
    store = type_store()
    # What can't be parsed is refused before the submodules are looked at.
    definitions = None if concrete in store.compiled else _definitions(module, stubs_of)
    compiled = RecursiveScriptModule(class_type)
    _copy_attributes(module, compiled, concrete)
    for name, inner in concrete.modules.items():
        compiled._modules[name] = _cast(name, _compiled_child(getattr(module, name), inner, stubs_of), inner.type)
    _copy_ignored(module, compiled, concrete)
    compiled.__dict__["_concrete_type"] = concrete
    if definitions is not None and concrete not in store.compiled:
        define_methods(concrete, definitions.methods, definitions.properties)
        _define_hooks(concrete, definitions.hooks, definitions.pre_hooks)
        store.compiled.add(concrete)
    compiled.take_hooks()
    _add_container_methods(module, compiled, concrete)
    return compiled


@dataclass
class _Definitions:
    """What is compiled of one module."""

    methods: list[Definition]
    properties: list[tuple[str, Definition, Definition | None]]
    hooks: list[Definition]
    pre_hooks: list[Definition]


def _definitions(module: Module, stubs_of: StubsOf) -> _Definitions:
    methods = [stub.definition for stub in stubs_of(module)]
    properties = property_definitions(type(module), SELF_NAME, ClosureResolver)
    return _Definitions(methods, properties, *_hook_stubs(module))


def _copy_attributes(module: Module, compiled: RecursiveScriptModule, concrete: ConcreteType) -> None:
    for name, attribute in concrete.attributes.items():
        value = getattr(module, name)
        if isinstance(value, DeclaredAttribute):
            value = value.value
        compiled._write(name, _cast(name, value, attribute.type))


def _cast(name: str, value: Any, type_: Type) -> Any:
    try:
        return cast(value, type_)
    except TypeError as error:
        raise RuntimeError(f"Could not cast attribute '{name}' to type {repr_str(type_)}: {error}") from None


def _compiled_child(child: Module, concrete: ConcreteType, stubs_of: StubsOf) -> ScriptModule:
    if isinstance(child, ScriptModule):
        return child
    interface = concrete.type
    if isinstance(interface, InterfaceType):
        for name in interface.methods:
            getattr(child, name)  # a missing one is missed before anything is read off the module
        return create_script_module(
            child, lambda module: [_stub(getattr(module, name), name) for name in interface.methods]
        )
    return _created(child, concrete, stubs_of)


def _copy_ignored(module: Module, compiled: RecursiveScriptModule, concrete: ConcreteType) -> None:
    """Methods and attributes that are left to Python are there for Python's use."""
    names = {*concrete.ignored, *module.__dict__}
    for cls in type(module).__mro__:
        if cls is Module:
            break  # nothing from here on is left to Python
        names.update(vars(cls))
    for name in sorted(names - ignored_properties(module)):
        item = getattr(module, name, None)
        if inspect.ismethod(item) and is_ignored(item):
            compiled.__dict__[name] = item.__func__.__get__(compiled)
        elif name in concrete.ignored:
            compiled.__dict__[name] = item


def _add_container_methods(module: Module, compiled: RecursiveScriptModule, concrete: ConcreteType) -> None:
    """Containers know their length and keys when compiled; Python gets the original's members."""
    if not isinstance(module, ModuleList | Sequential | ModuleDict):
        return
    methods = compiled.class_type.methods
    if "__len__" not in methods:
        define_from_text(compiled, f"def __len__(self):\n   return {len(module)}\n")
    names = ["__getitem__", "__iter__", "__len__"]
    if isinstance(module, ModuleDict):
        names.append("__contains__")
        if "__contains__" not in methods:
            keys = list(module.keys())
            found = f"key in {keys!r}" if keys else "False"
            define_from_text(compiled, f"def __contains__(self, key: str):\n   return {found}\n")
    compiled.__dict__["_container_methods"] = {name: getattr(module, name) for name in names}


def define_from_text(compiled: Any, text: str) -> None:
    """Add methods to a compiled module from source text that names nothing outside."""
    define_methods(concrete_type_of(compiled), definitions_in(text, FrameResolver({}, {}), are_methods=True))


def doc_of_method(owner: Any, name: str) -> str | None:
    """What the Python method says of itself that a compiled one was made of; ``None`` where it is not known."""
    concrete = owner.__dict__.get("_concrete_type") if isinstance(owner, ScriptModule) else None
    cls = getattr(concrete, "python_class", None)
    stub = getattr(cls, "_methods", {}).get(name)
    return getattr(getattr(cls, name, None) if stub is None else stub.original, "__doc__", None)


# -- what to compile


def _stub(function: Any, name: str) -> Stub:
    return function if isinstance(function, Stub) else Stub(definition_for(function, name), function)


def methods_to_compile(module: Module) -> list[Stub]:
    """Overloads, ``forward`` and what is marked by `export`, in the order in which they are compiled."""
    _check_initialized(module)
    skipped = ignored_properties(module)
    names = []
    forward = getattr(module, "forward", None)
    if forward is not None and not is_ignored(forward):
        if getattr(forward, "__func__", None) is not Module.forward:
            names.append("forward")
    names += [name for name in dir(module) if name not in skipped and is_exported(getattr(module, name, None))]
    overloads = overloads_of(module)
    known = {name: [each[0] for each in declared] for name, declared in overloads.items()}
    module.__dict__["__overloads__"] = {**getattr(module, "__overloads__", {}), **known}
    stubs = [
        Stub(with_declaration(declared, getattr(module, name), compiled_name, SELF_NAME), declared)
        for name, each in overloads.items()
        for compiled_name, declared in each
    ]
    overloaded = module.__dict__["__overloads__"]
    return stubs + [_stub(getattr(module, name), name) for name in dict.fromkeys(names) if name not in overloaded]


def exported_methods(module: Module) -> list[Stub]:
    """What is marked by `export`; that is all that a trace compiles."""
    return [_stub(getattr(module, name), name) for name in dir(module) if is_exported(getattr(module, name, None))]


def _check_initialized(module: Module) -> None:
    if not {"_parameters", "_actual_script_module"} & module.__dict__.keys():
        raise RuntimeError(f"'{typename(type(module))}' has not been initialized, did you forget to call 'super()'?")


def _prepared(module: Module) -> Module:
    """A module may give another one to compile in its stead, and so may each of its submodules."""
    memo: dict[int, Module] = {}

    def prepare(each: Module) -> Module:
        if id(each) not in memo:
            own = each.__prepare_scriptable__() if hasattr(each, "__prepare_scriptable__") else each
            memo[id(each)] = own
            for name, child in own.__dict__.get("_modules", {}).items():
                if isinstance(child, Module):
                    own._modules[name] = prepare(child)
        return memo[id(each)]

    return prepare(module)


# -- hooks


def _hook_stubs(module: Module) -> tuple[list[Definition], list[Definition]]:
    known: dict[str, Any] = {}
    found: list[list[Definition]] = []
    for table, what in ((module._forward_hooks, "Hook"), (module._forward_pre_hooks, "Pre-hook")):
        definitions = []
        for hook in table.values():
            if known.setdefault(hook.__name__, hook) is not hook:
                raise RuntimeError(
                    f"{what} '{hook.__name__}' on {type(module).__name__} has at least two different python"
                    " definitions. Please use unique names for all hooks."
                )
            definitions.append(_stub(hook, hook.__name__).definition)
        found.append(definitions)
    return found[0], found[1]


def _define_hooks(concrete: ConcreteType, hooks: list[Definition], pre_hooks: list[Definition]) -> None:
    class_type = concrete.type
    assert isinstance(class_type, ClassType)
    defined: dict[str, Any] = {}
    for definitions, table, check in (
        (hooks, class_type.forward_hooks, check_hook),
        (pre_hooks, class_type.forward_pre_hooks, check_pre_hook),
    ):
        for definition in definitions:
            name = definition.name
            if name not in defined:
                taken = {each.name for each in (*class_type.forward_hooks, *class_type.forward_pre_hooks)}
                if name in class_type.methods or name in taken:
                    raise RuntimeError(
                        f"Can't define hook: {name} on class: {class_type.qualified_name} because a method or hook"
                        " with that name already exists."
                    )
                check(class_type, definition, table)
                (defined[name],) = define_methods(concrete, [definition], is_method=False)
            table.append(defined[name])


def _script(obj: Any, resolver: Any) -> Any:
    return script_module(obj) if isinstance(obj, Module) else None


SCRIPT_OF.append(_script)
