"""Whole networks: resnet18, an MLP, LeNet, and random ones, exported and run by onnx's runtimes."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest
from hypothesis import given, reject
from onnx_agreement import Calls, assert_agrees, exported, flat, runs
from strategies import Network, networks

import minitorchscript as torch
from minitorchscript.onnx.capture import tensors_in, with_tensors

nn, F = torch.nn, torch.nn.functional


def settle(model: Any) -> Any:
    """Give the batch norms statistics that show."""
    torch.manual_seed(0)
    for name, buffer in model.named_buffers():
        if name.endswith("running_mean"):
            buffer.uniform_(-0.1, 0.1)
        elif name.endswith("running_var"):
            buffer.uniform_(0.5, 1.5)
    return model.eval()


@pytest.fixture(scope="module")
def resnet18() -> Any:
    torch.manual_seed(0)
    return settle(torch.vision.models.resnet18())


def test_resnet18(resnet18: Any) -> None:
    x = torch.rand(1, 3, 224, 224)
    proto = exported(resnet18, x)
    # As PyTorch 2.13.0 names them.
    assert proto.graph.input[0].name == "input.1"
    assert [each.name for each in proto.graph.node[3:5]] == ["/maxpool/MaxPool", "/layer1/layer1.0/conv1/Conv"]
    stored = {each.name for each in proto.graph.initializer}
    assert stored == {name for name in resnet18.state_dict() if "num_batches_tracked" not in name}
    [found] = runs(proto, x, runtimes="onnxruntime")["onnxruntime"]
    np.testing.assert_allclose(found, resnet18(x).detach().numpy(), rtol=1e-4, atol=1e-4)


def test_resnet18_traced_and_at_any_batch_size(resnet18: Any) -> None:
    traced = torch.jit.trace(resnet18, torch.rand(1, 3, 32, 32), check_trace=False)
    axes = {"x": {0: "batch"}, "y": {0: "batch"}}
    proto = exported(traced, torch.rand(1, 3, 32, 32), input_names=["x"], output_names=["y"], dynamic_axes=axes)
    x = torch.rand(3, 3, 32, 32)
    [found] = runs(proto, x, runtimes="onnxruntime")["onnxruntime"]
    np.testing.assert_allclose(found, resnet18(x).detach().numpy(), rtol=1e-4, atol=1e-4)


def test_mlp() -> None:
    layers = [nn.Linear(6, 8), nn.LayerNorm(8), nn.GELU(), nn.Dropout(), nn.Linear(8, 3), nn.LogSoftmax(-1)]
    assert_agrees(nn.Sequential(*layers).eval(), torch.rand(4, 6))


class LeNet(nn.Module):
    """The classic, in today's layers."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5, padding=2)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1, self.fc2, self.fc3 = nn.Linear(400, 120), nn.Linear(120, 84), nn.Linear(84, 10)

    def forward(self, x: Any) -> Any:
        x = F.avg_pool2d(torch.tanh(self.conv1(x)), 2)
        x = F.avg_pool2d(torch.tanh(self.conv2(x)), 2)
        x = x.view(x.size(0), -1)
        return F.softmax(self.fc3(F.relu(self.fc2(F.relu(self.fc1(x))))), dim=1)


def test_dialect_1_8_does_not_matter() -> None:
    model, x = nn.Sequential(nn.Linear(3, 4), nn.GELU(), nn.Flatten(0)).eval(), torch.rand(2, 3)
    with torch.jit.dialect("1.8"):
        assert_agrees(model, x)
        model, x = (
            nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.ReLU(), nn.Flatten()).eval(),
            torch.rand(1, 1, 5, 5),
        )
        assert_agrees(torch.jit.trace(model, x), x)


def test_lenet() -> None:
    torch.manual_seed(0)
    assert_agrees(LeNet(), torch.rand(2, 1, 28, 28))


def test_attention() -> None:
    def attention(q: Any, k: Any, v: Any) -> Any:
        weights = F.softmax(q @ k.transpose(-2, -1) / q.size(-1) ** 0.5, dim=-1)
        return (weights @ v).permute(0, 2, 1, 3).flatten(2)

    torch.manual_seed(0)
    assert_agrees(Calls(attention), *(torch.rand(2, 3, 5, 4) for _ in range(3)))


def agrees(network: Network) -> None:
    """The runtimes compute what the network does, as closely as its own rounding errors allow."""
    model, inputs = network.build(torch)
    tensors = tensors_in(copy.deepcopy(inputs))
    names = [f"input{position}" for position in range(len(tensors))]
    proto = exported(model, *inputs, input_names=names)

    def computed(nudge: float) -> list[np.ndarray]:
        given = [each.detach() * (1 + nudge) if each.is_floating_point() else each.clone() for each in tensors]
        return flat(model(*with_tensors(inputs, given)))

    with np.errstate(all="ignore"):
        expected, nudged = computed(0), computed(2**-20)
        for runtime, found in runs(proto, *tensors, names=names).items():
            for ours, other, theirs in zip(expected, nudged, found, strict=True):
                assert (theirs.dtype, theirs.shape) == (ours.dtype, ours.shape), runtime
                rounding = np.abs(np.nan_to_num(ours * 1.0 - other * 1.0)).max(initial=0.0)
                np.testing.assert_allclose(theirs, ours, rtol=1e-4, atol=1e-4 + 10 * rounding, err_msg=runtime)


@given(networks("article", training=False))
def test_random_networks_of_the_article(network: Network) -> None:
    agrees(network)


@given(networks(training=False))
@pytest.mark.filterwarnings("ignore::minitorchscript.jit.TracerWarning")
def test_random_networks(network: Network) -> None:
    try:
        agrees(network)
    except torch.onnx.errors.UnsupportedOperatorError as error:
        # Memory is the one thing that ONNX does not have.
        assert all("shares memory" in node.reason or "no state" in node.reason for node in error.nodes), error
        reject()
