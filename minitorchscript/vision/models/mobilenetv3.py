"""MobileNet v3 (Howard et al. 2019): v2's blocks with squeeze-and-excitation and hard activations, found by search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from ... import nn
from ...nn.builtins import VF
from ...tensor.tensor import Tensor
from ..ops.misc import Conv2dNormActivation
from ..ops.misc import SqueezeExcitation as SElayer
from ._api import register_model
from ._utils import NormLayer, _make_divisible, initialize, kaiming_fan_out, normal

__all__ = ["MobileNetV3", "mobilenet_v3_large", "mobilenet_v3_small"]


class InvertedResidualConfig:
    """One block: widths before `width_mult`, whether it has squeeze-and-excitation, "RE" or "HS" activation."""

    def __init__(
        self,
        input_channels: int,
        kernel: int,
        expanded_channels: int,
        out_channels: int,
        use_se: bool,
        activation: str,
        stride: int,
        dilation: int,
        width_mult: float,
    ) -> None:
        self.input_channels = self.adjust_channels(input_channels, width_mult)
        self.kernel = kernel
        self.expanded_channels = self.adjust_channels(expanded_channels, width_mult)
        self.out_channels = self.adjust_channels(out_channels, width_mult)
        self.use_se = use_se
        self.use_hs = activation == "HS"
        self.stride = stride
        self.dilation = dilation

    @staticmethod
    def adjust_channels(channels: int, width_mult: float) -> int:
        """The width, scaled, as a multiple of eight."""
        return _make_divisible(channels * width_mult, 8)


_HARD_SE = partial(SElayer, scale_activation=nn.Hardsigmoid)


class InvertedResidual(nn.Module):
    """Widen, convolve each channel, weigh the channels, narrow; add the input if shapes allow."""

    def __init__(
        self,
        cnf: InvertedResidualConfig,
        norm_layer: NormLayer,
        se_layer: Callable[..., nn.Module] = _HARD_SE,
    ) -> None:
        super().__init__()
        if cnf.stride not in (1, 2):
            raise ValueError("illegal stride value")
        self.use_res_connect = cnf.stride == 1 and cnf.input_channels == cnf.out_channels

        width = cnf.expanded_channels
        activation = nn.Hardswish if cnf.use_hs else nn.ReLU
        options: dict[str, Any] = {"norm_layer": norm_layer, "activation_layer": activation}
        layers: list[nn.Module] = []
        if width != cnf.input_channels:
            layers.append(Conv2dNormActivation(cnf.input_channels, width, kernel_size=1, **options))
        stride = 1 if cnf.dilation > 1 else cnf.stride
        depthwise: dict[str, Any] = {
            "kernel_size": cnf.kernel,
            "stride": stride,
            "dilation": cnf.dilation,
            "groups": width,
        }
        layers.append(Conv2dNormActivation(width, width, **depthwise, **options))
        if cnf.use_se:
            layers.append(se_layer(width, _make_divisible(width // 4, 8)))
        options["activation_layer"] = None
        layers.append(Conv2dNormActivation(width, cnf.out_channels, kernel_size=1, **options))
        self.block = nn.Sequential(*layers)
        self.out_channels = cnf.out_channels
        self._is_cn = cnf.stride > 1

    def forward(self, input: Tensor) -> Tensor:
        result = self.block(input)
        if self.use_res_connect:
            result += input
        return result  # type: ignore[no-any-return]


class MobileNetV3(nn.Module):
    """Input (N, 3, H, W), output (N, num_classes); further keywords are accepted and not looked at."""

    def __init__(
        self,
        inverted_residual_setting: Sequence[InvertedResidualConfig],
        last_channel: int,
        num_classes: int = 1000,
        block: Callable[..., nn.Module] | None = None,
        norm_layer: NormLayer | None = None,
        dropout: float = 0.2,
        **kwargs: Any,
    ) -> None:
        super().__init__()
        blocks = inverted_residual_setting
        if not blocks:
            raise ValueError("The inverted_residual_setting should not be empty")
        if not isinstance(blocks, Sequence) or not all(isinstance(each, InvertedResidualConfig) for each in blocks):
            raise TypeError("The inverted_residual_setting should be List[InvertedResidualConfig]")
        block = InvertedResidual if block is None else block
        if norm_layer is None:
            norm_layer = partial(nn.BatchNorm2d, eps=0.001, momentum=0.01)

        options: dict[str, Any] = {"norm_layer": norm_layer, "activation_layer": nn.Hardswish}
        before, width = blocks[-1].out_channels, 6 * blocks[-1].out_channels
        self.features = nn.Sequential(
            Conv2dNormActivation(3, blocks[0].input_channels, kernel_size=3, stride=2, **options),
            *[block(cnf, norm_layer) for cnf in blocks],
            Conv2dNormActivation(before, width, kernel_size=1, **options),
        )
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(
            *[nn.Linear(width, last_channel), nn.Hardswish(inplace=True)],
            *[nn.Dropout(p=dropout, inplace=True), nn.Linear(last_channel, num_classes)],
        )
        initialize(self, conv=kaiming_fan_out, linear=normal(0.01))

    def _forward_impl(self, x: Tensor) -> Tensor:
        x = self.features(x)
        x = self.avgpool(x)
        x = VF.flatten(x, 1)
        x = self.classifier(x)
        return x

    def forward(self, x: Tensor) -> Tensor:
        return self._forward_impl(x)


Row = tuple[int, int, int, int, bool, str, int]

# Of each block: channels in, kernel, expanded, out; squeeze-and-excitation; activation; stride.
_LARGE: list[Row] = [
    (16, 3, 16, 16, False, "RE", 1),
    (16, 3, 64, 24, False, "RE", 2),
    (24, 3, 72, 24, False, "RE", 1),
    (24, 5, 72, 40, True, "RE", 2),
    (40, 5, 120, 40, True, "RE", 1),
    (40, 5, 120, 40, True, "RE", 1),
    (40, 3, 240, 80, False, "HS", 2),
    (80, 3, 200, 80, False, "HS", 1),
    (80, 3, 184, 80, False, "HS", 1),
    (80, 3, 184, 80, False, "HS", 1),
    (80, 3, 480, 112, True, "HS", 1),
    (112, 3, 672, 112, True, "HS", 1),
    (112, 5, 672, 160, True, "HS", 2),
    (160, 5, 960, 160, True, "HS", 1),
    (160, 5, 960, 160, True, "HS", 1),
]
_SMALL: list[Row] = [
    (16, 3, 16, 16, True, "RE", 2),
    (16, 3, 72, 24, False, "RE", 2),
    (24, 3, 88, 24, False, "RE", 1),
    (24, 5, 96, 40, True, "HS", 2),
    (40, 5, 240, 40, True, "HS", 1),
    (40, 5, 240, 40, True, "HS", 1),
    (40, 5, 120, 48, True, "HS", 1),
    (48, 5, 144, 48, True, "HS", 1),
    (48, 5, 288, 96, True, "HS", 2),
    (96, 5, 576, 96, True, "HS", 1),
    (96, 5, 576, 96, True, "HS", 1),
]


def _mobilenet_v3(rows: list[Row], last_channel: int, kwargs: dict[str, Any]) -> MobileNetV3:
    """The network of a table. The options `reduced_tail` and `dilated` halve the widths of its last three blocks, or
    dilate them instead of striding: a backbone for segmentation.
    """
    width_mult = kwargs.get("width_mult", 1.0)
    divider = 2 if kwargs.get("reduced_tail", False) else 1
    dilation = 2 if kwargs.get("dilated", False) else 1
    blocks = []
    tail = len(rows) - 3
    for place, (before, kernel, expanded, out, use_se, activation, stride) in enumerate(rows):
        if place > tail:  # the tail's first block still takes the full width
            before, expanded = before // divider, expanded // divider
        if place >= tail:
            out //= divider
        widths = (before, kernel, expanded, out)
        rate = dilation if place >= tail else 1
        blocks.append(InvertedResidualConfig(*widths, use_se, activation, stride, rate, width_mult))
    last_channel = InvertedResidualConfig.adjust_channels(last_channel // divider, width_mult)
    return MobileNetV3(blocks, last_channel, **kwargs)


@register_model
def mobilenet_v3_large(**kwargs: Any) -> MobileNetV3:
    """MobileNet v3 Large; 5.5 million parameters."""
    return _mobilenet_v3(_LARGE, 1280, kwargs)


@register_model
def mobilenet_v3_small(**kwargs: Any) -> MobileNetV3:
    """MobileNet v3 Small; 2.5 million parameters."""
    return _mobilenet_v3(_SMALL, 1024, kwargs)
