"""A window is a slice; all windows together are one view."""

from __future__ import annotations

import numpy as np
from book.grading import outcome, same
from hypothesis import given
from hypothesis import strategies as st

import minitorchscript as torch
from minitorchscript.ops.aten import strided_views


@st.composite
def calls(draw: st.DrawFn) -> tuple[np.ndarray, int, int, int]:
    shape = draw(st.lists(st.integers(1, 5), min_size=1, max_size=3))
    array = np.arange(np.prod(shape)).reshape(shape).transpose(draw(st.permutations(range(len(shape)))))
    dim = draw(st.integers(-array.ndim, array.ndim - 1))
    return array, dim, draw(st.integers(0, array.shape[dim])), draw(st.integers(1, 3))


@given(calls())
def check_each_window_is_a_slice(call: tuple[np.ndarray, int, int, int]) -> None:
    array, dim, size, step = call
    given = f"unfold(array of sizes {array.shape}, {dim}, {size}, {step})"
    windows = strided_views.unfold(*call)
    starts = range(0, array.shape[dim] - size + 1, step)
    slices = [np.moveaxis(np.take(array, range(start, start + size), dim), dim, -1) for start in starts]
    wanted = np.stack(slices, axis=dim if dim >= 0 else dim - 1 + 1 + array.ndim)
    same(f"{given}, its sizes", windows.shape, wanted.shape)
    same(f"{given}, its elements", windows.tolist(), wanted.tolist())


@given(calls())
def check_the_windows_are_a_view(call: tuple[np.ndarray, int, int, int]) -> None:
    array, dim, size, step = call
    if size and array.size:
        given = f"unfold(array of sizes {array.shape}, {dim}, {size}, {step})"
        same(f"{given} shares memory", np.shares_memory(strided_views.unfold(*call), array), True)


def check_strides_are_those_that_pytorch_prints() -> None:
    x = torch.zeros(2, 7)
    same("torch.zeros(2, 7).unfold(1, 3, 2).stride()", x.unfold(1, 3, 2).stride(), (7, 2, 1))
    same("torch.zeros(2, 7).unfold(0, 1, 1).stride()", x.unfold(0, 1, 1).stride(), (7, 1, 7))


def check_what_cannot_be_cut_is_refused() -> None:
    array = np.zeros((2, 4))
    wanted = {
        (1, 5, 1): "RuntimeError: maximum size for tensor at dimension 1 is 4 but size is 5",
        (1, -1, 1): "RuntimeError: size is -1 but must be >= 0",
        (1, 2, 0): "RuntimeError: step is 0 but must be > 0",
        (2, 1, 1): "IndexError: Dimension out of range (expected to be in range of [-2, 1], but got 2)",
    }
    for arguments, message in wanted.items():
        same(f"unfold(array of sizes (2, 4), {arguments})", outcome(strided_views.unfold, array, *arguments), message)


def check_a_single_element_is_one_window() -> None:
    same("unfold(a single 3, 0, 1, 1)", strided_views.unfold(np.array(3), 0, 1, 1).tolist(), [3])
