# torch.jit.fork and wait.
from typing import List

import torch


def work(x, n: int):
    return x * n


def forked(x):
    future = torch.jit.fork(work, x, 3)
    y = x + 1
    return torch.jit.wait(future) + y


def many(x):
    futures: List[torch.jit.Future[torch.Tensor]] = []
    for i in range(3):
        futures.append(torch.jit.fork(work, x, i))
    total = torch.zeros(2)
    for future in futures:
        total += torch.jit.wait(future)
    return total


show_script("forked", forked, (torch.ones(2),))
show_script("many", many, (torch.ones(2),))
