"""Calls of operators: which overload they fit, and the node that results.

How a call was matched is remembered for the next one with arguments of the same types.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..ir.graph import Graph
from ..ir.types import (
    BoolType,
    ComplexType,
    DeviceObjType,
    FloatType,
    IntType,
    ListType,
    NoneType,
    NumberType,
    StringType,
    TensorType,
    TupleType,
    Type,
)
from ..ir.unit import Function, Signature
from ..ir.value import Value
from ..ops.overloads import known_names, overloads_of
from ..ops.schema import FunctionSchema
from .ranges import Span
from .reports import CompilationError
from .signatures import Match, match_any, match_one
from .sugared import NamedValue

__all__ = ["Match", "emit_builtin", "insert", "match_any", "match_one", "set_library", "variants_of"]

_TENSOR, _INFERRED = TensorType.get(), TensorType.getInferred()


# -- builtin operators

#: functions written in TorchScript that stand beside an operator's overloads; `builtins` fills it
FunctionsFor = Callable[[str], list[Function] | None]


class _Library:
    """Operators that are themselves TorchScript; whoever can compile hands them down."""

    #: gives ``None`` while the library itself is being compiled
    functions_for: FunctionsFor = staticmethod(lambda name: [])


def set_library(functions_for: FunctionsFor) -> None:
    """Hand down who knows the operators that are written in TorchScript."""
    _Library.functions_for = staticmethod(functions_for)


class _Variants:
    """All that goes by one operator's name."""

    __slots__ = ("functions", "schemas")

    def __init__(self, kind: str, functions: list[Function]) -> None:
        self.schemas: list[FunctionSchema | Signature] = [*overloads_of(kind)]
        self.functions = functions
        self.schemas.extend(each.signature for each in functions)


_variants: dict[str, _Variants] = {}


def variants_of(kind: str) -> _Variants:
    """The signatures that a call of an operator may fit: its overloads, then functions of the library."""
    found = _variants.get(kind)
    if found is None:
        functions = _Library.functions_for(kind)
        found = _Variants(kind, functions or [])
        if functions is not None and found.schemas:
            _variants[kind] = found
    return found


class _Recipe:
    """How a call was matched, for the next one with arguments of the same types.

    Only for calls that fit as they are: their inputs are arguments (by position) and defaults.
    """

    __slots__ = ("function", "inputs", "left_behind", "match")

    def __init__(self, match: Match, function: Function | None, inputs: list[Any], left_behind: int) -> None:
        self.match = match
        self.function = function
        self.inputs = inputs
        #: how many values overloads that did not fit have made and nobody needs: numbering goes on behind them
        self.left_behind = left_behind

    def values(self, graph: Graph, given: list[NamedValue]) -> list[Value]:
        graph._next_unique += self.left_behind
        return [given[each].content if type(each) is int else each.value(graph) for each in self.inputs]


class _Default:
    """A parameter's default, as a constant of the parameter's type."""

    __slots__ = ("content", "type")

    def __init__(self, content: Any, type_: Type) -> None:
        self.content = content
        self.type = type_

    def value(self, graph: Graph) -> Value:
        value = graph.insertConstant(self.content)
        value._type = self.type
        return value


_recipes: dict[tuple[Any, ...], _Recipe] = {}
_PLAIN = frozenset((IntType, FloatType, BoolType, StringType, ComplexType, NumberType, NoneType, DeviceObjType))


#: what stands for a type: its class, and for a list its element's too
Mark = type[Type] | tuple[type[Type], type[Type]]


def mark_of(content: Any) -> Mark | None:
    """What stands for an argument's type, if nothing else matters for which overload takes it."""
    if type(content) is not Value:
        return None
    type_ = content._type
    if type_ is _TENSOR or type_ is _INFERRED:
        return TensorType
    kind = type(type_)
    if kind in _PLAIN:
        return kind
    if isinstance(type_, ListType) and content._node._kind != "prim::EmptyListLiteral":  # a list of what is needed
        element = type_.element
        if element is _TENSOR or type(element) in _PLAIN:
            return ListType, type(element)
    return None


