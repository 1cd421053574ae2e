# A parameter without annotation is a Tensor.
import torch


def add(x, y):
    return x + y


def scale(x, factor: float):
    return x * factor


def three(x, y, z):
    a = x + y
    b = a * z
    return a, b


x = torch.arange(4.0)
show_script("add", add, (x, x))
show_script("scale", scale, (x, 2.5))
show_script("three", three, (x, x, x))
