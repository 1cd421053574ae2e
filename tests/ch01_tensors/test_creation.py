"""New tensors, conversions and copies: values, dtypes, strides and errors as PyTorch's."""

from __future__ import annotations

import pytest

import minitorchscript as torch

x = torch.tensor([[1.0, -2.0, 3.0], [0.5, 4.0, -1.0]])

# (values, dtype, strides) as PyTorch 2.13.0 prints them.
RESULTS = {
    "torch.linspace(0, 10, 4, dtype=torch.int64)": ([0, 3, 6, 10], torch.int64, (1,)),
    "torch.linspace(-1, 1, 4)": ([-1.0, -0.3333333134651184, 0.3333333134651184, 1.0], torch.float32, (1,)),
    "torch.arange(5, 0, -2)": ([5, 3, 1], torch.int64, (1,)),
    "torch.arange(0, 1, 0.3)": (
        [0.0, 0.30000001192092896, 0.6000000238418579, 0.8999999761581421],
        torch.float32,
        (1,),
    ),
    "torch.eye(2, 3)": ([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]], torch.float32, (3, 1)),
    "torch.tril(x)": ([[1.0, 0.0, 0.0], [0.5, 4.0, 0.0]], torch.float32, (3, 1)),
    "torch.triu(x, 1)": ([[0.0, -2.0, 3.0], [0.0, 0.0, -1.0]], torch.float32, (3, 1)),
    "torch.full((2,), True)": ([True, True], torch.bool, (1,)),
}


@pytest.mark.parametrize("source", RESULTS)
def test_results_are_pytorchs(source: str) -> None:
    values, dtype, strides = RESULTS[source]
    result = eval(source)
    assert result.tolist() == values
    assert result.dtype is dtype
    assert result.stride() == strides


def test_like_forms_keep_layout_and_dtype() -> None:
    transposed = torch.ones(4, 3).t()
    assert torch.zeros_like(transposed).stride() == (1, 3)
    assert torch.zeros_like(transposed, memory_format=torch.contiguous_format).stride() == (4, 1)
    assert torch.ones_like(torch.ones(3).expand(2, 3)).stride() == (3, 1)
    assert torch.full_like(torch.ones(2, dtype=torch.int64), 3).dtype is torch.int64
    assert x.new_zeros(2, dtype=torch.int64).dtype is torch.int64
    assert torch.empty(2, 3, 4, 5, memory_format=torch.channels_last).stride() == (60, 1, 15, 3)


def test_a_conversion_with_nothing_to_do_returns_its_input() -> None:
    assert x.to(torch.float32) is x
    assert x.float() is x
    assert x.contiguous() is x
    assert x.to(torch.float32, copy=True) is not x
    assert x.t().contiguous() is not x


def test_conversions_truncate_and_wrap() -> None:
    assert torch.tensor([1.9, -1.9]).long().tolist() == [1, -1]
    assert torch.tensor([300.0, -1.0]).to(torch.uint8).tolist() == [44, 255]
    assert torch.tensor([0.0, 0.5]).bool().tolist() == [False, True]
    assert torch.ones(4, 3).t().double().stride() == (1, 3)
    assert torch.ones(3).expand(2, 3).double().stride() == (3, 1)


def test_copies_and_constants_are_stored_in_place() -> None:
    target = torch.zeros(2, 3)
    assert target.copy_(torch.arange(3)) is target
    assert target.tolist() == [[0.0, 1.0, 2.0], [0.0, 1.0, 2.0]]
    assert target[0].fill_(torch.tensor(7)).tolist() == [7.0, 7.0, 7.0]
    assert target.zero_().tolist() == [[0.0] * 3] * 2


def test_detach_shares_memory_and_clone_does_not() -> None:
    original = torch.zeros(2, requires_grad=True)
    shared, own = original.detach(), original.clone()
    assert not shared.requires_grad and own.requires_grad
    shared.fill_(1)
    assert original.tolist() == [1.0, 1.0]
    assert own.tolist() == [0.0, 0.0]


@pytest.mark.parametrize(
    ("source", "error", "message"),
    [
        ("torch.arange(5, 1)", RuntimeError, "upper bound and lower bound inconsistent with step sign"),
        ("torch.arange(0, 5, 0)", RuntimeError, "step must be nonzero"),
        ("torch.arange(float('inf'))", RuntimeError, "unsupported range: 0 -> inf"),
        ("torch.linspace(0, 1, -1)", RuntimeError, "number of steps must be non-negative"),
        ("torch.eye(-1)", RuntimeError, "n must be greater or equal to 0, got -1"),
        ("torch.zeros(2, -1)", RuntimeError, "zeros: Dimension size must be non-negative."),
        ("torch.rand(-1)", RuntimeError, "Trying to create tensor with negative dimension -1: [-1]"),
        (
            "torch.full((2,), 300, dtype=torch.uint8)",
            RuntimeError,
            "value cannot be converted to type uint8_t without overflow",
        ),
        (
            "x.fill_(torch.ones(2))",
            RuntimeError,
            "fill_ only supports 0-dimension value tensor but got tensor with 1 dimensions.",
        ),
        ("torch.tril(torch.ones(3))", RuntimeError, "tril: input tensor must have at least 2 dimensions"),
        (
            "torch.empty(2, 3, memory_format=torch.channels_last)",
            RuntimeError,
            "required rank 4 tensor to use channels_last format",
        ),
        ("torch.zeros(2, device='cuda')", AssertionError, "Torch not compiled with CUDA enabled"),
        (
            "torch.zeros(3).copy_(x)",
            RuntimeError,
            "output with shape [3] doesn't match the broadcast shape [2, 3]",
        ),
    ],
)
def test_errors_are_pytorchs(source: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error) as caught:
        eval(source)
    assert type(caught.value) is error
    assert str(caught.value) == message


def test_a_default_of_bfloat16_is_refused_by_name() -> None:
    with pytest.raises(NotImplementedError, match="default of bfloat16 is not offered; name dtype=torch.bfloat16"):
        torch.set_default_dtype(torch.bfloat16)
    assert torch.get_default_dtype() is torch.float32
