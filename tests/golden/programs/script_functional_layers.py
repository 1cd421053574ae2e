# torch.nn.functional from a scripted function: the Python of PyTorch's own library compiled along.
import torch
import torch.nn.functional as F


def simple(x):
    return F.relu(x) + F.gelu(x) + F.softmax(x, dim=1) + F.log_softmax(x, 1)


def dropped(x):
    return F.dropout(x, 0.5, False)


def linear(x, w, b):
    return F.linear(x, w, b)


x = torch.arange(4.0).reshape(2, 2)
for name, function, call in [("simple", simple, (x,)), ("dropped", dropped, (x,)), ("linear", linear, (x, x, torch.ones(2)))]:
    show_script(name, function, call)
