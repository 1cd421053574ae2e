"""The inline pass: what it changes, what it leaves alone, and what it splices in.  Texts are PyTorch 2.13.0's."""

from __future__ import annotations

import io
from typing import Any

import pytest

import minitorchscript as torch
from minitorchscript import nn
from minitorchscript.passes import PASSES, register_pass
from minitorchscript.runtime import interpreter

X = torch.tensor([[1.0, -2.0]])


class Block(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(2, 2)
        self.drop = nn.Dropout(0.5)

    def forward(self, x: Any) -> Any:
        return torch.relu(self.drop(self.fc(x)))


class Net(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.first = Block()
        self.second = Block()

    def forward(self, x: Any) -> Any:
        return self.second(self.first(x)) + x


class Fussy(nn.Module):
    def forward(self, x: Any) -> Any:
        return x.view(x.size(0), -1).t().t() + 1 - 1


class Outer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.fussy = Fussy()

    def forward(self, x: Any) -> Any:
        return self.fussy(x)


def traced(module: nn.Module, **options: Any) -> Any:
    return torch.jit.trace(module.eval(), X, **options)


def kinds(graph: Any) -> list[str]:
    return [node.kind() for node in graph.nodes()]


def test_the_graph_is_live_and_the_inlined_graph_a_copy() -> None:
    module = traced(Net())
    before, code, callee = str(module.graph), module.code, str(module.first.graph)
    inlined = module.inlined_graph
    assert str(module.graph) == before and module.code == code
    assert inlined.findNode("prim::CallMethod") is None
    assert torch._C._jit_pass_inline(module.graph) is None
    assert module.graph.findNode("prim::CallMethod") is None and module.code != code
    assert str(module.first.graph) == callee
    # Nothing is left to inline.
    assert not PASSES["inline"](module.graph)


def test_results_are_equal() -> None:
    module = traced(Net())
    called = interpreter.run(module.graph, [module, X])
    assert torch.equal(interpreter.run(module.inlined_graph, [module, X]), called)
    assert torch.equal(module(X), called)


def test_numbers_and_names_of_what_is_spliced_in() -> None:
    module = traced(Net())
    graph = module.graph
    add = graph.findNode("aten::add").output().debugName()
    torch._C._jit_pass_inline(graph)
    assert graph.findNode("aten::add").output().debugName() == add
    assert [node.output().debugName() for node in graph.findAllNodes("aten::linear")] == ["input.1", "input"]
    numbers = [int(n.output().debugName()) for n in graph.findAllNodes("aten::dropout")]
    assert numbers == sorted(numbers) and numbers[0] > int(add)
    assert graph.findNode("aten::relu").scopeName() == "__module.first"


def test_the_callee_is_spliced_in_as_it_runs() -> None:
    module = traced(Outer())
    assert [each.output().toIValue() for each in module.inlined_graph.findAllNodes("prim::Constant")][2:] == [-1, 0]
    assert kinds(module.inlined_graph) == [
        "prim::GetAttr",
        *["prim::Constant"] * 4,
        "aten::size",
        "prim::ListConstruct",
        "aten::view",
        "aten::add",
        "aten::sub",
    ]
    # The callee itself is as it was traced.
    assert {"prim::NumToTensor", "aten::Int", "aten::t"} <= set(kinds(module.fussy.graph))


def test_what_ran_is_remembered() -> None:
    """A graph that ran before it is changed goes on running as it was; a file holds the changed one."""
    fresh, used = traced(Net(), check_trace=False), traced(Net(), check_trace=False)
    for module in (fresh, used):
        module.load_state_dict({name: torch.ones(tensor.shape) for name, tensor in module.state_dict().items()})
    used(X)
    for module in (fresh, used):
        torch._C._jit_pass_inline(module.graph)
        relu = module.graph.findNode("aten::relu")
        relu.output().replaceAllUsesWith(relu.inputsAt(0))
        relu.destroy()
        module.graph.lint()
    assert fresh.code == used.code
    x = torch.tensor([[-3.0, -2.0]])
    # With the first relu the second block gives ones, without it zeros.
    assert used(x).tolist() == [[-2.0, -1.0]]
    assert fresh(x).tolist() == [[-3.0, -2.0]]
    file = io.BytesIO()
    torch.jit.save(used, file)
    file.seek(0)
    assert torch.jit.load(file)(x).tolist() == [[-3.0, -2.0]]


def test_a_pass_is_registered_once() -> None:
    with pytest.raises(ValueError, match="'dce' is registered already"):

        @register_pass("dce")
        def again(graph: Any) -> bool:
            return False


@pytest.fixture
def no_dropout() -> Any:
    @register_pass("no_dropout")
    def remove_dropout(graph: Any) -> bool:
        found = graph.findAllNodes("aten::dropout")
        for node in found:
            node.output().replaceAllUsesWith(node.inputsAt(0))
            node.destroy()
        return bool(found)

    yield PASSES["no_dropout"]
    del PASSES["no_dropout"]


def test_a_pass_of_ones_own(no_dropout: Any) -> None:
    module = traced(Net(), check_trace=False)
    torch._C._jit_pass_inline(module.graph)
    expected = interpreter.run(module.graph, [module, X])
    assert no_dropout(module.graph)
    module.graph.lint()
    torch._C._jit_pass_dce(module.graph)
    torch._C._jit_pass_lint(module.graph)
    assert "drop" not in module.code
    assert torch.equal(module(X), expected)
    assert not no_dropout(module.graph)


def test_a_node_in_use_is_not_destroyed() -> None:
    graph = traced(Net()).inlined_graph
    with pytest.raises(RuntimeError, match="aten::relu uses it"):
        graph.findNode("aten::dropout").destroy()


def test_replacing_an_input() -> None:
    module = traced(Net(), check_trace=False)
    graph = module.graph
    torch._C._jit_pass_inline(graph)
    for node in graph.findAllNodes("aten::dropout"):
        with graph.insert_point_guard(node):
            node.replaceInput(1, graph.insertConstant(0.25))
    torch._C._jit_pass_dce(graph)
    graph.lint()
    assert module.code.count("0.25, False") == 2 and "0.5" not in module.code


def test_forks_are_inlined_one_in_another_and_in_branches() -> None:
    def inner(x: Any) -> Any:
        return torch.jit.wait(torch.jit.fork(lambda y: y * 3, x)) + 1

    def program(x: Any) -> Any:
        first = torch.jit.fork(inner, x)
        second = torch.jit.fork(lambda y, z: y - z, x, first.wait())
        return second.wait() * first.wait()

    traced = torch.jit.trace(program, X)
    graph, expected = traced.graph.copy(), traced(X)
    assert len(graph.findAllNodes("prim::fork")) == 2
    assert PASSES["inline_fork_wait"](graph)
    graph.lint()
    assert [node.kind() for node in graph.nodes() if "prim" not in node.kind()] == [
        "aten::mul",
        "aten::add",
        "aten::sub",
        "aten::mul",
    ]
    result = interpreter.run(graph, [X], "program")
    assert torch.equal(result, expected)
    assert not PASSES["inline_fork_wait"](graph)
