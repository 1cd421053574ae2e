"""Lists of values, nodes and blocks as PyTorch's bindings hand them out: `next` takes one item after the other."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


class Items(list[T]):
    """A list of its own that `next` takes from the front, so that what is left are the others."""

    __slots__ = ()

    def __next__(self) -> T:
        if not self:
            raise StopIteration
        return self.pop(0)
