"""The rule, told slowly: classes of operands, and categories of dtypes."""

from __future__ import annotations

from typing import Any

from book.grading import outcome, same
from hypothesis import given
from hypothesis import strategies as st

import minitorchscript as torch
from minitorchscript.ops import promotion

# float16 would need complex32, which is not offered.
KINDS = [torch.bool, torch.uint8, torch.int32, torch.int64, torch.float32, torch.float64, torch.complex64]
pairs = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 2)), max_size=3)
numbers = st.lists(st.sampled_from([True, 2, 0.5, 1j]), max_size=2)


def slowly(tensors: list[tuple[Any, int]], numbers: list[Any]) -> Any:
    """What the class that counts most says, raised to the highest category that a lower class brings."""
    by_class = [
        [kind for kind, ndim in tensors if ndim],
        [kind for kind, ndim in tensors if not ndim],
        [promotion.number_dtype(number) for number in numbers],
    ]
    found = None
    for kinds in by_class:
        if not kinds:
            continue
        together = kinds[0]
        for kind in kinds[1:]:
            together = torch.promote_types(together, kind)
        if found is None:
            found = together
        elif together.is_complex and not found.is_complex:
            found = found.to_complex() if found.is_floating_point else together
        elif together.is_floating_point and not (found.is_floating_point or found.is_complex):
            found = together
        elif found is torch.bool:
            found = together
    return found


@given(pairs, numbers)
def check_mixed_operands(tensors: list[tuple[Any, int]], numbers: list[Any]) -> None:
    if tensors or numbers:
        shown = f"result_type_of({tensors}, {numbers})"
        same(shown, promotion.result_type_of(tensors, numbers), slowly(tensors, numbers))


def check_no_operand_is_refused() -> None:
    wanted = "TypeError: result_type needs at least one operand"
    same("result_type_of([])", outcome(promotion.result_type_of, []), wanted)


def check_tensors_add_up_as_pytorch_adds_them() -> None:
    """From PyTorch: a byte tensor, with an int64 beside it that has no dimension, and with one that has."""
    bytes_ = torch.ones(2, dtype=torch.uint8)
    for other, wanted in [(torch.tensor(1000), torch.uint8), (torch.tensor([1000]), torch.int64), (0.5, torch.float32)]:
        same(f"(bytes + {other}).dtype", (bytes_ + other).dtype, wanted)
