"""What scripting knows of a module besides its class type, and when two modules share one type.

A `ConcreteType` is read off an `nn.Module` object: the types of its parameters, buffers, submodules and plain
attributes, its constants, which attributes are functions, and why some have no type.  Two modules of one Python
class for which all of that is the same are compiled once.
"""

from __future__ import annotations

import inspect
import sys
import typing
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from ..annotations import Attribute as DeclaredAttribute
from ..annotations import has_method_overloads, is_final, method_overloads
from ..device import device, layout
from ..dtype import dtype
from ..ir.named_types import InterfaceType
from ..ir.types import Attribute, ClassType, NoneType, Type
from ..ir.unit import CompilationUnit, Function, current_unit, unshaped
from ..nn.modules.container import ModuleDict, ModuleList, ParameterDict, ParameterList, Sequential
from ..nn.modules.module import Module
from ..nn.typename import typename
from ..runtime.function import ScriptFunction
from ..runtime.infer import inferred_type
from ..runtime.module import CompiledModule
from ..trace.names import qualified_name
from .compiled_classes import class_or_none
from .entry import script_function
from .overload_errors import no_implementation
from .python_types import try_type_of, type_of
from .ranges import NOWHERE
from .resolve import FrameResolver, find_builtin

#: what every module has that is no attribute of a compiled one
_TABLES = {
    *("_version", "_parameters", "_buffers", "_non_persistent_buffers_set", "_backward_hooks", "_backward_pre_hooks"),
    *("_forward_hooks", "_forward_hooks_with_kwargs", "_forward_pre_hooks", "_forward_pre_hooks_with_kwargs"),
    *("_forward_hooks_always_called", "_state_dict_hooks", "_state_dict_pre_hooks", "_load_state_dict_pre_hooks"),
    *("_load_state_dict_post_hooks", "_modules", "_initializing", "dump_patches"),
}
_CONSTANTS = (bool, float, int, str, type(None), device, layout, dtype)
_CONTAINERS: tuple[tuple[type[Module], str], ...] = (
    (ModuleDict, "dict"),
    (ModuleList, "list"),
    (Sequential, "list"),
    (ParameterList, "parameter list"),
    (ParameterDict, "parameter dict"),
)
#: the annotations of PyTorch's own Module, which a class without annotations inherits
_MODULE_ANNOTATIONS = {"training": bool, "_is_full_backward_hook": typing.Optional[bool]}  # noqa: UP045


@dataclass(eq=False)
class ConcreteType:
    """The compiled form of a module as far as the compiler needs it."""

    python_class: type[Module] | None
    #: "list", "dict", "parameter list", "parameter dict", or "" for what can't be iterated
    container: str = ""
    attributes: dict[str, Attribute] = field(default_factory=dict)
    constants: dict[str, Any] = field(default_factory=dict)
    modules: dict[str, ConcreteType] = field(default_factory=dict)
    overloads: dict[str, list[str]] = field(default_factory=dict)
    #: attributes that are functions: the compiled one, and Python's
    functions: dict[str, tuple[Function, Any]] = field(default_factory=dict)
    builtins: dict[str, str] = field(default_factory=dict)
    #: why an attribute has no type
    failed: dict[str, str] = field(default_factory=dict)
    ignored: set[str] = field(default_factory=set)
    hooks: list[Any] = field(default_factory=list)
    pre_hooks: list[Any] = field(default_factory=list)
    #: may its class type be used for another module?
    is_shared: bool = True
    type: ClassType | InterfaceType = field(init=False)

    def equals(self, other: ConcreteType) -> bool:
        """Whether one class type does for both."""
        if not (self.is_shared and other.is_shared):
            return False
        alike = (
            self.python_class is other.python_class
            and self.container == other.container
            and self.ignored == other.ignored
            and self.overloads == other.overloads
            and self.builtins == other.builtins
            and self.hooks == other.hooks
            and self.pre_hooks == other.pre_hooks
            and _same(self.constants, other.constants)
            and self._attribute_facts() == other._attribute_facts()
            and {name: each[1] for name, each in self.functions.items()}
            == {name: each[1] for name, each in other.functions.items()}
        )
        return (
            alike
            and self.modules.keys() == other.modules.keys()
            and all(
                each.type is other.modules[name].type or each.equals(other.modules[name])
                for name, each in self.modules.items()
            )
        )

    def _attribute_facts(self) -> list[tuple[str, Type, bool]]:
        return [(name, each.type, each.is_parameter) for name, each in self.attributes.items()]

    def create_type(self, unit: CompilationUnit) -> None:
        """Give it a class type of its own."""
        assert self.python_class is not None
        created = unit.create_class(qualified_name(self.python_class))
        created.attributes.update(self.attributes)
        created.constants.update(self.constants)
        for name, module in self.modules.items():
            created.add_attribute(name, module.type)
        self.type = created


