"""Dynamic axes: right ones run at any size, wrong ones are refused with the place that froze the size."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from onnx_agreement import Calls, exported, flat, runs

import minitorchscript as torch

nn, F = torch.nn, torch.nn.functional
DynamicAxisError = torch.onnx.errors.DynamicAxisError


def numbers(*sizes: int) -> Any:
    torch.manual_seed(1)
    return torch.rand(*sizes) - 0.5


def check(model: Any, axes: Any, *sizes: tuple[int, ...], **options: Any) -> Any:
    """Export at the first size with dynamic axes, and compare with the model at all sizes."""
    x = numbers(*sizes[0])
    proto = exported(model, x, input_names=["x"], output_names=["y"], dynamic_axes=axes, **options)
    for size in sizes:
        x = numbers(*size)
        for found in runs(proto, x).values():
            for ours, theirs in zip(flat(model(x)), found, strict=True):
                assert ours.shape == theirs.shape
                np.testing.assert_allclose(theirs, ours, rtol=1e-5, atol=1e-5)
    return proto


def extents(info: Any) -> list[int | str]:
    return [each.dim_param or each.dim_value for each in info.type.tensor_type.shape.dim]


MODELS: dict[str, tuple[Any, Any, list[tuple[int, ...]]]] = {
    "linear": (nn.Linear(3, 2), {0: "batch"}, [(2, 3), (1, 3), (5, 3)]),
    "view of size": (Calls(lambda x: x.view(x.size(0), -1)), {0: "batch"}, [(2, 3, 4), (1, 3, 4), (7, 3, 4)]),
    "view as -1": (Calls(lambda x: x.view(-1, 12) * 2), {0: "batch"}, [(2, 3, 4), (5, 3, 4)]),
    "flatten": (Calls(lambda x: torch.flatten(x, 1)), {0: "batch"}, [(2, 3, 4), (5, 3, 4)]),
    "flatten of a dynamic one": (
        Calls(lambda x: torch.flatten(x, 1, 2)),
        {0: "n", 2: "w"},
        [(2, 3, 4, 2), (5, 3, 6, 2)],
    ),
    "shape arithmetic": (
        Calls(lambda x: x.reshape(x.shape[0], x.shape[1] // 2 * x.shape[2], 2)),
        {0: "n", 2: "w"},
        [(2, 4, 3), (3, 4, 5)],
    ),
    "expand": (Calls(lambda x: torch.ones(1, 3).expand(x.size(0), -1) + x), {0: "batch"}, [(2, 3), (4, 3)]),
    "expand_as": (Calls(lambda x: x[:1].expand_as(x)), {0: "batch"}, [(2, 3), (4, 3)]),
    "zeros of size": (Calls(lambda x: torch.zeros(x.size(0), 3) + x), {0: "batch"}, [(2, 3), (4, 3)]),
    "like": (Calls(lambda x: torch.full_like(x, 3) * x), {0: "batch"}, [(2, 3), (4, 3)]),
    "arange": (Calls(lambda x: x + torch.arange(x.size(1))), {1: "length"}, [(2, 3), (2, 6)]),
    "var": (Calls(lambda x: x.var(0)), {0: "batch"}, [(2, 3), (4, 3)]),
    "group norm": (nn.GroupNorm(2, 4), {0: "batch", 2: "length"}, [(2, 4, 3), (1, 4, 5)]),
    "divided by the size": (Calls(lambda x: x.sum(0) / x.size(0)), {0: "batch"}, [(2, 3), (4, 3)]),
    "last": (Calls(lambda x: x[-1]), {0: "batch"}, [(2, 3), (4, 3)]),
    "slice": (Calls(lambda x: x[1:, : x.size(1) - 1]), {0: "n", 1: "m"}, [(2, 3), (4, 5)]),
    "narrow": (Calls(lambda x: x.narrow(0, 1, x.size(0) - 1)), {0: "n"}, [(2, 3), (4, 3)]),
    "cat": (Calls(lambda x: torch.cat([x, x], 0)), {0: "n"}, [(2, 3), (4, 3)]),
    "image": (
        nn.Sequential(nn.Conv2d(2, 3, 3, padding=1), nn.MaxPool2d(2), nn.AdaptiveAvgPool2d(1), nn.Flatten()),
        {0: "n", 2: "h", 3: "w"},
        [(1, 2, 8, 8), (2, 2, 6, 10)],
    ),
    "positions of a maximum": (nn.MaxPool2d(2, return_indices=True), {2: "h"}, [(1, 2, 4, 4), (1, 2, 8, 4)]),
}


# A slice's bound counts as turned into a Python index, though the trace follows it: PyTorch warns too.
@pytest.mark.filterwarnings("ignore:Converting a tensor to a Python index")
@pytest.mark.parametrize("opset", [17, 20])
@pytest.mark.parametrize("name", MODELS)
def test_runs_at_any_size(name: str, opset: int) -> None:
    model, axes, sizes = MODELS[name]
    names = ["y", "i"] if isinstance(model, nn.MaxPool2d) else ["y"]
    x = numbers(*sizes[0])
    proto = exported(model, x, input_names=["x"], output_names=names, dynamic_axes={"x": axes}, opset_version=opset)
    for size in sizes:
        x = numbers(*size)
        for found in runs(proto, x).values():
            for ours, theirs in zip(flat(model(x)), found, strict=True):
                assert ours.shape == theirs.shape
                np.testing.assert_allclose(theirs, ours, rtol=1e-5, atol=1e-5)


def test_extents_are_named() -> None:
    proto = check(Calls(lambda x: torch.cat([x, x], 1)), {"x": {0: "batch", 1: "n"}}, (2, 3), (4, 5))
    assert extents(proto.graph.input[0]) == ["batch", "n"]
    assert extents(proto.graph.output[0]) == ["batch", "y_dim_1"]


def test_extents_of_outputs_can_be_named() -> None:
    axes = {"x": [0], "y": {0: "rows"}}
    proto = check(nn.Linear(3, 2), axes, (2, 3), (4, 3))
    # A list's axes are named as PyTorch 2.13.0 names them.
    assert extents(proto.graph.input[0]) == ["x_dynamic_axes_1", 3]
    assert extents(proto.graph.output[0]) == ["rows", 2]


def test_without_dynamic_axes_sizes_are_constants() -> None:
    proto = exported(Calls(lambda x: x.view(x.size(0), -1)), numbers(2, 3, 4))
    assert [node.op_type for node in proto.graph.node] == ["Constant", "Reshape"]


def test_a_frozen_size_is_named_with_its_lines() -> None:
    def program(x: Any) -> Any:
        size = int(x.shape[0])
        return x.view(size, -1)

    first = program.__code__.co_firstlineno
    with pytest.warns(torch.jit.TracerWarning, match="Python integer"), pytest.raises(DynamicAxisError) as caught:
        check(Calls(program), {"x": {0: "batch"}}, (2, 3, 4))
    message = str(caught.value)
    assert message.startswith("dynamic axis 'batch' (axis 0 of 'x'): aten::view at ")
    assert f"{__file__}:{first + 2} (in" not in message and f"{__file__}:{first + 2} was frozen to 2" in message
    assert "and is 4 at twice the size" in message
    assert f"(frozen by int() at {__file__}:{first + 1})" in message


def test_a_program_that_branches_on_the_size_is_refused() -> None:
    def program(x: Any) -> Any:
        return torch.relu(x) if x.shape[0] > 2 else torch.tanh(x)

    with pytest.warns(torch.jit.TracerWarning), pytest.raises(DynamicAxisError, match="something else at twice"):
        check(Calls(program), {"x": {0: "batch"}}, (2, 3))


def test_a_model_that_needs_its_size_is_refused() -> None:
    with pytest.raises(DynamicAxisError, match=r"'width' \(axis 1 of 'x'\): the model does not run at twice the size"):
        check(nn.Linear(3, 2), {"x": {1: "width"}}, (2, 3))


def test_an_operator_that_needs_a_number_is_refused() -> None:
    with pytest.raises(torch.onnx.errors.UnsupportedOperatorError, match="size of dimension 1, which is dynamic"):
        check(Calls(lambda x: x.chunk(2, 1)[0]), {"x": {1: "width"}}, (2, 4))


def test_an_output_that_does_not_vary_is_refused() -> None:
    with pytest.raises(DynamicAxisError, match=r"'n' \(axis 1 of 'y'\): it stays the same"):
        check(nn.Linear(3, 2), {"x": {0: "batch"}, "y": {1: "n"}}, (2, 3))


def test_axes_that_go_together() -> None:
    x, y = numbers(2, 3), numbers(2, 3)
    axes = {"x": {0: "one"}, "y": {0: "other"}}
    proto = exported(Calls(lambda x, y: x + y), x, y, input_names=["x", "y"], dynamic_axes=axes)
    bigger = numbers(5, 3)
    assert runs(proto, bigger, bigger)["reference"][0].shape == (5, 3)


def test_a_traced_module_is_checked_by_running_it() -> None:
    x = numbers(2, 3, 4)
    good = torch.jit.trace(Calls(lambda x: x.view(x.size(0), -1)), x)
    proto = check(good, {"x": {0: "batch"}}, (2, 3, 4), (5, 3, 4))
    assert extents(proto.graph.output[0]) == ["batch", 12]
    bad = torch.jit.trace(Calls(lambda x: x.view(2, 12) + 1), x)
    with pytest.raises(DynamicAxisError, match="does not run at twice the size"):
        check(bad, {"x": {0: "batch"}}, (2, 3, 4))


def test_unknown_names_warn_as_in_pytorch() -> None:
    with pytest.warns(UserWarning, match="Provided key z for dynamic axes is not a valid input/output name"):
        exported(nn.ReLU(), numbers(2), dynamic_axes={"z": [0]})


@pytest.mark.parametrize("axis", [2, -1])
def test_an_axis_out_of_range(axis: int) -> None:
    with pytest.raises(ValueError, match="input 'x' has 2 axes, none numbered"):
        exported(nn.ReLU(), numbers(2, 3), input_names=["x"], dynamic_axes={"x": [axis]})
