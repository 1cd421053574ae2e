"""Python objects that a program names: functions left to Python, modules, functions that choose between two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..annotations import is_dropped
from ..autograd.function import Function
from ..ir.python_call import PythonCall
from ..ir.value import Value
from .matching import insert, match_one
from .python_signatures import signature_of
from .ranges import Span
from .reports import CompilationError
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
        own = None if self.own is None else self.own._type
        signature = signature_of(self.object, own, where, len(given), n_binders)
        match = match_one(signature, where, m.graph, given, kwargs)
        graph, result = m.graph, match.returns[0]
        if is_dropped(self.object):
            message = graph.insertConstant("This Python function is annotated to be ignored and cannot be run")
            insert(graph, "prim::RaiseException", [message], where)
            unset = graph.insertNode(graph.create("prim::Uninitialized"))._outputs[0]
            return SimpleValue(unset.setType(result))
        node = graph.create("prim::PythonOp", match.inputs)
        owner = getattr(self.object, "__self__", None)  # an operator written in Python goes by its class
        named = owner if isinstance(owner, type) and issubclass(owner, Function) else self.object
        call = PythonCall(getattr(named, "__name__", "<python_value>"), self.object)
        node.set_attribute("pyobj", "call", call)
        node._range = where
        node._outputs[0]._type = result
        return SimpleValue(graph.insertNode(node)._outputs[0])


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
