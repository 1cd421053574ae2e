# Multi-head attention: as one operator (evaluation, no_grad, batch_first) and step by step; masks of every kind.
import torch
from torch import nn


class Attention(nn.Module):
    def __init__(self, *args, call=None, **kwargs):
        super().__init__()
        self.attention = nn.MultiheadAttention(*args, **kwargs)
        self.call = call or {}

    def forward(self, x, key_padding_mask=None, attn_mask=None):
        return self.attention(x, x, x, key_padding_mask=key_padding_mask, attn_mask=attn_mask, **self.call)


def show_inlined(name, traced):
    show(f"{name}.inlined_graph", str(traced.inlined_graph))
    show(f"{name}.code", traced.code)


first, second = torch.rand(2, 5, 8), torch.rand(5, 2, 8)
padding = torch.tensor([[False, False, False, False, True], [False, False, False, True, True]])
causal = torch.triu(torch.ones(5, 5), 1).bool()
floating = nn.Transformer.generate_square_subsequent_mask(5)
batch_first = Attention(8, 2, batch_first=True).eval()
with torch.no_grad():
    show_module(torch.jit.trace(batch_first, first), "one.")
    show_inlined("one.padding", torch.jit.trace(batch_first, (first, padding)))
    show_inlined("one.both", torch.jit.trace(batch_first, (first, padding, causal)))
    show_inlined("one.per_head", torch.jit.trace(Attention(8, 2, batch_first=True, call={"average_attn_weights": False}).eval(), first))
    show_inlined("odd_heads", torch.jit.trace(Attention(9, 3, batch_first=True).eval(), torch.rand(2, 5, 9)))
show_inlined("steps.batch_first", torch.jit.trace(batch_first, (first, padding, floating)))
show_module(torch.jit.trace(Attention(8, 2), second), "steps.")
show_inlined("steps.both", torch.jit.trace(Attention(8, 2, call={"average_attn_weights": False}), (second, padding, causal)))
show_inlined("train", torch.jit.trace(Attention(8, 2, dropout=0.25), second, check_trace=False))
show_inlined("unbatched", torch.jit.trace(Attention(8, 2), torch.rand(5, 8)))


class Output(Attention):
    def forward(self, x, y, mask):
        return self.attention(x, y, y, attn_mask=mask, need_weights=False)[0], self.attention(x, x, x, attn_mask=mask, need_weights=False, is_causal=True)[0]


show_inlined("fused", torch.jit.trace(Output(8, 2, add_bias_kv=True, add_zero_attn=True, bias=False), (second, torch.rand(5, 2, 8), floating)))
show_module(torch.jit.trace(nn.MultiheadAttention(8, 2, kdim=6, vdim=4, batch_first=True), (torch.rand(2, 4, 8), torch.rand(2, 5, 6), torch.rand(2, 5, 4))), "sizes.")
