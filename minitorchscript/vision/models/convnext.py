"""ConvNeXt (Liu et al. 2022): a residual network with the proportions and layers of a vision transformer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from ... import nn
from ...nn import functional as F
from ...nn.builtins import VF
from ...tensor.tensor import Tensor
from ..ops.misc import Conv2dNormActivation, Permute
from ..ops.stochastic_depth import StochasticDepth
from ._api import register_model
from ._utils import NormLayer, initialize, truncated_normal

__all__ = ["ConvNeXt", "convnext_base", "convnext_large", "convnext_small", "convnext_tiny"]


class LayerNorm2d(nn.LayerNorm):
    """Layer norm over the channels of (N, C, H, W)."""

    def forward(self, x: Tensor) -> Tensor:
        x = x.permute(0, 2, 3, 1)
        x = F.layer_norm(x, self.normalized_shape, self.weight, self.bias, self.eps)
        x = x.permute(0, 3, 1, 2)
        return x


class CNBlock(nn.Module):
    """A 7x7 convolution of each channel, then a perceptron of each pixel, scaled, plus the input."""

    def __init__(
        self, dim: int, layer_scale: float, stochastic_depth_prob: float, norm_layer: NormLayer | None = None
    ) -> None:
        super().__init__()
        if norm_layer is None:
            norm_layer = partial(nn.LayerNorm, eps=1e-6)
        self.block = nn.Sequential(
            *[nn.Conv2d(dim, dim, kernel_size=7, padding=3, groups=dim, bias=True), Permute([0, 2, 3, 1])],
            *[norm_layer(dim), nn.Linear(dim, 4 * dim), nn.GELU(), nn.Linear(4 * dim, dim), Permute([0, 3, 1, 2])],
        )
        self.layer_scale = nn.Parameter(VF.ones(dim, 1, 1) * layer_scale)
        self.stochastic_depth = StochasticDepth(stochastic_depth_prob, "row")

    def forward(self, input: Tensor) -> Tensor:
        result = self.layer_scale * self.block(input)
        result = self.stochastic_depth(result)
        result += input
        return result  # type: ignore[no-any-return]


class CNBlockConfig:
    """One stage: its width, the next stage's (None: it is the last), its number of blocks."""

    def __init__(self, input_channels: int, out_channels: int | None, num_layers: int) -> None:
        self.input_channels = input_channels
        self.out_channels = out_channels
        self.num_layers = num_layers

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={value}" for name, value in vars(self).items())
        return f"{type(self).__name__}({fields})"


class ConvNeXt(nn.Module):
    """Input (N, 3, H, W) with H, W >= 32, output (N, num_classes); further keywords are not looked at."""

    def __init__(
        self,
        block_setting: Sequence[CNBlockConfig],
        stochastic_depth_prob: float = 0.0,
        layer_scale: float = 1e-6,
        num_classes: int = 1000,
        block: Callable[..., nn.Module] | None = None,
        norm_layer: NormLayer | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__()
        stages = block_setting
        if not stages:
            raise ValueError("The block_setting should not be empty")
        if not isinstance(stages, Sequence) or not all(isinstance(stage, CNBlockConfig) for stage in stages):
            raise TypeError("The block_setting should be List[CNBlockConfig]")
        block = CNBlock if block is None else block
        norm_layer = partial(LayerNorm2d, eps=1e-6) if norm_layer is None else norm_layer

        options: dict[str, Any] = {"norm_layer": norm_layer, "activation_layer": None, "bias": True}
        layers: list[nn.Module] = [
            Conv2dNormActivation(3, stages[0].input_channels, kernel_size=4, stride=4, padding=0, **options)
        ]
        total = sum(stage.num_layers for stage in stages)
        number = 0
        for stage in stages:
            width = stage.input_channels
            numbers = range(number, number + stage.num_layers)
            blocks = [block(width, layer_scale, stochastic_depth_prob * each / (total - 1.0)) for each in numbers]
            number += stage.num_layers
            layers.append(nn.Sequential(*blocks))
            if stage.out_channels is not None:
                halve = nn.Conv2d(width, stage.out_channels, kernel_size=2, stride=2)
                layers.append(nn.Sequential(norm_layer(width), halve))
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        last = stages[-1]
        width = last.input_channels if last.out_channels is None else last.out_channels
        self.classifier = nn.Sequential(norm_layer(width), nn.Flatten(1), nn.Linear(width, num_classes))
        initialize(self, conv=truncated_normal(0.02), linear=truncated_normal(0.02))

    def _forward_impl(self, x: Tensor) -> Tensor:
        x = self.features(x)
        x = self.avgpool(x)
        x = self.classifier(x)
        return x

    def forward(self, x: Tensor) -> Tensor:
        return self._forward_impl(x)


def _convnext(
    widths: Sequence[int], depths: Sequence[int], stochastic_depth_prob: float, kwargs: dict[str, Any]
) -> ConvNeXt:
    stages = [CNBlockConfig(*row) for row in zip(widths, (*widths[1:], None), depths, strict=True)]
    return ConvNeXt(stages, **{"stochastic_depth_prob": stochastic_depth_prob, **kwargs})


@register_model
def convnext_tiny(**kwargs: Any) -> ConvNeXt:
    """ConvNeXt Tiny; 28.6 million parameters."""
    return _convnext([96, 192, 384, 768], [3, 3, 9, 3], 0.1, kwargs)


@register_model
def convnext_small(**kwargs: Any) -> ConvNeXt:
    """ConvNeXt Small; 50.2 million parameters."""
    return _convnext([96, 192, 384, 768], [3, 3, 27, 3], 0.4, kwargs)


@register_model
def convnext_base(**kwargs: Any) -> ConvNeXt:
    """ConvNeXt Base; 88.6 million parameters."""
    return _convnext([128, 256, 512, 1024], [3, 3, 27, 3], 0.5, kwargs)


@register_model
def convnext_large(**kwargs: Any) -> ConvNeXt:
    """ConvNeXt Large; 197.8 million parameters."""
    return _convnext([192, 384, 768, 1536], [3, 3, 27, 3], 0.5, kwargs)
