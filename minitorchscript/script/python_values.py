"""Python objects that a program names: functions left to Python, modules, functions that choose between two."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Sequence
from typing import Any

from ..annotations import is_dropped
from ..ir.types import NoneType, TensorType, TupleType, Type
from ..ir.unit import FunctionArgument, Signature
from ..ir.value import Value
from .matching import insert, match_one
from .parse import source_of
from .python_types import type_of
from .ranges import Span
from .reports import CompilationError, FrontendError
from .simple_values import BuiltinFunction, FunctionValue, SimpleValue, SpecialForm
from .sugared import Method, NamedValue, SugaredValue

#: turns a Python object into a meaning; the last argument says whether it counts as a constant
ToSugared = Callable[[Any, Method, Span, bool], SugaredValue]


class PythonValue(SugaredValue):
    """A Python object that is nothing to the compiler; a function can be called, and Python will run it."""

    def __init__(self, python_object: Any, own: Value | None = None) -> None:
        self.object = python_object
        self.own = own

    def kind(self) -> str:
        return f"python value of type '{type(self.object).__name__}'"

    def as_value(self, where: Span, m: Method) -> Value:
        raise CompilationError(
            where,
            f"{self.kind()} cannot be used as a value. Perhaps it is a closed over global variable? If so, please"
            " consider passing it in as an argument or use a local variable instead.",
        )

    def call(
        self, where: Span, m: Method, args: Sequence[NamedValue], kwargs: Sequence[NamedValue], n_binders: int
    ) -> SugaredValue:
        given = list(args) if self.own is None else [NamedValue("self", self.own), *args]
        signature = self._signature(where, len(given), n_binders)
        match = match_one(signature, where, m.graph, given, kwargs)
        graph, result = m.graph, match.returns[0]
        if is_dropped(self.object):
            message = graph.insertConstant("This Python function is annotated to be ignored and cannot be run")
            insert(graph, "prim::RaiseException", [message], where)
            unset = graph.insertNode(graph.create("prim::Uninitialized"))._outputs[0]
            return SimpleValue(unset.setType(result))
        node = graph.create("prim::PythonOp", match.inputs)
        node.s_("name", getattr(self.object, "__name__", type(self.object).__name__))
        node.set_attribute("pyobj", "function", self.object)
        node._range = where
        node._outputs[0]._type = result
        return SimpleValue(graph.insertNode(node)._outputs[0])

    def _signature(self, where: Span, count: int, n_binders: int) -> Signature:
        """What the function says that it takes; without a word, tensors."""
        function = self.object
        _check_source(function, where)
        try:
            declared = inspect.signature(function)
            parameters: list[Any] = [
                each
                for each in declared.parameters.values()
                if each.kind in (each.POSITIONAL_ONLY, each.POSITIONAL_OR_KEYWORD)
            ]
            annotation = declared.return_annotation
        except ValueError:
            try:
                source_of(function)
            except TypeError:
                pass  # built in: it takes what it is given
            parameters = [_Unnamed(str(index)) for index in range(count)]
            annotation = inspect.Signature.empty
        says_nothing = annotation is inspect.Signature.empty and all(
            each.annotation is inspect.Parameter.empty for each in parameters
        )
        arguments = []
        for index, each in enumerate(parameters):
            if index == 0 and self.own is not None:
                type_: Type = self.own._type
            else:
                type_ = TensorType.get() if says_nothing else type_of(each.annotation, where)
            arguments.append(FunctionArgument(each.name, type_))
        if says_nothing:
            result: Type = TensorType.get()
            if n_binders == 0:
                result = NoneType()
            elif n_binders > 1:
                result = TupleType([result] * n_binders)
        else:
            result = type_of(annotation, where)
        return _PythonSignature(getattr(function, "__name__", "<python_value>"), tuple(arguments), (result,))


class _PythonSignature(Signature):
    """What a Python function takes: its result is called 0 where an error shows it."""

    def __str__(self) -> str:
        return f"{super().__str__()} 0"


class _Unnamed:
    """A parameter of a function that does not tell what it takes."""

    annotation = inspect.Parameter.empty

    def __init__(self, name: str) -> None:
        self.name = name


def _check_source(python_object: Any, where: Span) -> None:
    """What has a source must be a function there; what is built in passes."""
    try:
        lines, _, _ = source_of(python_object)
    except (OSError, TypeError):
        return
    body = ast.parse(textwrap.dedent("".join(lines))).body
    if len(body) == 1 and isinstance(body[0], ast.ClassDef):
        raise FrontendError(where, f"Cannot instantiate class '{body[0].name}' in a script function")
    if len(body) != 1 or not isinstance(body[0], ast.FunctionDef):
        raise FrontendError(where, "Expected a single top-level function")


class IgnoredMethodValue(PythonValue):
    """A method left to Python, with the object that it is a method of."""

    def __init__(self, function: Callable[..., Any], own: Value) -> None:
        super().__init__(function, own)


class PythonModuleValue(PythonValue):
    """A Python module; what it has counts as constant."""

    def __init__(self, module: Any, to_sugared: ToSugared) -> None:
        super().__init__(module)
        self.to_sugared = to_sugared
        #: what has been asked for, as far as it is lasting
        self.members: dict[str, SugaredValue] = {}

    def attr(self, where: Span, m: Method, field: str) -> SugaredValue:
        found = self.members.get(field)
        if found is None:
            found = self._member(where, m, field)
            if is_lasting(found):
                self.members[field] = found
        return found

    def _member(self, where: Span, m: Method, field: str) -> SugaredValue:
        try:
            member = getattr(self.object, field)
        except AttributeError as error:
            refusal = CompilationError(where, f"object has no attribute {field}")
            refusal.add_note(str(error))  # of this package's modules it says that PyTorch's name is missing here
            raise refusal from error
        return self.to_sugared(member, m, where, True)


class BooleanDispatchValue(SugaredValue):
    """A function that chooses between two by a flag, which must be known when compiling."""

    def __init__(
        self, function: Any, if_true: Any, if_false: Any, argument: str, index: int, to_sugared: ToSugared
    ) -> None:
        self.function = function
        self.if_true = if_true
        self.if_false = if_false
        self.argument = argument
        self.index = index
        self.to_sugared = to_sugared

    def kind(self) -> str:
        return "boolean dispatch"

    def call(
        self, where: Span, m: Method, args: Sequence[NamedValue], kwargs: Sequence[NamedValue], n_binders: int
    ) -> SugaredValue:
        flag: Any = False
        given: NamedValue | None = None
        if self.index < len(args):
            given = args[self.index]
        else:
            given = next((each for each in kwargs if each.name == self.argument), None)
        if given is not None:
            value = given.value(m.graph)
            if value._node._kind != "prim::Constant" or not isinstance(value.toIValue(), bool | int):
                raise CompilationError(where, "value for boolean dispatch was not constant")
            flag = value.toIValue()
        chosen = self.if_true if flag else self.if_false
        return self.to_sugared(chosen, m, where, False).call(where, m, args, kwargs, n_binders)


def is_lasting(meaning: SugaredValue) -> bool:
    """Whether a meaning is the same wherever its name stands, since no value of the graph is part of it."""
    if isinstance(meaning, BuiltinFunction):
        return meaning.own is None
    return isinstance(meaning, PythonModuleValue | FunctionValue | BooleanDispatchValue | SpecialForm)
