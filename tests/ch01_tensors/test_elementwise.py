"""Elementwise operators: promotion, strides, in-place rules, and the corners of the arithmetic."""

from __future__ import annotations

import math

import pytest

import minitorchscript as torch

LONG = torch.ones(2, 3, dtype=torch.int64)
BOOL = torch.ones(2, dtype=torch.bool)
FLOAT = torch.ones(2, 3)


@pytest.mark.parametrize(
    ("source", "dtype"),
    [
        ("LONG + 1", torch.int64),
        ("LONG + 1.5", torch.float32),
        ("LONG / 2", torch.float32),
        ("LONG // 2", torch.int64),
        ("BOOL + BOOL", torch.bool),
        ("BOOL * 2", torch.int64),
        ("FLOAT + torch.tensor(1.0, dtype=torch.float64)", torch.float32),
        ("torch.tensor(1) + torch.tensor([1.0], dtype=torch.float16)", torch.float16),
        ("FLOAT.half() + 1.5", torch.float16),
        ("torch.exp(LONG)", torch.float32),
        ("LONG > 0.5", torch.bool),
        ("torch.square(BOOL)", torch.int64),
        ("torch.atan2(LONG, LONG)", torch.float32),
        ("torch.clamp(LONG, 0.5)", torch.float32),
        ("torch.where(FLOAT > 0, 1, 2.5)", torch.float32),
        ("torch.float_power(FLOAT, 2)", torch.float64),
        ("torch.ones(2, dtype=torch.uint8) * torch.ones(2, dtype=torch.int8)", torch.int16),
    ],
)
def test_result_dtypes_are_pytorchs(source: str, dtype: torch.dtype) -> None:
    assert eval(source).dtype is dtype


def test_integers_wrap_around() -> None:
    assert (torch.ones(1, dtype=torch.int8) + 1000).tolist() == [-23]
    assert (torch.tensor([255], dtype=torch.uint8) == -1).tolist() == [True]


def test_division_rounds_as_asked() -> None:
    a, b = torch.tensor([7, -7, 7, -7]), torch.tensor([2, 2, -2, -2])
    assert torch.div(a, b, rounding_mode="floor").tolist() == [3, -4, -4, 3]
    assert torch.div(a, b, rounding_mode="trunc").tolist() == [3, -3, -3, 3]
    assert torch.remainder(a, b).tolist() == [1, 1, -1, -1]
    assert torch.fmod(a, b).tolist() == [1, -1, 1, -1]


def test_powers() -> None:
    assert (torch.tensor([2, -1, 3]) ** torch.tensor([-1, -3, 2])).tolist() == [0, -1, 9]
    assert torch.tensor([4.0]).pow(-0.5).tolist() == [0.5]
    with pytest.raises(RuntimeError, match="Integers to negative integer powers are not allowed."):
        torch.pow(LONG, -1)


def test_nan_passes_through_extremes_and_clamp() -> None:
    x = torch.tensor([math.nan, 5.0])
    assert math.isnan(torch.maximum(x, torch.ones(2))[0].item())
    assert math.isnan(x.clamp(0, 1)[0].item())
    assert torch.fmax(x, torch.ones(2)).tolist() == [1.0, 5.0]
    assert torch.sign(x).tolist() == [0.0, 1.0]


def test_erf_is_accurate_in_every_range() -> None:
    x = torch.linspace(-6, 6, 2001, dtype=torch.float64)
    expected = [math.erf(each) for each in x.tolist()]
    assert torch.erf(x).tolist() == pytest.approx(expected, rel=2e-15, abs=1e-300)
    assert torch.erfc(x).tolist() == pytest.approx([math.erfc(each) for each in x.tolist()], rel=4e-15)
    y = torch.linspace(-0.999, 0.999, 1001, dtype=torch.float64)
    assert torch.erf(torch.erfinv(y)).tolist() == pytest.approx(y.tolist(), rel=1e-14, abs=1e-16)
    assert torch.erfinv(torch.tensor([1.0, -1.0])).tolist() == [math.inf, -math.inf]


