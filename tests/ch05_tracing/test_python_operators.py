"""Operators written in Python: what a trace refuses, what a node keeps of them, and that no file takes them."""

from __future__ import annotations

import copy
import io
from typing import Any

import pytest

import minitorchscript as torch
from minitorchscript.autograd import Function
from minitorchscript.dialect import dialect


class Scale(Function):
    @staticmethod
    def forward(ctx: Any, x: torch.Tensor, by: Any) -> torch.Tensor:
        ctx.save_for_backward(x)
        return x * by


class Grow(Function):
    @staticmethod
    def forward(ctx: Any, x: torch.Tensor) -> torch.Tensor:
        ctx.mark_dirty(x)
        return x.add_(1)


class First(Function):
    @staticmethod
    def forward(ctx: Any, xs: list[torch.Tensor]) -> torch.Tensor:
        return xs[0] * 2


class Tripled(torch.nn.Module):
    def forward(self, x: torch.Tensor) -> Any:
        return Scale.apply(x, 3)


def traced(function: Any) -> Any:
    return torch.jit.trace(function, (torch.ones(2),), check_trace=False)


def test_a_node_keeps_what_forward_did_as_a_graph_of_its_inputs() -> None:
    (node,) = traced(lambda x: Scale.apply(x + 1, 3)).graph.findAllNodes("prim::PythonOp")
    inside = node.g("Subgraph")
    assert [each.kind() for each in inside.nodes()] == ["prim::Constant", "aten::mul"]
    assert len(list(inside.inputs())) == 1
    inside.lint()


def test_a_call_runs_again_for_each_input() -> None:
    net = traced(Tripled())
    assert net(torch.tensor([1.0, 2.0])).tolist() == [3.0, 6.0]
    assert copy.deepcopy(net)(torch.tensor([5.0])).tolist() == [15.0]


def test_a_changed_argument_can_be_traced_but_not_run() -> None:
    function = traced(lambda x: Grow.apply(x + 0))
    assert "^Grow[inplace=1" in str(function.graph)
    with pytest.raises(RuntimeError, match="inplace Grow not supported in the JIT"):
        function(torch.ones(2))


def test_a_tensor_that_is_no_argument_is_refused_in_a_trace() -> None:
    with pytest.raises(RuntimeError, match=r"tracing First\.apply: its forward uses a tensor that is no argument"):
        traced(lambda x: First.apply([x * 2]))


def test_the_old_dialect_refuses_it_by_name() -> None:
    with dialect("1.8"), pytest.raises(NotImplementedError, match=r'dialect "1.8" does not cover .*Function'):
        traced(lambda x: Scale.apply(x, 3))


def test_no_file_takes_a_call_into_python() -> None:
    with pytest.raises(RuntimeError, match="Could not export Python function call 'Scale'"):
        torch.jit.save(traced(lambda x: Scale.apply(x, 3)), io.BytesIO())

    with pytest.raises(torch.onnx.errors.OnnxExporterError, match="prim::PythonOp"):
        torch.onnx.export(Tripled(), (torch.ones(2),), io.BytesIO(), dynamo=False)


def test_a_leaf_that_requires_grad_can_not_be_marked_dirty() -> None:
    with pytest.raises(RuntimeError, match="a leaf Variable that requires grad has been used in an in-place operation"):
        Grow.apply(torch.ones(2, requires_grad=True))
    grown = Grow.apply(torch.ones(2, requires_grad=True) * 1)
    assert grown.requires_grad and not grown.is_leaf


def test_there_is_no_backward() -> None:
    with pytest.raises(NotImplementedError, match="no autograd"):
        Scale.backward(None, None)
