"""Meanings of Python's own names: casts, `print`, exceptions, `range`, `zip`, magic methods, named tuples, classes."""

from __future__ import annotations

from collections.abc import Sequence

from ..ir.types import (
    BoolType,
    ClassType,
    ComplexType,
    DictType,
    FloatType,
    IntType,
    ListType,
    NoneType,
    StringType,
    TensorType,
    TupleType,
    Type,
)
from ..ir.unit import FunctionArgument, Signature
from ..ir.value import Value
from .matching import insert, match_one
from .ranges import Span
from .reports import CompilationError
from .simple_values import BuiltinFunction, FunctionValue, MethodValue, SimpleValue, SpecialForm, SugaredTuple
from .sugared import Method, NamedValue, SugaredValue
from .unify import repr_str

#: the length of a loop that does not end by itself
ENDLESS = 2**63 - 1


class NoneResult(SugaredValue):
    """What a call gives that gives nothing."""

    def kind(self) -> str:
        return "None"


class PrintValue(SugaredValue):
    def kind(self) -> str:
        return "print"

    def call(
        self, where: Span, m: Method, args: Sequence[NamedValue], kwargs: Sequence[NamedValue], n_binders: int
    ) -> SugaredValue:
        if kwargs:
            raise CompilationError(where, "print doesn't accept any keyword arguments")
        node = m.graph.create("prim::Print", [each.value(m.graph) for each in args], 0)
        node._range = where
        m.graph.insertNode(node)
        return NoneResult()


class CastValue(BuiltinFunction):
    """`int`, `float`, `bool`, …: a value that has the type already stays as it is."""

    __slots__ = ("type",)

    def __init__(self, type_: Type, operator: str) -> None:
        super().__init__(operator)
        self.type = type_

    def call(
        self, where: Span, m: Method, args: Sequence[NamedValue], kwargs: Sequence[NamedValue], n_binders: int
    ) -> SugaredValue:
        if len(args) == 1 and not kwargs:
            zero = m.graph.insertConstant(0)  # PyTorch makes it whether it is needed or not
            value = args[0].value(m.graph)
            type_ = value._type
            if type_.isSubtypeOf(self.type):
                return SimpleValue(value)
            if isinstance(self.type, BoolType) and isinstance(type_, ListType | StringType | DictType):
                length = insert(m.graph, "aten::len", [value], where)
                return SimpleValue(insert(m.graph, "aten::gt", [length, zero], where))
        return super().call(where, m, args, kwargs, n_binders)


class MagicMethod(SugaredValue):
    """An operation that a class may define (``__add__``); on anything else it is the base meaning's."""

    def __init__(self, name: str, base: SugaredValue) -> None:
        self.name = name
        self.base = base

    def kind(self) -> str:
        return self.name

    def call(
        self, where: Span, m: Method, args: Sequence[NamedValue], kwargs: Sequence[NamedValue], n_binders: int
    ) -> SugaredValue:
        if args:
            own = args[0].value(m.graph)
            if isinstance(own._type, ClassType):
                return SimpleValue(own).attr(where, m, self.name).call(where, m, args[1:], kwargs, n_binders)
        return self.base.call(where, m, args, kwargs, n_binders)


# -- exceptions


class ExceptionMessage(SugaredValue):
    """An exception made with a message, ready to be raised."""

    def __init__(self, message: Value, qualified_name: Value | None) -> None:
        self.message = message
        self.qualified_name = qualified_name

    def kind(self) -> str:
        return "exception message"


class ExceptionValue(SugaredValue):
    """A class of exceptions."""

    def __init__(self, message: str) -> None:
        self.message = message

    def kind(self) -> str:
        return "exception"

    def call(
        self, where: Span, m: Method, args: Sequence[NamedValue], kwargs: Sequence[NamedValue], n_binders: int
    ) -> SugaredValue:
        message = m.graph.insertConstant(f"{self.message}: ", where)
        for each in args:
            text = each.value(m.graph)
            if not isinstance(text._type, StringType):
                text = insert(m.graph, "aten::str", [text], where)
            message = insert(m.graph, "aten::add", [message, text], where)
        return ExceptionMessage(message, None)


