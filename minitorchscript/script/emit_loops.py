"""Loops: ``for``, ``while`` and comprehensions.

A loop is first written with two blocks, its body and its condition; the passage to SSA puts the condition where it
belongs.  A loop over a tuple or over modules, whose elements may have different types, is unrolled.
"""

from __future__ import annotations

from collections.abc import Callable

from ..ir.types import DictType, IntType, ListType, OptionalType, StringType, TensorType, Type, UnionType, dict_of
from ..ir.value import Value
from .container_hints import Hint, refine_dict_hint, refine_hint, refine_list_hint, warn_of_mixture
from .emit_base import LoopStatus
from .emit_conditions import ConditionEmitter
from .ranges import Span
from .reports import CompilationError
from .simple_values import SimpleValue
from .special_values import ENDLESS
from .sugared import NamedValue, SugaredValue
from .tree import DictComp, Expr, For, ListComp, Select, Starred, Subscript, TupleLiteral, Var, While
from .unify import repr_str, unify


class LoopEmitter(ConditionEmitter):
    def emit_while(self, statement: While) -> None:
        self._loop(statement.where, lambda: self.statements(statement.body), None, None, statement.condition)

    def emit_for(self, statement: For) -> None:
        self.each(statement.target, statement.iterable, statement.where, lambda: self.statements(statement.body))

    def each(self, target: Expr, iterable: Expr, where: Span, body: Callable[[], None]) -> None:
        """Run a body for every element of an iterable."""
        source = self.sugared(iterable).iter(where, self.method)
        if source.should_emit_unrolled():
            self._unrolled(where, body, source, target)
        else:
            self._loop(where, body, source, target, None)

    def _loop(
        self,
        where: Span,
        body: Callable[[], None],
        source: SugaredValue | None,
        target: Expr | None,
        condition: Expr | None,
    ) -> None:
        if source is not None:
            trips = source.len(where, self.method)
        else:
            trips = self.constant(ENDLESS, where)
        node = self.create("prim::Loop", where, 0)
        body_block, condition_block = node.addBlock(), node.addBlock()
        with self.frame(condition_block):
            if condition is not None:
                going_on = self.to_bool(condition.where, self.expression(condition))
            else:
                with self.graph.insert_point_guard(node):
                    going_on = self.graph.insertConstant(True, where)
            condition_block.registerOutput(going_on)
        node.addInput(trips)
        with self.loop(LoopStatus.INSIDE):
            count = body_block.addInputToBlock().setType(IntType())
            with self.frame(body_block):
                if source is not None and target is not None:
                    element = source.getitem(where, self.method, count).as_value(where, self.method)
                    self.check_targets([target], where)
                    self.assign_all([target], [SimpleValue(element)], where, 1)
                body()

    def _unrolled(self, where: Span, body: Callable[[], None], source: SugaredValue, target: Expr) -> None:
        with self.loop(LoopStatus.UNROLLED):
            for index in range(source.static_len() or 0):
                element = source.getitem(where, self.method, self.constant(index, where))
                self.assign_all([target], [element], target.where, 1)
                body()

    def check_targets(self, targets: list[Expr], where: Span) -> bool:
        """Whether a target has a star.  Raises ``CompilationError`` for what can't be assigned to."""
        starred = sum(isinstance(each, Starred) for each in targets)
        for each in targets:
            if not isinstance(each, Var | Subscript | TupleLiteral | Select | Starred):
                raise CompilationError(
                    each.where, "lhs of assignment must be a variable, subscript, or starred expression"
                )
        if starred > 1:
            raise CompilationError(where, "Only one starred expression is allowed on the lhs")
        if starred and len(targets) == starred:
            raise CompilationError(
                where,
                "A Starred expression may only appear on the lhs within the presence of another non-starred expression",
            )
        return bool(starred)

    # -- comprehensions

    def list_comprehension(self, expr: ListComp, type_hint: Type | None) -> Value:
        where = expr.where
        node = self.graph.insertNode(self.graph.create("prim::ListConstruct"))
        result = node._outputs[0].setType(ListType.ofTensors())
        hint = Hint(type_hint)
        if type_hint is not None:
            refine_hint(hint, "List", where)
            if not hint.candidates and hint.refined is not None:
                result.setType(hint.refined)
        seen: list[Type] = []

        def append() -> None:
            value = self.expression(expr.element)
            if not seen:
                result.setType(ListType(value._type))
                seen.append(value._type)
            so_far = result._type
            assert isinstance(so_far, ListType)
            wanted = hint.refined.element if isinstance(hint.refined, ListType) else None
            common = unify(so_far.element, value._type, True, wanted)
            assert common is not None
            if type_hint is None and isinstance(common, UnionType):
                warn_of_mixture("List", common, where)
            if not hint.candidates and isinstance(hint.refined, ListType):
                if not common.isSubtypeOf(hint.refined.element):
                    raise CompilationError(
                        where,
                        f"List type annotation `{repr_str(hint.refined)}` did not match the types of the given list"
                        f" elements, which were unified to {repr_str(common)}",
                    )
            if hint.candidates:
                refine_list_hint(hint, common, where)
            elif hint.refined is None:
                hint.refined = ListType(common)
            assert isinstance(hint.refined, ListType)
            result.setType(hint.refined)
            value.setType(hint.refined.element)
            self.builtin(where, "aten::append", [value], own=NamedValue("self", result, where))

        scope = self.create("prim::ComprehensionScope", where, 0)
        with self.frame(scope.addBlock()):
            self.each(expr.target, expr.iterable, where, append)
        return result

    def dict_comprehension(self, expr: DictComp, type_hint: Type | None) -> Value:
        where = expr.where
        node = self.graph.insertNode(self.graph.create("prim::DictConstruct"))
        result = node._outputs[0].setType(DictType(StringType(), TensorType.get()))
        hint = Hint(type_hint)
        if type_hint is not None:
            refine_hint(hint, "Dict", where)
            if not hint.candidates and hint.refined is not None:
                result.setType(hint.refined)
        first: list[Type] = []

        def enter() -> None:
            key, value = self.expression(expr.key), self.expression(expr.value)
            if isinstance(key._type, UnionType):
                raise CompilationError(
                    where,
                    "Dicts may only contain homogeneous keys, but the type of the first generated key was"
                    f" {repr_str(key._type)}",
                )
            if first and first[0] != key._type:
                raise CompilationError(
                    where,
                    "Dicts may only contain homogeneous keys. Expected dict comprehension to generate type"
                    f" {repr_str(first[0])}, but got {repr_str(key._type)}",
                )
            result.setType(dict_of(key._type, value._type))
            first[:] = [key._type, value._type]
            if isinstance(hint.refined, DictType) and not hint.candidates:
                _check_entry(hint.refined, key._type, value._type, where)
            wanted = hint.refined.value if isinstance(hint.refined, DictType) else None
            common = unify(first[1], value._type, True, wanted)
            assert common is not None
            if type_hint is None:
                if isinstance(common, UnionType):
                    warn_of_mixture("Dict", common, where)
                result.setType(DictType(key._type, common))
            else:
                if hint.candidates:
                    refine_dict_hint(hint, key._type, common, where)
                assert isinstance(hint.refined, DictType)
                result.setType(hint.refined)
                key.setType(hint.refined.key)
                value.setType(hint.refined.value)
            own = NamedValue("self", result, where)
            self.builtin(where, "aten::_set_item", [own, NamedValue("", key, where), NamedValue("", value, where)])

        scope = self.create("prim::ComprehensionScope", where, 0)
        with self.frame(scope.addBlock()):
            self.each(expr.target, expr.iterable, where, enter)
            if isinstance(type_hint, UnionType | OptionalType):
                result = self.cast_unchecked(result, type_hint)
        return result


def _check_entry(wanted: DictType, key: Type, value: Type, where: Span) -> None:
    message = ""
    for name, given, expected in (("key", key, wanted.key), ("value", value, wanted.value)):
        if not given.isSubtypeOf(expected):
            message += (
                f"Dict type annotation `{repr_str(wanted)}` did not match the type of an actual {name} type"
                f" `{repr_str(given)}`\n"
            )
    if message:
        raise CompilationError(where, message)
