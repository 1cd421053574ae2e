"""Assignments: to variables, attributes, subscripts and tuples of these; ``+=`` and its like; ``del``."""

from __future__ import annotations

from collections.abc import Sequence

from ..ir.types import (
    AnyTupleType,
    BoolType,
    ClassType,
    ComplexType,
    DictType,
    FloatType,
    IntType,
    ListType,
    NumberType,
    OptionalType,
    TensorType,
    Type,
)
from ..ir.value import Value
from ..ops.resolve import operator_of
from .emit_base import span_of
from .emit_expressions import ExpressionEmitter
from .matching import insert
from .ranges import Span
from .reports import CompilationError
from .simple_values import BuiltinFunction, MethodValue
from .special_values import MagicMethod
from .sugared import NamedValue, SugaredValue
from .tree import Assign, AugAssign, Delete, Expr, Select, SliceExpr, Starred, Subscript, TupleLiteral, Var
from .unify import repr_str

#: for each operator the one that changes a tensor or list, and the one that makes a new value
_AUGMENTED: dict[str, tuple[str, str]] = {
    "+": ("aten::add_", "aten::add"),
    "-": ("aten::sub_", "aten::sub"),
    "/": ("aten::div_", "aten::div"),
    "*": ("aten::mul_", "aten::mul"),
    "%": ("aten::fmod_", "aten::fmod"),
    "|": ("aten::bitwise_or", "aten::__or__"),
    "&": ("aten::bitwise_and", "aten::__and__"),
    "^": ("aten::bitwise_xor", "aten::__xor__"),
    "<<": ("aten::__lshift__", "aten::__lshift__"),
    ">>": ("aten::__irshift__", "aten::__rshift__"),
    "**": ("aten::pow", "aten::pow"),
}
_MAGIC = {"+": "add", "-": "sub", "/": "truediv", "*": "mul", "%": "mod"}
_NUMBERS = (NumberType, IntType, BoolType, FloatType, ComplexType)


