"""numpy broadcasts by the same rule; the message is PyTorch's."""

from __future__ import annotations

import numpy as np
from book.grading import outcome, same
from hypothesis import given
from hypothesis import strategies as st

import minitorchscript as torch
from minitorchscript.ops.aten import sizes

shapes = st.lists(st.sampled_from([1, 1, 2, 3, 0]), max_size=4)


@given(shapes, shapes)
def check_sizes_that_fit(a: list[int], b: list[int]) -> None:
    try:
        wanted = np.broadcast_shapes(tuple(a), tuple(b))
    except ValueError:
        return
    same(f"broadcast_sizes({a}, {b})", outcome(sizes.broadcast_sizes, a, b), wanted)


@given(shapes, shapes)
def check_sizes_that_do_not_fit_name_the_last_dimension_that_differs(a: list[int], b: list[int]) -> None:
    rank = max(len(a), len(b))
    filled = list(zip([1] * (rank - len(a)) + a, [1] * (rank - len(b)) + b, strict=True))
    wrong = [dim for dim, (x, y) in enumerate(filled) if x != y and 1 not in (x, y)]
    if not wrong:
        return
    x, y = filled[wrong[-1]]
    wanted = (
        f"RuntimeError: The size of tensor a ({x}) must match the size of tensor b ({y}) "
        f"at non-singleton dimension {wrong[-1]}"
    )
    same(f"broadcast_sizes({a}, {b})", outcome(sizes.broadcast_sizes, a, b), wanted)


def check_torch_broadcast_tensors_asks_it() -> None:
    a, b = torch.zeros(3, 1), torch.zeros(2, 1, 4)
    same("broadcast_tensors", [tuple(each.shape) for each in torch.broadcast_tensors(a, b)], [(2, 3, 4)] * 2)
