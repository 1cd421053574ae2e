"""Packed sequences: sequences of different length, step by step without padding. `nn.utils.rnn` offers them.

`data` holds the first step of all sequences, longest sequence first, then the second step of those that have one, and
so on; `batch_sizes` (on the CPU) says how many sequences each step has.
"""

from __future__ import annotations

import builtins
from typing import Any, NamedTuple

from .. import device as devices
from .. import dtype as dtypes
from ..tensor.tensor import Tensor
from .builtins import VF

__all__ = ["PackedSequence", "invert_permutation"]


# Written as a call: the compiler wants the types of the parts themselves, and not their names.
PackedSequence_ = NamedTuple(  # noqa: UP014
    "PackedSequence_",
    [
        ("data", Tensor),
        ("batch_sizes", Tensor),
        ("sorted_indices", Tensor | None),
        ("unsorted_indices", Tensor | None),
    ],
)


class PackedSequence(PackedSequence_):
    """Steps `data` (sum of lengths, *) and `batch_sizes` (longest length,); made by `pack_padded_sequence`.

    `sorted_indices` is the order that put the longest first, `unsorted_indices` the order back; None where the
    sequences came sorted.
    """

    def __new__(
        cls,
        data: Any,
        batch_sizes: Tensor | None = None,
        sorted_indices: Tensor | None = None,
        unsorted_indices: Tensor | None = None,
    ) -> PackedSequence:
        return super().__new__(cls, *_packed_sequence_init_args(data, batch_sizes, sorted_indices, unsorted_indices))

    def to(self, *args: Any, **kwargs: Any) -> PackedSequence:
        """The same sequences with `data` of another dtype, as `Tensor.to`."""
        data = self.data.to(*args, **kwargs)
        return self if data is self.data else type(self)(data, *self[1:])

    def cpu(self) -> PackedSequence:
        return self.to("cpu")

    def double(self) -> PackedSequence:
        return self.to(dtype=dtypes.double)

    def float(self) -> PackedSequence:
        return self.to(dtype=dtypes.float)

    def half(self) -> PackedSequence:
        return self.to(dtype=dtypes.half)

    def long(self) -> PackedSequence:
        return self.to(dtype=dtypes.long)

    def int(self) -> PackedSequence:
        return self.to(dtype=dtypes.int)

    def short(self) -> PackedSequence:
        return self.to(dtype=dtypes.short)

    def char(self) -> PackedSequence:
        return self.to(dtype=dtypes.int8)

    def byte(self) -> PackedSequence:
        return self.to(dtype=dtypes.uint8)

    @property
    def is_cuda(self) -> builtins.bool:
        """Never: there is only the CPU."""
        return self.data.is_cuda


def _packed_sequence_init_args(
    data: Tensor,
    batch_sizes: Tensor | None = None,
    sorted_indices: Tensor | None = None,
    unsorted_indices: Tensor | None = None,
) -> tuple[Tensor, Tensor, Tensor | None, Tensor | None]:
    """The four parts; `data` may be the pair (data, batch_sizes)."""
    if unsorted_indices is None:
        unsorted_indices = invert_permutation(sorted_indices)
    if batch_sizes is not None:
        if batch_sizes.device.type != "cpu":
            raise ValueError(
                "batch_sizes should always be on CPU. "
                "Instances of PackedSequence should never be created manually. "
                "They should be instantiated by functions like pack_sequence "
                "and pack_padded_sequences in nn.utils.rnn. "
                "https://pytorch.org/docs/stable/nn.html#torch.nn.utils.rnn.pack_sequence"
            )
        return data, batch_sizes, sorted_indices, unsorted_indices
    else:
        if not (isinstance(data, (list, tuple)) and len(data) == 2):
            raise AssertionError("Expected data to be a list or tuple of length 2")
        return data[0], data[1], sorted_indices, unsorted_indices


def _packed_sequence_init(
    data: Tensor,
    batch_sizes: Tensor | None = None,
    sorted_indices: Tensor | None = None,
    unsorted_indices: Tensor | None = None,
) -> PackedSequence:
    data, batch_sizes, sorted_indices, unsorted_indices = _packed_sequence_init_args(
        data, batch_sizes, sorted_indices, unsorted_indices
    )
    return PackedSequence(data, batch_sizes, sorted_indices, unsorted_indices)


def invert_permutation(permutation: Tensor | None) -> Tensor | None:
    """The permutation that undoes `permutation`."""
    if permutation is None:
        return None
    output = VF.empty_like(permutation, memory_format=devices.contiguous_format)
    output.scatter_(0, permutation, VF.arange(0, permutation.numel(), device=permutation.device))
    return output


# Under the names of PyTorch's file: they show in printed types.
for _named in (PackedSequence, invert_permutation, _packed_sequence_init, _packed_sequence_init_args):
    _named.__module__ = f"{__name__.rpartition('.')[0]}.utils.rnn"
