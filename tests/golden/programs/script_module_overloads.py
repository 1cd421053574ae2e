# A module's method with several declarations: each call takes the one that its arguments fit.
from typing import List

import torch
from torch import nn


class Net(nn.Module):
    @torch.jit._overload_method
    def shifted(self, x: int, by: int = 1) -> int:
        pass

    @torch.jit._overload_method
    def shifted(self, x: float, by: int = 1) -> float:  # noqa: F811
        pass

    @torch.jit._overload_method
    def shifted(self, x: List[int], by: int = 1) -> int:  # noqa: F811
        pass

    def shifted(self, x, by: int = 1):  # noqa: F811
        if isinstance(x, list):
            return len(x) + by
        return x + by

    def forward(self, x: int, y: float):
        return self.shifted(x), self.shifted(y, 5), self.shifted([x, x])


class Unfit(nn.Module):
    @torch.jit._overload_method
    def shifted(self, x: int) -> int:
        pass

    def shifted(self, x):  # noqa: F811
        return x + 1

    def forward(self, x: str):
        return self.shifted(x)


show_script("net", Net(), (1, 2.0))
show_script("unfit", Unfit())