class PythonExceptionValue(ExceptionValue):
    """A Python class of exceptions; only its name goes into the graph."""

    def __init__(self, python_class: type[BaseException], qualified_name: str) -> None:
        super().__init__(str(python_class))
        self.qualified_name = qualified_name

    def kind(self) -> str:
        return "Python exception"

    def call(
        self, where: Span, m: Method, args: Sequence[NamedValue], kwargs: Sequence[NamedValue], n_binders: int
    ) -> SugaredValue:
        values = [each.value(m.graph) for each in args]
        if not values:
            message = m.graph.insertConstant("", where)
        elif len(values) == 1:
            message = values[0]
        else:
            message = m.graph.insertNode(m.graph.createTuple(values))._outputs[0]
        return ExceptionMessage(message, m.graph.insertConstant(self.qualified_name, where))


# -- what loops go through


class RangeValue(SugaredValue):
    """``range(…)``; in ``enumerate`` it counts along, as far as the other iterable's known length."""

    def __init__(self, where: Span, m: Method, inputs: Sequence[Value], length: int | None = None) -> None:
        for index, value in enumerate(inputs):
            if not isinstance(value._type, IntType):
                raise CompilationError(
                    where, f"all inputs of range must be ints, found {repr_str(value._type)} in argument {index}"
                )
        graph = m.graph
        self.length = length
        self.has_only_end = len(inputs) == 1
        if not inputs:
            raise CompilationError(where, "range expected at least 1 arguments, got 0")
        if len(inputs) == 1:
            self.end = inputs[0]
            self.start = graph.insertConstant(0, where)
            self.step = graph.insertConstant(1, where)
        elif len(inputs) <= 3:
            self.start, self.end = inputs[0], inputs[1]
            self.step = inputs[2] if len(inputs) == 3 else graph.insertConstant(1, where)
        else:
            raise CompilationError(where, f"range expected at most 3 arguments, got {len(inputs)}")

    def kind(self) -> str:
        return "range"

    def iter(self, where: Span, m: Method) -> SugaredValue:
        return self

    def len(self, where: Span, m: Method) -> Value:
        if self.length is not None:
            return m.graph.insertConstant(self.length, where)
        if self.has_only_end:
            return self.end
        return insert(m.graph, "aten::__range_length", [self.start, self.end, self.step], where)

    def getitem(self, where: Span, m: Method, index: Value, type_hint: Type | None = None) -> SugaredValue:
        if self.has_only_end:
            return SimpleValue(index)
        return SimpleValue(insert(m.graph, "aten::__derive_index", [index, self.start, self.step], where))

    def static_len(self) -> int | None:
        return self.length


class IterableTree(SugaredValue):
    """``zip`` and ``enumerate``: several iterables gone through together, as far as the shortest goes."""

    def __init__(self) -> None:
        self.children: list[SugaredValue] = []
        self.length: int | None = None

    def kind(self) -> str:
        return "iterabletree"

    def add(self, where: Span, m: Method, child: SugaredValue) -> None:
        length = child.static_len()
        if not self.children:
            self.length = length
        elif (length is None) != (self.length is None):
            raise CompilationError(
                where,
                "Can not iterate over a module list or tuple with a value that does not have a statically"
                " determinable length\n",
            )
        elif length is not None and self.length is not None:
            self.length = min(length, self.length)
        self.children.append(child)

    def iter(self, where: Span, m: Method) -> SugaredValue:
        return self

    def static_len(self) -> int | None:
        return self.length

    def _leaves(self) -> list[SugaredValue]:
        leaves: list[SugaredValue] = []
        for child in self.children:
            leaves.extend(child._leaves() if isinstance(child, IterableTree) else [child])
        return leaves

    def len(self, where: Span, m: Method) -> Value:
        lengths = [leaf.len(where, m) for leaf in self._leaves()]
        listed = m.graph.insertNode(m.graph.createList(IntType(), lengths))._outputs[0]
        return insert(m.graph, "prim::min", [listed], where)

    def getitem(self, where: Span, m: Method, index: Value, type_hint: Type | None = None) -> SugaredValue:
        return SugaredTuple([child.getitem(where, m, index) for child in self.children])


class SliceValue(SugaredValue):
    """A `slice` object."""

    def __init__(self, start: Value, stop: Value, step: Value) -> None:
        self.start = start
        self.stop = stop
        self.step = step

    def kind(self) -> str:
        return "Python slice value"


class SliceClass(SugaredValue):
    """The name `slice`."""

    def kind(self) -> str:
        return "Python slice class"

    def call(
        self, where: Span, m: Method, args: Sequence[NamedValue], kwargs: Sequence[NamedValue], n_binders: int
    ) -> SugaredValue:
        if kwargs:
            raise CompilationError(where, "Slice does not accept any keyword arguments")
        if not 1 <= len(args) <= 3:
            raise CompilationError(where, f"slice accepts exactly 1, 2 or 3 arguments, got: {len(args)}")
        given: list[Value | None] = [each.value(m.graph) for each in args]
        start, stop, step = (None, given[0], None) if len(given) == 1 else (*given, None)[:3]

        def value_or(value: Value | None, default: int) -> Value:
            if value is None or isinstance(value._type, NoneType):
                return m.graph.insertConstant(default, where)
            return value

        return SliceValue(value_or(start, 0), value_or(stop, ENDLESS), value_or(step, 1))


