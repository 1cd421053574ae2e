"""Python functions and methods made from the operator registry.

One Python name stands for all overloads registered under it; the matcher picks. What is a C++ builtin in PyTorch is
made here, so its frames are none of the user's (`tensor.frames`). Arithmetic operators skip the matcher.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from ..ops.eager_policy import NUMBERS_AS_TENSORS
from ..ops.match import MISMATCH, Resolver, Signature
from ..ops.registry import Operator, all_operators, overload
from . import dispatch
from .door import hand_over, overloads
from .output import write_out
from .tensor import Tensor, mark_leaf

__all__ = ["make_function", "make_method", "operator_method", "python_names"]

Function = Callable[..., Any]


def python_names(variant: str) -> dict[str, list[Operator]]:
    """The Python names of a variant ("function", "method", "nn", …) and the overloads that each stands for."""
    found: dict[str, list[Operator]] = {}
    for op in all_operators():
        if variant in op.variants:
            found.setdefault(op.python_name, []).append(op)
    return found


def _offered(name: str, operators: Iterable[Operator]) -> list[Operator]:
    """Numbers go to the Tensor overloads of functions that take them, so their Scalar overloads are not bound."""
    all_of_them = list(operators)
    if name not in NUMBERS_AS_TENSORS:
        return all_of_them
    return [op for op in all_of_them if not op.overload_name.startswith("Scalar")] or all_of_them


def _document(function: Function, name: str, operators: Iterable[Operator], module: str = "torch") -> Function:
    function.__name__ = function.__qualname__ = name
    function.__module__ = module
    function.__doc__ = "\n".join(str(op.schema) for op in operators)
    return function


def _fits(signature: Signature, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
    """Whether an overload takes the arguments, where those that take over functions may stand for anything."""
    given: Sequence[Any] = args
    if len(args) > signature.max_positional:
        if signature.spread is None:
            return False
        if not overloads(args[0]):
            given = [args]
        elif signature.max_arguments > 1:
            return False  # it is taken for the whole list, and then there are arguments left: torch.zeros(proxy, 2)
        else:
            given = args[:1]
    left = set(kwargs)
    if signature.has_out:
        left.discard("out")
    if signature.has_options:
        left.discard("requires_grad")
    for index, parameter in enumerate(signature.parameters):
        if index < len(given) and not parameter.argument.kwarg_only:
            value = given[index]
        else:
            name = next((each for each in (parameter.name, *parameter.aliases) if each in left), None)
            if name is None:
                if not parameter.optional:
                    return False
                continue
            left.discard(name)
            value = kwargs[name]
        if overloads(value) or (value is None and parameter.allows_none):
            continue
        if isinstance(value, (list, tuple)) and any(map(overloads, value)):
            if not parameter.argument.is_list:
                return False
        elif parameter.convert(value) is MISMATCH:
            return False
    return not left


def _handed_over(
    function: Function, args: tuple[Any, ...], kwargs: dict[str, Any], resolver: Resolver, is_method: bool = False
) -> Any:
    """Inside `except TypeError`: the arguments fit no overload, so one of them may take the function over."""
    result = NotImplemented
    if any(_fits(signature, args[is_method:], kwargs) for signature in resolver.signatures):
        result = hand_over(function, args, kwargs)
    if result is NotImplemented:
        raise
    return result


def make_function(name: str, operators: Iterable[Operator], module: str = "torch") -> Function:
    """The builtin `torch.<name>`. Takes `out=`, and `requires_grad=` where it makes a tensor from nothing.

    `module` is where PyTorch says it is: `torch.fft.rfft` is the builtin `torch._C._fft.fft_rfft`.
    """
    operators = _offered(name, operators)
    resolver = Resolver(name, operators, dispatch.POLICY)
    makes_tensors = any(signature.has_options for signature in resolver.signatures)
    takes_out = any(signature.has_out for signature in resolver.signatures)
    match, execute = resolver.match, dispatch.execute

    def function(*args: Any, **kwargs: Any) -> Any:
        if kwargs:
            out = kwargs.pop("out", None) if takes_out else None
            requires_grad = kwargs.pop("requires_grad", None) if makes_tensors else None
            try:
                signature, values = match(args, kwargs)
            except TypeError:
                put_back = {"out": out, "requires_grad": requires_grad}
                given = kwargs | {k: v for k, v in put_back.items() if v is not None}
                return _handed_over(function, args, given, resolver)
            if out is not None:
                return write_out(name, signature.operator, values, out)
            result = execute(signature.operator, values)
            return result if not requires_grad else mark_leaf(result)
        try:
            signature, values = match(args, None)
        except TypeError:
            return _handed_over(function, args, kwargs, resolver)
        return execute(signature.operator, values)

    return _document(function, name, operators, module)


def make_method(name: str, operators: Iterable[Operator]) -> Function:
    """The builtin `Tensor.<name>`."""
    operators = _offered(name, operators)
    resolver = Resolver(name, operators, dispatch.POLICY, method=True)
    makes_tensors = any(signature.has_options for signature in resolver.signatures)
    match, execute = resolver.match, dispatch.execute

    def method(self: Tensor, *args: Any, **kwargs: Any) -> Any:
        requires_grad = kwargs.pop("requires_grad", None) if makes_tensors else None
        try:
            signature, values = match(args, kwargs)
        except TypeError:
            return _handed_over(method, (self, *args), kwargs, resolver, is_method=True)
        values.insert(signature.self_position, self)
        result = execute(signature.operator, values)
        return result if not requires_grad else mark_leaf(result)

    return _document(method, name, operators)


def operator_method(dunder: str, name: str, *extra: Any, scalar: str = "Scalar", tensor: str = "Tensor") -> Function:
    """A binary dunder over an operator: `__add__` over aten::add with alpha 1.

    A tensor goes to the overload `tensor`, a number to `scalar`; anything else gives NotImplemented.
    """
    with_tensor, with_number = overload(name, tensor), overload(name, scalar)
    execute = dispatch.execute
    shown = name.rpartition("::")[2]

    def method(self: Tensor, other: Any) -> Any:
        if isinstance(other, Tensor):
            return execute(with_tensor, [self, other, *extra])
        if isinstance(other, (int, float, complex)):
            return execute(with_number, [self, other, *extra])
        if isinstance(other, (np.number, np.bool_)):
            return execute(with_number, [self, other.item(), *extra])
        return hand_over(getattr(Tensor, shown), (self, other), {}) if overloads(other) else NotImplemented

    return _document(method, dunder, [with_tensor])
