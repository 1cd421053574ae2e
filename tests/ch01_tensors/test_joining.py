"""Joining and repeating: cat undoes split, stack undoes unbind, and what moves elements moves them back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import minitorchscript as torch

SIZES = st.lists(st.integers(0, 4), min_size=1, max_size=4)


def numbered(sizes: list[int]) -> torch.Tensor:
    return torch.arange(int(np.prod(sizes))).view(sizes)


@given(SIZES, st.data())
def test_cat_undoes_split(sizes: list[int], data: st.DataObject) -> None:
    x = numbered(sizes)
    dim = data.draw(st.integers(-len(sizes), len(sizes) - 1))
    pieces = x.chunk(data.draw(st.integers(1, 5)), dim)
    assert torch.equal(torch.cat(pieces, dim), x)


@given(SIZES, st.data())
def test_stack_undoes_unbind(sizes: list[int], data: st.DataObject) -> None:
    x = numbered([max(1, n) for n in sizes])
    dim = data.draw(st.integers(-len(sizes), len(sizes) - 1))
    assert torch.equal(torch.stack(x.unbind(dim), dim), x)


@given(SIZES, st.integers(-9, 9), st.data())
def test_rolls_and_turns_come_round(sizes: list[int], shift: int, data: st.DataObject) -> None:
    x = numbered(sizes)
    dim = data.draw(st.integers(-len(sizes), len(sizes) - 1))
    assert torch.equal(x.roll(shift, dim).roll(-shift, dim), x)
    assert torch.equal(x.roll(shift).roll(-shift), x)
    assert torch.equal(x.flip(dim).flip(dim), x)
    if len(sizes) > 1:
        assert torch.equal(x.rot90().rot90().rot90(5).rot90(), x)


@given(SIZES, st.lists(st.integers(0, 3), min_size=4, max_size=5))
def test_repeat_agrees_with_numpy(sizes: list[int], times: list[int]) -> None:
    x = numbered(sizes)
    assert np.array_equal(x.repeat(*times).numpy(), np.tile(x.numpy(), times))
    assert np.array_equal(x.tile(times[0]).numpy(), np.tile(x.numpy(), times[0]))


@pytest.mark.parametrize("dim", [0, 1, 2, 3])
def test_channels_last_memory_is_kept_where_all_have_it(dim: int) -> None:
    x = torch.rand(2, 3, 4, 4).contiguous(memory_format=torch.channels_last)
    assert torch.cat([x, x], dim).is_contiguous(memory_format=torch.channels_last)
    assert torch.cat([x, x.contiguous()], dim).is_contiguous()


def test_cat_promotes() -> None:
    found = torch.cat([torch.tensor([1]), torch.tensor([0.5])])
    assert found.dtype is torch.float32 and found.tolist() == [1.0, 0.5]


def test_a_joined_result_is_new_memory() -> None:
    x = torch.zeros(2)
    torch.cat([x]).fill_(1.0)
    assert x.tolist() == [0.0, 0.0]
