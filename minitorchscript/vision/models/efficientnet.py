"""EfficientNet v1 (Tan and Le 2019) and v2 (2021): width, depth and resolution grow together.

v2's early stages fuse the widening and the depthwise convolution into one ordinary 3x3 convolution.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ... import nn
from ...nn.builtins import VF
from ...tensor.tensor import Tensor
from ..ops.misc import Conv2dNormActivation, SqueezeExcitation
from ..ops.stochastic_depth import StochasticDepth
from ._api import register_model
from ._utils import NormLayer, _make_divisible, initialize, kaiming_fan_out

__all__ = [
    "EfficientNet",
    "efficientnet_b0",
    "efficientnet_b1",
    "efficientnet_b2",
    "efficientnet_b3",
    "efficientnet_b4",
    "efficientnet_b5",
    "efficientnet_b6",
    "efficientnet_b7",
    "efficientnet_v2_l",
    "efficientnet_v2_m",
    "efficientnet_v2_s",
]


@dataclass
class _MBConvConfig:
    """One stage: its expansion, kernel, first stride, widths, number of blocks, and the class of its blocks."""

    expand_ratio: float
    kernel: int
    stride: int
    input_channels: int
    out_channels: int
    num_layers: int
    block: Callable[..., nn.Module]

    @staticmethod
    def adjust_channels(channels: int, width_mult: float, min_value: int | None = None) -> int:
        """The width, scaled, as a multiple of eight."""
        return _make_divisible(channels * width_mult, 8, min_value)


class MBConvConfig(_MBConvConfig):
    """A stage of `MBConv` blocks, widths and depth scaled."""

    def __init__(
        self,
        expand_ratio: float,
        kernel: int,
        stride: int,
        input_channels: int,
        out_channels: int,
        num_layers: int,
        width_mult: float = 1.0,
        depth_mult: float = 1.0,
        block: Callable[..., nn.Module] | None = None,
    ) -> None:
        before, after = (self.adjust_channels(channels, width_mult) for channels in (input_channels, out_channels))
        depth = self.adjust_depth(num_layers, depth_mult)
        super().__init__(expand_ratio, kernel, stride, before, after, depth, MBConv if block is None else block)

    @staticmethod
    def adjust_depth(num_layers: int, depth_mult: float) -> int:
        """The number of blocks, scaled, rounded up."""
        return int(math.ceil(num_layers * depth_mult))


class FusedMBConvConfig(_MBConvConfig):
    """A stage of `FusedMBConv` blocks, never scaled."""

    def __init__(
        self,
        expand_ratio: float,
        kernel: int,
        stride: int,
        input_channels: int,
        out_channels: int,
        num_layers: int,
        block: Callable[..., nn.Module] | None = None,
    ) -> None:
        widths = (input_channels, out_channels)
        super().__init__(expand_ratio, kernel, stride, *widths, num_layers, FusedMBConv if block is None else block)


class _Residual(nn.Module):
    """`self.block`, and the input added where stride and widths allow."""

    def __init__(self, cnf: _MBConvConfig, layers: Sequence[nn.Module], stochastic_depth_prob: float) -> None:
        super().__init__()
        self.use_res_connect = cnf.stride == 1 and cnf.input_channels == cnf.out_channels
        self.block = nn.Sequential(*layers)
        self.stochastic_depth = StochasticDepth(stochastic_depth_prob, "row")
        self.out_channels = cnf.out_channels

    def forward(self, input: Tensor) -> Tensor:
        result = self.block(input)
        if self.use_res_connect:
            result = self.stochastic_depth(result)
            result += input
        return result  # type: ignore[no-any-return]


def _check_stride(cnf: _MBConvConfig) -> None:
    if cnf.stride not in (1, 2):
        raise ValueError("illegal stride value")


class MBConv(_Residual):
    """Widen, convolve each channel, weigh the channels, narrow."""

    def __init__(
        self,
        cnf: MBConvConfig,
        stochastic_depth_prob: float,
        norm_layer: NormLayer,
        se_layer: Callable[..., nn.Module] = SqueezeExcitation,
    ) -> None:
        _check_stride(cnf)
        active = partial(Conv2dNormActivation, norm_layer=norm_layer, activation_layer=nn.SiLU)
        width = cnf.adjust_channels(cnf.input_channels, cnf.expand_ratio)
        layers: list[nn.Module] = []
        if width != cnf.input_channels:
            layers.append(active(cnf.input_channels, width, kernel_size=1))
        layers.append(active(width, width, kernel_size=cnf.kernel, stride=cnf.stride, groups=width))
        squeezed = max(1, cnf.input_channels // 4)
        layers.append(se_layer(width, squeezed, activation=partial(nn.SiLU, inplace=True)))
        layers.append(active(width, cnf.out_channels, kernel_size=1, activation_layer=None))
        super().__init__(cnf, layers, stochastic_depth_prob)


class FusedMBConv(_Residual):
    """Widen and convolve at once, narrow; without expansion, one convolution."""

    def __init__(self, cnf: FusedMBConvConfig, stochastic_depth_prob: float, norm_layer: NormLayer) -> None:
        _check_stride(cnf)
        active = partial(Conv2dNormActivation, norm_layer=norm_layer, activation_layer=nn.SiLU)
        width = cnf.adjust_channels(cnf.input_channels, cnf.expand_ratio)
        size: dict[str, Any] = {"kernel_size": cnf.kernel, "stride": cnf.stride}
        if width != cnf.input_channels:
            layers = [active(cnf.input_channels, width, **size)]
            layers.append(active(width, cnf.out_channels, kernel_size=1, activation_layer=None))
        else:
            layers = [active(cnf.input_channels, cnf.out_channels, **size)]
        super().__init__(cnf, layers, stochastic_depth_prob)


class EfficientNet(nn.Module):
    """Input (N, 3, H, W), output (N, num_classes). `stochastic_depth_prob` grows from 0 to that along the blocks."""

    def __init__(
        self,
        inverted_residual_setting: Sequence[_MBConvConfig],
        dropout: float,
        stochastic_depth_prob: float = 0.2,
        num_classes: int = 1000,
        norm_layer: NormLayer | None = None,
        last_channel: int | None = None,
    ) -> None:
        super().__init__()
        stages = inverted_residual_setting
        if not stages:
            raise ValueError("The inverted_residual_setting should not be empty")
        if not isinstance(stages, Sequence) or not all(isinstance(stage, _MBConvConfig) for stage in stages):
            raise TypeError("The inverted_residual_setting should be List[MBConvConfig]")
        norm_layer = nn.BatchNorm2d if norm_layer is None else norm_layer
        active = partial(Conv2dNormActivation, norm_layer=norm_layer, activation_layer=nn.SiLU)

        layers: list[nn.Module] = [active(3, stages[0].input_channels, kernel_size=3, stride=2)]
        total = sum(stage.num_layers for stage in stages)
        number = 0
        for stage in stages:
            blocks: list[nn.Module] = []
            cnf = copy.copy(stage)
            for _ in range(stage.num_layers):
                blocks.append(stage.block(cnf, stochastic_depth_prob * float(number) / total, norm_layer))
                number += 1
                cnf = copy.copy(cnf)
                cnf.input_channels, cnf.stride = cnf.out_channels, 1
            layers.append(nn.Sequential(*blocks))
        before = stages[-1].out_channels
        width = 4 * before if last_channel is None else last_channel
        layers.append(active(before, width, kernel_size=1))
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(nn.Dropout(p=dropout, inplace=True), nn.Linear(width, num_classes))
        initialize(self, conv=kaiming_fan_out, linear=_fill_linear)

    def _forward_impl(self, x: Tensor) -> Tensor:
        x = self.features(x)

        x = self.avgpool(x)
        x = VF.flatten(x, 1)

        x = self.classifier(x)

        return x

    def forward(self, x: Tensor) -> Tensor:
        return self._forward_impl(x)


def _fill_linear(module: nn.Linear) -> None:
    bound = 1.0 / math.sqrt(module.out_features)
    nn.init.uniform_(module.weight, -bound, bound)


# Of each stage: expansion, kernel, first stride, channels in and out, blocks.
_B0 = [
    *((1, 3, 1, 32, 16, 1), (6, 3, 2, 16, 24, 2), (6, 5, 2, 24, 40, 2), (6, 3, 2, 40, 80, 3)),
    *((6, 5, 1, 80, 112, 3), (6, 5, 2, 112, 192, 4), (6, 3, 1, 192, 320, 1)),
]
# Of each size of v2: its fused stages, then the others.
_V2 = {
    "s": (
        [(1, 3, 1, 24, 24, 2), (4, 3, 2, 24, 48, 4), (4, 3, 2, 48, 64, 4)],
        [(4, 3, 2, 64, 128, 6), (6, 3, 1, 128, 160, 9), (6, 3, 2, 160, 256, 15)],
    ),
    "m": (
        [(1, 3, 1, 24, 24, 3), (4, 3, 2, 24, 48, 5), (4, 3, 2, 48, 80, 5)],
        [(4, 3, 2, 80, 160, 7), (6, 3, 1, 160, 176, 14), (6, 3, 2, 176, 304, 18), (6, 3, 1, 304, 512, 5)],
    ),
    "l": (
        [(1, 3, 1, 32, 32, 4), (4, 3, 2, 32, 64, 7), (4, 3, 2, 64, 96, 7)],
        [(4, 3, 2, 96, 192, 10), (6, 3, 1, 192, 224, 19), (6, 3, 2, 224, 384, 25), (6, 3, 1, 384, 640, 7)],
    ),
}


def _v1(width_mult: float, depth_mult: float, dropout: float, kwargs: dict[str, Any]) -> EfficientNet:
    stages = [MBConvConfig(*row, width_mult=width_mult, depth_mult=depth_mult) for row in _B0]
    return EfficientNet(stages, **{"dropout": dropout, **kwargs})


def _large_v1(width_mult: float, depth_mult: float, dropout: float, kwargs: dict[str, Any]) -> EfficientNet:
    """The weights of these came from TensorFlow, whose batch norm has other defaults."""
    norm = partial(nn.BatchNorm2d, eps=0.001, momentum=0.01)
    return _v1(width_mult, depth_mult, dropout, {**kwargs, "norm_layer": norm})


def _v2(size: str, dropout: float, kwargs: dict[str, Any]) -> EfficientNet:
    fused, others = _V2[size]
    stages: list[_MBConvConfig] = [FusedMBConvConfig(*row) for row in fused]
    stages += [MBConvConfig(*row) for row in others]
    norm = partial(nn.BatchNorm2d, eps=0.001)
    return EfficientNet(stages, norm_layer=norm, last_channel=1280, **{"dropout": dropout, **kwargs})


@register_model
def efficientnet_b0(**kwargs: Any) -> EfficientNet:
    """EfficientNet B0; 5.3 million parameters."""
    return _v1(1.0, 1.0, 0.2, kwargs)


@register_model
def efficientnet_b1(**kwargs: Any) -> EfficientNet:
    """EfficientNet B1; 7.8 million parameters."""
    return _v1(1.0, 1.1, 0.2, kwargs)


@register_model
def efficientnet_b2(**kwargs: Any) -> EfficientNet:
    """EfficientNet B2; 9.1 million parameters."""
    return _v1(1.1, 1.2, 0.3, kwargs)


@register_model
def efficientnet_b3(**kwargs: Any) -> EfficientNet:
    """EfficientNet B3; 12.2 million parameters."""
    return _v1(1.2, 1.4, 0.3, kwargs)


@register_model
def efficientnet_b4(**kwargs: Any) -> EfficientNet:
    """EfficientNet B4; 19.3 million parameters."""
    return _v1(1.4, 1.8, 0.4, kwargs)


@register_model
def efficientnet_b5(**kwargs: Any) -> EfficientNet:
    """EfficientNet B5; 30.4 million parameters."""
    return _large_v1(1.6, 2.2, 0.4, kwargs)


@register_model
def efficientnet_b6(**kwargs: Any) -> EfficientNet:
    """EfficientNet B6; 43.0 million parameters."""
    return _large_v1(1.8, 2.6, 0.5, kwargs)


@register_model
def efficientnet_b7(**kwargs: Any) -> EfficientNet:
    """EfficientNet B7; 66.3 million parameters."""
    return _large_v1(2.0, 3.1, 0.5, kwargs)


@register_model
def efficientnet_v2_s(**kwargs: Any) -> EfficientNet:
    """EfficientNet v2 S; 21.5 million parameters."""
    return _v2("s", 0.2, kwargs)


@register_model
def efficientnet_v2_m(**kwargs: Any) -> EfficientNet:
    """EfficientNet v2 M; 54.1 million parameters."""
    return _v2("m", 0.3, kwargs)


@register_model
def efficientnet_v2_l(**kwargs: Any) -> EfficientNet:
    """EfficientNet v2 L; 118.5 million parameters."""
    return _v2("l", 0.4, kwargs)
