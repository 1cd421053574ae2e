# One module under several names; a submodule that is never called; a parameter shared by two layers.
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Linear(4, 4)
        self.again = self.encoder
        self.block = nn.Sequential(self.encoder, nn.ReLU())
        self.unused = nn.Sequential(nn.Linear(4, 4), nn.Tanh())
        self.tied = nn.Linear(4, 4)
        self.tied.weight = self.encoder.weight

    def forward(self, x):
        return self.tied(self.block(self.again(self.encoder(x))))


traced = torch.jit.trace(Net(), torch.rand(2, 4))
show_module(traced)
show("parameters", "\n".join(name for name, _ in traced.named_parameters()))
show("state_dict", "\n".join(traced.state_dict()))
