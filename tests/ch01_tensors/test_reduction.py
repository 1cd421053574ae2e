"""Reductions: values, dtypes, strides and errors as PyTorch's."""

from __future__ import annotations

import math

import pytest

import minitorchscript as torch

x = torch.tensor([[1.0, -2.0, 3.0], [0.5, 4.0, -1.0]])

# (values, dtype, strides) as PyTorch 2.13.0 prints them.
RESULTS = {
    "x.sum()": (5.5, torch.float32, ()),
    "x.mean()": (0.9166666865348816, torch.float32, ()),
    "x.mean(1)": ([0.6666666865348816, 1.1666666269302368], torch.float32, (1,)),
    "x.sum(0, keepdim=True)": ([[1.5, 2.0, 2.0]], torch.float32, (3, 1)),
    "x.prod(1)": ([-6.0, -2.0], torch.float32, (1,)),
    "x.var()": (5.241666793823242, torch.float32, ()),
    "x.std(1)": ([2.5166115760803223, 2.565800666809082], torch.float32, (1,)),
    "x.var(0, unbiased=False)": ([0.0625, 9.0, 4.0], torch.float32, (1,)),
    "torch.std(x, correction=0)": (2.089989423751831, torch.float32, ()),
    "x.norm()": (5.590169906616211, torch.float32, ()),
    "x.norm(1, [1])": ([6.0, 5.5], torch.float32, (1,)),
    "x.norm(3, [1])": ([3.301927328109741, 4.023301601409912], torch.float32, (1,)),
    "torch.logsumexp(x, 1)": ([3.132845163345337, 4.036269664764404], torch.float32, (1,)),
    "x.cumsum(1)": ([[1.0, -1.0, 2.0], [0.5, 4.5, 3.5]], torch.float32, (3, 1)),
    "x.cumprod(0)": ([[1.0, -2.0, 3.0], [0.5, -8.0, -3.0]], torch.float32, (3, 1)),
    "x.max(1).values": ([3.0, 4.0], torch.float32, (1,)),
    "x.argmax()": (4, torch.int64, ()),
    "x.min()": (-2.0, torch.float32, ()),
    "x.amin((0, 1))": (-2.0, torch.float32, ()),
    "x.argmin(1, keepdim=True)": ([[1], [2]], torch.int64, (1, 1)),
    "torch.count_nonzero(x > 0, 1)": ([2, 2], torch.int64, (1,)),
    'torch.nansum(torch.tensor([1.0, float("nan")]))': (1.0, torch.float32, ()),
}


@pytest.mark.parametrize("source", RESULTS)
def test_results_are_pytorchs(source: str) -> None:
    values, dtype, strides = RESULTS[source]
    result = eval(source)
    assert torch.allclose(result.double(), torch.tensor(values, dtype=torch.float64), rtol=1e-6)
    assert result.dtype is dtype
    assert result.stride() == strides
    assert result.shape == torch.tensor(values).shape


def test_integers_add_up_to_int64_and_do_not_average() -> None:
    small = torch.ones(3, dtype=torch.int8)
    assert small.sum().dtype is small.prod().dtype is small.cumsum(0).dtype is torch.int64
    assert (small > 0).sum().item() == 3
    assert small.sum(dtype=torch.float64).dtype is torch.float64
    with pytest.raises(RuntimeError) as caught:
        small.mean()
    assert str(caught.value) == (
        "mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: Char"
    )


def test_extremes_of_equal_and_missing_elements() -> None:
    values, indices = torch.tensor([[2.0, 5.0, 5.0], [math.nan, 7.0, 1.0]]).max(1)
    assert values[0].item() == 5.0 and math.isnan(values[1].item())
    assert indices.tolist() == [1, 0]
    assert torch.tensor([3, 1, 1]).argmin().item() == 1


def test_results_are_contiguous_whatever_the_input() -> None:
    transposed = torch.ones(4, 3).t()
    assert transposed.sum(0).stride() == (1,)
    assert transposed.sum(0, keepdim=True).stride() == (4, 1)
    assert transposed.cumsum(0).stride() == (4, 1)


def test_long_sums_of_float32_stay_accurate() -> None:
    column = torch.full((1000000, 1), 0.1)
    assert column.sum(0).item() == pytest.approx(100000.0, rel=1e-6)


def test_all_and_any_keep_uint8() -> None:
    assert torch.ones(2).all().dtype is torch.bool
    assert torch.ones(2, dtype=torch.uint8).any().dtype is torch.uint8
    assert torch.zeros(2, 0).all().item() is True


def test_too_few_elements_for_a_variance_warn() -> None:
    with pytest.warns(UserWarning, match="degrees of freedom is <= 0"):
        assert math.isnan(torch.ones(1).var().item())


@pytest.mark.parametrize(
    ("source", "error", "message"),
    [
        ("x.sum(5)", IndexError, "Dimension out of range (expected to be in range of [-2, 1], but got 5)"),
        ("x.sum((0, 0))", RuntimeError, "dim 0 appears multiple times in the list of dims"),
        (
            "torch.empty(0).max()",
            RuntimeError,
            "max(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with "
            "the 'dim' argument.",
        ),
        ("torch.empty(0, 3).max(0)", IndexError, "max(): Expected reduction dim 0 to have non-zero size."),
        (
            "torch.empty(0).argmax()",
            IndexError,
            "argmax(): Expected reduction dim to be specified for input.numel() == 0.",
        ),
        ("(x > 0).argmax()", RuntimeError, "argmax(): does not support bool input"),
        ("x.long().var()", RuntimeError, "std and var only support floating point and complex dtypes"),
    ],
)
def test_errors_are_pytorchs(source: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error) as caught:
        eval(source)
    assert type(caught.value) is error
    assert str(caught.value) == message
