"""Statements, and whole functions: parameters, body, result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from ..ir.block import Block
from ..ir.types import AnyType, ClassType, NoneType, StringType, TensorType, Type
from ..ir.unit import FunctionArgument, Signature
from ..ir.value import Value
from .conversions import convert
from .emit_assignments import AssignmentEmitter
from .emit_base import LoopStatus
from .environment import is_meaningful
from .matching import insert
from .ranges import Span
from .reports import CompilationError
from .special_values import ExceptionMessage, ExceptionValue
from .sugared import SugaredValue
from .tree import (
    Apply,
    Assert,
    Assign,
    AugAssign,
    Break,
    Continue,
    Def,
    Delete,
    ExprStmt,
    For,
    If,
    Literal,
    Pass,
    Raise,
    Return,
    Stmt,
    String,
    Var,
    While,
    With,
)
from .unify import repr_str, unify

#: what a method's first parameter stands for
SelfValue = Callable[[Value], SugaredValue]


class Emitter(AssignmentEmitter):
    """Compiles one function: `function` writes its graph, with `prim::Load` and `prim::Store` for variables."""

    # -- functions

    def function(self, tree: Def, self_value: SelfValue | None, defaults: dict[str, Any]) -> Signature:
        if self_value is not None and not tree.parameters:
            raise CompilationError(tree.declared_at, "methods must have a self argument")
        arguments = self.types.arguments(tree, self_value is not None, defaults)
        self.returns.declared = self.types.returned(tree)
        self._parameters(tree, self_value, arguments)
        self.statements(tree.body)
        block = self.graph.block()
        self._return_at_the_end(tree, block)
        merged = self.returns.merged
        assert merged is not None
        result = self.graph.insertNode(self.graph.create("prim::Uninitialized"))._outputs[0].setType(merged)
        block.registerOutput(result)
        return Signature(tree.name, tuple(arguments), (merged,))

    def _parameters(self, tree: Def, self_value: SelfValue | None, arguments: list[FunctionArgument]) -> None:
        block, parameters = self.graph.block(), tree.parameters
        if self_value is not None:
            own, *parameters = parameters
            value = block.addInput(own.name)
            self.environment.set(own.where, own.name, self_value(value))
            if tree.name == "__setstate__" and all(each.type.isSubtypeOf(TensorType.get()) for each in arguments):
                arguments[:] = [replace(each, type=_state_type(tree, value._type)) for each in arguments]
        for parameter, argument in zip(parameters, arguments, strict=True):
            value = block.addInputToBlock()
            if is_meaningful(parameter.name):
                value.setDebugName(parameter.name)
            value._type = argument.type
            self.environment.set_value(parameter.where, parameter.name, value)
        if self_value is not None:
            arguments.insert(0, FunctionArgument(own.name, block.inputs()[0]._type))

    def _return_at_the_end(self, tree: Def, block: Block) -> None:
        """A body that may get to its end returns None there."""
        declared = self.returns.declared
        if block in self.exit_blocks:
            if self.returns.merged is None:
                self.returns.merged = declared if declared is not None else NoneType()
            return
        if declared is not None and not isinstance(declared, NoneType):
            raise CompilationError(
                tree.where, "Function was not annotated as having type None, but does not return along all paths"
            )
        with self.graph.insert_point_guard(block):
            self._return(Return(tree.where, Literal(tree.where, None)))

    # -- statements

    def statements(self, statements: Sequence[Stmt]) -> None:
        block = self.environment.block
        for statement in statements:
            self.progress.place = statement.where
            _STATEMENTS[type(statement)](self, statement)
            if block in self.exit_blocks:
                return  # what follows is never reached

    def _return(self, statement: Return) -> None:
        declared = self.returns.declared
        value = self.expression(statement.value, declared)
        if declared is not None:
            # a forgotten return must not become a tensor made of None
            if not (isinstance(value._type, TensorType) and isinstance(value._type, NoneType)):
                value = convert(statement.where, self.graph, declared, value, True)
            if not value._type.isSubtypeOf(declared):
                raise CompilationError(
                    statement.where,
                    f"Return value was annotated as having type {repr_str(declared)} but is actually of type"
                    f" {repr_str(value._type)}",
                )
            result: Type = declared
        else:
            former = self.returns.merged or value._type
            common = unify(former, value._type)
            if common is None:
                raise CompilationError(
                    statement.where,
                    f"Previous return statement returned a value of type {repr_str(former)} but this return statement"
                    f" returns a value of type {repr_str(value._type)}",
                )
            result = common
        self.returns.merged = result
        if isinstance(result, AnyType) and not isinstance(value._type, AnyType):
            value = self.cast_unchecked(value, result)
        self.graph.insertNode(self.graph.create("prim::ReturnStmt", [value], 0))
        self.exit_blocks.add(self.environment.block)

    def _leave_loop(self, statement: Break | Continue) -> None:
        name = "break" if isinstance(statement, Break) else "continue"
        if self.loop_status is LoopStatus.OUTSIDE:
            raise CompilationError(statement.where, f"SyntaxError: '{name}' outside loop")
        if self.loop_status is LoopStatus.UNROLLED:
            raise CompilationError(
                statement.where,
                "Because we emit iteration over modulelists or tuples as unrolled loops, we do not support break or"
                " continue inside the body of these loops",
            )
        self.create(f"prim::{name.capitalize()}Stmt", statement.where, 0)

    def _raise(self, statement: Raise) -> None:
        meaning = self.sugared(statement.value)
        where = statement.where
        inputs: list[Value | None] = []
        if isinstance(meaning, ExceptionMessage):
            message = meaning.message
            if meaning.qualified_name is not None:
                inputs.append(meaning.qualified_name)
        elif isinstance(meaning, ExceptionValue):
            message = self.graph.insertConstant("", where)
        else:
            raise CompilationError(where, "exceptions must derive from BaseException")
        if not isinstance(message._type, StringType):
            message = self.builtin(None, "aten::str", [message])
        insert(self.graph, "prim::RaiseException", [message, *(inputs or [None])], where)
        self.exit_blocks.add(self.environment.block)

    def _assert(self, statement: Assert) -> None:
        """A branch that raises: ``if test: pass`` ``else: raise AssertionError(message)``."""
        where = statement.where
        condition = self.condition(statement.test)
        message = statement.message if statement.message is not None else String(where, "")
        raised = Apply(where, Var(where, "AssertionError"), [message], [])
        self.branches(where, condition, [], [Raise(where, raised)])

    def _with(self, statement: With) -> None:
        entered = []
        for item in statement.items:
            value = self.expression(item.value)
            node = self.graph.insertNode(self.graph.create("prim::Enter", [value]))
            entered.append(value)
            result = _check_context(value._type, item.value.where)
            node._outputs[0]._type = result
            if item.target is not None:
                if not isinstance(item.target, Var):
                    raise CompilationError(item.target.where, "The target of a with item must be a variable")
                self.environment.set_value(item.target.where, item.target.name, node._outputs[0])
        self.statements(statement.body)
        for value in reversed(entered):
            self.graph.insertNode(self.graph.create("prim::Exit", [value]))

    def _expression_statement(self, statement: ExprStmt) -> None:
        self.sugared(statement.value, 0)

    def _nothing(self, statement: Pass) -> None:
        pass


def _check_context(type_: Type, where: Span) -> Type:
    """What entering an object gives.  Raises ``CompilationError`` for what can't be entered and left."""
    if not isinstance(type_, ClassType):
        raise CompilationError(where, "With item expression must return an object")
    enter, leave = type_.methods.get("__enter__"), type_.methods.get("__exit__")
    if enter is None or leave is None:
        raise CompilationError(
            where, "Object returned by with item expression does not define __enter__ and __exit__ methods"
        )
    if len(enter.signature.arguments) != 1:
        raise CompilationError(where, "__enter__ must have only one argument and one return value")
    if len(leave.signature.arguments) != 4:
        raise CompilationError(where, "__exit__ must have four arguments")
    for index in range(1, 4):
        if not isinstance(leave.signature.arguments[index].type, AnyType):
            raise CompilationError(
                where,
                f"argument {index} of __exit__ must have Any type; TorchScript does not currently support passing"
                " exception type, value, or traceback to the __exit__ function.",
            )
    result: Type = enter.signature.returns[0]
    return result


