"""ToONNX: the pass that rewrites a flat graph of ``aten`` and ``prim`` nodes into one of ``onnx`` nodes.

It walks the graph once and keeps, for every value, what stands for it: a value of the ONNX graph, or a Python value
where it is known.  What is known throughout is computed on the way (sizes, above all); any other operator is written
by the mapping in its block (`ops/onnx/context.py`).

ONNX has no memory to change.  An in-place operator is written like the functional one, and its result takes the place
of the tensor it changed; where other views of that memory are read afterwards, the export is refused.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..dtype import bool as bool_dtype
from ..dtype import dtype, float64, from_code, int64
from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.types import BoolType, FloatType, IntType, TensorType, TupleType, Type
from ..ir.value import Value
from ..nn.modules.module import Module
from ..ops.onnx.context import Mapping as OnnxMapping
from ..ops.registry import Operator, lookup
from ..ops.resolve import operator_of
from ..ops.schema import Argument
from ..runtime.calls import call_of
from ..runtime.module import ScriptModule
from ..tensor import dispatch
from ..tensor.tensor import Tensor, wrap
from .builder import Builder, Unsupported
from .errors import OnnxExporterError, UnsupportedNode, UnsupportedOperatorError


@dataclass(frozen=True)
class Attribute:
    """A module or tensor that the program holds, under its dotted name."""

    path: str
    content: Any


#: operators that return their argument itself or a copy, as it happens
_MAY_COPY = {"aten::contiguous", "aten::to"}

#: what stands for a value: a value of the ONNX graph, an attribute, or a Python value that is known
Item = Any


@dataclass
class Lowered:
    """An ONNX graph.  Its inputs are the model's and the parameters; these have names and contents."""

    graph: Graph
    parameters: dict[Value, Attribute]


class _Call:
    """A node with its arguments by name: the `OnnxNode` that mappings get."""

    def __init__(self, op: Operator, arguments: Sequence[Any], result: TensorType, result_count: int) -> None:
        self._by_name = {formal.name: value for formal, value in zip(op.schema.arguments, arguments, strict=True)}
        self._result = result
        self.arguments = arguments
        self.result_count = result_count

    @property
    def dtype(self) -> dtype:
        if self._result.scalar_type is None:
            raise Unsupported("its ONNX form needs the dtype of its result, which is unknown")
        return self._result.scalar_type

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["_by_name"][name]
        except KeyError:
            raise AttributeError(name) from None