class AssignmentEmitter(ExpressionEmitter):
    def assign(self, statement: Assign) -> None:
        if len(statement.targets) == 1:
            self._assign_one(statement.targets[0], statement.value, statement.where, statement.annotation)
            return
        # `a = b = value`: the value is computed once
        name = self.temporary("$tmp_assign_")
        self.environment.set(statement.value.where, name, self.sugared(statement.value))
        for target in statement.targets:
            self._assign_one(target, Var(statement.value.where, name), statement.where, None)

    def _assign_one(self, target: Expr, value: Expr, where: Span, annotation: Expr | None) -> None:
        if isinstance(target, Var):
            type_ = None if annotation is None else self.types.type(annotation)
            self.environment.set(target.where, target.name, self.sugared(value, 1, type_), type_)
        elif isinstance(target, TupleLiteral):
            starred = self.check_targets(target.inputs, target.where)
            n_binders = len(target.inputs) - starred
            self._unpack(target, self.sugared(value, n_binders), value.where, n_binders, starred)
        elif isinstance(target, Select):
            type_ = None if annotation is None else self.types.type(annotation)
            owner = self.sugared(target.value)
            given = self.sugared(value, 1, type_).as_value(value.where, self.method)
            owner.set_attr(where, self.method, target.name, given)
        elif isinstance(target, Subscript):
            self._set_item(where, target, NamedValue(None, self.expression(value), value.where))
        else:
            raise CompilationError(target.where, "unexpected expression on left-hand side of assignment")

    def assign_all(self, targets: Sequence[Expr], values: Sequence[SugaredValue], where: Span, n_binders: int) -> None:
        place = 0
        for target in targets:
            if isinstance(target, Starred):
                count = len(values) - n_binders
                self._assign_rest(target, values[place : place + count])
                place += count
                continue
            value = values[place]
            place += 1
            if isinstance(target, Var):
                self.environment.set(target.where, target.name, value)
            elif isinstance(target, Subscript):
                self._set_item(where, target, NamedValue(None, value.as_value(where, self.method), where))
            elif isinstance(target, TupleLiteral):
                starred = self.check_targets(target.inputs, target.where)
                self._unpack(target, value, where, len(target.inputs) - starred, starred)
            elif isinstance(target, Select):
                owner = self.sugared(target.value)
                owner.set_attr(where, self.method, target.name, value.as_value(where, self.method))
            else:
                raise CompilationError(target.where, "unexpected expression on the left-hand side")

    def _assign_rest(self, target: Starred, values: Sequence[SugaredValue]) -> None:
        variable = target.value
        if not isinstance(variable, Var):
            raise CompilationError(variable.where, "Cannot pack a tuple into a non-variable")
        members = [value.as_value(target.where, self.method) for value in values]
        packed = self.graph.insertNode(self.graph.createTuple(members))._outputs[0]
        self.environment.set_value(variable.where, variable.name, packed)

    def _unpack(self, target: TupleLiteral, meaning: SugaredValue, where: Span, n_binders: int, starred: bool) -> None:
        values = meaning.as_tuple(where, self.method, None if starred else n_binders)
        if len(values) < n_binders:
            least = "at least " if starred else ""
            raise CompilationError(
                target.where, f"need {least}{n_binders} values to unpack but found only {len(values)}"
            )
        if len(values) > n_binders and not starred:
            raise CompilationError(target.where, f"too many values to unpack: need {n_binders} but found {len(values)}")
        self.assign_all(target.inputs, values, where, n_binders)

    # -- subscripts

    def _set_item(self, where: Span, target: Subscript, value: NamedValue) -> None:
        """``container[index] = value``"""
        container = self.expression(target.value)
        if isinstance(container._type, TensorType):
            self._set_elements(where, target, container, value)
            return
        index = target.indices[0]
        if len(target.indices) != 1 or isinstance(index, SliceExpr):
            raise CompilationError(
                span_of(target.indices, target.value.where),
                "Sliced expression not yet supported for subscripted assignment. File a bug if you want this",
            )
        if container._type.isSubtypeOf(AnyTupleType()):
            raise CompilationError(target.where, f"{repr_str(container._type)} does not support subscripted assignment")
        args = [
            NamedValue("self", container, target.value.where),
            NamedValue("idx", self.expression(index), span_of(target.indices, target.value.where)),
            value,
        ]
        setter = MagicMethod("__setitem__", BuiltinFunction("aten::_set_item"))
        setter.call(where, self.method, args, [], 0)

    def _set_elements(self, where: Span, target: Subscript, tensor: Value, value: NamedValue) -> None:
        """Write into a part of a tensor."""
        part, tensors = self.sliced(target.where, tensor, target.indices)
        given = self._as_tensor(value.value(self.graph), part)
        if not tensors:
            insert(self.graph, "aten::copy_", [part, given], where)
            return
        listed = self.graph.insertNode(self.graph.createList(OptionalType.ofTensor(), tensors))._outputs[0]
        insert(self.graph, "aten::index_put_", [part, listed, given], where)

    def _as_tensor(self, value: Value, like: Value) -> Value:
        """A number as a tensor of another one's kind."""
        if not isinstance(value._type, _NUMBERS):
            return value
        dtype = insert(self.graph, "prim::dtype", [like])
        device = insert(self.graph, "prim::device", [like])
        return insert(self.graph, "aten::tensor", [value], dtype=dtype, device=device)

    # -- augmented assignment

    def augmented(self, statement: AugAssign) -> None:
        target = statement.target
        if isinstance(target, Var):
            result = self._augment(statement, self.expression(target))
            self.environment.set_value(target.where, target.name, result)
        elif isinstance(target, Select):
            owner = self.sugared(target.value)
            value = owner.attr(target.where, self.method, target.name).as_value(target.where, self.method)
            owner.set_attr(statement.where, self.method, target.name, self._augment(statement, value))
        elif isinstance(target, Subscript):
            self._augment_item(statement, target)
        else:
            raise CompilationError(target.where, "unexpected expression on left-hand side of augmented assignment")

    @staticmethod
    def _operator(op: str, type_: Type) -> str:
        return _AUGMENTED[op][0 if isinstance(type_, TensorType | ListType) else 1]

    def _augment(self, statement: AugAssign, lhs: Value) -> Value:
        if isinstance(lhs._type, ClassType):
            return self._augment_object(statement, lhs, lhs._type)
        rhs = self.expression(statement.value)
        return self.builtin(statement.where, self._operator(statement.op, lhs._type), [lhs, rhs])

    def _augment_object(self, statement: AugAssign, lhs: Value, type_: ClassType) -> Value:
        if statement.op not in _MAGIC:
            raise CompilationError(statement.where, f"Unknown augmented assignment: {statement.op}")
        name = _MAGIC[statement.op]
        rhs = self.expression(statement.value)
        method = next((each for each in (f"__i{name}__", f"__{name}__") if each in type_.methods), None)
        if method is None:
            raise CompilationError(
                statement.where,
                f"Cannot emit inplace op on {repr_str(type_)} since it does not define an __i{name}__ or __{name}__"
                " method",
            )
        result = MethodValue(lhs, method).call(statement.where, self.method, [NamedValue(None, rhs)], [], 0)
        return result.as_value(statement.where, self.method)

    def _augment_item(self, statement: AugAssign, target: Subscript) -> None:
        container = self.expression(target.value)
        where = statement.where
        if not isinstance(container._type, TensorType):
            self._augment_element(statement, target, container)
            return
        kind = self._operator(statement.op, container._type)
        part, tensors = self.sliced(target.where, container, target.indices)
        own = NamedValue("self", part, target.where)
        rhs = NamedValue(None, self.expression(statement.value), statement.value.where)
        if not tensors:
            self.builtin(where, kind, [rhs], own=own)
            return
        listed = self.graph.insertNode(self.graph.createList(OptionalType.ofTensor(), tensors))._outputs[0]
        indexed = insert(self.graph, "aten::index", [part, listed], where)
        result = self.builtin(where, kind, [rhs], own=NamedValue("self", indexed))
        insert(self.graph, "aten::index_put_", [part, listed, result], where)

    def _augment_element(self, statement: AugAssign, target: Subscript, container: Value) -> None:
        """``container[index] += value`` for a list or dictionary."""
        type_, where = container._type, statement.where
        place = span_of(target.indices, target.value.where)
        if len(target.indices) != 1:
            raise CompilationError(
                place,
                f"Sliced expression not yet supported for {repr_str(type_)} augmented assignment. File a bug if you"
                " want this",
            )
        if isinstance(type_, ListType):
            element = type_.element
        elif isinstance(type_, DictType):
            element = type_.key
        else:
            raise CompilationError(target.where, f"{repr_str(type_)} does not support augmented assignment.")
        index = self.expression(target.indices[0])
        value = self.expression(statement.value)
        item = insert(self.graph, "aten::__getitem__", [container, index], where)
        result = insert(self.graph, self._operator(statement.op, element), [item, value], where)
        insert(self.graph, "aten::_set_item", [container, index, result], where)

    # -- deletion

    def delete(self, statement: Delete) -> None:
        for target in statement.targets:
            if isinstance(target, Var):
                self.environment.remove(target.name, target.where)
            elif isinstance(target, Subscript):
                self._delete_item(statement, target)
            else:
                raise CompilationError(
                    target.where,
                    "del statements are only supported for deleting list and dict items and variables",
                )

    def _delete_item(self, statement: Delete, target: Subscript) -> None:
        if isinstance(target.indices[0], SliceExpr):
            raise CompilationError(
                target.where,
                "del statements only support deletion at a single index, slicing is not supported"
                " (see https://github.com/pytorch/pytorch/issues/31430)",
            )
        meaning = self.sugared(target.value)
        index = self.expression(target.indices[0])
        container = meaning.as_value(target.value.where, self.method)
        if isinstance(container._type, ClassType):
            if "__delitem__" not in container._type.methods:
                raise CompilationError(target.where, "Class does not define __delitem__")
            MethodValue(container, "__delitem__").call(statement.where, self.method, [NamedValue(None, index)], [], 0)
            return
        node = self.graph.create("aten::Delete", [container, index], 0)
        node._range = target.where
        if operator_of(node) is None:
            given = f"{repr_str(container._type)} by a {repr_str(index._type)}"
            raise CompilationError(target.where, f"del is not defined for an item of {given}")
        self.graph.insertNode(node)
