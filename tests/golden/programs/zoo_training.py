# Networks in training mode: dropout, stochastic depth and auxiliary classifiers show in the graph.
import torch
from torchvision import models
from torchvision.models.efficientnet import EfficientNet, MBConvConfig, FusedMBConvConfig
from torchvision.models.convnext import CNBlockConfig, ConvNeXt
from torchvision.models.swin_transformer import SwinTransformer
from torchvision.models.densenet import DenseNet

def training(name, model, *shape):
    model.train()
    traced = torch.jit.trace(model, torch.rand(*shape), check_trace=False)
    show_module(traced, f"{name}.", digests=True)

training("efficientnet", EfficientNet([FusedMBConvConfig(1, 3, 1, 8, 8, 2), MBConvConfig(4, 3, 1, 8, 8, 2)], 0.1, num_classes=5), 2, 3, 16, 16)
training("convnext", ConvNeXt([CNBlockConfig(16, 24, 2), CNBlockConfig(24, None, 2)], stochastic_depth_prob=0.3, num_classes=5), 2, 3, 32, 32)
training("swin", SwinTransformer([4, 4], 16, [2, 2], [2, 4], [3, 3], dropout=0.1, attention_dropout=0.2, num_classes=5), 2, 3, 32, 32)
training("densenet", DenseNet(4, (2, 2), 8, 2, drop_rate=0.2, num_classes=5), 2, 3, 32, 32)

with undrawn():
    model = models.googlenet(transform_input=True, init_weights=True)
x = torch.rand(2, 3, 15, 15)
out = model(x)
show("googlenet.outputs", f"{type(out).__name__} {out._fields}")
training("googlenet", model, 2, 3, 15, 15)
