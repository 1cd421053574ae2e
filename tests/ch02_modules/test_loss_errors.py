"""What losses, pooling, sampling and parametrizations say of what does not fit. Texts are PyTorch 2.13.0's."""

from __future__ import annotations

import pytest

import minitorchscript as torch
from minitorchscript import nn

MISTAKES: list[tuple[str, str]] = [
    (
        ("nn.BCELoss()(torch.ones(2), torch.ones(3))"),
        (
            "ValueError: Using a target size (torch.Size([3])) that is different to the input size (torch.Size([2"
            "])) is deprecated. Please ensure they have the same size."
        ),
    ),
    (
        ("nn.BCEWithLogitsLoss()(torch.ones(2), torch.ones(3))"),
        ("ValueError: Target size (torch.Size([3])) must be the same as input size (torch.Size([2]))"),
    ),
    (
        ("nn.MSELoss(reduction='avg')(torch.ones(2), torch.ones(2))"),
        ("ValueError: avg is not a valid value for reduction"),
    ),
    (
        ("nn.HuberLoss(delta='x')"),
        ("TypeError: delta must be a float or int, got: <class 'str'>"),
    ),
    (
        ("nn.MultiMarginLoss(3)"),
        ("ValueError: only p == 1 and p == 2 supported"),
    ),
    (
        ("nn.MultiMarginLoss(weight=torch.ones(2, 2))"),
        ("ValueError: MultiMarginLoss: expected weight to be None or 1D tensor, got 2D instead"),
    ),
    (
        ("nn.MultiLabelSoftMarginLoss(reduction='x')(torch.ones(2), torch.ones(2))"),
        ("ValueError: x is not valid"),
    ),
    (
        ("nn.TripletMarginLoss(margin=0)"),
        ("ValueError: TripletMarginLoss: expected margin to be greater than 0, got 0 instead"),
    ),
    (
        ("nn.TripletMarginWithDistanceLoss(margin=-1)"),
        ("ValueError: TripletMarginWithDistanceLoss: expected margin to be greater than 0, got -1 instead"),
    ),
    (
        ("nn.TripletMarginWithDistanceLoss()(torch.ones(2), torch.ones(2), torch.ones(1, 2))"),
        (
            "RuntimeError: The anchor, positive, and negative tensors are expected to have the same number of dim"
            "ensions, but got: anchor 1D, positive 1D, and negative 2D inputs"
        ),
    ),
    (
        ("nn.PoissonNLLLoss(reduction='x')(torch.ones(2), torch.ones(2))"),
        ("ValueError: x is not a valid value for reduction"),
    ),
    (
        ("nn.GaussianNLLLoss()(torch.ones(2, 3), torch.ones(2, 3), torch.ones(3))"),
        ("ValueError: var is of incorrect size"),
    ),
    (
        ("nn.GaussianNLLLoss()(torch.ones(2), torch.ones(2), -torch.ones(2))"),
        ("ValueError: var has negative entry/entries"),
    ),
    (
        ("nn.MarginRankingLoss()(torch.ones(2), torch.ones(2, 1), torch.ones(2))"),
        (
            "RuntimeError: margin_ranking_loss : All input tensors should have same dimension but got sizes: inpu"
            "t1: torch.Size([2]), input2: torch.Size([2, 1]), target: torch.Size([2]) "
        ),
    ),
    (
        ("nn.CrossMapLRN2d(2)(torch.ones(2))"),
        ("ValueError: CrossMapLRN2d: Expected input to be 4D, got 1D instead."),
    ),
    (
        ("nn.MaxUnpool2d(2)(torch.ones(1, 1, 2, 2), torch.zeros(1, 1, 2, 2).long(), output_size=(9, 9))"),
        ('ValueError: invalid output_size "(9, 9)" (dim 0 must be between 2 and 6)'),
    ),
    (
        ("nn.MaxUnpool2d(2)(torch.ones(1, 1, 2, 2), torch.zeros(1, 1, 2, 2).long(), output_size=(9,))"),
        ("ValueError: output_size should be a sequence containing 2 or 4 elements, but it has a length of '1'"),
    ),
    (
        ("nn.FractionalMaxPool2d(2)"),
        ("ValueError: FractionalMaxPool2d requires specifying either an output size, or a pooling ratio"),
    ),
    (
        ("nn.FractionalMaxPool2d(2, output_size=1, output_ratio=0.5)"),
        ("ValueError: only one of output_size and output_ratio may be specified"),
    ),
    (
        ("nn.FractionalMaxPool2d(2, output_ratio=1.5)"),
        ("ValueError: output_ratio must be between 0 and 1 (got 1.5)"),
    ),
    (
        ("nn.FractionalMaxPool3d(0, output_size=1)"),
        ("ValueError: kernel_size must be greater than 0, but got 0"),
    ),
    (
        ("nn.AdaptiveLogSoftmaxWithLoss(4, 5, [])"),
        ("ValueError: cutoffs should be a sequence of length larger than 0"),
    ),
    (
        ("nn.AdaptiveLogSoftmaxWithLoss(4, 5, [3, 2])"),
        (
            "ValueError: cutoffs should be a sequence of unique, positive integers sorted in an increasing order,"
            " where each value is between 1 and n_classes-1"
        ),
    ),
    (
        ("nn.AdaptiveLogSoftmaxWithLoss(4, 5, [2])(torch.ones(2, 4), torch.tensor([1, 7]))"),
        ("RuntimeError: Target values should be in [0, 4], but values in range [1, 7] were found. "),
    ),
    (
        ("nn.AdaptiveLogSoftmaxWithLoss(4, 5, [2])(torch.ones(4), torch.tensor([1]))"),
        ("RuntimeError: Input and target should have the same size in the batch dimension."),
    ),
    (
        ("nn.functional.grid_sample(torch.ones(1, 1, 2, 2), torch.ones(1, 2, 2, 2), mode='x')"),
        (
            "ValueError: nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or 'bicubic', but"
            " got: 'x'"
        ),
    ),
    (
        ("nn.functional.affine_grid(torch.ones(1, 2, 3), [1, 2, 3])"),
        (
            "NotImplementedError: affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms, res"
            "pectively. Got size [1, 2, 3]."
        ),
    ),
    (
        ("nn.functional.affine_grid(torch.ones(1, 2, 2), [1, 2, 3, 4], False)"),
        (
            "ValueError: Expected a batch of 2D affine matrices of shape Nx2x3 for size [1, 2, 3, 4]. Got torch.S"
            "ize([1, 2, 2])."
        ),
    ),
    (
        ("nn.functional.affine_grid(torch.ones(1, 2, 3).long(), [1, 2, 3, 4], False)"),
        ("ValueError: Expected theta to have floating point type, but got torch.int64"),
    ),
    (
        ("nn.utils.weight_norm(nn.utils.weight_norm(nn.Linear(2, 2)))"),
        ("RuntimeError: Cannot register two weight_norm hooks on the same parameter weight"),
    ),
    (
        ("nn.utils.remove_weight_norm(nn.Linear(2, 2))"),
        ("ValueError: weight_norm of 'weight' not found in Linear(in_features=2, out_features=2, bias=True)"),
    ),
    (
        ("nn.utils.spectral_norm(nn.utils.spectral_norm(nn.Linear(2, 2)))"),
        ("RuntimeError: Cannot register two spectral_norm hooks on the same parameter weight"),
    ),
    (
        ("nn.utils.spectral_norm(nn.Linear(2, 2), n_power_iterations=0)"),
        ("ValueError: Expected n_power_iterations to be positive, but got n_power_iterations=0"),
    ),
    (
        ("nn.utils.remove_spectral_norm(nn.Linear(2, 2))"),
        ("ValueError: spectral_norm of 'weight' not found in Linear(in_features=2, out_features=2, bias=True)"),
    ),
    (
        ("nn.utils.spectral_norm(nn.Linear(2, 2, bias=False), 'bias')"),
        ("ValueError: `SpectralNorm` cannot be applied as parameter `bias` is None"),
    ),
    (
        ("nn.utils.parametrizations.spectral_norm(nn.Linear(2, 2), dim=3)"),
        ("IndexError: Dimension out of range (expected to be in range of [-2, 1] but got 3)"),
    ),
    (
        ("nn.utils.parametrizations.spectral_norm(nn.Linear(2, 2), 'x')"),
        (
            "ValueError: Module 'Linear(in_features=2, out_features=2, bias=True)' has no parameter or buffer wit"
            "h name 'x'"
        ),
    ),
    (
        ("nn.utils.parametrize.register_parametrization(nn.Linear(2, 2), 'x', nn.ReLU())"),
        (
            "ValueError: Module 'Linear(in_features=2, out_features=2, bias=True)' does not have a parameter, a b"
            "uffer, or a parametrized element with name 'x'"
        ),
    ),
    (
        ("nn.utils.parametrize.register_parametrization(nn.Linear(2, 2), 'weight', nn.Flatten(0))"),
        (
            "ValueError: Registering a parametrization may not change the shape of the tensor, unless `unsafe` fl"
            "ag is enabled.\nunparametrized shape: torch.Size([2, 2])\nparametrized shape: torch.Size([4])"
        ),
    ),
    (
        ("nn.utils.parametrize.remove_parametrizations(nn.Linear(2, 2), 'weight')"),
        (
            "ValueError: Module Linear(in_features=2, out_features=2, bias=True) does not have a parametrization "
            "on weight"
        ),
    ),
    (
        (
            "nn.utils.parametrize.remove_parametrizations(nn.utils.parametrizations.weight_norm(nn.Linear(2, 2)),"
            " 'weight', False)"
        ),
        (
            "ValueError: Cannot leave unparametrized (`leave_parametrized=False`) a tensor that is parametrized i"
            "n terms of a sequence of tensors."
        ),
    ),
    (
        ("nn.utils.rnn.pad_sequence(3)"),
        ("RuntimeError: pad_sequence: Expected iterable for input sequences, but got arg of type: <class 'int'>"),
    ),
]


@pytest.mark.parametrize(("expression", "error"), MISTAKES, ids=[row[0] for row in MISTAKES])
@pytest.mark.filterwarnings("ignore")
def test_mistakes_are_named(expression: str, error: str) -> None:
    with pytest.raises(Exception) as caught:
        eval(expression, {"torch": torch, "nn": nn})
    assert f"{type(caught.value).__name__}: {caught.value}" == error
