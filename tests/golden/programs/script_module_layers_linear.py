# Layers of nn, scripted: linear, activation, normalization, dropout, flatten.
import torch
from torch import nn

torch.manual_seed(0)
show_script("linear", nn.Linear(2, 3), (torch.ones(1, 2),))
show_script("relu", nn.ReLU(inplace=True), (torch.ones(1),))
show_script("dropout", nn.Dropout(0.3).eval(), (torch.ones(1),))
show_script("layer_norm", nn.LayerNorm(3), (torch.ones(1, 3),))
show_script("batch_norm", nn.BatchNorm1d(3).eval(), (torch.ones(2, 3),))
show_script("flatten", nn.Flatten(), (torch.ones(2, 3, 1),))
show_script("identity", nn.Identity(), (torch.ones(1),))
show_script("embedding", nn.Embedding(4, 2), (torch.tensor([1, 2]),))
show_script("softmax", nn.Softmax(dim=-1), (torch.ones(2),))
