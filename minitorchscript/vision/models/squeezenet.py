"""SqueezeNet (Iandola et al. 2016): few 1x1 filters squeeze the channels before 1x1 and 3x3 ones expand them."""

from __future__ import annotations

from typing import Any

from ... import nn
from ...nn.builtins import VF
from ...tensor.tensor import Tensor
from ._api import register_model
from ._utils import initialize

__all__ = ["SqueezeNet", "squeezenet1_0", "squeezenet1_1"]


class Fire(nn.Module):
    """Squeezes (N, inplanes, H, W), then expands it twice and joins both along the channels."""

    def __init__(self, inplanes: int, squeeze_planes: int, expand1x1_planes: int, expand3x3_planes: int) -> None:
        super().__init__()
        self.inplanes = inplanes
        self.squeeze = nn.Conv2d(inplanes, squeeze_planes, kernel_size=1)
        self.squeeze_activation = nn.ReLU(inplace=True)
        self.expand1x1 = nn.Conv2d(squeeze_planes, expand1x1_planes, kernel_size=1)
        self.expand1x1_activation = nn.ReLU(inplace=True)
        self.expand3x3 = nn.Conv2d(squeeze_planes, expand3x3_planes, kernel_size=3, padding=1)
        self.expand3x3_activation = nn.ReLU(inplace=True)

    def forward(self, x: Tensor) -> Tensor:
        x = self.squeeze_activation(self.squeeze(x))
        return VF.cat([self.expand1x1_activation(self.expand1x1(x)), self.expand3x3_activation(self.expand3x3(x))], 1)


# Of each version: width and kernel of the first convolution, and after how many Fire blocks pooling follows.
_VERSIONS = {"1_0": (96, 7, (0, 3, 7)), "1_1": (64, 3, (0, 2, 4))}
_SQUEEZED = (16, 16, 32, 32, 48, 48, 64, 64)


def _features(first_width: int, first_kernel: int, pooled_after: tuple[int, ...]) -> nn.Sequential:
    layers: list[nn.Module] = [nn.Conv2d(3, first_width, kernel_size=first_kernel, stride=2), nn.ReLU(inplace=True)]
    width = first_width
    for index, squeezed in enumerate(_SQUEEZED):
        if index in pooled_after:
            layers.append(nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=True))
        layers.append(Fire(width, squeezed, squeezed * 4, squeezed * 4))
        width = squeezed * 8
    return nn.Sequential(*layers)


class SqueezeNet(nn.Module):
    """Input (N, 3, H, W) with H, W >= 21 (17 for version "1_1"), output (N, num_classes)."""

    def __init__(self, version: str = "1_0", num_classes: int = 1000, dropout: float = 0.5) -> None:
        super().__init__()
        self.num_classes = num_classes
        if version not in _VERSIONS:
            raise ValueError(f"Unsupported SqueezeNet version {version}: 1_0 or 1_1 expected")
        self.features = _features(*_VERSIONS[version])
        final_conv = nn.Conv2d(512, self.num_classes, kernel_size=1)
        self.classifier = nn.Sequential(
            *[nn.Dropout(p=dropout), final_conv, nn.ReLU(inplace=True), nn.AdaptiveAvgPool2d((1, 1))]
        )

        def fill(conv: nn.Conv2d) -> None:
            if conv is final_conv:
                nn.init.normal_(conv.weight, mean=0.0, std=0.01)
            else:
                nn.init.kaiming_uniform_(conv.weight)

        initialize(self, conv=fill)

    def forward(self, x: Tensor) -> Tensor:
        x = self.features(x)
        x = self.classifier(x)
        return VF.flatten(x, 1)


@register_model
def squeezenet1_0(**kwargs: Any) -> SqueezeNet:
    """SqueezeNet 1.0; 1.2 million parameters."""
    return SqueezeNet("1_0", **kwargs)


@register_model
def squeezenet1_1(**kwargs: Any) -> SqueezeNet:
    """SqueezeNet 1.1, of its authors' repository: 2.4 times less computation; 1.2 million parameters."""
    return SqueezeNet("1_1", **kwargs)
