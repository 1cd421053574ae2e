"""RegNet (Radosavovic et al. 2020): ResNeXt-like networks whose stages follow from four numbers.

X has plain blocks, Y has squeeze-and-excitation in each.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from typing import Any

from ... import nn
from ...nn.builtins import VF
from ...tensor.tensor import Tensor
from ..ops.misc import Conv2dNormActivation, SqueezeExcitation
from ._api import register_model
from ._utils import NormLayer, _make_divisible, initialize, normal

__all__ = [
    "RegNet",
    "regnet_x_16gf",
    "regnet_x_1_6gf",
    "regnet_x_32gf",
    "regnet_x_3_2gf",
    "regnet_x_400mf",
    "regnet_x_800mf",
    "regnet_x_8gf",
    "regnet_y_128gf",
    "regnet_y_16gf",
    "regnet_y_1_6gf",
    "regnet_y_32gf",
    "regnet_y_3_2gf",
    "regnet_y_400mf",
    "regnet_y_800mf",
    "regnet_y_8gf",
]

Layer = Callable[..., nn.Module]


class SimpleStemIN(Conv2dNormActivation):
    """A 3x3 convolution of stride 2, norm, activation."""

    def __init__(self, width_in: int, width_out: int, norm_layer: NormLayer, activation_layer: Layer) -> None:
        super().__init__(width_in, width_out, 3, 2, norm_layer=norm_layer, activation_layer=activation_layer)


class BottleneckTransform(nn.Sequential):
    """Convolutions 1x1, 3x3 in groups, 1x1; squeeze-and-excitation before the last where there is a ratio."""

    def __init__(
        self,
        width_in: int,
        width_out: int,
        stride: int,
        norm_layer: NormLayer,
        activation_layer: Layer,
        group_width: int,
        bottleneck_multiplier: float,
        se_ratio: float | None,
    ) -> None:
        conv = partial(Conv2dNormActivation, norm_layer=norm_layer, activation_layer=activation_layer)
        width = int(round(width_out * bottleneck_multiplier))
        layers: OrderedDict[str, nn.Module] = OrderedDict()
        layers["a"] = conv(width_in, width, kernel_size=1, stride=1)
        layers["b"] = conv(width, width, kernel_size=3, stride=stride, groups=width // group_width)
        if se_ratio:
            squeezed = int(round(se_ratio * width_in))  # of the block's input, not of what is squeezed
            layers["se"] = SqueezeExcitation(width, squeezed, activation=activation_layer)
        layers["c"] = conv(width, width_out, kernel_size=1, stride=1, activation_layer=None)
        super().__init__(layers)


class ResBottleneckBlock(nn.Module):
    """`BottleneckTransform` plus the input, or its 1x1 convolution where shapes differ."""

    def __init__(
        self,
        width_in: int,
        width_out: int,
        stride: int,
        norm_layer: NormLayer,
        activation_layer: Layer,
        group_width: int = 1,
        bottleneck_multiplier: float = 1.0,
        se_ratio: float | None = None,
    ) -> None:
        super().__init__()
        layers = (norm_layer, activation_layer)
        self.proj = None
        if width_in != width_out or stride != 1:
            self.proj = Conv2dNormActivation(width_in, width_out, 1, stride, None, 1, norm_layer, None)
        shape = (group_width, bottleneck_multiplier)
        self.f = BottleneckTransform(width_in, width_out, stride, *layers, *shape, se_ratio)
        self.activation = activation_layer(inplace=True)

    def forward(self, x: Tensor) -> Tensor:
        if self.proj is not None:
            x = self.proj(x) + self.f(x)
        else:
            x = x + self.f(x)
        return self.activation(x)  # type: ignore[no-any-return]


class AnyStage(nn.Sequential):
    """`depth` blocks of one width; the first may stride."""

    def __init__(
        self,
        width_in: int,
        width_out: int,
        stride: int,
        depth: int,
        block_constructor: Layer,
        norm_layer: NormLayer,
        activation_layer: Layer,
        group_width: int,
        bottleneck_multiplier: float,
        se_ratio: float | None = None,
        stage_index: int = 0,
    ) -> None:
        super().__init__()
        same = (norm_layer, activation_layer, group_width, bottleneck_multiplier, se_ratio)
        for index in range(depth):
            before, step = (width_in, stride) if index == 0 else (width_out, 1)
            self.add_module(f"block{stage_index}-{index}", block_constructor(before, width_out, step, *same))


class BlockParams:
    """Of each stage: depth, width, width of a group, ratio of the bottleneck, stride."""

    def __init__(
        self,
        depths: list[int],
        widths: list[int],
        group_widths: list[int],
        bottleneck_multipliers: list[float],
        strides: list[int],
        se_ratio: float | None = None,
    ) -> None:
        self.depths = depths
        self.widths = widths
        self.group_widths = group_widths
        self.bottleneck_multipliers = bottleneck_multipliers
        self.strides = strides
        self.se_ratio = se_ratio

    @classmethod
    def from_init_params(
        cls,
        depth: int,
        w_0: int,
        w_a: float,
        w_m: float,
        group_width: int,
        bottleneck_multiplier: float = 1.0,
        se_ratio: float | None = None,
        **kwargs: Any,
    ) -> BlockParams:
        """The stages of the paper's section 3.3: widths w_0 + w_a * i, rounded to w_0 * w_m ** k and to eights.

        Blocks of equal width form a stage. Further keywords are not looked at.
        """
        if w_a < 0 or w_0 <= 0 or w_m <= 1 or w_0 % 8 != 0:
            raise ValueError("Invalid RegNet settings")
        # In float32, as torchvision: a rounding of its own could move a block to another stage.
        wanted = VF.arange(depth) * w_a + w_0
        power = VF.round(VF.log(wanted / w_0) / math.log(w_m))
        rounded = VF.round(VF.divide(w_0 * VF.pow(w_m, power), 8)) * 8
        stages = [(width, len(list(blocks))) for width, blocks in groupby(rounded.int().tolist())]
        widths, depths = [width for width, _ in stages], [count for _, count in stages]
        multipliers = [bottleneck_multiplier] * len(stages)
        widths, group_widths = _fit_groups(widths, multipliers, [group_width] * len(stages))
        return cls(depths, widths, group_widths, multipliers, [2] * len(stages), se_ratio)

    def _get_expanded_params(self) -> Iterator[tuple[int, int, int, int, float]]:
        rows = (self.widths, self.strides, self.depths, self.group_widths, self.bottleneck_multipliers)
        return zip(*rows, strict=True)


def _fit_groups(widths: list[int], ratios: list[float], groups: list[int]) -> tuple[list[int], list[int]]:
    """Widths whose bottlenecks are whole numbers of groups, and groups no wider than a bottleneck."""
    bottlenecks = [int(width * ratio) for width, ratio in zip(widths, ratios, strict=True)]
    groups = [min(group, bottleneck) for group, bottleneck in zip(groups, bottlenecks, strict=True)]
    bottlenecks = [_make_divisible(width, group) for width, group in zip(bottlenecks, groups, strict=True)]
    return [int(width / ratio) for width, ratio in zip(bottlenecks, ratios, strict=True)], groups


class RegNet(nn.Module):
    """Input (N, 3, H, W), output (N, num_classes)."""

    def __init__(
        self,
        block_params: BlockParams,
        num_classes: int = 1000,
        stem_width: int = 32,
        stem_type: Layer | None = None,
        block_type: Layer | None = None,
        norm_layer: NormLayer | None = None,
        activation: Layer | None = None,
    ) -> None:
        super().__init__()
        stem: Layer = SimpleStemIN if stem_type is None else stem_type
        block: Layer = ResBottleneckBlock if block_type is None else block_type
        layers: tuple[Layer, Layer] = (norm_layer or nn.BatchNorm2d, activation or nn.ReLU)
        self.stem = stem(3, stem_width, *layers)
        width = stem_width
        blocks: OrderedDict[str, nn.Module] = OrderedDict()
        for index, stage in enumerate(block_params._get_expanded_params(), start=1):
            width_out, stride, depth, group_width, multiplier = stage
            blocks[f"block{index}"] = AnyStage(
                *(width, width_out, stride, depth, block, *layers, group_width, multiplier),
                se_ratio=block_params.se_ratio,
                stage_index=index,
            )
            width = width_out
        self.trunk_output = nn.Sequential(blocks)
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(in_features=width, out_features=num_classes)
        initialize(self, conv=_fill_conv, linear=normal(0.01), zero_conv_bias=False)

    def forward(self, x: Tensor) -> Tensor:
        x = self.stem(x)
        x = self.trunk_output(x)

        x = self.avgpool(x)
        x = x.flatten(start_dim=1)
        x = self.fc(x)

        return x


def _fill_conv(module: nn.Conv2d) -> None:
    """He's normal distribution by all output channels, groups not regarded."""
    fan_out = module.kernel_size[0] * module.kernel_size[1] * module.out_channels
    nn.init.normal_(module.weight, mean=0.0, std=math.sqrt(2.0 / fan_out))


