"""From a node to its step: a function that reads the node's inputs from the environment and stores its outputs there.

One small function per kind of `prim` node stands in a table (a *primitive* takes the node and its inputs' values);
every other node is an operator of the registry, called through the dispatcher, or at once where no tensor takes part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any

from ..formatting import display_text
from ..ir.node import Node
from ..ir.types import (
    BoolType,
    ClassType,
    ComplexType,
    DictType,
    FloatType,
    FunctionType,
    IntType,
    ListType,
    OptionalType,
    TensorType,
    TupleType,
    Type,
)
from ..ir.value import Value
from ..ops.registry import Operator
from ..tensor.dispatch import execute
from ..tensor.tensor import Tensor, mark_leaf
from .arguments import cast, repr_str
from .calls import Call, call_into, call_of, out_arguments, typed_call_of
from .infer import inferred_type
from .objects import ScriptObject, make_tuple
from .slots import SLOTS
from .sorting import check_sortable
from .tensors_of_lists import dtype_of_list
from .type_tests import is_instance

Environment = dict[Value, Any]
Step = Callable[[Environment], None]


def step_of(node: Node) -> Step:
    """What a node that enters no block and calls nothing does."""
    if node._kind == "prim::Constant":
        return _constant(node)
    primitive = _PRIMITIVES.get(node._kind)
    if primitive is not None:
        return _storing(node, lambda values: primitive(node, values))
    call = typed_call_of(node)
    if call is None:
        outs = out_arguments(node)
        if outs:
            return _storing(node, lambda values: call_into(node, values[:-outs], values[-outs:]))
        return _storing(node, lambda values: call_operator(call_of(node, values), values))
    if call.is_direct:
        return _direct(node, call.operator)
    return _storing(node, _operator(node, call))


def results_of_constants(node: Node) -> list[Any]:
    """What a node computes whose inputs are all constants."""
    environment: Environment = {}
    for value in node._inputs:
        _constant(value._node)(environment)
    step_of(node)(environment)
    return [environment[value] for value in node._outputs]


def _storing(node: Node, compute: Callable[[list[Any]], Any]) -> Step:
    inputs, outputs = node._inputs, node._outputs
    if len(outputs) == 1:
        output = outputs[0]

        def one(environment: Environment) -> None:
            environment[output] = compute([environment[value] for value in inputs])

        return one

    def several(environment: Environment) -> None:
        results = compute([environment[value] for value in inputs])
        if outputs:
            environment.update(zip(outputs, results, strict=True))

    return several


def _direct(node: Node, operator: Operator) -> Step:
    """An operator on numbers, strings and containers: its kernel is all there is to do."""
    kernel, outputs = operator.kernel, node._outputs
    check = _CHECKS.get(f"{operator.schema.name}.{operator.schema.overload_name}")
    if check is not None:
        return _storing(node, lambda values: (check(values[0]), kernel(*values))[1])
    if len(outputs) == 1 and len(operator.schema.returns) == 1:
        output = outputs[0]
        if len(node._inputs) == 2:
            first, second = node._inputs

            def binary(environment: Environment) -> None:
                environment[output] = kernel(environment[first], environment[second])

            return binary
        if len(node._inputs) == 1:
            (only,) = node._inputs

            def unary(environment: Environment) -> None:
                environment[output] = kernel(environment[only])

            return unary
    return _storing(node, lambda values: kernel(*values))


def _operator(node: Node, call: Call) -> Callable[[list[Any]], Any]:
    """`call_operator`, looking only at arguments of which their types don't say that they are no tensors."""
    operator, gives_list = call.operator, call.gives_list
    perhaps_tensors = [i for i, value in enumerate(node._inputs) if not isinstance(value._type, _NO_TENSORS)]

    def compute(values: list[Any]) -> Any:
        if call.conversions:
            call.converted(values)
        for index in perhaps_tensors:
            value = values[index]
            if isinstance(value, Tensor) and not value._array.ndim and "wrapped_number" in value.__dict__:
                values[index] = value.__dict__["wrapped_number"]
        result = execute(operator, values)
        return list(result) if gives_list and isinstance(result, tuple) else result

    return compute


_NO_TENSORS = (IntType, FloatType, BoolType, ListType)


