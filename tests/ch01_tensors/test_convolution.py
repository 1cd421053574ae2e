"""Convolutions against their definition, and the properties that tie them together."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import minitorchscript as torch
import minitorchscript.nn.functional as F

CONV = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}
CONV_TRANSPOSE = {1: F.conv_transpose1d, 2: F.conv_transpose2d, 3: F.conv_transpose3d}


@st.composite
def geometries(draw: st.DrawFn) -> dict[str, object]:
    """Sizes and parameters of a convolution in which the kernel fits."""
    count = draw(st.integers(1, 3))
    each = st.integers(1, 3)
    kernel = draw(st.lists(each, min_size=count, max_size=count))
    stride = draw(st.lists(each, min_size=count, max_size=count))
    dilation = draw(st.lists(st.integers(1, 2), min_size=count, max_size=count))
    padding = draw(st.lists(st.integers(0, 2), min_size=count, max_size=count))
    extra = draw(st.lists(st.integers(0, 3), min_size=count, max_size=count))
    spatial = [
        max(1, d * (k - 1) + 1 - 2 * p) + more for k, d, p, more in zip(kernel, dilation, padding, extra, strict=True)
    ]
    groups = draw(st.sampled_from([1, 1, 2, 3]))
    return {
        "input": (draw(st.integers(1, 2)), groups * draw(st.integers(1, 2)), *spatial),
        "filters": groups * draw(st.integers(1, 2)),
        "kernel": kernel,
        "parameters": {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups},
    }


def noise(seed: int, *sizes: int) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal(sizes)


def by_definition(x: np.ndarray, w: np.ndarray, stride, padding, dilation, groups) -> np.ndarray:
    """out[n, o, y] = sum over c and k of w[o, c, k] * padded[n, c, stride * y + dilation * k]."""
    padded = np.pad(x, [(0, 0), (0, 0), *((p, p) for p in padding)])
    sizes = [
        (n - d * (k - 1) - 1) // s + 1
        for n, k, s, d in zip(padded.shape[2:], w.shape[2:], stride, dilation, strict=True)
    ]
    out = np.zeros((x.shape[0], w.shape[0], *sizes))
    per_group, filters = w.shape[1], w.shape[0] // groups
    for o in range(w.shape[0]):
        channels = slice(o // filters * per_group, (o // filters + 1) * per_group)
        for y in itertools.product(*map(range, sizes)):
            window = tuple(
                slice(s * at, s * at + d * (k - 1) + 1, d)
                for at, s, d, k in zip(y, stride, dilation, w.shape[2:], strict=True)
            )
            seen = padded[(slice(None), channels, *window)]
            out[(slice(None), o, *y)] = (seen * w[o]).reshape(x.shape[0], -1).sum(1)
    return out


@given(geometries(), st.integers(0, 99))
def test_every_geometry_gives_what_the_definition_says(geometry: dict, seed: int) -> None:
    parameters = geometry["parameters"]
    x = noise(seed, *geometry["input"])
    w = noise(seed + 1, geometry["filters"], x.shape[1] // parameters["groups"], *geometry["kernel"])
    count = x.ndim - 2
    found = CONV[count](torch.from_numpy(x), torch.from_numpy(w), **parameters)
    np.testing.assert_allclose(found.numpy(), by_definition(x, w, **parameters), rtol=1e-9, atol=1e-9)


@given(geometries(), st.integers(0, 99))
def test_transposed_convolution_is_the_adjoint(geometry: dict, seed: int) -> None:
    """<conv(x), y> = <x, conv_transpose(y)>: the matrix of one is the transpose of the other's."""
    parameters = geometry["parameters"]
    x = noise(seed, *geometry["input"])
    w = noise(seed + 1, geometry["filters"], x.shape[1] // parameters["groups"], *geometry["kernel"])
    count = x.ndim - 2
    forward = CONV[count](torch.from_numpy(x), torch.from_numpy(w), **parameters)
    y = noise(seed + 2, *forward.shape)
    step = zip(x.shape[2:], forward.shape[2:], geometry["kernel"], strict=True)
    rest = [
        n - ((m - 1) * s - 2 * p + d * (k - 1) + 1)
        for (n, m, k), s, p, d in zip(
            step, parameters["stride"], parameters["padding"], parameters["dilation"], strict=True
        )
    ]
    back = CONV_TRANSPOSE[count](torch.from_numpy(y), torch.from_numpy(w), output_padding=rest, **parameters)
    assert back.shape == x.shape
    np.testing.assert_allclose((forward.numpy() * y).sum(), (x * back.numpy()).sum(), rtol=1e-8, atol=1e-8)


def test_many_rows_are_computed_in_blocks() -> None:
    """The columns of a large image do not fit one block; the seams between blocks must not show."""
    x, w = noise(0, 1, 16, 100, 150), noise(1, 4, 16, 3, 3)
    whole = F.conv2d(torch.from_numpy(x), torch.from_numpy(w), padding=1).numpy()
    for row in (0, 31, 32, 33, 99):
        window = np.pad(x, [(0, 0), (0, 0), (1, 1), (1, 1)])[:, :, row : row + 3]
        strip = F.conv2d(torch.from_numpy(window), torch.from_numpy(w)).numpy()
        np.testing.assert_allclose(whole[:, :, row : row + 1], strip, rtol=1e-9, atol=1e-9)


def test_an_unbatched_input_is_a_batch_of_one() -> None:
    x, w = torch.from_numpy(noise(0, 2, 5, 5)), torch.from_numpy(noise(1, 3, 2, 3, 3))
    assert torch.equal(F.conv2d(x, w), F.conv2d(x[None], w)[0])


@pytest.mark.parametrize("kernel", [2, 3, 4])
def test_padding_same_keeps_the_size(kernel: int) -> None:
    x, w = torch.ones(1, 1, 7), torch.ones(1, 1, kernel)
    if kernel % 2:
        assert F.conv1d(x, w, padding="same").shape == x.shape
    else:
        with pytest.warns(UserWarning, match="even kernel lengths"):
            assert F.conv1d(x, w, padding="same").shape == x.shape


def test_half_precision_is_summed_in_float32() -> None:
    x, w = torch.full((1, 4096, 1), 1.0).half(), torch.ones(1, 4096, 1).half()
    assert F.conv1d(x, w).item() == 4096.0
