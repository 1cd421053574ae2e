"""AlexNet (Krizhevsky et al. 2012), in the one-tower form of Krizhevsky 2014."""

from __future__ import annotations

from typing import Any

from ... import nn
from ...nn.builtins import VF
from ...tensor.tensor import Tensor
from ._api import register_model

__all__ = ["AlexNet", "alexnet"]


def _conv(in_channels: int, out_channels: int, kernel_size: int, stride: int = 1, padding: int = 1) -> list[nn.Module]:
    conv = nn.Conv2d(in_channels, out_channels, kernel_size=kernel_size, stride=stride, padding=padding)
    return [conv, nn.ReLU(inplace=True)]


def _pool() -> nn.MaxPool2d:
    return nn.MaxPool2d(kernel_size=3, stride=2)


class AlexNet(nn.Module):
    """Input (N, 3, H, W) with H, W >= 63, output (N, num_classes)."""

    def __init__(self, num_classes: int = 1000, dropout: float = 0.5) -> None:
        super().__init__()
        self.features = nn.Sequential(
            *[*_conv(3, 64, 11, stride=4, padding=2), _pool()],
            *[*_conv(64, 192, 5, padding=2), _pool()],
            *[*_conv(192, 384, 3), *_conv(384, 256, 3), *_conv(256, 256, 3), _pool()],
        )
        self.avgpool = nn.AdaptiveAvgPool2d((6, 6))
        self.classifier = nn.Sequential(
            *[nn.Dropout(p=dropout), nn.Linear(256 * 6 * 6, 4096), nn.ReLU(inplace=True)],
            *[nn.Dropout(p=dropout), nn.Linear(4096, 4096), nn.ReLU(inplace=True)],
            nn.Linear(4096, num_classes),
        )

    def forward(self, x: Tensor) -> Tensor:
        x = self.features(x)
        x = self.avgpool(x)
        x = VF.flatten(x, 1)
        x = self.classifier(x)
        return x


@register_model
def alexnet(**kwargs: Any) -> AlexNet:
    """AlexNet; 61.1 million parameters."""
    return AlexNet(**kwargs)
