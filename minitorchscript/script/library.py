"""Operators that are written in TorchScript: ``2 - x`` is ``neg(x) + 2``.  Compiled once, they are always inlined."""

from __future__ import annotations

from ..ir.types import Type
from ..ir.unit import CompilationUnit, Function
from .compile import define
from .matching import set_library
from .parse import definitions_in
from .ranges import Span
from .simple_values import BuiltinFunction
from .sugared import Method, SugaredValue

_SCALARS = """
def mul(a : {0}, b : Tensor) -> Tensor:
  return b * a
def add(a : {0}, b : Tensor) -> Tensor:
  return b + a
def ne(a : {0}, b : Tensor) -> Tensor:
  return b != a
def eq(a : {0}, b : Tensor) -> Tensor:
  return b == a
def sub(a : {0}, b : Tensor) -> Tensor:
  return torch.neg(b) + a
def div(a : {0}, b : Tensor) -> Tensor:
  return torch.reciprocal(b) * a
"""
_ORDERED_SCALARS = """
def lt(a : {0}, b : Tensor) -> Tensor:
  return b > a
def le(a : {0}, b : Tensor) -> Tensor:
  return b >= a
def gt(a : {0}, b : Tensor) -> Tensor:
  return b < a
def ge(a : {0}, b : Tensor) -> Tensor:
  return b <= a
"""
_TUPLES = """
def _{0}(x: BroadcastingList{1}[{2}]) -> List[{2}]:
  return x
"""
_FLOOR = """
def floordiv(self : Tensor, other : {0}) -> Tensor:
  return torch.floor_divide(self, other)
"""
_PROPERTIES = """
def ndim(a : Tensor) -> int:
  return a.dim()
def T(a : Tensor) -> Tensor:
  return a.numpy_T()
def H(a : Tensor) -> Tensor:
  return a.matrix_H()
def mT(a : Tensor) -> Tensor:
  return a.mT
def mH(a : Tensor) -> Tensor:
  return a.mH
def shape(a : Tensor) -> List[int]:
  return a.size()
"""
_OTHERS = """
def _assert_int_or_pair(vals: List[int], name: str, message: str):
  pass
def list_with_default(out_size: List[int], defaults: List[int]):
  assert len(defaults) > len(out_size)
  return out_size
def _assert(condition : bool, message : str):
  assert condition, message
def device(type: str):
  return torch.device(type)
def type(self: Tensor, dtype: int, non_blocking: bool=False, copy: bool=False) -> Tensor:
  return self.to(dtype, non_blocking, copy)
"""
_MORE = """
def _assert(condition : Tensor, message : str):
  assert bool(condition), message
def __contains__(self: str, key: str):
    return self.find(key, 0, len(self)) != -1
"""
_LENGTHS = (("single", 1), ("pair", 2), ("triple", 3), ("quadruple", 4))


def _sources() -> list[tuple[str, str]]:
    """Pieces of TorchScript, each with the namespace that its functions go to."""
    found = [("aten", _SCALARS.format(each)) for each in ("float", "int", "complex")]
    found += [("aten", _ORDERED_SCALARS.format(each)) for each in ("float", "int")]
    found += [("aten", _TUPLES.format(*length, each)) for each in ("float", "int") for length in _LENGTHS]
    found += [("aten", _FLOOR.format(each)) for each in ("number", "Tensor")]
    return [*found, ("aten", _OTHERS), ("aten", _MORE), ("prim", _PROPERTIES)]


class _NativeResolver:
    """Knows no name but `torch`, whose attributes are operators."""

    def resolve_value(self, name: str, m: Method, where: Span) -> SugaredValue | None:
        return _Operators() if name == "torch" else None

    def resolve_type(self, name: str, where: Span) -> Type | None:
        return None


class _Operators(SugaredValue):
    def kind(self) -> str:
        return "builtin module"

    def attr(self, where: Span, m: Method, field: str) -> SugaredValue:
        return BuiltinFunction(f"aten::{field}")


class _Library:
    """The compiled functions by operator."""

    functions: dict[str, list[Function]] | None = None
    is_being_compiled = False


def functions_for(operator: str) -> list[Function] | None:
    """The functions that stand beside an operator's overloads; ``None`` while they are being compiled themselves."""
    if _Library.is_being_compiled:
        return None
    if _Library.functions is None:
        _Library.is_being_compiled = True
        try:
            _Library.functions = _compiled()
        finally:
            _Library.is_being_compiled = False
    return _Library.functions.get(operator, [])


def _compiled() -> dict[str, list[Function]]:
    found: dict[str, list[Function]] = {}
    for namespace, text in _sources():
        for function in define(CompilationUnit(), None, definitions_in(text, _NativeResolver())):
            found.setdefault(f"{namespace}::{function.name}", []).append(function)
    return found


set_library(functions_for)
