"""Sequences of different length: padded to one tensor. Packed sequences are refused by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

from ...tensor import dispatch
from ...tensor.tensor import Tensor
from ..builtins import NN, VF

__all__ = [
    "PackedSequence",
    "invert_permutation",
    "pack_padded_sequence",
    "pack_sequence",
    "pad_packed_sequence",
    "pad_sequence",
    "unpack_sequence",
    "unpad_sequence",
]


def _refuse(name: str) -> NoReturn:
    raise NotImplementedError(
        f"torch.nn.utils.rnn.{name}: minitorchscript has no packed sequences; "
        "give recurrent layers padded ones (pad_sequence), or one sequence at a time"
    )


class PackedSequence:
    """Refused; here so that `isinstance` can be asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        _refuse("PackedSequence")


def pack_padded_sequence(input: Tensor, lengths: Any, batch_first: bool = False, enforce_sorted: bool = True) -> Any:
    """Refused."""
    _refuse("pack_padded_sequence")


def pad_packed_sequence(
    sequence: Any, batch_first: bool = False, padding_value: float = 0.0, total_length: int | None = None
) -> Any:
    """Refused."""
    _refuse("pad_packed_sequence")


def pack_sequence(sequences: list[Tensor], enforce_sorted: bool = True) -> Any:
    """Refused."""
    _refuse("pack_sequence")


def unpack_sequence(packed_sequences: Any) -> Any:
    """Refused."""
    _refuse("unpack_sequence")


def invert_permutation(permutation: Tensor | None) -> Tensor | None:
    """The permutation that undoes `permutation`."""
    if permutation is None:
        return None
    output = VF.empty_like(permutation)
    output.scatter_(0, permutation, VF.arange(0, permutation.numel(), device=permutation.device))
    return output


def pad_sequence(
    sequences: Any, batch_first: bool = False, padding_value: float = 0.0, padding_side: str = "right"
) -> Tensor:
    """Sequences (length, *) as one tensor (longest, number, *), or (number, longest, *) with `batch_first`."""
    if dispatch.active_mode() is None:
        if not isinstance(sequences, Iterable):
            raise RuntimeError(
                f"pad_sequence: Expected iterable for input sequences, but got arg of type: {type(sequences)}"
            )
        sequences = tuple(sequences)
    elif isinstance(sequences, Tensor):
        sequences = sequences.unbind(0)
    return NN.pad_sequence(sequences, batch_first, padding_value, padding_side)


def unpad_sequence(padded_sequences: Tensor, lengths: Tensor, batch_first: bool = False) -> list[Tensor]:
    """The sequences of a padded tensor, each at its own length."""
    unpadded_sequences = []
    if not batch_first:
        padded_sequences.transpose_(0, 1)
    max_length = padded_sequences.shape[1]
    idx = VF.arange(max_length, device=lengths.device)
    for seq, length in zip(padded_sequences, lengths, strict=True):
        mask = idx < length
        unpacked_seq = seq[mask]
        unpadded_sequences.append(unpacked_seq)
    return unpadded_sequences
