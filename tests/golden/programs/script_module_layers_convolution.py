# Layers of nn, scripted: convolutions and pooling.
import torch
from torch import nn

torch.manual_seed(0)
x = torch.ones(1, 2, 6, 6)
show_script("conv2d", nn.Conv2d(2, 2, 3, padding=1), (x,))
show_script("conv2d_reflect", nn.Conv2d(2, 2, 3, padding=1, padding_mode="reflect"), (x,))
show_script("conv1d", nn.Conv1d(2, 2, 3), (torch.ones(1, 2, 6),))
show_script("max_pool", nn.MaxPool2d(2), (x,))
show_script("avg_pool", nn.AvgPool2d(2), (x,))
show_script("adaptive", nn.AdaptiveAvgPool2d((1, 1)), (x,))
show_script("batch_norm", nn.BatchNorm2d(2).eval(), (x,))
