"""The one schema matcher: Python arguments in, an overload and its values in schema order out.

How arguments are laid against parameters (positions, keywords, defaults, a leading list spread over the call) is the
same for everyone and stands here. What may stand for what is a `Policy`: `ops.eager_policy` accepts Python values as
PyTorch's eager mode does; a compiler accepts graph values by their types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from .argument_errors import describe_mismatch, extra_arguments, extra_keywords, missing_arguments, unfit_argument
from .registry import Operator
from .schema import Argument
from .signature_text import is_narrower, kind_name, signature_text, sort_text, takes_out

__all__ = ["MISMATCH", "Mismatch", "Parameter", "Policy", "Resolver", "Signature", "match"]

Converter = Callable[[Any], Any]
Values = list[Any]


class Mismatch:
    """What a converter returns for a value that its parameter does not take."""


MISMATCH = Mismatch()

_KEYWORD_ALIASES = {"dim": ("axis",), "keepdim": ("keepdims",), "input": ("x", "a", "x1"), "other": ("x2",)}

# PyTorch's tensor options, bound together: what is passed on when the caller leaves them out.
_TENSOR_OPTIONS = ("dtype", "layout", "device", "pin_memory")

# Factories even where they take tensors.
_FACTORIES = frozenset({"linspace", "logspace"})

# Functions with an overload that PyTorch has deprecated: it is not offered here, but their errors list overloads.
_DEPRECATED_OVERLOAD = frozenset(
    "add add_ sub sub_ addmm addmm_ addmv addmv_ addr addr_ addbmm addbmm_ baddbmm baddbmm_ addcmul addcmul_ "
    "addcdiv addcdiv_".split()
)


class Policy(Protocol):
    """What may stand for a parameter."""

    def converter(self, argument: Argument, function: str) -> Converter:
        """A function that returns the value to pass on, or MISMATCH. It may raise where PyTorch's does."""

    def default(self, argument: Argument, is_factory: bool) -> Any:
        """The value of a parameter that is left out."""

    def spreads(self, argument: Argument, values: Sequence[Any]) -> bool:
        """Whether a leading list parameter takes all positional values: `x.view(2, 3)`."""

    def type_name(self, value: Any) -> str:
        """The type of a value, for an error."""


class Parameter:
    """One argument of a schema, as Python sees it."""

    __slots__ = ("aliases", "allows_none", "argument", "convert", "default", "name", "optional", "position")

    def __init__(
        self, argument: Argument, name: str, position: int, convert: Converter, default: Any, optional: bool
    ) -> None:
        self.argument = argument
        self.name = name
        self.position = position
        """The index among the schema's arguments."""
        self.convert = convert
        self.default = default
        self.optional = optional
        self.allows_none = argument.is_optional or (argument.has_default and argument.default is None)
        self.aliases = _KEYWORD_ALIASES.get(name, ())


