# Tensor indexing of many shapes: lists of indices, nested ones, None and ellipsis mixed, expressions, variables.
import torch


def lists(x):
    return x[[0, 2]], x[[0, 1], [1, 0]], x[[[0, 1], [1, 0]]]


def variable_list(x):
    at = [0]
    at.append(2)
    return x[at]


def nones(x):
    return x[None, 0], x[1, None], x[None, :, None], x[..., None], x[0, ..., None]


def expressions(x, i: int, j: int):
    return x[i + j], x[i : i + j, 0], x[-i - 1], x[: j + 1]


def tensors(x, i, j):
    return x[i, j], x[:, i], x[i, None], x[i, 0:1], x[i][j]


def mixed(x, i):
    return x[0, i], x[i, :, None], x[1:, i]


def too_many(x):
    return x[0, 0, 0, 0]


def by_string(x):
    return x["a"]


def by_float(x):
    return x[1.5]


x = torch.arange(12.0).reshape(3, 4)
i, j = torch.tensor([0, 1]), torch.tensor([1, 1])
show_script("lists", lists, (x,))
show_script("variable_list", variable_list, (x,))
show_script("nones", nones, (x,))
show_script("expressions", expressions, (x, 0, 1))
show_script("tensors", tensors, (x, i, j))
show_script("mixed", mixed, (x, i))
show_script("too_many", too_many, (x,))
show_script("by_string", by_string)
show_script("by_float", by_float)
