# ResNet-18's logits on weights and input that a formula gives on any side, without a random number.
import numpy as np
import torch
from torchvision.models import resnet18


def spread(shape, salt):
    """Values over [-0.5, 0.5): the low bits of a multiplicative hash, exact in float32."""
    count = int(np.prod(shape))
    hashed = (np.arange(count, dtype=np.uint64) * np.uint64(2654435761) + np.uint64(40503 * salt)) % np.uint64(2**32)
    hashed = (hashed * np.uint64(2246822519)) % np.uint64(2**32)
    return ((hashed >> np.uint64(8)).astype(np.float32) / np.float32(2**24) - np.float32(0.5)).reshape(shape)


model = resnet18()
state = {}
for salt, (name, value) in enumerate(model.state_dict().items()):
    shape = tuple(value.shape)
    if name.endswith("num_batches_tracked"):
        state[name] = value
    elif len(shape) > 1:
        scale = np.float32(2.0 / np.sqrt(np.prod(shape[1:])))
        state[name] = torch.from_numpy(spread(shape, salt) * scale)
    elif name.endswith(("running_var", "weight")):
        state[name] = torch.from_numpy(spread(shape, salt) * np.float32(0.5) + np.float32(1.0))
    else:
        state[name] = torch.from_numpy(spread(shape, salt) * np.float32(0.2))
model.load_state_dict(state)
model.eval()
x = torch.from_numpy(spread((1, 3, 224, 224), 1000) * np.float32(4.0))
with torch.no_grad():
    logits = model(x)
    traced = torch.jit.trace(model, x)
    show_numbers("logits", logits[0].tolist(), within="rtol 1e-5")
    show_numbers("traced logits", traced(x)[0].tolist(), within="rtol 1e-5")