def call_operator(call: Call, values: list[Any]) -> Any:
    """Run an operator on values of a graph."""
    call.converted(values)
    for index, value in enumerate(values):
        # A number that a trace wrote as a tensor is still weak in type promotion.
        if isinstance(value, Tensor) and not value._array.ndim and "wrapped_number" in value.__dict__:
            values[index] = value.__dict__["wrapped_number"]
    result = execute(call.operator, values)
    return list(result) if call.gives_list and isinstance(result, tuple) else result


# -- constants and containers


def _constant(node: Node) -> Step:
    output = node._outputs[0]
    type_ = output._type
    value = type_.function if isinstance(type_, FunctionType) else output.toIValue()
    if isinstance(type_, BoolType):
        value = bool(value)
    if isinstance(type_, TupleType):
        value = _with_names(value, type_)
    if not isinstance(value, list | dict | tuple):

        def store(environment: Environment) -> None:
            environment[output] = value

        return store

    def store_anew(environment: Environment) -> None:
        # A list is made anew each time, since the program may change it.
        environment[output] = _fresh(value)

    return store_anew


def _with_names(value: Any, type_: Type) -> Any:
    """A folded tuple is a plain one: the names are its type's."""
    if not isinstance(value, tuple) or not isinstance(type_, TupleType):
        return value
    return make_tuple(type_, [_with_names(item, member) for item, member in zip(value, type_.members, strict=True)])


def _fresh(value: Any) -> Any:
    if isinstance(value, list):
        return [_fresh(item) for item in value]
    if isinstance(value, dict):
        return {key: _fresh(entry) for key, entry in value.items()}
    if type(value) is tuple:
        return tuple(map(_fresh, value))
    return value


def _tuple_construct(node: Node, values: list[Any]) -> Any:
    type_ = node._outputs[0]._type
    return make_tuple(type_, values) if isinstance(type_, TupleType) else tuple(values)


def _tuple_index(node: Node, values: list[Any]) -> Any:
    members, index = values
    if not -len(members) <= index < len(members):
        raise RuntimeError("Tuple index out of range")
    return members[index]


def _list_unpack(node: Node, values: list[Any]) -> Any:
    if len(values[0]) != len(node._outputs):
        raise RuntimeError(f"Expected {len(node._outputs)} elements in a list but found {len(values[0])}")
    return _results(node, values[0])


def _results(node: Node, values: Sequence[Any]) -> Any:
    return values[0] if len(node._outputs) == 1 else values


def _nested_list(node: Node, values: list[Any]) -> Any:
    """``tolist``, checked against the type that the program promised."""
    tensor, depth = values[0], 0
    type_: Type = node._outputs[0]._type
    while isinstance(type_, ListType):
        type_, depth = type_.element, depth + 1
    dtype = tensor.dtype
    fits = {
        IntType: (dtype.name == "int64", "Long"),
        FloatType: (dtype.is_floating_point, "Float"),
        BoolType: (dtype.name == "bool", "Bool"),
        ComplexType: (dtype.is_complex, "Bool"),  # as PyTorch words it
    }
    does_fit, promised = fits.get(type(type_), (False, type_.str()))
    if not does_fit:
        raise RuntimeError(
            "Output annotation element type and runtime tensor element type must match for tolist(): "
            f"{promised} vs {dtype.ir_name}"
        )
    if tensor._array.ndim != depth:
        raise RuntimeError("Output annotation list dimension and runtime tensor dimension must match for tolist()")
    return tensor.tolist()


def _hash(node: Node, values: list[Any]) -> int:
    _check_hashable(values[0], node._inputs[0]._type)
    return int(call_operator(call_of(node, values), values))


def _check_hashable(value: Any, type_: Type) -> None:
    """Only numbers, texts, tensors, devices and tuples of such have a hash."""
    if isinstance(value, tuple):
        members = type_.members if isinstance(type_, TupleType) else map(_type_of, value)
        for member, member_type in zip(value, members, strict=True):
            _check_hashable(member, member_type)
    elif isinstance(value, list | dict | complex | Enum | ScriptObject):
        type_ = type_.element if isinstance(type_, OptionalType) else type_
        known = type_ if isinstance(type_, ListType | DictType) else _type_of(value)
        raise RuntimeError(f"unhashable type: '{repr_str(known)}'")