# -- classes


class ClassValue(SugaredValue):
    """A compiled class; a call makes an object and runs its ``__init__``."""

    def __init__(self, type_: ClassType) -> None:
        self.type = type_

    def kind(self) -> str:
        return self.type.str()

    def call(
        self, where: Span, m: Method, args: Sequence[NamedValue], kwargs: Sequence[NamedValue], n_binders: int
    ) -> SugaredValue:
        node = m.graph.create("prim::CreateObject")
        node._outputs[0]._type = self.type
        node._range = where
        own = m.graph.insertNode(node)._outputs[0]
        if "__init__" not in self.type.methods:
            raise CompilationError(where, f"Class {self.type.name()} does not have an __init__ function defined")
        MethodValue(own, "__init__").call(where, m, args, kwargs, n_binders)
        return SimpleValue(own)

    def attr(self, where: Span, m: Method, field: str) -> SugaredValue:
        for hook in (*self.type.forward_hooks, *self.type.forward_pre_hooks):
            if hook.name == field:
                return FunctionValue(hook)
        if field != "__new__":
            raise CompilationError(where, f"Tried to lookup unknown attribute on class {self.type.annotation_str}")
        return SpecialForm("prim::CreateObject")


class _Field(FunctionArgument):
    """A named tuple's: PyTorch takes the field's place for the length that a lone number is repeated to."""


class NamedTupleConstructor(SugaredValue):
    """A named tuple's class."""

    def __init__(self, type_: TupleType) -> None:
        self.type = type_
        defaults = dict(zip(reversed(type_.fields), reversed(type_.defaults), strict=False))
        arguments = tuple(
            _Field(name, member, defaults.get(name), name in defaults, False, place)
            for place, (name, member) in enumerate(zip(type_.fields, type_.members, strict=True))
        )
        self.signature = Signature((type_.name or "").rpartition(".")[2], arguments, ())

    def kind(self) -> str:
        return self.type.name or self.type.str()

    def call(
        self, where: Span, m: Method, args: Sequence[NamedValue], kwargs: Sequence[NamedValue], n_binders: int
    ) -> SugaredValue:
        match = match_one(self.signature, where, m.graph, args, kwargs)
        node = m.graph.createTuple(match.inputs, self.type)
        node._range = where
        return SimpleValue(m.graph.insertNode(node)._outputs[0])


def _builtin(name: str, namespace: str = "aten") -> BuiltinFunction:
    return BuiltinFunction(f"{namespace}::{name}")


def _magic(name: str, base: SugaredValue) -> MagicMethod:
    return MagicMethod(f"__{name}__", base)


#: Python's own names
GLOBALS: dict[str, SugaredValue] = {
    "print": PrintValue(),
    "float": _magic("float", CastValue(FloatType(), "aten::Float")),
    "complex": _magic("complex", CastValue(ComplexType(), "aten::Complex")),
    "int": _magic("int", CastValue(IntType(), "aten::Int")),
    "bool": _magic("bool", CastValue(BoolType(), "aten::Bool")),
    "str": _magic("str", CastValue(StringType(), "aten::str")),
    "_to_tensor": CastValue(TensorType.get(), "prim::NumToTensor"),
    "tuple": SpecialForm("prim::TupleConstruct"),
    "getattr": SpecialForm("prim::GetAttr"),
    "hasattr": SpecialForm("prim::HasAttr"),
    "isinstance": SpecialForm("prim::isinstance"),
    "rangelist": _builtin("rangelist", "prim"),
    "id": _builtin("id", "prim"),
    # what else may be raised is a class that Python knows
    "AssertionError": ExceptionValue("AssertionError"),
}
GLOBALS |= {name: _magic(name, _builtin(name)) for name in ("len", "hex", "oct", "round")}
GLOBALS |= {name: _builtin(name, "prim") for name in ("min", "max", "abs")}
GLOBALS |= {name: _builtin(name) for name in "hash all any divmod sum ord chr bin pow sorted".split()}
GLOBALS |= {name: SpecialForm(f"prim::{name}") for name in "list dict range zip enumerate".split()}
