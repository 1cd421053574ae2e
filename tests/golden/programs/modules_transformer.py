# Transformers: encoder layers as one operator under no_grad, all layers step by step, and in training mode.
import torch
from torch import nn

def show_inlined(name, traced):
    show(f"{name}.inlined_graph", str(traced.inlined_graph))
    show(f"{name}.code", traced.code)


src, tgt = torch.rand(2, 5, 8), torch.rand(2, 4, 8)
padding = torch.tensor([[False, False, False, False, True], [False, False, False, True, True]])
mask, causal = nn.Transformer.generate_square_subsequent_mask(5), nn.Transformer.generate_square_subsequent_mask(4)
encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16, activation="gelu", batch_first=True), 2, nn.LayerNorm(8), enable_nested_tensor=False).eval()
with torch.no_grad():
    show_module(torch.jit.trace(nn.TransformerEncoderLayer(8, 2, 16, batch_first=True).eval(), (src, mask)), "layer.one.")
    show_inlined("encoder.one", torch.jit.trace(encoder, src))
    show_inlined("encoder.masks", torch.jit.trace(encoder, example_kwarg_inputs={"src": src, "mask": mask, "src_key_padding_mask": padding}))
    torch.backends.mha.set_fastpath_enabled(False)
    show_inlined("encoder.switched_off", torch.jit.trace(encoder, src))
    torch.backends.mha.set_fastpath_enabled(True)
show_module(torch.jit.trace(nn.TransformerEncoderLayer(8, 2, 16, norm_first=True), src.transpose(0, 1), check_trace=False), "layer.train.")
decoder = nn.TransformerDecoder(nn.TransformerDecoderLayer(8, 2, 16, batch_first=True), 1, nn.LayerNorm(8)).eval()
show_inlined("decoder", torch.jit.trace(decoder, (tgt, src, causal)))
model = nn.Transformer(8, 2, 1, 1, 16, norm_first=True, batch_first=True, bias=False).eval()
show_module(torch.jit.trace(model, (src, tgt)), "transformer.")
with torch.no_grad():
    show_inlined("transformer.mask", torch.jit.trace(model, example_kwarg_inputs={"src": src, "tgt": tgt, "tgt_mask": causal}))
