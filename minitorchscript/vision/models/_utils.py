"""Small things that several networks share: widths that are multiples of eight, fixed options, first weights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ... import nn

NormLayer = Callable[..., nn.Module]


def _make_divisible(v: float, divisor: int, min_value: int | None = None) -> int:
    """The multiple of `divisor` nearest to `v`, never under `min_value` nor under 90 % of `v`."""
    nearest = max(divisor if min_value is None else min_value, int(v + divisor / 2) // divisor * divisor)
    return nearest if nearest >= 0.9 * v else nearest + divisor


def fixed(options: dict[str, Any], **values: Any) -> dict[str, Any]:
    """The options that make this network what it is; ValueError where the caller gives another value."""
    for name, expected in values.items():
        given = options.setdefault(name, expected)
        if given != expected:
            raise ValueError(f"The parameter '{name}' expected value {expected} but got {given} instead.")
    return options


def initialize(
    network: nn.Module,
    conv: Callable[[nn.Conv2d], object] | None = None,
    linear: Callable[[nn.Linear], object] | None = None,
    zero_conv_bias: bool = True,
) -> None:
    """Draws the first weights in the order of `network.modules()`, which decides what a seed gives.

    `conv` and `linear` fill a layer's weight; its bias, if it has one, becomes 0 (a convolution's only with
    `zero_conv_bias`). Batch and group norms start as the identity. What is None stays as its layer made it.
    """
    for module in network.modules():
        fill: Callable[[Any], object] | None = None
        if isinstance(module, nn.Conv2d):
            fill = conv
        elif isinstance(module, nn.Linear):
            fill = linear
        elif isinstance(module, (nn.BatchNorm2d, nn.GroupNorm)) and module.weight is not None:
            nn.init.ones_(module.weight)
            nn.init.zeros_(module.bias)
        if fill is not None:
            fill(module)
            if isinstance(module.bias, nn.Parameter) and (zero_conv_bias or isinstance(module, nn.Linear)):
                nn.init.zeros_(module.bias)


def kaiming_fan_out(module: nn.Conv2d) -> None:
    """He's normal distribution, by the number of outputs that one input reaches."""
    nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")


def normal(std: float) -> Callable[[Any], object]:
    """N(0, std²)."""
    return lambda module: nn.init.normal_(module.weight, 0, std)


def truncated_normal(std: float) -> Callable[[Any], object]:
    """N(0, std²), cut to [-2, 2]."""
    return lambda module: nn.init.trunc_normal_(module.weight, std=std)
