"""The ONNX graph under construction: an IR graph whose nodes are of kinds ``onnx::Conv``, ``onnx::Relu`` and so on.

`Builder` is the `OnnxContext` that the operators' mappings get.  It keeps the element type of every value, and its
sizes where they follow at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

import numpy as np

from ..dtype import bfloat16, bfloat16_to_float32, dtype, float32_to_bfloat16, from_numpy, int64
from ..dtype import bool as bool_dtype
from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.printer import is_number
from ..ir.types import TensorType
from ..ir.value import Value
from ..ops.aten.sizes import broadcast_sizes
from ..ops.onnx.context import Input, Number
from ..ops.promotion import number_dtype
from ..tensor.tensor import Tensor, wrap
from .model import DATA_TYPES

#: constants of at most this many elements are kept once
SHARED_ELEMENTS = 64

_INT64_RESULTS = {"ArgMax", "ArgMin", "Shape", "Size"}
_BOOL_RESULTS = {
    *("And", "Equal", "Greater", "GreaterOrEqual", "IsInf", "IsNaN"),
    *("Less", "LessOrEqual", "Not", "Or", "Xor"),
}
_POINTWISE = {
    *("Abs", "Add", "Div", "Exp", "Floor", "Log", "Max", "Min", "Mod", "Mul", "Neg", "Pow", "Reciprocal"),
    *("Sigmoid", "Sign", "Softplus", "Sqrt", "Sub", "Tanh", "Where"),
    *_BOOL_RESULTS,
}


class Unsupported(Exception):
    """A mapping gave up on the node at hand; the message is the reason."""


class Builder:
    """Appends ONNX operations to a graph, on behalf of one source node after the other."""

    def __init__(self, opset: int) -> None:
        self.opset = opset
        self.graph = Graph()
        self._on_behalf_of: Node | None = None
        self._constants: dict[tuple[str, tuple[int, ...], bytes], Value] = {}
        self._none: Value | None = None

    def on_behalf_of(self, node: Node) -> None:
        """What is emitted from now on belongs to this node: it has its scope and place in the program."""
        self._on_behalf_of = node

    # -- operations

    def emit(self, op_type: str, *inputs: Input, **attributes: Any) -> Value:
        """Append an operation with one output; see `OnnxContext`."""
        return self.emit_many(1, op_type, *inputs, **attributes)[0]

    def emit_many(self, outputs: int, op_type: str, *inputs: Input, **attributes: Any) -> list[Value]:
        """Append an operation with several outputs; see `OnnxContext`."""
        values = [self._as_value(each) for each in inputs]
        node = self._insert(f"onnx::{op_type}", values, outputs)
        for name, value in sorted(attributes.items()):
            node.set_attribute(_attribute_kind(value), name, value)
        for position, output in enumerate(node.outputs()):
            output.setType(
                TensorType(self._result_dtype(op_type, values, position), self._result_sizes(op_type, values))
            )
        return node.outputs()

    def _insert(self, kind: str, inputs: Sequence[Value], outputs: int = 1) -> Node:
        node = self.graph.create(kind, inputs, outputs)
        if self._on_behalf_of is not None:
            node.copyMetadata(self._on_behalf_of)
        return self.graph.appendNode(node)

    def _as_value(self, given: Input) -> Value:
        if isinstance(given, Value):
            return given
        if given is None:
            if self._none is None:
                self._none = self.graph.prependNode(self.graph.createNone()).output()
            return self._none
        if isinstance(given, np.ndarray):
            return self.constant(given)
        return self.constant(np.array(given, np.int64))

    def _result_dtype(self, op_type: str, inputs: Sequence[Value], position: int) -> dtype:
        if op_type in _BOOL_RESULTS:
            return bool_dtype
        if op_type in _INT64_RESULTS or (op_type == "MaxPool" and position == 1):
            return int64
        return self.dtype(inputs[1 if op_type == "Where" else 0])

    def _result_sizes(self, op_type: str, inputs: Sequence[Value]) -> tuple[int | None, ...] | None:
        """The sizes of a pointwise operation, if all of its inputs' are known."""
        if op_type not in _POINTWISE:
            return None
        sizes: tuple[int, ...] = ()
        for each in inputs:
            type_ = each.type()
            own = type_.sizes() if isinstance(type_, TensorType) else None
            if own is None:
                return None if len(inputs) > 1 or not isinstance(type_, TensorType) else type_.shape
            sizes = broadcast_sizes(sizes, own)
        return sizes

    def constant(self, array: Any, kind: dtype | None = None) -> Value:
        """A constant with the elements of an array or number, converted to ``kind``."""
        elements = np.asarray(array)
        kind = kind or from_numpy(elements.dtype)
        if kind is bfloat16:
            return self.constant_tensor(wrap(np.asarray(float32_to_bfloat16(elements)), bfloat16))
        with np.errstate(all="ignore"):
            return self.constant_tensor(wrap(elements.astype(kind.numpy)))

    def constant_tensor(self, tensor: Tensor) -> Value:
        """A tensor that is part of the program."""
        storage = tensor._array
        key = (tensor.dtype.name, storage.shape, storage.tobytes()) if storage.size <= SHARED_ELEMENTS else None
        if key is not None and key in self._constants:
            return self._constants[key]
        value = self._insert("onnx::Constant", ()).t_("value", tensor).output()
        value.setType(TensorType(tensor.dtype, storage.shape))
        if key is not None:
            self._constants[key] = value
        return value

    def cast(self, value: Value | Number, kind: dtype) -> Value:
        """The value as ``kind``; see `OnnxContext`."""
        if not isinstance(value, Value):
            return self.constant(value, kind)
        if self.dtype(value) is kind:
            return value
        known = self.known(value)
        if known is not None:
            return self.constant(known, kind)
        found = self.emit("Cast", value, to=DATA_TYPES[kind.name])
        type_ = value.type()
        return found.setType(TensorType(kind, type_.shape if isinstance(type_, TensorType) else None))

    # -- facts

    def dtype(self, value: Value) -> dtype:
        """The element type of a value."""
        type_ = value.type()
        assert isinstance(type_, TensorType) and type_.scalar_type is not None, value
        return type_.scalar_type

    def sizes(self, value: Value) -> list[int | None]:
        """The extents of a value, ``None`` along a dynamic axis."""
        type_ = value.type()
        if not isinstance(type_, TensorType) or type_.shape is None:
            self.unsupported(f"its ONNX form needs the number of dimensions of %{value.debugName()}, which is unknown")
        return list(type_.shape)

    def known(self, value: Value) -> np.ndarray | None:
        """The elements of a constant."""
        if value.node().kind() != "onnx::Constant":
            return None
        tensor: Tensor = value.node().t("value")
        return bfloat16_to_float32(tensor._array) if tensor.dtype is bfloat16 else tensor._array

    def unsupported(self, reason: str) -> NoReturn:
        """Give up on the node at hand."""
        raise Unsupported(reason)

    # -- the frame

    def add_input(self, name: str, type_: TensorType) -> Value:
        """An input of the model, or a parameter (which the IR can't name if its name is a number)."""
        return self.graph.addInput("" if is_number(name) else name).setType(type_)

    def number(self, value: Number) -> Value:
        """A Python number as a tensor."""
        return self.constant(value, number_dtype(value))

    def placeholder(self, outputs: int) -> list[Value]:
        """Values that stand for the results of a node that has no ONNX form."""
        return self._insert("onnx::Unsupported", (), outputs).outputs()

    def remove_unused(self) -> None:
        """Drop every node whose results nothing uses."""
        for node in self.graph.block().reversed_nodes():
            if not node.hasUses():
                node.destroy()


def _attribute_kind(value: Any) -> str:
    if isinstance(value, str):
        return "s"
    if isinstance(value, int):
        return "i"
    if isinstance(value, float):
        return "f"
    return "fs" if value and isinstance(value[0], float) else "is"
