# Embeddings and bags of them.
import torch
from torch import nn


class Each(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, *inputs):
        return tuple(layer(*inputs) for layer in self.layers)


rows = torch.tensor([[0, 2, 1, 4], [3, 3, 0, 1]])
show_module(torch.jit.trace(Each(nn.Embedding(5, 3), nn.Embedding(5, 3, padding_idx=-1), nn.Embedding(5, 3, padding_idx=0, scale_grad_by_freq=True), nn.Embedding(5, 3, max_norm=1.0, norm_type=1.0), nn.EmbeddingBag(5, 3), nn.EmbeddingBag(5, 3, mode='max', padding_idx=1), nn.EmbeddingBag(5, 3, max_norm=1.0)), rows), 'rows.')
flat, offsets = rows.reshape(-1), torch.tensor([0, 3])
with torch.no_grad():
    show_module(torch.jit.trace(Each(nn.EmbeddingBag(5, 3), nn.EmbeddingBag(5, 3, mode='sum', include_last_offset=True)), (flat, offsets)), 'offsets.')
show_module(torch.jit.trace(nn.EmbeddingBag(5, 3, mode='sum'), (flat, offsets, torch.rand(8))), 'weighted.')
show_module(torch.jit.trace(nn.Embedding.from_pretrained(torch.rand(5, 3)), rows), 'pretrained.')
