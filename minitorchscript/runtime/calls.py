"""From a node to the operator that it calls, and what its arguments must be converted to.

A node is resolved by the types of its inputs or, where those say too little, by the values at hand.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from ..device import MEMORY_FORMATS, device, strided
from ..dtype import from_code
from ..ir.node import Node
from ..ir.types import (
    AnyType,
    BoolType,
    ComplexType,
    DeviceObjType,
    DictType,
    FloatType,
    IntType,
    ListType,
    NumberType,
    OptionalType,
    StringType,
    TensorType,
    TupleType,
    Type,
)
from ..ops import (
    prim,
    prim_conversions,
    prim_dicts,
    prim_lists,
    prim_queries,
    prim_strings,
    prim_tensors,
    prim_values,
)
from ..ops.registry import Operator, lookup
from ..ops.resolve import operator_for, operator_of, schema_of
from ..ops.schema import Argument, VarType
from ..tensor.output import write_out
from ..tensor.tensor import Tensor

#: importing them registers the operators on numbers, lists, dictionaries and strings
FAMILIES = (
    prim,
    prim_conversions,
    prim_dicts,
    prim_lists,
    prim_queries,
    prim_strings,
    prim_tensors,
    prim_values,
)

Conversion = tuple[int, Callable[[Any], Any]]


class Call:
    """What a node calls."""

    __slots__ = ("conversions", "gives_list", "is_direct", "operator")

    def __init__(self, operator: Operator) -> None:
        self.operator = operator
        schema = operator.schema
        #: arguments that a graph has as integers, and the functions that make them what kernels take
        self.conversions: list[Conversion] = [
            (index, convert)
            for index, argument in enumerate(schema.arguments)
            if (convert := _conversion(argument)) is not None
        ]
        #: whether the result is a list of tensors, which Python gets as a tuple from an operator
        self.gives_list = len(schema.returns) == 1 and isinstance(schema.returns[0].type, ListType)
        #: on numbers, strings and containers alone: the kernel is all there is to do
        self.is_direct = not (
            self.conversions
            or operator.is_composite
            or any(each.kind == "Tensor" for each in (*schema.arguments, *schema.returns))
        )

    def converted(self, values: list[Any]) -> list[Any]:
        """The values as kernels take them (the list itself, changed)."""
        for index, convert in self.conversions:
            value = values[index]
            if value is not None:
                values[index] = convert(value)
        return values


#: there is one for each operator
call_to = cache(Call)


def typed_call_of(node: Node) -> Call | None:
    """What a node calls, where the types of its inputs tell."""
    operator = operator_of(node)
    return None if operator is None else call_to(operator)


def call_of(node: Node, values: list[Any]) -> Call:
    """What a node about to run on these values calls.

    Raises ``NotImplementedError`` for an operator that does not exist, ``RuntimeError`` where no overload fits.
    """
    found = typed_call_of(node)
    return call_to(_resolved(node, values)) if found is None else found


def out_arguments(node: Node) -> int:
    """How many of a node's last inputs are tensors to store the results in, for an operator that is offered without."""
    schema = schema_of(node)
    count = 0
    if schema is not None and len(schema.arguments) == len(node._inputs):
        while count < len(schema.arguments) and is_out(schema.arguments[-1 - count]):
            count += 1
    return count


def is_out(argument: Argument) -> bool:
    """Whether an argument is a tensor to store a result in."""
    return argument.kwarg_only and argument.alias is not None and argument.alias.is_write


def call_into(node: Node, values: list[Any], outs: list[Any]) -> Any:
    """Call the operator without the tensors to store in, then store its results there."""
    operator = operator_for(node._kind, [value._type for value in node._inputs[: len(values)]])
    if operator is None:
        raise NotImplementedError(f"minitorchscript has no operator {node._kind} that takes out=")
    out = outs[0] if len(outs) == 1 else tuple(outs)
    return write_out(operator.python_name, operator, call_to(operator).converted(values), out)


def _resolved(node: Node, values: list[Any]) -> Operator:
    """The first overload that takes the values at hand."""
    try:
        overloads = lookup(node._kind)
    except KeyError:
        raise NotImplementedError(f"minitorchscript has no operator {node._kind}") from None
    found = fitting_overload(node._kind, values)
    if found is not None:
        return found
    given = ", ".join(value._type.str() for value in node._inputs)
    known = "\n".join(f"  {overload.schema}" for overload in overloads)
    raise RuntimeError(f"no overload of {node._kind} takes ({given}); known are\n{known}")


def fitting_overload(kind: str, values: list[Any]) -> Operator | None:
    """The first overload of a known operator that takes some values."""
    for overload in lookup(kind):
        arguments = overload.schema.arguments
        enough = len(arguments) == len(values) or (overload.schema.is_vararg and len(arguments) < len(values))
        if enough and all(_fits(value, argument.type) for value, argument in zip(values, arguments, strict=False)):
            return overload
    return None


def _fits(value: Any, type_: Type) -> bool:
    """Whether a value may be given for an argument of a schema."""
    if isinstance(type_, OptionalType):
        return value is None or _fits(value, type_.element)
    if isinstance(type_, VarType | AnyType):
        return True
    if isinstance(type_, ListType):
        return isinstance(value, list) and all(_fits(item, type_.element) for item in value)
    if isinstance(type_, DictType):
        return isinstance(value, dict) and all(_fits(key, type_.key) for key in value)
    if isinstance(type_, TupleType):
        return isinstance(value, tuple) and len(value) == len(type_.members)
    return isinstance(value, _PYTHON_TYPES.get(type(type_), ())) and (
        not isinstance(value, bool) or isinstance(type_, BoolType)
    )


_PYTHON_TYPES: dict[type[Type], tuple[type, ...]] = {
    TensorType: (Tensor,),
    IntType: (int,),
    FloatType: (float,),
    BoolType: (bool,),
    ComplexType: (complex,),
    NumberType: (int, float, complex),
    StringType: (str,),
    DeviceObjType: (device,),
}


def _conversion(argument: Argument) -> Callable[[Any], Any] | None:
    """A graph has integers for dtypes, layouts and memory formats; kernels take the objects."""
    return _CONVERSIONS.get(argument.kind)


_FORMATS = {each.code: each for each in MEMORY_FORMATS}
_CONVERSIONS: dict[str, Callable[[Any], Any]] = {
    "ScalarType": from_code,
    "MemoryFormat": lambda code: _FORMATS[code],
    "Layout": lambda code: strided,
}
