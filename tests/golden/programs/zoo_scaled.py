# Networks found by search or by rule.
import torch
from torchvision import models

for name in ("efficientnet_b0", "regnet_x_400mf", "regnet_y_400mf"):
    torch.manual_seed(4)
    show_network(name, models.get_model(name), torch.rand(1, 3, 32, 40))
for name in ("efficientnet_v2_s", "resnext50_32x4d"):
    with undrawn():
        model = models.get_model(name)
    show_network(name, model, torch.rand(1, 3, 32, 32), numbers=False)
