# Sequentials inside sequentials, a named one too.
from collections import OrderedDict

import torch
from torch import nn

inner = nn.Sequential(nn.Linear(4, 4), nn.Sequential(nn.Tanh(), nn.Linear(4, 4)))
named = nn.Sequential(OrderedDict([("first", nn.Linear(4, 3)), ("then", nn.Sigmoid())]))
model = nn.Sequential(inner, nn.Identity(), nn.Sequential(), named)
show("repr", repr(model))
traced = torch.jit.trace(model, torch.rand(2, 4))
show_module(traced)
show("traced.repr", repr(traced))
