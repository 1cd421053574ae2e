# PyTorch's own weights for a seed: the uniform draws by digest, the normal ones by slices.
import hashlib

import torch
from torchvision.models import resnet18

torch.manual_seed(0)
model = resnet18()
state = model.state_dict()
uniform = ["fc.weight", "fc.bias"]
for name in uniform:
    show(f"{name}.sha256", hashlib.sha256(state[name].numpy().tobytes()).hexdigest())
    show_numbers(f"{name}.first", state[name].reshape(-1)[:8].tolist())
for name, value in state.items():
    if value.dim() == 4:
        flat = value.reshape(-1)
        show_numbers(f"{name}.first", flat[:8].tolist(), within="2 ulp")
        show_numbers(f"{name}.last", flat[-8:].tolist(), within="2 ulp")
constant = [name for name, value in state.items() if value.dim() < 2 and name not in uniform]
show("constants", "\n".join(f"{name} {sorted(set(state[name].reshape(-1).tolist()))}" for name in constant))
x = torch.rand(1, 3, 224, 224)
show("rand after it", hashlib.sha256(x.numpy().tobytes()).hexdigest())
show_numbers("rand after it.first", x.reshape(-1)[:8].tolist())
