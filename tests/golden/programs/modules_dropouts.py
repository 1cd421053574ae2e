# Every dropout, drawing (train) and not (eval).
import torch
from torch import nn


class Dropouts(nn.Module):
    def __init__(self):
        super().__init__()
        self.rows = nn.ModuleList([nn.Dropout(0.25), nn.AlphaDropout(0.2), nn.FeatureAlphaDropout(0.3), nn.Dropout1d(0.2)])
        self.images = nn.ModuleList([nn.Dropout2d(0.2), nn.FeatureAlphaDropout()])
        self.volumes = nn.Dropout3d(0.2)

    def forward(self, x):
        image = x.unsqueeze(-1)
        return [drop(x) for drop in self.rows], [drop(image) for drop in self.images], self.volumes(image.unsqueeze(-1))


x = torch.rand(3, 4, 2)
model = Dropouts()
show_module(torch.jit.trace(model, x, check_trace=False, strict=False), "train.")
with torch.no_grad():
    show_module(torch.jit.trace(model.eval(), x, strict=False), "eval.")