def concrete_type_of_class(type_: ClassType | InterfaceType) -> ConcreteType:
    """What is known of a compiled module whose Python object is gone: what its class type says."""
    concrete = ConcreteType(None, is_shared=False)
    concrete.type = type_
    if isinstance(type_, ClassType):
        for name, attribute in type_.attributes.items():
            if _is_module_type(attribute.type):
                concrete.modules[name] = concrete_type_of_class(attribute.type)  # type: ignore[arg-type]
            else:
                concrete.attributes[name] = attribute
        concrete.constants.update(type_.constants)
    return concrete


def _is_module_type(type_: Type) -> bool:
    return isinstance(type_, ClassType | InterfaceType) and type_.is_module


def _same(one: Any, other: Any) -> bool:
    """Equal, and of the same types all the way down: 1 is not True."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_same(value, other[key]) for key, value in one.items())
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)


class TypeStore:
    """The concrete types of a compilation unit."""

    def __init__(self) -> None:
        self.by_class: dict[type[Module], list[ConcreteType]] = {}
        #: those whose methods have been compiled
        self.compiled: set[ConcreteType] = set()


_stores: WeakKeyDictionary[CompilationUnit, TypeStore] = WeakKeyDictionary()


def type_store() -> TypeStore:
    """The concrete types known in the current unit."""
    return _stores.setdefault(current_unit(), TypeStore())


def concrete_type_of(module: Module, is_shared: bool = True) -> ConcreteType:
    """A module's concrete type, with its class type: an earlier module's if that is the same in everything."""
    compiled = module.__dict__.get("_actual_script_module", module)
    if isinstance(compiled, CompiledModule):
        known = compiled.__dict__.get("_concrete_type")
        return known if isinstance(known, ConcreteType) else concrete_type_of_class(compiled.class_type)
    read = _Reader(module, is_shared).read()
    if not is_shared:
        read.is_shared = False
        read.create_type(current_unit())
        return read
    known_types = type_store().by_class.setdefault(type(module), [])
    for each in known_types:
        if each.equals(read):
            return each
    read.create_type(current_unit())
    known_types.append(read)
    return read


def annotations_of(module: Module) -> dict[str, Any]:
    """The annotations of a module's class or, if it has none, of the first of its bases that has any."""
    pending: list[type] = [type(module)]
    while pending:
        cls = pending.pop(0)
        if cls.__module__ == Module.__module__ and cls is Module:
            return dict(_MODULE_ANNOTATIONS)
        found = _own_annotations(cls)
        if found:
            return found
        pending = [*cls.__bases__, *pending]
    return {}


_OWN_PACKAGE = __name__.partition(".")[0]


