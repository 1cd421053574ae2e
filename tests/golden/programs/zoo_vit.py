# A vision transformer, whose attention is one operator without grad, and one with every option.
import torch
from torchvision import models
from torchvision.models.vision_transformer import ConvStemConfig, VisionTransformer

with undrawn():
    model = models.vit_b_32(image_size=64)
show_network("vit_b_32", model, torch.rand(2, 3, 64, 64), numbers=False)
torch.manual_seed(6)
stem = [ConvStemConfig(8, 3, 2), ConvStemConfig(16, 3, 2)]
model = VisionTransformer(32, 4, 2, 4, 32, 64, num_classes=400, representation_size=24, conv_stem_configs=stem)
show_network("small", model, torch.rand(1, 3, 32, 32))
