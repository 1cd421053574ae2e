"""Arguments laid out as a signature has them: a Python function's own, or those of a builtin's operators."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, NamedTuple

from .. import nn
from ..ops.registry import Operator, all_operators
from ..tensor.tensor import Tensor
from .target_names import is_builtin, module_name, qualified_name

__all__ = [
    "ArgsKwargsPair",
    "check_for_mutable_operation",
    "get_signature_for_torch_op",
    "normalize_function",
    "normalize_module",
]


class ArgsKwargsPair(NamedTuple):
    """Positional and keyword arguments."""

    args: tuple[Any, ...]
    kwargs: dict[str, Any]


_VARIANTS = {"torch": "function", "torch._C._nn": "nn", "torch._C._linalg": "linalg", "torch._C._fft": "fft"}
_TYPES: dict[str, Any] = {"Tensor": Tensor, "Scalar": float, "float": float, "int": int, "SymInt": int, "bool": bool}


def _operators_of(target: Callable[..., Any]) -> list[Operator]:
    variant = _VARIANTS.get(module_name(target) or "", "special")
    name = target.__name__.removeprefix(f"{variant}_")
    return [op for op in all_operators() if variant in op.variants and op.python_name == name]


def _signature(operator: Operator) -> inspect.Signature:
    parameters = []
    for argument in operator.schema.arguments:
        name = "input" if argument.name == "self" and argument.kind == "Tensor" else argument.name
        kind = inspect.Parameter.KEYWORD_ONLY if argument.kwarg_only else inspect.Parameter.POSITIONAL_OR_KEYWORD
        default = argument.default if argument.has_default else inspect.Parameter.empty
        type_: Any = _TYPES.get(argument.kind, Any)
        annotation = list[type_] if argument.is_list else type_
        parameters.append(inspect.Parameter(name, kind, default=default, annotation=annotation))
    return inspect.Signature(parameters)


def get_signature_for_torch_op(op: Callable[..., Any], return_schemas: bool = False) -> Any:
    """The signatures of a builtin's overloads, and with `return_schemas` their schemas; None for other functions."""
    if not is_builtin(op):
        return (None, None) if return_schemas else None
    operators = _operators_of(op)
    signatures = [_signature(operator) for operator in operators]
    return (signatures, [operator.schema for operator in operators]) if return_schemas else signatures


def _binds(signature: inspect.Signature, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
    try:
        signature.bind(*args, **kwargs)
    except TypeError:
        return False
    return True


def check_for_mutable_operation(target: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Raise RuntimeError if this call can only be of an operator that writes to its arguments."""
    signatures, schemas = get_signature_for_torch_op(target, return_schemas=True)
    if not signatures:
        return
    matching = [
        schema for signature, schema in zip(signatures, schemas, strict=True) if _binds(signature, args, kwargs)
    ]
    if len(matching) == 1 and any(a.alias is not None and a.alias.is_write for a in matching[0].arguments):
        mutable = str(matching[0])
    elif "out" in kwargs:
        mutable = _writing_to_out(target, args, {name: value for name, value in kwargs.items() if name != "out"})
    else:
        mutable = ""
    if mutable:
        raise RuntimeError(
            f"Tried to trace mutable operation {mutable}. FX only supports functional code, so operations that "
            "mutate operands in-place (e.g. via `out` arguments) are not supported"
        )


def _writing_to_out(target: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """The schema of the overload with `out=` that a call means; that of a first overload is PyTorch's."""
    signatures, schemas = get_signature_for_torch_op(target, return_schemas=True)
    for signature, schema in zip(signatures, schemas, strict=True):
        if _binds(signature, args, kwargs):
            head, _, result = str(schema).partition(" -> ")
            name, _, parameters = head.removesuffix(")").partition("(")
            star = "" if "*, " in parameters else "*, "
            return f"{name}.out({parameters}, {star}{result}(a!) out) -> {result}(a!)"
    return f"{qualified_name(target)} with out="


def _type_matches(wanted: Any, given: Any) -> bool:
    if wanted is Any or wanted == given:
        return True
    numbers = {float: (int, bool), int: (bool,)}
    return given in numbers.get(wanted, ())


def normalize_function(
    target: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: dict[str, Any] | None = None,
    arg_types: tuple[Any, ...] | None = None,
    kwarg_types: dict[str, Any] | None = None,
    normalize_to_only_use_kwargs: bool = False,
) -> ArgsKwargsPair | None:
    """The arguments of a call laid out as the function's signature has them, defaults included.

    None where no signature fits. Where several overloads fit, give the types of the arguments (RuntimeError without).
    """
    kwargs = kwargs or {}
    signatures = get_signature_for_torch_op(target)
    if signatures is None:
        dispatched = getattr(target, "if_true", target)
        return _laid_out(inspect.signature(dispatched), args, kwargs, normalize_to_only_use_kwargs)
    matching = [signature for signature in signatures if _binds(signature, args, kwargs)]
    if len(matching) > 1:
        if arg_types is None and kwarg_types is None:
            listed = "\n".join(map(str, matching))
            raise RuntimeError(
                f"Tried to normalize arguments to {qualified_name(target)} but the schema match was ambiguous! Please "
                f"provide argument types to the normalize_arguments() call. Available schemas:\n{listed}"
            )
        matching = [s for s in matching if _takes_types(s, arg_types or (), kwarg_types or {})]
    return _laid_out(matching[0], args, kwargs, normalize_to_only_use_kwargs) if matching else None


def _takes_types(signature: inspect.Signature, arg_types: tuple[Any, ...], kwarg_types: dict[str, Any]) -> bool:
    try:
        bound = signature.bind(*arg_types, **kwarg_types)
    except TypeError:
        return False
    return all(_type_matches(signature.parameters[name].annotation, given) for name, given in bound.arguments.items())


def normalize_module(
    root: Any,
    target: str,
    args: tuple[Any, ...],
    kwargs: dict[str, Any] | None = None,
    normalize_to_only_use_kwargs: bool = False,
) -> ArgsKwargsPair | None:
    """The arguments of a module call laid out as its `forward` has them; None for modules that are not `torch.nn`'s."""
    try:
        module = root.get_submodule(target)
    except AttributeError as error:
        raise RuntimeError(
            f"Tried to normalize node with target {target} but root did not have that target!"
        ) from error
    if getattr(nn, type(module).__name__, None) is not type(module):
        return None
    signature = inspect.signature(inspect.unwrap(module.forward))
    return _laid_out(signature, args, kwargs or {}, normalize_to_only_use_kwargs)


def _laid_out(
    signature: inspect.Signature, args: tuple[Any, ...], kwargs: dict[str, Any], only_kwargs: bool
) -> ArgsKwargsPair | None:
    kinds = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    if any(parameter.kind not in kinds for parameter in signature.parameters.values()):
        return None
    bound = signature.bind(*args, **kwargs)
    bound.apply_defaults()
    names = list(signature.parameters)
    count = 0 if only_kwargs else len(args)
    return ArgsKwargsPair(
        tuple(bound.arguments[name] for name in names[:count]), {name: bound.arguments[name] for name in names[count:]}
    )
