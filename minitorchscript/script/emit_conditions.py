"""Conditions and branches: ``if``, ``a if c else b``, ``and``, ``or``, ``not``, ``is None``, `isinstance`, `assert`.

A condition whose outcome is known when compiling (``is_scripting()``, ``None is None``) leaves only one branch.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..ir.block import Block
from ..ir.types import (
    AnyType,
    BoolType,
    NoneType,
    NumberType,
    OptionalType,
    Type,
    UnionType,
)
from ..ir.value import Value
from .emit_base import EmitterBase, Producer
from .environment import Environment
from .ranges import Span
from .refinements import Condition, Refinement, Refinements
from .reports import CompilationError
from .simple_values import SimpleValue, SpecialForm
from .sugared import NamedValue
from .tree import Apply, BinOp, Expr, If, Literal, Stmt, String, TernaryIf, TupleLiteral, UnaryOp, Var
from .unify import can_be_none, members_of, repr_str, unify, unify_all, without

_NOTHING = Refinements()


class ConditionEmitter(EmitterBase):
    def condition(self, expr: Expr) -> Condition:
        """An expression where its truth is asked for."""
        if isinstance(expr, BinOp):
            if expr.op in ("and", "or"):
                return self.short_circuit(expr)
            if expr.op in ("is", "is not"):
                return self.identity(expr)
        elif isinstance(expr, UnaryOp) and expr.op == "not":
            inner = self.condition(expr.operand)
            value = self.builtin(expr.where, "aten::__not__", [inner.value])
            outcome = None if inner.outcome is None else not inner.outcome
            return Condition(value, inner.refinements.negated(), outcome)
        elif isinstance(expr, Apply):
            found = self._asked(expr)
            if found is not None:
                return found
        value = self.to_bool(expr.where, self.expression(expr))
        outcome = None
        kind = value._node._kind
        if kind == "aten::is_scripting":
            outcome = True
        elif kind == "aten::has_torch_function":
            outcome = False
        elif kind == "prim::Constant":
            outcome = bool(value.toIValue())
        return Condition(value, _NOTHING, outcome)

    def _asked(self, expr: Apply) -> Condition | None:
        """`isinstance` and `hasattr`, which tell more than their value."""
        if isinstance(expr.callee, Var):
            if expr.callee.name == "isinstance":
                self.check_inputs(expr, 2)
                return self.is_instance(expr.inputs[0], expr.inputs[1])
            if expr.callee.name == "hasattr":
                self.check_inputs(expr, 2)
                return self.has_attribute(expr.inputs[0], expr.inputs[1])
        callee = self.sugared(expr.callee)
        if isinstance(callee, SpecialForm) and callee.form == "prim::isinstance":
            self.check_inputs(expr, 2)
            return self.is_instance(expr.inputs[0], expr.inputs[1])
        return None

    def check_inputs(self, expr: Apply, least: int, most: int | None = None) -> None:
        """A special form takes so many arguments, and no keywords."""
        count = len(expr.inputs)
        is_right = least <= count <= (least if most is None else most) and not expr.keywords
        if is_right:
            return
        if not isinstance(expr.callee, Var):  # PyTorch's own message falls over a dotted name
            raise RuntimeError("unknown:0: expecting kind 'variable' but found '.'")
        name = expr.callee.name
        if most is None and count != least:
            raise CompilationError(expr.where, f"{name} expected exactly {least} arguments but found {count}")
        if most is not None and not least <= count <= most:
            raise CompilationError(
                expr.where,
                f"{name} expected to have number of arguments between {least} and {most} but found {count}",
            )
        raise CompilationError(expr.where, f"{name} takes no keyword arguments")

    def to_bool(self, where: Span, value: Value) -> Value:
        """A value as a bool.  Raises ``CompilationError`` for what has no truth."""
        try:
            cast = self.environment.get("bool", where).call(where, self.method, [NamedValue(None, value)], [], 0)
            result = cast.as_value(where, self.method)
        except CompilationError:
            raise CompilationError(where, f"Could not cast value of type {repr_str(value._type)} to bool") from None
        if not isinstance(result._type, BoolType):
            raise CompilationError(
                where, f"expected a bool expression for condition but found {repr_str(result._type)}"
            )
        return result

    # -- operators

    def identity(self, expr: BinOp) -> Condition:
        """``is`` and ``is not``, decided here where one side is None and the other can't be."""
        lhs = self.expression(expr.lhs)
        rhs = self.expression(expr.rhs)
        its_is = expr.op == "is"
        always = [value.mustBeNone() for value in (lhs, rhs)]
        maybe = [can_be_none(value._type) for value in (lhs, rhs)]
        if all(always):
            return self._known(expr.where, its_is, _NOTHING)
        if any(always) and not maybe[always.index(False)]:
            return self._known(expr.where, not its_is, _NOTHING)
        kind = "aten::__is__" if its_is else "aten::__isnot__"
        value = self.builtin(expr.where, kind, [lhs, rhs])
        return Condition(value, _none_refinements(expr, lhs, rhs))

    def _known(self, where: Span, outcome: bool, refinements: Refinements) -> Condition:
        return Condition(self.graph.insertConstant(outcome, where), refinements, outcome)

    def short_circuit(self, expr: BinOp) -> Condition:
        """``and`` and ``or``: the second operand is computed in one branch, the other is a constant."""
        is_or = expr.op == "or"
        where = expr.where
        lhs = self.condition(expr.lhs)
        found: list[Condition] = []

        def constant() -> Value:
            return self.graph.insertConstant(is_or, where)

        def second() -> Value:
            found.append(self.condition(expr.rhs))
            return found[0].value

        true, false = (constant, second) if is_or else (second, constant)
        value = self.if_expression(where, lhs, true, false)
        rhs = found[0]
        refine = lhs.refinements.either if is_or else lhs.refinements.both
        outcome: bool | None = None
        if is_or in (lhs.outcome, rhs.outcome):
            outcome = is_or
        elif lhs.outcome is not None and rhs.outcome is not None:
            outcome = not is_or
        return Condition(value, refine(rhs.refinements), outcome)

    def has_attribute(self, target: Expr, name: Expr) -> Condition:
        meaning = self.sugared(target)
        if not isinstance(name, String):
            raise CompilationError(name.where, "hasattr's second argument must be a string literal")
        return self._known(target.where, meaning.has_attr(target.where, self.method, name.text), _NOTHING)

    def is_instance(self, target: Expr, classes: Expr) -> Condition:
        """``isinstance``: decided here where types tell, else a node; narrows a variable either way."""
        value = self.expression(target)
        own = members_of([value._type])
        asked: list[Type] = []
        pending = [classes]
        while pending:
            each = pending.pop(0)
            if isinstance(each, TupleLiteral):
                pending = [*each.inputs, *pending]
            else:
                asked.append(self.types.type(each))
        asked = members_of(asked)
        true: list[Type] = []
        false: list[Type] = []
        all_fit = True
        for type_ in own:
            if isinstance(type_, AnyType):
                true.extend(asked)
                false.append(type_)
                all_fit = all_fit and true == [type_]
                break
            narrowed: Type | None = None
            for other in asked:
                if type_.isSubtypeOf(other):
                    narrowed = type_
                elif other.isSubtypeOf(type_):
                    narrowed = other if narrowed is None else unify(narrowed, other)
            if narrowed is None:
                false.append(type_)
                all_fit = False
            else:
                true.append(narrowed)
        refinements = _NOTHING
        if isinstance(target, Var):
            refinements = Refinements(_refined(target.name, true), _refined(target.name, false))
        if all_fit:
            return self._known(target.where, True, refinements)
        if not true:
            return self._known(target.where, False, refinements)
        node = self.graph.create("prim::isinstance", [value]).tys_("types", asked)
        node._outputs[0]._type = BoolType()
        return Condition(self.graph.insertNode(node)._outputs[0], refinements)

    # -- branches

    def refine(self, where: Span, refinements: Sequence[Refinement]) -> None:
        """Give variables the types that are known from here on."""
        for each in refinements:
            value = self.environment.value(each.name, where)
            self.environment.set_value(where, each.name, self.cast_unchecked(value, each.type))

    def ternary(self, expr: TernaryIf, type_hint: Type | None) -> Value:
        condition = self.condition(expr.condition)
        if condition.outcome is not None:
            return self.expression(expr.true if condition.outcome else expr.false, type_hint)
        return self.if_expression(
            expr.where,
            condition,
            lambda: self.expression(expr.true, type_hint),
            lambda: self.expression(expr.false, type_hint),
        )

    def if_expression(self, where: Span, condition: Condition, true: Producer, false: Producer) -> Value:
        """An ``If`` node with one result."""
        node = self.create("prim::If", where, 0)
        node.addInput(condition.value)
        blocks = node.addBlock(), node.addBlock()
        known = condition.refinements.true, condition.refinements.false
        for block, refinements, produce in zip(blocks, known, (true, false), strict=True):
            with self.frame(block):
                self.refine(where, refinements)
                block.registerOutput(produce())
        types = [block.outputs()[0]._type for block in blocks]
        common = unify(types[0], types[1])
        if common is None:
            raise CompilationError(
                where,
                f"if-expression's true branch has type {repr_str(types[0])} but false branch has type"
                f" {repr_str(types[1])}",
            )
        result = node.addOutput()
        result._type = common
        return result

    def emit_if(self, statement: If) -> None:
        condition = self.condition(statement.condition)
        self.branches(statement.where, condition, statement.true, statement.false)

    def branches(self, where: Span, condition: Condition, true: Sequence[Stmt], false: Sequence[Stmt]) -> None:
        """An ``If`` node, or one branch where the outcome is known.  Variables that both branches know live on."""
        known = condition.refinements
        if condition.outcome is not None:
            self.refine(where, known.true if condition.outcome else known.false)
            self.statements(true if condition.outcome else false)
            return
        node = self.create("prim::If", where, 0)
        node.addInput(condition.value)
        true_block, false_block = node.addBlock(), node.addBlock()
        frames = []
        for block, refinements, statements in (
            (true_block, known.true, true),
            (false_block, known.false, false),
        ):
            with self.frame(block) as frame:
                self.refine(where, refinements)
                self.statements(statements)
            frames.append(frame)
        true_exits, false_exits = true_block in self.exit_blocks, false_block in self.exit_blocks
        if true_exits and false_exits:
            self.exit_blocks.add(node.owningBlock())
        changed: set[str] = set()
        for own, other, exits, which in (
            (frames[0], frames[1], false_exits, "false"),
            (frames[1], frames[0], true_exits, "true"),
        ):
            for name in own.defined_variables():
                with self.graph.insert_point_guard(other.block):
                    if other.find(name) is not None or exits:
                        changed.add(name)
                    else:
                        self.environment.set_type_error(name, where, f"{name} is not defined in the {which} branch")
        for name in sorted(changed):
            self._join(where, name, frames[0], frames[1], true_exits, false_exits)

    def _join(
        self, where: Span, name: str, true: Environment, false: Environment, true_exits: bool, false_exits: bool
    ) -> None:
        """Give a variable that branches set the type that it has behind them."""
        true_value = self._value_in(true, name, where) if not true_exits else None
        false_value = self._value_in(false, name, where) if not false_exits else None
        if true_value is None and false_value is not None:
            true_value = self._never(true.block, name, false_value._type)
        elif false_value is None and true_value is not None:
            false_value = self._never(false.block, name, true_value._type)
        if true_value is None or false_value is None:
            return
        outer = self.environment.find(name)
        known = outer.value._type if isinstance(outer, SimpleValue) else None
        to_union = isinstance(known, UnionType | OptionalType | NumberType)
        common = unify(true_value._type, false_value._type, to_union)
        if common is not None:
            self.environment.set_type(name, common)
            return
        message = (
            f"Type mismatch: {name} is set to type {repr_str(true_value._type)} in the true branch and type"
            f" {repr_str(false_value._type)} in the false branch"
        )
        if true.find_outside(name) is not None or false.find_outside(name) is not None:
            raise CompilationError(where, message)
        self.environment.set_type_error(name, where, message)

    def _value_in(self, frame: Environment, name: str, where: Span) -> Value:
        with self.graph.insert_point_guard(frame.block):
            return frame.value(name, where)

    def _never(self, block: Block, name: str, type_: Type) -> Value:
        """A stand-in for a variable in a branch that never gets to its end."""
        node = self.graph.create("prim::Uninitialized").insertBefore(block.returnNode())
        value = node._outputs[0]
        value._type = type_
        self.graph.create("prim::Store", [value], 0).s_("name", name).insertBefore(block.returnNode())
        return value


def _none_refinements(expr: BinOp, lhs: Value, rhs: Value) -> Refinements:
    target, value, other = expr.lhs, lhs, expr.rhs
    if _is_none(target) and not _is_none(other):
        target, value, other = other, rhs, target
    if not isinstance(target, Var) or not _is_none(other):
        return _NOTHING
    type_ = value._type
    present: Type | None = None
    if isinstance(type_, OptionalType):
        present = type_.element
    elif isinstance(type_, UnionType):
        present = without(type_, [NoneType()])
    if present is None:
        return _NOTHING
    known = (Refinement(target.name, present),)
    return Refinements((), known) if expr.op == "is" else Refinements(known, ())


def _is_none(expr: Expr) -> bool:
    return isinstance(expr, Literal) and expr.value is None


def _refined(name: str, types: Sequence[Type]) -> tuple[Refinement, ...]:
    common = unify_all(types, default_to_union=True)
    return () if common is None else (Refinement(name, common),)


def _name_of(expr: Expr) -> str:
    return getattr(expr, "name", type(expr).__name__.lower())