def _state_type(tree: Def, own: Type) -> Type:
    """What ``__setstate__`` takes where it does not say: what ``__getstate__`` gives."""
    if len(tree.parameters) != 2:
        raise CompilationError(tree.where, f"Expected 2 arguments for `__setstate__`, got: {len(tree.parameters)}")
    getter = own.methods.get("__getstate__") if isinstance(own, ClassType) else None
    if getter is None:
        raise CompilationError(
            tree.where,
            "`__setstate__` defined but not `__getstate__`. You must have both defined on a ScriptModule to customize"
            " serialization.\nDid you forget to use `@torch.jit.export`?",
        )
    state: Type = getter.signature.returns[0]
    return state


_STATEMENTS: dict[type[Stmt], Callable[[Emitter, Any], None]] = {
    If: Emitter.emit_if,
    While: Emitter.emit_while,
    For: Emitter.emit_for,
    Assign: Emitter.assign,
    AugAssign: Emitter.augmented,
    Delete: Emitter.delete,
    Return: Emitter._return,
    Raise: Emitter._raise,
    Assert: Emitter._assert,
    With: Emitter._with,
    ExprStmt: Emitter._expression_statement,
    Break: Emitter._leave_loop,
    Continue: Emitter._leave_loop,
    Pass: Emitter._nothing,
}
