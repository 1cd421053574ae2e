"""What recurrent layers, attention and embedding bags say of what does not fit. Texts are PyTorch 2.13.0's."""

from __future__ import annotations

import pytest

import minitorchscript as torch
from minitorchscript import nn

MISTAKES: list[tuple[str, str]] = [
    (
        ("nn.RNN(0, 3)"),
        ("ValueError: input_size must be greater than zero"),
    ),
    (
        ("nn.RNN(3, 0)"),
        ("ValueError: hidden_size must be greater than zero"),
    ),
    (
        ("nn.RNN(3.0, 2)"),
        ("TypeError: input_size should be of type int, got: float"),
    ),
    (
        ("nn.LSTM(3, 2, bias=1)"),
        ("TypeError: bias should be of type bool, got: int"),
    ),
    (
        ("nn.GRU(3, 2, num_layers=0)"),
        ("ValueError: num_layers must be greater than zero"),
    ),
    (
        ("nn.GRU(3, 2, dropout=2)"),
        (
            "ValueError: dropout should be a number in range [0, 1] representing the probability of an element be"
            "ing zeroed"
        ),
    ),
    (
        ("nn.GRU(3, 2, proj_size=1)"),
        ("ValueError: proj_size argument is only supported for LSTM, not RNN or GRU"),
    ),
    (
        ("nn.RNN(3, 2, proj_size=1)"),
        ("ValueError: proj_size argument is only supported for LSTM, not RNN or GRU"),
    ),
    (
        ("nn.LSTM(3, 2, proj_size=2)"),
        ("ValueError: proj_size has to be smaller than hidden_size"),
    ),
    (
        ("nn.LSTM(3, 2, proj_size=-1)"),
        ("ValueError: proj_size should be a positive integer or zero to disable projections"),
    ),
    (
        ("nn.RNN(3, 2, nonlinearity='sigmoid')"),
        ("ValueError: Unknown nonlinearity 'sigmoid'. Select from 'tanh' or 'relu'."),
    ),
    (
        ("nn.RNN(3, 2)(torch.ones(4))"),
        ("ValueError: RNN: Expected input to be 2D or 3D, got 1D tensor instead"),
    ),
    (
        ("nn.LSTM(3, 2)(torch.ones(4))"),
        ("ValueError: LSTM: Expected input to be 2D or 3D, got 1D instead"),
    ),
    (
        ("nn.GRU(3, 2)(torch.ones(4, 3), torch.ones(1, 1, 2))"),
        ("RuntimeError: For unbatched 2-D input, hx should also be 2-D but got 3-D tensor"),
    ),
    (
        ("nn.GRU(3, 2)(torch.ones(4, 1, 3), torch.ones(1, 2))"),
        ("RuntimeError: For batched 3-D input, hx should also be 3-D but got 2-D tensor"),
    ),
    (
        ("nn.GRU(3, 2)(torch.ones(4, 2, 3), torch.ones(1, 1, 2))"),
        ("RuntimeError: Expected hidden size (1, 2, 2), got [1, 1, 2]"),
    ),
    (
        ("nn.LSTM(3, 2)(torch.ones(4, 1, 3), (torch.ones(1, 2), torch.ones(1, 2)))"),
        ("RuntimeError: For batched 3-D input, hx and cx should also be 3-D but got (2-D, 2-D) tensors"),
    ),
    (
        ("nn.LSTM(3, 2)(torch.ones(4, 2, 3), (torch.ones(1, 2, 2), torch.ones(1, 2, 3)))"),
        ("RuntimeError: Expected hidden[1] size (1, 2, 2), got [1, 2, 3]"),
    ),
    (
        ("nn.LSTM(3, 2)(torch.ones(4, 2, 5))"),
        ("RuntimeError: input.size(-1) must be equal to input_size. Expected 3, got 5"),
    ),
    (
        ("nn.LSTM(3, 2)(torch.ones(4, 2, 3).double())"),
        (
            "ValueError: RNN input dtype (torch.float64) does not match weight dtype (torch.float32). Convert inp"
            "ut: input.to(torch.float32), or convert model: model.to(torch.float64)"
        ),
    ),
    (
        ("nn.LSTMCell(3, 2)(torch.ones(1, 1, 3))"),
        ("ValueError: LSTMCell: Expected input to be 1D or 2D, got 3D instead"),
    ),
    (
        ("nn.LSTMCell(3, 2)(torch.ones(1, 3), (torch.ones(1, 2), torch.ones(1, 1, 2)))"),
        ("ValueError: LSTMCell: Expected hx[1] to be 1D or 2D, got 3D instead"),
    ),
    (
        ("nn.GRUCell(3, 2)(torch.ones(1, 3), torch.ones(1, 1, 2))"),
        ("ValueError: GRUCell: Expected hidden to be 1D or 2D, got 3D instead"),
    ),
    (
        ("nn.RNNCell(3, 2, nonlinearity='x')(torch.ones(1, 3))"),
        ("RuntimeError: Unknown nonlinearity: x"),
    ),
    (
        ("nn.MultiheadAttention(0, 2)"),
        ("ValueError: embed_dim and num_heads must be greater than 0, got embed_dim=0 and num_heads=2 instead"),
    ),
    (
        ("nn.MultiheadAttention(9, 2)"),
        ("AssertionError: embed_dim must be divisible by num_heads"),
    ),
    (
        ("nn.MultiheadAttention(8, 2)(torch.ones(8), torch.ones(8), torch.ones(8))"),
        ("AssertionError: query should be unbatched 2D or batched 3D tensor but received 1-D query tensor"),
    ),
    (
        ("nn.MultiheadAttention(8, 2)(torch.ones(2, 1, 8), torch.ones(2, 8), torch.ones(2, 8))"),
        (
            "AssertionError: For batched (3-D) `query`, expected `key` and `value` to be 3-D but found 2-D and 2-"
            "D tensors respectively"
        ),
    ),
    (
        ("nn.MultiheadAttention(8, 2)(torch.ones(2, 1, 8), torch.ones(3, 1, 8), torch.ones(4, 1, 8))"),
        ("AssertionError: key shape torch.Size([3, 1, 8]) does not match value shape torch.Size([4, 1, 8])"),
    ),
    (
        ("nn.MultiheadAttention(8, 2)(torch.ones(2, 1, 6), torch.ones(3, 1, 6), torch.ones(3, 1, 6))"),
        ("AssertionError: was expecting embedding dimension of 8, but got 6"),
    ),
    (
        (
            "nn.MultiheadAttention(8, 2)(torch.ones(2, 1, 8), torch.ones(3, 1, 8), torch.ones(3, 1, 8), attn_mask"
            "=torch.ones(2, 2))"
        ),
        ("RuntimeError: The shape of the 2D attn_mask is torch.Size([2, 2]), but should be (2, 3)."),
    ),
    (
        (
            "nn.MultiheadAttention(8, 2)(torch.ones(2, 1, 8), torch.ones(3, 1, 8), torch.ones(3, 1, 8), attn_mask"
            "=torch.ones(2, 3, dtype=torch.int64))"
        ),
        ("AssertionError: only bool and floating types of attn_mask are supported"),
    ),
    (
        (
            "nn.MultiheadAttention(8, 2)(torch.ones(2, 1, 8), torch.ones(3, 1, 8), torch.ones(3, 1, 8), key_paddi"
            "ng_mask=torch.ones(1, 2))"
        ),
        ("AssertionError: Expected key_padded_mask.shape[1] to be 3, but got 2"),
    ),
    (
        ("nn.MultiheadAttention(8, 2)(torch.ones(2, 1, 8), torch.ones(3, 1, 8), torch.ones(3, 1, 8), is_causal=True)"),
        (
            "RuntimeError: Need attn_mask if specifying the is_causal hint. You may use the Transformer module me"
            "thod `generate_square_subsequent_mask` to create this mask."
        ),
    ),
    (
        (
            "nn.MultiheadAttention(8, 2)(torch.ones(2, 8), torch.ones(3, 8), torch.ones(3, 8), attn_mask=torch.on"
            "es(1, 2, 3))"
        ),
        ("AssertionError: Expected `attn_mask` shape to be (2, 2, 3) but got torch.Size([1, 2, 3])"),
    ),
    (
        ("nn.TransformerEncoderLayer(8, 2, activation='tanh')"),
        ("RuntimeError: activation should be relu/gelu, not tanh"),
    ),
    (
        ("nn.Transformer(8, 2, 1, 1, 8)(torch.ones(3, 2, 8), torch.ones(3, 1, 8))"),
        ("RuntimeError: the batch number of src and tgt must be equal"),
    ),
    (
        ("nn.Transformer(8, 2, 1, 1, 8)(torch.ones(3, 2, 8), torch.ones(3, 2, 6))"),
        ("RuntimeError: the feature number of src and tgt must be equal to d_model"),
    ),
    (
        ("nn.EmbeddingBag(3, 2, padding_idx=3)"),
        ("AssertionError: padding_idx must be within num_embeddings"),
    ),
    (
        ("nn.EmbeddingBag(3, 2)(torch.ones(3).long())"),
        ("ValueError: offsets has to be a 1D Tensor but got None"),
    ),
    (
        ("nn.EmbeddingBag(3, 2)(torch.ones(3, 2).long(), torch.ones(2).long())"),
        (
            "ValueError: if input is 2D, then offsets has to be None, as input is treated is a mini-batch of fixe"
            "d length sequences. However, found offsets of type <class 'torch.Tensor'>"
        ),
    ),
    (
        ("nn.EmbeddingBag(3, 2)(torch.ones(3, 2, 1).long())"),
        ("ValueError: input has to be 1D or 2D Tensor, but got Tensor of dimension 3"),
    ),
    (
        ("nn.EmbeddingBag(3, 2, mode='prod')(torch.ones(3, 2).long())"),
        ("ValueError: mode has to be one of sum, mean or max"),
    ),
    (
        ("nn.EmbeddingBag(3, 2, mode='max', sparse=True)(torch.ones(3, 2).long())"),
        ("ValueError: max mode does not support sparse weights"),
    ),
    (
        ("nn.EmbeddingBag(3, 2)(torch.ones(3, 2).long(), None, torch.ones(3, 2))"),
        (
            "NotImplementedError: embedding_bag: per_sample_weights was not None. per_sample_weights is only supp"
            "orted for mode='sum' (got mode='mean'). Please open a feature request on GitHub."
        ),
    ),
    (
        ("nn.EmbeddingBag(3, 2, mode='sum')(torch.ones(3, 2).long(), None, torch.ones(3, 3))"),
        (
            "ValueError: embedding_bag: If per_sample_weights (torch.Size([3, 3])) is not None, then it must have"
            " the same shape as the input (torch.Size([3, 2]))"
        ),
    ),
]


@pytest.mark.parametrize(("expression", "error"), MISTAKES, ids=[row[0] for row in MISTAKES])
@pytest.mark.filterwarnings("ignore")
def test_mistakes_are_named(expression: str, error: str) -> None:
    with pytest.raises(Exception) as caught:
        eval(expression, {"torch": torch, "nn": nn})
    assert f"{type(caught.value).__name__}: {caught.value}" == error
