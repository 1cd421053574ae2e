# self.training, train() and eval() of a scripted module.
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.drop = nn.Dropout(0.5)

    def forward(self, x):
        if self.training:
            return x + 1
        return self.drop(x) * 2


net = show_script("net", Net(), (torch.ones(1),))
net.eval()
show("eval", f"{net(torch.ones(1)).tolist()} {net.training} {net.drop.training}")
net.train()
show("train", f"{net(torch.ones(1)).tolist()} {net.training}")