def _regnet(
    depth: int, w_0: int, w_a: float, w_m: float, group_width: int, se_ratio: float | None, kwargs: dict[str, Any]
) -> RegNet:
    params = BlockParams.from_init_params(depth, w_0, w_a, w_m, group_width, se_ratio=se_ratio, **kwargs)
    kwargs.setdefault("norm_layer", partial(nn.BatchNorm2d, eps=1e-05, momentum=0.1))
    return RegNet(params, **kwargs)


@register_model
def regnet_y_400mf(**kwargs: Any) -> RegNet:
    """RegNet Y of 400 million multiplications; 4.3 million parameters."""
    return _regnet(16, 48, 27.89, 2.09, 8, 0.25, kwargs)


@register_model
def regnet_y_800mf(**kwargs: Any) -> RegNet:
    """RegNet Y of 800 million multiplications; 6.4 million parameters."""
    return _regnet(14, 56, 38.84, 2.4, 16, 0.25, kwargs)


@register_model
def regnet_y_1_6gf(**kwargs: Any) -> RegNet:
    """RegNet Y of 1.6 billion multiplications; 11.2 million parameters."""
    return _regnet(27, 48, 20.71, 2.65, 24, 0.25, kwargs)


@register_model
def regnet_y_3_2gf(**kwargs: Any) -> RegNet:
    """RegNet Y of 3.2 billion multiplications; 19.4 million parameters."""
    return _regnet(21, 80, 42.63, 2.66, 24, 0.25, kwargs)


