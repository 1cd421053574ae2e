# A branch on a constant attribute is decided while compiling; on an attribute that is None too.
from typing import Final, Optional

import torch
from torch import nn


class Net(nn.Module):
    use: Final[bool]

    def __init__(self, use, extra):
        super().__init__()
        self.use = use
        self.extra = nn.Linear(2, 2) if extra else None
        self.bias = nn.Parameter(torch.ones(2)) if extra else None

    def forward(self, x):
        if self.use:
            x = x + 1
        else:
            x = x.undefined_method()
        if self.extra is not None:
            x = self.extra(x)
        if self.bias is None:
            return x
        return x + self.bias


torch.manual_seed(0)
show_script("plain", Net(True, False), (torch.ones(1, 2),))
show_script("extra", Net(True, True), (torch.ones(1, 2),))
show_script("refused", Net(False, False))
