# Every loss on numbers, and the distances.
import torch
from torch import nn


class Each(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, *inputs):
        return tuple(layer(*inputs) for layer in self.layers)


x, y = torch.rand(3, 4), torch.rand(3, 4)
layers = nn.L1Loss(), nn.L1Loss(reduction='sum'), nn.MSELoss(), nn.MSELoss(reduce=False), nn.SmoothL1Loss(), nn.SmoothL1Loss(beta=0.0), nn.SmoothL1Loss(beta=0.5, reduction='sum'), nn.HuberLoss(), nn.HuberLoss(delta=0.5, reduction='none'), nn.PoissonNLLLoss(), nn.PoissonNLLLoss(log_input=False, full=True), nn.SoftMarginLoss(), nn.HingeEmbeddingLoss(0.5), nn.PairwiseDistance(), nn.PairwiseDistance(1.0, keepdim=True), nn.CosineSimilarity(dim=0, eps=1e-3)
show_module(torch.jit.trace(Each(*layers), (x, y)))
show_module(torch.jit.trace(Each(nn.MSELoss(), nn.L1Loss()), (x, torch.rand(1, 4))), 'broadcast.')
with torch.no_grad():
    show_module(torch.jit.trace(Each(nn.GaussianNLLLoss(), nn.GaussianNLLLoss(full=True, reduction='sum')), (x, y, torch.rand(3, 1))), 'gaussian.')


class Trained(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Linear(4, 4)
        self.loss = nn.MSELoss()

    def forward(self, x, y):
        return self.loss(self.net(x), y)


show_module(torch.jit.trace(Trained(), (x, y)), 'trained.')
show_module(torch.jit.trace(nn.AdaptiveLogSoftmaxWithLoss(6, 10, [3, 6], div_value=2.0), (torch.rand(5, 6), torch.tensor([1, 4, 7, 0, 3]))), 'adaptive.')
