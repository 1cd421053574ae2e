"""The layers as PyTorch makes them: run under a real PyTorch, this writes `layers.json`.

    python tests/ch02_modules/record_layers.py

Each case is an expression and what its forward is given: the shape of an input, a list of shapes, indices of so many
rows, an expression for all inputs (`wave` makes floats, `rows` indices), or None where it is not called. `observe` is
what `test_layers.py` compares, on this side and on that.
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
    ("nn.EmbeddingBag(7, 3)", "(rows(7, 2, 4),)"),
    ("nn.EmbeddingBag(7, 3, mode='sum', padding_idx=-2)", "(rows(7, 8), torch.tensor([0, 3]), wave(8))"),
    ("nn.EmbeddingBag(7, 3, 1.0, 1.5, mode='max')", "(rows(7, 2, 4),)"),
    (
        "nn.EmbeddingBag.from_pretrained(torch.ones(4, 2), include_last_offset=True)",
        "(rows(4, 8), torch.tensor([0, 3, 8]))",
    ),
    ("nn.RNN(4, 3)", (5, 2, 4)),
    ("nn.RNN(4, 3, 1, 'relu', False, batch_first=True)", (2, 5, 4)),
    ("nn.RNN(4, 3, num_layers=2, dropout=0.4, bidirectional=True)", (5, 2, 4)),
    ("nn.LSTM(4, 3)", "(wave(5, 2, 4), (wave(1, 2, 3), wave(1, 2, 3)))"),
    ("nn.LSTM(4, 3, 2, bidirectional=True, batch_first=True)", (2, 5, 4)),
    ("nn.LSTM(4, 5, 2, proj_size=3, dropout=0.4, bias=False)", (5, 2, 4)),
    ("nn.LSTM(4, 3, bias=False)", (5, 4)),
    ("nn.GRU(4, 3)", "(wave(5, 2, 4), wave(1, 2, 3))"),
    ("nn.GRU(4, 3, 2, dropout=0.4, bidirectional=True)", (5, 2, 4)),
    ("nn.RNNCell(4, 3)", (2, 4)),
    ("nn.RNNCell(4, 3, nonlinearity='relu', bias=False)", "(wave(4), wave(3))"),
    ("nn.LSTMCell(4, 3)", "(wave(2, 4), (wave(2, 3), wave(2, 3)))"),
    ("nn.LSTMCell(4, 3, bias=False)", (4,)),
    ("nn.GRUCell(4, 3)", "(wave(2, 4), wave(2, 3))"),
    ("nn.GRUCell(4, 3, False)", (2, 4)),
    ("nn.MultiheadAttention(8, 2)", [(4, 2, 8), (5, 2, 8), (5, 2, 8)]),
    ("nn.MultiheadAttention(8, 2, dropout=0.3, bias=False, batch_first=True)", [(2, 4, 8), (2, 5, 8), (2, 5, 8)]),
    ("nn.MultiheadAttention(8, 4, add_bias_kv=True, add_zero_attn=True, kdim=6, vdim=4)", [(4, 8), (5, 6), (5, 4)]),
    ("nn.TransformerEncoderLayer(8, 2, 16)", (5, 2, 8)),
    ("nn.TransformerEncoderLayer(8, 2, 16, 0.2, 'gelu', norm_first=True, batch_first=True, bias=False)", (2, 5, 8)),
    ("nn.TransformerDecoderLayer(8, 2, 16)", [(4, 2, 8), (5, 2, 8)]),
    ("nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16, batch_first=True), 2, nn.LayerNorm(8))", (2, 5, 8)),
    ("nn.TransformerDecoder(nn.TransformerDecoderLayer(8, 2, 16, norm_first=True), 2)", [(4, 2, 8), (5, 2, 8)]),
    ("nn.Transformer(8, 2, 1, 2, 16, batch_first=True)", [(2, 5, 8), (2, 4, 8)]),
    ("nn.CrossMapLRN2d(3, alpha=0.1)", (2, 7, 2, 3)),
    ("nn.CrossMapLRN2d(4)", (1, 3, 2, 2)),
    ("nn.LPPool1d(2, 3, stride=2, ceil_mode=True)", (1, 2, 9)),
    ("nn.LPPool2d(float('inf'), (3, 2))", (1, 2, 6, 6)),
    ("nn.LPPool3d(3, 2)", (1, 2, 4, 4, 4)),
    ("nn.MaxUnpool1d(2)", "(wave(1, 2, 3), rows(6, 1, 2, 3))"),
    ("nn.MaxUnpool2d((2, 3), stride=(2, 2), padding=(1, 0))", None),
    ("nn.MaxUnpool3d(2)", "(wave(1, 1, 1, 2, 2), rows(16, 1, 1, 1, 2, 2))"),
    ("nn.FractionalMaxPool2d(2, output_size=(3, 2))", (1, 2, 6, 6)),
    ("nn.FractionalMaxPool2d(3, output_ratio=0.5, return_indices=True)", (2, 6, 6)),
    ("nn.FractionalMaxPool3d((2, 1, 3), output_size=2)", (1, 2, 6, 6, 6)),
    ("nn.Upsample(scale_factor=2, mode='bicubic')", (1, 2, 3, 3)),
    ("nn.Upsample(size=5, mode='nearest-exact')", (1, 2, 3)),
    ("nn.L1Loss()", [(3, 4), (3, 4)]),
    ("nn.MSELoss(reduction='sum')", "(wave(3, 4), wave(12).flip(0).reshape(3, 4))"),
    ("nn.SmoothL1Loss(beta=0.5)", "(wave(3, 4), wave(12).flip(0).reshape(3, 4))"),
    ("nn.HuberLoss(delta=0.5, reduction='none')", "(wave(3, 4), wave(12).flip(0).reshape(3, 4))"),
    ("nn.BCELoss(torch.arange(4.0))", "(wave(3, 4).sigmoid(), wave(3, 4).abs() / 2)"),
    ("nn.BCEWithLogitsLoss(pos_weight=torch.arange(4.0))", "(wave(3, 4), wave(3, 4).abs() / 2)"),
    ("nn.NLLLoss(torch.arange(4.0), ignore_index=1)", "(wave(5, 4), rows(4, 5))"),
    ("nn.CrossEntropyLoss(label_smoothing=0.1)", "(wave(3, 4), rows(4, 3))"),
    ("nn.CrossEntropyLoss(reduction='none')", "(wave(3, 4), wave(3, 4).softmax(1))"),
    ("nn.KLDivLoss(reduction='batchmean')", "(wave(3, 4), wave(3, 4).abs())"),
    ("nn.CosineEmbeddingLoss(0.2)", "(wave(3, 4), wave(3, 4) + 1, torch.tensor([1.0, -1.0, 1.0]))"),
    ("nn.MarginRankingLoss(0.5)", "(wave(3), wave(3).flip(0), torch.tensor([1.0, -1.0, 1.0]))"),
    ("nn.TripletMarginLoss(p=1.0, swap=True)", "(wave(3, 4), wave(3, 4) + 1, wave(3, 4) * 2)"),
    ("nn.TripletMarginWithDistanceLoss(reduction='sum')", "(wave(3, 4), wave(3, 4) + 1, wave(3, 4) * 2)"),
    ("nn.PoissonNLLLoss(full=True)", "(wave(3, 4), wave(3, 4).abs() * 2)"),
    ("nn.GaussianNLLLoss(full=True)", "(wave(3, 4), wave(3, 4) + 1, wave(3, 1).abs())"),
    ("nn.HingeEmbeddingLoss()", "(wave(3, 4), wave(3, 4).sign())"),
    ("nn.SoftMarginLoss()", "(wave(3, 4), wave(3, 4).sign())"),
    ("nn.MultiMarginLoss(2, 0.5, torch.arange(4.0))", "(wave(3, 4), rows(4, 3))"),
    ("nn.MultiLabelMarginLoss()", "(wave(2, 4), torch.tensor([[3, 0, -1, 1], [1, -1, 0, 2]]))"),
    ("nn.MultiLabelSoftMarginLoss(torch.arange(4.0))", "(wave(3, 4), rows(2, 3, 4).float())"),
    ("nn.CTCLoss()", "(wave(6, 2, 4).log_softmax(2), rows(3, 2, 2) + 1, torch.tensor([6, 5]), torch.tensor([2, 1]))"),
    ("nn.AdaptiveLogSoftmaxWithLoss(6, 10, [3, 6], div_value=2.0)", "(wave(5, 6), rows(10, 5))"),
    ("nn.PairwiseDistance(1.0, keepdim=True)", "(wave(3, 4), wave(3, 4) + 1)"),
    ("nn.CosineSimilarity(0)", "(wave(3, 4), wave(3, 4) + 1)"),
    ("nn.utils.weight_norm(nn.Linear(4, 3))", (2, 4)),
    ("nn.utils.spectral_norm(nn.Conv2d(2, 3, 3))", (1, 2, 5, 5)),
    ("nn.utils.parametrizations.weight_norm(nn.Linear(4, 3))", (2, 4)),
    ("nn.utils.parametrizations.spectral_norm(nn.ConvTranspose1d(2, 3, 3), n_power_iterations=2)", (1, 2, 5)),
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


def inputs_of(torch: Any, given: Any) -> list[Any]:
    """What a layer is called with: see `CASES`."""

    def wave(*shape: int) -> Any:
        return torch.tensor([math.sin(i * 1.3) * 1.5 for i in range(math.prod(shape))]).reshape(shape)

    def rows(count: int, *shape: int) -> Any:
        return torch.tensor([(3 * i + 1) % count for i in range(math.prod(shape))]).reshape(shape)

    if isinstance(given, str) and not given.startswith("rows "):
        return list(eval(given, {"torch": torch, "wave": wave, "rows": rows}))
    if isinstance(given, str):
        rows = int(given.split()[1])
        return [torch.tensor([[i % rows for i in range(4)], [(3 * i + 1) % rows for i in range(4)]])]
    return [wave(*shape) for shape in (given if isinstance(given, list) else [given])]


def flat_tensors(output: Any) -> list[Any]:
    """All tensors of an output, None where there is none."""
    return [tensor for part in output for tensor in flat_tensors(part)] if isinstance(output, tuple) else [output]


def _seen(tensor: Any) -> dict[str, Any] | None:
    if tensor is None:
        return None
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
            output = layer(*inputs_of(torch, given))
            seen["training" if training else "evaluation"] = [_seen(value) for value in flat_tensors(output)]
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
