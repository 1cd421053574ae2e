"""A graph: one block of nodes, an insertion point, and the table of value names.

Values are numbered in order of creation, and names are unique: both show in the printed text, so every
transformation creates and names values in PyTorch's order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ..collector import paused_collector
from ..device import device
from ..dialect import Dialect
from ..dialect import current as current_dialect
from ..dtype import dtype
from ..generator import Generator
from . import printer
from .block import Block
from .items import Items
from .node import Node
from .source import ROOT_SCOPE, Scope, SourceRange
from .types import (
    BoolType,
    ClassType,
    ComplexType,
    DeviceObjType,
    DictType,
    FloatType,
    FunctionType,
    GeneratorType,
    IntType,
    ListType,
    NoneType,
    StringType,
    TensorType,
    TupleType,
    Type,
)
from .value import Value
from .verify import verify

#: what graphs offer that is made on higher floors, by name
FROM_ABOVE: dict[str, Callable[..., Any]] = {}


class Graph:
    """A program in static single assignment form.  ``str(graph)`` is PyTorch's text of it."""

    __slots__ = (
        "__weakref__", "_block", "_insert_before", "_names", "_next_unique", "_prepared", "_scope", "_suffixes",
        "dialect",
    )  # fmt: skip

    def __init__(self, block: Block | None = None) -> None:
        self.dialect: Dialect = current_dialect()
        self._scope = ROOT_SCOPE
        self._next_unique = 0
        self._names: dict[str, Value] = {}
        self._suffixes: dict[str, int] = {}
        #: what the interpreter has prepared to run a graph that changes no more
        self._prepared: dict[Block, Any] | None = None
        self._block = block or Block(self, None)
        self._insert_before: Node = self._block._return

    def create_block(self, owner: Node) -> Block:
        """A block for a node to hold."""
        return Block(self, owner)

    # -- names and numbers

    def _set_name(self, value: Value, name: str) -> None:
        if name and printer.is_number(name):
            raise RuntimeError(f"Invalid name: '{name}'")
        if value._name:
            self.release_name(value)
        if name:
            self._claim_name(value, name)

    def release_name(self, value: Value) -> None:
        """Take a value's name away."""
        del self._names[value._name]
        value._name = ""

    def _claim_name(self, value: Value, name: str) -> None:
        """Name a nameless value.  The newcomer gets the name; a former owner moves on to the next free suffix."""
        names = self._names
        former = names.get(name)
        if former is not None:
            base, suffix = printer.name_base(name)
            if self.dialect.skips_suffixes and base in self._suffixes:
                suffix = max(suffix, self._suffixes[base] + 1)
            while (replacement := f"{base}.{suffix}") in names:
                suffix += 1
            self._suffixes[base] = suffix + 1
            former._name = replacement
            names[replacement] = former
        names[name] = value
        value._name = name

    # -- reading

    def block(self) -> Block:
        return self._block

    def inputs(self) -> Items[Value]:
        return self._block.inputs()

    def outputs(self) -> Items[Value]:
        return self._block.outputs()

    def nodes(self) -> Iterator[Node]:
        return self._block.nodes()

    def param_node(self) -> Node:
        return self._block._param

    def return_node(self) -> Node:
        return self._block._return

    def findNode(self, kind: str, recurse: bool = True) -> Node | None:
        return self._block.findNode(kind, recurse)

    def findAllNodes(self, kind: str, recurse: bool = True) -> list[Node]:
        return self._block.findAllNodes(kind, recurse)

    # -- inputs and outputs

    def addInput(self, name: str = "") -> Value:
        return self._block.addInput(name)

    def insertInput(self, index: int, name: str = "") -> Value:
        return self._block.insertInput(index, name)

    def eraseInput(self, index: int) -> None:
        self._block.eraseInput(index)

    def permuteInputs(self, order: Sequence[int]) -> None:
        """Put the inputs in another order, given as their present places.  Raises ``ValueError`` unless it has all."""
        self._block.permuteInputs(order)

    def registerOutput(self, value: Value) -> int:
        return self._block.registerOutput(value)

    def eraseOutput(self, index: int) -> None:
        self._block.eraseOutput(index)

    def replaceOutput(self, index: int, value: Value) -> None:
        self._block.replaceOutput(index, value)

    # -- creating nodes (not yet in the graph)

    def create(self, kind: str, inputs: Iterable[Value] | int = (), outputs: int = 1) -> Node:
        """A new node with untyped outputs.  ``create(kind, n)`` is short for no inputs and ``n`` outputs."""
        if "::" not in kind:
            raise RuntimeError(f"all symbols must have a namespace, <namespace>::<string>, but found: {kind}")
        node = Node(self, kind)
        if isinstance(inputs, int):
            outputs, inputs = inputs, ()
        for value in inputs:
            if value is None:
                raise ValueError("cannot pass None in inputs")
            node.addInput(value)
        if outputs == 1:
            node._outputs.append(Value(node, _TENSOR))
        else:
            for _ in range(outputs):
                node.addOutput()
        return node

    def createClone(self, node: Node, value_map: Callable[[Value], Value], copy_blocks: bool = True) -> Node:
        """A copy of a node of any graph, its inputs mapped."""
        return self.clone_node(node, ValueMap(value_map), copy_blocks)

    def clone_node(self, node: Node, known: dict[Value, Value], copy_blocks: bool = True) -> Node:
        """A copy of a node of any graph; ``known`` has what stands for its inputs, and learns its outputs."""
        clone = Node(self, node._kind)
        clone.copy_from(node)
        outputs, inputs = clone._outputs, clone._inputs
        for value in node._outputs:
            output = known[value] = Value(clone, value._type)
            outputs.append(output)
            if value._name:
                self._claim_name(output, value._name)
        for offset, value in enumerate(node._inputs):
            mapped = known[value]
            inputs.append(mapped)
            mapped._uses[clone, offset] = None
        if copy_blocks:
            for block in node._blocks:
                clone.addBlock().cloneFrom(block, known)
        return clone

    def createNone(self) -> Node:
        node = self.create("prim::Constant")
        node._outputs[0]._type = NoneType()
        return node

    def createTuple(self, values: Sequence[Value], named: TupleType | None = None) -> Node:
        node = self.create("prim::TupleConstruct", values)
        node._outputs[0]._type = named or TupleType(value._type for value in values)
        return node

    def createTupleUnpack(self, value: Value) -> Node:
        assert isinstance(value._type, TupleType)
        return self._unpack("prim::TupleUnpack", value, value._type.members)

    def createList(self, element: Type, values: Sequence[Value]) -> Node:
        node = self.create("prim::ListConstruct", values)
        for value in values:
            if not value._type.isSubtypeOf(element):
                raise RuntimeError(
                    f"Expected a list element that subtypes '{element.str()}' "
                    f"but got an element of type '{value._type.str()}'"
                )
        node._outputs[0]._type = ListType(element)
        return node

    def createListUnpack(self, value: Value, size: int) -> Node:
        assert isinstance(value._type, ListType)
        return self._unpack("prim::ListUnpack", value, [value._type.element] * size)

    def _unpack(self, kind: str, value: Value, types: Sequence[Type]) -> Node:
        node = self.create(kind, [value], 0)
        for type_ in types:
            node.addOutput()._type = type_
        return node

    def createDict(self, key: Type, value: Type, keys: Sequence[Value], values: Sequence[Value]) -> Node:
        node = self.create("prim::DictConstruct")
        for entry in zip(keys, values, strict=True):
            node.addInput(entry[0])
            node.addInput(entry[1])
        node._outputs[0]._type = DictType(key, value)
        return node

    def createNumToTensor(self, value: Value) -> Node:
        node = self.create("prim::NumToTensor", [value])
        node._outputs[0]._type = TensorType.from_number_type(value._type)
        return node

    def createGetAttr(self, obj: Value, name: str) -> Node:
        class_type = obj._type
        if not isinstance(class_type, ClassType):
            raise RuntimeError(f"%{obj.debugName()} is a {class_type.str()}, which has no attributes")
        node = Node(self, "prim::GetAttr")
        node._attributes = {"name": ("s", name)}
        node.addInput(obj)
        result = node.addOutput(class_type.getAttribute(name))
        if self.dialect.names_attributes:
            self._claim_name(result, f"_{name}" if printer.is_number(name) else name)
        return node

    # -- inserting at the insertion point

    def setInsertPoint(self, where: Node | Block) -> None:
        """New nodes go in front of a node, or to the end of a block."""
        self._insert_before = where._return if isinstance(where, Block) else where

    def insertPoint(self) -> Node:
        return self._insert_before

    @contextmanager
    def insert_point_guard(self, where: Node | Block) -> Iterator[None]:
        """Insert elsewhere for the length of a ``with`` block."""
        former = self._insert_before
        self.setInsertPoint(where)
        try:
            yield
        finally:
            self._insert_before = former

    def insertNode(self, node: Node) -> Node:
        return node.insertAfter(self._insert_before._prev)

    def appendNode(self, node: Node) -> Node:
        return self._block.appendNode(node)

    def prependNode(self, node: Node) -> Node:
        return self._block.prependNode(node)

    def insertGetAttr(self, obj: Value, name: str) -> Value:
        return self.insertNode(self.createGetAttr(obj, name))._outputs[0]

    def insertConstant(self, value: Any, source_range: SourceRange | None = None, named: Type | None = None) -> Value:
        """A ``prim::Constant`` for a Python value or a tensor.  Raises ``TypeError`` for what can't be one.

        ``named`` is the type of an enumeration's member, or of a tuple that holds such or has names.
        """
        node = Node(self, "prim::Constant")
        node._range = source_range
        result = Value(node, named or self._set_constant(node, value))
        if named is not None:
            node.ival_("value", value)
        node._outputs.append(result)
        node.insertAfter(self._insert_before._prev)
        return result

    @staticmethod
    def _set_constant(node: Node, value: Any) -> Type:
        if value is None:
            return _NONE
        if isinstance(value, bool):
            node.i_("value", value)
            return _BOOL
        if isinstance(value, int):
            node.i_("value", value)
            return _INT
        if isinstance(value, float):
            node.f_("value", value)
            return _FLOAT
        if isinstance(value, complex):
            node.set_attribute("c", "value", value)
            return ComplexType()
        if isinstance(value, str):
            node.s_("value", value)
            return StringType()
        if isinstance(value, device):
            node.s_("value", str(value))
            return DeviceObjType()
        if isinstance(value, Generator):
            node.ival_("value", value)
            return GeneratorType()
        if isinstance(value, dtype):
            node.i_("value", value.code)
            return _INT
        if isinstance(value, list | tuple | dict):
            node.ival_("value", value)
            return constant_type(value)
        if hasattr(value, "requires_grad"):
            node.t_("value", value)
            return TensorType.of(value)
        code = getattr(value, "code", None)  # memory formats and layouts are integers in a graph
        if isinstance(code, int):
            node.i_("value", code)
            return _INT
        raise TypeError(f"a {type(value).__name__} can't be a constant of a graph: {value!r}")

    # -- scopes of a trace

    def push_scope(self, name: str) -> None:
        """Enter a module's forward: following nodes go into a block of their own."""
        self._scope = self._scope.push(name)
        node = Node(self, "prim::TracedModuleForward")
        node._attributes = {"scope": ("s", name)}
        self.insertNode(node)
        self._insert_before = node.addBlock()._return

    def pop_scope(self) -> None:
        outer = self._scope.names[:-1]
        self._scope = Scope(outer) if outer else ROOT_SCOPE
        owner = self._insert_before.owningBlock().owningNode()
        assert owner is not None and owner._kind == "prim::TracedModuleForward"
        self.setInsertPoint(owner._next)

    # -- whole graphs

    def copy(self) -> Graph:
        """An equal graph, with its values numbered afresh."""
        clone = Graph()
        clone.dialect = self.dialect
        with paused_collector():
            clone._block.cloneFrom(self._block, ValueMap(_undefined))
        return clone

    def insert_graph(self, callee: Graph, inputs: Sequence[Value]) -> list[Value]:
        """Copy a graph's nodes to the insertion point; returns the values that stand for its outputs."""
        formal = callee._block._param._outputs
        if len(formal) != len(inputs):
            raise RuntimeError(f"the graph takes {len(formal)} inputs, {len(inputs)} are given")
        known = dict(zip(formal, inputs, strict=True))
        place = self._insert_before
        place.owningBlock().clone_nodes(callee.nodes(), known, place)
        return [known[value] for value in callee._block._return._inputs]

    def insertGraph(self, callee: Graph, inputs: Iterable[Value]) -> list[Value]:
        """As `insert_graph`, for inputs that may be had one by one."""
        return self.insert_graph(callee, list(inputs))

    @classmethod
    def of_block(cls, block: Block, argument_for: Callable[[Graph, Value], Value], inputs_first: bool) -> Graph:
        """Take a nested block out of its graph, with all that is in it, and make it a graph of its own.

        Where a value from outside is used, ``argument_for`` gives what stands for it in the new graph.  Values are
        numbered afresh as they come, each such argument where it is first used; or all inputs first, as in a copy.
        """
        owner = block._node
        assert owner is not None
        owner._blocks = tuple(other for other in owner._blocks if other is not block)
        block._node, former = None, owner._graph
        graph = cls(block)
        graph.dialect = former.dialect
        known = ValueMap(lambda value: argument_for(graph, value))
        nodes = block.everything()
        for node in nodes:
            node._graph = graph
            if node._kind == "prim::Param":
                node.owningBlock()._graph = graph
            for value in node._outputs:
                value._unique = graph._next_unique
                graph._next_unique += 1
                if value._name:
                    del former._names[value._name]
                    graph._names[value._name] = value
            for offset, value in enumerate(node._inputs):
                if value._node._graph is not graph:
                    node.replaceInput(offset, known[value])
        if inputs_first:
            graph._next_unique = 0
            graph._suffixes = {}
            for node in nodes:
                for value in node._outputs:
                    value._unique = graph._next_unique
                    graph._next_unique += 1
        return graph

    def alias_db(self, isFrozen: bool = False, descend_function_calls: bool = False) -> Any:
        """Which values may share memory, and what is written to: see `passes.alias_db`."""
        return FROM_ABOVE["alias_db"](self, isFrozen, descend_function_calls)

    def lint(self) -> None:
        """Verify the graph.  Raises ``VerificationError``, which names what is wrong."""
        verify(self)

    def toString(self, print_source_locations: bool = True) -> str:
        return printer.graph_text(self, print_source_locations)

    def str(self, print_source_ranges: bool = True) -> str:
        return self.toString(print_source_ranges)

    def __str__(self) -> Any:
        return printer.graph_text(self)

    def __repr__(self) -> Any:
        return printer.graph_text(self)


