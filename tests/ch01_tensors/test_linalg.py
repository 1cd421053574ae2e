"""Products: matmul's broadcasting, the fused forms, and memory that is always row-major."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import minitorchscript as torch
import minitorchscript.nn.functional as F

SIZE = st.integers(1, 4)


def noise(seed: int, *sizes: int) -> torch.Tensor:
    return torch.from_numpy(np.random.default_rng(seed).standard_normal(sizes))


@given(st.lists(SIZE, max_size=2), st.lists(st.booleans(), min_size=2, max_size=2), SIZE, SIZE, SIZE, st.booleans())
def test_matmul_broadcasts_as_numpys_does(
    batch: list[int], ones: list[bool], m: int, k: int, n: int, turned: bool
) -> None:
    other_batch = [1 if one else size for size, one in zip(batch, ones, strict=False)]
    a, b = noise(0, *batch, m, k), noise(1, *other_batch, k, n)
    if turned:
        a, b = noise(0, *batch, k, m).mT, noise(1, *other_batch, n, k).mT
    pairs = [(a, b)]
    if not batch:
        pairs += [(a, b[:, 0]), (a[0], b), (a[0], b[:, 0])]
    for left, right in pairs:
        found = torch.matmul(left, right)
        np.testing.assert_allclose(found.numpy(), left.numpy() @ right.numpy(), rtol=1e-9, atol=1e-12)
        assert found.is_contiguous()


@given(SIZE, SIZE, SIZE, st.sampled_from([0, 1, 0.5]), st.sampled_from([1, 2]))
def test_the_fused_forms_are_sums_of_products(m: int, k: int, n: int, beta: float, alpha: int) -> None:
    a, b = noise(0, 3, m, k), noise(1, 3, k, n)
    for bias in (noise(2, n), noise(3, m, n), noise(4, 1)):
        expected = beta * bias + alpha * (a[0] @ b[0])
        found = torch.addmm(bias, a[0], b[0], beta=beta, alpha=alpha)
        np.testing.assert_allclose(found.numpy(), expected.numpy(), rtol=1e-9, atol=1e-12)
        expected = beta * bias + alpha * (a @ b)
        found = torch.baddbmm(bias, a, b, beta=beta, alpha=alpha)
        np.testing.assert_allclose(found.numpy(), expected.numpy(), rtol=1e-9, atol=1e-12)
        found = torch.addbmm(bias, a, b, beta=beta, alpha=alpha)
        np.testing.assert_allclose(found.numpy(), (beta * bias + alpha * (a @ b).sum(0)).numpy(), rtol=1e-9, atol=1e-9)


@given(st.lists(SIZE, max_size=3), SIZE, SIZE)
def test_linear_is_a_product_and_a_sum(lead: list[int], inputs: int, outputs: int) -> None:
    x, weight, bias = noise(0, *lead, inputs), noise(1, outputs, inputs), noise(2, outputs)
    np.testing.assert_allclose(
        F.linear(x, weight, bias).numpy(), x.numpy() @ weight.numpy().T + bias.numpy(), rtol=1e-9, atol=1e-12
    )


def test_bilinear() -> None:
    a, b, weight = noise(0, 2, 5, 3), noise(1, 2, 5, 4), noise(2, 6, 3, 4)
    expected = np.einsum("xyi,oij,xyj->xyo", a.numpy(), weight.numpy(), b.numpy())
    np.testing.assert_allclose(F.bilinear(a, b, weight).numpy(), expected, rtol=1e-9)


def test_beta_zero_ignores_what_it_multiplies() -> None:
    nan = torch.full((2, 2), float("nan"))
    assert not torch.addmm(nan, torch.ones(2, 2), torch.ones(2, 2), beta=0).isnan().any()


def test_integers_multiply_exactly() -> None:
    large = torch.tensor([[2**40, 1]])
    assert (large @ large.t()).item() == 2**80 % 2**64 + 1
    assert torch.dot(torch.tensor([3, 4]), torch.tensor([5, 6])).item() == 39


@pytest.mark.parametrize("sizes", [((0, 3), (3, 2)), ((2, 0), (0, 3)), ((2, 3, 0), (0, 4))])
def test_empty_products_are_zeros(sizes: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    found = torch.ones(sizes[0]) @ torch.ones(sizes[1])
    assert found.shape == (*sizes[0][:-1], sizes[1][-1]) and not found.any()


def test_products_that_overflow_are_infinite_and_no_warning() -> None:
    large = torch.full((2, 2), 3e38)
    assert (large @ large).isinf().all()
    assert F.linear(large, large, large[0]).isinf().all()
    assert torch.addmm(large, large, torch.zeros(2, 2), beta=10).isinf().all()
