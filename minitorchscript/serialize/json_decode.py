"""Reading the JSON format: plain data to compiled objects, every field checked before it is used.

Nothing in a file is trusted: names are looked up in tables, never imported or evaluated; extents are checked against
the bytes that are there before an array is made; and each graph is verified before anyone gets it.
"""

from __future__ import annotations

from typing import Any

from ..dialect import DIALECTS, using
from ..ir.types import ClassType
from ..ir.unit import CompilationUnit, Function
from ..ir.verify import verify
from ..nn.parameter import Parameter
from ..ops.resolve import schema_of
from ..runtime.function import ScriptFunction
from ..runtime.module import RecursiveScriptModule, ScriptModule
from ..tensor.tensor import Tensor
from ..version import __version__
from .fields import Malformed, entry, expect, fields, items, text
from .json_encode import VERSION
from .json_graph import GraphReader
from .json_tensors import TensorReader

_TOP = ("format", "version", "producer", "dialect", "kind", "classes", "functions", "root", "tensors", "storages")


def decode(document: Any) -> ScriptModule | ScriptFunction:
    """The compiled module or function that a document describes.  Raises `Malformed` with the field that is wrong."""
    if not isinstance(document, dict) or document.get("format") != "minitorchscript":
        raise Malformed("this is not a minitorchscript file")
    if document.get("version") != VERSION:
        raise Malformed(
            f"the file has format version {document.get('version')!r}; minitorchscript {__version__} reads {VERSION}"
        )
    fields(document, "the file", _TOP)
    dialect = DIALECTS.get(text(document, "dialect"))
    if dialect is None:
        raise Malformed(f"unknown dialect {document['dialect']!r}")
    with using(dialect):
        return _Decoder(document).root()


class _Decoder:
    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.unit = CompilationUnit()
        self.tensors = TensorReader(items(document, "tensors"), items(document, "storages"))
        self.graphs = GraphReader(self.unit, self.tensors)
        for index, encoded in enumerate(items(document, "functions")):
            self._function(encoded, f"functions[{index}]")
        for index, encoded in enumerate(items(document, "classes")):
            self._class(encoded, f"classes[{index}]")

    def root(self) -> ScriptModule | ScriptFunction:
        kind = text(self.document, "kind")
        if kind == "module":
            return self._module(self.document["root"])
        if kind != "function":
            raise Malformed(f"kind is {kind!r}, neither 'module' nor 'function'")
        function = self.unit.find_function(text(self.document, "root"))
        if function is None:
            raise Malformed(f"the root function {self.document['root']!r} is not in the file")
        return ScriptFunction(function)

    def _function(self, encoded: Any, where: str) -> None:
        fields(encoded, where, ("name", "arguments", "graph"))
        name = text(encoded, "name", where)
        if self.unit.find_function(name):
            raise Malformed(f"{where}: a function {name!r} stands in the file twice")
        graph, signature = self.graphs.function(encoded, where)
        function = self.unit.create_function(name, graph)
        function._signature = signature
        verify(graph, _schemas)

    def _class(self, encoded: Any, where: str) -> None:
        fields(encoded, where, ("name", "attributes", "methods"))
        name = text(encoded, "name", where)
        if self.unit.get_class(name):
            raise Malformed(f"{where}: a class {name!r} stands in the file twice")
        class_type = self.unit.create_class(name)
        for index, attribute in enumerate(items(encoded, "attributes", where)):
            place = f"{where}.attributes[{index}]"
            fields(attribute, place, ("name", "type", "role"))
            key, role = text(attribute, "name", place), text(attribute, "role", place)
            if key in class_type.attributes or role not in {"parameter", "buffer", "attribute"}:
                raise Malformed(f"{place}: {key!r} stands twice or has the unknown role {role!r}")
            type_ = self.graphs.type(attribute["type"], place)
            class_type.add_attribute(key, type_, role == "parameter", role == "buffer")
        methods: list[Function] = []
        for index, method in enumerate(items(encoded, "methods", where)):
            place = f"{where}.methods[{index}]"
            fields(method, place, ("name", "arguments", "graph"))
            key = text(method, "name", place)
            if key in class_type.methods:
                raise Malformed(f"{place}: the class has a method {key!r} already")
            graph, signature = self.graphs.function(method, place)
            created = self.unit.create_method(class_type, key, graph)
            created._signature = signature
            methods.append(created)
        for created in methods:
            verify(created.graph, _schemas)

    # -- the object

    def _module(self, encoded: Any) -> ScriptModule:
        """Build a module object from the innermost ones outwards; no nesting is too deep."""
        pending: list[tuple[Any, str, dict[str, Any]]] = []
        done: dict[int, ScriptModule] = {}
        stack = [(encoded, "root")]
        while stack:
            current, where = stack.pop()
            fields(current, where, ("class", "attributes"))
            values = entry(current, "attributes", dict, where)
            pending.append((current, where, values))
            for name, value in values.items():
                if isinstance(value, dict) and "class" in value:
                    stack.append((value, f"{where}.{name}"))
        for current, where, values in reversed(pending):
            done[id(current)] = self._object(current, where, values, done)
        return done[id(encoded)]

    def _object(
        self, encoded: Any, where: str, values: dict[str, Any], done: dict[int, ScriptModule]
    ) -> ScriptModule:
        class_type = self.unit.get_class(text(encoded, "class", where))
        if class_type is None:
            raise Malformed(f"{where}: the class {encoded['class']!r} is not in the file")
        if list(values) != list(class_type.attributes):
            raise Malformed(f"{where}: has the attributes {list(values)}, its class {list(class_type.attributes)}")
        module = RecursiveScriptModule(class_type)
        for name, attribute in class_type.attributes.items():
            place = f"{where}.{name}"
            value = done.get(id(values[name]))
            if isinstance(attribute.type, ClassType):
                if value is None or value.class_type is not attribute.type:
                    raise Malformed(f"{place}: is not a {attribute.type.str()}")
                module._modules[name] = value
                continue
            self._set(module, name, self.graphs.constant(values[name], place), place)
        return module

    def _set(self, module: ScriptModule, name: str, value: Any, place: str) -> None:
        attribute = module.class_type.attributes[name]
        if attribute.is_parameter or attribute.is_buffer:
            expect(isinstance(value, Tensor), f"{place}: a {type(value).__name__} is no tensor")
        if attribute.is_parameter:
            module._parameters[name] = _parameter(value)
        elif attribute.is_buffer:
            module._buffers[name] = value
        elif name == "training":
            expect(isinstance(value, bool), f"{place}: training is not a bool")
            module.training = value
        else:
            module._attributes[name] = value


def _parameter(tensor: Tensor) -> Parameter:
    return tensor if isinstance(tensor, Parameter) else Parameter(tensor, requires_grad=tensor.requires_grad)


def _schemas(*args: Any) -> Any:
    return schema_of(*args)
