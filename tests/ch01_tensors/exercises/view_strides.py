"""Slow and obvious: list where in memory each element lies, one after the other, and read the strides off."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from book.grading import same
from hypothesis import example, given
from hypothesis import strategies as st

import minitorchscript as torch
from minitorchscript.ops.aten import sizes


@st.composite
def calls(draw: st.DrawFn) -> tuple[list[int], list[int], list[int]]:
    """Sizes, strides (of a tensor that was permuted, expanded or cut), and other sizes of as many elements."""
    whole = draw(st.lists(st.sampled_from([1, 2, 3, 4]), max_size=3))
    strides = [math.prod(whole[dim + 1 :]) for dim in range(len(whole))]
    order = draw(st.one_of(st.just(list(range(len(whole)))), st.permutations(range(len(whole)))))
    cut = [draw(st.integers(1, whole[dim])) if draw(st.integers(0, 3)) == 0 else whole[dim] for dim in order]
    chosen = [0 if draw(st.integers(0, 9)) == 0 else strides[dim] for dim in order]
    chosen = [draw(st.sampled_from([stride, 7])) if n == 1 else stride for n, stride in zip(cut, chosen, strict=True)]
    return cut, chosen, draw(splits(math.prod(cut)))


@st.composite
def splits(draw: st.DrawFn, numel: int) -> list[int]:
    found = []
    while numel > 1 and draw(st.integers(0, 4)):
        divisors = [n for n in range(1, numel + 1) if numel % n == 0]
        found.append(draw(st.sampled_from(divisors)))
        numel //= found[-1]
    return [*found, numel] if numel > 1 or draw(st.booleans()) else found


def places(sizes: Sequence[int], strides: Sequence[int]) -> list[int]:
    """Where the elements lie, in the order in which they are counted."""
    return [
        sum(i * stride for i, stride in zip(index, strides, strict=True))
        for index in itertools.product(*map(range, sizes))
    ]


def slowly(own: list[int], strides: list[int], target: list[int]) -> list[int | None] | None:
    """The strides that there must be (None for a dimension of size 1, whose stride moves nothing), or None."""
    lie = places(own, strides)
    steps = [math.prod(target[dim + 1 :]) for dim in range(len(target))]
    found = [lie[step] - lie[0] if size > 1 else None for size, step in zip(target, steps, strict=True)]
    return found if places(target, [each or 0 for each in found]) == lie else None


@example(([2, 1, 3], [3, 7, 1], [6]))
@given(calls())
def check_a_view_where_there_is_one_and_only_there(call: tuple[list[int], list[int], list[int]]) -> None:
    own, strides, target = call
    got, wanted = sizes.view_strides(own, strides, target), slowly(*call)
    given = f"view_strides({own}, {strides}, {target})"
    if got is None or wanted is None:
        same(given, got, wanted)
    else:
        moving = [None if size == 1 else each for size, each in zip(target, got, strict=True)]
        same(f"{given}, where the size isn't 1", moving, wanted)
        same(f"type of {given}", type(got), tuple)


def check_dimensions_of_size_one_get_the_stride_that_pytorch_prints() -> None:
    x = torch.zeros(2, 3)
    same("torch.zeros(2, 3).view(1, 2, 1, 3, 1).stride()", x.view(1, 2, 1, 3, 1).stride(), (6, 3, 3, 1, 1))
    same("torch.zeros(2, 3).t().view(3, 1, 2).stride()", x.t().view(3, 1, 2).stride(), (1, 6, 3))
    same("torch.zeros(()).view(1, 1).stride()", torch.zeros(()).view(1, 1).stride(), (1, 1))


def check_no_elements() -> None:
    same("view_strides([0, 3], [3, 1], [0, 3])", sizes.view_strides([0, 3], [3, 1], [0, 3]), (3, 1))
    same("view_strides([0, 3], [3, 1], [5, 0])", sizes.view_strides([0, 3], [3, 1], [5, 0]), (1, 1))
