"""The stride rules on bare arrays. (Whole expressions are held against PyTorch in facts/operators.txt.)"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minitorchscript.device import channels_last, contiguous_format
from minitorchscript.ops import strides

SHAPES = st.lists(st.integers(0, 4), max_size=4)


def test_contiguous_strides_count_an_empty_dimension_as_one() -> None:
    assert strides.contiguous_strides((2, 0, 3)) == (3, 3, 1)
    assert strides.contiguous_strides(()) == ()


def test_channels_last_strides() -> None:
    assert strides.channels_last_strides((2, 3, 4, 5)) == (60, 1, 15, 3)
    assert strides.channels_last_strides((2, 3, 4, 5, 6)) == (360, 1, 90, 18, 3)


@given(SHAPES)
def test_empty_strided_has_the_strides_it_was_asked_for(shape: list[int]) -> None:
    wanted = tuple(7 + step for step in strides.contiguous_strides(shape)) if 1 in shape else None
    wanted = wanted or strides.contiguous_strides(shape)
    made = strides.empty_strided(shape, wanted, np.float32)
    assert strides.element_strides(made) == wanted
    assert made.shape == tuple(shape)


@given(SHAPES, st.randoms(use_true_random=False))
def test_a_copy_keeps_any_dense_layout(shape: list[int], random: object) -> None:
    order = list(range(len(shape)))
    random.shuffle(order)  # type: ignore[attr-defined]
    array = np.arange(int(np.prod(shape)), dtype=np.int64).reshape([shape[i] for i in order])
    array = array.transpose(np.argsort(order)) if shape else array
    copied = strides.strided_copy(array, strides.element_strides(array))
    assert strides.element_strides(copied) == strides.element_strides(array)
    np.testing.assert_array_equal(copied, array)
    assert not np.may_share_memory(copied, array) or not array.size


def test_a_view_keeps_the_stride_of_a_size_one_dimension_and_shares_memory() -> None:
    array = np.zeros((2, 3), np.float32)
    view = strides.with_strides(array, (3, 99, 1), (2, 1, 3))
    view[1, 0, 2] = 5
    assert strides.element_strides(view) == (3, 99, 1)
    assert array[1, 2] == 5
    gaps = strides.with_strides(array[:, 1:], (3, 1), (2, 2))
    assert np.may_share_memory(gaps, array) and gaps[1, 1] == 5


def test_contiguity_ignores_size_one_dimensions() -> None:
    array = strides.with_strides(np.zeros(12, np.float32), (12, 1, 3, 1), (1, 1, 4, 3))
    assert strides.is_contiguous(array)
    assert strides.is_contiguous(strides.with_strides(array, (12, 1, 3, 1), (1, 1, 4, 3)), contiguous_format)
    last = strides.with_strides(np.zeros(24, np.float32), strides.channels_last_strides((1, 2, 3, 4)), (1, 2, 3, 4))
    assert strides.is_contiguous(last, channels_last) and not strides.is_contiguous(last)


@pytest.mark.parametrize(
    ("shape", "steps", "dense"),
    [
        ((2, 3), (3, 1), True),
        ((2, 3), (1, 2), True),
        ((2, 3), (6, 1), False),
        ((2, 3), (0, 1), False),
        ((1,), (9,), True),
    ],
)
def test_density(shape: tuple[int, ...], steps: tuple[int, ...], dense: bool) -> None:
    assert strides.is_non_overlapping_and_dense(shape, steps) is dense


# (shape, operands as (shape, strides), output strides): as PyTorch 2.13.0 allocates `a + b`.
ITERATED = [
    ((2, 3), [((2, 3), (3, 1)), ((2, 3), (3, 1))], (3, 1)),
    ((2, 3), [((2, 3), (1, 2)), ((2, 3), (1, 2))], (1, 2)),
    ((2, 3), [((2, 3), (1, 2)), ((), ())], (1, 2)),
    ((3, 1), [((3, 1), (1, 3)), ((3, 1), (1, 3))], (1, 1)),
    ((3, 1), [((3, 1), (1, 3)), ((), ())], (1, 3)),
    ((2, 2, 3, 4), [((2, 2, 3, 4), (1, 48, 8, 2)), ((1, 1, 3, 1), (3, 3, 1, 1))], (1, 24, 8, 2)),
    ((1, 4, 1, 1, 2), [((1, 4, 1, 1, 2), (4, 1, 4, 8, 4))], (4, 1, 4, 8, 4)),
]


@pytest.mark.parametrize(("shape", "operands", "expected"), ITERATED)
def test_tensor_iterator_lays_out_as_its_operands_are(shape: tuple[int, ...], operands: list, expected: tuple) -> None:
    assert strides.tensor_iterator_strides(shape, operands) == expected


def test_a_number_counts_as_a_0_dim_operand() -> None:
    column = strides.with_strides(np.zeros(3, np.float32), (1, 3), (3, 1))
    assert strides.element_strides(strides.tensor_iterator_like(column + column, column, column)) == (1, 1)
    assert strides.element_strides(strides.tensor_iterator_like(column + 1, column, 1)) == (1, 3)


def test_channels_last_needs_four_dimensions() -> None:
    with pytest.raises(RuntimeError, match="required rank 4 tensor to use channels_last format"):
        strides.like(np.zeros(3), format=channels_last)