def _own_annotations(cls: type) -> dict[str, Any]:
    """A class's annotations.

    Most files of this package postpone their evaluation, which PyTorch's do not, and have some that are no types of
    TorchScript: those are left to inference.
    """
    found = inspect.get_annotations(cls)
    if cls.__module__.partition(".")[0] != _OWN_PACKAGE or not all(isinstance(each, str) for each in found.values()):
        return found
    resolver = FrameResolver({}, vars(sys.modules[cls.__module__]))
    evaluated = {name: _evaluated(text, resolver) for name, text in found.items()}
    return {name: each for name, each in evaluated.items() if each is not None and _is_type(each)}


def _evaluated(text: str, resolver: FrameResolver) -> Any:
    """What an annotation's text stands for; ``None`` where it is no type."""
    if not text.endswith(" | None"):
        return resolver.evaluate(text)
    alternative = resolver.evaluate(text.removesuffix(" | None"))
    return None if alternative is None else alternative | None


def _is_type(annotation: Any) -> bool:
    try:
        return is_final(annotation) or try_type_of(annotation, NOWHERE) is not None
    except (RuntimeError, ValueError, AssertionError):
        return False


def ignored_properties(module: Module) -> set[str]:
    """Properties that the module lists among the attributes that are not to be compiled."""
    listed = getattr(module, "__jit_ignored_attributes__", [])
    return {name for name in listed if isinstance(vars(type(module)).get(name), property)}


def overloads_of(module: Module) -> dict[str, list[tuple[str, Callable[..., Any]]]]:
    """For each overloaded method its compiled names and declarations."""
    found: dict[str, list[tuple[str, Callable[..., Any]]]] = {}
    if not has_method_overloads(type(module)):
        return found
    skipped = ignored_properties(module)
    for name in dir(type(module)):
        method = None if name in skipped else getattr(module, name, None)
        if not callable(method) or getattr(method, "__module__", None) is None or not hasattr(method, "__name__"):
            continue
        declared = method_overloads(method, type(module))
        if not declared:
            continue
        if method.__func__ in declared:
            raise no_implementation("method", method)
        found[name] = [(f"{name}__{index}", each) for index, each in enumerate(declared)]
    return found


