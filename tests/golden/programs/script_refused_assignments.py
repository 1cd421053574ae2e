# Targets that cannot be assigned: calls, constants, modules, attributes of tensors.
import torch


def attribute_of_tensor(x):
    x.thing = 3
    return x


def to_module(x):
    torch.thing = x
    return x


def to_size(x):
    x.shape = [1]
    return x


def type_changed(n: int):
    v = 1
    if n > 0:
        v = "a"
    return v


def annotated_twice(n: int) -> int:
    v: int = 1
    v: float = 2.0
    return n


def wrong_annotation(n: int) -> int:
    v: str = n
    return n


def annotated_without_value(n: int) -> int:
    v: int
    return n


def string_item(s: str) -> str:
    s[0] = "a"
    return s


for name in ("attribute_of_tensor", "to_module", "to_size", "type_changed", "annotated_twice", "wrong_annotation", "annotated_without_value", "string_item"):
    show_script(name, globals()[name])
