# Networks too large to draw their weights in a test.
import torch
from torchvision import models

for name in ("vgg11", "vgg11_bn"):
    with undrawn():
        model = models.get_model(name)
    show_network(name, model, torch.rand(1, 3, 32, 32), numbers=False)
