"""Convolution, normalization and pooling: onnx's checker passes the export, and both runtimes compute what we do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from onnx_agreement import Calls, assert_agrees

import minitorchscript as torch

nn, F = torch.nn, torch.nn.functional


@pytest.fixture(autouse=True)
def seeded() -> None:
    torch.manual_seed(0)


def settled(norm: Any) -> Any:
    """A normalization layer with statistics and weights that show."""
    for name, tensor in norm.state_dict().items():
        if tensor.is_floating_point():
            with torch.no_grad():
                tensor.uniform_(0.5, 1.5) if "var" in name or "weight" in name else tensor.uniform_(-1, 1)
    return norm.eval()


CONVOLUTIONS: dict[str, tuple[Callable[[], Any], tuple[int, ...]]] = {
    "1d": (lambda: nn.Conv1d(2, 3, 3, stride=2, padding=1), (2, 2, 9)),
    "2d": (lambda: nn.Conv2d(3, 4, (3, 2), stride=(2, 1), padding=(1, 0), dilation=(1, 2)), (2, 3, 7, 8)),
    "2d without bias": (lambda: nn.Conv2d(3, 4, 1, bias=False), (1, 3, 4, 4)),
    "grouped": (lambda: nn.Conv2d(4, 6, 3, groups=2), (1, 4, 6, 6)),
    "depthwise": (lambda: nn.Conv2d(4, 4, 3, groups=4, padding=1), (1, 4, 6, 6)),
    "3d": (lambda: nn.Conv3d(2, 3, 2, padding=1), (1, 2, 3, 4, 5)),
    "without batch": (lambda: nn.Conv2d(3, 4, 3), (3, 6, 6)),
    "same": (lambda: nn.Conv2d(3, 4, (3, 4), padding="same", dilation=(1, 2)), (2, 3, 8, 9)),
    "valid": (lambda: nn.Conv2d(3, 4, 3, padding="valid"), (2, 3, 8, 9)),
    "reflecting": (lambda: nn.Conv2d(3, 4, 3, padding=1, padding_mode="reflect"), (1, 3, 5, 5)),
    "transposed 1d": (lambda: nn.ConvTranspose1d(2, 3, 3, stride=2), (1, 2, 5)),
    "transposed 2d": (
        lambda: nn.ConvTranspose2d(4, 6, 3, stride=2, padding=1, output_padding=1, groups=2, dilation=2),
        (2, 4, 5, 6),
    ),
    "transposed 3d": (lambda: nn.ConvTranspose3d(2, 3, 2, stride=2), (1, 2, 3, 3, 3)),
}

NORMALIZATIONS: dict[str, tuple[Callable[[], Any], tuple[int, ...]]] = {
    "batch 1d": (lambda: nn.BatchNorm1d(3), (4, 3)),
    "batch 1d of sequences": (lambda: nn.BatchNorm1d(3), (4, 3, 5)),
    "batch 2d": (lambda: nn.BatchNorm2d(3, eps=1e-3), (2, 3, 4, 5)),
    "batch 3d": (lambda: nn.BatchNorm3d(2), (1, 2, 2, 3, 4)),
    "batch without weights": (lambda: nn.BatchNorm2d(3, affine=False), (2, 3, 4, 5)),
    "batch without statistics": (lambda: nn.BatchNorm2d(3, track_running_stats=False), (2, 3, 4, 5)),
    "layer": (lambda: nn.LayerNorm(4), (2, 3, 4)),
    "layer over two": (lambda: nn.LayerNorm((3, 4), eps=1e-3), (2, 3, 4)),
    "layer without weights": (lambda: nn.LayerNorm(4, elementwise_affine=False), (2, 4)),
    "group": (lambda: nn.GroupNorm(2, 6), (2, 6, 4, 3)),
    "group without weights": (lambda: nn.GroupNorm(3, 6, affine=False), (2, 6, 4)),
}

POOLS: dict[str, tuple[Callable[[], Any], tuple[int, ...]]] = {
    "max 1d": (lambda: nn.MaxPool1d(3, 2), (2, 3, 9)),
    "max 2d": (lambda: nn.MaxPool2d(3, 2, padding=1), (2, 3, 8, 9)),
    "max 2d dilated": (lambda: nn.MaxPool2d((2, 3), 1, dilation=(2, 1)), (1, 2, 7, 7)),
    "max 2d ceil": (lambda: nn.MaxPool2d(2, 3, ceil_mode=True), (1, 2, 7, 8)),
    "max 2d ceil, padded": (lambda: nn.MaxPool2d(3, 2, padding=1, ceil_mode=True), (1, 2, 6, 7)),
    "max 2d ceil, dilated": (lambda: nn.MaxPool2d(2, 2, dilation=2, ceil_mode=True), (1, 2, 6, 8)),
    "max 3d": (lambda: nn.MaxPool3d(2), (1, 2, 4, 4, 4)),
    "max without batch": (lambda: nn.MaxPool2d(2), (2, 4, 4)),
    "max with positions": (lambda: nn.MaxPool2d(2, return_indices=True), (2, 3, 4, 6)),
    "average 1d": (lambda: nn.AvgPool1d(3, 2, padding=1), (2, 3, 9)),
    "average 2d": (lambda: nn.AvgPool2d(3, 2, padding=1), (2, 3, 8, 9)),
    "average without padding": (lambda: nn.AvgPool2d(3, 2, padding=1, count_include_pad=False), (2, 3, 8, 9)),
    "average ceil": (lambda: nn.AvgPool2d(2, 3, ceil_mode=True), (1, 2, 7, 8)),
    "average ceil, padded": (lambda: nn.AvgPool2d(3, 2, padding=1, ceil_mode=True), (1, 2, 6, 7)),
    "average ceil without padding": (
        lambda: nn.AvgPool2d(3, 2, padding=1, ceil_mode=True, count_include_pad=False),
        (1, 2, 6, 7),
    ),
    "average by a divisor": (lambda: nn.AvgPool2d(3, 2, padding=1, ceil_mode=True, divisor_override=5), (1, 2, 6, 7)),
    "average 3d": (lambda: nn.AvgPool3d(2, padding=1), (1, 2, 4, 4, 5)),
    "adaptive to one": (lambda: nn.AdaptiveAvgPool2d(1), (2, 3, 5, 7)),
    "adaptive to divisors": (lambda: nn.AdaptiveAvgPool2d((2, 3)), (2, 3, 4, 6)),
    "adaptive keeping a size": (lambda: nn.AdaptiveAvgPool2d((None, 1)), (2, 3, 4, 6)),
    "adaptive to other sizes": (lambda: nn.AdaptiveAvgPool2d((3, 4)), (2, 3, 5, 3)),
    "adaptive 1d to another size": (lambda: nn.AdaptiveAvgPool1d(4), (2, 3, 6)),
    "adaptive 1d": (lambda: nn.AdaptiveAvgPool1d(3), (2, 3, 6)),
    "adaptive 3d": (lambda: nn.AdaptiveAvgPool3d(1), (2, 3, 2, 3, 4)),
    "adaptive without batch": (lambda: nn.AdaptiveAvgPool2d(2), (3, 4, 6)),
    "adaptive max": (lambda: nn.AdaptiveMaxPool2d(2), (2, 3, 4, 6)),
    "adaptive max to one": (lambda: nn.AdaptiveMaxPool1d(1), (2, 3, 4)),
}

PADDINGS: dict[str, tuple[Callable[[], Any], tuple[int, ...]]] = {
    "zeros": (lambda: nn.ZeroPad2d((1, 2, 0, 3)), (1, 2, 3, 4)),
    "constant": (lambda: nn.ConstantPad1d(2, 3.5), (2, 3)),
    "cropping": (lambda: Calls(lambda x: F.pad(x, (-1, 2))), (2, 4)),
    "reflect": (lambda: nn.ReflectionPad2d(1), (1, 2, 3, 4)),
    "replicate": (lambda: nn.ReplicationPad2d((1, 0, 2, 1)), (1, 2, 3, 4)),
}


@pytest.mark.parametrize("name", CONVOLUTIONS)
def test_convolution_agrees(name: str) -> None:
    make, sizes = CONVOLUTIONS[name]
    assert_agrees(make(), torch.rand(sizes), tolerance=1e-5)


@pytest.mark.parametrize("name", NORMALIZATIONS)
def test_normalization_agrees(name: str) -> None:
    make, sizes = NORMALIZATIONS[name]
    assert_agrees(settled(make()), torch.rand(sizes), tolerance=2e-5)


@pytest.mark.parametrize("name", POOLS)
def test_pooling_agrees(name: str) -> None:
    make, sizes = POOLS[name]
    assert_agrees(make(), torch.rand(sizes) - 0.5)


@pytest.mark.parametrize("name", PADDINGS)
def test_padding_agrees(name: str) -> None:
    make, sizes = PADDINGS[name]
    assert_agrees(make(), torch.rand(sizes))


def test_embedding_agrees() -> None:
    assert_agrees(nn.Embedding(5, 3), torch.tensor([[0, 4], [2, 2]]))


def test_adaptive_max_pooling_to_other_sizes_is_refused() -> None:
    with pytest.raises(torch.onnx.errors.UnsupportedOperatorError, match=r"sizes \[3, 3\] do not divide the input"):
        assert_agrees(nn.AdaptiveMaxPool2d(3), torch.rand(1, 2, 5, 6))


@pytest.mark.parametrize("layer", [nn.Dropout(), nn.BatchNorm2d(3)])
def test_training_mode_is_refused(layer: Any) -> None:
    with pytest.raises(torch.onnx.errors.UnsupportedOperatorError, match="export after model.eval()"):
        assert_agrees(layer, torch.rand(1, 3, 2, 2), training=torch.onnx.TrainingMode.TRAINING)
