"""Annotations of a program -> types, without running them: names are looked up, subscripts are put together."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ..ir.types import (
    AnyListType,
    AnyTupleType,
    AnyType,
    BoolType,
    ComplexType,
    DeviceObjType,
    FloatType,
    FutureType,
    GeneratorType,
    IntType,
    ListType,
    NoneType,
    NumberType,
    OptionalType,
    StringType,
    TensorType,
    TupleType,
    Type,
    dict_of,
)
from ..ir.unit import FunctionArgument
from .reports import CompilationError
from .sugared import Resolver
from .tree import (
    BinOp,
    Def,
    Expr,
    Literal,
    Select,
    String,
    Subscript,
    TupleLiteral,
    UnaryOp,
    Var,
)
from .unify import union_of

_TENSORS = {f"{name}Tensor" for name in ("", "Long", "Float", "Double", "Int", "Short", "Half", "Char", "Byte", "Bool")}

#: types that need no looking up
_BASE: dict[str, Type] = {
    "Tensor": TensorType.get(),
    "int": IntType(),
    "float": FloatType(),
    "bool": BoolType(),
    "complex": ComplexType(),
    "str": StringType(),
    "Device": DeviceObjType(),
    "Generator": GeneratorType(),
    "number": NumberType(),
    "None": NoneType(),
    "NoneType": NoneType(),
    "Any": AnyType(),
    "list": AnyListType(),
    "tuple": AnyTupleType(),
    "Capsule": AnyType(),
}
_SIZE = re.compile(r"_size_(\d)_t$")

#: how errors name a kind of expression, and an operator
_KINDS = {
    "TernaryIf": "if",
    "Number": "const",
    "String": "string_literal",
    "Var": "variable",
    "Apply": "apply",
    "Subscript": "subscript",
    "ListLiteral": "list-literal",
    "TupleLiteral": "tuple-literal",
    "DictLiteral": "dict-literal",
    "Starred": "starred",
    "ListComp": "list comprehension",
    "DictComp": "dict comprehension",
    "SliceExpr": "slice expr",
    "Dots": "dots",
}
_OPERATORS = {"**": "pow operator", "//": "floordiv", "==": "eq", "!=": "ne", "<=": "le", ">=": "ge"}


class TypeReader:
    """Reads the annotations of one function."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver

    def type(self, expr: Expr) -> Type:
        """The type that an annotation stands for.  Raises ``CompilationError`` where it is none."""
        found = self.resolver.resolve_type(expr.where.excerpt(), expr.where)
        return self.parts(expr) if found is None else found

    def parts(self, expr: Expr) -> Type:
        """As `type`, for an expression that no name as a whole stands for."""
        if isinstance(expr, Subscript):
            name = _base_name(expr.value)
            if name is None:
                raise CompilationError(expr.value.where, "Subscripted type must be a type identifier")
            return self.subscripted(name, expr)
        if isinstance(expr, BinOp) and expr.op == "|":
            return union_of([self.parts(each) for each in _alternatives(expr)])
        if isinstance(expr, String):
            found = self.resolver.resolve_type(expr.text, expr.where)
            if found is None:
                raise CompilationError(expr.where, f"Unknown type name '{expr.text}'")
            return found
        name = _base_name(expr)
        if name is None:
            raise CompilationError(expr.where, f"Expression of type {_kind(expr)} cannot be used in a type expression")
        found = _BASE.get(name)
        if found is None:
            found = self.resolver.resolve_type(name, expr.where)
        if found is None:
            raise CompilationError(expr.where, f"Unknown type name '{name}'")
        return found

    def subscripted(self, name: str, expr: Subscript) -> Type:
        if name in ("Tuple", "tuple"):
            first = expr.indices[0]
            if len(expr.indices) == 1 and isinstance(first, TupleLiteral):
                if first.inputs:
                    raise CompilationError(
                        first.where, "Tuple literal in Tuple type annotation must not have any elements!"
                    )
                return TupleType(())
            return TupleType([self.parts(each) for each in expr.indices])
        if name == "Union":
            return union_of([self.parts(each) for each in expr.indices])
        if name in ("Dict", "dict"):
            self._check_count(expr, 2)
            return dict_of(*(self.parts(each) for each in expr.indices))
        container = _CONTAINERS.get(name)
        if name == "Sequence" and getattr(self.resolver, "is_library", False):
            container = ListType  # what PyTorch's layers call a list takes tuples from Python; ours say so
        if container is None:
            raise CompilationError(expr.where, f"Unknown type constructor {name}")
        self._check_count(expr, 1)
        return container(self.parts(expr.indices[0]))

    @staticmethod
    def _check_count(expr: Subscript, count: int) -> None:
        if len(expr.indices) != count:
            wanted = "exactly 2 element types" if count == 2 else "exactly one element type"
            raise CompilationError(expr.where, f" expected {wanted} but found {len(expr.indices)}")

    def repeated(self, expr: Expr) -> tuple[Type, int] | None:
        """``BroadcastingList2[int]``: a list for which one number may stand; ``None`` for any other annotation."""
        if isinstance(expr, Var):
            found = _SIZE.match(expr.name)
            return (ListType(IntType()), int(found[1])) if found else None
        if isinstance(expr, BinOp) and expr.op == "|":
            alternatives = _alternatives(expr)
            lists = [each for each in map(self.repeated, alternatives) if each is not None]
            return (OptionalType(lists[0][0]), lists[0][1]) if len(alternatives) == 2 and lists else None
        if not isinstance(expr, Subscript) or not isinstance(expr.value, Var):
            return None
        name = expr.value.name
        if name == "Optional":
            inner = self.repeated(expr.indices[0])
            return None if inner is None else (OptionalType(inner[0]), inner[1])
        if not name.startswith("BroadcastingList"):
            return None
        element = expr.indices[0]
        if len(expr.indices) != 1:
            raise CompilationError(
                expr.where, "BroadcastingList/Optional[BroadcastingList] must be subscripted with a type"
            )
        if not isinstance(element, Var):
            raise CompilationError(expr.value.where, "Subscripted type must be a type identifier")
        if element.name not in ("float", "int"):
            raise CompilationError(expr.value.where, "Broadcastable lists only supported for int or float")
        digits = name.removeprefix("BroadcastingList")
        if digits and not digits.isdigit():
            raise CompilationError(expr.where, "subscript of Broadcastable list must be a positive integer")
        return ListType(_BASE[element.name]), int(digits or 0)

    # -- functions

    def arguments(self, tree: Def, skip_self: bool, defaults: dict[str, Any]) -> list[FunctionArgument]:
        """The parameters of a function, but for ``self``, with their types and defaults."""
        found = []
        for each in tree.parameters[1:] if skip_self else tree.parameters:
            length = None
            if each.annotation is None:
                type_: Type = TensorType.getInferred()
            elif (repeated := self.repeated(each.annotation)) is not None:
                type_, length = repeated
            else:
                type_ = self.type(each.annotation)
            has_default = each.name in defaults
            found.append(
                FunctionArgument(each.name, type_, defaults.get(each.name), has_default, each.kwarg_only, length)
            )
        return found

    def returned(self, tree: Def) -> Type | None:
        """The type of a function's result, where it says so."""
        if tree.returns is None:
            return None
        if isinstance(tree.returns, Var) and tree.returns.name == "Any" and getattr(self.resolver, "is_library", False):
            return None  # PyTorch's layers say nothing there
        if self.repeated(tree.returns) is not None:
            raise CompilationError(tree.returns.where, "Broadcastable lists cannot appear as a return type")
        return self.type(tree.returns)


