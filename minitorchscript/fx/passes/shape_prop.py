"""`ShapeProp`: run a graph on sample inputs, and note the shape and dtype of every value on its node."""

from __future__ import annotations

from typing import Any, NamedTuple

from ...device import channels_last, channels_last_3d, contiguous_format, memory_format
from ...dtype import dtype
from ...tensor.size import Size
from ...tensor.tensor import Tensor
from ..interpreter import Interpreter
from ..node import Node, map_aggregate

__all__ = ["ShapeProp", "TensorMetadata"]


class TensorMetadata(NamedTuple):
    """What is known of a tensor without its elements. Quantized tensors are not offered: the last two say so."""

    shape: Size
    dtype: dtype
    requires_grad: bool
    stride: tuple[int, ...]
    memory_format: memory_format | None
    is_quantized: bool
    qparams: dict[str, Any]


_FORMATS = ((contiguous_format, 0), (channels_last, 4), (channels_last_3d, 5))


def _metadata(tensor: Tensor) -> TensorMetadata:
    layout = next(
        (each for each, rank in _FORMATS if rank in (0, tensor.ndim) and tensor.is_contiguous(memory_format=each)),
        None,
    )
    return TensorMetadata(tensor.shape, tensor.dtype, tensor.requires_grad, tensor.stride(), layout, False, {})


class ShapeProp(Interpreter):
    """`ShapeProp(gm).propagate(*inputs)` leaves `meta["tensor_meta"]` and `meta["type"]` on every node."""

    def run_node(self, n: Node) -> Any:
        """The node's value, noted; RuntimeError names a node that fails."""
        try:
            result = super().run_node(n)
        except Exception as error:
            raise RuntimeError(f"ShapeProp error for: node={n.format_node()} with meta={n.meta}") from error
        found = False

        def note(value: Any) -> Any:
            nonlocal found
            if not isinstance(value, Tensor):
                return value
            found = True
            return _metadata(value)

        noted = map_aggregate(result, note)
        if found:
            n.meta["tensor_meta"] = noted
        n.meta["type"] = type(result)
        return result

    def propagate(self, *args: Any) -> Any:
        """Run the graph on sample inputs; returns its result."""
        return self.run(*args)
