"""Expressions of `.code`: the right-hand side that a node is written as.

Each value has a text, a name or an expression (`text_of`); a node's own text is made of those of its inputs.
Tensors, and strings that are not ASCII, print as ``CONSTANTS.c0`` and are kept in `constants`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from ..formatting import quoted
from ..ir.graph import constant_type
from ..ir.named_types import InterfaceType
from ..ir.node import Node
from ..ir.printer import constant_text
from ..ir.types import AnyType, DictType, FunctionType, ListType, NoneType, OptionalType, TupleType, Type, UnionType
from ..ir.value import Value
from ..ops.resolve import schema_of
from ..ops.schema import Argument

#: operators that the language spells differently
_SPELLINGS = {"aten::backward": "torch.autograd.backward", "aten::grad": "torch.autograd.grad"}


class Expressions:
    """The texts of values, and of nodes in terms of them."""

    def __init__(self) -> None:
        self.text_of: dict[Value, str] = {}
        self.constants: list[Any] = []

    def expression(self, node: Node) -> str:
        special = _EXPRESSIONS.get(node._kind)
        return special(self, node) if special else self._operator(node)

    def texts(self, values: Iterable[Value]) -> str:
        return ", ".join([self.text_of[value] for value in values])

    # -- operators

    def _operator(self, node: Node) -> str:
        head = _head(node._kind)
        schema = schema_of(node)
        if schema is None:
            if node._kind.startswith("prim::"):
                return f"{head}({self.texts(node._inputs)})"
            raise RuntimeError(f"no operator accepts the inputs of this node, so .code can't write it:\n{node}")
        formal = schema.arguments
        outs = 0
        while outs < len(formal) and _is_out(formal[-1 - outs]):
            outs += 1
        texts = []
        for index, value in enumerate(node._inputs[: self._necessary_arguments(node, formal, outs)]):
            text = self.text_of[value]
            named = index < len(formal) and formal[index].kwarg_only
            texts.append(f"{formal[index].name}={text}" if named else text)
        for index in range(len(formal) - outs, len(formal)):
            texts.append(f"{formal[index].name}={self.text_of[node._inputs[index]]}")
        return f"{head}({', '.join(texts)})"

    @staticmethod
    def _necessary_arguments(node: Node, formal: tuple[Argument, ...], outs: int) -> int:
        """How many arguments must be written: trailing ones that equal their default are left out."""
        count = len(node._inputs)
        if count > len(formal) or not node._graph.dialect.omits_default_arguments:
            return count - outs
        count -= outs
        while count and formal[count - 1].has_default:
            value, default = node._inputs[count - 1], formal[count - 1].default
            if value._node._kind != "prim::Constant":
                break
            given = value.toIValue()
            if type(given) is not type(default) or given != default:
                break
            count -= 1
        return count

    def _index(self, node: Node) -> str:
        container, index = (self.text_of[value] for value in node._inputs)
        return f"{container}[{index}]" if is_identifier(container) else f"({container})[{index}]"

    def _unwrap(self, node: Node) -> str:
        """``unwrap_optional(None)`` says what kind of ``None`` it unwraps."""
        value = node.input()
        text = self.text_of[value]
        if isinstance(value._type, NoneType) or value.mustBeNone():
            text = f"annotate({OptionalType(node.output()._type).annotation_str}, {text})"
        return f"torch._unwrap_optional({text})"

    def _isinstance(self, node: Node) -> str:
        names = ", ".join(type_.annotation_str for type_ in node.tys("types"))
        return f"isinstance({self.text_of[node.input()]}, {names if len(node.tys('types')) == 1 else f'({names})'})"

    # -- constants

    def _constant(self, node: Node) -> str:
        type_ = node._outputs[0]._type
        if isinstance(type_, FunctionType):
            return type_.annotation_str
        return "None" if node.mustBeNone() else self.constant_text(node._outputs[0].toIValue(), type_)

    def constant_text(self, value: Any, type_: Type) -> str:
        """A constant value; what can't stand in the text goes to `constants`."""
        if hasattr(value, "requires_grad") or _is_foreign(value) or hasattr(value, "class_type"):
            return f"CONSTANTS.c{self._constant_index(value)}"
        if type_.kind() == "DeviceObjType":
            return f"torch.device({quoted(str(value))})"
        if isinstance(value, list | dict) and not value:
            return f"annotate({type_.annotation_str}, {value})"
        if isinstance(value, dict):
            key, entry = (type_.key, type_.value) if isinstance(type_, DictType) else (None, None)
            pairs = (f"{self._inner(k, key)}: {self._inner(v, entry)}" for k, v in value.items())
            return "{" + ", ".join(pairs) + "}"
        if isinstance(value, list):
            element = type_.element if isinstance(type_, ListType) else None
            return f"[{', '.join(self._inner(item, element) for item in value)}]"
        if isinstance(value, tuple):
            members = type_.members if isinstance(type_, TupleType) else (None,) * len(value)
            inside = ", ".join(self._inner(item, member) for item, member in zip(value, members, strict=True))
            name = type_.name or "" if isinstance(type_, TupleType) else ""
            return f"{name}({inside},)" if len(value) == 1 else f"{name}({inside})"
        return constant_text(value, type_)

    def _inner(self, value: Any, type_: Type | None) -> str:
        unknown = type_ is None or isinstance(type_, OptionalType | UnionType)
        return self.constant_text(value, constant_type(value) if unknown or type_ is None else type_)

    def _constant_index(self, value: Any) -> int:
        if hasattr(value, "requires_grad"):
            array = value._values()
            for index, known in enumerate(self.constants):
                if not hasattr(known, "requires_grad") or known.dtype != value.dtype:
                    continue
                other = known._values()
                if other.shape == array.shape and bool((other == array).all()):
                    return index
        self.constants.append(value)
        return len(self.constants) - 1

    # -- containers

    def _list(self, node: Node) -> str:
        type_ = node._outputs[0]._type
        assert isinstance(type_, ListType)
        text = f"[{self.texts(node._inputs)}]"
        return f"annotate({type_.annotation_str}, {text})" if not node._inputs or _is_vague(type_.element) else text

    def _dict(self, node: Node) -> str:
        texts = [self.text_of[value] for value in node._inputs]
        pairs = ", ".join(f"{key}: {value}" for key, value in zip(texts[::2], texts[1::2], strict=True))
        type_ = node._outputs[0]._type
        vague = not texts or any(map(_is_vague, type_.containedTypes()))
        return f"annotate({type_.annotation_str}, {{{pairs}}})" if vague else f"{{{pairs}}}"

    def _tuple(self, node: Node) -> str:
        type_ = node._outputs[0]._type
        name = type_.name if isinstance(type_, TupleType) and type_.name else ""
        return f"{name}({self.texts(node._inputs)}{',' if len(node._inputs) == 1 else ''})"

    def _tuple_index(self, node: Node) -> str:
        return f"({self.text_of[node._inputs[0]]})[{self.text_of[node._inputs[1]]}]"

    def _tuple_slice(self, node: Node) -> str:
        return f"({self.text_of[node.input()]})[{node.i('beg')}:{node.i('end')}]"

    # -- objects and calls

    def _create(self, node: Node) -> str:
        name = node.output()._type.annotation_str
        return f"{name}.__new__({name})"

    def _get_attribute(self, node: Node) -> str:
        owner, name = self.text_of[node._inputs[0]], node._attributes["name"][1]
        return f"{owner}.{name}" if is_identifier(name) else f"getattr({owner}, {quoted(name)})"

    def _call_method(self, node: Node) -> str:
        owner, *arguments = (self.text_of[value] for value in node._inputs)
        return f"({owner}).{node.s('name')}({''.join(f'{text}, ' for text in arguments)})"

    def _call_function(self, node: Node) -> str:
        function, *arguments = (self.text_of[value] for value in node._inputs)
        return f"{function}({''.join(f'{text}, ' for text in arguments)})"

    def _call_python(self, node: Node) -> str:
        call = node.attribute("call")
        return f"^{call.name}{call.constants_text}({self.texts(node._inputs)})"

    # -- conversions

    def _annotated_conversion(self, node: Node) -> str:
        return f"annotate({node._outputs[0]._type.annotation_str}, {self.text_of[node.input()]})"

    def _nested_list(self, node: Node) -> str:
        return f"annotate({node._outputs[0]._type.annotation_str}, {self.text_of[node._inputs[0]]}.tolist())"

    def _cast(self, node: Node) -> str:
        return f"unchecked_cast({node._outputs[0]._type.annotation_str}, {self.text_of[node.input()]})"

    def _uninitialized(self, node: Node) -> str:
        return f"uninitialized({node._outputs[0]._type.annotation_str})"


