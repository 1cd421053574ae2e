"""ViT (Dosovitskiy et al. 2020): a transformer over the patches of an image and one token that gathers the class."""

from __future__ import annotations

import math
from collections import OrderedDict
from functools import partial
from typing import Any, NamedTuple

from ... import nn
from ...nn import functional as F
from ...nn.builtins import VF
from ...tensor.python_api import _assert
from ...tensor.tensor import Tensor
from ..ops.misc import MLP, Conv2dNormActivation
from ._api import register_model
from ._utils import NormLayer

__all__ = ["VisionTransformer", "vit_b_16", "vit_b_32", "vit_h_14", "vit_l_16", "vit_l_32"]


_LAYER_NORM = partial(nn.LayerNorm, eps=1e-6)


class ConvStemConfig(NamedTuple):
    """One convolution of a stem that replaces the cut into patches."""

    out_channels: int
    kernel_size: int
    stride: int
    norm_layer: NormLayer = nn.BatchNorm2d
    activation_layer: NormLayer = nn.ReLU


class MLPBlock(MLP):
    """Two linear layers with GELU between them."""

    _version = 2

    def __init__(self, in_dim: int, mlp_dim: int, dropout: float) -> None:
        super().__init__(in_dim, [mlp_dim, in_dim], activation_layer=nn.GELU, inplace=None, dropout=dropout)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                if isinstance(module.bias, nn.Parameter):
                    nn.init.normal_(module.bias, std=1e-6)

    def _load_from_state_dict(
        self, state_dict: dict[str, Any], prefix: str, local_metadata: dict[str, Any], *args: Any
    ) -> None:
        version = local_metadata.get("version")
        if version is None or version < 2:  # the layers had names then
            for old, new in (("linear_1", "0"), ("linear_2", "3")):
                for kind in ("weight", "bias"):
                    if f"{prefix}{old}.{kind}" in state_dict:
                        state_dict[f"{prefix}{new}.{kind}"] = state_dict.pop(f"{prefix}{old}.{kind}")
        super()._load_from_state_dict(state_dict, prefix, local_metadata, *args)


class EncoderBlock(nn.Module):
    """Self-attention and a perceptron, each behind a layer norm and with its input added."""

    def __init__(
        self,
        num_heads: int,
        hidden_dim: int,
        mlp_dim: int,
        dropout: float,
        attention_dropout: float,
        norm_layer: NormLayer = _LAYER_NORM,
    ) -> None:
        super().__init__()
        self.num_heads = num_heads
        self.ln_1 = norm_layer(hidden_dim)
        self.self_attention = nn.MultiheadAttention(hidden_dim, num_heads, dropout=attention_dropout, batch_first=True)
        self.dropout = nn.Dropout(dropout)
        self.ln_2 = norm_layer(hidden_dim)
        self.mlp = MLPBlock(hidden_dim, mlp_dim, dropout)

    def forward(self, input: Tensor) -> Tensor:
        _assert(input.dim() == 3, f"Expected (batch_size, seq_length, hidden_dim) got {input.shape}")
        x = self.ln_1(input)
        x, _ = self.self_attention(x, x, x, need_weights=False)
        x = self.dropout(x)
        x = x + input

        y = self.ln_2(x)
        y = self.mlp(y)
        return x + y  # type: ignore[no-any-return]


class Encoder(nn.Module):
    """(N, seq_length, hidden_dim) to the same: learned positions added, then the blocks and a layer norm."""

    def __init__(
        self,
        seq_length: int,
        num_layers: int,
        num_heads: int,
        hidden_dim: int,
        mlp_dim: int,
        dropout: float,
        attention_dropout: float,
        norm_layer: NormLayer = _LAYER_NORM,
    ) -> None:
        super().__init__()
        self.pos_embedding = nn.Parameter(VF.empty(1, seq_length, hidden_dim).normal_(std=0.02))
        self.dropout = nn.Dropout(dropout)
        layers: OrderedDict[str, nn.Module] = OrderedDict()
        for index in range(num_layers):
            shape = (num_heads, hidden_dim, mlp_dim, dropout, attention_dropout)
            layers[f"encoder_layer_{index}"] = EncoderBlock(*shape, norm_layer)
        self.layers = nn.Sequential(layers)
        self.ln = norm_layer(hidden_dim)

    def forward(self, input: Tensor) -> Tensor:
        _assert(input.dim() == 3, f"Expected (batch_size, seq_length, hidden_dim) got {input.shape}")
        input = input + self.pos_embedding
        return self.ln(self.layers(self.dropout(input)))  # type: ignore[no-any-return]


