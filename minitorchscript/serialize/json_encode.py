"""Writing the JSON format: compiled objects to plain dicts, lists and strings."""

from __future__ import annotations

import enum
import math
from collections.abc import Iterator
from typing import Any

from ..device import device
from ..dialect import current as current_dialect
from ..dialect import using
from ..ir.block import Block
from ..ir.graph import Graph
from ..ir.named_types import EnumType, InterfaceType
from ..ir.node import Node
from ..ir.types import (
    ClassType,
    DictType,
    FunctionType,
    FutureType,
    ListType,
    OptionalType,
    TensorType,
    TupleType,
    Type,
    UnionType,
)
from ..ir.unit import Function, FunctionArgument
from ..ir.value import Value
from ..runtime.function import ScriptFunction, run_function
from ..runtime.module import ScriptModule
from ..runtime.objects import ScriptObject
from ..tensor.tensor import Tensor
from ..version import __version__
from .json_sources import SourceWriter
from .json_tensors import TensorWriter

VERSION = 2


def encode(compiled: ScriptModule | ScriptFunction, strip_debug: bool = False) -> dict[str, Any]:
    """The document for a compiled module or function."""
    encoder = _Encoder(strip_debug)
    root: int | str
    if isinstance(compiled, ScriptModule):
        kind, root = "module", encoder.object(compiled)
        graphs = [method.graph for method in compiled.class_type.methods.values()]
    else:
        kind, root = "function", encoder.function(compiled._function)
        graphs = [compiled.graph]
    tensors, storages = encoder.tensors.tables()
    return {
        "format": "minitorchscript",
        "version": VERSION,
        "producer": f"minitorchscript {__version__}",
        "dialect": graphs[0].dialect.name if graphs else current_dialect().name,
        "kind": kind,
        **({"enums": list(encoder.enums.values())} if encoder.enums else {}),
        **({"interfaces": list(encoder.interfaces.values())} if encoder.interfaces else {}),
        "classes": [encoded for encoded in encoder.classes.values() if encoded],
        "functions": list(encoder.functions.values()),
        "objects": encoder.objects,
        "root": root,
        "tensors": tensors,
        "storages": storages,
        **encoder.sources.tables(),
    }


def _modules_in(value: Any) -> Iterator[ScriptModule]:
    if isinstance(value, ScriptModule):
        yield value
    elif isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _modules_in(each)


