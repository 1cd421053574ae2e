"""Graphs, types and constants of a file."""

from __future__ import annotations

import re
from typing import Any

from ..dtype import ALL_DTYPES
from ..ir import types as ir_types
from ..ir.block import Block
from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.source import Scope, SourceRange
from ..ir.types import (
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
from ..ir.unit import CompilationUnit, FunctionArgument, Signature, unshaped
from ..ir.value import Value
from .fields import Malformed, entry, expect, fields, integers, items, text
from .json_tensors import TensorReader

_SIMPLE = ("Any", "None", "Number", "Int", "Float", "Complex", "Bool", "String", "DeviceObj", "Generator")
_SIMPLE_TYPES: dict[str, Type] = {name: getattr(ir_types, f"{name}Type")() for name in _SIMPLE}
_DTYPES = {dtype.name: dtype for dtype in ALL_DTYPES}
_KIND = re.compile(r"(aten|prim)::[A-Za-z_][A-Za-z0-9_]*")
_ATTRIBUTE_KINDS = {"i", "is", "f", "fs", "s", "ss", "t", "ts", "g", "ty", "tys", "ival", "c"}
MAX_NESTING = 200


class GraphReader:
    """Builds graphs whose classes, functions and tensors are those read before them."""

    def __init__(self, unit: CompilationUnit, tensors: TensorReader) -> None:
        self.unit = unit
        self.tensors = tensors

    def function(self, encoded: Any, where: str) -> tuple[Graph, Signature]:
        """A function's graph and signature."""
        graph = self.graph(encoded["graph"], f"{where}.graph")
        arguments = []
        for index, argument in enumerate(items(encoded, "arguments", where)):
            place = f"{where}.arguments[{index}]"
            fields(argument, place, ("name", "type"), ("default",))
            default = self.constant(argument["default"], place) if "default" in argument else None
            type_ = self.type(argument["type"], place)
            arguments.append(FunctionArgument(text(argument, "name", place), type_, default, "default" in argument))
        expect(len(arguments) == len(graph.inputs()), f"{where}: arguments and graph inputs are not as many")
        expect(len(graph.outputs()) == 1, f"{where}: a function returns one value")
        returns = tuple(unshaped(value.type()) for value in graph.outputs())
        return graph, Signature(text(encoded, "name", where), tuple(arguments), returns)

    def graph(self, encoded: Any, where: str) -> Graph:
        """A graph; its values keep their numbers and names."""
        graph = Graph()
        values: dict[int, Value] = {}
        self._block(graph.block(), encoded, values, where, 0)
        graph._next_unique = max(values, default=-1) + 1
        return graph

    def _block(self, block: Block, encoded: Any, values: dict[int, Value], where: str, depth: int) -> None:
        expect(depth < MAX_NESTING, f"{where}: blocks are nested too deeply")
        fields(encoded, where, ("inputs", "nodes", "outputs"))
        for index, value in enumerate(items(encoded, "inputs", where)):
            self._value(block.addInputToBlock(), value, values, f"{where}.inputs[{index}]")
        for index, node in enumerate(items(encoded, "nodes", where)):
            self._node(block, node, values, f"{where}.nodes[{index}]", depth)
        for number in integers(encoded["outputs"], f"{where}.outputs"):
            block.registerOutput(self._known(number, values, where))

    def _node(self, block: Block, encoded: Any, values: dict[int, Value], where: str, depth: int) -> None:
        fields(encoded, where, ("kind", "inputs", "outputs"), ("attributes", "blocks", "scope", "source"))
        kind = text(encoded, "kind", where)
        expect(bool(_KIND.fullmatch(kind)), f"{where}: {kind!r} is no kind of node")
        node = Node(block.owningGraph(), kind)
        for number in integers(encoded["inputs"], f"{where}.inputs"):
            node.addInput(self._known(number, values, where))
        if "attributes" in encoded:
            self._attributes(node, entry(encoded, "attributes", dict, where), where)
        if "scope" in encoded:
            names = items(encoded, "scope", where)
            expect(all(isinstance(name, str) for name in names), f"{where}.scope: expected strings")
            node.setScope(Scope(tuple(names)))
        if "source" in encoded:
            node.set_source_range(_source(items(encoded, "source", where), where))
        block.appendNode(node)
        for index, inner in enumerate(items(encoded, "blocks", where) if "blocks" in encoded else []):
            self._block(node.addBlock(), inner, values, f"{where}.blocks[{index}]", depth + 1)
        for index, value in enumerate(items(encoded, "outputs", where)):
            self._value(node.addOutput(), value, values, f"{where}.outputs[{index}]")

    def _attributes(self, node: Node, encoded: dict[str, Any], where: str) -> None:
        for name, attribute in encoded.items():
            place = f"{where}.{name}"
            fields(attribute, place, ("kind", "value"))
            kind = text(attribute, "kind", place)
            expect(kind in _ATTRIBUTE_KINDS, f"{place}: unknown attribute kind {kind!r}")
            value = attribute["value"]
            if kind == "g":
                read: Any = self.graph(value, place)
            elif kind == "ty":
                read = self.type(value, place)
            elif kind == "tys":
                read = [self.type(type_, place) for type_ in items(attribute, "value", place)]
            else:
                read = self.constant(value, place)
                wanted = {"i": int, "f": float, "s": str, "c": complex}.get(kind)
                expect(wanted is None or isinstance(read, wanted), f"{place}: the value is not of kind {kind}")
                expect(kind != "t" or hasattr(read, "requires_grad"), f"{place}: the value is no tensor")
            node.set_attribute(kind, name, read)

    def _value(self, value: Value, encoded: Any, values: dict[int, Value], where: str) -> None:
        fields(encoded, where, ("id", "type"), ("name",))
        number = entry(encoded, "id", int, where)
        expect(0 <= number < 2**31 and number not in values, f"{where}: the id {number} is taken or out of range")
        value._unique = number
        values[number] = value.setType(self.type(encoded["type"], where))
        if "name" in encoded:
            name = text(encoded, "name", where)
            expect(bool(name) and not name.isdigit(), f"{where}: {name!r} is no name")
            expect(name not in value.node().owningGraph()._names, f"{where}: the name {name!r} is taken")
            value.setDebugName(name)

    @staticmethod
    def _known(number: int, values: dict[int, Value], where: str) -> Value:
        if number not in values:
            raise Malformed(f"{where}: the value {number} is used before it is defined")
        return values[number]

    # -- types and constants

    def type(self, encoded: Any, where: str, depth: int = 0) -> Type:
        """A type."""
        expect(depth < MAX_NESTING, f"{where}: a type is nested too deeply")
        if encoded == "Tensor":
            return TensorType.get()
        if isinstance(encoded, str) and encoded in _SIMPLE_TYPES:
            return _SIMPLE_TYPES[encoded]
        if not isinstance(encoded, dict) or len(encoded) != 1:
            raise Malformed(f"{where}: {encoded!r} is no type")
        ((kind, inner),) = encoded.items()
        read = _TYPES.get(kind)
        if read is None:
            raise Malformed(f"{where}: unknown type {kind!r}")
        found: Type = read(self, inner, where, depth + 1)
        return found

    def _types(self, encoded: Any, where: str, depth: int) -> list[Type]:
        if not isinstance(encoded, list):
            raise Malformed(f"{where}: expected a list of types")
        return [self.type(type_, where, depth) for type_ in encoded]

    def _tensor_type(self, encoded: Any, where: str, depth: int) -> Type:
        fields(encoded, where, ("dtype", "shape", "strides", "requires_grad", "device"))
        name, shape, strides = encoded["dtype"], encoded["shape"], encoded["strides"]
        expect(name is None or name in _DTYPES, f"{where}: unknown dtype {name!r}")
        if shape is not None:
            shape = tuple(integers([0 if extent is None else extent for extent in shape], where))
            shape = tuple(None if given is None else given for given in encoded["shape"])
        strides = None if strides is None else tuple(integers(strides, where))
        flag, device = encoded["requires_grad"], encoded["device"]
        expect(flag is None or isinstance(flag, bool), f"{where}: requires_grad is not a bool")
        expect(device in (None, "cpu"), f"{where}: unknown device {device!r}")
        return TensorType(_DTYPES.get(name), shape, strides, flag, device)

    def _named_tuple(self, encoded: Any, where: str, depth: int) -> Type:
        fields(encoded, where, ("name", "fields", "types"))
        members = self._types(encoded["types"], where, depth)
        names = items(encoded, "fields", where)
        expect(len(names) == len(members), f"{where}: fields and types are not as many")
        expect(all(isinstance(n, str) and n.isidentifier() for n in names), f"{where}: a field name is no identifier")
        return TupleType(members, text(encoded, "name", where), names)

    def _dict_type(self, encoded: Any, where: str, depth: int) -> Type:
        members = self._types(encoded, where, depth)
        expect(len(members) == 2, f"{where}: a dict has a key and a value type")
        return DictType(*members)

    def _class_type(self, encoded: Any, where: str, depth: int) -> Type:
        found = self.unit.get_class(encoded) if isinstance(encoded, str) else None
        if found is None:
            raise Malformed(f"{where}: the class {encoded!r} is not in the file before its use")
        return found

    def _function_type(self, encoded: Any, where: str, depth: int) -> Type:
        found = self.unit.find_function(encoded) if isinstance(encoded, str) else None
        if found is None:
            raise Malformed(f"{where}: the function {encoded!r} is not in the file before its use")
        return FunctionType(found)

    def constant(self, encoded: Any, where: str, depth: int = 0) -> Any:
        """A Python value."""
        expect(depth < MAX_NESTING, f"{where}: a value is nested too deeply")
        if encoded is None or isinstance(encoded, bool | int | str):
            return encoded
        if isinstance(encoded, list):
            return [self.constant(item, where, depth + 1) for item in encoded]
        if not isinstance(encoded, dict) or len(encoded) != 1:
            raise Malformed(f"{where}: {encoded!r} is no value")
        ((kind, inner),) = encoded.items()
        if kind == "float":
            return _float(inner, where)
        if kind == "tensor":
            return self.tensors.tensor(inner, where)
        if kind in {"tuple", "complex", "dict"} and isinstance(inner, list):
            if kind == "dict":
                expect(all(isinstance(p, list) and len(p) == 2 for p in inner), f"{where}: expected pairs")
                pairs = [[self.constant(part, where, depth + 1) for part in pair] for pair in inner]
                expect(all(isinstance(key, int | str | float) for key, _ in pairs), f"{where}: a key can't be hashed")
                return {key: value for key, value in pairs}
            parts = [self.constant(part, where, depth + 1) for part in inner]
            if kind == "tuple":
                return tuple(parts)
            expect(len(parts) == 2 and all(isinstance(p, float) for p in parts), f"{where}: expected two floats")
            return complex(*parts)
        raise Malformed(f"{where}: unknown kind of value {kind!r}")


_TYPES: dict[str, Any] = {
    "tensor": GraphReader._tensor_type,
    "namedtuple": GraphReader._named_tuple,
    "dict": GraphReader._dict_type,
    "class": GraphReader._class_type,
    "function": GraphReader._function_type,
    "list": lambda self, encoded, where, depth: ListType(self.type(encoded, where, depth)),
    "optional": lambda self, encoded, where, depth: OptionalType(self.type(encoded, where, depth)),
    "future": lambda self, encoded, where, depth: FutureType(self.type(encoded, where, depth)),
    "tuple": lambda self, encoded, where, depth: TupleType(self._types(encoded, where, depth)),
    "union": lambda self, encoded, where, depth: UnionType(tuple(self._types(encoded, where, depth))),
}


def _float(encoded: Any, where: str) -> float:
    if encoded in ("nan", "inf", "-inf"):
        return float(encoded)
    if not isinstance(encoded, int | float) or isinstance(encoded, bool):
        raise Malformed(f"{where}: {encoded!r} is no float")
    return float(encoded)


def _source(encoded: list[Any], where: str) -> SourceRange:
    if [type(part) for part in encoded] != [str, int, int, str]:
        raise Malformed(f"{where}.source: expected file, line, column and text")
    return SourceRange(*encoded)
