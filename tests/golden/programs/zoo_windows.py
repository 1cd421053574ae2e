# Networks after the transformers: windows that shift, and a mask where an edge was rolled in.
import torch
from torchvision import models
from torchvision.models.convnext import CNBlockConfig, ConvNeXt
from torchvision.models.swin_transformer import PatchMergingV2, SwinTransformer, SwinTransformerBlockV2

for name in ("convnext_tiny", "swin_t", "swin_v2_t"):
    with undrawn():
        model = models.get_model(name)
    show_network(name, model, torch.rand(1, 3, 40, 36), numbers=False)

# The same layers, small enough to draw their weights and compare the logits.
torch.manual_seed(5)
model = ConvNeXt([CNBlockConfig(16, 24, 2), CNBlockConfig(24, None, 2)], stochastic_depth_prob=0.1, num_classes=500)
show_network("convnext", model, torch.rand(2, 3, 32, 40))
shape = dict(patch_size=[4, 2], embed_dim=16, depths=[2, 2], num_heads=[2, 4], num_classes=500)
model = SwinTransformer(**shape, window_size=[3, 5])
show_network("swin", model, torch.rand(2, 3, 40, 36))
model = SwinTransformer(**shape, window_size=[4, 3], block=SwinTransformerBlockV2, downsample_layer=PatchMergingV2)
show_network("swin_v2", model, torch.rand(2, 3, 40, 36))
