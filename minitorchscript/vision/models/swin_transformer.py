"""Swin (Liu et al. 2021) and Swin v2 (2022): attention within windows, which every second block shifts.

v2 compares by cosine, computes the bias of a relative position by a small network, and normalizes after each step.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Any

from ... import nn
from ...dtype import float32
from ...fx import wrap
from ...nn import functional as F
from ...nn.builtins import VF, VF_SEVERAL
from ...tensor.tensor import Tensor
from ..ops.misc import MLP, Permute
from ..ops.stochastic_depth import StochasticDepth
from ._api import register_model
from ._utils import NormLayer, initialize, truncated_normal

__all__ = ["SwinTransformer", "swin_b", "swin_s", "swin_t", "swin_v2_b", "swin_v2_s", "swin_v2_t"]


def _patch_merging_pad(x: Tensor) -> Tensor:
    """(..., H, W, C) to (..., H / 2, W / 2, 4 C): the four pixels of each 2x2 square side by side."""
    H, W, _ = x.shape[-3:]
    x = F.pad(x, (0, 0, 0, W % 2, 0, H % 2))
    x0 = x[..., 0::2, 0::2, :]
    x1 = x[..., 1::2, 0::2, :]
    x2 = x[..., 0::2, 1::2, :]
    x3 = x[..., 1::2, 1::2, :]
    x = VF.cat([x0, x1, x2, x3], -1)
    return x


wrap("_patch_merging_pad")


def _get_relative_position_bias(
    relative_position_bias_table: Tensor, relative_position_index: Tensor, window_size: list[int]
) -> Tensor:
    """(1, heads, N, N) for the N pixels of a window, looked up in a table (positions, heads)."""
    N = window_size[0] * window_size[1]
    relative_position_bias = relative_position_bias_table[relative_position_index]
    relative_position_bias = relative_position_bias.view(N, N, -1)
    relative_position_bias = relative_position_bias.permute(2, 0, 1).contiguous().unsqueeze(0)
    return relative_position_bias  # type: ignore[no-any-return]


wrap("_get_relative_position_bias")


class PatchMerging(nn.Module):
    """Halves height and width of (..., H, W, dim), doubles the channels."""

    def __init__(self, dim: int, norm_layer: NormLayer = nn.LayerNorm) -> None:
        super().__init__()
        self.dim = dim
        self.reduction = nn.Linear(4 * dim, 2 * dim, bias=False)
        self.norm = norm_layer(4 * dim)

    def forward(self, x: Tensor) -> Tensor:
        x = _patch_merging_pad(x)
        x = self.norm(x)
        x = self.reduction(x)
        return x


class PatchMergingV2(nn.Module):
    """`PatchMerging` with the norm at the end."""

    def __init__(self, dim: int, norm_layer: NormLayer = nn.LayerNorm) -> None:
        super().__init__()
        self.dim = dim
        self.reduction = nn.Linear(4 * dim, 2 * dim, bias=False)
        self.norm = norm_layer(2 * dim)

    def forward(self, x: Tensor) -> Tensor:
        x = _patch_merging_pad(x)
        x = self.reduction(x)
        x = self.norm(x)
        return x


def shifted_window_attention(
    input: Tensor,
    qkv_weight: Tensor,
    proj_weight: Tensor,
    relative_position_bias: Tensor,
    window_size: list[int],
    num_heads: int,
    shift_size: list[int],
    attention_dropout: float = 0.0,
    dropout: float = 0.0,
    qkv_bias: Tensor | None = None,
    proj_bias: Tensor | None = None,
    logit_scale: Tensor | None = None,
    training: bool = True,
) -> Tensor:
    """Attention of (N, H, W, C) within windows; `shift_size` rolls the image first and masks what that brings together.

    With `logit_scale` the logits are cosines times its exponential (v2), and the keys have no bias.
    """
    B, H, W, C = input.shape
    pad_r = (window_size[1] - W % window_size[1]) % window_size[1]
    pad_b = (window_size[0] - H % window_size[0]) % window_size[0]
    x = F.pad(input, (0, 0, 0, pad_r, 0, pad_b))
    _, pad_H, pad_W, _ = x.shape

    shift_size = shift_size.copy()
    # A window as large as the image has nothing to shift.
    if window_size[0] >= pad_H:
        shift_size[0] = 0
    if window_size[1] >= pad_W:
        shift_size[1] = 0
    if sum(shift_size) > 0:
        x = VF.roll(x, shifts=(-shift_size[0], -shift_size[1]), dims=(1, 2))

    num_windows = (pad_H // window_size[0]) * (pad_W // window_size[1])
    x = x.view(B, pad_H // window_size[0], window_size[0], pad_W // window_size[1], window_size[1], C)
    x = x.permute(0, 1, 3, 2, 4, 5).reshape(B * num_windows, window_size[0] * window_size[1], C)

    if logit_scale is not None and qkv_bias is not None:
        qkv_bias = qkv_bias.clone()
        length = qkv_bias.numel() // 3
        qkv_bias[length : 2 * length].zero_()
    qkv = F.linear(x, qkv_weight, qkv_bias)
    qkv = qkv.reshape(x.size(0), x.size(1), 3, num_heads, C // num_heads).permute(2, 0, 3, 1, 4)
    q, k, v = qkv[0], qkv[1], qkv[2]
    if logit_scale is not None:
        attn = F.normalize(q, dim=-1) @ F.normalize(k, dim=-1).transpose(-2, -1)
        logit_scale = VF.clamp(logit_scale, max=math.log(100.0)).exp()
        attn = attn * logit_scale
    else:
        q = q * (C // num_heads) ** -0.5
        attn = q.matmul(k.transpose(-2, -1))
    attn = attn + relative_position_bias

    if sum(shift_size) > 0:
        attn_mask = x.new_zeros((pad_H, pad_W))
        h_slices = ((0, -window_size[0]), (-window_size[0], -shift_size[0]), (-shift_size[0], None))
        w_slices = ((0, -window_size[1]), (-window_size[1], -shift_size[1]), (-shift_size[1], None))
        count = 0
        for h in h_slices:
            for w in w_slices:
                attn_mask[h[0] : h[1], w[0] : w[1]] = count
                count += 1
        attn_mask = attn_mask.view(pad_H // window_size[0], window_size[0], pad_W // window_size[1], window_size[1])
        attn_mask = attn_mask.permute(0, 2, 1, 3).reshape(num_windows, window_size[0] * window_size[1])
        attn_mask = attn_mask.unsqueeze(1) - attn_mask.unsqueeze(2)
        attn_mask = attn_mask.masked_fill(attn_mask != 0, -100.0).masked_fill(attn_mask == 0, 0.0)
        attn = attn.view(x.size(0) // num_windows, num_windows, num_heads, x.size(1), x.size(1))
        attn = attn + attn_mask.unsqueeze(1).unsqueeze(0)
        attn = attn.view(-1, num_heads, x.size(1), x.size(1))

    attn = F.softmax(attn, dim=-1)
    attn = F.dropout(attn, p=attention_dropout, training=training)

    x = attn.matmul(v).transpose(1, 2).reshape(x.size(0), x.size(1), C)
    x = F.linear(x, proj_weight, proj_bias)
    x = F.dropout(x, p=dropout, training=training)

    x = x.view(B, pad_H // window_size[0], pad_W // window_size[1], window_size[0], window_size[1], C)
    x = x.permute(0, 1, 3, 2, 4, 5).reshape(B, pad_H, pad_W, C)
    if sum(shift_size) > 0:
        x = VF.roll(x, shifts=(shift_size[0], shift_size[1]), dims=(1, 2))
    x = x[:, :H, :W, :].contiguous()
    return x  # type: ignore[no-any-return]


wrap("shifted_window_attention")


class ShiftedWindowAttention(nn.Module):
    """`shifted_window_attention` with its weights: the bias of a relative position is a learned table."""

    relative_position_bias_table: Tensor
    relative_position_index: Tensor

    def __init__(
        self,
        dim: int,
        window_size: list[int],
        shift_size: list[int],
        num_heads: int,
        qkv_bias: bool = True,
        proj_bias: bool = True,
        attention_dropout: float = 0.0,
        dropout: float = 0.0,
    ) -> None:
        super().__init__()
        if len(window_size) != 2 or len(shift_size) != 2:
            raise ValueError("window_size and shift_size must be of length 2")
        self.window_size = window_size
        self.shift_size = shift_size
        self.num_heads = num_heads
        self.attention_dropout = attention_dropout
        self.dropout = dropout
        self.qkv = nn.Linear(dim, dim * 3, bias=qkv_bias)
        self.proj = nn.Linear(dim, dim, bias=proj_bias)
        self.define_relative_position_bias_table()
        self.define_relative_position_index()

    def define_relative_position_bias_table(self) -> None:
        """One row for each difference of two pixels of a window, one column for each head."""
        rows = (2 * self.window_size[0] - 1) * (2 * self.window_size[1] - 1)
        self.relative_position_bias_table = nn.Parameter(VF.zeros(rows, self.num_heads))
        nn.init.trunc_normal_(self.relative_position_bias_table, std=0.02)

    def define_relative_position_index(self) -> None:
        """The table's row for each pair of pixels, flat."""
        height, width = self.window_size
        grid = VF_SEVERAL.meshgrid([VF.arange(height), VF.arange(width)], indexing="ij")
        pixels = VF.flatten(VF.stack(grid), 1)
        rows, columns = pixels[:, :, None] - pixels[:, None, :]
        index = (rows + (height - 1)) * (2 * width - 1) + (columns + (width - 1))
        self.register_buffer("relative_position_index", index.flatten())

    def get_relative_position_bias(self) -> Tensor:
        """(1, heads, N, N)."""
        return _get_relative_position_bias(
            self.relative_position_bias_table, self.relative_position_index, self.window_size
        )

    def forward(self, x: Tensor) -> Tensor:
        relative_position_bias = self.get_relative_position_bias()
        return shifted_window_attention(
            x,
            self.qkv.weight,
            self.proj.weight,
            relative_position_bias,
            self.window_size,
            self.num_heads,
            shift_size=self.shift_size,
            attention_dropout=self.attention_dropout,
            dropout=self.dropout,
            qkv_bias=self.qkv.bias,
            proj_bias=self.proj.bias,
            training=self.training,
        )


