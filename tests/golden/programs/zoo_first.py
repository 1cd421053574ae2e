# Networks of 2012 to 2016.
import torch
from torchvision import models

for name, size in {"alexnet": 63, "squeezenet1_0": 21, "squeezenet1_1": 17}.items():
    torch.manual_seed(1)
    show_network(name, models.get_model(name), torch.rand(2, 3, size, size))
