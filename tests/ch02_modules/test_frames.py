"""A traced value is named after a local variable of the frame that calls the operator: those frames are PyTorch's."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

import minitorchscript as torch
from minitorchscript import nn
from minitorchscript.tensor import dispatch
from minitorchscript.tensor.frames import python_stack


class Frames(dispatch.Mode):
    """A dispatch mode that notes, for each operator, the function that called it and its tensor variables."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str, str]] = []

    def operator(self, op: Any, values: list[Any], run: Callable[[list[Any]], Any]) -> Any:
        frame = next(python_stack(sys._getframe(1)))
        names = [name for name, value in frame.f_locals.items() if isinstance(value, torch.Tensor)]
        self.seen.append((op.python_name, frame.f_code.co_name, " ".join(sorted(names))))
        return run(values)

    def module(self, module: Any, args: Any, kwargs: Any, run: Callable[[], Any]) -> Any:
        return run()

    def compiled(self, function: Any, is_method: bool, values: list[Any], run: Callable[[], Any]) -> Any:
        return run()

    def size(self, tensor: Any, dim: int) -> Any:
        with dispatch.no_mode():
            return tensor.numpy(force=True).shape[dim]

    def numel(self, tensor: Any) -> Any:
        with dispatch.no_mode():
            return tensor.numpy(force=True).size

    def scalar(self, tensor: Any, what: str) -> None:
        """Nothing to note."""

    def constructor(self, tensor: Any, what: str) -> None:
        """Nothing to note."""


# Layer, input shape, and (operator, calling function, its tensor variables): as a profiler sees them in PyTorch 2.13.0.
CALLS: list[tuple[str, tuple[int, ...], list[tuple[str, str, str]]]] = [
    ("Linear(2, 3)", (4, 2), [("linear", "forward", "input")]),
    ("Conv2d(1, 2, 3)", (1, 1, 4, 4), [("_convolution", "_conv_forward", "bias input weight")]),
    ("ConvTranspose2d(1, 2, 3)", (1, 1, 4, 4), [("_convolution", "forward", "input")]),
    (
        "BatchNorm1d(2)",
        (4, 2),
        [
            ("add_", "forward", "input"),
            ("batch_norm", "batch_norm", "bias input running_mean running_var weight"),
        ],
    ),
    ("LayerNorm(2)", (4, 2), [("layer_norm", "layer_norm", "bias input weight")]),
    ("GroupNorm(1, 2)", (4, 2), [("group_norm", "group_norm", "bias input weight")]),
    (
        "InstanceNorm1d(2)",
        (2, 4),
        [
            ("unsqueeze", "_handle_no_batch_input", "input"),
            ("instance_norm", "instance_norm", "input"),
            ("squeeze", "_handle_no_batch_input", "input"),
        ],
    ),
    ("ReLU()", (2,), [("relu", "relu", "input")]),
    ("LeakyReLU(0.1, True)", (2,), [("leaky_relu_", "leaky_relu", "input")]),
    ("SiLU()", (2,), [("silu", "silu", "input")]),
    ("GELU()", (2,), [("gelu", "forward", "input")]),
    ("Sigmoid()", (2,), [("sigmoid", "forward", "input")]),
    ("Tanh()", (2,), [("tanh", "forward", "input")]),
    ("Threshold(0.1, 2)", (2,), [("threshold", "_threshold", "input")]),
    ("PReLU()", (2,), [("prelu", "forward", "input")]),
    ("Softplus()", (2,), [("softplus", "forward", "input")]),
    ("Softmax(0)", (2,), [("softmax", "softmax", "input")]),
    ("LogSoftmax(0)", (2,), [("log_softmax", "log_softmax", "input")]),
    ("Dropout()", (2,), [("dropout", "dropout", "input")]),
    ("Flatten()", (2, 2, 2), [("flatten", "forward", "input")]),
    ("MaxPool2d(2)", (1, 4, 4), [("max_pool2d", "_max_pool2d", "input")]),
    (
        "MaxPool2d(2, return_indices=True)",
        (1, 4, 4),
        [("max_pool2d_with_indices", "max_pool2d_with_indices", "input")],
    ),
    ("AvgPool2d(2)", (1, 4, 4), [("avg_pool2d", "forward", "input")]),
    ("AdaptiveAvgPool2d(1)", (1, 4, 4), [("adaptive_avg_pool2d", "adaptive_avg_pool2d", "input")]),
    ("AdaptiveAvgPool1d(1)", (1, 4), [("adaptive_avg_pool1d", "forward", "input")]),
    (
        "AdaptiveMaxPool2d(1)",
        (1, 4, 4),
        [("adaptive_max_pool2d", "adaptive_max_pool2d_with_indices", "input")],
    ),
]


@pytest.mark.parametrize(("layer", "shape", "calls"), CALLS, ids=[row[0] for row in CALLS])
def test_operators_are_called_from_pytorchs_frames(layer: str, shape: Any, calls: Any) -> None:
    module, x, mode = eval(f"nn.{layer}", {"nn": nn}), torch.rand(*shape), Frames()
    with dispatch.push_mode(mode):
        module(x)
    assert mode.seen == calls
