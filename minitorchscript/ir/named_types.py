"""Types that a program names besides classes: enumerations and interfaces.

Both stand for something of Python's: the values of an `EnumType` are members of a Python enumeration, and whatever
class has an interface's methods is a subtype of its `InterfaceType`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .types import AnyClassType, AnyEnumType, ClassType, OptionalType, TupleType, Type, UnionType

#: the builtin, for class bodies in which ``str`` is PyTorch's method
Text = str


@dataclass(frozen=True, repr=False)
class EnumType(Type):
    """An enumeration: its name, the type that all of its values have, and its members as (name, value)."""

    qualified_name: Text
    value: Type
    members: tuple[tuple[Text, Any], ...] = field(default=(), compare=False)
    #: the Python class; its members are what a program computes with
    python_class: Any = field(default=None, compare=False)

    def name(self) -> Text:
        """The last part of the qualified name."""
        return self.qualified_name.rpartition(".")[2]

    def str(self) -> Text:
        return f"Enum<{self.qualified_name}>"

    @property
    def annotation_str(self) -> Text:
        return self.qualified_name

    def repr_str(self) -> Text:
        """The name as errors give it."""
        return self.str()

    def getValueType(self) -> Type:
        return self.value

    def containedTypes(self) -> list[Type]:
        return [self.value]

    def isSubtypeOf(self, other: Type) -> bool:
        return isinstance(other, AnyEnumType) or super().isSubtypeOf(other)


@dataclass(eq=False, repr=False)
class InterfaceType(Type):
    """What classes have in common: methods by name, each an `ir.unit.Signature` (held opaquely)."""

    qualified_name: Text
    is_module: bool = False
    methods: dict[Text, Any] = field(default_factory=dict)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def name(self) -> Text:
        """The last part of the qualified name."""
        return self.qualified_name.rpartition(".")[2]

    def str(self) -> Text:
        return f"InterfaceType<{self.name()}>"

    @property
    def annotation_str(self) -> Text:
        return self.qualified_name

    def repr_str(self) -> Text:
        """The name as errors give it."""
        return self.qualified_name

    def getMethodNames(self) -> list[Text]:
        return list(self.methods)

    def isSubtypeOf(self, other: Type) -> bool:
        if isinstance(other, InterfaceType):
            return self.is_module is other.is_module and not why_not_implemented(self, other)
        return isinstance(other, AnyClassType) or super().isSubtypeOf(other)

    def admits(self, other: Type) -> bool:
        return isinstance(other, ClassType) and not why_not_implemented(other, self)


def why_not_implemented(type_: ClassType | InterfaceType, interface: InterfaceType) -> Text:
    """Why a class or interface does not implement an interface; "" if it does."""
    name_of_type = type_.repr_str()
    if interface.is_module and not type_.is_module:
        return (
            f"Class '{name_of_type}' is not a subtype of the module interface '{interface.qualified_name}' ,"
            " only ScriptModule class can be subtype of module interface.\n"
        )
    for name, wanted in interface.methods.items():
        method = type_.methods.get(name)
        if method is None:
            return f"Class '{name_of_type}' does not have method '{name}' but '{interface.qualified_name}' does.\n"
        signature = method.signature if isinstance(type_, ClassType) else method
        if not _fits(signature, wanted):
            return (
                f"Method on class '{name_of_type}' (1) is not compatible with interface"
                f" '{interface.qualified_name}' (2)\n  (1) {signature}\n  (2) {wanted}\n"
            )
    return ""


def why_no_subtype(given: Type, wanted: Type) -> Text:
    """What `why_not_implemented` says of the interfaces in a type that another was to be a subtype of."""
    if isinstance(wanted, InterfaceType):
        return why_not_implemented(given, wanted) if isinstance(given, ClassType | InterfaceType) else ""
    if isinstance(wanted, OptionalType):
        return why_no_subtype(given, wanted.element)
    if isinstance(wanted, UnionType):
        return "".join(why_no_subtype(given, member) for member in wanted.members)
    if isinstance(wanted, TupleType) and isinstance(given, TupleType) and len(wanted.members) == len(given.members):
        pairs = zip(given.members, wanted.members, strict=True)
        return next((why_no_subtype(*pair) for pair in pairs if not pair[0].isSubtypeOf(pair[1])), "")
    return ""


def _fits(given: Any, wanted: Any) -> bool:
    """A method may take more than the interface promises to take, and return less."""
    own, promised = given.arguments[1:], wanted.arguments[1:]
    if [argument.name for argument in own] != [argument.name for argument in promised]:
        return False
    taken = all(formal.type.isSubtypeOf(argument.type) for argument, formal in zip(own, promised, strict=True))
    results = zip(given.returns, wanted.returns, strict=True)
    return taken and all(result.isSubtypeOf(formal) for result, formal in results)