def emit_builtin(
    where: Span | None,
    graph: Graph,
    kind: str,
    args: Sequence[NamedValue],
    kwargs: Sequence[NamedValue] = (),
    own: NamedValue | None = None,
) -> Value:
    """Insert a call of an operator: its result, several results as a tuple.

    Raises ``CompilationError`` for an operator that does not exist or does not take the arguments.
    """
    given = [*args, *kwargs] if own is None else [*args, *kwargs, own]
    key = (kind, own is None, len(args), *[mark_of(each.content) for each in given], *[each.name for each in kwargs])
    recipe = _recipes.get(key)
    if recipe is not None:
        return _insert_call(where, graph, kind, recipe.match, recipe.function, recipe.values(graph, given))
    variants = variants_of(kind)
    if not variants.schemas:
        raise _unknown(where, kind)
    first_unique = graph._next_unique
    index, match = match_any(variants.schemas, where, graph, args, kwargs, own)
    first_function = len(variants.schemas) - len(variants.functions)
    function = variants.functions[index - first_function] if index >= first_function else None
    if None not in key:
        _remember(key, given, match, function, graph._next_unique - first_unique)
    return _insert_call(where, graph, kind, match, function, match.inputs)


def _remember(
    key: tuple[Any, ...],
    given: list[NamedValue],
    match: Match,
    function: Function | None,
    made: int,
) -> None:
    """Keep a recipe, unless the call needed conversions."""
    inputs: list[Any] = []
    defaults = 0
    for value in match.inputs:
        place = next((index for index, each in enumerate(given) if each.content is value), None)
        if place is not None:
            inputs.append(place)
        elif value._node._kind == "prim::Constant":
            inputs.append(_Default(value.toIValue(), value._type))
            defaults += 1
        else:
            return
    if len({id(each.content) for each in given}) < len(given):
        return  # which of two equal arguments an input is can't be told
    _recipes[key] = _Recipe(match, function, inputs, made - defaults)


def _insert_call(
    where: Span | None, graph: Graph, kind: str, match: Match, function: Function | None, inputs: list[Value]
) -> Value:
    if function is not None:
        return graph.insert_graph(function.graph, inputs)[0]
    node = graph.insertNode(graph.create(kind, inputs, len(match.returns)))
    node._range = where
    for output, type_ in zip(node._outputs, match.returns, strict=True):
        output._type = type_
    if len(node._outputs) == 1:
        return node._outputs[0]
    named = TupleType(match.returns, None, match.names) if match.names else None
    return graph.insertNode(graph.createTuple(node._outputs, named))._outputs[0]


def insert(graph: Graph, kind: str, values: Sequence[Any], where: Span | None = None, **kwargs: Any) -> Value:
    """As `emit_builtin`, for values and constants at hand."""
    return emit_builtin(
        where,
        graph,
        kind,
        [NamedValue(None, value) for value in values],
        [NamedValue(name, value) for name, value in kwargs.items()],
    )


def _unknown(where: Span | None, kind: str) -> CompilationError:
    close = _similar(kind)
    message = f"Unknown builtin op: {kind}.\n"
    if close:
        listed = "".join(f"\t{name}\n" for name in close)
        return CompilationError(where, f"{message}Here are some suggestions: \n{listed}\nThe original call is")
    return CompilationError(
        where,
        f"{message}Could not find any similar ops to {kind}. This op may not exist or may not be currently supported"
        " in TorchScript.\n",
    )


def _similar(kind: str) -> list[str]:
    """Operators whose names differ by at most two edits, nearest first."""
    found: dict[str, int] = {}
    for name in known_names():
        if abs(len(name) - len(kind)) <= 2:
            found[name] = _distance(kind, name)
    return sorted((name for name in found if found[name] <= 2), key=lambda name: (found[name], name))


def _distance(one: str, two: str) -> int:
    row = list(range(len(two) + 1))
    for i, letter in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, other in enumerate(two, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (letter != other))
    return row[-1]