class VisionTransformer(nn.Module):
    """Input (N, 3, image_size, image_size), output (N, num_classes).

    `representation_size` puts a linear layer and tanh before the last layer; `conv_stem_configs` replaces the
    cut into patches by convolutions.
    """

    conv_proj: nn.Module

    def __init__(
        self,
        image_size: int,
        patch_size: int,
        num_layers: int,
        num_heads: int,
        hidden_dim: int,
        mlp_dim: int,
        dropout: float = 0.0,
        attention_dropout: float = 0.0,
        num_classes: int = 1000,
        representation_size: int | None = None,
        norm_layer: NormLayer = _LAYER_NORM,
        conv_stem_configs: list[ConvStemConfig] | None = None,
    ) -> None:
        super().__init__()
        _assert(image_size % patch_size == 0, "Input shape indivisible by patch size!")
        self.image_size = image_size
        self.patch_size = patch_size
        self.hidden_dim = hidden_dim
        self.mlp_dim = mlp_dim
        self.attention_dropout = attention_dropout
        self.dropout = dropout
        self.num_classes = num_classes
        self.representation_size = representation_size
        self.norm_layer = norm_layer
        if conv_stem_configs is None:
            self.conv_proj = nn.Conv2d(3, hidden_dim, kernel_size=patch_size, stride=patch_size)
        else:
            self.conv_proj = _conv_stem(conv_stem_configs, hidden_dim)

        seq_length = (image_size // patch_size) ** 2
        self.class_token = nn.Parameter(VF.zeros(1, 1, hidden_dim))
        seq_length += 1
        shape = (seq_length, num_layers, num_heads, hidden_dim, mlp_dim)
        self.encoder = Encoder(*shape, dropout, attention_dropout, norm_layer)
        self.seq_length = seq_length
        heads: OrderedDict[str, nn.Module] = OrderedDict()
        if representation_size is not None:
            heads["pre_logits"] = nn.Linear(hidden_dim, representation_size)
            heads["act"] = nn.Tanh()
        heads["head"] = nn.Linear(representation_size or hidden_dim, num_classes)
        self.heads = nn.Sequential(heads)
        self._initialize(heads)

    def _initialize(self, heads: dict[str, nn.Module]) -> None:
        projection = self.conv_proj
        if isinstance(projection, nn.Conv2d):
            fan_in = projection.in_channels * projection.kernel_size[0] * projection.kernel_size[1]
            nn.init.trunc_normal_(projection.weight, std=math.sqrt(1 / fan_in))
            if projection.bias is not None:
                nn.init.zeros_(projection.bias)
        else:
            last = projection.conv_last
            nn.init.normal_(last.weight, mean=0.0, std=math.sqrt(2.0 / last.out_channels))
            nn.init.zeros_(last.bias)
        before = heads.get("pre_logits")
        if isinstance(before, nn.Linear):
            nn.init.trunc_normal_(before.weight, std=math.sqrt(1 / before.in_features))
            nn.init.zeros_(before.bias)
        nn.init.zeros_(heads["head"].weight)
        nn.init.zeros_(heads["head"].bias)

    def _process_input(self, x: Tensor) -> Tensor:
        n, c, h, w = x.shape
        p = self.patch_size
        _assert(h == self.image_size, f"Wrong image height! Expected {self.image_size} but got {h}!")
        _assert(w == self.image_size, f"Wrong image width! Expected {self.image_size} but got {w}!")
        n_h = h // p
        n_w = w // p

        x = self.conv_proj(x)
        x = x.reshape(n, self.hidden_dim, n_h * n_w)
        x = x.permute(0, 2, 1)

        return x

    def forward(self, x: Tensor) -> Tensor:
        x = self._process_input(x)
        n = x.shape[0]

        batch_class_token = self.class_token.expand(n, -1, -1)
        x = VF.cat([batch_class_token, x], dim=1)

        x = self.encoder(x)

        x = x[:, 0]

        x = self.heads(x)

        return x


del VisionTransformer.forward.__annotations__["return"]  # torchvision declares none, and a graph shows it


def _conv_stem(configs: list[ConvStemConfig], hidden_dim: int) -> nn.Sequential:
    stem = nn.Sequential()
    width = 3
    for index, config in enumerate(configs):
        layers: dict[str, Any] = {"norm_layer": config.norm_layer, "activation_layer": config.activation_layer}
        conv = Conv2dNormActivation(width, config.out_channels, config.kernel_size, config.stride, **layers)
        stem.add_module(f"conv_bn_relu_{index}", conv)
        width = config.out_channels
    stem.add_module("conv_last", nn.Conv2d(width, hidden_dim, kernel_size=1))
    return stem


def _vit(
    patch_size: int, num_layers: int, num_heads: int, hidden_dim: int, mlp_dim: int, kwargs: dict[str, Any]
) -> VisionTransformer:
    image_size = kwargs.pop("image_size", 224)
    return VisionTransformer(image_size, patch_size, num_layers, num_heads, hidden_dim, mlp_dim, **kwargs)


@register_model
def vit_b_16(**kwargs: Any) -> VisionTransformer:
    """ViT Base of 16x16 patches; 86.6 million parameters."""
    return _vit(16, 12, 12, 768, 3072, kwargs)


@register_model
def vit_b_32(**kwargs: Any) -> VisionTransformer:
    """ViT Base of 32x32 patches; 88.2 million parameters."""
    return _vit(32, 12, 12, 768, 3072, kwargs)


@register_model
def vit_l_16(**kwargs: Any) -> VisionTransformer:
    """ViT Large of 16x16 patches; 304.3 million parameters."""
    return _vit(16, 24, 16, 1024, 4096, kwargs)


@register_model
def vit_l_32(**kwargs: Any) -> VisionTransformer:
    """ViT Large of 32x32 patches; 306.5 million parameters."""
    return _vit(32, 24, 16, 1024, 4096, kwargs)


@register_model
def vit_h_14(**kwargs: Any) -> VisionTransformer:
    """ViT Huge of 14x14 patches; 632.0 million parameters."""
    return _vit(14, 32, 16, 1280, 5120, kwargs)


def interpolate_embeddings(
    image_size: int,
    patch_size: int,
    model_state: dict[str, Tensor],
    interpolation_mode: str = "bicubic",
    reset_heads: bool = False,
) -> dict[str, Tensor]:
    """`model_state` with its position embeddings resized for another image or patch size.

    Where the number of patches stays, it is given back as it is; `reset_heads` leaves the heads out of a resized one.
    """
    embedding = model_state["encoder.pos_embedding"]
    n, seq_length, hidden_dim = embedding.shape
    if n != 1:
        raise ValueError(f"Unexpected position embedding shape: {embedding.shape}")
    side, patches = image_size // patch_size, seq_length - 1
    if side**2 == patches:
        return model_state
    old_side = math.isqrt(patches)
    if old_side**2 != patches:
        raise ValueError(
            "seq_length is not a perfect square! Instead got seq_length_1d * seq_length_1d = "
            f"{old_side**2} and seq_length = {patches}"
        )
    # The class token has no place in the image.
    image = embedding[:, 1:, :].permute(0, 2, 1).reshape(1, hidden_dim, old_side, old_side)
    image = F.interpolate(image, size=side, mode=interpolation_mode, align_corners=True)
    resized = image.reshape(1, hidden_dim, side**2).permute(0, 2, 1)
    model_state["encoder.pos_embedding"] = VF.cat([embedding[:, :1, :], resized], dim=1)
    if reset_heads:
        return OrderedDict((name, value) for name, value in model_state.items() if not name.startswith("heads"))
    return model_state
