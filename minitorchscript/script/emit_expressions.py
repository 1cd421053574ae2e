"""Expressions: names, attributes, operators, constants; and where to find the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..ir.types import ClassType, StringType, TupleType, Type
from ..ir.value import Value
from ..ops.resolve import operator_of
from .conversions import unpack_tuple
from .emit_calls import CallEmitter
from .matching import emit_builtin
from .reports import CompilationError
from .simple_values import BuiltinFunction, SimpleValue
from .special_values import MagicMethod
from .sugared import NamedValue, SugaredValue
from .tree import (
    Apply,
    BinOp,
    DictComp,
    DictLiteral,
    Expr,
    ListComp,
    ListLiteral,
    Literal,
    Number,
    Select,
    String,
    Subscript,
    TernaryIf,
    TupleLiteral,
    UnaryOp,
    Var,
)

#: operators, and the methods by which classes define them
OPERATORS: dict[str, tuple[str, str]] = {
    "+": ("aten::add", "__add__"),
    "-": ("aten::sub", "__sub__"),
    "*": ("aten::mul", "__mul__"),
    "/": ("aten::div", "__truediv__"),
    "%": ("aten::remainder", "__mod__"),
    "**": ("aten::pow", "__pow__"),
    "==": ("aten::eq", "__eq__"),
    "!=": ("aten::ne", "__ne__"),
    "<": ("aten::lt", "__lt__"),
    ">": ("aten::gt", "__gt__"),
    "<=": ("aten::le", "__le__"),
    ">=": ("aten::ge", "__ge__"),
    "&": ("aten::__and__", "__and__"),
    "|": ("aten::__or__", "__or__"),
    "^": ("aten::__xor__", "__xor__"),
    "<<": ("aten::__lshift__", "__lshift__"),
    ">>": ("aten::__rshift__", "__rshift__"),
    "in": ("aten::__contains__", "__contains__"),
}
_UNARY = {
    "-": ("aten::neg", MagicMethod("__neg__", BuiltinFunction("aten::neg"))),
    "~": ("aten::bitwise_not", MagicMethod("__invert__", BuiltinFunction("aten::bitwise_not"))),
}


class ExpressionEmitter(CallEmitter):
    def sugared(self, expr: Expr, n_binders: int = 1, type_hint: Type | None = None) -> SugaredValue:
        if isinstance(expr, Var):
            return self.environment.get(expr.name, expr.where)
        emit = _SIMPLE.get(type(expr))
        if emit is not None:
            return SimpleValue(emit(self, expr, type_hint))
        if isinstance(expr, Select):
            return self.sugared(expr.value).attr(expr.where, self.method, expr.name)
        if isinstance(expr, Apply):
            return self.call(expr, n_binders, type_hint)
        if isinstance(expr, Subscript):
            return self.subscript(expr, type_hint)
        kind = type(expr).__name__.lower()
        if kind == "starred":
            raise CompilationError(expr.where, "Unexpected starred expansion. File a bug report")
        raise CompilationError(expr.where, f"Cannot emit expr for: ({kind})\n")

    # -- operators

    def operator(self, expr: BinOp, type_hint: Type | None) -> Value:
        op = expr.op
        if op in _CHAINED:
            if isinstance(expr.lhs, BinOp) and expr.lhs.op in _CHAINED:
                return self._fold(self._chain(expr))
            return self._binary(expr, None)
        if op in ("and", "or", "is", "is not"):
            return self.condition(expr).value
        if op in ("//", "@"):
            kind = "aten::floordiv" if op == "//" else "aten::matmul"
            return self.builtin(expr.where, kind, self.named_values([expr.lhs, expr.rhs]))
        if op == "%":
            lhs = self.sugared(expr.lhs, 0).as_value(expr.lhs.where, self.method)
            if isinstance(lhs._type, StringType):
                node = self.graph.create("aten::percentFormat", self.values([expr.lhs, expr.rhs]))
                node._range = expr.where
                return self.graph.insertNode(node)._outputs[0].setType(StringType())
        return self._binary(expr, None)

    @staticmethod
    def _chain(expr: BinOp) -> list[BinOp]:
        """``a + b + c`` from the inside out: it leans to the left, as deep as it is long."""
        chain = [expr]
        while isinstance(chain[-1].lhs, BinOp) and chain[-1].lhs.op in _CHAINED:
            chain.append(chain[-1].lhs)
        chain.reverse()
        return chain

    def _fold(self, chain: list[BinOp]) -> Value:
        result = self._binary(chain[0], None)
        for expr in chain[1:]:
            result = self._binary(expr, result)
        return result

    def _binary(self, expr: BinOp, lhs: Value | None) -> Value:
        """An operator's result; ``lhs`` is the left operand where it is computed already."""
        if lhs is None:
            args = self.named_values([expr.lhs, expr.rhs])
        else:
            args = [NamedValue(None, lhs, expr.lhs.where), *self.named_values([expr.rhs])]
        if expr.op == "in":
            args.reverse()
        if expr.op == "+":
            one, two = args[0].content, args[1].content
            if isinstance(one._type, TupleType) and isinstance(two._type, TupleType):
                members = [*unpack_tuple(one), *unpack_tuple(two)]
                return self.graph.insertNode(self.graph.createTuple(members))._outputs[0]
        kind, method = OPERATORS[expr.op]
        if not isinstance(args[0].content._type, ClassType):
            return emit_builtin(expr.where, self.graph, kind, args)
        result = MagicMethod(method, BuiltinFunction(kind)).call(expr.where, self.method, args, [], 0)
        return result.as_value(expr.where, self.method)

    def unary(self, expr: UnaryOp, type_hint: Type | None) -> Value:
        if expr.op == "not":
            return self.condition(expr).value
        kind, meaning = _UNARY[expr.op]
        args = self.named_values([expr.operand])
        value = meaning.call(expr.where, self.method, args, [], 0).as_value(expr.where, self.method)
        node = value._node
        if node._kind != kind or any(each._node._kind != "prim::Constant" for each in node._inputs):
            return value
        found = operator_of(node)  # `-1` is a constant
        if found is None or any(hasattr(each.toIValue(), "requires_grad") for each in node._inputs):
            return value
        return self.graph.insertConstant(found.kernel(*(each.toIValue() for each in node._inputs)), expr.where)

    # -- constants

    def number(self, expr: Number, type_hint: Type | None) -> Value:
        value = expr.value
        if isinstance(value, int) and value >= 2**63:
            raise CompilationError(expr.where, "Integral constant out of range (must fit in a signed 64 bit integer)")
        return self.constant(value, expr.where)

    def literal(self, expr: Literal | String, type_hint: Type | None) -> Value:
        value: Any = expr.text if isinstance(expr, String) else expr.value
        return self.graph.insertConstant(value, expr.where)


_CHAINED = frozenset("+ - * / ** & | ^ << >>".split())

_SIMPLE: dict[type[Expr], Callable[[ExpressionEmitter, Any, Type | None], Value]] = {
    BinOp: ExpressionEmitter.operator,
    UnaryOp: ExpressionEmitter.unary,
    Number: ExpressionEmitter.number,
    Literal: ExpressionEmitter.literal,
    String: ExpressionEmitter.literal,
    TernaryIf: ExpressionEmitter.ternary,
    ListLiteral: ExpressionEmitter.list_literal,
    TupleLiteral: lambda emitter, expr, hint: emitter.tuple_literal(expr),
    DictLiteral: ExpressionEmitter.dict_literal,
    ListComp: ExpressionEmitter.list_comprehension,
    DictComp: ExpressionEmitter.dict_comprehension,
}
