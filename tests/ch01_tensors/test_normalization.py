"""Normalizations: what each makes of its input, and what training leaves in the running statistics."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import minitorchscript as torch
import minitorchscript.nn.functional as F


def noise(seed: int, *sizes: int) -> torch.Tensor:
    return torch.from_numpy(np.random.default_rng(seed).standard_normal(sizes).astype(np.float32))


@given(st.lists(st.integers(2, 4), min_size=2, max_size=5))
def test_batch_norm_in_training_centres_and_scales_each_channel(sizes: list[int]) -> None:
    x = noise(sum(sizes), *sizes)
    found = F.batch_norm(x, None, None, training=True, eps=1e-12).numpy()
    axes = (0, *range(2, len(sizes)))
    np.testing.assert_allclose(found.mean(axes), 0, atol=1e-5)
    np.testing.assert_allclose(found.var(axes), 1, rtol=1e-4)


@given(st.floats(0.0, 1.0), st.integers(2, 6))
def test_training_moves_the_running_statistics_by_the_momentum(momentum: float, batch: int) -> None:
    x = noise(batch, batch, 3, 4)
    mean, var = torch.full((3,), 2.0), torch.full((3,), 5.0)
    F.batch_norm(x, mean, var, training=True, momentum=momentum)
    seen = x.numpy().transpose(1, 0, 2).reshape(3, -1)
    np.testing.assert_allclose(mean.numpy(), (1 - momentum) * 2 + momentum * seen.mean(1), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(var.numpy(), (1 - momentum) * 5 + momentum * seen.var(1, ddof=1), rtol=1e-4)


def test_evaluation_leaves_the_running_statistics_alone_and_uses_them() -> None:
    x, mean, var = noise(0, 2, 3, 4), torch.tensor([1.0, 2.0, 3.0]), torch.tensor([4.0, 9.0, 16.0])
    weight, bias = torch.tensor([1.0, 2.0, 3.0]), torch.tensor([0.0, 1.0, 2.0])
    found = F.batch_norm(x, mean, var, weight, bias, eps=0.0)
    column = (1, 3, 1)
    expected = (x - mean.view(column)) / var.view(column).sqrt() * weight.view(column) + bias.view(column)
    np.testing.assert_allclose(found.numpy(), expected.numpy(), rtol=1e-5, atol=1e-6)
    assert mean.tolist() == [1.0, 2.0, 3.0] and var.tolist() == [4.0, 9.0, 16.0]


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.data())
def test_layer_norm_works_on_the_last_dimensions(sizes: list[int], data: st.DataObject) -> None:
    sizes = [*sizes, 3]
    count = data.draw(st.integers(1, len(sizes)))
    x = noise(sum(sizes), *sizes)
    found = F.layer_norm(x, sizes[-count:], eps=0.25).numpy()
    axes = tuple(range(-count, 0))
    values = x.numpy().astype(np.float64)
    expected = (values - values.mean(axes, keepdims=True)) / np.sqrt(values.var(axes, keepdims=True) + 0.25)
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-5)


def test_group_norm_spans_layer_norm_to_instance_norm() -> None:
    x = noise(1, 2, 6, 4)
    one = F.group_norm(x, 1).numpy()
    np.testing.assert_allclose(one, F.layer_norm(x, [6, 4]).numpy(), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(F.group_norm(x, 6).numpy(), F.instance_norm(x).numpy(), rtol=1e-4, atol=1e-5)


def test_instance_norm_averages_the_samples_statistics() -> None:
    x, mean, var = noise(2, 3, 2, 5), torch.zeros(2), torch.ones(2)
    F.instance_norm(x, mean, var, momentum=1.0)
    np.testing.assert_allclose(mean.numpy(), x.numpy().mean(2).mean(0), rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(var.numpy(), x.numpy().var(2, ddof=1).mean(0), rtol=1e-4)


def test_half_precision_inputs_take_float32_parameters() -> None:
    x, ones = noise(3, 4, 3).half(), torch.ones(3)
    found = F.batch_norm(x, torch.zeros(3), ones, ones, torch.zeros(3))
    assert found.dtype is torch.float16
    np.testing.assert_allclose(found.float().numpy(), x.float().numpy(), rtol=1e-2)


def test_an_empty_batch_stays_empty() -> None:
    assert F.layer_norm(torch.ones(0, 3), [3]).shape == (0, 3)
    assert F.group_norm(torch.ones(0, 4, 2), 2).shape == (0, 4, 2)
