"""What the recorder writes down, in which order, and under which names.  Expected texts are PyTorch 2.13.0's."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest

import minitorchscript as torch
from minitorchscript import nn
from minitorchscript.ir.graph import Graph
from minitorchscript.ir.unit import current_unit
from minitorchscript.trace.lift import lift
from minitorchscript.trace.record import record


def traced_graph(function: Any, *inputs: Any, **options: Any) -> Graph:
    return torch.jit.trace(function, inputs, **options).graph


def defined(graph: Graph) -> list[str]:
    """Name and kind of each node with a result, in order."""
    return [f"{node.output().debugName()} {node.kind()}" for node in graph.nodes()]


def test_constants_stand_before_the_node_that_wants_them() -> None:
    graph = record(lambda x, y: torch.relu(x * 2) + y, (torch.rand(2), torch.rand(2)), ["x", "y"]).graph
    kinds = [node.kind() for node in graph.nodes()]
    assert kinds == ["prim::Constant", "aten::mul", "aten::relu", "prim::Constant", "aten::add"]
    assert [value.debugName() for value in graph.inputs()] == ["x", "y"]


def test_a_node_knows_its_line_and_the_type_that_came_out() -> None:
    def program(x: Any) -> Any:
        return torch.sin(x)

    node = record(program, (torch.rand(2, 3),), ["x"]).graph.findNode("aten::sin")
    assert node is not None
    line = program.__code__.co_firstlineno + 1
    assert str(node.source_range()) == f"{__file__}:{line}:0"
    assert node.output().type().str() == "Float(2, 3, strides=[3, 1], requires_grad=0, device=cpu)"


def test_a_value_is_named_where_it_is_first_used() -> None:
    def program(x: Any) -> Any:
        first = torch.sin(x)
        second = first
        holder = [torch.cos(second)]
        return holder[0] + first

    assert defined(traced_graph(program, torch.rand(2))) == [
        "first aten::sin",
        "2 aten::cos",
        "3 prim::Constant",
        "4 aten::add",
    ]


def test_a_layer_names_what_it_uses() -> None:
    def program(x: Any) -> Any:
        h = torch.sin(x)
        return nn.functional.silu(h)

    assert defined(traced_graph(program, torch.rand(2))) == ["input aten::sin", "2 aten::silu"]


def test_the_newest_value_keeps_the_name() -> None:
    def program(x: Any) -> Any:
        x = torch.sin(x)
        x = torch.cos(x)
        return x + x

    graph = traced_graph(program, torch.rand(2))
    assert [value.debugName() for value in graph.inputs()] == ["x.1"]
    assert defined(graph)[:2] == ["x.3 aten::sin", "x aten::cos"]


def test_one_tensor_given_twice_is_two_inputs() -> None:
    x = torch.rand(2)
    traced = torch.jit.trace(lambda a, b: a - b * 2, (x, x))
    a, b = torch.tensor([5.0, 6.0]), torch.tensor([1.0, 2.0])
    assert traced(a, b).tolist() == [3.0, 2.0]


def test_a_stray_tensor_that_requires_grad_is_refused() -> None:
    weight = torch.rand(2, requires_grad=True)
    with pytest.raises(RuntimeError, match="Cannot insert a Tensor that requires grad as a constant"):
        torch.jit.trace(lambda x: x * weight, torch.rand(2))


def test_sizes_are_values_of_the_graph() -> None:
    def program(x: Any) -> Any:
        return x.reshape(x.shape[0] * 2, -1)

    traced = torch.jit.trace(program, torch.rand(2, 4, 3))
    assert traced(torch.rand(6, 4)).shape == (12, 2)
    # The numbers 4 to 9 went to sizes that nobody used.
    assert defined(traced.graph)[2:4] == ["3 prim::NumToTensor", "10 prim::Constant"]


class Shared(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(2, 2)
        self.act = nn.ReLU()

    def forward(self, x: Any) -> Any:
        h = self.fc(x)
        return self.act(h) + h


def test_lifting_returns_what_is_used_outside() -> None:
    net = Shared()
    compiled = torch.jit.trace_module(net, {})
    recorder = record(net, (torch.rand(1, 2),), ["x"], module=compiled, scopes=net)
    graph = recorder.graph
    forwards = graph.findAllNodes("prim::TracedModuleForward", recurse=False)
    assert [node.s("scope") for node in forwards] == ["__module.fc", "__module.act"]
    assert all(not node.outputs() and not node.blocks()[0].outputs() for node in forwards)
    lift(graph, compiled, current_unit(), recorder.attributes)
    graph.lint()
    # The attribute read last stands first.
    assert [node.s("name") for node in graph.findAllNodes("prim::GetAttr")] == ["act", "fc"]
    first, second = graph.findAllNodes("prim::CallMethod")
    assert second.inputsAt(1) is first.output() and len(first.output().uses()) == 2
    names = [function.qualified_name for function in current_unit().functions()]
    assert names == [
        "__torch__.torch.nn.modules.linear.Linear.forward",
        "__torch__.torch.nn.modules.activation.ReLU.forward",
    ]


class Remembering(nn.Module):
    """Calls a layer, and keeps weak references to what it computes."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(2, 2)
        self.seen: list[weakref.ref[Any]] = []

    def forward(self, x: Any) -> Any:
        h = self.fc(x)
        self.seen.append(weakref.ref(h))
        return h + 1


def test_a_trace_holds_on_to_no_frame() -> None:
    """The recorder looks at frames, which hold all local variables: it must not become one of a circle."""
    net = Remembering()
    gc.collect()
    gc.disable()
    try:
        torch.jit.trace(net, torch.rand(1, 2), check_trace=False)
        assert [seen() for seen in net.seen] == [None]
    finally:
        gc.enable()


def test_a_place_that_comes_again_is_the_same_object() -> None:
    def program(x: Any) -> Any:
        for _ in range(2):
            x = torch.sin(x)
        return torch.cos(x)

    first, second, last = record(program, (torch.rand(2),), ["x"]).graph.nodes()
    assert first.source_range() is second.source_range() is not last.source_range()
    assert program.__name__ in first.sourceRange()