class ValueMap(dict[Value, Value]):
    """Values that are known, and a function to ask for all others."""

    def __init__(self, value_map: Callable[[Value], Value]) -> None:
        super().__init__()
        self._value_map = value_map

    def __missing__(self, value: Value) -> Value:
        found = self[value] = self._value_map(value)
        return found


def _undefined(value: Value) -> Value:
    raise RuntimeError(f"%{value.debugName()} is used but not defined in the graph")


def constant_type(value: Any) -> Type:
    """The type of a constant's Python value: ``[1, 2]`` is ``int[]``."""
    if value is None:
        return NoneType()
    if isinstance(value, tuple):
        return TupleType(TensorType.of(item) if _is_tensor(item) else constant_type(item) for item in value)
    if isinstance(value, list):
        return ListType(constant_type(value[0]) if value else TensorType.get())
    if isinstance(value, dict):
        key, entry = next(iter(value.items()), ("", TensorType.get()))
        return DictType(constant_type(key), constant_type(entry))
    for python_type, type_ in _SCALARS:
        if isinstance(value, python_type):
            return type_
    if isinstance(getattr(value, "qualified_name", None), str):
        return FunctionType(value)
    if _is_tensor(value):
        return TensorType.get()
    raise TypeError(f"a {type(value).__name__} has no TorchScript type: {value!r}")


def _is_tensor(value: Any) -> bool:
    return hasattr(value, "requires_grad")


_NONE, _BOOL, _INT, _FLOAT, _TENSOR = NoneType(), BoolType(), IntType(), FloatType(), TensorType.get()
_SCALARS: tuple[tuple[type, Type], ...] = (
    (bool, BoolType()),
    (int, IntType()),
    (float, FloatType()),
    (complex, ComplexType()),
    (str, StringType()),
    (device, DeviceObjType()),
)