def test_results_keep_the_order_of_dimensions_in_memory() -> None:
    x = torch.ones(4, 3).t()
    image = torch.ones(2, 3, 4, 5).to(memory_format=torch.channels_last)
    assert (x + 1).stride() == (1, 3)
    assert (x + torch.ones(3, 4)).stride() == (1, 3)
    assert (torch.ones(3, 4) + x).stride() == (4, 1)
    assert torch.relu(image).stride() == (60, 1, 15, 3)
    assert (image + torch.ones(1, 3, 1, 1)).stride() == (60, 1, 15, 3)
    assert (torch.ones(3).expand(2, 3) * 2).stride() == (3, 1)


def test_in_place_forms_write_into_the_tensor() -> None:
    x = torch.zeros(2, 3)
    alias = x[0]
    assert x.add_(1, alpha=2) is x
    assert x.mul_(torch.tensor([1.0, 2.0, 3.0])) is x
    assert alias.tolist() == [2.0, 4.0, 6.0]
    assert torch.ones(2, dtype=torch.int64).add_(torch.ones(2, dtype=torch.int64)).dtype is torch.int64


@pytest.mark.parametrize(
    ("source", "error", "message"),
    [
        (
            "FLOAT + torch.ones(4)",
            RuntimeError,
            "The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 1",
        ),
        (
            "torch.ones(3).add_(FLOAT)",
            RuntimeError,
            "output with shape [3] doesn't match the broadcast shape [2, 3]",
        ),
        ("LONG.add_(1.5)", RuntimeError, "result type Float can't be cast to the desired output type Long"),
        ("LONG.div_(2)", RuntimeError, "result type Float can't be cast to the desired output type Long"),
        (
            "torch.ones(1).expand(3).add_(1)",
            RuntimeError,
            "unsupported operation: more than one element of the written-to tensor refers to a single memory "
            "location. Please clone() the tensor before performing the operation.",
        ),
        (
            "-BOOL",
            RuntimeError,
            "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, "
            "use the `~` or `logical_not()` operator instead.",
        ),
        (
            "BOOL - BOOL",
            RuntimeError,
            "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or "
            "`logical_xor()` operator instead.",
        ),
        ("LONG % 0", RuntimeError, "ZeroDivisionError"),
        (
            "torch.add(LONG, LONG, alpha=1.5)",
            RuntimeError,
            "For integral input tensors, argument alpha must not be a floating point number.",
        ),
        (
            "torch.div(FLOAT, FLOAT, rounding_mode='x')",
            RuntimeError,
            "div expected rounding_mode to be one of None, 'trunc', or 'floor' but found 'x'",
        ),
        ("FLOAT & FLOAT", NotImplementedError, "\"bitwise_and_cpu\" not implemented for 'Float'"),
        (
            "torch.clamp(FLOAT)",
            RuntimeError,
            "torch.clamp: At least one of 'min' or 'max' must not be None",
        ),
        (
            "torch.where(FLOAT, FLOAT, FLOAT)",
            RuntimeError,
            "where expected condition to be a boolean tensor, but got a tensor with dtype Float",
        ),
        (
            "torch.lerp(FLOAT, FLOAT.double(), 0.5)",
            RuntimeError,
            "expected dtype float for `end` but got dtype double",
        ),
        ("torch.floor(BOOL)", NotImplementedError, "\"floor_vml_cpu\" not implemented for 'Bool'"),
    ],
)
def test_errors_are_pytorchs(source: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error) as caught:
        eval(source)
    assert type(caught.value) is error
    assert str(caught.value) == message


def test_comparisons_of_whole_tensors() -> None:
    x = torch.tensor([1.0, math.nan])
    assert not torch.equal(x, x)
    assert torch.allclose(x, x, equal_nan=True)
    assert not torch.allclose(x, x)
    assert not torch.equal(torch.ones(2), torch.ones(3))
    assert torch.isclose(torch.tensor([1.0, 2.0]), torch.tensor([1.0 + 1e-6, 2.1])).tolist() == [True, False]
    with pytest.raises(RuntimeError, match="Float did not match Double"):
        torch.allclose(torch.ones(1), torch.ones(1, dtype=torch.float64))
