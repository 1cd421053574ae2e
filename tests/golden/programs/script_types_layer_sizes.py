# Annotations of torch.nn.common_types: one number or one for each dimension.
from typing import Optional

import torch
import torch.nn.common_types as common
from torch import nn
from torch.nn.common_types import _size_1_t, _size_2_t, _size_3_t
from torch.nn.modules.utils import _pair

for name in sorted(each for each in dir(common) if each.startswith(("_size", "_ratio", "_scalar"))):
    show(name, str(getattr(common, name)))


def area(x: _size_2_t) -> int:
    return x[0] * x[1]


def volume(x: _size_3_t, y: _size_1_t) -> int:
    return x[0] * x[1] * x[2] + y[0]


def maybe(x: Optional[_size_2_t] = None) -> int:
    return 0 if x is None else x[1]


class Pool(nn.Module):
    def __init__(self, kernel: _size_2_t = 3):
        super().__init__()
        self.kernel = _pair(kernel)

    def forward(self, x, stride: _size_2_t):
        return torch.max_pool2d(x, self.kernel, stride)


for function in (area, volume, maybe):
    compiled = torch.jit.script(function)
    show(f"{function.__name__}.schema", str(compiled.schema))
    show(f"{function.__name__}.graph", str(compiled.graph))
compiled = torch.jit.script(area)
show("calls", f"{compiled(4)} {compiled((1, 2))} {compiled([3, 4])}")
show("calls with three", f"{torch.jit.script(volume)(2, 1)} {torch.jit.script(volume)((1, 2, 3), [4])}")
show("pool", torch.jit.script(Pool()).code)
refused("a string", lambda: compiled("a"))