class ShiftedWindowAttentionV2(ShiftedWindowAttention):
    """Cosine attention; a small network gives the bias of a relative position from its logarithm."""

    relative_coords_table: Tensor

    def __init__(
        self,
        dim: int,
        window_size: list[int],
        shift_size: list[int],
        num_heads: int,
        qkv_bias: bool = True,
        proj_bias: bool = True,
        attention_dropout: float = 0.0,
        dropout: float = 0.0,
    ) -> None:
        shape = (dim, window_size, shift_size, num_heads)
        super().__init__(*shape, qkv_bias, proj_bias, attention_dropout, dropout)
        self.logit_scale = nn.Parameter(VF.log(10 * VF.ones((num_heads, 1, 1))))
        self.cpb_mlp = nn.Sequential(
            nn.Linear(2, 512, bias=True), nn.ReLU(inplace=True), nn.Linear(512, num_heads, bias=False)
        )
        if qkv_bias:
            length = self.qkv.bias.numel() // 3
            self.qkv.bias[length : 2 * length].data.zero_()

    def define_relative_position_bias_table(self) -> None:
        """The inputs of the small network: (1, 2 h - 1, 2 w - 1, 2), within [-8, 8] before the logarithm."""
        reach = [size - 1 for size in self.window_size]
        axes = [VF.arange(-size, size + 1, dtype=float32) for size in reach]
        table = VF.stack(VF_SEVERAL.meshgrid(axes, indexing="ij")).permute(1, 2, 0).contiguous().unsqueeze(0)
        for axis, size in enumerate(reach):
            table[:, :, :, axis] /= size
        table *= 8
        table = VF.sign(table) * VF.log2(VF.abs(table) + 1.0) / 3.0
        self.register_buffer("relative_coords_table", table)

    def get_relative_position_bias(self) -> Tensor:
        """(1, heads, N, N), between 0 and 16."""
        relative_position_bias = _get_relative_position_bias(
            self.cpb_mlp(self.relative_coords_table).view(-1, self.num_heads),
            self.relative_position_index,
            self.window_size,
        )
        relative_position_bias = 16 * VF.sigmoid(relative_position_bias)
        return relative_position_bias

    def forward(self, x: Tensor) -> Tensor:
        relative_position_bias = self.get_relative_position_bias()
        return shifted_window_attention(
            x,
            self.qkv.weight,
            self.proj.weight,
            relative_position_bias,
            self.window_size,
            self.num_heads,
            shift_size=self.shift_size,
            attention_dropout=self.attention_dropout,
            dropout=self.dropout,
            qkv_bias=self.qkv.bias,
            proj_bias=self.proj.bias,
            logit_scale=self.logit_scale,
            training=self.training,
        )


