# Networks for small machines.
import torch
from torchvision import models

for name in ("mobilenet_v2", "mobilenet_v3_small", "mobilenet_v3_large", "shufflenet_v2_x0_5", "mnasnet0_5"):
    torch.manual_seed(3)
    show_network(name, models.get_model(name), torch.rand(2, 3, 32, 40))
