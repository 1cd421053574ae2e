# Training mode: dropout draws, batch norm counts its batches; eval mode beside it.
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 4, 3)
        self.bn = nn.BatchNorm2d(4)
        self.drop = nn.Dropout(0.25)
        self.norm = nn.LayerNorm(3)

    def forward(self, x):
        return self.norm(self.drop(torch.relu(self.bn(self.conv(x)))))


x = torch.rand(2, 2, 5, 5)
model = Net()
show_module(torch.jit.trace(model, x, check_trace=False), "train.")
show("num_batches_tracked", str(model.bn.num_batches_tracked.item()))
model.eval()
show_module(torch.jit.trace(model, x), "eval.")