class SwinTransformerBlock(nn.Module):
    """Attention and a perceptron of (N, H, W, dim), each behind a layer norm and with its input added."""

    def __init__(
        self,
        dim: int,
        num_heads: int,
        window_size: list[int],
        shift_size: list[int],
        mlp_ratio: float = 4.0,
        dropout: float = 0.0,
        attention_dropout: float = 0.0,
        stochastic_depth_prob: float = 0.0,
        norm_layer: NormLayer = nn.LayerNorm,
        attn_layer: Callable[..., nn.Module] = ShiftedWindowAttention,
    ) -> None:
        super().__init__()
        rates = {"attention_dropout": attention_dropout, "dropout": dropout}
        self.norm1 = norm_layer(dim)
        self.attn = attn_layer(dim, window_size, shift_size, num_heads, **rates)
        self.stochastic_depth = StochasticDepth(stochastic_depth_prob, "row")
        self.norm2 = norm_layer(dim)
        self.mlp = MLP(dim, [int(dim * mlp_ratio), dim], activation_layer=nn.GELU, inplace=None, dropout=dropout)
        for module in self.mlp.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                if isinstance(module.bias, nn.Parameter):
                    nn.init.normal_(module.bias, std=1e-6)

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.stochastic_depth(self.attn(self.norm1(x)))
        x = x + self.stochastic_depth(self.mlp(self.norm2(x)))
        return x