class Lowering:
    """One run of the pass."""

    def __init__(
        self, source: Graph, bound: Mapping[Value, Attribute], opset: int, observed: Mapping[Value, TensorType]
    ) -> None:
        self.source = source
        self.builder = Builder(opset)
        self.observed = observed
        self.items: dict[Value, Item] = dict(bound)
        self.memory = _Memory()
        self.parameters: dict[Value, Attribute] = {}
        self._parameter_values: dict[int, Value] = {}
        self.refused: list[UnsupportedNode] = []

    def run(self) -> Lowered:
        """Raises `UnsupportedOperatorError`, which names every node that has no ONNX form."""
        for value in self.source.inputs():
            if value not in self.items:
                self.items[value] = self._input(value, value.type())
        for node in self.source.nodes():
            self.builder.on_behalf_of(node)
            try:
                self._lower(node)
            except Unsupported as refusal:
                self._refuse(node, str(refusal))
        for value in self.source.outputs():
            for output in self._flat(self.items[value]):
                self.builder.graph.registerOutput(output)
        if self.refused:
            raise UnsupportedOperatorError(self.refused, self.builder.opset)
        self.builder.remove_unused()
        return Lowered(self.builder.graph, self.parameters)

    def _input(self, value: Value, type_: Type) -> Item:
        """An input of the model; a tuple is one for each of its tensors."""
        name = value.debugName() if value.hasDebugName() else ""
        if isinstance(type_, TupleType):
            return tuple(self._input(value, member) for member in type_.members)
        if not isinstance(type_, TensorType):
            raise OnnxExporterError(f"input %{value.debugName()} is a {type_.str()}; inputs of a graph are tensors")
        return self.builder.add_input(name, self.observed.get(value, type_))

    def _refuse(self, node: Node, reason: str) -> None:
        self.refused.append(UnsupportedNode(node.kind(), place_of(node), reason))
        placeholders = self.builder.placeholder(node.outputsSize())
        for value, placeholder in zip(node.outputs(), placeholders, strict=True):
            placeholder.setType(self._type(value))
            self.items[value] = placeholder

    # -- one node

    def _lower(self, node: Node) -> None:
        handler = _STRUCTURE.get(node.kind())
        if handler is None:
            self._operator(node)
            return
        for value, item in zip(node.outputs(), handler(self, node), strict=True):
            self.items[value] = item

    def _operator(self, node: Node) -> None:
        op = operator_of(node)
        if op is None:
            raise Unsupported("")
        items = [self.items[value] for value in node.inputs()]
        written = [
            value
            for value, formal in zip(node.inputs(), op.schema.arguments, strict=True)
            if formal.alias is not None and formal.alias.is_write
        ]
        if not written and _is_foldable(op) and all(map(_is_known, items)):
            results = _computed(node, items)
        else:
            results = self._mapped(node, op, items)
        results = list(results) if node.outputsSize() != 1 else [results]
        for value, item in zip(node.outputs(), results, strict=True):
            self.items[value] = self._finished(value, item)
        self._write(node, written)
        self.memory.read_aliases(node, op)

    def _mapped(self, node: Node, op: Operator, items: Sequence[Item]) -> Any:
        mapping = _mapping_of(op)
        if mapping is None:
            raise Unsupported("")
        arguments = [self._argument(item, each) for item, each in zip(items, op.schema.arguments, strict=True)]
        output = node.outputs()[0]
        users = [use.user for use in output.uses() if use.user.kind() == "prim::ListUnpack"]
        count = users[0].outputsSize() if users else sum(each.hasUses() for each in node.outputs())
        return mapping(self.builder, _Call(op, arguments, self._type(output), count))

    def _argument(self, item: Item, formal: Argument) -> Any:
        """An argument as mappings get it."""
        if formal.kind == "Tensor":
            if isinstance(item, list):
                return [None if each is None else self._tensor(each) for each in item]
            return None if item is None else self._tensor(item)
        if formal.kind == "ScalarType" and isinstance(item, int):
            return from_code(item)
        if isinstance(item, Tensor):  # a number that the trace holds as a 0-dim tensor
            return item.item()
        return item

    def _finished(self, value: Value, item: Item) -> Item:
        """A result in the dtype that the graph promises, and with the sizes that it shows."""
        type_ = self._type(value)
        if not isinstance(item, Value) or type_.scalar_type is None:
            return item
        item = self.builder.cast(item, type_.scalar_type)
        own = item.type()
        if isinstance(own, TensorType) and own.shape is None and type_.shape is not None:
            item.setType(TensorType(type_.scalar_type, type_.shape))
        return item

    def _type(self, value: Value) -> TensorType:
        """What is known of a tensor, or of the 0-dim tensor that stands for a computed number."""
        return self.observed.get(value) or number_type(value.type())

    # -- memory

    def _write(self, node: Node, written: Sequence[Value]) -> None:
        """Let the result of an in-place operator stand for the tensor that it changed."""
        for value in written:
            item, result = self.items[value], self.items[node.output()]
            for other in self.memory.sharing(value):
                self._check_state(other)
                if other is value or not any(use.user.isAfter(node) for use in other.uses()):
                    continue
                copied = {value.node().kind(), other.node().kind()} & _MAY_COPY
                if self.items[other] is not item or copied:
                    raise Unsupported(
                        f"it changes %{value.debugName()} in place, and %{other.debugName()}, which shares memory "
                        "with it, is used afterwards"
                    )
                self.items[other] = result
            self.items[value] = result

    def _check_state(self, value: Value) -> None:
        """Refuse to change what outlives a run."""
        item = self.items[value]
        if isinstance(item, Attribute):
            raise Unsupported(f"it changes '{item.path}', and an ONNX model has no state")
        if value.node().kind() == "prim::Constant":
            raise Unsupported("it changes a tensor that the trace holds as a constant, and an ONNX model has no state")

    # -- values of the ONNX graph

    def _tensor(self, item: Item) -> Value:
        if isinstance(item, Value):
            return item
        if isinstance(item, Attribute):
            return self._parameter(item)
        if isinstance(item, Tensor):
            return self.builder.constant_tensor(item)
        return self.builder.number(item)

    def _parameter(self, attribute: Attribute) -> Value:
        """The input that stands for a parameter or buffer; a shared tensor has the name it is first read by."""
        tensor: Tensor = attribute.content
        if id(tensor) not in self._parameter_values:
            value = self.builder.add_input(attribute.path, TensorType.of(tensor))
            self.parameters[value] = attribute
            self._parameter_values[id(tensor)] = value
        return self._parameter_values[id(tensor)]

    def _flat(self, item: Item) -> list[Value]:
        """The tensors in an output, those of tuples, lists and dicts in order."""
        if isinstance(item, dict):
            return [value for each in item.values() for value in self._flat(each)]
        if isinstance(item, list | tuple):
            return [value for each in item for value in self._flat(each)]
        return [] if item is None else [self._tensor(item)]

    # -- nodes that are no operators

    def _constant(self, node: Node) -> list[Item]:
        return [node.output().toIValue()]

    def _attribute(self, node: Node) -> list[Item]:
        owner = self.items[node.input()]
        name = node.s("name")
        if not isinstance(owner, Attribute) or not isinstance(owner.content, ScriptModule):
            raise Unsupported(f"the attribute '{name}' is not one of a module")
        content = owner.content._read(name)
        if not isinstance(content, Module | Tensor):
            return [content]
        return [Attribute(f"{owner.path}.{name}" if owner.path else name, content)]

    def _list(self, node: Node) -> list[Item]:
        return [[self.items[value] for value in node.inputs()]]

    def _tuple(self, node: Node) -> list[Item]:
        return [tuple(self.items[value] for value in node.inputs())]

    def _dict(self, node: Node) -> list[Item]:
        items = [self.items[value] for value in node.inputs()]
        return [dict(zip(items[::2], items[1::2], strict=True))]

    def _unpack(self, node: Node) -> Sequence[Item]:
        item = self.items[node.input()]
        if isinstance(item, Value):  # the result of a node that was refused, and is reported already
            return [self.builder.placeholder(1)[0].setType(self._type(each)) for each in node.outputs()]
        for each in node.outputs():
            self.memory.join(each, node.input())
        return [self._finished(value, part) for value, part in zip(node.outputs(), item, strict=True)]

    def _element(self, node: Node) -> list[Item]:
        container, index = (self.items[value] for value in node.inputs())
        if isinstance(container, Value) or isinstance(index, Value):
            raise Unsupported("an element is taken at a place that only a run can tell")
        return [container[index]]

    def _number_to_tensor(self, node: Node) -> list[Item]:
        item = self.items[node.input()]
        return [item if isinstance(item, Value) else wrap(np.asarray(item))]

    def _tensor_to_number(self, node: Node) -> list[Item]:
        item = self.items[node.input()]
        if isinstance(item, Tensor):
            return [item.item()]
        kind = number_type(node.output().type()).scalar_type
        value = self._tensor(item)
        return [value if kind is None else self.builder.cast(value, kind)]


