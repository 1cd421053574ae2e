"""Which signature a call fits: arguments against parameters, with implicit conversions.

Overloads are tried in order, first without conversions, then with.  An overload that does not fit may leave unused
constants behind, which the clean-up removes; only their numbers show.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from ..ir.graph import Graph
from ..ir.named_types import why_no_subtype
from ..ir.types import (
    FloatType,
    IntType,
    ListType,
    TensorType,
    Type,
)
from ..ir.unit import FunctionArgument, Signature
from ..ir.value import Value
from ..ops.schema import FunctionSchema, VarType
from .conversions import convert
from .ranges import Span
from .reports import CompilationError
from .sugared import NamedValue
from .unify import convertible_to_list, has_variables, match_variables, repr_str, substitute, without_optional


class Formal(Protocol):
    """A parameter: of an operator's schema, or of a compiled function's signature."""

    @property
    def name(self) -> str: ...
    @property
    def type(self) -> Type: ...
    @property
    def N(self) -> int | None: ...
    @property
    def has_default(self) -> bool: ...
    @property
    def default(self) -> Any: ...
    @property
    def kwarg_only(self) -> bool: ...


class Match(NamedTuple):
    """A call that fits: the inputs in the signature's order, and the types (and names) of what it returns."""

    inputs: list[Value]
    returns: list[Type]
    names: tuple[str, ...]


#: overloads never tried: an integer may be a dtype, so that `view(1)` could be taken for `view(torch.int8)`
_BLOCKED = {("aten::view", "dtype"), ("aten::max", "unary_out"), ("aten::min", "unary_out")}


class _Plan:
    """A signature, with what matching needs to know of it worked out once."""

    __slots__ = ("arguments", "is_aten", "is_blocked", "is_vararg", "names", "returns", "text", "variable_returns")

    def __init__(self, schema: FunctionSchema | Signature) -> None:
        arguments: Sequence[Formal] = schema.arguments
        self.text = schema
        self.is_vararg = schema.is_vararg
        self.arguments: list[tuple[Formal, bool, bool]] = []
        for index, each in enumerate(arguments):
            is_last = index + 1 == len(arguments) or arguments[index + 1].kwarg_only
            takes_rest = (
                is_last
                and isinstance(each.type, ListType)
                and not isinstance(each.type.element, VarType)
                and not each.N
            )
            self.arguments.append((each, has_variables(each.type), takes_rest))
        if isinstance(schema, Signature):
            self.is_aten = self.is_blocked = False
            self.returns = list(schema.returns)
            self.names: tuple[str, ...] = ()
        else:
            self.is_aten = schema.name.startswith("aten::")
            self.is_blocked = (schema.name, schema.overload_name) in _BLOCKED
            self.returns = [each.type for each in schema.returns]
            self.names = tuple(each.name for each in schema.returns) if all(r.name for r in schema.returns) else ()
        self.variable_returns = any(map(has_variables, self.returns))


def _plan(schema: FunctionSchema | Signature) -> _Plan:
    # Kept with the signature, so that a function that goes takes it along.
    found: _Plan | None = schema.__dict__.get("_plan")
    if found is None:
        found = schema.__dict__["_plan"] = _Plan(schema)
    return found


class _Attempt:
    """One signature tried on one call."""

    def __init__(
        self, plan: _Plan, where: Span | None, graph: Graph, failures: list[str] | None, allow_conversions: bool
    ) -> None:
        self.plan = plan
        self.where = where
        self.graph = graph
        self.failures = failures
        self.allow_conversions = allow_conversions
        self.bound: dict[str, Type] = {}

    def fail(self, message: str) -> None:
        if self.failures is not None:
            self.failures.append(f"\n{self.plan.text}:\n{message}")

    def run(self, args: Sequence[NamedValue], kwargs: Sequence[NamedValue], own: NamedValue | None) -> Match | None:
        plan = self.plan
        if plan.is_blocked:
            return None
        graph = self.graph
        inputs: list[Value] = []
        used: set[int] = set()
        taken = 0
        for formal, has_free, takes_rest in plan.arguments:
            if own is not None and formal.name == "self":
                actual, own = own, None
            elif taken < len(args) and not formal.kwarg_only:
                if takes_rest and self.allow_conversions:
                    given = args[taken].value(graph)._type
                    if not isinstance(given, ListType) and not convertible_to_list(given, formal.type):
                        rest = self.list_of(formal, args[taken:])
                        if rest is None:
                            return None
                        taken = len(args)
                        inputs.append(rest)
                        continue
                actual = args[taken]
                taken += 1
            else:
                index = _find_keyword(formal.name, kwargs, plan.is_aten) if kwargs else None
                if index is not None:
                    if index in used:
                        self.fail(f"Argument {kwargs[index].name} specified twice in schema, submit a bug report!\n")
                        return None
                    used.add(index)
                    actual = kwargs[index]
                elif formal.has_default:
                    actual = NamedValue(None, _default_of(formal))
                else:
                    self.fail(f"Argument {formal.name} not provided.\n")
                    return None
            value = self.argument(formal, has_free, actual)
            if value is None:
                return None
            inputs.append(value)
        if own is not None:
            self.fail("Provided self argument not used in schema.\n")
            return None
        if plan.is_vararg:
            inputs.extend(each.value(graph) for each in args[taken:])
            taken = len(args)
        if taken < len(args):
            self.fail(f"Expected at most {taken} arguments but found {len(args)} positional arguments.\n")
            return None
        for index, each in enumerate(kwargs):
            if index not in used:
                known = any(formal.name == each.name for formal, _, _ in plan.arguments)
                self.fail(f"Keyword argument {each.name} {'specified twice' if known else 'unknown'}.\n")
                return None
        returns = plan.returns
        if plan.variable_returns:
            returns = [substitute(each, self.bound) or each for each in returns]
        return Match(inputs, returns, plan.names)

    def list_of(self, formal: Formal, rest: Sequence[NamedValue]) -> Value | None:
        """All the arguments that are left as one list: `view(2, 3)`."""
        element = without_optional(formal.type)
        assert isinstance(element, ListType)
        inner = _Element(element.element)
        values = []
        for each in rest:
            value = self.argument(inner, has_variables(inner.type), each)
            if value is None:
                return None
            values.append(value)
        return self.graph.insertNode(self.graph.createList(inner.type, values))._outputs[0]

    def argument(self, formal: Formal, has_free: bool, actual: NamedValue) -> Value | None:
        """The value to pass on for one parameter, or ``None`` where it does not fit."""
        graph = self.graph
        value = actual.value(graph)
        wanted = formal.type
        if actual.content == [] and value is not actual.content:
            value._type = without_optional(wanted)  # an empty default is a list of what the parameter takes
        given = value._type
        if formal.N is not None and isinstance(given, FloatType | IntType):
            # one number stands for a list of a known length
            inner = without_optional(wanted)
            if isinstance(inner, ListType) and inner.element == given:
                value = graph.insertNode(graph.createList(given, [value] * formal.N))._outputs[0]
                given = value._type
        if has_free:
            reason = match_variables(wanted, given, self.bound)
            if reason is not None:
                self.fail(
                    f"Could not match type {repr_str(given)} to {_declared(wanted)} in argument '{formal.name}':"
                    f" {reason}.\n"
                )
                return None
            concrete = substitute(wanted, self.bound)
            if concrete is None:
                self.fail(
                    f"Type variables in type {_declared(wanted)} could not be inferred from actual type"
                    f" {repr_str(given)}"
                )
                return None
            wanted = concrete
        value = convert(self.where, graph, wanted, value, self.allow_conversions)
        if value._type.isSubtypeOf(wanted):
            return value
        if self.failures is not None:
            self.fail(_mismatch(formal, value._type))
        return None


