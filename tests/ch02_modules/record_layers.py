"""The layers as PyTorch makes them: run under a real PyTorch, this writes `layers.json`.

    python tests/ch02_modules/record_layers.py

Each case is an expression and what its forward is given: the shape of an input, a list of shapes, indices of so many
rows, or None where it is not called. `observe` is what `test_layers.py` compares, on this side and on that.
"""

from __future__ import annotations

import json
import math
from collections import OrderedDict
from pathlib import Path
from typing import Any

RECORDED = Path(__file__).with_name("layers.json")

CASES: list[tuple[str, Any]] = [
    ("nn.Identity()", (2, 3)),
    ("nn.Identity(54, unused=1)", (2, 3)),
    ("nn.Linear(4, 3)", (2, 4)),
    ("nn.Linear(4, 3, bias=False)", (4,)),
    ("nn.Linear(30, 20, dtype=torch.float64)", None),
    ("nn.Linear(0, 3)", None),
    ("nn.Bilinear(2, 3, 4)", [(5, 2), (5, 3)]),
    ("nn.Bilinear(2, 3, 4, bias=False)", [(5, 2), (5, 3)]),
    ("nn.Flatten()", (2, 3, 4)),
    ("nn.Flatten(0, 1)", (2, 3, 4)),
    ("nn.Unflatten(1, (2, 3))", (2, 6)),
    ("nn.Dropout()", (2, 3)),
    ("nn.Dropout(0.25, inplace=True)", (2, 3)),
    ("nn.Dropout1d(0.2)", (3, 4, 2)),
    ("nn.Dropout2d(0.2)", (3, 4, 2, 2)),
    ("nn.Dropout3d(0.2, True)", (3, 4, 2, 1, 1)),
    ("nn.AlphaDropout(0.2)", (4, 5)),
    ("nn.FeatureAlphaDropout()", (3, 4, 2)),
    ("nn.Conv1d(4, 6, 3)", (2, 4, 9)),
    ("nn.Conv1d(4, 6, 3, padding='same')", (2, 4, 9)),
    ("nn.Conv1d(4, 6, 3, stride=2, padding=1, groups=2, bias=False)", (2, 4, 9)),
    ("nn.Conv2d(3, 8, 3)", (2, 3, 8, 8)),
    ("nn.Conv2d(3, 8, (3, 5), stride=(2, 1), padding=(1, 2), dilation=(1, 2))", (2, 3, 9, 12)),
    ("nn.Conv2d(4, 8, 3, groups=4, bias=False, padding_mode='reflect', padding=1)", (2, 4, 8, 8)),
    ("nn.Conv2d(4, 8, 3, padding=1, padding_mode='circular')", (2, 4, 8, 8)),
    ("nn.Conv2d(4, 8, 3, padding=1, padding_mode='replicate')", (4, 8, 8)),
    ("nn.Conv2d(3, 8, 4, padding='same')", (2, 3, 8, 8)),
    ("nn.Conv2d(3, 8, 3, padding='valid')", (2, 3, 8, 8)),
    ("nn.Conv3d(2, 4, 3)", (1, 2, 5, 5, 5)),
    ("nn.Conv3d(2, 4, (1, 2, 3), padding=(0, 1, 1))", (1, 2, 5, 5, 5)),
    ("nn.ConvTranspose1d(4, 6, 3, stride=2, output_padding=1)", (2, 4, 7)),
    ("nn.ConvTranspose2d(4, 6, 3)", (2, 4, 7, 7)),
    ("nn.ConvTranspose2d(4, 6, 3, 2, 1, 1, 2, False, 2)", (2, 4, 7, 7)),
    ("nn.ConvTranspose3d(4, 6, 2)", (1, 4, 3, 3, 3)),
    ("nn.BatchNorm1d(5)", (4, 5)),
    ("nn.BatchNorm1d(5, eps=1e-3, momentum=None)", (4, 5, 3)),
    ("nn.BatchNorm2d(5, affine=False)", (2, 5, 3, 3)),
    ("nn.BatchNorm2d(5, track_running_stats=False)", (2, 5, 3, 3)),
    ("nn.BatchNorm3d(5)", (2, 5, 2, 2, 2)),
    ("nn.BatchNorm2d(5, bias=False)", (2, 5, 3, 3)),
    ("nn.InstanceNorm1d(5)", (2, 5, 7)),
    ("nn.InstanceNorm2d(5, affine=True, track_running_stats=True)", (2, 5, 4, 4)),
    ("nn.InstanceNorm3d(5)", (5, 2, 3, 4)),
    ("nn.LayerNorm(6)", (2, 6)),
    ("nn.LayerNorm((3, 4), eps=1e-3)", (2, 3, 4)),
    ("nn.LayerNorm([4], elementwise_affine=False)", (2, 3, 4)),
    ("nn.LayerNorm(4, bias=False)", (2, 3, 4)),
    ("nn.GroupNorm(2, 6)", (2, 6, 4)),
    ("nn.GroupNorm(3, 6, affine=False)", (2, 6, 4)),
    ("nn.GroupNorm(3, 6, bias=False)", (2, 6, 4)),
    ("nn.RMSNorm(6)", (2, 6)),
    ("nn.RMSNorm((3, 4), eps=1e-3, elementwise_affine=False)", (2, 3, 4)),
    ("nn.LocalResponseNorm(2)", (2, 5, 4, 4)),
    ("nn.LocalResponseNorm(3, alpha=0.01, beta=0.5, k=2.0)", (2, 5, 4)),
    ("nn.Threshold(0.1, 20)", (3, 4)),
    ("nn.Threshold(0.1, 20, inplace=True)", (3, 4)),
    ("nn.ReLU()", (3, 4)),
    ("nn.ReLU(inplace=True)", (3, 4)),
    ("nn.RReLU(0.1, 0.3)", (4, 5)),
    ("nn.RReLU(inplace=True)", (4, 5)),
    ("nn.Hardtanh()", (3, 4)),
    ("nn.Hardtanh(-2, 3, inplace=True)", (3, 4)),
    ("nn.ReLU6()", (3, 4)),
    ("nn.ReLU6(True)", (3, 4)),
    ("nn.Sigmoid()", (3, 4)),
    ("nn.Hardsigmoid()", (3, 4)),
    ("nn.Hardsigmoid(True)", (3, 4)),
    ("nn.Tanh()", (3, 4)),
    ("nn.SiLU()", (3, 4)),
    ("nn.SiLU(True)", (3, 4)),
    ("nn.Mish()", (3, 4)),
    ("nn.Hardswish()", (3, 4)),
    ("nn.Hardswish(inplace=True)", (3, 4)),
    ("nn.ELU()", (3, 4)),
    ("nn.ELU(0.5, True)", (3, 4)),
    ("nn.CELU()", (3, 4)),
    ("nn.CELU(0.5, True)", (3, 4)),
    ("nn.SELU()", (3, 4)),
    ("nn.SELU(True)", (3, 4)),
    ("nn.GLU()", (3, 4)),
    ("nn.GLU(0)", (4, 3)),
    ("nn.GELU()", (3, 4)),
    ("nn.GELU('tanh')", (3, 4)),
    ("nn.Hardshrink()", (3, 4)),
    ("nn.Hardshrink(0.1)", (3, 4)),
    ("nn.LeakyReLU()", (3, 4)),
    ("nn.LeakyReLU(0.2, True)", (3, 4)),
    ("nn.LogSigmoid()", (3, 4)),
    ("nn.Softplus()", (3, 4)),
    ("nn.Softplus(2, 5)", (3, 4)),
    ("nn.Softshrink()", (3, 4)),
    ("nn.Softshrink(0.25)", (3, 4)),
    ("nn.PReLU()", (3, 4)),
    ("nn.PReLU(4, 0.1)", (3, 4)),
    ("nn.Softsign()", (3, 4)),
    ("nn.Tanhshrink()", (3, 4)),
    ("nn.Softmin(1)", (3, 4)),
    ("nn.Softmax(dim=1)", (3, 4)),
    ("nn.Softmax()", (3, 4)),
    ("nn.Softmax2d()", (2, 3, 4, 4)),
    ("nn.LogSoftmax(-1)", (3, 4)),
    ("nn.ZeroPad1d(2)", (2, 3, 4)),
    ("nn.ZeroPad2d(1)", (2, 3, 4, 4)),
    ("nn.ZeroPad2d((1, 2, 0, 3))", (2, 3, 4, 4)),
    ("nn.ZeroPad3d(1)", (2, 3, 4, 4, 4)),
    ("nn.ConstantPad1d((1, 2), 3.5)", (2, 3, 4)),
    ("nn.ConstantPad2d(2, 3)", (2, 3, 4, 4)),
    ("nn.ConstantPad3d(1, 0.5)", (2, 3, 4, 4, 4)),
    ("nn.ReflectionPad1d(2)", (2, 3, 4)),
    ("nn.ReflectionPad2d((1, 2, 0, 3))", (2, 3, 4, 4)),
    ("nn.ReflectionPad3d(1)", (2, 3, 4, 4, 4)),
    ("nn.ReplicationPad1d(2)", (2, 3, 4)),
    ("nn.ReplicationPad2d(1)", (2, 3, 4, 4)),
    ("nn.ReplicationPad3d(1)", (2, 3, 4, 4, 4)),
    ("nn.CircularPad1d(2)", (2, 3, 4)),
    ("nn.CircularPad2d((1, 1, 2, 0))", (2, 3, 4, 4)),
    ("nn.CircularPad3d(1)", (2, 3, 4, 4, 4)),
    ("nn.PixelShuffle(2)", (1, 8, 3, 3)),
    ("nn.PixelUnshuffle(2)", (1, 2, 6, 6)),
    ("nn.ChannelShuffle(2)", (1, 4, 3, 3)),
    ("nn.Unfold(2)", (1, 3, 4, 4)),
    ("nn.Fold((4, 5), (2, 2))", (1, 12, 12)),
    ("nn.Upsample(scale_factor=2)", (1, 2, 3)),
    ("nn.Upsample(size=(5, 4))", (1, 2, 3, 3)),
    ("nn.Upsample(scale_factor=(1.5, 2.0), mode='bilinear')", (1, 2, 4, 3)),
    ("nn.Upsample(scale_factor=1.7, mode='linear', recompute_scale_factor=True)", (1, 2, 5)),
    ("nn.Upsample(size=4, mode='trilinear', align_corners=True)", (1, 1, 2, 3, 2)),
    ("nn.Upsample(size=2, mode='area')", (1, 2, 5, 5)),
    ("nn.UpsamplingNearest2d(scale_factor=2)", (1, 2, 3, 3)),
    ("nn.UpsamplingBilinear2d(size=(4, 6))", (1, 2, 3, 3)),
    ("nn.MaxPool1d(2)", (2, 3, 8)),
    ("nn.MaxPool2d(3, 2, 1)", (2, 3, 8, 8)),
    ("nn.MaxPool2d((2, 3), ceil_mode=True)", (2, 3, 7, 8)),
    ("nn.MaxPool2d(2, return_indices=True)", (2, 3, 8, 8)),
    ("nn.MaxPool3d(2, dilation=2)", (1, 2, 6, 6, 6)),
    ("nn.AvgPool1d(2)", (2, 3, 8)),
    ("nn.AvgPool2d(3, 2, 1)", (2, 3, 8, 8)),
    ("nn.AvgPool2d((2, 3), ceil_mode=True, count_include_pad=False, divisor_override=3)", (2, 3, 7, 8)),
    ("nn.AvgPool3d(2)", (1, 2, 4, 4, 4)),
    ("nn.AdaptiveAvgPool1d(3)", (2, 3, 8)),
    ("nn.AdaptiveAvgPool2d((1, 1))", (2, 3, 8, 8)),
    ("nn.AdaptiveAvgPool2d((None, 3))", (2, 3, 8, 8)),
    ("nn.AdaptiveAvgPool2d(2)", (2, 3, 7, 7)),
    ("nn.AdaptiveAvgPool3d(2)", (1, 2, 5, 5, 5)),
    ("nn.AdaptiveMaxPool1d(3)", (2, 3, 8)),
    ("nn.AdaptiveMaxPool2d((2, None))", (2, 3, 8, 8)),
    ("nn.AdaptiveMaxPool3d(2)", (1, 2, 5, 5, 5)),
    ("nn.AdaptiveMaxPool2d(2, return_indices=True)", (2, 3, 8, 8)),
    ("nn.Embedding(5, 3)", "rows 5"),
    ("nn.Embedding(10, 8, padding_idx=-1)", "rows 10"),
    ("nn.Embedding(5, 3, max_norm=1.0, norm_type=1.0)", "rows 5"),
    ("nn.Embedding(5, 3, padding_idx=0, scale_grad_by_freq=True, sparse=True)", "rows 5"),
    ("nn.Sequential()", None),
    ("nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))", (2, 3)),
    ("nn.Sequential(OrderedDict(a=nn.Linear(3, 4), b=nn.ReLU()))", (2, 3)),
    ("nn.Sequential(nn.Sequential(nn.ReLU(), nn.Sequential(nn.Tanh())), nn.Flatten())", (2, 3)),
    ("nn.ModuleList()", None),
    ("nn.ModuleList([nn.Linear(2, 2), nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 2)])", None),
    ("nn.ModuleList([nn.Sequential(nn.Linear(2, 2), nn.ReLU()) for _ in range(3)])", None),
    ("nn.ModuleDict()", None),
    ("nn.ModuleDict({'b': nn.Linear(2, 2), 'a': nn.ReLU()})", None),
    ("nn.ModuleDict([['lrelu', nn.LeakyReLU()], ['prelu', nn.PReLU()]])", None),
    ("nn.ParameterList([nn.Parameter(torch.zeros(2, 3)), torch.ones(3), 5])", None),
    ("nn.ParameterDict({'b': nn.Parameter(torch.zeros(2, 3)), 'a': torch.ones(3), 'c': 'x'})", None),
    ("nn.ParameterList()", None),
    ("nn.ParameterDict()", None),
    ("nn.Sequential(nn.ParameterList([torch.ones(3)]), nn.ReLU())", None),
    ("nn.Module()", None),
]


