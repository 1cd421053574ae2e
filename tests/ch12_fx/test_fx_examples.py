"""The worked examples: observers and rounding, folded batch norms, other activations, times."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import minitorchscript as torch
from minitorchscript import fx, nn
from minitorchscript.fx.experimental.optimization import fuse, remove_dropout, replace_activations
from minitorchscript.fx.experimental.profiling import ProfilingInterpreter
from minitorchscript.fx.experimental.quantization import MinMaxObserver, calibrate, insert_observers, simulate
from minitorchscript.nn import functional as F


class Net(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(1, 4, 3, padding=1)
        self.bn = nn.BatchNorm2d(4)
        self.relu = nn.ReLU()
        self.drop = nn.Dropout(0.3)
        self.fc = nn.Linear(4, 3)
        self.bn_fc = nn.BatchNorm1d(3)

    def forward(self, x: Any) -> Any:
        y = self.relu(self.bn(self.conv(x)))
        y = F.relu(self.drop(y)).mean(dim=(2, 3))
        return torch.relu(self.bn_fc(self.fc(y)))


@pytest.fixture
def net() -> Any:
    torch.manual_seed(0)
    net = Net()
    for _ in range(3):
        net(torch.randn(8, 1, 6, 6))  # so that the statistics are not those of a new module
    return net.eval()


@pytest.fixture
def x() -> Any:
    torch.manual_seed(1)
    return torch.randn(4, 1, 6, 6)


def test_batch_norms_are_folded_into_the_layers_before_them(net: Any, x: Any) -> None:
    before = net.state_dict()
    fused = fuse(net)
    assert not any(isinstance(module, nn.BatchNorm2d | nn.BatchNorm1d) for module in fused.modules())
    assert np.allclose(fused(x).detach().numpy(), net(x).detach().numpy(), atol=1e-6)
    assert all(value is net.state_dict()[name] or torch.equal(value, before[name]) for name, value in before.items())


def test_a_layer_whose_own_output_is_used_is_not_folded() -> None:
    class Both(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv, self.bn = nn.Conv2d(1, 1, 1), nn.BatchNorm2d(1)

        def forward(self, x: Any) -> Any:
            y = self.conv(x)
            return self.bn(y) + y

    assert isinstance(fuse(Both().eval()).bn, nn.BatchNorm2d)
    with pytest.raises(AssertionError, match="Fusion only for eval!"):
        fuse(nn.Sequential(nn.Conv2d(1, 1, 1), nn.BatchNorm2d(1)))


def test_dropouts_are_taken_out(net: Any, x: Any) -> None:
    bare = remove_dropout(net)
    assert "drop" not in bare.code
    assert torch.equal(bare(x), net(x))


def test_activations_are_replaced_wherever_they_are_called(net: Any, x: Any) -> None:
    changed = replace_activations(net, {nn.ReLU: nn.Tanh(), F.relu: torch.sigmoid, torch.relu: torch.neg})
    assert "relu" not in changed.code.replace("relu_new", "")
    with torch.no_grad():
        y = torch.sigmoid(torch.tanh(net.bn(net.conv(x)))).mean(dim=(2, 3))
        assert torch.equal(changed(x), -net.bn_fc(net.fc(y)))


def test_observers_see_the_range_of_every_value(net: Any, x: Any) -> None:
    observed = insert_observers(net)
    assert torch.equal(observed(x), net(x))
    calibrate(observed, [x, (x * 2,)])
    seen = observed.observers.x
    assert isinstance(seen, MinMaxObserver)
    assert float(seen.low) == float((x * 2).min()) and float(seen.high) == float((x * 2).max())
    names = {name for name, _ in observed.observers.named_children()}
    assert names == {node.name for node in fx.symbolic_trace(net).graph.nodes if node.op != "output"}


def test_rounding_costs_little_and_takes_few_values(net: Any, x: Any) -> None:
    observed = insert_observers(fuse(net))
    with pytest.raises(RuntimeError, match="the observer has seen no data"):
        simulate(observed)
    calibrate(observed, [x])
    rounded = simulate(observed)
    with torch.no_grad():
        exact, ours = net(x), rounded(x)
    assert 0 < float((exact - ours).abs().max()) < 0.05 * float(exact.abs().max())
    assert torch.unique(rounded.conv.weight).numel() <= 256
    assert not torch.equal(rounded.conv.weight, observed.conv.weight)


def test_simulated_networks_are_traced_saved_and_exported(net: Any, x: Any, tmp_path: Any) -> None:
    observed = insert_observers(net)
    calibrate(observed, [x])
    traced = torch.jit.trace(simulate(observed), x)
    traced.save(tmp_path / "rounded.json")
    with torch.no_grad():
        assert torch.equal(torch.jit.load(tmp_path / "rounded.json")(x), traced(x))
    torch.onnx.export(traced, (x,), str(tmp_path / "rounded.onnx"), dynamo=False)
    assert (tmp_path / "rounded.onnx").stat().st_size > 0


def test_times_are_taken_of_every_node(net: Any, x: Any) -> None:
    ticks = iter(range(1000))
    profiler = ProfilingInterpreter(fx.symbolic_trace(net), clock=lambda: float(next(ticks)))
    for _ in range(3):
        assert torch.equal(profiler.run(x), net(x))
    summary = profiler.summary()
    assert [seconds for _, seconds in summary] == [1.0] * len(profiler.graph.nodes)
    assert all(len(times) == 3 for times in profiler.seconds.values())
