"""Functions and methods of a compilation unit: entered by name first, compiled when they are first needed.

A function that is named in another is compiled before the call is written, since the call needs its signature; one
that calls itself, on whatever way, is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..collector import paused_collector
from ..device import layout, memory_format
from ..dtype import dtype
from ..ir.graph import Graph
from ..ir.types import AnyType, ClassType, FloatType, IntType, ListType, NoneType, TensorType, Type
from ..ir.unit import CompilationUnit, Function, FunctionArgument, Signature
from ..runtime.arguments import cast
from ..runtime.calls import FAMILIES
from ..runtime.function import run_function
from .cleanup import finish
from .depth import deep
from .emit_statements import Emitter, SelfValue
from .parse import Definition
from .ranges import Span
from .reports import CompilationError, RecursiveCallError, compiling, is_compiling
from .simple_values import FunctionValue
from .straight import StraightPart
from .sugared import Method, Resolver, SugaredValue
from .tree import Def, Return, Stmt, Subscript, TupleLiteral, Var
from .unify import can_be_none, repr_str, without_optional

__all__ = ["FAMILIES", "define"]


class _WithSiblings:
    """Functions that are defined together see each other."""

    def __init__(self, resolver: Resolver, siblings: dict[str, Function]) -> None:
        self.resolver = resolver
        self.siblings = siblings
        self.is_library: bool = getattr(resolver, "is_library", False)

    def resolve_value(self, name: str, m: Method, where: Span) -> SugaredValue | None:
        found = self.siblings.get(name)
        return self.resolver.resolve_value(name, m, where) if found is None else FunctionValue(found)

    def resolve_type(self, name: str, where: Span) -> Type | None:
        return self.resolver.resolve_type(name, where)


def define(
    unit: CompilationUnit,
    prefix: str | None,
    definitions: Sequence[Definition],
    *,
    properties: Sequence[tuple[str, Definition, Definition | None]] = (),
    self_type: ClassType | None = None,
    self_value: SelfValue | None = None,
    should_mangle: bool = False,
    is_method: bool = True,
) -> list[Function]:
    """Enter functions (with ``self_type`` methods, with their first parameter as ``self_value`` makes it) and compile.

    With ``is_method=False`` they take the object, but are not found as its methods (hooks).
    Raises ``RuntimeError`` for a program that TorchScript refuses.
    """
    siblings: dict[str, Function] = {}
    entered: list[Function] = []

    def enter(definition: Definition, as_method: bool) -> Function:
        if self_type is not None and as_method and definition.name in self_type.methods:
            raise RuntimeError(f"Can't redefine method: {definition.name} on class: {repr_str(self_type)}")
        function = _enter(unit, prefix, definition, self_type, self_value, siblings, should_mangle)
        if self_type is not None and as_method:
            self_type.methods[function.name] = function
        siblings[function.name] = function
        entered.append(function)
        return function

    for name, getter, setter in properties:
        accessors = enter(getter, True), None if setter is None else enter(setter, True)
        if self_type is not None:
            self_type.properties[name] = accessors
    for definition in definitions:
        enter(definition, is_method)
    try:
        for function in sorted(entered, key=lambda each: each.name != "__init__"):
            function.ensure_defined()
        # As PyTorch does: what is defined together does not see the defaults that Python keeps.
        for definition, function in zip(definitions, entered[len(entered) - len(definitions) :], strict=True):
            _add_defaults(function, definition)
    except CompilationError as error:
        if is_compiling():
            raise
        raise error.for_the_user() from None
    return entered


def _enter(
    unit: CompilationUnit,
    prefix: str | None,
    definition: Definition,
    self_type: ClassType | None,
    self_value: SelfValue | None,
    siblings: dict[str, Function],
    should_mangle: bool,
) -> Function:
    name = f"{prefix}.{definition.name}" if prefix else definition.name
    function = unit.create_function(name, Graph(), should_mangle)
    resolver = definition.resolver if self_type is not None else _WithSiblings(definition.resolver, siblings)
    own: SelfValue | None = None
    if self_type is not None:
        assert self_value is not None
        wrap = self_value

        def own(value: Any) -> SugaredValue:
            value._type = self_type
            return wrap(value)

    def compile_now(target: Function) -> Signature:
        target.definer = _refuse_recursion
        try:
            called = ".".join(target.qualified_name.rsplit(".", 2)[-2:]) if self_type is not None else target.name
            with compiling(called, definition.tree.where), deep(), paused_collector():
                return _compiled(unit, target, definition, resolver, own)
        except BaseException:
            target.definer = compile_now
            target.graph = Graph()
            raise

    function.definer = compile_now
    return function


def _refuse_recursion(function: Function) -> Signature:
    raise RecursiveCallError(function.name)


def _compiled(
    unit: CompilationUnit, function: Function, definition: Definition, resolver: Resolver, own: SelfValue | None
) -> Signature:
    straight = StraightPart(function.graph)
    emitter = Emitter(Method(unit, function), resolver, straight)
    signature = emitter.function(definition.tree, own, _written_defaults(definition, resolver))
    finish(function.graph, straight)
    arguments = tuple(
        _with_default(each, each.default, definition) if each.has_default else each for each in signature.arguments
    )
    return replace(signature, name=function.name, arguments=arguments)


def _add_defaults(function: Function, definition: Definition) -> None:
    """Give a function's parameters the defaults that Python has."""
    if definition.defaults:
        arguments = []
        for each in function.signature.arguments:
            if each.name in definition.defaults:
                try:
                    each = _with_default(each, definition.defaults[each.name], definition)
                except CompilationError:
                    if not definition.is_overload:
                        raise
            arguments.append(each)
        function._signature = replace(function.signature, arguments=tuple(arguments))


