# All that can be called in `torch` is an operator to the compiler, known or not.
import torch
from typing import *
def m1(x):
    return torch.Tensor
def m2(x):
    return torch.Tensor(x)
def m3(x):
    return torch.Tensor.y
def m4(x):
    return torch.Size([1])
def m5(x):
    return torch.dtype
def m6(x):
    return torch.device
def m9(x):
    return torch.Generator
def m13(x):
    return torch.is_tensor(x)
def m14(x):
    return torch.no_grad
def m15(x):
    return torch.finfo
def m16(x):
    return torch.finfo(torch.float32)
def m17(x):
    return torch.Size
def m18(x):
    return torch.set_grad_enabled(False)
def m20(x):
    return torch.FloatTensor
def m21(x):
    return torch.layout
def m22(x):
    return torch.strided
def m23(x):
    return torch.set_default_dtype
def m24(x):
    return torch.nn.Module
def m25(x):
    return torch.nn.Linear(2, 2)
def m26(x):
    return torch.nn.Parameter(x)
def m28(x):
    return torch.jit
def m32(x):
    return torch.typing
def m33(x):
    return torch.inference_mode
def m34(x):
    return torch.enable_grad
for name in list(globals()):
    if name[0] == "m" and name[1:].isdigit():
        show_script("script_" + name, globals()[name])
