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
from ..nn.parameter import Parameter
from ..runtime.arguments import cast
from ..runtime.function import ScriptFunction
from ..runtime.module import RecursiveScriptModule, ScriptModule
from ..runtime.objects import ScriptObject
from ..tensor.tensor import Tensor
from ..version import __version__
from .fields import MAX_LEVELS, Malformed, entry, expect, fields, items, text
from .json_classes import ClassReader
from .json_encode import VERSION
from .json_graph import GraphReader
from .json_sources import SourceReader
from .json_tensors import TensorReader
from .json_values import ValueReader, fits

_TOP = (
    *("format", "version", "producer", "dialect", "kind"),
    *("classes", "functions", "objects", "root", "tensors", "storages"),
)
_SOURCES = ("sources", "stacks", "scopes")
_TOP_OPTIONAL = ("enums", "interfaces", *_SOURCES)


def decode(document: Any, depth: int) -> ScriptModule | ScriptFunction:
    """The compiled module or function that a document describes, whose text has so many levels of objects and lists.

    Raises `Malformed` with the field that is wrong, ``VerificationError`` for a graph that is.
    """
    if not isinstance(document, dict) or document.get("format") != "minitorchscript":
        raise Malformed("this is not a minitorchscript file")
    if document.get("version") != VERSION:
        raise Malformed(
            f"the file has format version {document.get('version')!r}; minitorchscript {__version__} reads {VERSION}"
        )
    fields(document, "", _TOP, _TOP_OPTIONAL)
    expect(depth <= MAX_LEVELS, f"objects and lists are nested more than {MAX_LEVELS} levels deep")
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
        sources = [items(document, name) if name in document else [] for name in _SOURCES]
        self.graphs = GraphReader(self.values, SourceReader(*sources))
        self.parameters: dict[int, Parameter] = {}
        classes = ClassReader(self.unit, self.values, self.graphs)
        classes.names(document)
        classes.contents(document)
        for index, encoded in enumerate(items(document, "functions")):
            self._function(encoded, f"functions[{index}]")
        classes.methods(document)
        _refuse_recursion(self.unit.functions())
        for index, encoded in enumerate(items(document, "objects")):
            self.values.objects.append(self._object(encoded, f"objects[{index}]"))

    def root(self) -> ScriptModule | ScriptFunction:
        kind = text(self.document, "kind")
        if kind == "module":
            root = self.values.constant({"object": self.document["root"]}, "root")
            expect(isinstance(root, ScriptModule), "root: is no module")
            assert isinstance(root, ScriptModule)
            return root
        if kind != "function":
            raise Malformed(f"kind is {kind!r}, neither 'module' nor 'function'")
        function = self.unit.find_function(text(self.document, "root"))
        if function is None:
            raise Malformed(f"the root function {self.document['root']!r} is not in the file")
        return ScriptFunction(function)

    def _function(self, encoded: Any, where: str) -> None:
        graph, signature = self.graphs.function(encoded, where, None)
        expect(self.unit.find_function(signature.name) is None, f"{where}: {signature.name!r} stands in the file twice")
        function = self.unit.create_function(signature.name, graph)
        function._signature = replace(signature, name=function.name)

    # -- objects

    def _object(self, encoded: Any, where: str) -> ScriptModule | ScriptObject:
        fields(encoded, where, {"class", "attributes"})
        class_type = self.unit.get_class(text(encoded, "class", where))
        if class_type is None:
            raise Malformed(f"{where}: the class {encoded['class']!r} is not in the file")
        values = entry(encoded, "attributes", dict, where)
        if list(values) != list(class_type.attributes):
            raise Malformed(f"{where}: has the attributes {list(values)}, its class {list(class_type.attributes)}")
        made = RecursiveScriptModule(class_type) if class_type.is_module else ScriptObject(class_type)
        for name, attribute in class_type.attributes.items():
            place = f"{where}.{name}"
            value = self.values.constant(values[name], place)
            if not fits(value, attribute.type):
                raise Malformed(f"{place}: is no {attribute.type.str()}")
            value = cast(value, attribute.type)
            if isinstance(made, ScriptObject):
                made._write(name, value)
            elif isinstance(value, ScriptModule):
                made._modules[name] = value
            elif attribute.is_parameter and value is not None:
                made._write(name, self._parameter(value))
            else:
                made._write(name, value)
        if isinstance(made, RecursiveScriptModule):
            made.take_hooks()
        return made

    def _parameter(self, tensor: Tensor) -> Parameter:
        """One parameter per tensor: modules that shared it share it again."""
        if id(tensor) not in self.parameters:
            self.parameters[id(tensor)] = Parameter(tensor, requires_grad=tensor.requires_grad)
        return self.parameters[id(tensor)]


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
        if isinstance(class_type, ClassType):  # which method an interface means is not known before it runs
            found.append(class_type.methods[node.s("name")])
    for node in function.graph.findAllNodes("prim::CallFunction"):
        type_ = node.inputsAt(0).type()
        assert isinstance(type_, FunctionType)
        callee: Function = type_.function
        given, taken = node.inputsSize() - 1, len(callee.graph.inputs())
        expect(given == taken, f"{callee.qualified_name} takes {taken} inputs, {function.qualified_name} gives {given}")
        found.append(callee)
    return found
