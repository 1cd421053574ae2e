"""What layers and functions say of arguments and inputs that do not fit. Texts are PyTorch 2.13.0's."""

from __future__ import annotations

import pytest

import minitorchscript as torch
from minitorchscript import nn

MISTAKES: list[tuple[str, str]] = [
    ("nn.Conv2d(3, 4, 3, groups=2)", "ValueError: in_channels must be divisible by groups"),
    ("nn.Conv2d(4, 3, 3, groups=2)", "ValueError: out_channels must be divisible by groups"),
    ("nn.Conv2d(4, 3, 3, groups=0)", "ValueError: groups must be a positive integer"),
    (
        "nn.Conv2d(4, 4, 3, padding='same', stride=2)",
        "ValueError: padding='same' is not supported for strided convolutions",
    ),
    (
        "nn.ConvTranspose2d(4, 4, 3, padding_mode='reflect')",
        'ValueError: Only "zeros" padding mode is supported for ConvTranspose2d',
    ),
    ("nn.GroupNorm(3, 4)", "ValueError: num_channels (4) must be divisible by num_groups (3)"),
    ("nn.Dropout(2)", "ValueError: dropout probability has to be between 0 and 1, but got 2"),
    ("nn.Bilinear(0, 1, 2)", "ValueError: in1_features must be > 0, but got (in1_features=0)"),
    ("nn.Unflatten(0, 3)", "TypeError: unflattened_size must be a tuple of ints, but found type int"),
    (
        "nn.Unflatten(0, (2, 'a'))",
        ("TypeError: unflattened_size must be tuple of ints, but found element of type str at pos 1"),
    ),
    ("nn.Hardtanh(1, 1)", "AssertionError: max_val (1) must be greater than min_val (1)"),
    ("nn.Embedding(3, 2, padding_idx=3)", "AssertionError: Padding_idx must be within num_embeddings"),
    ("nn.Embedding(3, 2, padding_idx=-4)", "AssertionError: Padding_idx must be within num_embeddings"),
    (
        "nn.Embedding.from_pretrained(torch.ones(2))",
        "AssertionError: Embeddings parameter is expected to be 2-dimensional",
    ),
    ("nn.BatchNorm2d(3)(torch.ones(2, 3))", "ValueError: expected 4D input (got 2D input)"),
    ("nn.BatchNorm1d(3)(torch.ones(2, 3, 4, 5))", "ValueError: expected 2D or 3D input (got 4D input)"),
    ("nn.BatchNorm3d(3)(torch.ones(2, 3))", "ValueError: expected 5D input (got 2D input)"),
    (
        "nn.BatchNorm1d(3)(torch.ones(1, 3))",
        ("ValueError: Expected more than 1 value per channel when training, got input size torch.Size([1, 3])"),
    ),
    ("nn.InstanceNorm2d(3)(torch.ones(3, 3))", "ValueError: expected 3D or 4D input (got 2D input)"),
    (
        "nn.InstanceNorm1d(3, affine=True)(torch.ones(2, 4, 5))",
        "ValueError: expected input's size at dim=1 to match num_features (3), but got: 4.",
    ),
    (
        "nn.InstanceNorm1d(3)(torch.ones(2, 3, 1))",
        ("ValueError: Expected more than 1 spatial element when training, got input size torch.Size([2, 3, 1])"),
    ),
    (
        "nn.GroupNorm(2, 4)(torch.ones(4))",
        "RuntimeError: Expected at least 2 dimensions for input tensor but received 1",
    ),
    (
        "nn.GroupNorm(4, 4)(torch.ones(1, 4))",
        ("ValueError: Expected more than 1 value per channel when training, got input size [1, 4]"),
    ),
    ("nn.Softmax2d()(torch.ones(2, 3))", "ValueError: Softmax2d: expected input to be 3D or 4D, got 2D instead"),
    ("nn.CircularPad1d(1)(torch.ones(1))", "ValueError: expected 2D or 3D input (got 1D input)"),
    (
        "nn.LocalResponseNorm(2)(torch.ones(2, 3))",
        ("ValueError: Expected 3D or higher dimensionality                          input (got 2 dimensions)"),
    ),
    ("nn.AdaptiveAvgPool2d((1, 1))(torch.ones(2, 3))", "ValueError: Input dimension should be at least 3"),
    (
        "nn.ConvTranspose2d(2, 2, 3, 2)(torch.ones(1, 2, 4, 4), output_size=(20, 20))",
        (
            "ValueError: requested an output size of (20, 20), but valid sizes range from [9, 9] to "
            "[10, 10] (for an input of torch.Size([4, 4]))"
        ),
    ),
    (
        "nn.ConvTranspose2d(2, 2, 3, 2)(torch.ones(1, 2, 4, 4), output_size=(20,))",
        ("ValueError: ConvTranspose2D: for 4D input, output_size must have 2 or 4 elements (got 1)"),
    ),
    (
        "nn.Dropout1d()(torch.ones(2))",
        (
            "RuntimeError: dropout1d: Expected 2D or 3D input, but received a 1D input. Note that "
            "dropout1d exists to provide channel-wise dropout on inputs with 1 spatial dimension, a "
            "channel dimension, and an optional batch dimension (i.e. 2D or 3D inputs)."
        ),
    ),
    ("nn.GLU()(torch.tensor(1.0))", "RuntimeError: glu does not support scalars because halving size must be even"),
    ("nn.functional.hardtanh(torch.ones(2), 2.0, 1.0)", "ValueError: min_val cannot be greater than max_val"),
    (
        "nn.functional.dropout(torch.ones(2), -1)",
        "ValueError: dropout probability has to be between 0 and 1, but got -1",
    ),
    ("nn.Linear(2, 3)(torch.ones(4, 5))", "RuntimeError: mat1 and mat2 shapes cannot be multiplied (4x5 and 2x3)"),
    (
        "nn.Conv2d(3, 4, 3)(torch.ones(1, 2, 8, 8))",
        (
            "RuntimeError: Given groups=1, weight of size [4, 3, 3, 3], expected input[1, 2, 8, 8] "
            "to have 3 channels, but got 2 channels instead"
        ),
    ),
    (
        "nn.functional.batch_norm(torch.ones(2, 3), None, None, training=True, eps=0.0)",
        "ValueError: batch_norm eps must be positive during training, but got 0.0",
    ),
]


@pytest.mark.parametrize(("expression", "error"), MISTAKES, ids=[row[0] for row in MISTAKES])
def test_mistakes_are_named(expression: str, error: str) -> None:
    with pytest.raises(Exception) as caught:
        eval(expression, {"torch": torch, "nn": nn})
    assert f"{type(caught.value).__name__}: {caught.value}" == error


@pytest.mark.parametrize(
    ("argument", "text"),
    [
        ({"padding": "full"}, "Invalid padding string 'full', should be one of {'same', 'valid'}"),
        ({"padding_mode": "x"}, "padding_mode must be one of {'zeros', 'reflect', 'replicate', 'circular'}, "),
    ],
)
def test_a_wrong_choice_lists_the_right_ones(argument: dict[str, str], text: str) -> None:
    """PyTorch's text but for the order, which there changes from run to run."""
    with pytest.raises(ValueError) as caught:
        nn.Conv2d(4, 4, 3, **argument)
    assert str(caught.value).startswith(text)
