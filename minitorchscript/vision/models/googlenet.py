"""GoogLeNet (Szegedy et al. 2014): blocks that look at their input through four branches of different reach."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any, NamedTuple

from ... import nn
from ...annotations import is_scripting, unused
from ...nn import functional as F
from ...nn.builtins import VF
from ...tensor.tensor import Tensor
from ._api import register_model

__all__ = ["GoogLeNet", "GoogLeNetOutputs", "googlenet"]


# What a network with auxiliary classifiers gives while it trains; each (N, num_classes).
# Written as a call: the compiler wants the types of the parts themselves, and not their names.
GoogLeNetOutputs = NamedTuple(  # noqa: UP014
    "GoogLeNetOutputs",
    [
        ("logits", Tensor),
        ("aux_logits2", Tensor | None),
        ("aux_logits1", Tensor | None),
    ],
)


# Of each block, in the order of the network: in, 1x1, 3x3 reduced, 3x3, 5x5 reduced, 5x5, after pooling.
_BLOCKS = {
    "3a": (192, 64, 96, 128, 16, 32, 32),
    "3b": (256, 128, 128, 192, 32, 96, 64),
    "4a": (480, 192, 96, 208, 16, 48, 64),
    "4b": (512, 160, 112, 224, 24, 64, 64),
    "4c": (512, 128, 128, 256, 24, 64, 64),
    "4d": (512, 112, 144, 288, 32, 64, 64),
    "4e": (528, 256, 160, 320, 32, 128, 128),
    "5a": (832, 256, 160, 320, 32, 128, 128),
    "5b": (832, 384, 192, 384, 48, 128, 128),
}


class GoogLeNet(nn.Module):
    """Input (N, 3, H, W) with H, W >= 15, output (N, num_classes), in training `GoogLeNetOutputs`.

    `transform_input` maps ImageNet's normalization to the one of [-1, 1] that trained weights may expect. `blocks`
    are the classes of convolution, inception block and auxiliary classifier.
    """

    __constants__ = ["aux_logits", "transform_input"]

    def __init__(
        self,
        num_classes: int = 1000,
        aux_logits: bool = True,
        transform_input: bool = False,
        init_weights: bool | None = None,
        blocks: list[Callable[..., nn.Module]] | None = None,
        dropout: float = 0.2,
        dropout_aux: float = 0.7,
    ) -> None:
        super().__init__()
        if blocks is None:
            blocks = [BasicConv2d, Inception, InceptionAux]
        if init_weights is None:
            warn_of_slow_init("GoogleNet")
            init_weights = True
        if len(blocks) != 3:
            raise ValueError(f"blocks length should be 3 instead of {len(blocks)}")
        conv_block, inception_block, inception_aux_block = blocks
        self.aux_logits = aux_logits
        self.transform_input = transform_input

        self.conv1 = conv_block(3, 64, kernel_size=7, stride=2, padding=3)
        self.maxpool1 = nn.MaxPool2d(3, stride=2, ceil_mode=True)
        self.conv2 = conv_block(64, 64, kernel_size=1)
        self.conv3 = conv_block(64, 192, kernel_size=3, padding=1)
        self.maxpool2 = nn.MaxPool2d(3, stride=2, ceil_mode=True)
        for name, widths in _BLOCKS.items():
            if name == "4a":
                self.maxpool3 = nn.MaxPool2d(3, stride=2, ceil_mode=True)
            if name == "5a":
                self.maxpool4 = nn.MaxPool2d(2, stride=2, ceil_mode=True)
            setattr(self, f"inception{name}", inception_block(*widths))
        self.aux1 = inception_aux_block(512, num_classes, dropout=dropout_aux) if aux_logits else None
        self.aux2 = inception_aux_block(528, num_classes, dropout=dropout_aux) if aux_logits else None
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.dropout = nn.Dropout(p=dropout)
        self.fc = nn.Linear(1024, num_classes)
        if init_weights:
            for module in self.modules():
                if isinstance(module, (nn.Conv2d, nn.Linear)):
                    nn.init.trunc_normal_(module.weight, mean=0.0, std=0.01, a=-2, b=2)

    def _transform_input(self, x: Tensor) -> Tensor:
        """Input normalized by ImageNet's means and deviations, as normalized by a half and a half."""
        if self.transform_input:
            x_ch0 = VF.unsqueeze(x[:, 0], 1) * (0.229 / 0.5) + (0.485 - 0.5) / 0.5
            x_ch1 = VF.unsqueeze(x[:, 1], 1) * (0.224 / 0.5) + (0.456 - 0.5) / 0.5
            x_ch2 = VF.unsqueeze(x[:, 2], 1) * (0.225 / 0.5) + (0.406 - 0.5) / 0.5
            x = VF.cat((x_ch0, x_ch1, x_ch2), 1)
        return x

    def _forward(self, x: Tensor) -> tuple[Tensor, Tensor | None, Tensor | None]:
        x = self.conv1(x)
        x = self.maxpool1(x)
        x = self.conv2(x)
        x = self.conv3(x)
        x = self.maxpool2(x)

        x = self.inception3a(x)
        x = self.inception3b(x)
        x = self.maxpool3(x)
        x = self.inception4a(x)
        aux1: Tensor | None = None
        if self.aux1 is not None:
            if self.training:
                aux1 = self.aux1(x)

        x = self.inception4b(x)
        x = self.inception4c(x)
        x = self.inception4d(x)
        aux2: Tensor | None = None
        if self.aux2 is not None:
            if self.training:
                aux2 = self.aux2(x)

        x = self.inception4e(x)
        x = self.maxpool4(x)
        x = self.inception5a(x)
        x = self.inception5b(x)

        x = self.avgpool(x)
        x = VF.flatten(x, 1)
        x = self.dropout(x)
        x = self.fc(x)
        return x, aux2, aux1

    @unused
    def eager_outputs(self, x: Tensor, aux2: Tensor | None, aux1: Tensor | None) -> GoogLeNetOutputs:
        """What Python gets: the logits alone, unless it trains with auxiliary classifiers."""
        if self.training and self.aux_logits:
            return GoogLeNetOutputs(x, aux2, aux1)
        else:
            return x  # type: ignore[return-value]

    def forward(self, x: Tensor) -> GoogLeNetOutputs:
        x = self._transform_input(x)
        x, aux2, aux1 = self._forward(x)
        aux_defined = self.training and self.aux_logits
        if is_scripting():
            if not aux_defined:
                warnings.warn("Scripted GoogleNet always returns GoogleNetOutputs Tuple")  # noqa: B028  (as it prints)
            return GoogLeNetOutputs(x, aux2, aux1)
        else:
            return self.eager_outputs(x, aux2, aux1)  # type: ignore[no-any-return]


