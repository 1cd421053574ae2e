# What ResNet-18 says of itself: repr, parameters and buffers in order, the traced module's repr.
import torch
from torchvision.models import resnet18

model = resnet18()
model.eval()
show("repr", repr(model))
show("state_dict", "\n".join(f"{name} {tuple(value.shape)} {value.dtype}" for name, value in model.state_dict().items()))
show("parameters", "\n".join(name for name, _ in model.named_parameters()))
show("buffers", "\n".join(name for name, _ in model.named_buffers()))
show("modules", "\n".join(f"{name}: {type(module).__name__}" for name, module in model.named_modules()))
with torch.no_grad():
    traced = torch.jit.trace(model, torch.rand(1, 3, 64, 64))
show("traced.repr", repr(traced))
show("traced.state_dict", "\n".join(traced.state_dict()))
show("traced.parameters", "\n".join(name for name, _ in traced.named_parameters()))
