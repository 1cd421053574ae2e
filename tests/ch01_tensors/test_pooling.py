"""Pooling against its definition: maxima and means of windows, in every geometry."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import minitorchscript as torch
import minitorchscript.nn.functional as F

MAX = {1: F.max_pool1d, 2: F.max_pool2d, 3: F.max_pool3d}
AVG = {1: F.avg_pool1d, 2: F.avg_pool2d, 3: F.avg_pool3d}


@st.composite
def geometries(draw: st.DrawFn) -> tuple[tuple[int, ...], dict[str, object]]:
    count = draw(st.integers(1, 3))
    kernel = draw(st.lists(st.integers(1, 3), min_size=count, max_size=count))
    padding = [draw(st.integers(0, k // 2)) for k in kernel]
    stride = draw(st.lists(st.integers(1, 3), min_size=count, max_size=count))
    spatial = [draw(st.integers(max(1, k), 7)) for k in kernel]
    parameters = {"stride": stride, "padding": padding, "ceil_mode": draw(st.booleans())}
    return (2, 2, *spatial), {"kernel_size": kernel, **parameters}


def windows(sizes, kernel, stride, padding, ceil_mode, dilation=None):
    """For each output, the range that its window covers in the padded input, per dimension."""
    found = []
    for n, k, s, p in zip(sizes, kernel, stride, padding, strict=True):
        room = n + 2 * p - k
        count = (-(-room // s) if ceil_mode else room // s) + 1
        if ceil_mode and (count - 1) * s >= n + p:
            count -= 1
        found.append([(at * s - p, min(at * s - p + k, n + p)) for at in range(count)])
    return found


def inside(bounds, n):
    return slice(max(bounds[0], 0), min(bounds[1], n))


@given(geometries(), st.integers(0, 99))
def test_max_pool_takes_the_largest_of_each_window(geometry, seed: int) -> None:
    sizes, parameters = geometry
    x = np.random.default_rng(seed).integers(-5, 6, sizes).astype(np.float32)
    count = x.ndim - 2
    found, indices = MAX[count](torch.from_numpy(x), return_indices=True, **parameters)
    assert torch.equal(found, MAX[count](torch.from_numpy(x), **parameters))
    flat = x.reshape(*x.shape[:2], -1)
    at = indices.numpy().reshape(*x.shape[:2], -1)
    assert np.array_equal(np.take_along_axis(flat, at, 2), found.numpy().reshape(at.shape))
    spans = windows(x.shape[2:], parameters["kernel_size"], *list(parameters.values())[1:])
    for place in itertools.product(*(enumerate(each) for each in spans)):
        region = tuple(inside(bounds, n) for (_, bounds), n in zip(place, x.shape[2:], strict=True))
        cell = (..., *(i for i, _ in place))
        expected = x[(..., *region)].reshape(*x.shape[:2], -1).max(-1)
        assert np.array_equal(found.numpy()[cell], expected)


@given(geometries(), st.booleans(), st.integers(0, 99))
def test_avg_pool_takes_the_mean_of_each_window(geometry, include_pad: bool, seed: int) -> None:
    sizes, parameters = geometry
    x = np.random.default_rng(seed).standard_normal(sizes)
    count = x.ndim - 2
    found = AVG[count](torch.from_numpy(x), count_include_pad=include_pad, **parameters).numpy()
    spans = windows(x.shape[2:], parameters["kernel_size"], *list(parameters.values())[1:])
    for place in itertools.product(*(enumerate(each) for each in spans)):
        region = tuple(inside(bounds, n) for (_, bounds), n in zip(place, x.shape[2:], strict=True))
        seen = x[(..., *region)].reshape(*x.shape[:2], -1)
        area = np.prod([end - start for _, (start, end) in place]) if include_pad else seen.shape[-1]
        np.testing.assert_allclose(found[(..., *(i for i, _ in place))], seen.sum(-1) / area, rtol=1e-9)


@given(st.lists(st.integers(1, 9), min_size=2, max_size=2), st.lists(st.integers(1, 6), min_size=2, max_size=2))
def test_adaptive_windows_cover_the_input(sizes: list[int], outputs: list[int]) -> None:
    x = np.random.default_rng(sum(sizes)).standard_normal((1, 2, *sizes))
    found = F.adaptive_avg_pool2d(torch.from_numpy(x), outputs).numpy()
    for i, j in itertools.product(*map(range, outputs)):
        rows, columns = (
            slice(at * n // m, -(-(at + 1) * n // m)) for at, n, m in zip((i, j), sizes, outputs, strict=True)
        )
        np.testing.assert_allclose(found[..., i, j], x[..., rows, columns].mean((2, 3)), rtol=1e-9)
    largest, at = F.adaptive_max_pool2d(torch.from_numpy(x), outputs, return_indices=True)
    flat = x.reshape(1, 2, -1)
    assert np.array_equal(
        np.take_along_axis(flat, at.numpy().reshape(1, 2, -1), 2).reshape(largest.shape), largest.numpy()
    )


def test_the_first_of_equal_maxima_is_named() -> None:
    _, indices = F.max_pool2d(torch.zeros(1, 1, 4, 4), 3, 1, 1, return_indices=True)
    assert indices[0, 0].tolist() == [[0, 0, 1, 2], [0, 0, 1, 2], [4, 4, 5, 6], [8, 8, 9, 10]]


def test_a_nan_is_the_largest() -> None:
    x = torch.tensor([[[1.0, float("nan"), 3.0]]])
    found, indices = F.max_pool1d(x, 3, return_indices=True)
    assert found.isnan().all() and indices.item() == 1
    assert F.max_pool1d(x, 3).isnan().all()


@pytest.mark.parametrize("name", ["max_pool2d", "avg_pool2d"])
def test_channels_last_memory_is_kept(name: str) -> None:
    pool = getattr(F, name)
    x = torch.rand(2, 3, 4, 4).contiguous(memory_format=torch.channels_last)
    found = pool(x, 2)
    assert found.is_contiguous(memory_format=torch.channels_last)
    assert torch.equal(found, pool(x.contiguous(), 2))


@given(st.integers(1, 8), st.integers(1, 4))
def test_max_pool_of_a_dilated_window(size: int, kernel: int) -> None:
    assume(2 * (kernel - 1) + 1 <= size)
    x = torch.rand(1, 1, size)
    found = F.max_pool1d(x, kernel, 1, dilation=2)
    values = x[0, 0].tolist()
    reach = 2 * (kernel - 1) + 1
    assert found[0, 0].tolist() == [max(values[at : at + reach : 2]) for at in range(size - reach + 1)]