def _builtin(name: str) -> Callable[[Expressions, Node], str]:
    return lambda printer, node: f"{name}({printer.texts(node._inputs)})"


def _member(name: str) -> Callable[[Expressions, Node], str]:
    return lambda printer, node: f"({printer.text_of[node.input()]}).{name}"


_EXPRESSIONS: dict[str, Callable[[Expressions, Node], str]] = {
    "prim::Constant": Expressions._constant,
    "prim::Uninitialized": Expressions._uninitialized,
    "prim::ListConstruct": Expressions._list,
    "prim::DictConstruct": Expressions._dict,
    "prim::TupleConstruct": Expressions._tuple,
    "prim::TupleIndex": Expressions._tuple_index,
    "prim::TupleSlice": Expressions._tuple_slice,
    "prim::CreateObject": Expressions._create,
    "prim::GetAttr": Expressions._get_attribute,
    "prim::CallMethod": Expressions._call_method,
    "prim::CallFunction": Expressions._call_function,
    "prim::PythonOp": Expressions._call_python,
    "prim::unchecked_cast": Expressions._cast,
    "prim::unchecked_unwrap_optional": Expressions._cast,
    "prim::isinstance": Expressions._isinstance,
    "prim::tolist": Expressions._nested_list,
    "prim::EnumName": _member("name"),
    "prim::EnumValue": _member("value"),
    "prim::Print": _builtin("print"),
    "aten::_unwrap_optional": Expressions._unwrap,
    "aten::__getitem__": Expressions._index,
    "aten::ScalarImplicit": Expressions._annotated_conversion,
    "aten::FloatImplicit": Expressions._annotated_conversion,
    "aten::IntImplicit": Expressions._annotated_conversion,
    "aten::Int": _builtin("int"),
    "aten::Float": _builtin("float"),
    "aten::Bool": _builtin("bool"),
    "aten::str": _builtin("str"),
    "aten::sorted": _builtin("sorted"),
}


@lru_cache(maxsize=1024)
def _head(kind: str) -> str:
    namespace, _, name = kind.partition("::")
    return _SPELLINGS.get(kind) or (f"torch.{name}" if namespace == "aten" else f"ops.{namespace}.{name}")


def is_identifier(name: str) -> bool:
    """Whether a text can stand as a name (keywords can)."""
    return name.isascii() and name.isidentifier()


def _is_out(argument: Argument) -> bool:
    return argument.kwarg_only and argument.alias is not None and argument.alias.is_write


def _is_vague(element: Type) -> bool:
    """Whether an element's type can't be told from the elements at hand: ``Optional``, ``Union``, ``Any``."""
    return isinstance(element, OptionalType | UnionType | AnyType | InterfaceType)


def _is_foreign(value: Any) -> bool:
    """Whether a constant holds a string that isn't ASCII."""
    if isinstance(value, str):
        return not value.isascii()
    if isinstance(value, list | tuple):
        return any(map(_is_foreign, value))
    return isinstance(value, dict) and any(_is_foreign(key) or _is_foreign(value[key]) for key in value)