_STRUCTURE: dict[str, Callable[[Lowering, Node], Sequence[Item]]] = {
    "aten::Bool": Lowering._tensor_to_number,
    "aten::Float": Lowering._tensor_to_number,
    "aten::FloatImplicit": Lowering._tensor_to_number,
    "aten::Int": Lowering._tensor_to_number,
    "aten::IntImplicit": Lowering._tensor_to_number,
    "aten::ScalarImplicit": Lowering._tensor_to_number,
    "aten::__getitem__": Lowering._element,
    "prim::Constant": Lowering._constant,
    "prim::DictConstruct": Lowering._dict,
    "prim::GetAttr": Lowering._attribute,
    "prim::ListConstruct": Lowering._list,
    "prim::ListUnpack": Lowering._unpack,
    "prim::NumToTensor": Lowering._number_to_tensor,
    "prim::TupleConstruct": Lowering._tuple,
    "prim::TupleIndex": Lowering._element,
    "prim::TupleUnpack": Lowering._unpack,
}


class _Memory:
    """Which values may share memory, as far as the operators' schemas tell."""

    def __init__(self) -> None:
        self._groups: dict[Value, list[Value]] = {}

    def join(self, value: Value, other: Value) -> None:
        group = self._groups.setdefault(other, [other])
        group.append(value)
        self._groups[value] = group

    def sharing(self, value: Value) -> list[Value]:
        """All values in a value's memory, itself among them."""
        return self._groups.get(value, [value])

    def read_aliases(self, node: Node, op: Operator) -> None:
        """Note that results marked ``(a)`` share the memory of the argument marked ``(a)``."""
        marked = {}
        for value, formal in zip(node.inputs(), op.schema.arguments, strict=True):
            for name in formal.alias.sets if formal.alias else ():
                marked[name] = value
        for value, formal in zip(node.outputs(), op.schema.returns, strict=True):
            mark = formal.alias or formal.element_alias
            for name in mark.sets if mark else ():
                if name in marked:
                    self.join(value, marked[name])


