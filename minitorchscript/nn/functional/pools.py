"""Pooling functions: the largest or the mean value of each window.

`stride=None` stands for the window's own size. The adaptive forms choose the windows for a given output size.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...annotations import annotate
from ...tensor.door import public
from ...tensor.tensor import Tensor
from ..builtins import NN, NN_PAIR, VF, VF_PAIR
from ..sizes import BroadcastingList1, BroadcastingList2, BroadcastingList3, _list_with_default


def _boolean_dispatch(name: str, index: int, if_true: Callable[..., Any], if_false: Callable[..., Any]) -> Any:
    """A function that chooses between two by its flag `return_indices`, the argument at `index`."""

    def fn(*args: Any, **kwargs: Any) -> Any:
        if "return_indices" in kwargs:
            flag = kwargs["return_indices"]
        else:
            flag = args[index] if len(args) > index else False
        return (if_true if flag else if_false)(*args, **kwargs)

    fn.__name__, fn.__qualname__ = name, "boolean_dispatch.<locals>.fn"  # as PyTorch's prints itself
    fn.__doc__ = if_false.__doc__
    fn.dispatch = {"if_true": if_true, "if_false": if_false, "index": index, "arg_name": "return_indices"}  # type: ignore[attr-defined]
    if_false.shown = fn  # type: ignore[attr-defined]
    return fn


avg_pool1d = VF.avg_pool1d
avg_pool2d = NN.avg_pool2d
avg_pool3d = NN.avg_pool3d


@public
def max_pool1d_with_indices(
    input: Tensor,
    kernel_size: BroadcastingList1[int],
    stride: BroadcastingList1[int] | None = None,
    padding: BroadcastingList1[int] = 0,
    dilation: BroadcastingList1[int] = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> tuple[Tensor, Tensor]:
    if stride is None:
        stride = annotate(list[int], [])
    return VF_PAIR.max_pool1d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode)


@public
def _max_pool1d(
    input: Tensor,
    kernel_size: BroadcastingList1[int],
    stride: BroadcastingList1[int] | None = None,
    padding: BroadcastingList1[int] = 0,
    dilation: BroadcastingList1[int] = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Tensor:
    """Maximum over windows of the last dimension; `return_indices` also gives where each maximum stood."""
    if stride is None:
        stride = annotate(list[int], [])
    return VF.max_pool1d(input, kernel_size, stride, padding, dilation, ceil_mode)


@public
def max_pool2d_with_indices(
    input: Tensor,
    kernel_size: BroadcastingList2[int],
    stride: BroadcastingList2[int] | None = None,
    padding: BroadcastingList2[int] = 0,
    dilation: BroadcastingList2[int] = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> tuple[Tensor, Tensor]:
    if stride is None:
        stride = annotate(list[int], [])
    return NN_PAIR.max_pool2d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode)


@public
def _max_pool2d(
    input: Tensor,
    kernel_size: BroadcastingList2[int],
    stride: BroadcastingList2[int] | None = None,
    padding: BroadcastingList2[int] = 0,
    dilation: BroadcastingList2[int] = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Tensor:
    """Maximum over windows of the last two dimensions; `return_indices` also gives where each stood."""
    if stride is None:
        stride = annotate(list[int], [])
    return VF.max_pool2d(input, kernel_size, stride, padding, dilation, ceil_mode)


@public
def max_pool3d_with_indices(
    input: Tensor,
    kernel_size: BroadcastingList3[int],
    stride: BroadcastingList3[int] | None = None,
    padding: BroadcastingList3[int] = 0,
    dilation: BroadcastingList3[int] = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> tuple[Tensor, Tensor]:
    if stride is None:
        stride = annotate(list[int], [])
    return NN_PAIR.max_pool3d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode)


@public
def _max_pool3d(
    input: Tensor,
    kernel_size: BroadcastingList3[int],
    stride: BroadcastingList3[int] | None = None,
    padding: BroadcastingList3[int] = 0,
    dilation: BroadcastingList3[int] = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Tensor:
    """Maximum over windows of the last three dimensions; `return_indices` also gives where each stood."""
    if stride is None:
        stride = annotate(list[int], [])
    return VF.max_pool3d(input, kernel_size, stride, padding, dilation, ceil_mode)


max_pool1d = _boolean_dispatch("max_pool1d", 6, max_pool1d_with_indices, _max_pool1d)
max_pool2d = _boolean_dispatch("max_pool2d", 6, max_pool2d_with_indices, _max_pool2d)
max_pool3d = _boolean_dispatch("max_pool3d", 6, max_pool3d_with_indices, _max_pool3d)


@public
def adaptive_max_pool1d_with_indices(
    input: Tensor, output_size: BroadcastingList1[int], return_indices: bool = False
) -> tuple[Tensor, Tensor]:
    return VF_PAIR.adaptive_max_pool1d(input, output_size)


@public
def _adaptive_max_pool1d(input: Tensor, output_size: BroadcastingList1[int], return_indices: bool = False) -> Tensor:
    """Maximum over windows chosen so that the last dimension becomes `output_size`."""
    return adaptive_max_pool1d_with_indices(input, output_size)[0]


@public
def adaptive_max_pool2d_with_indices(
    input: Tensor, output_size: BroadcastingList2[int], return_indices: bool = False
) -> tuple[Tensor, Tensor]:
    output_size = _list_with_default(output_size, input.size())
    return NN_PAIR.adaptive_max_pool2d(input, output_size)


@public
def _adaptive_max_pool2d(input: Tensor, output_size: BroadcastingList2[int], return_indices: bool = False) -> Tensor:
    """Maximum over windows chosen so that the last two dimensions become `output_size`; None keeps one."""
    return adaptive_max_pool2d_with_indices(input, output_size)[0]


@public
def adaptive_max_pool3d_with_indices(
    input: Tensor, output_size: BroadcastingList3[int], return_indices: bool = False
) -> tuple[Tensor, Tensor]:
    output_size = _list_with_default(output_size, input.size())
    return NN_PAIR.adaptive_max_pool3d(input, output_size)


@public
def _adaptive_max_pool3d(input: Tensor, output_size: BroadcastingList3[int], return_indices: bool = False) -> Tensor:
    """Maximum over windows chosen so that the last three dimensions become `output_size`; None keeps one."""
    return adaptive_max_pool3d_with_indices(input, output_size)[0]


adaptive_max_pool1d = _boolean_dispatch(
    "adaptive_max_pool1d", 2, adaptive_max_pool1d_with_indices, _adaptive_max_pool1d
)
adaptive_max_pool2d = _boolean_dispatch(
    "adaptive_max_pool2d", 2, adaptive_max_pool2d_with_indices, _adaptive_max_pool2d
)
adaptive_max_pool3d = _boolean_dispatch(
    "adaptive_max_pool3d", 2, adaptive_max_pool3d_with_indices, _adaptive_max_pool3d
)
adaptive_avg_pool1d = VF.adaptive_avg_pool1d


@public
def adaptive_avg_pool2d(input: Tensor, output_size: BroadcastingList2[int]) -> Tensor:
    """Mean over windows chosen so that the last two dimensions become `output_size`; None keeps one."""
    _output_size = _list_with_default(output_size, input.size())
    return NN.adaptive_avg_pool2d(input, _output_size)


@public
def adaptive_avg_pool3d(input: Tensor, output_size: BroadcastingList3[int]) -> Tensor:
    """Mean over windows chosen so that the last three dimensions become `output_size`; None keeps one."""
    _output_size = _list_with_default(output_size, input.size())
    return NN.adaptive_avg_pool3d(input, _output_size)