class SwinTransformerBlockV2(SwinTransformerBlock):
    """`SwinTransformerBlock` with cosine attention and the norms behind each step."""

    def __init__(
        self,
        dim: int,
        num_heads: int,
        window_size: list[int],
        shift_size: list[int],
        mlp_ratio: float = 4.0,
        dropout: float = 0.0,
        attention_dropout: float = 0.0,
        stochastic_depth_prob: float = 0.0,
        norm_layer: NormLayer = nn.LayerNorm,
        attn_layer: Callable[..., nn.Module] = ShiftedWindowAttentionV2,
    ) -> None:
        rates = (dropout, attention_dropout, stochastic_depth_prob)
        super().__init__(dim, num_heads, window_size, shift_size, mlp_ratio, *rates, norm_layer, attn_layer)

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.stochastic_depth(self.norm1(self.attn(x)))
        x = x + self.stochastic_depth(self.norm2(self.mlp(x)))
        return x


class SwinTransformer(nn.Module):
    """Input (N, 3, H, W), output (N, num_classes); of each stage `depths` and `num_heads`."""

    def __init__(
        self,
        patch_size: list[int],
        embed_dim: int,
        depths: list[int],
        num_heads: list[int],
        window_size: list[int],
        mlp_ratio: float = 4.0,
        dropout: float = 0.0,
        attention_dropout: float = 0.0,
        stochastic_depth_prob: float = 0.1,
        num_classes: int = 1000,
        norm_layer: NormLayer | None = None,
        block: Callable[..., nn.Module] | None = None,
        downsample_layer: Callable[..., nn.Module] = PatchMerging,
    ) -> None:
        super().__init__()
        self.num_classes = num_classes
        block = SwinTransformerBlock if block is None else block
        norm_layer = partial(nn.LayerNorm, eps=1e-5) if norm_layer is None else norm_layer

        patch = (patch_size[0], patch_size[1])
        cut = nn.Conv2d(3, embed_dim, kernel_size=patch, stride=patch)
        layers: list[nn.Module] = [nn.Sequential(cut, Permute([0, 2, 3, 1]), norm_layer(embed_dim))]
        total = sum(depths)
        number = 0
        for index, (depth, heads) in enumerate(zip(depths, num_heads, strict=True)):
            dim = embed_dim * 2**index
            stage = []
            for layer in range(depth):
                options: dict[str, Any] = {
                    "window_size": window_size,
                    "shift_size": [size // 2 if layer % 2 else 0 for size in window_size],
                    "mlp_ratio": mlp_ratio,
                    "dropout": dropout,
                    "attention_dropout": attention_dropout,
                    "stochastic_depth_prob": stochastic_depth_prob * float(number) / (total - 1),
                    "norm_layer": norm_layer,
                }
                stage.append(block(dim, heads, **options))
                number += 1
            layers.append(nn.Sequential(*stage))
            if index != len(depths) - 1:
                layers.append(downsample_layer(dim, norm_layer))
        self.features = nn.Sequential(*layers)
        width = embed_dim * 2 ** (len(depths) - 1)
        self.norm = norm_layer(width)
        self.permute = Permute([0, 3, 1, 2])
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.flatten = nn.Flatten(1)
        self.head = nn.Linear(width, num_classes)
        initialize(self, linear=truncated_normal(0.02))

    def forward(self, x: Tensor) -> Tensor:
        x = self.features(x)
        x = self.norm(x)
        x = self.permute(x)
        x = self.avgpool(x)
        x = self.flatten(x)
        x = self.head(x)
        return x


SwinTransformer.forward.__annotations__.clear()  # torchvision declares none, and a graph shows them


def _swin(
    width: int, deep: int, num_heads: list[int], stochastic_depth_prob: float, kwargs: dict[str, Any]
) -> SwinTransformer:
    shape = {"patch_size": [4, 4], "embed_dim": width, "depths": [2, 2, deep, 2], "num_heads": num_heads}
    return SwinTransformer(**{"window_size": [7, 7], **shape, "stochastic_depth_prob": stochastic_depth_prob, **kwargs})


_V2: dict[str, Any] = {
    "window_size": [8, 8],
    "block": SwinTransformerBlockV2,
    "downsample_layer": PatchMergingV2,
}


@register_model
def swin_t(**kwargs: Any) -> SwinTransformer:
    """Swin Tiny; 28.3 million parameters."""
    return _swin(96, 6, [3, 6, 12, 24], 0.2, kwargs)


@register_model
def swin_s(**kwargs: Any) -> SwinTransformer:
    """Swin Small; 49.6 million parameters."""
    return _swin(96, 18, [3, 6, 12, 24], 0.3, kwargs)


@register_model
def swin_b(**kwargs: Any) -> SwinTransformer:
    """Swin Base; 87.8 million parameters."""
    return _swin(128, 18, [4, 8, 16, 32], 0.5, kwargs)


@register_model
def swin_v2_t(**kwargs: Any) -> SwinTransformer:
    """Swin v2 Tiny; 28.4 million parameters."""
    return _swin(96, 6, [3, 6, 12, 24], 0.2, {**_V2, **kwargs})


@register_model
def swin_v2_s(**kwargs: Any) -> SwinTransformer:
    """Swin v2 Small; 49.7 million parameters."""
    return _swin(96, 18, [3, 6, 12, 24], 0.3, {**_V2, **kwargs})


@register_model
def swin_v2_b(**kwargs: Any) -> SwinTransformer:
    """Swin v2 Base; 87.9 million parameters."""
    return _swin(128, 18, [4, 8, 16, 32], 0.5, {**_V2, **kwargs})