class Signature:
    """One overload as a Python function (or a method, whose `self` is given apart) sees it."""

    def __init__(self, operator: Operator, function: str, policy: Policy, *, method: bool, python_names: bool) -> None:
        schema = operator.schema
        names = [argument.name for argument in schema.arguments]
        self.operator = operator
        self.function = function
        self.policy = policy
        self.self_position = names.index("self") if method else -1
        self.has_options = all(name in names for name in _TENSOR_OPTIONS)
        takes_tensors = any(a.kind == "Tensor" and not a.is_list for a in schema.arguments)
        is_factory = self.has_options and (function in _FACTORIES or not takes_tensors)
        self.parameters: list[Parameter] = []
        for position, argument in enumerate(schema.arguments):
            if position == self.self_position:
                continue
            name = argument.name
            if python_names and name == "self" and argument.kind == "Tensor":
                name = "input"
            convert = policy.converter(argument, function)
            default = policy.default(argument, is_factory)
            optional = argument.has_default or (is_factory and argument.kwarg_only and name in _TENSOR_OPTIONS)
            self.parameters.append(Parameter(argument, name, position, convert, default, optional))
        self.positional = [p for p in self.parameters if not p.argument.kwarg_only]
        self.max_positional = len(self.positional)
        self.min_arguments = sum(not p.optional for p in self.parameters)
        # `requires_grad=` of factories and `out=` are no schema arguments, but count as such in PyTorch
        self.has_out = python_names and not method and takes_out(operator)
        self.max_arguments = len(self.parameters) + self.has_options + self.has_out
        first = self.positional[0] if self.max_positional == 1 else None
        self.spread = first if first is not None and first.argument.is_list else None
        if self.spread is not None and self.spread.argument.kind not in ("int", "SymInt"):
            self.spread = None
        self._converters = [p.convert for p in self.positional]
        self._nones = [p.allows_none for p in self.positional]
        self._tails = [self._tail(count) for count in range(self.max_positional + 1)]

    def _tail(self, count: int) -> list[Any] | None:
        """Defaults for all parameters after the first `count`; None if one of them has no default."""
        rest = self.parameters[count:]
        return [p.default for p in rest] if all(p.optional for p in rest) else None

    def bind(self, args: Sequence[Any], kwargs: Mapping[str, Any] | None) -> Values | None:
        """The values in parameter order, or None where the arguments don't fit."""
        count = len(args)
        if kwargs or count > self.max_positional:
            return self._bind_slowly(args, kwargs or {})
        values: Values = []
        for value, convert, allows_none in zip(args, self._converters, self._nones, strict=False):
            converted = None if value is None and allows_none else convert(value)
            if converted is MISMATCH:
                return self._bind_slowly(args, {}) if self.spread is not None else None
            values.append(converted)
        tail = self._tails[count]
        if tail is None:
            return None
        values.extend(tail)
        return values

    def _bind_slowly(self, args: Sequence[Any], kwargs: Mapping[str, Any], explain: bool = False) -> Values | None:
        """As `bind`, with keywords and spread lists; with `explain` a misfit raises PyTorch's TypeError."""
        count, taken = len(args), 0
        if count > self.max_positional and self.spread is None:
            if explain:
                raise self._too_many(count)
            return None
        values: Values = []
        used = 0
        for index, parameter in enumerate(self.parameters):
            given, is_keyword, value = False, False, None
            if taken < count:
                if parameter.argument.kwarg_only:
                    if explain:
                        raise self._too_many(count)
                    return None
                given, value = True, args[taken]
            else:
                for name in (parameter.name, *parameter.aliases):
                    if name in kwargs:
                        given, is_keyword, value = True, True, kwargs[name]
                        used += 1
                        break
            if not given:
                if not parameter.optional:
                    if explain:
                        raise self._missing(index)
                    return None
                values.append(parameter.default)
                continue
            if value is None and parameter.allows_none:
                # A factory that is told no device takes the default one.
                converted = parameter.default if parameter.name == "device" else None
            else:
                converted = parameter.convert(value)
            if converted is MISMATCH and parameter is self.spread and not is_keyword:
                if self.policy.spreads(parameter.argument, args):
                    converted = parameter.convert(list(args))
                    taken = count - 1
            if converted is MISMATCH:
                if explain:
                    if count > self.max_positional and not is_keyword:
                        raise self._too_many(count)
                    raise self._unfit(parameter, value, None if is_keyword else taken + 1)
                return None
            values.append(converted)
            taken += not is_keyword
        if taken < count or used < len(kwargs):
            if explain:
                names = [p.name for p in self.parameters]
                raise self._too_many(count) if taken < count else extra_keywords(self.function, names, kwargs, count)
            return None
        return values

    def _too_many(self, count: int) -> TypeError:
        return extra_arguments(self.function, self.min_arguments, self.max_positional, count)

    def _missing(self, index: int) -> TypeError:
        return missing_arguments(self.function, [p.name for p in self.parameters[index:] if not p.optional])

    def _unfit(self, parameter: Parameter, value: Any, position: int | None) -> TypeError:
        expected, got = kind_name(parameter.argument), self.policy.type_name(value)
        return unfit_argument(self.function, parameter.name, expected, got, position)

    def explain(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
        """Raise the TypeError for arguments that don't fit."""
        self._bind_slowly(args, kwargs, explain=True)

    def __str__(self) -> str:
        """The signature as PyTorch's errors show it."""
        named = [(p.argument, p.name, p.optional) for p in self.parameters]
        return signature_text(named, self.has_options, self.has_out)


class Resolver:
    """All overloads that one Python name stands for, in PyTorch's order, ready to match calls."""

    def __init__(
        self,
        function: str,
        operators: Iterable[Operator],
        policy: Policy,
        *,
        method: bool = False,
        python_names: bool = True,
    ) -> None:
        self.function = function
        self.policy = policy
        self.method = method
        self.signatures = sort_signatures(
            Signature(each, function, policy, method=method, python_names=python_names) for each in operators
        )
        self.takes_nothing = method and len(self.signatures) == 1 and not self.signatures[0].parameters

    def match(self, args: Sequence[Any], kwargs: Mapping[str, Any] | None) -> tuple[Signature, Values]:
        """The first signature that takes the arguments, and the values it passes on; TypeError if none does."""
        for signature in self.signatures:
            values = signature.bind(args, kwargs)
            if values is not None:
                return signature, values
        self._fail(args, kwargs or {})
        raise AssertionError(f"{self.function}: a call that did not match did not fail either")

    def _fail(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
        if self.takes_nothing:
            given = "no keyword arguments" if kwargs else f"no arguments ({len(args)} given)"
            raise TypeError(f"TensorBase.{self.function}() takes {given}")
        if len(self.signatures) == 1 and self.function not in _DEPRECATED_OVERLOAD:
            self.signatures[0].explain(args, kwargs)
        count = len(args) + len(kwargs)
        plausible = [each for each in self.signatures if each.min_arguments <= count <= each.max_arguments]
        if len(plausible) == 1:
            plausible[0].explain(args, kwargs)
        texts = [str(each) for each in self.signatures]
        raise TypeError(describe_mismatch(self.function, texts, args, kwargs, self.policy.type_name))


def sort_signatures(signatures: Iterable[Signature]) -> list[Signature]:
    """PyTorch's order of overloads: by text, and a wider parameter (Tensor) before a narrower (Scalar)."""
    ordered = sorted(signatures, key=lambda each: sort_text(each.function, [p.argument for p in each.parameters]))
    arguments = [[p.argument for p in each.parameters] for each in ordered]
    waiting = {
        i: {j for j, theirs in enumerate(arguments) if is_narrower(own, theirs)} for i, own in enumerate(arguments)
    }
    result = [i for i in waiting if not waiting[i]]
    for done in result:  # grows while it is walked
        for i in sorted(waiting):
            if done in waiting[i]:
                waiting[i].discard(done)
                if not waiting[i]:
                    result.append(i)
    return [ordered[i] for i in result]


_resolvers: dict[tuple[tuple[Operator, ...], int], Resolver] = {}


def match(
    overloads: tuple[Operator, ...], args: Sequence[Any], kwargs: Mapping[str, Any] | None = None, *, policy: Policy
) -> tuple[Operator, Values]:
    """Match a call by schema names (`self`, not `input`). Returns the overload and its values in schema order."""
    key = (overloads, id(policy))
    resolver = _resolvers.get(key)
    if resolver is None:
        function = overloads[0].name.rpartition("::")[2]
        resolver = _resolvers[key] = Resolver(function, overloads, policy, python_names=False)
    signature, values = resolver.match(args, kwargs)
    return signature.operator, values
