"""MNASNet (Tan et al. 2019): MobileNet v2's blocks, their kernels and depths found by search on a phone."""

from __future__ import annotations

import warnings
from typing import Any

from ... import nn
from ...tensor.tensor import Tensor
from ._api import register_model
from ._utils import _make_divisible, initialize, kaiming_fan_out

__all__ = ["MNASNet", "mnasnet0_5", "mnasnet0_75", "mnasnet1_0", "mnasnet1_3"]

# The paper's 0.9997 is TensorFlow's momentum, which weighs the old value.
_BN_MOMENTUM = 1 - 0.9997


def _conv_bn(in_ch: int, out_ch: int, kernel_size: int, momentum: float, **options: Any) -> list[nn.Module]:
    conv = nn.Conv2d(in_ch, out_ch, kernel_size, padding=kernel_size // 2, bias=False, **options)
    return [conv, nn.BatchNorm2d(out_ch, momentum=momentum)]


class _InvertedResidual(nn.Module):
    """Widen, convolve each channel, narrow; add the input if shapes allow."""

    def __init__(
        self, in_ch: int, out_ch: int, kernel_size: int, stride: int, expansion_factor: int, bn_momentum: float = 0.1
    ) -> None:
        super().__init__()
        if stride not in (1, 2):
            raise ValueError(f"stride should be 1 or 2 instead of {stride}")
        if kernel_size not in (3, 5):
            raise ValueError(f"kernel_size should be 3 or 5 instead of {kernel_size}")
        mid_ch = in_ch * expansion_factor
        self.apply_residual = in_ch == out_ch and stride == 1
        self.layers = nn.Sequential(
            *[*_conv_bn(in_ch, mid_ch, 1, bn_momentum), nn.ReLU(inplace=True)],
            *[*_conv_bn(mid_ch, mid_ch, kernel_size, bn_momentum, stride=stride, groups=mid_ch)],
            *[nn.ReLU(inplace=True), *_conv_bn(mid_ch, out_ch, 1, bn_momentum)],
        )

    def forward(self, input: Tensor) -> Tensor:
        if self.apply_residual:
            return self.layers(input) + input  # type: ignore[no-any-return]
        return self.layers(input)  # type: ignore[no-any-return]


def _stack(in_ch: int, out_ch: int, kernel_size: int, stride: int, factor: int, repeats: int) -> nn.Sequential:
    """A block that may stride, and `repeats` - 1 that don't."""
    first = _InvertedResidual(in_ch, out_ch, kernel_size, stride, factor, bn_momentum=_BN_MOMENTUM)
    others = [
        _InvertedResidual(out_ch, out_ch, kernel_size, 1, factor, bn_momentum=_BN_MOMENTUM) for _ in range(1, repeats)
    ]
    return nn.Sequential(first, *others)


def _get_depths(alpha: float) -> list[int]:
    """The widths, scaled."""
    return [_make_divisible(depth * alpha, 8) for depth in (32, 16, 24, 40, 80, 96, 192, 320)]


def _stem(first: int, second: int, third: int) -> list[nn.Module]:
    """The layers before the second stack, whose widths a state of version 1 did not scale."""
    return [
        *[*_conv_bn(3, first, 3, _BN_MOMENTUM, stride=2), nn.ReLU(inplace=True)],
        *[*_conv_bn(first, first, 3, _BN_MOMENTUM, stride=1, groups=first), nn.ReLU(inplace=True)],
        *[*_conv_bn(first, second, 1, _BN_MOMENTUM, stride=1), _stack(second, third, 3, 2, 3, 3)],
    ]


class MNASNet(nn.Module):
    """Input (N, 3, H, W), output (N, num_classes); `alpha` scales every width but the last."""

    _version = 2

    def __init__(self, alpha: float, num_classes: int = 1000, dropout: float = 0.2) -> None:
        super().__init__()
        if alpha <= 0.0:
            raise ValueError(f"alpha should be greater than 0.0 instead of {alpha}")
        self.alpha = alpha
        self.num_classes = num_classes
        depths = _get_depths(alpha)
        self.layers = nn.Sequential(
            *_stem(*depths[:3]),
            _stack(depths[2], depths[3], 5, 2, 3, 3),
            _stack(depths[3], depths[4], 5, 2, 6, 3),
            _stack(depths[4], depths[5], 3, 1, 6, 2),
            _stack(depths[5], depths[6], 5, 2, 6, 4),
            _stack(depths[6], depths[7], 3, 1, 6, 1),
            *[*_conv_bn(depths[7], 1280, 1, _BN_MOMENTUM, stride=1), nn.ReLU(inplace=True)],
        )
        self.classifier = nn.Sequential(nn.Dropout(p=dropout, inplace=True), nn.Linear(1280, num_classes))
        initialize(self, conv=kaiming_fan_out, linear=_fill_linear)

    def forward(self, x: Tensor) -> Tensor:
        x = self.layers(x)
        x = x.mean([2, 3])
        return self.classifier(x)  # type: ignore[no-any-return]

    def _load_from_state_dict(
        self, state_dict: dict[str, Any], prefix: str, local_metadata: dict[str, Any], *args: Any
    ) -> None:
        version = local_metadata.get("version")
        if version not in (1, 2):
            raise ValueError(f"version should be set to 1 or 2 instead of {version}")
        if version == 1 and self.alpha != 1.0:
            for index, layer in enumerate(_stem(32, 16, _get_depths(self.alpha)[2])):
                self.layers[index] = layer
            self._version = 1
            warnings.warn(
                "A new version of MNASNet model has been implemented. Your checkpoint was saved using the previous "
                "version. This checkpoint will load and work as before, but you may want to upgrade by training a "
                "newer model or transfer learning from an updated ImageNet checkpoint.",
                stacklevel=2,
            )
        super()._load_from_state_dict(state_dict, prefix, local_metadata, *args)


def _fill_linear(module: nn.Linear) -> None:
    nn.init.kaiming_uniform_(module.weight, mode="fan_out", nonlinearity="sigmoid")


@register_model
def mnasnet0_5(**kwargs: Any) -> MNASNet:
    """MNASNet, half as wide; 2.2 million parameters."""
    return MNASNet(0.5, **kwargs)


@register_model
def mnasnet0_75(**kwargs: Any) -> MNASNet:
    """MNASNet, 0.75 times as wide; 3.2 million parameters."""
    return MNASNet(0.75, **kwargs)


@register_model
def mnasnet1_0(**kwargs: Any) -> MNASNet:
    """MNASNet; 4.4 million parameters."""
    return MNASNet(1.0, **kwargs)


@register_model
def mnasnet1_3(**kwargs: Any) -> MNASNet:
    """MNASNet, 1.3 times as wide; 6.3 million parameters."""
    return MNASNet(1.3, **kwargs)
