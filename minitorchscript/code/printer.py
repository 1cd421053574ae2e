"""The `.code` text: a graph written as Python.

Nodes become statements, folded values (see `folding`) become parts of expressions, and lines of about forty
characters are broken up again, in evaluation order.  Tensors that are constants print as ``CONSTANTS.c0``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from ..dialect import using
from ..formatting import quoted
from ..ir.graph import constant_type
from ..ir.node import Node
from ..ir.printer import constant_text
from ..ir.types import ClassType, FunctionType, ListType, OptionalType, TupleType, Type, UnionType
from ..ir.unit import Function
from ..ir.value import Value
from ..ops.resolve import schema_of
from .folding import folded_nodes
from .naming import Names

#: expressions from this length on are given a line of their own
LONG_LINE = 40


def code(function: Function, method: bool = True) -> str:
    """The text of one function; a method's first argument (``self``) is shown without its type."""
    return code_with_constants(function, method)[0]


def code_with_constants(function: Function, method: bool = True) -> tuple[str, list[Any]]:
    """The text and the tensors that it calls ``CONSTANTS.c0``, ``CONSTANTS.c1``, …"""
    with using(function.graph.dialect):
        printer = CodePrinter()
        printer.function(function, method)
        return "".join(printer.lines), printer.constants


class CodePrinter:
    """Writes functions, one after the other, into `lines`."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.constants: list[Any] = []
        self._level = 0

    # -- names

    def _name(self, value: Value) -> str:
        """Give a value a name of its own, after the one it has in the graph."""
        name = self._names.unique(_identifier(value.debugNameBase()) if value._name else "_")
        self._text[value] = name
        return name

    # -- functions

    def function(self, function: Function, method: bool) -> None:
        graph = function.graph
        self._names = Names()
        self._text: dict[Value, str] = {}
        self._split_up_to: dict[Node, int] = {}
        self._annotated: set[Value] = set()
        arguments: list[str] = []
        for value, argument in zip(graph.inputs(), function.signature.arguments, strict=True):
            name = self._text[value] = self._names.unique(argument.name)
            annotation = argument.type.annotation_str
            arguments.append(name if method and not arguments else f"{name}: {annotation}")
            if argument.has_default:
                arguments[-1] += f"={constant_text(argument.default)}"
        returns = function.signature.returns[0].annotation_str
        self._line(f"def {function.name}({f',{chr(10)}    '.join(arguments)}) -> {returns}:")
        self._level += 1
        self._folded = folded_nodes(graph.block())
        for node in _constants_in_order_of_use(graph.block().nodes(), graph.return_node()):
            self._statement(node)
        for node in graph.nodes():
            if node._kind != "prim::Constant":
                self._statement(node)
        if graph.return_node()._inputs:
            self._line(f"return {self._texts(graph.return_node()._inputs)}")
        self._level -= 1

    def _line(self, text: str) -> None:
        self.lines.append(f"{'  ' * self._level}{text}\n")

    # -- statements

    def _statement(self, node: Node) -> None:
        special = _STATEMENTS.get(node._kind)
        if special is not None:
            special(self, node)
            return
        if node._blocks or "Subgraph" in node._attributes:
            raise NotImplementedError(f".code of {node._kind} is not written yet; a trace never holds one")
        expression = self._expression(node)
        is_long = len(expression) + self._level * 2 >= LONG_LINE
        if node not in self._folded or (is_long and node._kind == "prim::Constant"):
            self._define(node, expression)
            return
        value = node._outputs[0]
        self._text[value] = expression
        if is_long:
            self._split(value)

    def _define(self, node: Node, expression: str) -> None:
        names = ", ".join(map(self._name, node._outputs))
        self._line(f"{names} = {expression}" if names else expression)

    def _split(self, value: Value) -> None:
        """A folded value's text got long: give lines to what must be computed before it, and to itself."""
        (user, offset) = next(iter(value._uses))
        found: list[Value] = []
        while True:
            done = self._split_up_to.get(user)
            for index in range(offset, -1 if done is None else done, -1):
                earlier = user._inputs[index]
                if earlier._node in self._folded and earlier._node._kind != "prim::Constant":
                    found.append(earlier)
            self._split_up_to[user] = offset
            if done is not None or user not in self._folded:
                break
            user, offset = next(iter(user._outputs[0]._uses))
            offset -= 1
        for earlier in reversed(found):
            self._define(earlier._node, self._text[earlier])

    def _unpack(self, node: Node) -> None:
        names = "".join(f"{self._name(value)}, " for value in node._outputs)
        self._line(f"{names}= {self._text[node.input()]}" if names else self._text[node.input()])

    def _set_attribute(self, node: Node) -> None:
        target, value = node._inputs
        self._line(f"{self._text[target]}.{node.s('name')} = {self._text[value]}")

    # -- expressions

    def _texts(self, values: Iterable[Value]) -> str:
        return ", ".join([self._text[value] for value in values])

    def _expression(self, node: Node) -> str:
        special = _EXPRESSIONS.get(node._kind)
        return special(self, node) if special else self._operator(node)

    def _operator(self, node: Node) -> str:
        namespace, _, name = node._kind.partition("::")
        head = f"torch.{name}" if namespace == "aten" else f"ops.{namespace}.{name}"
        if namespace == "prim":
            return f"{head}({self._texts(node._inputs)})"
        schema = schema_of(node)
        if schema is None:
            raise RuntimeError(f"no operator accepts the inputs of this node, so .code can't write it:\n{node}")
        texts = []
        for index in range(self._necessary_arguments(node)):
            text = self._text[node._inputs[index]]
            named = index < len(schema.arguments) and schema.arguments[index].kwarg_only
            texts.append(f"{schema.arguments[index].name}={text}" if named else text)
        return f"{head}({', '.join(texts)})"

    @staticmethod
    def _necessary_arguments(node: Node) -> int:
        """How many arguments must be written: trailing ones that equal their default are left out."""
        schema = schema_of(node)
        assert schema is not None
        count = len(node._inputs)
        if count > len(schema.arguments) or not node._graph.dialect.omits_default_arguments:
            return count
        while count and schema.arguments[count - 1].has_default:
            value, default = node._inputs[count - 1], schema.arguments[count - 1].default
            if value._node._kind != "prim::Constant":
                break
            given = value.toIValue()
            if type(given) is not type(default) or given != default:
                break
            count -= 1
        return count

    def _constant(self, node: Node) -> str:
        type_ = node._outputs[0]._type
        if isinstance(type_, FunctionType):
            return type_.annotation_str
        return "None" if node.mustBeNone() else self._constant_text(node._outputs[0].toIValue(), type_)

    def _constant_text(self, value: Any, type_: Type) -> str:
        if hasattr(value, "requires_grad"):
            return f"CONSTANTS.c{self._constant_index(value)}"
        if type_.kind() == "DeviceObjType":
            return f"torch.device({quoted(str(value))})"
        if isinstance(value, list) and not value:
            return f"annotate({type_.annotation_str}, [])"
        if isinstance(value, list | tuple):
            inside = ", ".join(self._constant_text(item, constant_type(item)) for item in value)
            if isinstance(value, list):
                return f"[{inside}]"
            return f"({inside},)" if len(value) == 1 else f"({inside})"
        return constant_text(value)

    def _constant_index(self, tensor: Any) -> int:
        array = tensor._values()
        for index, known in enumerate(self.constants):
            other = known._values()
            if known.dtype == tensor.dtype and other.shape == array.shape and bool((other == array).all()):
                return index
        self.constants.append(tensor)
        return len(self.constants) - 1

    def _list(self, node: Node) -> str:
        type_ = node._outputs[0]._type
        assert isinstance(type_, ListType)
        text = f"[{self._texts(node._inputs)}]"
        ambiguous = isinstance(type_.element, OptionalType | UnionType)
        return f"annotate({type_.annotation_str}, {text})" if ambiguous or not node._inputs else text

    def _dict(self, node: Node) -> str:
        texts = [self._text[value] for value in node._inputs]
        pairs = ", ".join(f"{key}: {value}" for key, value in zip(texts[::2], texts[1::2], strict=True))
        type_ = node._outputs[0]._type
        ambiguous = any(isinstance(inner, OptionalType | UnionType) for inner in type_.containedTypes())
        return f"annotate({type_.annotation_str}, {{{pairs}}})" if ambiguous or not texts else f"{{{pairs}}}"

    def _tuple(self, node: Node) -> str:
        type_ = node._outputs[0]._type
        name = type_.name if isinstance(type_, TupleType) and type_.name else ""
        return f"{name}({self._texts(node._inputs)}{',' if len(node._inputs) == 1 else ''})"

    def _tuple_index(self, node: Node) -> str:
        return f"({self._text[node._inputs[0]]})[{self._text[node._inputs[1]]}]"

    def _index(self, node: Node) -> str:
        container, index = (self._text[value] for value in node._inputs)
        return f"{container}[{index}]" if container.isidentifier() else f"({container})[{index}]"

    def _get_attribute(self, node: Node) -> str:
        owner, name = self._text[node.input()], node.s("name")
        return f"{owner}.{name}" if _is_identifier(name) else f"getattr({owner}, {quoted(name)})"

    def _call_method(self, node: Node) -> str:
        owner, *arguments = (self._text[value] for value in node._inputs)
        assert isinstance(node._inputs[0]._type, ClassType)
        return f"({owner}).{node.s('name')}({''.join(f'{text}, ' for text in arguments)})"

    def _call_function(self, node: Node) -> str:
        function, *arguments = (self._text[value] for value in node._inputs)
        return f"{function}({''.join(f'{text}, ' for text in arguments)})"

    def _annotated_conversion(self, node: Node) -> str:
        return f"annotate({node._outputs[0]._type.annotation_str}, {self._text[node.input()]})"


