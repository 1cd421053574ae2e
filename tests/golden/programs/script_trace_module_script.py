# script of a traced module gives it back; its types are kept.
import torch
from torch import nn

x = torch.ones(1, 2)
torch.manual_seed(0)
traced = torch.jit.trace(nn.Sequential(nn.Linear(2, 2), nn.ReLU()), x)
show("same", str(torch.jit.script(traced) is traced))
show("code", torch.jit.script(traced).code)
