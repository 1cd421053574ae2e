# States of older networks, loaded; and a state for another image size.
from collections import OrderedDict
import torch
from torchvision import models
from torchvision.models.vision_transformer import VisionTransformer, interpolate_embeddings, MLPBlock
from torchvision.ops import FrozenBatchNorm2d
torch.manual_seed(0)
vit = VisionTransformer(32, 8, 1, 2, 8, 8, num_classes=3)
state = vit.state_dict()
new = interpolate_embeddings(48, 8, OrderedDict(state), reset_heads=True)
show("keys", "\n".join(f"{k} {tuple(v.shape)}" for k, v in new.items()))
show_numbers("embedding", new["encoder.pos_embedding"].flatten().tolist(), within="rtol 1e-5")
same = interpolate_embeddings(32, 8, OrderedDict(state), reset_heads=True)
show("same", "\n".join(same))
for e in (torch.ones(2, 5, 3), torch.ones(1, 6, 3)):
    try:
        interpolate_embeddings(8, 2, {"encoder.pos_embedding": e})
    except ValueError as error:
        show(f"error {tuple(e.shape)}", str(error))
mlp = MLPBlock(3, 4, 0.0)
old = OrderedDict((k.replace("0.", "linear_1.").replace("3.", "linear_2."), v + 1) for k, v in mlp.state_dict().items())
show("loaded", str(mlp.load_state_dict(old)) + str(list(old)))
show_numbers("mlp", mlp.state_dict()["3.weight"].flatten().tolist())
m = models.mnasnet0_5()
st = m.state_dict()
show("meta", str(st._metadata[""]))
frozen = FrozenBatchNorm2d(3)
show("frozen", repr(frozen) + str(list(frozen.state_dict())))
bn = torch.nn.BatchNorm2d(3)
show("frozen load", str(frozen.load_state_dict(bn.state_dict())))
plain = OrderedDict(st)
try:
    m.load_state_dict(plain)
except ValueError as error:
    show("mnas error", str(error))
