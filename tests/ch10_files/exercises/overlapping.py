"""Which tensors lie in one stretch of memory: asked of every pair, and then of the neighbours' neighbours."""

from __future__ import annotations

import io
import json
from typing import Any

import numpy as np
from book.grading import same
from hypothesis import given
from hypothesis import strategies as st

import minitorchscript as torch
from minitorchscript.serialize.json_tensors import TensorWriter

#: pieces of a stretch of 16 elements: where they begin, and how many there are
pieces = st.lists(st.tuples(st.integers(0, 15), st.integers(0, 5)), max_size=6)


def slowly(tensors: list[Any]) -> list[list[int]]:
    """Groups that are joined as long as something in one overlaps something in the other."""
    bounds = [np.lib.array_utils.byte_bounds(tensor._array) for tensor in tensors]
    groups = [[number] for number, tensor in enumerate(tensors) if tensor.numel()]

    def touch(one: list[int], other: list[int]) -> bool:
        return any(bounds[a][0] < bounds[b][1] and bounds[b][0] < bounds[a][1] for a in one for b in other)

    while pair := next(((a, b) for a in groups for b in groups if a is not b and touch(a, b)), None):
        groups = [group for group in groups if group not in pair] + [sorted(pair[0] + pair[1])]
    return sorted(groups)


def groups_of(tensors: list[Any]) -> list[list[int]]:
    writer = TensorWriter()
    for tensor in tensors:
        writer.number(tensor)
    return [sorted(group) for group in writer._overlapping()]


@given(pieces)
def check_pieces_of_one_stretch(chosen: list[tuple[int, int]]) -> None:
    memory = torch.arange(16.0)
    tensors = [memory[start : start + count] for start, count in chosen]
    told = ", ".join(f"m[{start}:{start + count}]" for start, count in chosen)
    same(f"m = torch.arange(16.0); the groups of {told or 'no tensor'}", groups_of(tensors), slowly(tensors))


def check_some_by_hand() -> None:
    memory, other = torch.arange(16.0), torch.arange(4.0)
    for told, tensors, wanted in [
        ("a whole, a part of it, another part", [memory, memory[:2], memory[8:]], [[0, 1, 2]]),
        ("two halves, side by side", [memory[:8], memory[8:]], [[0], [1]]),
        ("two halves, and then what lies over both", [memory[:8], memory[8:], memory[4:12]], [[0, 1, 2]]),
        ("a long one, a short one in it, one behind that", [memory, memory[2:4], memory[6:8]], [[0, 1, 2]]),
        ("two memories, mixed", [other, memory, other[1:], memory[3:]], [[0, 2], [1, 3]]),
        ("nothing in it", [memory[:0], memory], [[1]]),
        ("every second element, and those in between", [memory[::2], memory[1::2]], [[0, 1]]),
    ]:  # fmt: skip
        same(f"the groups of: {told}", groups_of(tensors), wanted)


def check_shared_memory_is_shared_after_loading() -> None:
    class Net(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            memory = torch.arange(6.0)
            self.register_buffer("whole", memory)
            self.register_buffer("left", memory[:4])
            self.register_buffer("right", memory[2:])
            self.register_buffer("apart", torch.zeros(6))

        def forward(self, x: Any) -> Any:
            return x + self.whole.sum() + self.left.sum() + self.right.sum() + self.apart.sum()

    file = io.BytesIO()
    torch.jit.save(torch.jit.trace(Net(), torch.ones(1)), file)
    same("number of storages in the file", len(json.loads(file.getvalue())["storages"]), 2)
    loaded = torch.jit.load(io.BytesIO(file.getvalue()))
    loaded.left[3] = 100
    same("loaded.whole, after loaded.left[3] = 100", loaded.whole.tolist(), [0.0, 1.0, 2.0, 100.0, 4.0, 5.0])
    same("loaded.right, after loaded.left[3] = 100", loaded.right.tolist(), [2.0, 100.0, 4.0, 5.0])
