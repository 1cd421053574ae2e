"""Writing the JSON format: compiled objects to plain dicts, lists and strings."""

from __future__ import annotations

import base64
import math
from typing import Any

import numpy as np

from ..dialect import using
from ..ir.block import Block
from ..ir.graph import Graph
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
from ..runtime.function import ScriptFunction
from ..runtime.module import ScriptModule
from ..tensor.tensor import Tensor

VERSION = 1


def encode(compiled: ScriptModule | ScriptFunction, strip_debug: bool = False) -> dict[str, Any]:
    """The document for a compiled module or function."""
    encoder = _Encoder(strip_debug)
    if isinstance(compiled, ScriptModule):
        root: Any = encoder.module(compiled)
        kind = "module"
        graphs = [method.graph for method in compiled.class_type.methods.values()]
    else:
        root, kind = encoder.function(compiled._function), "function"
        graphs = [compiled.graph]
    return {
        "format": "minitorchscript",
        "version": VERSION,
        "producer": "minitorchscript",
        "dialect": graphs[0].dialect.name if graphs else "2.x",
        "kind": kind,
        "classes": list(encoder.classes.values()),
        "functions": list(encoder.functions.values()),
        "root": root,
        "tensors": encoder.tensors,
        "storages": [base64.b64encode(storage).decode("ascii") for storage in encoder.storages],
    }


class _Encoder:
    def __init__(self, strip_debug: bool) -> None:
        self.strip_debug = strip_debug
        self.classes: dict[str, dict[str, Any]] = {}
        self.functions: dict[str, dict[str, Any]] = {}
        self.tensors: list[dict[str, Any]] = []
        self.storages: list[bytes] = []
        self._known_tensors: dict[int, int] = {}
        self._known_storages: dict[int, tuple[np.ndarray[Any, Any], int]] = {}

    # -- modules and classes

    def module(self, module: ScriptModule) -> dict[str, Any]:
        """A module object: its class, and the values of its attributes in the class's order."""
        done: dict[ScriptModule, dict[str, Any]] = {}
        for current in reversed(_modules(module)):
            attributes: dict[str, Any] = {}
            for name in current.class_type.attributes:
                value = current.attribute(name)
                attributes[name] = done[value] if isinstance(value, ScriptModule) else self.constant(value)
            self.class_type(current.class_type)
            done[current] = {"class": current.class_type.qualified_name, "attributes": attributes}
        return done[module]

    def class_type(self, class_type: ClassType) -> None:
        """Write a class down, after the classes of its attributes (whose modules have been written before it)."""
        name = class_type.qualified_name
        if name in self.classes:
            return
        attributes = []
        for key, attribute in class_type.attributes.items():
            role = "parameter" if attribute.is_parameter else "buffer" if attribute.is_buffer else "attribute"
            attributes.append({"name": key, "type": self.type(attribute.type), "role": role})
        methods = [self.graph_function(method) for method in class_type.methods.values()]
        self.classes[name] = {"name": name, "attributes": attributes, "methods": methods}

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
        name = argument.name if not self.strip_debug or index == 0 else f"argument_{index}"
        encoded = {"name": name, "type": self.type(argument.type)}
        if argument.has_default:
            encoded["default"] = self.constant(argument.default)
        return encoded

    # -- graphs

    def graph(self, graph: Graph) -> dict[str, Any]:
        with using(graph.dialect):
            return self.block(graph.block())

    def block(self, block: Block) -> dict[str, Any]:
        return {
            "inputs": [self.value(value) for value in block.inputs()],
            "nodes": [self.node(node) for node in block.nodes()],
            "outputs": [value.unique() for value in block.outputs()],
        }

    def value(self, value: Value) -> dict[str, Any]:
        encoded: dict[str, Any] = {"id": value.unique(), "type": self.type(value.type())}
        if value.hasDebugName() and not self.strip_debug:
            encoded["name"] = value.debugName()
        return encoded

    def node(self, node: Node) -> dict[str, Any]:
        encoded: dict[str, Any] = {
            "kind": node.kind(),
            "inputs": [value.unique() for value in node.inputs()],
            "outputs": [self.value(value) for value in node.outputs()],
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
                encoded["scope"] = list(node._scope.names)
            if node._range is not None:
                encoded["source"] = [node._range.filename, node._range.line, node._range.column, node._range.text]
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
        if value is None or isinstance(value, bool | int | str):
            return value
        if isinstance(value, float):
            return {"float": value if math.isfinite(value) else str(value)}
        if isinstance(value, complex):
            return {"complex": [self.constant(value.real), self.constant(value.imag)]}
        if isinstance(value, Tensor):
            return {"tensor": self.tensor(value)}
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
                return {"namedtuple": {"name": type_.name, "fields": list(type_.fields), "types": members}}
            return {type_.kind().removesuffix("Type").lower(): members}
        if isinstance(type_, DictType):
            return {"dict": [self.type(type_.key), self.type(type_.value)]}
        if isinstance(type_, ClassType):
            return {"class": type_.qualified_name}
        if isinstance(type_, FunctionType):
            return {"function": self.function(type_.function)}
        return type_.kind().removesuffix("Type")

    # -- weights

    def tensor(self, tensor: Tensor) -> int:
        """The number under which a tensor's place in a storage is written."""
        known = self._known_tensors.get(id(tensor))
        if known is not None:
            return known
        array = tensor._array
        storage, start = self.storage(array)
        self.tensors.append(
            {
                "dtype": tensor.dtype.name,
                "shape": list(array.shape),
                "strides": list(tensor._element_strides()),
                "offset": (array.ctypes.data - start) // array.itemsize if array.size else 0,
                "storage": storage,
                "requires_grad": tensor.requires_grad,
                "wrapped_number": "wrapped_number" in tensor.__dict__,
            }
        )
        self._known_tensors[id(tensor)] = len(self.tensors) - 1
        return len(self.tensors) - 1

    def storage(self, array: np.ndarray[Any, Any]) -> tuple[int, int]:
        """The number of the storage that an array looks into, and the address at which it starts."""
        owner = array
        while isinstance(owner.base, np.ndarray):
            owner = owner.base
        low, high = np.lib.array_utils.byte_bounds(owner)
        if not owner.size:
            low = high = 0
        known = self._known_storages.get(low if owner.size else id(owner))
        if known is None or known[0].nbytes != owner.nbytes:
            flat = np.lib.stride_tricks.as_strided(owner, (owner.size,), (owner.itemsize,)) if owner.size else owner
            if owner.size and high - low != owner.nbytes:
                raise ValueError("a tensor over memory with gaps can't be saved; save tensor.contiguous() instead")
            little = flat.astype(flat.dtype.newbyteorder("<"), copy=False)
            self.storages.append(little.tobytes())
            known = (owner, len(self.storages) - 1)
            self._known_storages[low if owner.size else id(owner)] = known
        return known[1], low


def _modules(root: ScriptModule) -> list[ScriptModule]:
    """A module and the modules in it, outer ones first; a shared one as often as it appears."""
    found: list[ScriptModule] = []
    pending = [root]
    while pending:
        current = pending.pop()
        found.append(current)
        children = [current.attribute(name) for name in current.class_type.attributes]
        pending.extend(reversed([child for child in children if isinstance(child, ScriptModule)]))
    return found
