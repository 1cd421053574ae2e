# Implicit conversions to a schema's types: tensor to number, int to float, number to tensor, int to list of ints.
import torch


def scalar_from_tensor(x, n):
    return x.view(n)


def broadcast_list(x):
    return torch.nn.functional.avg_pool2d(x, 2), torch.sum(x, 1)


def int_for_float(x):
    return torch.nn.functional.leaky_relu(x, 1)


def number_plus_tensor(x, n: int):
    return n + x, 2.5 * x, n - x, 1 / x


def tensor_in_range(n) -> int:
    total = 0
    for i in range(n):
        total += i
    return total


def list_of_sizes(x):
    return x.reshape(x.size(0), -1), torch.zeros(x.size(0), 2), x.permute(1, 0, 2, 3)


x = torch.arange(16.0).reshape(1, 1, 4, 4)
show_script("scalar_from_tensor", scalar_from_tensor, (torch.ones(4), torch.tensor(4)))
show_script("broadcast_list", broadcast_list, (x,))
show_script("int_for_float", int_for_float, (x,))
show_script("number_plus_tensor", number_plus_tensor, (torch.ones(2), 3))
show_script("tensor_in_range", tensor_in_range, (torch.tensor(4),))
show_script("list_of_sizes", list_of_sizes, (x,))