@register_model
def regnet_y_8gf(**kwargs: Any) -> RegNet:
    """RegNet Y of 8 billion multiplications; 39.4 million parameters."""
    return _regnet(17, 192, 76.82, 2.19, 56, 0.25, kwargs)


@register_model
def regnet_y_16gf(**kwargs: Any) -> RegNet:
    """RegNet Y of 16 billion multiplications; 83.6 million parameters."""
    return _regnet(18, 200, 106.23, 2.48, 112, 0.25, kwargs)


@register_model
def regnet_y_32gf(**kwargs: Any) -> RegNet:
    """RegNet Y of 32 billion multiplications; 145.0 million parameters."""
    return _regnet(20, 232, 115.89, 2.53, 232, 0.25, kwargs)


@register_model
def regnet_y_128gf(**kwargs: Any) -> RegNet:
    """RegNet Y of 128 billion multiplications; 644.8 million parameters."""
    return _regnet(27, 456, 160.83, 2.52, 264, 0.25, kwargs)


@register_model
def regnet_x_400mf(**kwargs: Any) -> RegNet:
    """RegNet X of 400 million multiplications; 5.5 million parameters."""
    return _regnet(22, 24, 24.48, 2.54, 16, None, kwargs)


@register_model
def regnet_x_800mf(**kwargs: Any) -> RegNet:
    """RegNet X of 800 million multiplications; 7.3 million parameters."""
    return _regnet(16, 56, 35.73, 2.28, 16, None, kwargs)


@register_model
def regnet_x_1_6gf(**kwargs: Any) -> RegNet:
    """RegNet X of 1.6 billion multiplications; 9.2 million parameters."""
    return _regnet(18, 80, 34.01, 2.25, 24, None, kwargs)


@register_model
def regnet_x_3_2gf(**kwargs: Any) -> RegNet:
    """RegNet X of 3.2 billion multiplications; 15.3 million parameters."""
    return _regnet(25, 88, 26.31, 2.25, 48, None, kwargs)


@register_model
def regnet_x_8gf(**kwargs: Any) -> RegNet:
    """RegNet X of 8 billion multiplications; 39.6 million parameters."""
    return _regnet(23, 80, 49.56, 2.88, 120, None, kwargs)


@register_model
def regnet_x_16gf(**kwargs: Any) -> RegNet:
    """RegNet X of 16 billion multiplications; 54.3 million parameters."""
    return _regnet(22, 216, 55.59, 2.1, 128, None, kwargs)


@register_model
def regnet_x_32gf(**kwargs: Any) -> RegNet:
    """RegNet X of 32 billion multiplications; 107.8 million parameters."""
    return _regnet(23, 320, 69.86, 2.0, 168, None, kwargs)
