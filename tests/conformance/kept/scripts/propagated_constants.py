# Constants that a pass makes: tuples of members of enumerations and tensors.
import torch
from enum import Enum
from typing import *
class Color(Enum):
    RED = 1
    BLUE = 2
def f0(x: torch.Tensor):
    return torch.ones((3,)) * 0.5
def f1(x: torch.Tensor):
    return torch.einsum('i,i->i', x, torch.ones((3,)) * 0.5)
def f2(x: torch.Tensor):
    y = torch.einsum('i,i->i', x, torch.ones((3,)) * 0.5)
    y.add_(1)
    return y
def f3(x: torch.Tensor):
    y = torch.stack([x, torch.ones((3,)) * 0.5])
    y.add_(1)
    return y
def f4(x: bool):
    y = (Color.RED, torch.ones(3))
    if x:
        y = (Color.BLUE, torch.zeros(3))
    return y
def f5(x: torch.Tensor):
    a = [x, torch.ones((3,)) * 0.5]
    x.add_(1)
    return a
def f6(x: torch.Tensor):
    a = [x, torch.ones((3,)) * 0.5]
    y = torch.einsum('i,i->i', a)
    return y.sub_(y)
def f7(x: torch.Tensor):
    a = [x, torch.ones((3,)) * 0.5]
    y = torch.meshgrid(a)
    return y[0].sub_(1)
def f8(x: torch.Tensor, y: torch.Tensor):
    a = [x, torch.ones((3,)) * 0.5]
    y.add_(1)
    return torch.einsum('i,i->i', a)
for k, f in enumerate((f0,f1,f2,f3,f4,f5,f6,f7,f8)):
    show_passes(f"script_f{k}", show_script(f"script_f{k}", f), ["constant_propagation"])