def _type_of(value: Any) -> Type:
    return inferred_type(value, SLOTS.get("class_of"))


# -- objects


def _get_attribute(node: Node, values: list[Any]) -> Any:
    return values[0]._read(node.s("name"))


def _set_attribute(node: Node, values: list[Any]) -> None:
    values[0]._write(node.s("name"), values[1])


def _create_object(node: Node, values: list[Any]) -> ScriptObject:
    type_ = node._outputs[0]._type
    assert isinstance(type_, ClassType)
    return ScriptObject(type_)


def _submodule(node: Node, values: list[Any]) -> Any:
    container, key = values
    found = container._read(str(key))
    if found is None:
        raise RuntimeError(f"{container.class_type.qualified_name} has no submodule '{key}'")
    return found


# -- types, texts, Python


def _isinstance(node: Node, values: list[Any]) -> bool:
    return any(is_instance(values[0], type_) for type_ in node.tys("types"))


def _print(node: Node, values: list[Any]) -> None:
    print(" ".join(map(display_text, values)))


def _python_call(node: Node, values: list[Any]) -> Any:
    """A Python function that the compiler was told to leave alone; it must give what it says."""
    call = node.attribute("call")
    if node.hasAttribute("inplace") and node.i("inplace"):
        raise RuntimeError(f"inplace {call.name} not supported in the JIT")
    try:
        result = call(*values)
    except Exception as error:
        # the operator fails with what Python said, its kind included
        raise RuntimeError(f"{type(error).__name__}: {error}") from error
    if len(node._outputs) != 1:
        return result
    wanted = node._outputs[0]._type
    if result is None and isinstance(wanted, TensorType):
        return None  # an undefined tensor
    try:
        return cast(result, wanted)
    except (TypeError, ValueError) as error:
        raise RuntimeError(
            f" expected value of type {wanted.plain_str()} for return value but instead got value of type"
            f" {type(result).__name__}.\nValue: {result!r}\nCast error details: {error}"
        ) from None


# -- tensors


def _tensor(node: Node, values: list[Any]) -> Any:
    """``torch.tensor``: a list's type says what it can be made of, and of which dtype an empty one is."""
    data, kind, device, requires_grad = values
    if isinstance(data, list):
        kind = dtype_of_list(data, node._inputs[0]._type, kind)
    given = [data, kind, device, False]
    result = call_operator(call_of(node, given), given)
    return mark_leaf(result) if requires_grad else result


def _as_tensor(node: Node, values: list[Any]) -> Any:
    data, kind, device = values
    if isinstance(data, list):
        kind = dtype_of_list(data, node._inputs[0]._type, kind)
    given = [data, kind, device]
    return call_operator(call_of(node, given), given)


#: what operators look at before they begin
_CHECKS: dict[str, Callable[[list[Any]], None]] = {"aten::sort.any": check_sortable, "aten::sorted.any": check_sortable}

_PRIMITIVES: dict[str, Callable[[Node, list[Any]], Any]] = {
    "prim::GetAttr": _get_attribute,
    "prim::SetAttr": _set_attribute,
    "prim::CreateObject": _create_object,
    "prim::ModuleContainerIndex": _submodule,
    "prim::ListConstruct": lambda node, values: values,
    "prim::TupleConstruct": _tuple_construct,
    "prim::TupleUnpack": lambda node, values: _results(node, values[0]),
    "prim::TupleIndex": _tuple_index,
    "prim::TupleSlice": lambda node, values: tuple(values[0][node.i("beg") : node.i("end")]),
    "prim::ListUnpack": _list_unpack,
    "prim::DictConstruct": lambda node, values: dict(zip(values[::2], values[1::2], strict=True)),
    "prim::Uninitialized": lambda node, values: None,
    "prim::unchecked_cast": lambda node, values: values[0],
    "prim::unchecked_unwrap_optional": lambda node, values: values[0],
    "prim::isinstance": _isinstance,
    "prim::Print": _print,
    "prim::PythonOp": _python_call,
    "prim::tolist": _nested_list,
    "aten::hash": _hash,
    "prim::shape": lambda node, values: list(values[0]._array.shape),
    "aten::tensor": _tensor,
    "aten::as_tensor": _as_tensor,
}
