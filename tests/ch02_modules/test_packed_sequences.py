"""Packed sequences: a recurrent layer on a packed batch gives what it gives on each sequence alone."""

from __future__ import annotations

from typing import Any

import pytest

import minitorchscript as torch
from minitorchscript import nn
from minitorchscript.nn.utils.rnn import (
    PackedSequence,
    pack_padded_sequence,
    pack_sequence,
    pad_packed_sequence,
    unpack_sequence,
)

LENGTHS = [2, 4, 1]
LAYERS = {
    "tanh": lambda: nn.RNN(5, 4),
    "relu": lambda: nn.RNN(5, 4, 2, "relu", bidirectional=True),
    "lstm": lambda: nn.LSTM(5, 4, 2),
    "projected": lambda: nn.LSTM(5, 4, 2, proj_size=2, bidirectional=True, batch_first=True),
    "gru": lambda: nn.GRU(5, 4, 2, bias=False, bidirectional=True),
}


class OnPacked(nn.Module):
    """Packs, runs a layer, pads again: scripted and traced as a whole."""

    def __init__(self, layer: Any) -> None:
        super().__init__()
        self.layer = layer

    def forward(self, x: torch.Tensor, lengths: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        packed = pack_padded_sequence(x, lengths, enforce_sorted=False)
        output, _ = self.layer(packed)
        return pad_packed_sequence(output)


@pytest.fixture(params=LAYERS)
def layer(request: pytest.FixtureRequest) -> Any:
    torch.manual_seed(3)
    return LAYERS[request.param]().eval()


def sequences() -> list[torch.Tensor]:
    torch.manual_seed(1)
    return [torch.rand(length, 5) for length in LENGTHS]


def test_a_packed_batch_gives_what_each_sequence_gives_alone(layer: Any) -> None:
    output, state = layer(pack_sequence(sequences(), enforce_sorted=False))
    states = state if isinstance(state, tuple) else (state,)
    for index, (found, alone) in enumerate(zip(unpack_sequence(output), sequences(), strict=True)):
        expected, final = layer(alone)
        assert torch.allclose(found, expected, atol=1e-6)
        for packed, single in zip(states, final if isinstance(final, tuple) else (final,), strict=True):
            assert torch.allclose(packed[:, index], single, atol=1e-6)


@pytest.mark.parametrize("how", ["scripted", "traced"])
def test_compiled_it_gives_the_same(layer: Any, how: str) -> None:
    inputs = (torch.rand(4, 3, 5), torch.tensor(LENGTHS))
    network = OnPacked(layer)
    compiled = torch.jit.script(network) if how == "scripted" else torch.jit.trace(network, inputs)
    for found, expected in zip(compiled(*inputs), network(*inputs), strict=True):
        assert torch.equal(found, expected)


def test_the_form_for_packed_sequences_is_called() -> None:
    # as PyTorch 2.13.0 prints
    assert torch.jit.script(OnPacked(nn.LSTM(5, 4))).code.splitlines()[5:] == [
        "  packed = _0(x, lengths, False, False, )",
        "  layer = self.layer",
        "  output, _2, = (layer).forward__1(packed, None, )",
        "  return _1(output, False, 0., None, )",
    ]


def test_packing_and_padding_undo_each_other() -> None:
    padded = torch.nn.utils.rnn.pad_sequence(sequences())
    packed = pack_padded_sequence(padded, torch.tensor(LENGTHS), enforce_sorted=False)
    assert packed.batch_sizes.tolist() == [3, 2, 1, 1]
    assert (packed.sorted_indices.tolist(), packed.unsorted_indices.tolist()) == ([1, 0, 2], [1, 0, 2])
    back, lengths = pad_packed_sequence(packed)
    assert torch.equal(back, padded)
    assert lengths.tolist() == LENGTHS
    longer, _ = pad_packed_sequence(packed, padding_value=-1.0, total_length=6)
    assert tuple(longer.shape) == (6, 3, 5)
    assert longer[4:].unique().tolist() == [-1.0]


def test_another_dtype_keeps_the_order() -> None:
    packed = pack_sequence(sequences(), enforce_sorted=False)
    assert packed.to(torch.float32) is packed
    doubled = packed.double()
    assert isinstance(doubled, PackedSequence)
    assert (doubled.data.dtype, doubled.sorted_indices) == (torch.float64, packed.sorted_indices)


def test_unsorted_lengths_are_refused_unless_they_may_be_sorted() -> None:
    with pytest.raises(RuntimeError, match="`lengths` array must be sorted in decreasing order"):
        pack_padded_sequence(torch.rand(4, 3, 5), torch.tensor(LENGTHS))


def test_padding_to_less_than_the_longest_is_refused() -> None:
    with pytest.raises(ValueError, match="total_length=2 and max sequence length being 4"):
        pad_packed_sequence(pack_sequence(sequences(), enforce_sorted=False), total_length=2)


def test_more_states_than_layers_are_refused() -> None:
    packed, states = pack_sequence(sequences(), enforce_sorted=False), torch.zeros(2, 3, 4)
    with pytest.raises(RuntimeError, match="Expected more hidden states in stacked_rnn"):
        nn.LSTM(5, 4)(packed, (states, states))
