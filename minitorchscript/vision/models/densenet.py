"""DenseNet (Huang et al. 2017): each layer sees the outputs of all layers before it in its block."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, overload

from ... import nn
from ...annotations import _overload_method, is_scripting
from ...nn import functional as F
from ...nn.builtins import VF
from ...tensor.tensor import Tensor
from ._api import register_model
from ._utils import initialize

__all__ = ["DenseNet", "densenet121", "densenet161", "densenet169", "densenet201"]


class _DenseLayer(nn.Module):
    """From all features so far to `growth_rate` new ones, through a 1x1 convolution and a 3x3 one.

    `memory_efficient` recomputes the first one on the way back; without a backward pass it changes nothing.
    """

    def __init__(
        self,
        num_input_features: int,
        growth_rate: int,
        bn_size: int,
        drop_rate: float,
        memory_efficient: bool = False,
    ) -> None:
        super().__init__()
        self.norm1 = nn.BatchNorm2d(num_input_features)
        self.relu1 = nn.ReLU(inplace=True)
        self.conv1 = nn.Conv2d(num_input_features, bn_size * growth_rate, kernel_size=1, stride=1, bias=False)
        self.norm2 = nn.BatchNorm2d(bn_size * growth_rate)
        self.relu2 = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(bn_size * growth_rate, growth_rate, kernel_size=3, stride=1, padding=1, bias=False)
        self.drop_rate = float(drop_rate)
        self.memory_efficient = memory_efficient

    def bn_function(self, inputs: list[Tensor]) -> Tensor:
        """The 1x1 convolution of all that came before."""
        concated_features = VF.cat(inputs, 1)
        bottleneck_output = self.conv1(self.relu1(self.norm1(concated_features)))
        return bottleneck_output  # type: ignore[no-any-return]

    def any_requires_grad(self, input: list[Tensor]) -> bool:
        """Whether there would be something to recompute."""
        for tensor in input:
            if tensor.requires_grad:
                return True
        return False

    @overload
    @_overload_method
    def forward(self, input: list[Tensor]) -> Tensor:
        pass

    @overload
    @_overload_method
    def forward(self, input: Tensor) -> Tensor:
        pass

    def forward(self, input: Any) -> Tensor:
        """The new features, of all features so far: a list of them, or the one tensor (N, C, H, W) at the start."""
        if isinstance(input, Tensor):
            prev_features = [input]
        else:
            prev_features = input
        if self.memory_efficient and self.any_requires_grad(prev_features):
            if is_scripting():
                raise Exception("Memory Efficient not supported in JIT")
            bottleneck_output = self.bn_function(prev_features)
        else:
            bottleneck_output = self.bn_function(prev_features)
        new_features = self.conv2(self.relu2(self.norm2(bottleneck_output)))
        if self.drop_rate > 0:
            new_features = F.dropout(new_features, p=self.drop_rate, training=self.training)
        return new_features  # type: ignore[no-any-return]


class _DenseBlock(nn.ModuleDict):
    """Layers that each add `growth_rate` channels to (N, num_input_features, H, W)."""

    _version = 2

    def __init__(
        self,
        num_layers: int,
        num_input_features: int,
        bn_size: int,
        growth_rate: int,
        drop_rate: float,
        memory_efficient: bool = False,
    ) -> None:
        super().__init__()
        for index in range(num_layers):
            width = num_input_features + index * growth_rate
            layer = _DenseLayer(width, growth_rate, bn_size, drop_rate, memory_efficient)
            self.add_module(f"denselayer{index + 1}", layer)

    def forward(self, init_features: Tensor) -> Tensor:
        features = [init_features]
        for _name, layer in self.items():
            new_features = layer(features)
            features.append(new_features)
        return VF.cat(features, 1)


class _Transition(nn.Sequential):
    """Between two blocks: fewer channels, half the height and width."""

    def __init__(self, num_input_features: int, num_output_features: int) -> None:
        super().__init__()
        self.norm = nn.BatchNorm2d(num_input_features)
        self.relu = nn.ReLU(inplace=True)
        self.conv = nn.Conv2d(num_input_features, num_output_features, kernel_size=1, stride=1, bias=False)
        self.pool = nn.AvgPool2d(kernel_size=2, stride=2)


class DenseNet(nn.Module):
    """Input (N, 3, H, W) with H, W >= 29, output (N, num_classes); `block_config` counts each block's layers."""

    def __init__(
        self,
        growth_rate: int = 32,
        block_config: tuple[int, ...] = (6, 12, 24, 16),
        num_init_features: int = 64,
        bn_size: int = 4,
        drop_rate: float = 0,
        num_classes: int = 1000,
        memory_efficient: bool = False,
    ) -> None:
        super().__init__()
        width = num_init_features
        stem = OrderedDict[str, nn.Module]()
        stem["conv0"] = nn.Conv2d(3, width, kernel_size=7, stride=2, padding=3, bias=False)
        stem["norm0"] = nn.BatchNorm2d(width)
        stem["relu0"] = nn.ReLU(inplace=True)
        stem["pool0"] = nn.MaxPool2d(kernel_size=3, stride=2, padding=1)
        self.features = nn.Sequential(stem)
        for number, num_layers in enumerate(block_config, start=1):
            block = _DenseBlock(num_layers, width, bn_size, growth_rate, drop_rate, memory_efficient)
            self.features.add_module(f"denseblock{number}", block)
            width += num_layers * growth_rate
            if number != len(block_config):
                self.features.add_module(f"transition{number}", _Transition(width, width // 2))
                width //= 2
        self.features.add_module("norm5", nn.BatchNorm2d(width))
        self.classifier = nn.Linear(width, num_classes)
        # The linear layer keeps its weights; only its bias is set.
        initialize(self, conv=lambda module: nn.init.kaiming_normal_(module.weight), linear=lambda module: None)

    def forward(self, x: Tensor) -> Tensor:
        features = self.features(x)
        out = F.relu(features, inplace=True)
        out = F.adaptive_avg_pool2d(out, (1, 1))
        out = VF.flatten(out, 1)
        out = self.classifier(out)
        return out  # type: ignore[no-any-return]


@register_model
def densenet121(**kwargs: Any) -> DenseNet:
    """DenseNet-121; 8.0 million parameters."""
    return DenseNet(32, (6, 12, 24, 16), 64, **kwargs)


@register_model
def densenet161(**kwargs: Any) -> DenseNet:
    """DenseNet-161; 28.7 million parameters."""
    return DenseNet(48, (6, 12, 36, 24), 96, **kwargs)


@register_model
def densenet169(**kwargs: Any) -> DenseNet:
    """DenseNet-169; 14.1 million parameters."""
    return DenseNet(32, (6, 12, 32, 32), 64, **kwargs)


@register_model
def densenet201(**kwargs: Any) -> DenseNet:
    """DenseNet-201; 20.0 million parameters."""
    return DenseNet(32, (6, 12, 48, 32), 64, **kwargs)
