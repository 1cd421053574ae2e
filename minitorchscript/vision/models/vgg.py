"""VGG (Simonyan and Zisserman 2014): stacks of 3x3 convolutions, halved by pooling, with or without batch norm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ... import nn
from ...nn.builtins import VF
from ...tensor.tensor import Tensor
from ._api import register_model
from ._utils import initialize, kaiming_fan_out, normal

__all__ = ["VGG", "vgg11", "vgg11_bn", "vgg13", "vgg13_bn", "vgg16", "vgg16_bn", "vgg19", "vgg19_bn"]


class VGG(nn.Module):
    """Input (N, 3, H, W) with H, W >= 32, output (N, num_classes); `features` must give 512 channels."""

    def __init__(
        self, features: nn.Module, num_classes: int = 1000, init_weights: bool = True, dropout: float = 0.5
    ) -> None:
        super().__init__()
        self.features = features
        self.avgpool = nn.AdaptiveAvgPool2d((7, 7))
        self.classifier = nn.Sequential(
            *[nn.Linear(512 * 7 * 7, 4096), nn.ReLU(True), nn.Dropout(p=dropout)],
            *[nn.Linear(4096, 4096), nn.ReLU(True), nn.Dropout(p=dropout)],
            nn.Linear(4096, num_classes),
        )
        if init_weights:
            initialize(self, conv=kaiming_fan_out, linear=normal(0.01))

    def forward(self, x: Tensor) -> Tensor:
        x = self.features(x)
        x = self.avgpool(x)
        x = VF.flatten(x, 1)
        x = self.classifier(x)
        return x


def make_layers(cfg: Sequence[str | int], batch_norm: bool = False) -> nn.Sequential:
    """The convolutions of a configuration: a number is one's width, "M" a pooling that halves height and width."""
    layers: list[nn.Module] = []
    in_channels = 3
    for width in cfg:
        if not isinstance(width, int):
            layers.append(nn.MaxPool2d(kernel_size=2, stride=2))
            continue
        layers.append(nn.Conv2d(in_channels, width, kernel_size=3, padding=1))
        layers += [nn.BatchNorm2d(width)] if batch_norm else []
        layers.append(nn.ReLU(inplace=True))
        in_channels = width
    return nn.Sequential(*layers)


def _stages(*depths: int) -> list[str | int]:
    """The configuration with so many convolutions in each of the five stages."""
    widths = (64, 128, 256, 512, 512)
    cfg: list[str | int] = []
    for width, depth in zip(widths, depths, strict=True):
        cfg += [*[width] * depth, "M"]
    return cfg


# The letters are the paper's.
cfgs = {
    "A": _stages(1, 1, 2, 2, 2),
    "B": _stages(2, 2, 2, 2, 2),
    "D": _stages(2, 2, 3, 3, 3),
    "E": _stages(2, 2, 4, 4, 4),
}


@register_model
def vgg11(**kwargs: Any) -> VGG:
    """VGG-11; 132.9 million parameters."""
    return VGG(make_layers(cfgs["A"]), **kwargs)


@register_model
def vgg11_bn(**kwargs: Any) -> VGG:
    """VGG-11 with batch norm; 132.9 million parameters."""
    return VGG(make_layers(cfgs["A"], batch_norm=True), **kwargs)


@register_model
def vgg13(**kwargs: Any) -> VGG:
    """VGG-13; 133.0 million parameters."""
    return VGG(make_layers(cfgs["B"]), **kwargs)


@register_model
def vgg13_bn(**kwargs: Any) -> VGG:
    """VGG-13 with batch norm; 133.1 million parameters."""
    return VGG(make_layers(cfgs["B"], batch_norm=True), **kwargs)


@register_model
def vgg16(**kwargs: Any) -> VGG:
    """VGG-16; 138.4 million parameters."""
    return VGG(make_layers(cfgs["D"]), **kwargs)


@register_model
def vgg16_bn(**kwargs: Any) -> VGG:
    """VGG-16 with batch norm; 138.4 million parameters."""
    return VGG(make_layers(cfgs["D"], batch_norm=True), **kwargs)


@register_model
def vgg19(**kwargs: Any) -> VGG:
    """VGG-19; 143.7 million parameters."""
    return VGG(make_layers(cfgs["E"]), **kwargs)


@register_model
def vgg19_bn(**kwargs: Any) -> VGG:
    """VGG-19 with batch norm; 143.7 million parameters."""
    return VGG(make_layers(cfgs["E"], batch_norm=True), **kwargs)
