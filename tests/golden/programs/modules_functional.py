# Functions of torch.nn.functional that no layer stands for.
import torch
import torch.nn.functional as F
from torch import nn

image, grid, theta = torch.rand(1, 2, 4, 4), torch.rand(1, 3, 3, 2) - 0.5, torch.rand(1, 2, 3)
x, y, weight = torch.rand(3, 4), torch.rand(3, 4), torch.rand(3, 4)
q, k, v = torch.rand(3, 2, 3, 5, 4).unbind(0)


def sampled(image, grid, theta):
    return F.grid_sample(image, grid), F.grid_sample(image, grid, mode="nearest", padding_mode="border", align_corners=True), F.affine_grid(theta, [1, 2, 3, 4], align_corners=False), F.affine_grid(theta, image.size())


def resized(image):
    return F.interpolate(image, size=(2, 2), mode="bilinear", antialias=True), F.interpolate(image, size=(2, 2), mode="bicubic", antialias=True), F.interpolate(image, size=(image.size(2) * 2, 5))


def weighted(x, y, weight):
    return F.mse_loss(x, y, weight=weight), F.l1_loss(x, y, weight=weight, reduction="none"), F.huber_loss(x, y, weight=weight), F.gaussian_nll_loss(x, y, 0.5)


def drawn(x):
    return F.gumbel_softmax(x, hard=True), F.gumbel_softmax(x, tau=0.5)


def attended(q, k, v):
    return F.scaled_dot_product_attention(q, k, v), F.scaled_dot_product_attention(q, k, v, is_causal=True), F.scaled_dot_product_attention(q, k, v, torch.zeros(5, 5), scale=0.5)


def others(x):
    return F.normalize(x, dim=0), F.pdist(x), nn.utils.rnn.pad_sequence([x, x[:2]]), F.one_hot(x.argmax(1), 5)


for function, inputs in ((sampled, (image, grid, theta)), (resized, image), (weighted, (x, y, weight)), (drawn, x), (attended, (q, k, v)), (others, x)):
    traced = torch.jit.trace(function, inputs, check_trace=False)
    show(f"{function.__name__}.graph", str(traced.graph))
    show(f"{function.__name__}.code", traced.code)
