"""`torch.Size`: the tuple of a tensor's extents."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, SupportsIndex, overload

__all__ = ["Size"]


def _extent(element: Any) -> Any:
    """The number, of which a tracer makes a tensor."""
    return element if isinstance(element, int) else element._python_number()


class Size(tuple[int, ...]):
    """A tuple of ints that stays a Size when sliced or joined. (While tracing, its elements are 0-dim tensors.)"""

    __slots__ = ()

    def __new__(cls, extents: Iterable[Any] = ()) -> Size:
        size = super().__new__(cls, extents)
        for i, extent in enumerate(size):
            if not hasattr(extent, "__index__"):
                raise TypeError(f"torch.Size() takes an iterable of 'int' (item {i} is '{type(extent).__name__}')")
        return size

    def numel(self) -> int:
        """The number of elements of a tensor of this size."""
        return math.prod(map(int, super().__iter__()))

    @overload
    def __getitem__(self, index: SupportsIndex) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Size: ...
    def __getitem__(self, index: SupportsIndex | slice) -> Any:  # under a tracer an extent is a 0-dim tensor
        found: Any = super().__getitem__(index)
        return Size(found) if isinstance(index, slice) else found

    def __add__(self, other: Any) -> Size:
        if not isinstance(other, tuple):
            raise TypeError(f"can only concatenate tuple (not {type(other).__name__}) to torch.Size")
        return Size(super().__add__(other))

    def __radd__(self, other: Any) -> Size:
        if not isinstance(other, tuple):
            raise TypeError(f"can only concatenate tuple (not {type(other).__name__}) to torch.Size")
        return Size((*other, *self))

    def __mul__(self, times: SupportsIndex) -> Size:
        return Size(super().__mul__(times))

    __rmul__ = __mul__

    def __repr__(self) -> str:
        return f"torch.Size([{', '.join(str(_extent(each)) for each in self)}])"

    def __reduce__(self) -> tuple[type[Size], tuple[tuple[int, ...]]]:
        return Size, (tuple(self),)
