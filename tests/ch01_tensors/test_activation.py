"""Activation functions and softmax, against values that PyTorch prints."""

from __future__ import annotations

import pytest

import minitorchscript as torch
import minitorchscript.nn.functional as F

X = torch.tensor([-3.0, -0.4, 0.0, 0.4, 3.0, 25.0])

# As PyTorch 2.13.0 prints them for X, to seven digits.
VALUES = {
    "F.relu6(X)": [0.0, 0.0, 0.0, 0.4, 3.0, 6.0],
    "F.leaky_relu(X, 0.1)": [-0.3, -0.04, 0.0, 0.4, 3.0, 25.0],
    "F.elu(X, 0.5)": [-0.4751065, -0.16484, 0.0, 0.4, 3.0, 25.0],
    "F.selu(X)": [-1.670569, -0.5796101, 0.0, 0.4202804, 3.152103, 26.26752],
    "F.celu(X, 2.0)": [-1.55374, -0.3625385, 0.0, 0.4, 3.0, 25.0],
    "F.gelu(X)": [-0.004050225, -0.1378313, 0.0, 0.2621687, 2.99595, 25.0],
    'F.gelu(X, approximate="tanh")': [-0.003637433, -0.1378388, 0.0, 0.2621612, 2.996363, 25.0],
    "F.silu(X)": [-0.1422776, -0.1605249, 0.0, 0.2394751, 2.857723, 25.0],
    "F.mish(X)": [-0.1456475, -0.1889165, 0.0, 0.2890305, 2.986535, 25.0],
    "F.hardtanh(X)": [-1.0, -0.4, 0.0, 0.4, 1.0, 1.0],
    "F.hardswish(X)": [-0.0, -0.1733333, 0.0, 0.2266667, 3.0, 25.0],
    "F.hardsigmoid(X)": [0.0, 0.4333333, 0.5, 0.5666667, 1.0, 1.0],
    "F.softplus(X)": [0.04858735, 0.5130153, 0.6931472, 0.9130152, 3.048587, 25.0],
    "F.softsign(X)": [-0.75, -0.2857143, 0.0, 0.2857143, 0.75, 0.9615384],
    "F.logsigmoid(X)": [-3.048587, -0.9130152, -0.6931472, -0.5130153, -0.04858735, -1.388794e-11],
    "F.softshrink(X)": [-2.5, -0.0, 0.0, 0.0, 2.5, 24.5],
    "F.hardshrink(X)": [-3.0, 0.0, 0.0, 0.0, 3.0, 25.0],
    "F.tanhshrink(X)": [-2.004945, -0.02005103, 0.0, 0.02005103, 2.004945, 24.0],
    "F.threshold(X, 0.1, -7.0)": [-7.0, -7.0, -7.0, 0.4, 3.0, 25.0],
    "F.prelu(X, torch.tensor([0.25]))": [-0.75, -0.1, 0.0, 0.4, 3.0, 25.0],
    "F.rrelu(X)": [-0.6875, -0.09166667, 0.0, 0.4, 3.0, 25.0],
    "F.glu(X)": [-1.796063, -0.3810297, 0.0],
    "F.softmax(X, 0)": [6.9144e-13, 9.309371e-12, 1.388794e-11, 2.071837e-11, 2.789468e-10, 1.0],
    "F.log_softmax(X, 0)": [-28.0, -25.4, -25.0, -24.6, -22.0, 0.0],
    "F.softmin(X, 0)": [0.8621339, 0.06403378, 0.04292312, 0.02877223, 0.002137017, 5.961139e-13],
}


@pytest.mark.parametrize("source", VALUES)
def test_values_are_pytorchs(source: str) -> None:
    result = eval(source, {"F": F, "X": X, "torch": torch})
    assert result.dtype is torch.float32
    assert result.tolist() == pytest.approx(VALUES[source], rel=2e-6, abs=1e-6)


@pytest.mark.parametrize("name", ["relu", "elu", "leaky_relu", "hardtanh", "silu", "mish", "hardswish", "relu6"])
def test_in_place_forms_change_their_input(name: str) -> None:
    x = X.clone()
    expected = getattr(F, name)(X)
    assert getattr(F, name)(x, inplace=True) is x
    assert x.tolist() == expected.tolist()


def test_softmax_takes_a_dtype_and_any_dimension() -> None:
    x = torch.arange(6).reshape(2, 3)
    by_row = torch.softmax(x, 1, dtype=torch.float64)
    assert by_row.dtype is torch.float64
    assert by_row.sum(1).tolist() == pytest.approx([1.0, 1.0], rel=1e-15)
    assert torch.softmax(x.float(), -2).sum(0).tolist() == pytest.approx([1.0, 1.0, 1.0], rel=1e-6)
    assert torch.softmax(torch.tensor(3.0), 0).item() == 1.0


def test_softmax_survives_large_inputs() -> None:
    assert torch.softmax(torch.tensor([1000.0, 1000.0]), 0).tolist() == [0.5, 0.5]
    assert torch.log_softmax(torch.tensor([1000.0, 0.0]), 0).tolist() == [0.0, -1000.0]


@pytest.mark.parametrize(
    ("source", "error", "message"),
    [
        ("F.relu(B)", RuntimeError, "Boolean inputs not supported for relu"),
        ("F.gelu(L)", NotImplementedError, "\"GeluKernelImpl\" not implemented for 'Long'"),
        ("F.gelu(X, approximate='x')", RuntimeError, "approximate argument must be either none or tanh."),
        ("torch.softmax(L, 0)", NotImplementedError, "\"softmax_lastdim_kernel_impl\" not implemented for 'Long'"),
        (
            "torch.softmax(X, 2)",
            IndexError,
            "Dimension out of range (expected to be in range of [-1, 0], but got 2)",
        ),
        ("F.glu(torch.ones(3))", RuntimeError, "Halving dimension must be even, but dimension 0 is size 3"),
        (
            "F.prelu(torch.ones(2, 3), torch.ones(2))",
            RuntimeError,
            "Mismatch of parameter numbers and input channel size. Found parameter numbers = 2 and channel size = 3.",
        ),
    ],
)
def test_errors_are_pytorchs(source: str, error: type[Exception], message: str) -> None:
    values = {"F": F, "X": X, "torch": torch, "B": torch.ones(2, dtype=torch.bool), "L": torch.ones(2).long()}
    with pytest.raises(error) as caught:
        eval(source, values)
    assert str(caught.value) == message
