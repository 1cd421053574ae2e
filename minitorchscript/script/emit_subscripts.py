"""Subscripts: of tensors, lists, tuples, dictionaries, strings and modules.

``x[1:3, None, 4, t]`` of a tensor becomes one operator for each part: slice, unsqueeze and select from left to right,
and an ``aten::index`` for all tensors among the indices at the end.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..ir.types import (
    IntType,
    ListType,
    NoneType,
    OptionalType,
    TensorType,
    TupleType,
    Type,
)
from ..ir.value import Value
from .emit_containers import ContainerEmitter
from .matching import insert
from .ranges import Span
from .reports import CompilationError
from .simple_values import SimpleValue, tuple_index
from .special_values import SliceValue
from .sugared import NamedValue, SugaredValue
from .tree import Dots, Expr, Literal, SliceExpr, Subscript
from .unify import convertible_to_list, repr_str

_INT64 = 4


class SubscriptEmitter(ContainerEmitter):
    def subscript(self, expr: Subscript, type_hint: Type | None) -> SugaredValue:
        meaning = self.sugared(expr.value)
        where, of = expr.where, expr.value.where
        if len(expr.indices) != 1:
            return SimpleValue(self._indexed(where, meaning.as_value(of, self.method), expr.indices))
        index = expr.indices[0]
        if isinstance(index, SliceExpr):
            if meaning.kind() == "module":
                modules = meaning.as_tuple_value(of, self.method).as_value(of, self.method)
                parts = (index.start, index.stop, index.step)
                bounds = [None if part is None else self.expression(part) for part in parts]
                return SimpleValue(self._tuple_slice(of, modules, *bounds))
            value = meaning.as_value(of, self.method)
            dim = self.graph.insertConstant(0, where) if isinstance(value._type, TensorType) else None
            return SimpleValue(self._slice_of(where, value, dim, index))
        value = meaning.as_value(of, self.method)
        selector = self.sugared(index)
        if isinstance(selector, SliceValue):
            dim = self.graph.insertConstant(0, of) if isinstance(value._type, TensorType) else None
            return SimpleValue(self._slice(of, value, dim, selector.start, selector.stop, selector.step))
        position = selector.as_value(of, self.method)
        if isinstance(value._type, TupleType):
            return SimpleValue(self._tuple_member(where, meaning.as_value(of, self.method), position))
        if isinstance(value._type, TensorType):
            return SimpleValue(self._indexed(where, value, expr.indices))
        return meaning.getitem(where, self.method, position, type_hint)

    # -- slices

    def _slice_of(self, where: Span, value: Value, dim: Value | None, expr: SliceExpr) -> Value:
        bounds = [None if part is None else self.expression(part) for part in (expr.start, expr.stop, expr.step)]
        return self._slice(where, value, dim, *bounds)

    def _slice(
        self,
        where: Span,
        value: Value,
        dim: Value | None,
        start: Value | None,
        stop: Value | None,
        step: Value | None,
    ) -> Value:
        if isinstance(value._type, TupleType):
            return self._tuple_slice(where, value, start, stop, step)
        args = [NamedValue("self", value, where)]
        if dim is not None:
            args.append(NamedValue(None, dim))
        if step is None:
            step = self.graph.insertConstant(1, where)
        args += [NamedValue(name, each, where) for name, each in (("start", start), ("end", stop), ("step", step))]
        return self.builtin(where, "aten::slice", args)

    def _tuple_slice(
        self, where: Span, value: Value, start: Value | None, stop: Value | None, step: Value | None
    ) -> Value:
        type_ = value._type
        assert isinstance(type_, TupleType)
        size = len(type_.members)
        by = 1 if step is None else self._literal(where, step)
        if by == 0:
            raise RuntimeError("List slice should have non-zero step")
        first, end = (None if bound is None else self._literal(where, bound) for bound in (start, stop))
        members = []
        for index in range(*slice(first, end, by).indices(size)):
            place = self.graph.insertConstant(index)
            members.append(tuple_index(self.method, value, place, type_.members[index]))
        return self.graph.insertNode(self.graph.createTuple(members))._outputs[0]

    @staticmethod
    def _literal(where: Span, value: Value) -> int:
        number = value.toIValue()
        if not isinstance(value._type, IntType) or number is None:
            raise CompilationError(where, "tuple slice indices must be integer constants")
        return int(number)

    def _tuple_member(self, where: Span, value: Value, index: Value) -> Value:
        type_ = value._type
        assert isinstance(type_, TupleType)
        if not isinstance(index._type, IntType):
            raise CompilationError(where, "tuple index must be an integer")
        number = index.toIValue()
        if number is None:
            if not type_.members or not convertible_to_list(type_, ListType(type_.members[0])):
                raise CompilationError(
                    where,
                    f"Cannot index into a {repr_str(type_)} with a non-integer literal because we cannot resolve the"
                    " output type",
                )
            return tuple_index(self.method, value, index, type_.members[0])
        size = len(type_.members)
        if not -size <= number < size:
            raise CompilationError(where, f"Tuple index out of range. Tuple is length {size} and index is {number}")
        return tuple_index(self.method, value, index, type_.members[number])

    # -- tensors

    def _indexed(self, where: Span, value: Value, indices: Sequence[Expr]) -> Value:
        if not isinstance(value._type, TensorType):
            raise CompilationError(
                where, "Unsupported operation: attempted to use multidimensional indexing on a non-tensor type"
            )
        value, tensors = self.sliced(where, value, indices)
        return self.index(where, value, tensors) if tensors else value

    def index(self, where: Span, value: Value, tensors: Sequence[Value]) -> Value:
        listed = self.graph.insertNode(self.graph.createList(OptionalType.ofTensor(), tensors))._outputs[0]
        return self.builtin(where, "aten::index", [value, listed])

    def sliced(self, where: Span, value: Value, indices: Sequence[Expr]) -> tuple[Value, list[Value]]:
        """A tensor with all indices applied but tensors, and those, each at the dimension that it is for."""
        count = len(indices)
        dims = [0] * count
        found: list[Value | None] = [None] * count
        ellipsis = next((i for i, each in enumerate(indices) if isinstance(each, Dots)), count)
        dim = 0
        for place in range(ellipsis):
            dims[place] = dim
            found[place], step = self._index_value(where, indices[place], False)
            dim += step
        dim = -1
        for place in range(count - 1, ellipsis, -1):
            if isinstance(indices[place], Dots):
                raise CompilationError(where, "An index can only have a single ellipsis ('...')")
            dims[place] = dim
            found[place], step = self._index_value(where, indices[place], True)
            dim += step
        tensors: dict[int, Value] = {}
        for each, at, given in zip(indices, dims, found, strict=True):
            if given is None:
                value = self._apply_slice(where, value, each, at)
            elif isinstance(given._type, NoneType):
                value = self.builtin(where, "aten::unsqueeze", [value, self.graph.insertConstant(at, where)])
            elif isinstance(given._type, IntType):
                value = self.builtin(where, "aten::select", [value, self.graph.insertConstant(at, where), given])
            else:
                tensors[at] = given
        placed = []
        for at in range(max(tensors, default=-1) + 1):
            placed.append(tensors.get(at) or self.graph.insertNode(self.graph.createNone())._outputs[0])
        return value, placed

    def _apply_slice(self, where: Span, value: Value, index: Expr, dim: int) -> Value:
        if isinstance(index, Dots):
            return value
        if isinstance(index, SliceExpr):
            return self._slice_of(where, value, self.graph.insertConstant(dim, where), index)
        selector = self.sugared(index)
        assert isinstance(selector, SliceValue)
        at = self.graph.insertConstant(dim, where)
        return self._slice(where, value, at, selector.start, selector.stop, selector.step)

    def _index_value(self, where: Span, index: Expr, from_right: bool) -> tuple[Value | None, int]:
        """An index's value (``None`` for a slice), and how far the dimension moves on behind it."""
        if isinstance(index, SliceExpr) or isinstance(self.sugared(index), SliceValue):
            return None, -1 if from_right else 1
        is_none = isinstance(index, Literal) and index.value is None
        value = self.expression(index, NoneType() if is_none else None)
        if isinstance(value._type, ListType):
            value = insert(self.graph, "aten::tensor", [value], dtype=_INT64)
        type_ = value._type
        if isinstance(type_, NoneType):
            return value, 0 if from_right else 1
        if isinstance(type_, IntType):
            return value, -1 if from_right else 0
        if type_.isSubtypeOf(OptionalType.ofTensor()):
            if from_right:
                raise CompilationError(where, "Ellipses followed by tensor indexing is currently not supported")
            return value, 1
        raise CompilationError(
            where,
            f"Unsupported operation: indexing tensor with unsupported index type '{repr_str(type_)}'. Only ints,"
            " slices, lists and tensors are supported",
        )
