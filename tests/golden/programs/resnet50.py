# Every submodule of ResNet-50.
import torch
from torchvision.models import resnet50

model = resnet50()
model.eval()
with torch.no_grad():
    traced = torch.jit.trace(model, torch.rand(1, 3, 224, 224))
show_module(traced)