def warn_of_slow_init(network: str) -> None:
    """torchvision's warning where `init_weights` is not given."""
    warnings.warn(
        f"The default weight initialization of {network} will be changed in future releases of torchvision. If you "
        "wish to keep the old behavior (which leads to long initialization times due to scipy/scipy#11299), please "
        "set init_weights=True.",
        FutureWarning,
        stacklevel=4,
    )


class Inception(nn.Module):
    """1x1, 3x3 and 5x5 convolutions and pooling side by side; the 5x5 one is of size 3, as in torchvision."""

    def __init__(
        self,
        in_channels: int,
        ch1x1: int,
        ch3x3red: int,
        ch3x3: int,
        ch5x5red: int,
        ch5x5: int,
        pool_proj: int,
        conv_block: Callable[..., nn.Module] | None = None,
    ) -> None:
        super().__init__()
        conv: Callable[..., nn.Module] = BasicConv2d if conv_block is None else conv_block

        def reduced(narrow: int, wide: int) -> nn.Sequential:
            return nn.Sequential(conv(in_channels, narrow, kernel_size=1), conv(narrow, wide, kernel_size=3, padding=1))

        self.branch1 = conv(in_channels, ch1x1, kernel_size=1)
        self.branch2 = reduced(ch3x3red, ch3x3)
        self.branch3 = reduced(ch5x5red, ch5x5)
        self.branch4 = nn.Sequential(
            nn.MaxPool2d(kernel_size=3, stride=1, padding=1, ceil_mode=True),
            conv(in_channels, pool_proj, kernel_size=1),
        )

    def _forward(self, x: Tensor) -> list[Tensor]:
        branch1 = self.branch1(x)
        branch2 = self.branch2(x)
        branch3 = self.branch3(x)
        branch4 = self.branch4(x)
        outputs = [branch1, branch2, branch3, branch4]
        return outputs

    def forward(self, x: Tensor) -> Tensor:
        outputs = self._forward(x)
        return VF.cat(outputs, 1)


class InceptionAux(nn.Module):
    """A classifier halfway up, which only helps to train."""

    def __init__(
        self,
        in_channels: int,
        num_classes: int,
        conv_block: Callable[..., nn.Module] | None = None,
        dropout: float = 0.7,
    ) -> None:
        super().__init__()
        conv_block = BasicConv2d if conv_block is None else conv_block
        self.conv = conv_block(in_channels, 128, kernel_size=1)
        self.fc1 = nn.Linear(2048, 1024)
        self.fc2 = nn.Linear(1024, num_classes)
        self.dropout = nn.Dropout(p=dropout)

    def forward(self, x: Tensor) -> Tensor:
        x = F.adaptive_avg_pool2d(x, (4, 4))
        x = self.conv(x)
        x = VF.flatten(x, 1)
        x = F.relu(self.fc1(x), inplace=True)
        x = self.dropout(x)
        x = self.fc2(x)
        return x


class BasicConv2d(nn.Module):
    """Convolution, batch norm, ReLU."""

    def __init__(self, in_channels: int, out_channels: int, **kwargs: Any) -> None:
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, bias=False, **kwargs)
        self.bn = nn.BatchNorm2d(out_channels, eps=0.001)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv(x)
        x = self.bn(x)
        return F.relu(x, inplace=True)


@register_model
def googlenet(**kwargs: Any) -> GoogLeNet:
    """GoogLeNet; 13.0 million parameters, 6.6 without the auxiliary classifiers."""
    return GoogLeNet(**kwargs)
