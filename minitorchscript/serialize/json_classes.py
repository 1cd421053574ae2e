"""Classes, enumerations and interfaces of a file.

They may mention each other in any order, so they are read in rounds: first all names, then what the classes hold,
and the methods last of all.
"""

from __future__ import annotations

import enum
from dataclasses import replace
from typing import Any

from ..ir.named_types import EnumType, InterfaceType
from ..ir.types import ClassType, FloatType, IntType, StringType
from ..ir.unit import CompilationUnit, Function, Signature
from ..ir.verify import verify
from ..ops.resolve import schema_of
from .fields import Malformed, entry, expect, fields, items, text
from .json_graph import GraphReader
from .json_values import ValueReader, fits

_CLASS = ("name", "attributes", "methods")
_CLASS_OPTIONAL = ("is_module", "constants", "properties", "hooks")


class ClassReader:
    """Enters the named types of a file into a unit."""

    def __init__(self, unit: CompilationUnit, values: ValueReader, graphs: GraphReader) -> None:
        self.unit = unit
        self.values = values
        self.graphs = graphs

    # -- the rounds

    def names(self, document: dict[str, Any]) -> None:
        """Enumerations; classes and interfaces without anything in them."""
        for index, encoded in enumerate(_listed(document, "enums")):
            self._enum(encoded, f"enums[{index}]")
        for index, encoded in enumerate(_listed(document, "interfaces")):
            where = f"interfaces[{index}]"
            fields(encoded, where, ("name", "is_module", "methods"))
            name = self._new_name(encoded, where)
            self.unit.register_type(name, InterfaceType(name, entry(encoded, "is_module", bool, where)))
        for index, encoded in enumerate(items(document, "classes")):
            where = f"classes[{index}]"
            fields(encoded, where, _CLASS, _CLASS_OPTIONAL)
            is_module = entry(encoded, "is_module", bool, where) if "is_module" in encoded else True
            self.unit.create_class(self._new_name(encoded, where), is_module)

    def contents(self, document: dict[str, Any]) -> None:
        """The methods that interfaces promise; attributes and constants of classes."""
        for index, encoded in enumerate(_listed(document, "interfaces")):
            interface = self.unit.find_type(encoded["name"])
            assert isinstance(interface, InterfaceType)
            for number, method in enumerate(items(encoded, "methods", f"interfaces[{index}]")):
                self._promise(interface, method, f"interfaces[{index}].methods[{number}]")
        for index, encoded in enumerate(items(document, "classes")):
            where, class_type = f"classes[{index}]", self._class(encoded)
            for number, attribute in enumerate(items(encoded, "attributes", where)):
                self._attribute(class_type, attribute, f"{where}.attributes[{number}]")
            constants = entry(encoded, "constants", dict, where) if "constants" in encoded else {}
            for name, constant in constants.items():
                class_type.constants[name] = self.values.constant(constant, f"{where}.constants.{name}")

    def methods(self, document: dict[str, Any]) -> None:
        """Methods, hooks and properties."""
        classes = items(document, "classes")
        for index, encoded in enumerate(classes):
            where, class_type = f"classes[{index}]", self._class(encoded)
            for number, method in enumerate(items(encoded, "methods", where)):
                name, created = self._function(class_type, method, f"{where}.methods[{number}]")
                class_type.methods[name] = created
            if "hooks" in encoded:
                self._hooks(class_type, encoded["hooks"], f"{where}.hooks")
            if "properties" in encoded:
                for name, accessors in entry(encoded, "properties", dict, where).items():
                    self._property(class_type, name, accessors, f"{where}.properties.{name}")
        # Methods may call each other, so that none is verified before all are there.
        for function in self.unit.functions():
            verify(function.graph, schema_of)

    # -- enumerations and interfaces

    def _enum(self, encoded: Any, where: str) -> None:
        fields(encoded, where, ("name", "value", "members"))
        value = self.values.type(encoded["value"], f"{where}.value")
        expect(isinstance(value, IntType | FloatType | StringType), f"{where}: values are ints, floats or strings")
        members: list[tuple[str, Any]] = []
        for member in items(encoded, "members", where):
            pair = isinstance(member, list) and len(member) == 2 and isinstance(member[0], str)
            expect(pair and member[0].isidentifier() and not member[0].startswith("_"), f"{where}: no name and value")
            content = self.values.constant(member[1], where)
            expect(fits(content, value), f"{where}: the value of {member[0]} is no {value.str()}")
            members.append((member[0], content))
        expect(bool(members) and len(dict(members)) == len(members), f"{where}: no members, or one twice")
        name = self._new_name(encoded, where)
        try:
            python_class = enum.Enum(name.rpartition(".")[2], members)  # type: ignore[misc]  # made of data
        except (TypeError, ValueError) as error:
            raise Malformed(f"{where}: {error}") from None
        self.unit.register_type(name, EnumType(name, value, tuple(members), python_class))

    def _promise(self, interface: InterfaceType, encoded: Any, where: str) -> None:
        fields(encoded, where, ("name", "arguments", "returns"))
        arguments = [
            self.graphs.argument(argument, f"{where}.arguments[{index}]")
            for index, argument in enumerate(items(encoded, "arguments", where))
        ]
        returns = tuple(self.values.type(type_, f"{where}.returns") for type_ in items(encoded, "returns", where))
        name = text(encoded, "name", where)
        expect(len(returns) == 1 and bool(arguments), f"{where}: a method takes its object and returns one value")
        interface.methods[name] = Signature(name, tuple(arguments), returns)

    # -- classes

    def _new_name(self, encoded: Any, where: str) -> str:
        name = text(encoded, "name", where)
        expect(self.unit.find_type(name) is None, f"{where}: {name!r} stands in the file twice")
        return name

    def _class(self, encoded: Any) -> ClassType:
        class_type = self.unit.get_class(encoded["name"])
        assert class_type is not None
        return class_type

    def _attribute(self, class_type: ClassType, encoded: Any, where: str) -> None:
        fields(encoded, where, {"name", "type", "role"})
        name, role = text(encoded, "name", where), text(encoded, "role", where)
        if name in class_type.attributes:
            raise Malformed(f"{where}: the class has an attribute {name!r} already")
        if role not in ("parameter", "buffer", "attribute"):
            raise Malformed(f"{where}: unknown role {role!r}")
        type_ = self.values.type(encoded["type"], where, "type")
        class_type.add_attribute(name, type_, role == "parameter", role == "buffer")

    def _function(self, class_type: ClassType, encoded: Any, where: str) -> tuple[str, Function]:
        graph, signature = self.graphs.function(encoded, where, class_type)
        name = f"{class_type.qualified_name}.{signature.name}"
        expect(self.unit.find_function(name) is None, f"{where}: {signature.name!r} stands in the file twice")
        created = self.unit.create_function(name, graph)
        created._signature = replace(signature, name=created.name)
        return signature.name, created

    def _hooks(self, class_type: ClassType, encoded: Any, where: str) -> None:
        fields(encoded, where, ("after", "before"))
        for table, field in ((class_type.forward_hooks, "after"), (class_type.forward_pre_hooks, "before")):
            for name in items(encoded, field, where):
                hook = self.unit.find_function(name) if isinstance(name, str) else None
                if hook is None:
                    raise Malformed(f"{where}: the function {str(name)[:80]!r} is not in the file")
                expect(
                    [value.type() for value in hook.graph.inputs()[:1]] == [class_type],
                    f"{where}: a hook takes its object first",
                )
                table.append(hook)

    def _property(self, class_type: ClassType, name: str, encoded: Any, where: str) -> None:
        pair = isinstance(encoded, list) and len(encoded) == 2
        expect(pair, f"{where}: expected a getter and a setter")
        known = [isinstance(each, str) and each in class_type.methods for each in encoded]
        expect(known[0] and (known[1] or encoded[1] is None), f"{where}: an accessor is no method")
        class_type.properties[name] = (
            class_type.methods[encoded[0]],
            None if encoded[1] is None else class_type.methods[encoded[1]],
        )


def _listed(document: dict[str, Any], name: str) -> list[Any]:
    return items(document, name) if name in document else []
