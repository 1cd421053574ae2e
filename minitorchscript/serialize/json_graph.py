"""Graphs of a file: blocks, nodes and values, each checked as it is built."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from ..ir.block import Block
from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.printer import is_number
from ..ir.types import ClassType
from ..ir.unit import FunctionArgument, Signature, unshaped
from ..ir.value import Value
from .fields import Malformed, entry, expect, fields, integer, integers, items, text
from .json_sources import SourceReader
from .json_values import ValueReader, fits

_KIND = re.compile(r"(aten|prim)::[A-Za-z_][A-Za-z0-9_]*")
_GRAPH_FIELDS, _NODE_FIELDS = {"inputs", "nodes", "outputs"}, {"kind", "inputs", "outputs"}
_VALUE_FIELDS, _NAMED_VALUE_FIELDS = {"id", "type"}, {"id", "type", "name"}
_ATTRIBUTE_KINDS = {"i", "is", "f", "fs", "s", "ss", "t", "ts", "g", "ty", "tys", "ival", "c"}


class GraphReader:
    """Builds graphs whose classes, functions and tensors are those read before them."""

    def __init__(self, values: ValueReader, sources: SourceReader) -> None:
        self._read = values
        self._sources = sources

    def function(self, encoded: Any, where: str, owner: ClassType | None) -> tuple[Graph, Signature]:
        """The graph and signature of a function, or of a method of `owner`."""
        fields(encoded, where, {"name", "arguments", "graph"})
        graph = self.graph(encoded["graph"], f"{where}.graph")
        arguments = [
            self.argument(argument, f"{where}.arguments[{index}]")
            for index, argument in enumerate(items(encoded, "arguments", where))
        ]
        first = [value.type() for value in graph.inputs()[:1]]
        expect(len(arguments) == len(graph.inputs()), f"{where}: arguments and graph inputs are not as many")
        expect(owner is None or first == [owner], f"{where}: a method takes its object first")
        expect(len(graph.outputs()) == 1, f"{where}: a function returns one value")
        returns = tuple(unshaped(value.type()) for value in graph.outputs())
        return graph, Signature(text(encoded, "name", where), tuple(arguments), returns)

    def argument(self, encoded: Any, where: str) -> FunctionArgument:
        """One argument of a signature."""
        fields(encoded, where, {"name", "type"}, ("default",))
        type_ = self._read.type(encoded["type"], f"{where}.type")
        if "default" not in encoded:
            return FunctionArgument(text(encoded, "name", where), type_)
        default = self._read.constant(encoded["default"], f"{where}.default")
        expect(fits(default, type_), f"{where}.default: is no {type_.str()}")
        return FunctionArgument(text(encoded, "name", where), type_, default, True)

    def graph(self, encoded: Any, where: str) -> Graph:
        """A graph; its values keep their numbers and names."""
        graph = Graph()
        values: dict[int, Value] = {}
        self._block(graph.block(), encoded, values, where)
        graph._next_unique = max(values, default=-1) + 1
        return graph

    def _block(self, block: Block, encoded: Any, values: dict[int, Value], where: str) -> None:
        fields(encoded, where, _GRAPH_FIELDS)
        for index, value in enumerate(items(encoded, "inputs", where)):
            self._value(block.addInputToBlock(), value, values, f"{where}.inputs[{index}]")
        for index, node in enumerate(items(encoded, "nodes", where)):
            self._node(block, node, values, f"{where}.nodes[{index}]")
        for number in integers(encoded["outputs"], where, "outputs"):
            block.registerOutput(_known(number, values, where))

    def _node(self, block: Block, encoded: Any, values: dict[int, Value], where: str) -> None:
        fields(encoded, where, _NODE_FIELDS, ("attributes", "blocks", "scope", "source"))
        kind = text(encoded, "kind", where)
        if not _is_kind(kind):
            raise Malformed(f"{where}: {kind!r} is no kind of node")
        node = Node(block.owningGraph(), kind)
        for number in integers(encoded["inputs"], where, "inputs"):
            node.addInput(_known(number, values, where))
        if "scope" in encoded:
            node._scope = self._sources.scope(encoded["scope"], where)
        if "source" in encoded:
            node._range = self._sources.source(encoded["source"], where)
        block.appendNode(node)
        for index, inner in enumerate(items(encoded, "blocks", where) if "blocks" in encoded else []):
            self._block(node.addBlock(), inner, values, f"{where}.blocks[{index}]")
        for index, value in enumerate(items(encoded, "outputs", where)):
            self._value(node.addOutput(), value, values, f"{where}.outputs[{index}]")
        if "attributes" in encoded:
            self._attributes(node, entry(encoded, "attributes", dict, where), where)

    def _attributes(self, node: Node, encoded: dict[str, Any], where: str) -> None:
        for name, attribute in encoded.items():
            place = f"{where}.{name}"
            fields(attribute, place, {"kind", "value"})
            kind, value = text(attribute, "kind", place), attribute["value"]
            if kind not in _ATTRIBUTE_KINDS:
                raise Malformed(f"{place}: unknown attribute kind {kind!r}")
            if kind == "g":
                read: Any = self.graph(value, place)
            elif kind == "ty":
                read = self._read.type(value, place)
            elif kind == "tys":
                read = [self._read.type(type_, place) for type_ in items(attribute, "value", place)]
            else:
                read = self._read.constant(value, place)
            if kind == "ival" and node.kind() == "prim::Constant" and node.outputsSize() == 1:
                type_ = node.output().type()
                expect(fits(read, type_), f"{place}: the value is no {type_.str()}")
            node.set_attribute(kind, name, read)

    def _value(self, value: Value, encoded: Any, values: dict[int, Value], where: str) -> None:
        named = isinstance(encoded, dict) and "name" in encoded
        fields(encoded, where, _NAMED_VALUE_FIELDS if named else _VALUE_FIELDS)
        number = integer(encoded["id"], where, "id")
        if not 0 <= number < 2**31 or number in values:
            raise Malformed(f"{where}: the id {number} is taken or out of range")
        value._unique = number
        value._type = self._read.type(encoded["type"], where, "type")
        values[number] = value
        if named:
            name = text(encoded, "name", where)
            if not name or is_number(name):
                raise Malformed(f"{where}: {name!r} is no name")
            if name in value._node._graph._names:
                raise Malformed(f"{where}: the name {name!r} is taken")
            value.setDebugName(name)


def _known(number: int, values: dict[int, Value], where: str) -> Value:
    if number not in values:
        raise Malformed(f"{where}: the value {number} is used before it is defined")
    return values[number]


@lru_cache(maxsize=1024)
def _is_kind(text: str) -> bool:
    return _KIND.fullmatch(text) is not None