def _with_default(argument: FunctionArgument, default: Any, definition: Definition) -> FunctionArgument:
    """The parameter with a default as its type has it.  Raises ``CompilationError`` for one that it does not have."""
    argument = replace(argument, default=default, has_default=True)
    if _is_mutable(argument.default):
        raise CompilationError(
            definition.tree.where,
            "Mutable default parameters are not supported because Python binds them to the function and they persist"
            " across function calls.\n As a workaround, make the default None and instantiate the default parameter"
            f" within the body of the function. Found {type(argument.default)} on parameter {argument.name}",
        )
    try:
        value = _as(argument.default, argument)
    except TypeError:
        hint = ""
        if isinstance(argument.type, TensorType) and argument.type.inferred:
            hint = (
                f'Because "{argument.name}" was not annotated with an explicit type it is assumed to be type'
                " 'Tensor'."
            )
        raise CompilationError(
            definition.tree.where,
            f'Expected a default value of type {repr_str(argument.type)} on parameter "{argument.name}".{hint}',
        ) from None
    return replace(argument, default=value)


def _is_mutable(default: Any) -> bool:
    return isinstance(default, list | dict | set) or (isinstance(default, tuple) and any(map(_is_mutable, default)))


def _as(value: Any, argument: FunctionArgument) -> Any:
    type_ = without_optional(argument.type)
    if value is None and (can_be_none(argument.type) or isinstance(type_, AnyType | NoneType | TensorType)):
        return None
    if isinstance(type_, FloatType) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(type_, ListType) and argument.N and isinstance(value, int | float):
        return [value] * argument.N
    if isinstance(value, dtype | layout | memory_format) and isinstance(type_, IntType):
        return value.code
    return cast(value, type_)


def _written_defaults(definition: Definition, resolver: Resolver) -> dict[str, Any]:
    """The values of the defaults that source text writes out: a function of its own gives them, all as one tuple."""
    given = [each for each in definition.tree.parameters if each.default is not None]
    if not given:
        return {}
    types, values = [], []
    for each in given:
        if each.annotation is None or each.default is None:
            raise CompilationError(
                each.where, "Keyword arguments with defaults need to be type-hinted (TorchScript C++ frontend)"
            )
        types.append(each.annotation)
        values.append(each.default)
    place = definition.tree.declared_at
    returned = Subscript(place, Var(place, "Tuple"), types)
    body: list[Stmt] = [Return(place, TupleLiteral(place, values))]
    tree = Def(place, "defaults", [], returned, body, place)
    (function,) = define(CompilationUnit(), None, [Definition(tree, resolver)])
    return dict(zip([each.name for each in given], run_function(function, (), {}), strict=True))
