# Attributes and buffers that forward writes: state kept between calls.
from typing import Dict, List

import torch
from torch import nn


class Net(nn.Module):
    seen: List[int]
    table: Dict[str, int]

    def __init__(self):
        super().__init__()
        self.count = 0
        self.seen = []
        self.table = {}
        self.last = torch.zeros(2)
        self.register_buffer("total", torch.zeros(2))

    def forward(self, x):
        self.count += 1
        self.seen.append(self.count)
        self.table["n"] = self.count
        self.last = x
        self.total += x
        return self.total * self.count


net = show_script("net", Net(), (torch.ones(2),), (torch.ones(2),))
show("state", f"{net.count} {net.seen} {net.table} {net.last.tolist()} {net.total.tolist()}")
net.count = 10
show("after", f"{net(torch.ones(2)).tolist()} {net.count}")
