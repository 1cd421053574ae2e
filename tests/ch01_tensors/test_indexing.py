"""Gathering and scattering: against numpy's indexing, and each other's inverses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import minitorchscript as torch


@st.composite
def advanced(draw: st.DrawFn) -> tuple[np.ndarray, tuple[object, ...]]:
    """An array and a key of slices, index arrays that fit together, and at most one mask."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    shape = draw(st.sampled_from([(2,), (3,), (2, 3), ()]))
    key: list[object] = []
    for size in sizes:
        if draw(st.booleans()):
            key.append(slice(None))
        else:
            values = draw(st.lists(st.integers(-size, size - 1), min_size=6, max_size=6))
            key.append(np.array(values[: int(np.prod(shape))], dtype=np.int64).reshape(shape))
    return np.arange(float(np.prod(sizes))).reshape(sizes), tuple(key)


def as_tensors(key: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(torch.from_numpy(each) if isinstance(each, np.ndarray) else each for each in key)


@given(advanced())
def test_index_agrees_with_numpy(case: tuple[np.ndarray, tuple[object, ...]]) -> None:
    array, key = case
    assert np.array_equal(torch.from_numpy(array)[as_tensors(key)].numpy(), array[key])


@given(advanced())
def test_writing_reads_back(case: tuple[np.ndarray, tuple[object, ...]]) -> None:
    array, key = case
    x = torch.from_numpy(array.copy())
    x[as_tensors(key)] = -1.0
    array[key] = -1.0
    assert np.array_equal(x.numpy(), array)


@given(st.integers(1, 5), st.integers(1, 5), st.data())
def test_gather_undoes_scatter(rows: int, columns: int, data: st.DataObject) -> None:
    order = torch.tensor([data.draw(st.permutations(range(columns))) for _ in range(rows)])
    x = torch.arange(float(rows * columns)).view(rows, columns)
    assert torch.equal(torch.zeros(rows, columns).scatter(1, order, x).gather(1, order), x)
    assert torch.equal(torch.take_along_dim(x, order, 1), x.gather(1, order))


@given(st.lists(st.integers(0, 4), min_size=1, max_size=8))
def test_accumulating_counts_every_mention(where: list[int]) -> None:
    at = torch.tensor(where)
    ones = torch.ones(len(where))
    counts = np.bincount(where, minlength=5).tolist()
    assert torch.zeros(5).scatter_add(0, at, ones).tolist() == counts
    assert torch.zeros(5).index_put_((at,), ones, accumulate=True).tolist() == counts
    assert torch.zeros(5).scatter(0, at, ones, reduce="add").tolist() == counts


@given(st.lists(st.booleans(), min_size=6, max_size=6))
def test_masks(flags: list[bool]) -> None:
    x, mask = torch.arange(6.0).view(2, 3), torch.tensor(flags).view(2, 3)
    chosen = [value for value, flag in zip(range(6), flags, strict=True) if flag]
    assert x[mask].tolist() == x.masked_select(mask).tolist() == chosen
    assert x.masked_fill(mask, -1.0).view(-1).tolist() == [-1.0 if flag else v for v, flag in enumerate(flags)]
    assert [tuple(at) for at in mask.nonzero().tolist()] == [tuple(at) for at in np.argwhere(mask.numpy())]
    assert x.view(-1)[mask.nonzero()[:, 0] * 3 + mask.nonzero()[:, 1]].tolist() == chosen


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ((torch.tensor([3]),), "index 3 is out of bounds for dimension 0 with size 2"),
        ((slice(None), torch.tensor([-4])), "index -4 is out of bounds for dimension 1 with size 3"),
        ((torch.tensor([0, 1]), torch.tensor([0, 1, 2])), "shape mismatch: indexing tensors could not be"),
        ((torch.tensor([True]),), r"The shape of the mask \[1\] at index 0 does not match"),
    ],
)
def test_what_does_not_fit_is_refused(key: tuple[object, ...], message: str) -> None:
    with pytest.raises(IndexError, match=message):
        torch.zeros(2, 3)[key]


def test_embedding_looks_rows_up() -> None:
    table = torch.arange(8.0).view(4, 2)
    found = torch.nn.functional.embedding(torch.tensor([[3, 0], [1, 1]]), table)
    assert found.tolist() == [[[6.0, 7.0], [0.0, 1.0]], [[2.0, 3.0], [2.0, 3.0]]]


def test_take_reads_the_flattened_tensor() -> None:
    x = torch.arange(6).view(2, 3).t()
    assert x.take(torch.tensor([0, 1, -1])).tolist() == [0, 3, 5]
