"""What a program asks of a tensor that its array does not tell, or has done to it by name: the tensor itself answers.

These look through: their functions are given tensors, not arrays.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import state
from ..device import device
from ..dtype import from_code, promote_types
from .promotion import can_cast
from .registry import composite


def _define(schema: str, function: Callable[..., Any]) -> None:
    composite(schema, variants="")(lambda call, *values: function(*values))


# -- flags and facts

for _name in ("is_floating_point", "is_complex", "is_signed", "is_contiguous", "element_size", "storage_offset"):
    _result = "int" if _name in ("element_size", "storage_offset") else "bool"

    def _answer(self: Any, name: str = _name) -> Any:
        return getattr(self, name)()

    _define(f"aten::{_name}(Tensor self) -> {_result}", _answer)
_define(
    "aten::is_contiguous.memory_format(Tensor self, MemoryFormat memory_format) -> bool",
    lambda self, memory_format: self.is_contiguous(memory_format=memory_format),
)
_define("aten::is_leaf(Tensor self) -> bool", lambda self: self.is_leaf)
_define("aten::get_device(Tensor self) -> int", lambda self: -1)
_define("aten::_version(Tensor self) -> int", lambda self: self._version)
_define("prim::dtype(Tensor a) -> int", lambda a: a.dtype.code)
_define("prim::device(Tensor a) -> Device", lambda a: a.device)
_define("prim::layout(Tensor a) -> Layout", lambda a: a.layout.code)
_define("prim::requires_grad(Tensor a) -> bool", lambda a: a.requires_grad)
_define("prim::data(Tensor(a) a) -> Tensor(a)", lambda a: a.data)
_define("aten::data(Tensor self) -> Tensor", lambda self: self.data)
_define("prim::grad(Tensor a) -> Tensor(*)", lambda a: a.grad)
_define("prim::name(Tensor a) -> str?", lambda a: None)

# -- dtypes


def _promoted(type1: Any, type2: Any) -> int:
    return promote_types(type1, type2).code


_define("aten::can_cast(ScalarType from_, ScalarType to) -> bool", can_cast)
_define("aten::promote_types(ScalarType type1, ScalarType type2) -> ScalarType", _promoted)

# -- moving


@composite("aten::to.prim_Device(Tensor(a) self, Device? device, int? dtype=None, bool non_blocking=False, "
           "bool copy=False) -> Tensor(b|a)", variants="")  # fmt: skip
def to_device(call: Any, self: Any, device: device | None, dtype: int | None, non_blocking: bool, copy: bool) -> Any:
    kind = self.dtype if dtype is None else from_code(dtype)
    return call("aten::to", self, device or self.device, kind, non_blocking, copy)


@composite("aten::to.prim_dtype(Tensor(a) self, int? dtype=None, bool non_blocking=False, bool copy=False) -> "
           "Tensor(b|a)", variants="")  # fmt: skip
def to_dtype(call: Any, self: Any, dtype: int | None, non_blocking: bool, copy: bool) -> Any:
    return call("aten::to", self, self.dtype if dtype is None else from_code(dtype), non_blocking, copy)


@composite("aten::to.prim_other(Tensor(a) self, bool non_blocking=False, bool copy=False) -> Tensor(b|a)", variants="")
def to_other(call: Any, self: Any, non_blocking: bool, copy: bool) -> Any:
    return call("aten::to", self, self.dtype, non_blocking, copy)


def _to_cuda(self: Any) -> Any:
    return self.cuda()


_define("aten::cpu(Tensor(a) self) -> Tensor(b|a)", lambda self: self)
_define("aten::cuda(Tensor(a) self) -> Tensor(b|a)", _to_cuda)

# -- gradients and chance


def _backward(self: Any, gradient: Any, retain_graph: bool | None, create_graph: bool) -> None:
    self.backward(gradient, retain_graph, create_graph)


def _manual_seed(seed: int) -> None:
    state.default_generator().manual_seed(seed)


_define(
    "aten::backward(Tensor self, Tensor? gradient=None, bool? retain_graph=None, bool create_graph=False) -> ()",
    _backward,
)
_define(
    "aten::requires_grad_(Tensor(a!) self, bool requires_grad=True) -> Tensor(a!)",
    lambda self, requires_grad: self.requires_grad_(requires_grad),
)
_define("aten::manual_seed(int seed) -> ()", _manual_seed)


@composite("prim::abs(Tensor x) -> Tensor", variants="")
def _abs(call: Any, x: Any) -> Any:
    return call("aten::abs", x)
