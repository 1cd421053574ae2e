"""`vision.models`: structure, and the weights that a seed gives. Facts are torchvision 0.29.1's on PyTorch 2.14.1."""

from __future__ import annotations

import hashlib

import pytest

import minitorchscript as torch
from minitorchscript import nn
from minitorchscript.vision import models
from minitorchscript.vision.models.resnet import BasicBlock, Bottleneck, ResNet

LAST_WEIGHTS = {
    "conv1.weight": [-0.0304243322, -0.0412872024, 0.0196114797],
    "layer2.0.downsample.0.weight": [-0.0181514584, 0.141045839, -0.243441924],
    "layer4.1.conv2.weight": [-0.00127286674, 0.00711075729, -0.0200143848],
}


def test_resnet18_with_seed_0() -> None:
    torch.manual_seed(0)
    model = models.resnet18()
    state = model.state_dict()
    assert len(state) == 122
    assert sum(parameter.numel() for parameter in model.parameters()) == 11_689_512
    for name, numbers in LAST_WEIGHTS.items():
        assert state[name].reshape(-1)[-3:].tolist() == pytest.approx(numbers, rel=3e-7)
    digest = hashlib.sha256(state["fc.weight"].numpy().tobytes()).hexdigest()
    assert digest == "7b3efb81eb2ebe0d38b4070f9e8d87eeef5c6a3ea40d8627f7b3752400dab8bc"


LAYER3 = """\
Sequential(
  (0): Bottleneck(
    (conv1): Conv2d(512, 64, kernel_size=(1, 1), stride=(1, 1), bias=False)
    (bn1): BatchNorm2d(64, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=True)
    (conv2): Conv2d(64, 64, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), groups=2, bias=False)
    (bn2): BatchNorm2d(64, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=True)
    (conv3): Conv2d(64, 1024, kernel_size=(1, 1), stride=(1, 1), bias=False)
    (bn3): BatchNorm2d(1024, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=True)
    (relu): ReLU(inplace=True)
    (downsample): Sequential(
      (0): Conv2d(512, 1024, kernel_size=(1, 1), stride=(1, 1), bias=False)
      (1): BatchNorm2d(1024, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=True)
    )
  )
)"""


def test_every_option_of_a_resnet() -> None:
    model = ResNet(
        Bottleneck,
        [1, 2, 1, 1],
        num_classes=3,
        groups=2,
        width_per_group=8,
        replace_stride_with_dilation=[False, True, True],
        zero_init_residual=True,
    )
    assert sum(parameter.numel() for parameter in model.parameters()) == 3_458_563
    assert repr(model.layer3) == LAYER3
    assert repr(model.layer4[0].conv2) == (
        "Conv2d(128, 128, kernel_size=(3, 3), stride=(1, 1), padding=(2, 2), dilation=(2, 2), groups=2, bias=False)"
    )
    assert not model.layer4[0].bn3.weight.any()


def test_shapes_through_a_small_resnet() -> None:
    model = ResNet(BasicBlock, [1, 1, 1, 1], num_classes=5, norm_layer=lambda c: nn.GroupNorm(8, c)).eval()
    assert model(torch.rand(2, 3, 32, 32)).shape == (2, 5)
    assert isinstance(model.layer1[0].bn1, nn.GroupNorm)


def test_trained_weights_are_refused_by_name() -> None:
    with pytest.raises(NotImplementedError, match=r"resnet18\(weights='DEFAULT'\): trained weights"):
        models.resnet18(weights="DEFAULT")
    with pytest.warns(UserWarning, match="'pretrained' is deprecated"), pytest.raises(NotImplementedError):
        models.resnet50(pretrained=True)


def test_what_makes_a_variant_may_not_be_changed() -> None:
    with pytest.raises(ValueError) as caught:
        models.resnext50_32x4d(groups=3)
    assert str(caught.value) == "The parameter 'groups' expected value 32 but got 3 instead."


def test_mistakes_are_named() -> None:
    with pytest.raises(ValueError, match="BasicBlock only supports groups=1 and base_width=64"):
        models.resnet18(width_per_group=128)
    with pytest.raises(NotImplementedError, match="Dilation > 1 not supported in BasicBlock"):
        models.resnet18(replace_stride_with_dilation=[False, True, True])
    with pytest.raises(ValueError, match="should be None or a 3-element tuple, got \\[1\\]"):
        models.resnet18(replace_stride_with_dilation=[1])
