# The options of networks and blocks that no named network takes.
import torch
from torch import nn
from torchvision import models, ops


def evaluated(name, model, *shape):
    model.eval()
    show(f"{name}.repr", repr(model))
    with torch.no_grad():
        traced = torch.jit.trace(model, torch.rand(*shape), check_trace=False)
    show_module(traced, f"{name}.", digests=True)


with undrawn():
    show_network("v3", models.mobilenet_v3_small(reduced_tail=True, dilated=True, width_mult=0.75), torch.rand(1, 3, 32, 32), numbers=False)
    show_network("v3l", models.mobilenet_v3_large(reduced_tail=True), torch.rand(1, 3, 32, 32), numbers=False)
    show_network("v2", models.mobilenet_v2(width_mult=0.35, round_nearest=4, inverted_residual_setting=[[1, 16, 1, 1], [6, 24, 2, 2]]), torch.rand(1, 3, 32, 32), numbers=False)
    show_network("frozen", models.resnet18(norm_layer=ops.misc.FrozenBatchNorm2d), torch.rand(1, 3, 32, 32), numbers=False)
    show_network("regnet", models.regnet_y_400mf(num_classes=3, activation=nn.SiLU, stem_width=16), torch.rand(1, 3, 32, 32), numbers=False)
    show_network("shuffle", models.ShuffleNetV2([1, 2, 1], [8, 16, 32, 64, 32], num_classes=3), torch.rand(1, 3, 32, 32), numbers=False)
evaluated("mlp", ops.MLP(4, [5, 6], norm_layer=nn.LayerNorm, activation_layer=nn.ReLU, inplace=True, dropout=0.1, bias=False), 3, 4)
evaluated("conv3d", ops.Conv3dNormActivation(2, 3, (3, 5, 1), dilation=(1, 2, 1)), 1, 2, 5, 9, 4)
evaluated("conv2d", ops.Conv2dNormActivation(2, 3, 5, dilation=2, norm_layer=None, activation_layer=nn.Hardswish, inplace=None), 1, 2, 15, 9)
evaluated("se", ops.SqueezeExcitation(4, 2, activation=nn.SiLU), 1, 4, 5, 9)
evaluated("permute", ops.Permute([1, 0]), 1, 4)
for mode in ("row", "batch"):
    layer = ops.StochasticDepth(0.4, mode)
    torch.manual_seed(3)
    show(f"{mode}.repr", repr(layer))
    show_numbers(f"{mode}.values", layer(torch.ones(6, 2)).flatten().tolist())
    show_module(torch.jit.trace(layer, torch.ones(6, 2), check_trace=False), mode + ".")
for arguments in [(-0.1, "row"), (0.5, "col")]:
    try:
        ops.stochastic_depth(torch.ones(2), *arguments)
    except ValueError as error:
        show(f"error{arguments}", str(error))
