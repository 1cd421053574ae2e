"""Random graphs, valid by construction: constants of every sort, tuples, lists, branches and loops, nested.

They are built through the graph's own methods, so what they test is not the parser that reads them back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

import minitorchscript as torch
from minitorchscript.device import device
from minitorchscript.ir.graph import Graph
from minitorchscript.ir.node import Node
from minitorchscript.ir.source import Scope, SourceRange
from minitorchscript.ir.types import IntType, ListType, TensorType, Type
from minitorchscript.ir.value import Value

FLOATS = st.floats(width=64)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
DTYPES = st.sampled_from([torch.float32, torch.float64, torch.int64, torch.int32, torch.bool, torch.bfloat16])
FILES = st.sampled_from(["net.py", "a folder/net.py", "C:\\nets\\net.py", "<string>", "net # 2.py"])
NAMES = st.one_of(
    st.just(""), st.sampled_from(["x", "x.1", "input", "weight.7", "_0", "self.layer1.0", "été", "n::m", "x.y.z"])
)


@st.composite
def tensor_types(draw: st.DrawFn) -> TensorType:
    shape = draw(st.none() | st.lists(st.none() | st.integers(0, 70), max_size=4).map(tuple))
    strides = None
    if shape is not None and (not shape or draw(st.booleans())):
        strides = tuple(draw(st.integers(0, 99)) for _ in shape)
    grad, where = draw(st.none() | st.booleans()), draw(st.sampled_from([None, "cpu", "cuda:1"]))
    return TensorType(draw(st.none() | DTYPES), shape, strides, grad, where)


@st.composite
def tensors(draw: st.DrawFn) -> Any:
    """Small whole numbers: printing them loses nothing."""
    shape = draw(st.lists(st.integers(0, 3), max_size=3))
    count = 1
    for extent in shape:
        count *= extent
    if count > 10:
        shape, count = [2], 2
    numbers = draw(st.lists(st.integers(0, 9), min_size=count, max_size=count))
    return torch.tensor(numbers, dtype=draw(DTYPES)).reshape(shape)


def constants() -> st.SearchStrategy[Any]:
    numbers = st.integers(-(2**63), 2**63 - 1)
    plain = numbers | FLOATS | st.booleans() | TEXTS | st.complex_numbers() | st.sampled_from([device("cpu"), None])
    lists = st.lists(numbers, min_size=1) | st.lists(FLOATS, min_size=1) | st.lists(TEXTS, min_size=1)
    nested = st.tuples(numbers, TEXTS, st.tuples(FLOATS)) | st.dictionaries(TEXTS, FLOATS, min_size=1, max_size=3)
    return plain | lists | nested | st.lists(st.booleans(), min_size=1) | tensors()


class _Builder:
    """Grows one graph; knows which values each block may use."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.graph = Graph()
        self.budget = draw(st.integers(0, 12))

    def build(self) -> Graph:
        visible: list[Value] = []
        for _ in range(self.draw(st.integers(1, 3))):
            value = self.graph.addInput().setType(self.draw(tensor_types() | st.just(IntType())))
            visible.append(self.named(value))
        self.fill(visible, depth=0)
        for value in self.draw(st.lists(st.sampled_from(visible), max_size=3)):
            self.graph.registerOutput(value)
        return self.graph

    def fill(self, visible: list[Value], depth: int) -> None:
        """Nodes at the insertion point; what they compute becomes visible."""
        steps: list[Callable[[list[Value], int], Node]] = [self.constant, self.operator, self.tuple, self.list]
        if depth < 3:
            steps += [self.branch, self.loop]
        while self.budget > 0 and self.draw(st.integers(0, 5)):
            self.budget -= 1
            node = self.draw(st.sampled_from(steps))(visible, depth)
            self.decorate(node)
            visible += [self.named(value) for value in node.outputs()]

    def named(self, value: Value) -> Value:
        name = self.draw(NAMES)
        return value.setDebugName(name) if name else value

    def decorate(self, node: Node) -> None:
        if self.draw(st.booleans()):
            node.setScope(
                Scope(tuple(self.draw(st.lists(st.sampled_from(["__module", "layer.1", "a b"]), max_size=2))))
            )
        if self.draw(st.booleans()):
            node.set_source_range(
                SourceRange(self.draw(FILES), self.draw(st.integers(1, 999)), self.draw(st.integers(0, 99)))
            )

    def typed(self, node: Node, *types: Type) -> Node:
        for value, type_ in zip(node.outputs(), types, strict=True):
            value.setType(type_)
        return self.graph.insertNode(node)

    def constant(self, visible: list[Value], depth: int) -> Node:
        return self.graph.insertConstant(self.draw(constants())).node()

    def operator(self, visible: list[Value], depth: int) -> Node:
        kind = self.draw(st.sampled_from(["aten::relu", "aten::add", "my::op", "onnx::Conv", "prim::Print"]))
        outputs = 0 if kind == "prim::Print" else self.draw(st.integers(1, 3))
        node = self.graph.create(kind, self.draw(st.lists(st.sampled_from(visible), max_size=3)), outputs)
        if self.draw(st.booleans()):
            node.i_("axis", self.draw(st.integers(-9, 9))).s_("mode", self.draw(TEXTS)).ty_(
                "ty", self.draw(tensor_types())
            )
        return self.typed(node, *(self.draw(tensor_types()) for _ in range(outputs)))

    def tuple(self, visible: list[Value], depth: int) -> Node:
        return self.graph.insertNode(self.graph.createTuple(self.draw(st.lists(st.sampled_from(visible), max_size=3))))

    def list(self, visible: list[Value], depth: int) -> Node:
        first = self.draw(st.sampled_from(visible))
        return self.typed(self.graph.create("prim::ListConstruct", [first, first]), ListType(first.type()))

    def branch(self, visible: list[Value], depth: int) -> Node:
        condition = self.graph.insertConstant(True)
        result = self.draw(st.sampled_from(visible))
        node = self.typed(self.graph.create("prim::If", [condition]), result.type())
        for _ in range(2):
            block = node.addBlock()
            with self.graph.insert_point_guard(block):
                self.fill(list(visible), depth + 1)
            block.registerOutput(result)
        return node

    def loop(self, visible: list[Value], depth: int) -> Node:
        trips, go_on = self.graph.insertConstant(3), self.graph.insertConstant(True)
        carried = self.draw(st.sampled_from(visible))
        node = self.typed(self.graph.create("prim::Loop", [trips, go_on, carried]), carried.type())
        block = node.addBlock()
        iteration = self.named(block.addInputToBlock().setType(IntType()))
        state = self.named(block.addInputToBlock().setType(carried.type()))
        with self.graph.insert_point_guard(block):
            self.fill([*visible, iteration, state], depth + 1)
        block.registerOutput(go_on)
        block.registerOutput(state)
        return node


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """A valid graph of up to about 12 nodes."""
    return _Builder(draw).build()


def make_tensor(type_: TensorType, elements: Any) -> Any:
    """The tensor constant of a text that is read back."""
    assert type_.scalar_type is not None and type_.shape is not None
    if elements is None:
        return torch.zeros(list(type_.shape), dtype=type_.scalar_type)
    return torch.tensor(elements.tolist(), dtype=type_.scalar_type).reshape(list(type_.shape))


__all__ = ["constants", "graphs", "make_tensor", "tensor_types", "tensors"]
