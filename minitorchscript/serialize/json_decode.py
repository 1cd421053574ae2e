"""Reading the JSON format: plain data to compiled objects, every field checked before it is used.

Nothing in a file is trusted: names are looked up in tables, never imported or evaluated; extents are checked against
the bytes that are there before an array is made; and each graph is verified before anyone gets it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..dialect import DIALECTS, using
from ..ir.types import ClassType, FunctionType
from ..ir.unit import CompilationUnit, Function
from ..ir.verify import verify
from ..nn.parameter import Parameter
from ..ops.resolve import schema_of
from ..runtime.function import ScriptFunction
from ..runtime.module import RecursiveScriptModule, ScriptModule
from ..tensor.tensor import Tensor
from ..version import __version__
from .fields import MAX_LEVELS, Malformed, entry, expect, fields, integer, items, levels, text
from .json_encode import VERSION
from .json_graph import GraphReader
from .json_tensors import TensorReader
from .json_values import ValueReader, fits

_TOP = (
    *("format", "version", "producer", "dialect", "kind"),
    *("classes", "functions", "objects", "root", "tensors", "storages"),
)


def decode(document: Any) -> ScriptModule | ScriptFunction:
    """The compiled module or function that a document describes.

    Raises `Malformed` with the field that is wrong, ``VerificationError`` for a graph that is.
    """
    if not isinstance(document, dict) or document.get("format") != "minitorchscript":
        raise Malformed("this is not a minitorchscript file")
    if document.get("version") != VERSION:
        raise Malformed(
            f"the file has format version {document.get('version')!r}; minitorchscript {__version__} reads {VERSION}"
        )
    fields(document, "", _TOP)
    expect(levels(document) <= MAX_LEVELS, f"objects and lists are nested more than {MAX_LEVELS} levels deep")
    text(document, "producer")
    dialect = DIALECTS.get(text(document, "dialect"))
    if dialect is None:
        raise Malformed(f"unknown dialect {document['dialect']!r}")
    with using(dialect):
        return _Decoder(document).root()


class _Decoder:
    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.unit = CompilationUnit()
        self.values = ValueReader(self.unit, TensorReader(items(document, "tensors"), items(document, "storages")))
        self.graphs = GraphReader(self.values)
        self.objects: list[ScriptModule] = []
        self.parameters: dict[int, Parameter] = {}
        for index, encoded in enumerate(items(document, "functions")):
            self._function(encoded, f"functions[{index}]")
        for index, encoded in enumerate(items(document, "classes")):
            self._class(encoded, f"classes[{index}]")
        _refuse_recursion(self.unit.functions())
        for index, encoded in enumerate(items(document, "objects")):
            self.objects.append(self._object(encoded, f"objects[{index}]"))

    def root(self) -> ScriptModule | ScriptFunction:
        kind = text(self.document, "kind")
        if kind == "module":
            return self._known_object(self.document["root"], "root")
        if kind != "function":
            raise Malformed(f"kind is {kind!r}, neither 'module' nor 'function'")
        function = self.unit.find_function(text(self.document, "root"))
        if function is None:
            raise Malformed(f"the root function {self.document['root']!r} is not in the file")
        return ScriptFunction(function)

    # -- functions and classes

    def _function(self, encoded: Any, where: str) -> None:
        graph, signature = self.graphs.function(encoded, where, None)
        expect(self.unit.find_function(signature.name) is None, f"{where}: {signature.name!r} stands in the file twice")
        function = self.unit.create_function(signature.name, graph)
        function._signature = replace(signature, name=function.name)
        verify(graph, schema_of)

    def _class(self, encoded: Any, where: str) -> None:
        fields(encoded, where, ("name", "attributes", "methods"))
        name = text(encoded, "name", where)
        expect(self.unit.get_class(name) is None, f"{where}: {name!r} stands in the file twice")
        class_type = self.unit.create_class(name)
        for index, attribute in enumerate(items(encoded, "attributes", where)):
            self._attribute(class_type, attribute, f"{where}.attributes[{index}]")
        for index, method in enumerate(items(encoded, "methods", where)):
            place = f"{where}.methods[{index}]"
            graph, signature = self.graphs.function(method, place, class_type)
            key = signature.name
            expect(self.unit.find_function(f"{name}.{key}") is None, f"{place}: {key!r} stands in the file twice")
            self.unit.create_method(class_type, key, graph)._signature = signature
        # Methods may call each other, so that none is verified before all are there.
        for created in class_type.methods.values():
            verify(created.graph, schema_of)

    def _attribute(self, class_type: ClassType, encoded: Any, where: str) -> None:
        fields(encoded, where, ("name", "type", "role"))
        name, role = text(encoded, "name", where), text(encoded, "role", where)
        expect(name not in class_type.attributes, f"{where}: the class has an attribute {name!r} already")
        expect(role in {"parameter", "buffer", "attribute"}, f"{where}: unknown role {role!r}")
        type_ = self.values.type(encoded["type"], f"{where}.type")
        class_type.add_attribute(name, type_, role == "parameter", role == "buffer")

    # -- objects

    def _object(self, encoded: Any, where: str) -> ScriptModule:
        fields(encoded, where, ("class", "attributes"))
        values = entry(encoded, "attributes", dict, where)
        class_type = self.unit.get_class(text(encoded, "class", where))
        if class_type is None:
            raise Malformed(f"{where}: the class {encoded['class']!r} is not in the file")
        if list(values) != list(class_type.attributes):
            raise Malformed(f"{where}: has the attributes {list(values)}, its class {list(class_type.attributes)}")
        module = RecursiveScriptModule(class_type)
        for name, attribute in class_type.attributes.items():
            place = f"{where}.{name}"
            if isinstance(attribute.type, ClassType):
                fields(values[name], place, ("object",))
                child = self._known_object(values[name]["object"], place)
                expect(child.class_type is attribute.type, f"{place}: is no {attribute.type.str()}")
                module._modules[name] = child
                continue
            value = self.values.constant(values[name], place)
            expect(fits(value, attribute.type), f"{place}: is no {attribute.type.str()}")
            self._set(module, name, value, place)
        return module

    def _set(self, module: ScriptModule, name: str, value: Any, place: str) -> None:
        attribute = module.class_type.attributes[name]
        if attribute.is_parameter or attribute.is_buffer:
            expect(isinstance(value, Tensor), f"{place}: a {type(value).__name__} is no tensor")
        if attribute.is_parameter:
            module._parameters[name] = self._parameter(value)
        elif attribute.is_buffer:
            module._buffers[name] = value
        elif name == "training":
            expect(isinstance(value, bool), f"{place}: training is not a bool")
            module.training = value
        else:
            module._attributes[name] = value

    def _parameter(self, tensor: Tensor) -> Parameter:
        """One parameter per tensor: modules that shared it share it again."""
        if id(tensor) not in self.parameters:
            self.parameters[id(tensor)] = Parameter(tensor, requires_grad=tensor.requires_grad)
        return self.parameters[id(tensor)]

    def _known_object(self, number: Any, where: str) -> ScriptModule:
        found = integer(number, where)
        expect(0 <= found < len(self.objects), f"{where}: there is no object {found} before it")
        return self.objects[found]


def _refuse_recursion(functions: list[Function]) -> None:
    """A function that calls itself, perhaps through others, could never be inlined."""
    finished: set[Function] = set()
    active: dict[Function, None] = {}
    pending = functions[::-1]
    while pending:
        function = pending[-1]
        if function in finished or function in active:
            pending.pop()
            active.pop(function, None)
            finished.add(function)
            continue
        active[function] = None
        for callee in _callees(function):
            if callee in active:
                raise Malformed(f"{callee.qualified_name} calls itself")
            pending.append(callee)


def _callees(function: Function) -> list[Function]:
    found = []
    for node in function.graph.findAllNodes("prim::CallMethod"):
        class_type = node.inputsAt(0).type()
        assert isinstance(class_type, ClassType)
        found.append(class_type.methods[node.s("name")])
    for node in function.graph.findAllNodes("prim::CallFunction"):
        type_ = node.inputsAt(0).type()
        assert isinstance(type_, FunctionType)
        callee: Function = type_.function
        given, taken = node.inputsSize() - 1, len(callee.graph.inputs())
        expect(given == taken, f"{callee.qualified_name} takes {taken} inputs, {function.qualified_name} gives {given}")
        found.append(callee)
    return found
