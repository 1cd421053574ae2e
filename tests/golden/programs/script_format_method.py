# str.format with positional arguments.
import torch


def formatted(x: int, y: float) -> str:
    return "{} and {}".format(x, y)


def of_tensor(x) -> str:
    return "dim {}".format(x.dim())


def none(x: int) -> str:
    text = "a {} b"
    return text.format(x)


def too_few(x: int) -> str:
    return "{} {}".format(x)


show_script("formatted", formatted, (1, 2.0))
show_script("of_tensor", of_tensor, (torch.ones(2),))
show_script("none", none, (1,))
show_script("too_few", too_few, (1,))