def _builtin(name: str) -> Callable[[CodePrinter, Node], str]:
    return lambda printer, node: f"{name}({printer._texts(node._inputs)})"


_STATEMENTS: dict[str, Callable[[CodePrinter, Node], None]] = {
    "prim::TupleUnpack": CodePrinter._unpack,
    "prim::ListUnpack": CodePrinter._unpack,
    "prim::SetAttr": CodePrinter._set_attribute,
}

_EXPRESSIONS: dict[str, Callable[[CodePrinter, Node], str]] = {
    "prim::Constant": CodePrinter._constant,
    "prim::ListConstruct": CodePrinter._list,
    "prim::DictConstruct": CodePrinter._dict,
    "prim::TupleConstruct": CodePrinter._tuple,
    "prim::TupleIndex": CodePrinter._tuple_index,
    "prim::GetAttr": CodePrinter._get_attribute,
    "prim::CallMethod": CodePrinter._call_method,
    "prim::CallFunction": CodePrinter._call_function,
    "aten::__getitem__": CodePrinter._index,
    "aten::ScalarImplicit": CodePrinter._annotated_conversion,
    "aten::FloatImplicit": CodePrinter._annotated_conversion,
    "aten::IntImplicit": CodePrinter._annotated_conversion,
    "aten::Int": _builtin("int"),
    "aten::Float": _builtin("float"),
    "aten::Bool": _builtin("bool"),
    "aten::str": _builtin("str"),
    "prim::Print": _builtin("print"),
    "aten::sorted": _builtin("sorted"),
}


def _constants_in_order_of_use(nodes: Iterable[Node], last: Node) -> list[Node]:
    """Constants come first in the text, in the order in which they are used."""
    found: dict[Node, None] = {}
    for node in [*nodes, last]:
        for value in node._inputs:
            if value._node._kind == "prim::Constant":
                found[value._node] = None
    return list(found)


def _identifier(name: str) -> str:
    text = re.sub(rb"[^A-Za-z0-9_]", b"_", name.encode()).decode()
    return text if text and not text[0].isdigit() else f"_{text}"


def _is_identifier(name: str) -> bool:
    return name.isascii() and name.isidentifier()