def _input(torch: Any, given: Any) -> list[Any]:
    if isinstance(given, str):
        rows = int(given.split()[1])
        return [torch.tensor([[i % rows for i in range(4)], [(3 * i + 1) % rows for i in range(4)]])]
    shapes = given if isinstance(given, list) else [given]
    flat = [[math.sin(i * 1.3) * 1.5 for i in range(math.prod(shape))] for shape in shapes]
    return [torch.tensor(values).reshape(shape) for values, shape in zip(flat, shapes, strict=True)]


def _seen(tensor: Any) -> dict[str, Any]:
    flat = tensor.detach().reshape(-1).double().tolist()
    return {
        "shape": list(tensor.shape),
        "stride": list(tensor.stride()),
        "dtype": str(tensor.dtype),
        "requires_grad": tensor.requires_grad,
        "values": [float(f"{value:.9g}") for value in (*flat[:3], *flat[-3:], math.fsum(flat))],
    }


def observe(torch: Any, expression: str, given: Any) -> dict[str, Any]:
    """What can be seen of a layer made with seed 0: its text, attributes, members and outputs."""
    torch.manual_seed(0)
    layer = eval(expression, {"torch": torch, "nn": torch.nn, "OrderedDict": OrderedDict})
    seen: dict[str, Any] = {
        "repr": repr(layer),
        "attributes": list(layer.__dict__),
        "constants": list(getattr(layer, "__constants__", [])),
        "modules": [name for name, _ in layer.named_modules()],
        "parameters": {name: _seen(value) for name, value in layer.named_parameters()},
        "buffers": {name: _seen(value) for name, value in layer.named_buffers()},
    }
    if given is not None:
        for training in (False, True):
            torch.manual_seed(1)
            layer.train(training)
            output = layer(*_input(torch, given))
            outputs = output if isinstance(output, tuple) else (output,)
            seen["training" if training else "evaluation"] = [_seen(value) for value in outputs]
        seen["buffers after"] = {name: _seen(value) for name, value in layer.named_buffers()}
    return seen


def main() -> None:
    import torch

    lines = [f'{{"recorded with PyTorch": "{torch.__version__}", "layers": {{']
    for expression, given in CASES:
        seen = observe(torch, expression, given)
        lines.append(f"{json.dumps(expression)}: {json.dumps(seen)},")
    lines[-1] = lines[-1].removesuffix(",")
    RECORDED.write_text("\n".join([*lines, "}}", ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