_CONTAINERS: dict[str, Callable[[Type], Type]] = {
    "List": ListType,
    "list": ListType,
    "Optional": lambda element: union_of((element, NoneType())),
    "Future": FutureType,
    "torch.jit.Future": FutureType,
}


def _alternatives(expr: Expr) -> list[Expr]:
    found: list[Expr] = []
    while isinstance(expr, BinOp) and expr.op == "|":
        found.append(expr.rhs)
        expr = expr.lhs
    return [expr, *reversed(found)]


def _kind(expr: Expr) -> str:
    if isinstance(expr, BinOp):
        return _OPERATORS.get(expr.op, expr.op)
    if isinstance(expr, UnaryOp):
        return "unary minus" if expr.op == "-" else expr.op
    return str(expr.value) if isinstance(expr, Literal) else _KINDS[type(expr).__name__]


def _base_name(expr: Expr) -> str | None:
    """``Tensor`` for ``torch.Tensor``, a dotted name for what else is selected."""
    if isinstance(expr, Var):
        return expr.name
    if isinstance(expr, Literal) and expr.value is None:
        return "None"
    if isinstance(expr, Select):
        if isinstance(expr.value, Var) and expr.value.name == "torch" and expr.name in _TENSORS:
            return expr.name
        return _dotted(expr)
    return None


def _dotted(expr: Expr) -> str:
    names = []
    while isinstance(expr, Select):
        names.append(expr.name)
        expr = expr.value
    if not isinstance(expr, Var):  # PyTorch's own message falls over it
        raise RuntimeError(f"unknown:0: expecting kind '.' but found '{_kind(expr)}'")
    return ".".join([expr.name, *reversed(names)])
