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


def test_weight_norm_keeps_the_weight_and_its_length() -> None:
    layer = nn.Linear(4, 3)
    before = layer.weight.detach().numpy().copy()
    with pytest.warns(FutureWarning, match="parametrizations.weight_norm"):
        utils.weight_norm(layer)
    assert list(layer.state_dict()) == ["bias", "weight_g", "weight_v"]
    np.testing.assert_allclose(layer.weight.detach().numpy(), before, rtol=1e-6)
    layer.weight_g.data.mul_(2)
    layer(torch.ones(1, 4))
    np.testing.assert_allclose(layer.weight.detach().numpy(), 2 * before, rtol=1e-6)
    utils.remove_weight_norm(layer)
    assert list(layer.state_dict()) == ["bias", "weight"] and not layer._forward_pre_hooks


def test_spectral_norm_divides_by_the_largest_singular_value() -> None:
    torch.manual_seed(0)
    layer = utils.spectral_norm(nn.Linear(4, 3), n_power_iterations=50)
    assert list(layer.state_dict()) == ["bias", "weight_orig", "weight_u", "weight_v"]
    assert layer.state_dict()._metadata[""]["spectral_norm"] == {"weight.version": 1}
    layer(torch.ones(1, 4))
    assert np.linalg.svd(layer.weight.detach().numpy())[1][0] == pytest.approx(1, rel=1e-4)
    utils.remove_spectral_norm(layer)
    assert list(layer.state_dict()) == ["bias", "weight"]


class Doubled(nn.Module):
    def forward(self, x: Any) -> Any:
        return x * 2

    def right_inverse(self, x: Any) -> Any:
        return x / 2


def test_a_parametrized_weight_is_read_assigned_and_made_plain_again() -> None:
    parametrize = utils.parametrize
    layer = nn.Linear(2, 1)
    before = layer.weight.tolist()
    parametrize.register_parametrization(layer, "weight", Doubled())
    assert type(layer).__name__ == "ParametrizedLinear" and parametrize.is_parametrized(layer, "weight")
    assert parametrize.type_before_parametrizations(layer) is nn.Linear
    assert layer.weight.tolist() == before  # the inverse was applied
    layer.weight = torch.tensor([[4.0, 6.0]])
    assert layer.parametrizations.weight.original.tolist() == [[2.0, 3.0]]
    assert layer(torch.tensor([[1.0, 1.0]])).item() == pytest.approx(10 + layer.bias.item())
    with parametrize.cached():
        assert layer.weight is layer.weight
    assert layer.weight is not layer.weight
    parametrize.remove_parametrizations(layer, "weight")
    assert type(layer) is nn.Linear and layer.weight.tolist() == [[4.0, 6.0]]
    assert list(layer.state_dict()) == ["bias", "weight"]


def test_weights_saved_with_the_older_weight_norm_load_into_the_newer() -> None:
    old = nn.Linear(4, 3)
    with pytest.warns(FutureWarning):
        utils.weight_norm(old)
    new = utils.parametrizations.weight_norm(nn.Linear(4, 3))
    new.load_state_dict(old.state_dict())
    np.testing.assert_allclose(new.weight.detach().numpy(), old.weight.detach().numpy(), rtol=1e-6)
