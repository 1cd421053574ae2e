"""Type promotion: the lattice of dtypes, and the three classes of operands."""

from __future__ import annotations

import copy
import pickle

import numpy as np
import pytest

import minitorchscript as torch
from minitorchscript import state
from minitorchscript.dtype import (
    ALL_DTYPES,
    bfloat16_to_float32,
    by_name,
    float32_to_bfloat16,
    from_code,
    from_numpy,
    promote_types,
)
from minitorchscript.ops.promotion import can_cast, check_can_cast, promote_arrays, result_type


@pytest.mark.parametrize("a", ALL_DTYPES, ids=str)
@pytest.mark.parametrize("b", ALL_DTYPES, ids=str)
def test_promotion_is_a_join(a: torch.dtype, b: torch.dtype) -> None:
    joined = promote_types(a, b)
    assert joined is promote_types(b, a)
    assert promote_types(joined, a) is joined and promote_types(joined, b) is joined
    assert promote_types(a, a) is a


# As torch.promote_types of PyTorch 2.13.0.
def test_the_joins_that_are_neither_operand() -> None:
    assert promote_types(torch.uint8, torch.int8) is torch.int16
    assert promote_types(torch.float16, torch.bfloat16) is torch.float32
    assert promote_types(torch.float64, torch.complex64) is torch.complex128
    assert promote_types(torch.int64, torch.float16) is torch.float16


def _array(kind: torch.dtype, ndim: int) -> np.ndarray:
    return np.zeros((1,) * ndim, kind.numpy)


# As torch.result_type of PyTorch 2.13.0.
@pytest.mark.parametrize(
    ("operands", "expected"),
    [
        ((_array(torch.float32, 1), _array(torch.float64, 0)), torch.float32),
        ((_array(torch.int32, 1), _array(torch.float64, 0)), torch.float64),
        ((_array(torch.int8, 1), 1000), torch.int8),
        ((_array(torch.int8, 1), 1.5), torch.float32),
        ((_array(torch.bool, 1), 1), torch.int64),
        ((_array(torch.float64, 1), 1j), torch.complex128),
        ((_array(torch.float32, 1), 1j), torch.complex64),
        ((_array(torch.int64, 0), 1.5), torch.float32),
        ((_array(torch.float16, 0), 1.5), torch.float16),
        ((1, 2.5), torch.float32),
        ((True, None), torch.bool),
    ],
)
def test_lower_classes_only_raise_the_category(operands: tuple, expected: torch.dtype) -> None:
    assert result_type(*operands) is expected


def test_numbers_follow_the_default_dtype() -> None:
    state.set_default_dtype(torch.float64)
    try:
        assert result_type(_array(torch.int8, 1), 1.5) is torch.float64
        assert result_type(_array(torch.int8, 1), 1j) is torch.complex128
    finally:
        state.set_default_dtype(torch.float32)


def test_promote_arrays_gives_one_dtype() -> None:
    first, second = promote_arrays(_array(torch.int8, 2), 1.5)
    assert first.dtype == second.dtype == np.float32 and second.shape == ()


def test_what_may_be_stored_where() -> None:
    assert can_cast(torch.int64, torch.int8) and can_cast(torch.float64, torch.complex64)
    assert not can_cast(torch.complex64, torch.float64)
    with pytest.raises(RuntimeError, match="result type Float can't be cast to the desired output type Long"):
        check_can_cast(torch.float32, torch.int64)
    with pytest.raises(RuntimeError, match="result type Byte can't be cast to the desired output type Bool"):
        check_can_cast(torch.uint8, torch.bool)


@pytest.mark.parametrize("kind", ALL_DTYPES, ids=str)
def test_a_dtype_is_one_object_under_all_its_names(kind: torch.dtype) -> None:
    assert from_code(kind.code) is kind is by_name(kind.name)
    assert pickle.loads(pickle.dumps(kind)) is kind is copy.deepcopy(kind)
    assert repr(kind) == f"torch.{kind.name}"
    if kind is not torch.bfloat16:
        assert from_numpy(kind.numpy) is kind


def test_numpy_types_without_a_dtype_are_refused() -> None:
    with pytest.raises(TypeError, match="can't convert np.ndarray of type numpy.str_"):
        from_numpy(np.dtype("U1"))
    with pytest.raises(ValueError, match="byte order"):
        from_numpy(np.dtype(">f4"))


def test_bfloat16_rounds_to_nearest_even() -> None:
    values = np.array([1.0, 1.00390625, 1.01171875, -3.14159, np.inf, np.nan, 3.4e38], np.float32)
    widened = bfloat16_to_float32(float32_to_bfloat16(values))
    # as torch.tensor(values).bfloat16().float() of PyTorch 2.13.0
    np.testing.assert_array_equal(
        widened, np.array([1.0, 1.0, 1.015625, -3.140625, np.inf, np.nan, np.inf], np.float32)
    )
