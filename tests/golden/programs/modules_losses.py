# Every loss on classes and probabilities.
import torch
from torch import nn


class Each(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, *inputs):
        return tuple(layer(*inputs) for layer in self.layers)


x, classes = torch.rand(3, 4), torch.tensor([2, 0, 3])
def weight():
    return torch.tensor([1.0, 2.0, 3.0, 4.0])


show_module(torch.jit.trace(Each(nn.NLLLoss(), nn.NLLLoss(weight=weight(), ignore_index=1), nn.CrossEntropyLoss(), nn.CrossEntropyLoss(label_smoothing=0.1, reduction='sum', weight=weight()), nn.MultiMarginLoss(), nn.MultiMarginLoss(2, 0.5, weight=weight())), (x, classes)), 'classes.')
show_module(torch.jit.trace(Each(nn.BCELoss(), nn.BCELoss(weight=weight(), reduction='sum'), nn.BCEWithLogitsLoss(), nn.BCEWithLogitsLoss(weight=weight(), pos_weight=weight()), nn.CrossEntropyLoss(), nn.MultiLabelSoftMarginLoss(), nn.MultiLabelSoftMarginLoss(weight=weight(), reduction='none'), nn.KLDivLoss(), nn.KLDivLoss(reduction='batchmean', log_target=True)), (x, torch.rand(3, 4))), 'probabilities.')
with torch.no_grad():
    show_module(torch.jit.trace(nn.NLLLoss(reduction='none'), (torch.rand(2, 4, 3, 2), torch.zeros(2, 3, 2).long())), 'images.')
    show_module(torch.jit.trace(nn.MultiLabelMarginLoss(), (torch.rand(2, 4), torch.tensor([[3, 0, -1, 1], [1, -1, 0, 2]]))), 'labels.')
    lengths = torch.tensor([6, 5]), torch.tensor([2, 1])
    show_module(torch.jit.trace(Each(nn.CTCLoss(), nn.CTCLoss(reduction='sum', zero_infinity=True)), (torch.rand(6, 2, 4).log_softmax(2), torch.tensor([[1, 2], [2, 3]]), *lengths)), 'ctc.')
signs = torch.tensor([1.0, -1.0, 1.0])
show_module(torch.jit.trace(Each(nn.CosineEmbeddingLoss(0.2)), (x, torch.rand(3, 4), signs)), 'cosine.')
show_module(torch.jit.trace(Each(nn.MarginRankingLoss(0.2)), (torch.rand(3), torch.rand(3), signs)), 'ranking.')
show_module(torch.jit.trace(Each(nn.TripletMarginLoss(), nn.TripletMarginLoss(p=1.0, swap=True, reduction='sum'), nn.TripletMarginWithDistanceLoss(), nn.TripletMarginWithDistanceLoss(distance_function=nn.CosineSimilarity(), swap=True, reduction='none')), (x, torch.rand(3, 4), torch.rand(3, 4))), 'triplets.')
