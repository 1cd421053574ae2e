# Tensor indexing: integers, slices, ellipsis, None, masks, lists of indices.
import torch


def plain(x):
    return x[0], x[-1], x[0, 1], x[1][0]


def sliced(x):
    return x[1:], x[:, 1], x[..., 0], x[:, ::2], x[0:1, 1:3]


def extra(x):
    return x[None], x[:, None], x[..., None, 0]


def by_tensor(x, index):
    return x[index], x[index, 1], x[:, index]


def by_mask(x):
    return x[x > 2]


def by_variable(x, i: int, j: int):
    return x[i], x[i:j], x[i, j]


x = torch.arange(12.0).reshape(3, 4)
show_script("plain", plain, (x,))
show_script("sliced", sliced, (x,))
show_script("extra", extra, (x,))
show_script("by_tensor", by_tensor, (x, torch.tensor([0, 2])))
show_script("by_mask", by_mask, (x,))
show_script("by_variable", by_variable, (x, 0, 1))