class _Element:
    """The parameter that each of several arguments gathered into a list is matched to."""

    name = "<varargs>"
    N = None
    default = None
    has_default = False
    kwarg_only = False

    def __init__(self, type_: Type) -> None:
        self.type = type_


def _declared(type_: Type) -> str:
    return repr_str(type_)


def _mismatch(formal: Formal, given: Type) -> str:
    text = (
        f"Expected a value of type '{_expected(formal)}' for argument '{formal.name}' but instead found type"
        f" '{repr_str(given)}'.\n"
    )
    if isinstance(given, TensorType) and given.inferred:
        text += (
            f"Inferred the value for argument '{formal.name}' to be of type 'Tensor' because it was not annotated"
            " with an explicit type.\n"
        )
    if isinstance(formal.type, TensorType) and formal.type.inferred:
        text = (
            f"Expected a value of type '{_expected(formal)}' for argument '{formal.name}' but instead found type"
            f" '{repr_str(given)}'.\nInferred '{formal.name}' to be of type 'Tensor' because it was not annotated"
            " with an explicit type.\n"
        )
    if isinstance(given, ListType) and isinstance(given.element, TensorType):
        text += (
            "Empty lists default to List[Tensor]. Add a variable annotation to the assignment to create an empty"
            " list of another type (torch.jit.annotate(List[T, []]) where T is the type of elements in the list"
            " for Python 2)\n"
        )
    return text + why_no_subtype(given, formal.type)


def _expected(formal: Formal) -> str:
    return repr_str(formal.type)


def _default_of(formal: Formal) -> Any:
    """A default as the call writes it: a compiled function keeps the one number that stands for a list."""
    default = formal.default
    return default[0] if type(formal) is FunctionArgument and formal.N and default else default


def _find_keyword(name: str, kwargs: Sequence[NamedValue], is_aten: bool) -> int | None:
    for index, each in enumerate(kwargs):
        if each.name == name or (is_aten and name == "self" and each.name == "input"):
            return index
    return None


def match_one(
    schema: FunctionSchema | Signature,
    where: Span | None,
    graph: Graph,
    args: Sequence[NamedValue],
    kwargs: Sequence[NamedValue] = (),
    own: NamedValue | None = None,
) -> Match:
    """Match a call to a single signature.  Raises ``CompilationError`` with the reason where it does not fit."""
    failures: list[str] = []
    found = _Attempt(_plan(schema), where, graph, failures, True).run(args, kwargs, own)
    if found is None:
        raise CompilationError(where, "".join(failures))
    return found


def match_any(
    schemas: Sequence[FunctionSchema | Signature],
    where: Span | None,
    graph: Graph,
    args: Sequence[NamedValue],
    kwargs: Sequence[NamedValue] = (),
    own: NamedValue | None = None,
) -> tuple[int, Match]:
    """The first signature that a call fits.  Raises ``CompilationError`` that lists why each of them does not."""
    if len(schemas) == 1:
        return 0, match_one(schemas[0], where, graph, args, kwargs, own)
    listing: list[str] = []
    for failures in (None, listing):
        for allow_conversions in (False, True):
            if failures:
                failures.clear()
            for index, schema in enumerate(schemas):
                found = _Attempt(_plan(schema), where, graph, failures, allow_conversions).run(args, kwargs, own)
                if found is not None:
                    return index, found
    listed = "".join(f"  {line}" for line in "".join(listing).splitlines(keepends=True))
    raise CompilationError(
        where,
        f"Arguments for call are not valid.\nThe following variants are available:\n{listed}\nThe original call is",
    )