class _Reader:
    """Reads the concrete type off one module."""

    def __init__(self, module: Module, is_shared: bool) -> None:
        self.module = module
        self.is_shared = is_shared
        self.annotations = annotations_of(module)
        self.found = ConcreteType(type(module))
        self.found.ignored.update(getattr(module, "__jit_ignored_attributes__", []))

    def read(self) -> ConcreteType:
        module, found = self.module, self.found
        for kind, container in _CONTAINERS:
            if isinstance(module, kind):
                found.container = container
        for name, parameter in module._parameters.items():
            self._tensor(name, parameter, is_parameter=True)
        for name, buffer in module._buffers.items():
            self._tensor(name, buffer, is_parameter=False)
        for name, child in module._modules.items():
            if name not in found.ignored:
                self._module(name, child)
        self._constants()
        overloads = getattr(module, "__overloads__", {})
        overloads.update({name: [each[0] for each in declared] for name, declared in overloads_of(module).items()})
        found.overloads.update(overloads)
        for name, value in module.__dict__.items():
            is_new = name not in found.attributes and name not in found.constants and name not in found.modules
            if name not in _TABLES and not name.startswith("__") and name not in found.ignored and is_new:
                self._plain(name, value)
        found.hooks.extend(module._forward_hooks.values())
        found.pre_hooks.extend(module._forward_pre_hooks.values())
        return found

    def _type(self, name: str, value: Any) -> tuple[Type | str, bool]:
        """A type or why there is none; and whether it was inferred from the value."""
        try:
            if name in self.annotations:
                return type_of(self.annotations[name], NOWHERE), False
            if isinstance(value, DeclaredAttribute):
                return type_of(value.type, NOWHERE), False
            return inferred_type(value, class_or_none), True
        except TypeError as error:
            return str(error), True
        except RuntimeError as error:
            raise RuntimeError(f"Error inferring type for {name}: {value}: {error}") from error

    def _tensor(self, name: str, value: Any, is_parameter: bool) -> None:
        if name in self.found.ignored:
            return
        type_, _ = self._type(name, value)
        assert isinstance(type_, Type)
        self.found.attributes[name] = Attribute(unshaped(type_), is_parameter, not is_parameter)

    def _module(self, name: str, child: Any) -> None:
        type_, _ = self._type(name, child)
        if child is None:
            self.found.attributes[name] = Attribute(type_ if isinstance(type_, Type) else NoneType())
        elif isinstance(type_, InterfaceType):
            self.found.modules[name] = concrete_type_of_class(type_)
        elif isinstance(type_, Type):
            raise AssertionError(f"Expected inferred type to be interface type for '{name}'")
        else:
            self.found.modules[name] = concrete_type_of(child, self.is_shared)

    def _constants(self) -> None:
        module = self.module
        names = dict.fromkeys(getattr(module, "__constants__", ()))
        names.update(dict.fromkeys(name for name, annotation in self.annotations.items() if is_final(annotation)))
        for name in names:
            tables = {"submodule": module._modules, "buffer": module._buffers, "parameter": module._parameters}
            what = next((what for what, table in tables.items() if name in table and table[name] is not None), None)
            if what is None and (name in self.found.attributes):
                what = next(what for what, table in tables.items() if name in table)
            if what is not None:
                warnings.warn(
                    f"'{name}' was found in ScriptModule constants,  but it is a non-constant {what}. Consider"
                    " removing it.",
                    stacklevel=2,
                )
            elif not hasattr(module, name):
                warnings.warn(
                    f"'{name}' was found in ScriptModule constants, but was not actually set in __init__. Consider"
                    " removing it.",
                    stacklevel=2,
                )
            else:
                self.found.constants[name] = _constant(name, getattr(module, name), type(module).__name__)

    def _plain(self, name: str, value: Any) -> None:
        """An attribute in the object's own table."""
        found = self.found
        builtin = find_builtin(value)
        if builtin is not None:
            found.builtins[name] = builtin
        elif inspect.isfunction(value):
            self._function(name, value)
        elif isinstance(value, ScriptFunction):
            found.functions[name] = (value._function, value)
        else:
            self._data(name, value)

    def _function(self, name: str, function: Callable[..., Any]) -> None:
        try:
            self.found.functions[name] = (script_function(function)._function, function)
        except Exception as error:
            self.found.failed[name] = (
                "(This function exists as an attribute on the Python module, but we failed to compile it to a"
                f" TorchScript function. \nThe error stack is reproduced here:\n{error})"
            )

    def _data(self, name: str, value: Any) -> None:
        type_, inferred = self._type(name, value)
        if isinstance(type_, Type):
            self.found.attributes[name] = Attribute(unshaped(type_))
            return
        advice = "Its type was inferred; try adding a type annotation for the attribute." if inferred else ""
        self.found.failed[name] = (
            "(This attribute exists on the Python module, but we failed to convert Python type:"
            f" '{typename(type(value))}' to a TorchScript type. {type_}. {advice})"
        )


def _constant(name: str, value: Any, owner: str) -> Any:
    """A constant as the compiler keeps it.  Raises ``TypeError`` for what can't be one."""
    if isinstance(value, dtype | layout):
        return value.code
    if isinstance(value, _CONSTANTS):
        return value
    if isinstance(value, tuple | list):
        return tuple(_constant(name, each, owner) for each in value)
    kinds = "bool, float, int, str, NoneType, torch.device, torch.layout, torch.dtype, torch.qscheme"
    raise TypeError(
        f"\n'{typename(type(value))}' object in attribute '{owner}.{name}' is not a valid constant.\n"
        "Valid constants are:\n1. a nn.ModuleList\n2. a value of type "
        f"{{{kinds}}}\n3. a list or tuple of (2)\n"
    )
