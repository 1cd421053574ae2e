"""`nn.utils`: parameters as one vector, and batch normalization folded into the layer before it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import minitorchscript as torch
from minitorchscript import nn
from minitorchscript.nn import utils


def test_parameters_become_one_vector_and_come_back() -> None:
    layer = nn.Linear(3, 2)
    vector = utils.parameters_to_vector(layer.parameters())
    expected = [*layer.weight.reshape(-1).tolist(), *layer.bias.tolist()]
    assert vector.tolist() == expected
    utils.vector_to_parameters(torch.zeros(8) + 2, layer.parameters())
    assert layer.weight.tolist() == [[2.0] * 3] * 2 and layer.bias.tolist() == [2.0, 2.0]
    assert isinstance(layer.weight, nn.Parameter) and layer.weight.requires_grad
    with pytest.raises(TypeError, match="expected torch.Tensor, but got: int"):
        utils.vector_to_parameters(3, layer.parameters())


def used(norm: Any) -> Any:
    """A normalization in evaluation mode with statistics and weights that change something."""
    for tensor in (norm.running_mean, norm.weight.data, norm.bias.data):
        tensor.normal_()
    norm.running_var.uniform_(0.5, 2)
    return norm.eval()


FUSED: list[tuple[Any, Any, tuple[int, ...], bool]] = [
    (nn.Conv2d(3, 6, 3, padding=1, bias=False), nn.BatchNorm2d(6), (2, 3, 5, 5), False),
    (nn.Conv1d(4, 6, 3, groups=2), nn.BatchNorm1d(6), (2, 4, 9), False),
    (nn.ConvTranspose2d(3, 4, 2, stride=2), nn.BatchNorm2d(4), (1, 3, 4, 4), True),
]


@pytest.mark.parametrize(("conv", "norm", "shape", "transpose"), FUSED, ids=lambda v: type(v).__name__)
def test_a_fused_convolution_gives_the_same(conv: Any, norm: Any, shape: Any, transpose: bool) -> None:
    torch.manual_seed(0)
    conv, norm, x = conv.eval(), used(norm), torch.randn(*shape)
    fused = utils.fuse_conv_bn_eval(conv, norm, transpose)
    assert type(fused) is type(conv) and fused.weight is not conv.weight
    expected = norm(conv(x)).detach().numpy()
    np.testing.assert_allclose(fused(x).detach().numpy(), expected, rtol=1e-4, atol=1e-5)


def test_a_fused_linear_layer_gives_the_same() -> None:
    torch.manual_seed(0)
    linear, norm, x = nn.Linear(4, 5).eval(), used(nn.BatchNorm1d(5)), torch.randn(3, 4)
    fused = utils.fuse_linear_bn_eval(linear, norm)
    expected = norm(linear(x)).detach().numpy()
    np.testing.assert_allclose(fused(x).detach().numpy(), expected, rtol=1e-4, atol=1e-5)


def test_fusing_is_for_evaluation() -> None:
    with pytest.raises(AssertionError, match="Fusion only for eval!"):
        utils.fuse_conv_bn_eval(nn.Conv2d(1, 1, 1), nn.BatchNorm2d(1))
    with pytest.raises(AssertionError, match="must not be None"):
        utils.fuse_linear_bn_eval(nn.Linear(1, 1).eval(), nn.BatchNorm1d(1, track_running_stats=False).eval())
    with pytest.raises(AssertionError, match="linear.out_features=3 and bn.num_features=2"):
        utils.fuse_linear_bn_eval(nn.Linear(1, 3).eval(), nn.BatchNorm1d(2).eval())
