"""`nn.init`: the numbers that a seed gives, and what each scheme promises. Numbers are PyTorch 2.13.0's."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import minitorchscript as torch
from minitorchscript import nn

# Expression, its first three and last two numbers, and the next number of the generator.
DRAWS: list[tuple[str, list[float], float]] = [
    ("uniform_(t(4, 5), -1, 3)", [-0.403833151, 0.94621253, 2.94264603, 2.21416759, 2.06118703], 0.870903254),
    ("normal_(t(4, 5), 1, 2)", [-0.0215951204, 3.05654359, 0.293696821, -0.408245921, 1.99660063], 0.990030944),
    ("normal_(t(3, 2))", [0.737629473, 1.94592917, -0.699541628, -0.513262212, -0.269619554], 0.2718876),
    ("trunc_normal_(t(6, 7))", [-0.51079756, 1.02827179, -0.35315159, 1.32659531, -0.108640872], 0.787714422),
    (
        "trunc_normal_(t(40, 50), std=0.5, a=-0.6, b=0.9)",
        [-0.25539878, 0.514135897, -0.176575795, -0.0257267933, -0.149786279],
        0.569429219,
    ),
    (
        "trunc_normal_(t(30, 7), a=0.9, b=1.2)",
        [0.94471252, 1.04596591, 1.1956985, 0.955347478, 1.13849127],
        0.505452096,
    ),
    (
        "xavier_uniform_(t(3, 4, 2), gain=2.0)",
        [-0.919024527, -0.0352121629, 1.27176034, 0.88099134, 0.214788407],
        0.839466691,
    ),
    ("xavier_normal_(t(8, 4, 2))", [-0.147454545, 0.296836495, -0.101946078, 0.164540574, 0.428427517], 0.769389451),
    (
        "kaiming_uniform_(t(3, 4), a=0.1, mode='fan_out')",
        [-0.987733543, -0.0378447324, 1.36684096, -0.649173498, 0.794943869],
        0.2718876,
    ),
    (
        "kaiming_uniform_(t(3, 4), nonlinearity='relu')",
        [-0.859668732, -0.0329379663, 1.18962288, -0.565004766, 0.691875219],
        0.2718876,
    ),
    (
        "kaiming_normal_(t(8, 4, 3, 3), mode='fan_out', nonlinearity='relu')",
        [-0.0851329267, 0.171378642, -0.0588585995, 0.193326578, -0.233109593],
        0.518508315,
    ),
    ("orthogonal_(t(3, 5))", [0.283295035, 0.747356415, -0.268667012, -0.247487292, -0.323877662], 0.243804455),
    ("orthogonal_(t(5, 3), gain=2)", [0.81568265, 1.26238346, -1.00444043, -0.735174656, -0.154146209], 0.243804455),
    ("sparse_(t(10, 4), 0.35)", [-0.00510797556, 0.0102827176, -0.00353151583, 0.0, -0.00638827728], 0.265887201),
]


def fill(expression: str) -> Any:
    functions = {name: getattr(nn.init, name) for name in nn.init.__all__}
    return eval(expression, {"t": torch.empty, **functions})


@pytest.mark.parametrize(("expression", "numbers", "following"), DRAWS, ids=[row[0] for row in DRAWS])
def test_draws_are_pytorchs(expression: str, numbers: list[float], following: float) -> None:
    torch.manual_seed(11)
    flat = fill(expression).reshape(-1).tolist()
    assert [*flat[:3], *flat[-2:]] == pytest.approx(numbers, rel=1e-6, abs=1e-7)
    assert torch.rand(1).item() == pytest.approx(following, rel=1e-8)


def test_a_generator_of_ones_own() -> None:
    torch.manual_seed(3)
    expected = nn.init.kaiming_normal_(torch.empty(4, 5)).tolist()
    own = torch.Generator().manual_seed(3)
    torch.manual_seed(99)
    assert nn.init.kaiming_normal_(torch.empty(4, 5), generator=own).tolist() == expected


def test_constants_and_identities() -> None:
    assert nn.init.constant_(torch.empty(2), 0.5).tolist() == [0.5, 0.5]
    assert nn.init.ones_(torch.empty(1)).item() == 1 and nn.init.zeros_(torch.ones(1)).item() == 0
    assert nn.init.eye_(torch.empty(2, 3)).tolist() == [[1, 0, 0], [0, 1, 0]]
    x = torch.rand(1, 4, 5, 5)
    weight = nn.init.dirac_(torch.empty(4, 4, 3, 3))
    assert torch.equal(nn.functional.conv2d(x, weight, padding=1), x)
    weight = nn.init.dirac_(torch.empty(4, 2, 3, 3), groups=2)
    assert torch.equal(nn.functional.conv2d(x, weight, padding=1, groups=2), x)


@pytest.mark.parametrize("shape", [(3, 5), (5, 3), (4, 2, 3)])
def test_orthogonal_rows_or_columns(shape: tuple[int, ...]) -> None:
    matrix = nn.init.orthogonal_(torch.empty(*shape), gain=2).numpy().reshape(shape[0], -1)
    product = matrix @ matrix.T if len(matrix) <= matrix.shape[1] else matrix.T @ matrix
    np.testing.assert_allclose(product, 4 * np.eye(len(product)), atol=1e-5)


def test_nothing_is_recorded_for_autograd() -> None:
    parameter = nn.Parameter(torch.empty(3, 3))
    assert nn.init.xavier_normal_(parameter) is parameter
    assert parameter.is_leaf and parameter.requires_grad


@pytest.mark.parametrize(
    ("nonlinearity", "gain"),
    [("linear", 1), ("sigmoid", 1), ("tanh", 5 / 3), ("relu", 2**0.5), ("selu", 0.75)],
)
def test_gains(nonlinearity: str, gain: float) -> None:
    assert nn.init.calculate_gain(nonlinearity) == gain
    assert nn.init.calculate_gain("leaky_relu", 1) == 1


MISTAKES: list[tuple[str, str]] = [
    ("calculate_gain('x')", "Unsupported nonlinearity x"),
    ("calculate_gain('leaky_relu', 'a')", "negative_slope a not a valid number"),
    (
        "xavier_uniform_(t(3))",
        "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions",
    ),
    ("kaiming_normal_(t(3, 3), mode='x')", "Mode x not supported, please use one of ['fan_in', 'fan_out']"),
    ("eye_(t(3))", "Only tensors with 2 dimensions are supported"),
    ("dirac_(t(3, 3))", "Only tensors with 3, 4, or 5 dimensions are supported"),
    ("dirac_(t(3, 3, 3), groups=2)", "dim 0 must be divisible by groups"),
    ("orthogonal_(t(3))", "Only tensors with 2 or more dimensions are supported"),
    ("sparse_(t(3), 0.5)", "Only tensors with 2 dimensions are supported"),
]


@pytest.mark.parametrize(("expression", "text"), MISTAKES, ids=[row[0] for row in MISTAKES])
def test_mistakes_are_named(expression: str, text: str) -> None:
    with pytest.raises(ValueError) as caught:
        fill(expression)
    assert str(caught.value) == text


def test_a_tensor_without_elements_is_left_alone() -> None:
    with pytest.warns(UserWarning, match="Initializing zero-element tensors is a no-op"):
        assert nn.init.kaiming_uniform_(torch.empty(0, 3)).shape == (0, 3)
