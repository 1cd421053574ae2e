"""What PyTorch's `nn` has and this package refuses, by name; and what it computes although PyTorch goes another way."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import minitorchscript as torch
from minitorchscript import nn


@pytest.mark.parametrize("name", ["LazyLinear", "LazyConv2d", "LazyBatchNorm1d", "SyncBatchNorm"])
def test_a_refused_layer_is_a_class_that_cannot_be_made(name: str) -> None:
    kind = getattr(nn, name)
    assert not isinstance(nn.Linear(1, 1), kind)
    with pytest.raises(NotImplementedError, match=f"torch.nn.{name} is not offered by minitorchscript: .*use "):
        kind(3)


def test_padded_sequences_come_back() -> None:
    sequences = [torch.ones(3), torch.ones(1) * 2]
    padded = nn.utils.rnn.pad_sequence(sequences, batch_first=True, padding_value=-1.0)
    assert padded.tolist() == [[1.0, 1.0, 1.0], [2.0, -1.0, -1.0]]
    back = nn.utils.rnn.unpad_sequence(padded, torch.tensor([3, 1]), batch_first=True)
    assert [each.tolist() for each in back] == [each.tolist() for each in sequences]


PADDING = [[False, False, False, True], [False, False, False, False]]


def _encoder() -> Any:
    torch.manual_seed(0)
    return nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16, batch_first=True), 2).eval()


def test_padding_comes_out_of_an_encoder_as_zeros() -> None:
    """PyTorch packs the sequences of such a batch into a nested tensor; what comes out is this."""
    encoder, x, padding = _encoder(), torch.rand(2, 4, 8), torch.tensor(PADDING)
    with torch.no_grad():
        found = encoder(x, src_key_padding_mask=padding)
        alone = encoder(x[:1, :3])
    np.testing.assert_allclose(found[0, :3].numpy(), alone[0].numpy(), rtol=1e-5, atol=1e-5)
    assert found[0, 3].tolist() == [0.0] * 8
    with_grad = encoder(x, src_key_padding_mask=padding)  # the layers run step by step, and padding is not touched
    assert with_grad[0, 3].tolist() != [0.0] * 8
    np.testing.assert_allclose(with_grad[0, :3].detach().numpy(), alone[0].numpy(), rtol=1e-5, atol=1e-5)


def test_tracing_a_nested_tensor_is_refused() -> None:
    class Masked(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = _encoder()

        def forward(self, x: Any, padding: Any) -> Any:
            return self.encoder(x, src_key_padding_mask=padding)

    with torch.no_grad(), pytest.raises(NotImplementedError, match="nested tensor.*enable_nested_tensor=False"):
        torch.jit.trace(Masked(), (torch.rand(2, 4, 8), torch.tensor(PADDING)))
