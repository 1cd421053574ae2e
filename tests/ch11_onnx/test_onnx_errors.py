"""What an export refuses: by name, with the line, and all at once."""

from __future__ import annotations

import io
from typing import Any

import pytest
from onnx_agreement import Calls, exported

import minitorchscript as torch

nn = torch.nn
X = torch.ones(2, 3)


def line_of(function: Any, offset: int = 0) -> str:
    code = function.__code__
    return f"{code.co_filename}:{code.co_firstlineno + offset}"


def test_every_missing_operator_is_named_with_its_line() -> None:
    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = Calls(first)

        def forward(self, x: Any) -> Any:
            return torch.relu(self.inner(x)) + torch.hypot(x, x)

    def first(x: Any) -> Any:
        return torch.erfinv(x)

    with pytest.raises(torch.onnx.errors.UnsupportedOperatorError) as caught:
        exported(Net(), X)
    assert str(caught.value).splitlines() == [
        "Exporting the operator 'aten::erfinv' to ONNX opset version 20 is not supported, at "
        f"{line_of(first, 1)} (in inner)",
        f"Exporting the operator 'aten::hypot' to ONNX opset version 20 is not supported, at {line_of(Net.forward, 1)}",
    ]
    assert [node.kind for node in caught.value.nodes] == ["aten::erfinv", "aten::hypot"]
    assert isinstance(caught.value, torch.onnx.OnnxExporterError)
    assert isinstance(caught.value, RuntimeError)


@pytest.mark.parametrize("traced", [False, True])
def test_an_operator_inside_a_library_function_is_placed_where_the_user_calls_it(traced: bool) -> None:
    def program(x: Any) -> Any:
        return nn.functional.adaptive_max_pool2d(x, 2)

    x = torch.ones(1, 1, 3, 3)
    model = torch.jit.trace(Calls(program), x) if traced else Calls(program)
    with pytest.raises(torch.onnx.errors.UnsupportedOperatorError, match=f"at {line_of(program, 1)}: output sizes"):
        exported(model, x)


def test_control_flow_of_a_compiled_graph_is_refused() -> None:
    graph = torch._C.parse_ir(
        """
        graph(%x : Tensor, %c : Tensor):
          %b : bool = aten::Bool(%c)
          %y : Tensor = prim::If(%b)
            block0():
              %r : Tensor = aten::relu(%x)
              -> (%r)
            block1():
              -> (%x)
          return (%y)
        """
    )
    function = torch.jit.ScriptFunction(torch.jit.current_unit().create_function("branching", graph, True))
    with pytest.raises(torch.onnx.OnnxExporterError, match="prim::If"):
        exported(function, X, torch.tensor(True))


def test_a_changed_view_is_refused_if_its_base_is_read() -> None:
    def program(x: Any) -> Any:
        y = x + 1
        y[0].mul_(2)
        return y

    with pytest.raises(torch.onnx.errors.UnsupportedOperatorError) as caught:
        exported(Calls(program), X)
    assert "aten::mul_" in str(caught.value)
    assert "shares memory with it, is used afterwards" in str(caught.value)
    assert line_of(program, 2) in str(caught.value)


CHANGES = {
    "buffer": (lambda module: module.count.add_(1), "changes 'count', and an ONNX model has no state"),
    "view of a buffer": (lambda module: module.count.view(-1).add_(1), "changes 'count', and an ONNX model has no"),
    "constant": (lambda module: module.constant.add_(1), "a tensor that the trace holds as a constant"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_state_is_refused(name: str) -> None:
    change, message = CHANGES[name]

    class Counter(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.register_buffer("count", torch.zeros(()))
            self.constant = torch.zeros(())

        def forward(self, x: Any) -> Any:
            change(self)
            return x + self.count + self.constant

    with pytest.raises(torch.onnx.errors.UnsupportedOperatorError, match=message):
        exported(Counter(), X)


def test_random_operators_are_refused() -> None:
    with pytest.raises(torch.onnx.errors.UnsupportedOperatorError, match="aten::rand"):
        exported(Calls(lambda x: x + torch.rand(2, 3)), X)


BAD_ARGUMENTS = {
    "Unsupported onnx_opset_version: 99": {"opset_version": 99},
    # As PyTorch 2.13.0 says it.
    "number of input names provided (5) exceeded number of inputs (3)": {"input_names": list("abcde")},
    "number of output names provided (2) exceeded number of outputs (1)": {"output_names": ["a", "b"]},
    "use dynamo=False": {"dynamo": True},
    "only operators of ONNX itself": {"custom_opsets": {"mine": 1}},
    "Export destination must be specified": {"f": None},
    "forward() got an unexpected keyword argument 'z'": {"kwargs": {"z": X}},
}


@pytest.mark.parametrize("message", BAD_ARGUMENTS)
def test_bad_arguments(message: str) -> None:
    options: dict[str, Any] = {"f": io.BytesIO(), **BAD_ARGUMENTS[message]}
    with pytest.raises((RuntimeError, ValueError, TypeError)) as caught:
        torch.onnx.export(nn.Linear(3, 2), (X,), **options)
    assert message in str(caught.value)


def test_what_is_not_offered_says_so() -> None:
    with pytest.raises(AttributeError, match=r"torch\.onnx\.register_custom_op_symbolic is not offered"):
        torch.onnx.register_custom_op_symbolic  # noqa: B018
