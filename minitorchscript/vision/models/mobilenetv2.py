"""MobileNet v2 (Sandler et al. 2018): depthwise convolutions between a widening and a narrowing linear map."""

from __future__ import annotations

from typing import Any

from ... import nn
from ...nn import functional as F
from ...nn.builtins import VF
from ...tensor.tensor import Tensor
from ..ops.misc import Conv2dNormActivation
from ._api import register_model
from ._utils import NormLayer, _make_divisible, initialize, kaiming_fan_out, normal

__all__ = ["MobileNetV2", "mobilenet_v2"]


class InvertedResidual(nn.Module):
    """Widen by `expand_ratio`, convolve each channel, narrow without activation; add the input if shapes allow."""

    def __init__(self, inp: int, oup: int, stride: int, expand_ratio: int, norm_layer: NormLayer | None = None) -> None:
        super().__init__()
        self.stride = stride
        if stride not in (1, 2):
            raise ValueError(f"stride should be 1 or 2 instead of {stride}")
        if norm_layer is None:
            norm_layer = nn.BatchNorm2d
        hidden_dim = int(round(inp * expand_ratio))
        self.use_res_connect = self.stride == 1 and inp == oup

        options: dict[str, Any] = {"norm_layer": norm_layer, "activation_layer": nn.ReLU6}
        layers: list[nn.Module] = []
        if expand_ratio != 1:
            layers.append(Conv2dNormActivation(inp, hidden_dim, kernel_size=1, **options))
        layers.append(Conv2dNormActivation(hidden_dim, hidden_dim, stride=stride, groups=hidden_dim, **options))
        layers += [nn.Conv2d(hidden_dim, oup, 1, 1, 0, bias=False), norm_layer(oup)]
        self.conv = nn.Sequential(*layers)
        self.out_channels = oup
        self._is_cn = stride > 1

    def forward(self, x: Tensor) -> Tensor:
        if self.use_res_connect:
            return x + self.conv(x)  # type: ignore[no-any-return]
        return self.conv(x)  # type: ignore[no-any-return]


# Of each stage: expansion, channels, blocks, stride of the first block.
_STAGES = [
    *([1, 16, 1, 1], [6, 24, 2, 2], [6, 32, 3, 2], [6, 64, 4, 2]),
    *([6, 96, 3, 1], [6, 160, 3, 2], [6, 320, 1, 1]),
]


class MobileNetV2(nn.Module):
    """Input (N, 3, H, W), output (N, num_classes). `width_mult` scales every width, kept to multiples of
    `round_nearest`; a row of `inverted_residual_setting` gives a stage's expansion, channels, blocks and stride.
    """

    def __init__(
        self,
        num_classes: int = 1000,
        width_mult: float = 1.0,
        inverted_residual_setting: list[list[int]] | None = None,
        round_nearest: int = 8,
        block: NormLayer | None = None,
        norm_layer: NormLayer | None = None,
        dropout: float = 0.2,
    ) -> None:
        super().__init__()
        block = InvertedResidual if block is None else block
        norm_layer = nn.BatchNorm2d if norm_layer is None else norm_layer
        stages = _STAGES if inverted_residual_setting is None else inverted_residual_setting
        if not stages or len(stages[0]) != 4:
            raise ValueError(f"inverted_residual_setting should be non-empty or a 4-element list, got {stages}")

        width = _make_divisible(32 * width_mult, round_nearest)
        self.last_channel = _make_divisible(1280 * max(1.0, width_mult), round_nearest)
        options: dict[str, Any] = {"norm_layer": norm_layer, "activation_layer": nn.ReLU6}
        features: list[nn.Module] = [Conv2dNormActivation(3, width, stride=2, **options)]
        for expand_ratio, channels, repeats, first_stride in stages:
            out_width = _make_divisible(channels * width_mult, round_nearest)
            for index in range(repeats):
                stride = first_stride if index == 0 else 1
                features.append(block(width, out_width, stride, expand_ratio=expand_ratio, norm_layer=norm_layer))
                width = out_width
        features.append(Conv2dNormActivation(width, self.last_channel, kernel_size=1, **options))
        self.features = nn.Sequential(*features)
        self.classifier = nn.Sequential(nn.Dropout(p=dropout), nn.Linear(self.last_channel, num_classes))
        initialize(self, conv=kaiming_fan_out, linear=normal(0.01))

    def _forward_impl(self, x: Tensor) -> Tensor:
        x = self.features(x)
        x = F.adaptive_avg_pool2d(x, (1, 1))
        x = VF.flatten(x, 1)
        x = self.classifier(x)
        return x

    def forward(self, x: Tensor) -> Tensor:
        return self._forward_impl(x)


@register_model
def mobilenet_v2(**kwargs: Any) -> MobileNetV2:
    """MobileNet v2; 3.5 million parameters."""
    return MobileNetV2(**kwargs)