def number_type(type_: Type) -> TensorType:
    """A tensor's type as it is; a number's as that of a 0-dim tensor."""
    if isinstance(type_, TensorType):
        return type_
    kinds: dict[type, dtype] = {IntType: int64, FloatType: float64, BoolType: bool_dtype}
    kind = kinds.get(type(type_))
    return TensorType() if kind is None else TensorType(kind, ())


def place_of(node: Node) -> str:
    """``file:line`` of a node, in the user's program if it was recorded from there, and the module in which it ran."""
    found = node.source_range()
    place = ""
    if found is not None and found.filename:
        place = f"{found.filename}:{found.line}"
        if found.filename.startswith(_PACKAGE):
            frames = (frame for frame in _FRAME.finditer(found.text) if not frame[1].startswith(_PACKAGE))
            place = next((f"{frame[1]}:{frame[2]}" for frame in frames), place)
    module = node.scopeName().rpartition("/")[2].removeprefix("__module").removeprefix(".")
    return f"{place} (in {module})" if module else place


_PACKAGE = f"{Path(__file__).parents[1]}{os.sep}"
#: one line of the Python stack that a trace keeps
_FRAME = re.compile(r"^(.+)\((\d+)\): ", re.MULTILINE)


def _mapping_of(op: Operator) -> OnnxMapping | None:
    """An operator's ONNX mapping; an in-place form has that of the functional one with the same arguments."""
    if op.onnx is not None or not op.name.endswith("_"):
        return op.onnx
    names = [argument.name for argument in op.schema.arguments]
    try:
        functional = lookup(op.name[:-1])
    except KeyError:
        return None
    alike = (each for each in functional if [argument.name for argument in each.schema.arguments] == names)
    return next((each.onnx for each in alike if each.onnx is not None), None)


def _is_known(item: Item) -> bool:
    if isinstance(item, list | tuple):
        return all(map(_is_known, item))
    return not isinstance(item, Value | Attribute)


def _is_foldable(op: Operator) -> bool:
    return not (op.nondeterministic or op.side_effects)


def _computed(node: Node, items: Sequence[Item]) -> Any:
    """The result of an operator on what is known."""
    values = list(items)
    call = call_of(node, values)
    return dispatch.run(call.operator, call.converted(values))
