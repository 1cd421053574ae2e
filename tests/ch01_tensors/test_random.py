"""Random numbers: the same ones as PyTorch's CPU generator for the same seed."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

import minitorchscript as torch


def digest(tensor: torch.Tensor) -> str:
    return hashlib.sha256(tensor.contiguous().numpy().tobytes()).hexdigest()[:16]


# After manual_seed(7), as PyTorch 2.13.0 draws them on x86-64 with AVX2: digests of the elements' bytes.
EXACT = {
    "torch.rand(1000)": "40cacda114f17604",
    "torch.rand(1000, dtype=torch.float64)": "b6c3547a58619940",
    "torch.rand(1000, dtype=torch.float16)": "48f7c44800788fa9",
    "torch.empty(1000).uniform_(-0.3, 0.9)": "067170cef67c7fb9",
    "torch.empty(1000, dtype=torch.float64).uniform_(-0.3, 0.9)": "f07c25175f1ac6ad",
    "torch.empty(30, 7).t().uniform_(-1, 1)": "a9a35800106f7d52",
    "torch.empty(2, 3, 4, 5).to(memory_format=torch.channels_last).uniform_()": "7831cf0c3cc0a6c7",
    "torch.randint(10, (1000,))": "6a1cb665df1d111c",
    "torch.randint(-5, 5, (1000,))": "82a4963dbc2ec2ff",
    "torch.randint(0, 2**28, (100,))": "2634498eafb98eab",
    "torch.randint(0, 2**28 - 1, (100,))": "e5196ce4c01ba468",
    "torch.randint(0, 2**40, (100,))": "b995034bf950f957",
    "torch.randint(3, (100,), dtype=torch.float32)": "1245eb563a3e7c8b",
    "torch.randint_like(torch.zeros(100, dtype=torch.int32), 2, 90)": "c0efd2043b444cf7",
    "torch.randperm(10)": "f014096e9e06f49b",
    "torch.randperm(1000)": "f1da82586e18309a",
    "torch.bernoulli(torch.full((1000,), 0.3))": "28f002a6069ca8b9",
    "torch.bernoulli(torch.full((1000,), 0.3, dtype=torch.float64))": "008aa5bb36f22424",
    "torch.empty(1000).bernoulli_(0.3)": "f982a44bee19ffbe",
    "torch.empty(30, 7).t().bernoulli_(0.5)": "ca6417f7d37b1e02",
    "torch.dropout(torch.ones(1000), 0.4, True)": "8024e8b30c7fd261",
    "torch.feature_dropout(torch.ones(20, 30, 2), 0.4, True)": "3cb40345be39cab6",
    "torch.empty(1000, dtype=torch.int64).random_()": "0bed014f30972d27",
    "torch.empty(1000).random_()": "192108fa4851f12d",
    "torch.empty(1000, dtype=torch.uint8).random_()": "963883113a9cdb2d",
    "torch.empty(1000, dtype=torch.int64).random_(-2**63, None)": "0cd11a009e0d0e08",
    "torch.randn(1000)": "4b1786693e247183",
    "torch.randn(1003)": "2cf61bb069e0a6d1",
    "torch.randn(16)": "c14326a9b25c0a68",
    "torch.empty(1003).normal_(1.5, 0.3)": "b6224209bf19a868",
    "torch.randn(1003, dtype=torch.float16)": "54397d4d02479e11",
    "torch.normal(torch.arange(100.0), 2.0)": "f9ef292f86c11873",
}


@pytest.mark.parametrize("source", EXACT)
def test_draws_are_pytorchs_bit_for_bit(source: str) -> None:
    torch.manual_seed(7)
    assert digest(eval(source)) == EXACT[source]


def test_the_second_of_a_normal_pair_waits_for_the_next_small_draw() -> None:
    torch.manual_seed(0)
    assert torch.randn(3).tolist() == [1.5409960746765137, -0.293428897857666, -2.1787893772125244]
    assert torch.randn(20)[:2].tolist() == [-0.35612836480140686, 0.4372227191925049]
    assert torch.randn(2).tolist() == [0.5684312582015991, 0.9398099184036255]


@pytest.mark.parametrize(
    ("seed", "initial", "first"),
    [
        (0, 0, [0.49625658988952637, 0.7682217955589294]),
        (-1, 2**64 - 1, [0.9937993884086609, 0.5713063478469849]),
        (2**40 + 5, 2**40 + 5, [0.8302518725395203, 0.12611091136932373]),
        (2**64 - 1, 2**64 - 1, [0.9937993884086609, 0.5713063478469849]),
    ],
)
def test_a_seed_counts_with_its_low_32_bits(seed: int, initial: int, first: list[float]) -> None:
    torch.manual_seed(seed)
    assert torch.initial_seed() == initial
    assert torch.rand(2).tolist() == first


@pytest.mark.parametrize("seed", [2**64, -(2**63) - 1])
def test_a_seed_out_of_range_is_refused(seed: int) -> None:
    with pytest.raises(ValueError, match="Overflow when unpacking long long"):
        torch.manual_seed(seed)


def test_the_state_has_pytorchs_bytes() -> None:
    torch.manual_seed(3)
    assert torch.get_rng_state().shape == (5056,)
    assert digest(torch.get_rng_state()) == "76fe321e2dc1dfde"
    torch.rand(5)
    torch.randn(3)
    assert digest(torch.get_rng_state()) == "e215f250148ddb54"
    torch.manual_seed(3)
    torch.rand(700)
    torch.randn(1)
    assert digest(torch.get_rng_state()) == "366063233496dc2c"


def test_a_restored_state_continues_alike() -> None:
    torch.manual_seed(11)
    torch.randn(5)
    state = torch.get_rng_state()
    first = torch.randn(3).tolist() + torch.rand(700).tolist()
    torch.set_rng_state(state)
    assert torch.randn(3).tolist() + torch.rand(700).tolist() == first


def test_a_bad_state_is_refused() -> None:
    with pytest.raises(RuntimeError, match="found the input RNG state size to be 3"):
        torch.Generator().set_state(np.zeros(3, dtype=np.uint8))
    with pytest.raises(RuntimeError, match="Invalid mt19937 state"):
        torch.Generator().set_state(np.zeros(5056, dtype=np.uint8))


def test_a_generator_of_its_own_leaves_the_default_one_alone() -> None:
    torch.manual_seed(0)
    own = torch.Generator().manual_seed(0)
    assert torch.rand(2, generator=own).tolist() == [0.49625658988952637, 0.7682217955589294]
    assert torch.rand(2).tolist() == [0.49625658988952637, 0.7682217955589294]


def test_exponential_and_multinomial() -> None:
    torch.manual_seed(5)
    weights = torch.arange(1, 5, dtype=torch.float32)
    expected = [1.0272642374038696, 0.30077800154685974, 0.44758108258247375, 0.3785300552845001]
    assert torch.empty(4).exponential_().tolist() == pytest.approx(expected, rel=1e-6)
    expected = [-0.19741509323400558, 1.9427835329161933, -1.4017020125953694, -0.7625571360284942]
    assert torch.randn(4, dtype=torch.float64).tolist() == pytest.approx(expected, rel=1e-14)
    assert torch.multinomial(weights, 3).tolist() == [3, 2, 1]
    assert torch.multinomial(weights, 6, True).tolist() == [3, 1, 1, 2, 2, 2]


def test_dropout_returns_its_input_where_it_drops_nothing() -> None:
    x = torch.ones(3)
    state = torch.get_rng_state().tolist()
    assert torch.dropout(x, 0.5, False).tolist() == torch.dropout(x, 0.0, True).tolist() == [1.0, 1.0, 1.0]
    assert torch.get_rng_state().tolist() == state


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("torch.randint(5, 2, (3,))", "random_ expects 'from' to be less than 'to', but got from=5 >= to=2"),
        ("torch.randperm(-1)", "Trying to create tensor with negative dimension -1: [-1]"),
        ("torch.empty(3).bernoulli_(2.0)", "bernoulli_ expects p to be in [0, 1], but got p=2"),
        ("torch.empty(2).normal_(0, -1)", "normal expects std >= 0.0, but found std -1"),
        (
            "torch.empty(2).uniform_(2, 1)",
            "uniform_ expects to return a [from, to) range, but found from=2 > to=1",
        ),
        ("torch.empty(2, dtype=torch.int64).uniform_()", "\"check_uniform_bounds\" not implemented for 'Long'"),
        ("torch.randn(2, dtype=torch.int64)", "\"normal_kernel_cpu\" not implemented for 'Long'"),
        ("torch.empty(2, dtype=torch.uint8).random_(0, 300)", "to - 1 is out of bounds for unsigned char"),
        ("torch.empty(2).exponential_(-1)", "exponential_ expects lambda > 0.0, but found lambda=-1"),
        (
            "torch.dropout(torch.ones(2, dtype=torch.int64), 0.5, True)",
            "result type Float can't be cast to the desired output type Long",
        ),
        ("torch.dropout(torch.ones(2), 1.5, True)", "dropout probability has to be between 0 and 1, but got 1.5"),
        (
            "torch.feature_dropout(torch.ones(2), 0.5, True)",
            "Feature dropout requires at least 2 dimensions in the input",
        ),
    ],
)
def test_errors_are_pytorchs(source: str, message: str) -> None:
    with pytest.raises((RuntimeError, NotImplementedError)) as caught:
        eval(source)
    assert str(caught.value) == message
