"""What Python calls to convolve: conv1d, conv_transpose2d and so on. A trace shows `aten::_convolution`.

An unbatched input gets a batch dimension for the duration: `aten::unsqueeze` and `aten::squeeze` in a trace.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..registry import composite
from .samples import sample
from .sizes import cpp_name, size_text

Call = Callable[..., Any]

FLAGS = (False, False, True, True)
"""benchmark, deterministic, cudnn_enabled and allow_tf32 as PyTorch's defaults are; a trace shows them."""


@composite(
    "aten::convolution(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, "
    "SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups) -> Tensor",
    samples=lambda: [(sample(1, 2, 5), sample(3, 2, 3), None, [1], [0], [1], False, [0], 1)],
)
def convolution(
    call: Call,
    input: Any,
    weight: Any,
    bias: Any,
    stride: Sequence[int],
    padding: Sequence[int],
    dilation: Sequence[int],
    transposed: bool,
    output_padding: Sequence[int],
    groups: int,
) -> Any:
    geometry = (stride, padding, dilation, transposed, output_padding, groups)
    return call("aten::_convolution", input, weight, bias, *geometry, *FLAGS)


def _batched(call: Call, name: str, count: int, input: Any, run: Callable[[Any], Any]) -> Any:
    """Run on a batch: an input without the batch dimension gets one, and its result loses it."""
    if input.ndim == count + 2:
        return run(input)
    if input.ndim != count + 1:
        raise RuntimeError(
            f"Expected {count + 1}D (unbatched) or {count + 2}D (batched) input to {name}, "
            f"but got input of size: {size_text(input.shape)}"
        )
    return call("aten::squeeze", run(call("aten::unsqueeze", input, 0)), 0)


def _check_bias_type(input: Any, bias: Any) -> None:
    if bias is not None and bias.dtype != input.dtype:
        raise RuntimeError(
            f"Input type ({cpp_name(input.dtype)}) and bias type ({cpp_name(bias.dtype)}) should be the same"
        )


def _register_conv(count: int) -> None:
    name = f"conv{count}d"

    def conv(
        call: Call,
        input: Any,
        weight: Any,
        bias: Any,
        stride: Sequence[int],
        padding: Sequence[int],
        dilation: Sequence[int],
        groups: int,
    ) -> Any:
        _check_bias_type(input, bias)
        geometry = (stride, padding, dilation, False, [0] * count, groups, *FLAGS)
        return _batched(
            call, name, count, input, lambda batch: call("aten::_convolution", batch, weight, bias, *geometry)
        )

    def conv_padding(
        call: Call,
        input: Any,
        weight: Any,
        bias: Any,
        stride: Sequence[int],
        padding: str,
        dilation: Sequence[int],
        groups: int,
    ) -> Any:
        rest = (weight, bias, stride, padding, dilation, groups)
        return _batched(call, name, count, input, lambda batch: call("aten::_convolution_mode", batch, *rest))

    ones, zeros = [1] * count, [0] * count
    spatial = (4,) * count
    kernel = (3,) * count
    composite(
        f"aten::{name}(Tensor input, Tensor weight, Tensor? bias=None, "
        f"SymInt[{count}] stride={ones}, SymInt[{count}] padding={zeros}, "
        f"SymInt[{count}] dilation={ones}, SymInt groups=1) -> Tensor",
        samples=lambda: [
            (sample(2, 2, *spatial), sample(3, 2, *kernel), sample(3)),
            (sample(2, *spatial), sample(3, 2, *kernel)),
        ],
    )(conv)
    composite(
        f"aten::{name}.padding(Tensor input, Tensor weight, Tensor? bias=None, "
        f'SymInt[{count}] stride={ones}, str padding="valid", '
        f"SymInt[{count}] dilation={ones}, SymInt groups=1) -> Tensor",
        samples=lambda: [(sample(1, 2, *spatial), sample(3, 2, *kernel), None, ones, "same")],
    )(conv_padding)


def _register_conv_transpose(count: int) -> None:
    name = f"conv_transpose{count}d"

    def conv_transpose(
        call: Call,
        input: Any,
        weight: Any,
        bias: Any,
        stride: Sequence[int],
        padding: Sequence[int],
        output_padding: Sequence[int],
        groups: int,
        dilation: Sequence[int],
    ) -> Any:
        geometry = (stride, padding, dilation, True, output_padding, groups, *FLAGS)
        return _batched(
            call, name, count, input, lambda batch: call("aten::_convolution", batch, weight, bias, *geometry)
        )

    ones, zeros = [1] * count, [0] * count
    overload = "" if count == 1 else ".input"
    composite(
        f"aten::{name}{overload}(Tensor input, Tensor weight, Tensor? bias=None, "
        f"SymInt[{count}] stride={ones}, SymInt[{count}] padding={zeros}, "
        f"SymInt[{count}] output_padding={zeros}, SymInt groups=1, SymInt[{count}] dilation={ones}) "
        "-> Tensor",
        samples=lambda: [(sample(1, 2, *(3,) * count), sample(2, 3, *(2,) * count), sample(3))],
    )(conv_transpose)


for _count in (1, 2, 3):
    _register_conv(_count)
    _register_conv_transpose(_count)