class _Encoder:
    def __init__(self, strip_debug: bool) -> None:
        self.strip_debug = strip_debug
        self.numbers: dict[ScriptModule | ScriptObject, int] = {}
        #: by name; empty while a class is being written
        self.classes: dict[str, dict[str, Any]] = {}
        self.enums: dict[type, dict[str, Any]] = {}
        self.interfaces: dict[str, dict[str, Any]] = {}
        self.functions: dict[str, dict[str, Any]] = {}
        self.objects: list[dict[str, Any]] = []
        self.tensors = TensorWriter()
        self.sources = SourceWriter()
        #: what has been written of types, by identity: they live as long as what is written
        self._types: dict[int, Any] = {}

    # -- modules, objects and classes

    def object(self, root: ScriptModule | ScriptObject) -> int:
        """Write a module or object down, after those in it, and return its number; a shared one has one number."""
        pending = [root]
        states: dict[ScriptModule | ScriptObject, Any] = {}
        while pending:
            current = pending[-1]
            has_state = {"__getstate__", "__setstate__"} <= current.class_type.methods.keys()
            if has_state:
                if current not in states:
                    states[current] = run_function(current.class_type.methods["__getstate__"], (current,), {})
                values = {"state": states[current]}
            else:
                values = {name: current._read(name) for name in current.class_type.attributes}
            missing = [module for module in _modules_in(values) if module not in self.numbers]
            if missing:
                pending.extend(reversed(missing))
                continue
            pending.pop()
            if current in self.numbers:
                continue
            self.class_type(current.class_type)
            attributes = {name: self.constant(value) for name, value in values.items()}
            self.numbers[current] = len(self.objects)
            contents = attributes if has_state else {"attributes": attributes}
            self.objects.append({"class": current.class_type.qualified_name, **contents})
        return self.numbers[root]

    def class_type(self, class_type: ClassType) -> str:
        """Write a class down, unless that has been done or is being done; returns its name."""
        name = class_type.qualified_name
        if name in self.classes:
            return name
        self.classes[name] = {}
        attributes = []
        for key, attribute in class_type.attributes.items():
            role = "parameter" if attribute.is_parameter else "buffer" if attribute.is_buffer else "attribute"
            attributes.append({"name": key, "type": self.type(attribute.type), "role": role})
        methods = [self.graph_function(method) for method in class_type.methods.values()]
        encoded: dict[str, Any] = {"name": name, "attributes": attributes, "methods": methods}
        if not class_type.is_module:
            encoded["is_module"] = False
        if class_type.constants:
            encoded["constants"] = {key: self.constant(value) for key, value in class_type.constants.items()}
        if class_type.properties:
            encoded["properties"] = {
                key: [getter.name, None if setter is None else setter.name]
                for key, (getter, setter) in class_type.properties.items()
            }
        if class_type.forward_hooks or class_type.forward_pre_hooks:
            encoded["hooks"] = {
                "after": [self.function(hook) for hook in class_type.forward_hooks],
                "before": [self.function(hook) for hook in class_type.forward_pre_hooks],
            }
        self.classes[name] = encoded
        return name

    def enum(self, type_: EnumType) -> str:
        """Write an enumeration down; returns its name."""
        members = [[name, self.constant(value)] for name, value in type_.members]
        self.enums[type_.python_class] = {
            "name": type_.qualified_name,
            "value": self.type(type_.value),
            "members": members,
        }
        return type_.qualified_name

    def interface(self, type_: InterfaceType) -> str:
        """Write an interface down: the signatures of its methods; returns its name."""
        name = type_.qualified_name
        if name not in self.interfaces:
            self.interfaces[name] = {}
            methods = [
                {
                    "name": key,
                    "arguments": [self.argument(i, a) for i, a in enumerate(signature.arguments)],
                    "returns": [self.type(returned) for returned in signature.returns],
                }
                for key, signature in type_.methods.items()
            ]
            self.interfaces[name] = {"name": name, "is_module": type_.is_module, "methods": methods}
        return name

    def function(self, function: Function) -> str:
        """Write a function down, and return the name it goes by."""
        name = function.qualified_name
        if name not in self.functions:
            encoded = self.graph_function(function)
            self.functions[name] = {**encoded, "name": name}
        return name

    def graph_function(self, function: Function) -> dict[str, Any]:
        arguments = [self.argument(i, a) for i, a in enumerate(function.signature.arguments)]
        return {"name": function.name, "arguments": arguments, "graph": self.graph(function.graph)}

    def argument(self, index: int, argument: FunctionArgument) -> dict[str, Any]:
        named = not self.strip_debug or isinstance(argument.type, ClassType | InterfaceType)
        encoded = {"name": argument.name if named else f"argument_{index}", "type": self.type(argument.type)}
        if argument.has_default:
            encoded["default"] = self.constant(argument.default)
        return encoded

    # -- graphs

    def graph(self, graph: Graph) -> dict[str, Any]:
        with using(graph.dialect):
            return self.block(graph.block())

    def block(self, block: Block) -> dict[str, Any]:
        return {
            "inputs": [self.value(value) for value in block._param._outputs],
            "nodes": [self.node(node) for node in block.nodes()],
            "outputs": [value._unique for value in block._return._inputs],
        }

    def value(self, value: Value) -> dict[str, Any]:
        type_ = value._type
        encoded_type = self._types.get(id(type_))
        if encoded_type is None:
            encoded_type = self._types[id(type_)] = self.type(type_)
        encoded = {"id": value._unique, "type": encoded_type}
        if value._name and not self.strip_debug:
            encoded["name"] = value._name
        return encoded

    def node(self, node: Node) -> dict[str, Any]:
        if node._kind == "prim::PythonOp":
            name = node.attribute("call").name
            raise RuntimeError(
                f"\nCould not export Python function call '{name}'. Remove calls to Python functions before export. Did"
                " you forget to add @script or @script_method annotation? If this is a nn.ModuleList, add it to"
                f" __constants__:\n{node._range.text if node._range is not None else ''}"
            )
        encoded: dict[str, Any] = {
            "kind": node._kind,
            "inputs": [value._unique for value in node._inputs],
            "outputs": [self.value(value) for value in node._outputs],
        }
        if node._attributes:
            encoded["attributes"] = {
                name: {"kind": kind, "value": self.attribute(kind, value)}
                for name, (kind, value) in node._attributes.items()
            }
        if node._blocks:
            encoded["blocks"] = [self.block(block) for block in node.blocks()]
        if not self.strip_debug:
            if node._scope.names:
                encoded["scope"] = self.sources.scope(node._scope)
            if node._range is not None:
                encoded["source"] = self.sources.source(node._range)
        return encoded

    def attribute(self, kind: str, value: Any) -> Any:
        if kind == "g":
            return self.graph(value)
        if kind == "ty":
            return self.type(value)
        if kind == "tys":
            return [self.type(type_) for type_ in value]
        return self.constant(value)

    # -- values and types

    def constant(self, value: Any) -> Any:
        """A Python value: plain JSON where that is exact, else an object with one field that says what it is."""
        if value is None or (isinstance(value, bool | int | str) and not isinstance(value, enum.Enum)):
            return value
        if isinstance(value, float):
            return {"float": value if math.isfinite(value) else str(value)}
        if isinstance(value, complex):
            return {"complex": [self.constant(value.real), self.constant(value.imag)]}
        if isinstance(value, Tensor):
            return {"tensor": self.tensors.number(value)}
        if isinstance(value, ScriptModule | ScriptObject):
            return {"object": self.object(value) if isinstance(value, ScriptObject) else self.numbers[value]}
        if isinstance(value, enum.Enum) and type(value) in self.enums:
            return {"enum": [self.enums[type(value)]["name"], value.name]}
        if isinstance(value, device):
            return {"device": str(value)}
        if isinstance(value, list):
            return [self.constant(item) for item in value]
        if isinstance(value, tuple):
            return {"tuple": [self.constant(item) for item in value]}
        if isinstance(value, dict):
            return {"dict": [[self.constant(key), self.constant(entry)] for key, entry in value.items()]}
        raise TypeError(f"a {type(value).__name__} can't be written to a file: {value!r}")

    def type(self, type_: Type) -> Any:
        """A type: a word for simple ones, else an object with one field."""
        if isinstance(type_, TensorType):
            if type_ == TensorType.get():
                return "Tensor"
            return {
                "tensor": {
                    "dtype": type_.scalar_type.name if type_.scalar_type else None,
                    "shape": None if type_.shape is None else list(type_.shape),
                    "strides": None if type_.stride is None else list(type_.stride),
                    "requires_grad": type_.requires_grad,
                    "device": type_.device,
                }
            }
        if isinstance(type_, ListType | OptionalType | FutureType):
            return {type_.kind().removesuffix("Type").lower(): self.type(type_.element)}
        if isinstance(type_, TupleType | UnionType):
            members = [self.type(member) for member in type_.members]
            if isinstance(type_, TupleType) and type_.name:
                named = {"name": type_.name, "fields": list(type_.fields), "types": members}
                if type_.defaults:
                    named["defaults"] = [self.constant(default) for default in type_.defaults]
                return {"namedtuple": named}
            return {type_.kind().removesuffix("Type").lower(): members}
        if isinstance(type_, DictType):
            return {"dict": [self.type(type_.key), self.type(type_.value)]}
        if isinstance(type_, ClassType):
            return {"class": self.class_type(type_)}
        if isinstance(type_, EnumType):
            return {"enum": self.enum(type_)}
        if isinstance(type_, InterfaceType):
            return {"interface": self.interface(type_)}
        if isinstance(type_, FunctionType):
            return {"function": self.function(type_.function)}
        return type_.kind().removesuffix("Type")
