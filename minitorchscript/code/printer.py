"""The `.code` text: a graph written as Python.

Nodes become statements, folded values (see `folding`) become parts of `expressions`, and lines of about forty
characters are broken up again, in evaluation order.

A branch assigns its results at the end of each block.  A loop assigns what it carries before it starts and at the
end of each round; a loop whose condition is always true is a ``for``, one without a limit a ``while``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..dialect import using
from ..ir.block import Block
from ..ir.node import Node
from ..ir.types import OptionalType, UnionType
from ..ir.unit import Function
from ..ir.value import Value
from .expressions import Expressions, is_identifier
from .folding import folded_nodes
from .naming import Names

#: expressions from this length on are given a line of their own
LONG_LINE = 40
#: a loop without a limit has the largest int as one
_UNLIMITED = 2**63 - 1


def code(function: Function, method: bool = True) -> str:
    """The text of one function; a method's first argument (``self``) is shown without its type."""
    return code_with_constants(function, method)[0]


def code_with_constants(function: Function, method: bool = True) -> tuple[str, list[Any]]:
    """The text and the values that it calls ``CONSTANTS.c0``, ``CONSTANTS.c1``, …"""
    with using(function.graph.dialect):
        printer = CodePrinter()
        printer.function(function, method)
        return "".join(printer.lines), printer.constants


#: what is still to be written, piece by piece; a piece may hold further ones, so that no nesting is too deep
Pieces = Iterator[Any]


class CodePrinter(Expressions):
    """Writes functions, one after the other, into `lines`."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._level = 0

    # -- names

    def _name(self, value: Value) -> str:
        """Give a value a name of its own, after the one it has in the graph."""
        name = self._names.unique(_identifier(value.debugNameBase()) if value._name else "_")
        self.text_of[value] = name
        return name

    # -- functions

    def function(self, function: Function, method: bool) -> None:
        graph = function.graph
        self._names = Names()
        self.text_of = {}
        #: values that stand for other text than a name of their own
        self._expressions: set[Value] = set()
        #: Optional and Union values whose type has been shown: once is enough
        self._annotated: set[Value] = set()
        self._folded: set[Node] = set()
        self._split_up_to: dict[Node, int] = {}
        self._shown_constants: set[Node] = set()
        arguments: list[str] = []
        for value, argument in zip(graph.inputs(), function.signature.arguments, strict=True):
            name = self.text_of[value] = self._names.unique(argument.name)
            if method and not arguments:
                arguments.append(name)
            else:
                arguments.append(f"{name}: {argument.type.annotation_str}")
                self._annotated.add(value)
            if argument.has_default:
                arguments[-1] += f"={self.constant_text(argument.default, argument.type)}"
        returns = function.signature.returns[0].annotation_str
        self._line(f"def {function.name}({f',{chr(10)}    '.join(arguments)}) -> {returns}:")
        pending: list[Pieces] = [self._body(graph.block())]
        while pending:
            piece = next(pending[-1], None)
            if piece is None:
                pending.pop()
            else:
                pending.append(piece)

    def _body(self, block: Block) -> Iterator[Pieces]:
        """The whole of a function: constants first, in order of use (most are folded; long strings are not)."""
        self._folded |= folded_nodes(block)
        self._level += 1
        for node in self._constants(block):
            self._statement(node)
        yield self._block(block, empty=not block._return._inputs)
        if block._return._inputs:
            self._line(f"return {self.texts(block._return._inputs)}")
        self._level -= 1

    def _constants(self, top: Block) -> list[Node]:
        """The constants that a block's nodes use, each node's own before those of the blocks nested in it."""
        found: list[Node] = []
        pending: list[Iterator[Node]] = [iter([*top.nodes(), top._return])]
        while pending:
            node = next(pending[-1], None)
            if node is None:
                pending.pop()
                continue
            for value in node._inputs:
                if value._node._kind == "prim::Constant" and value._node not in self._shown_constants:
                    self._shown_constants.add(value._node)
                    found.append(value._node)
            pending.extend(iter([*block.nodes(), block._return]) for block in reversed(node._blocks))
        return found

    def _block(self, block: Block, empty: bool) -> Iterator[Pieces]:
        """A block's statements; `empty` where nothing else will stand in it."""
        if empty and block._param._next is block._return:
            self._line("pass")
        for node in block.nodes():
            control = _CONTROL.get(node._kind)
            if control is not None:
                yield control(self, node)
            elif node._kind != "prim::Constant":
                self._statement(node)

    def _line(self, text: str) -> None:
        self.lines.append(f"{'  ' * self._level}{text}\n")

    # -- statements with blocks

    def _if(self, node: Node) -> Iterator[Pieces]:
        for value in node._outputs:
            self._name(value)
        for word, block in zip((f"if {self.text_of[node.input()]}", "else"), node._blocks, strict=True):
            self._line(f"{word}:")
            self._level += 1
            yield self._block(block, empty=not node._outputs)
            self._assign(node._outputs, block._return._inputs)
            self._level -= 1

    def _loop(self, node: Node) -> Iterator[Pieces]:
        limit, condition, *initial = node._inputs
        block = node._blocks[0]
        round_number, *carried = block._param._outputs
        going_on = block._return._inputs[0]
        always = condition.toIValue() is True and going_on.toIValue() is True
        is_for = always and (limit.toIValue() != _UNLIMITED or bool(round_number._uses))
        if not is_for and limit.toIValue() != _UNLIMITED:
            raise RuntimeError(f"a loop with both a limit and a condition can't be written as Python:\n{node}")
        for value in node._outputs:
            self._name(value)
        for inner, outer in zip(carried, node._outputs, strict=True):
            self.text_of[inner] = self.text_of[outer]
            self._expressions.add(inner)
        for outer, value in zip(node._outputs, initial, strict=True):
            annotation = f": {outer._type.annotation_str}" if self._needs_annotation(outer, value) else ""
            self._line(f"{self.text_of[outer]}{annotation} = {self.text_of[value]}")
        name = self._name(round_number)
        if is_for:
            self._line(f"for {name} in range({self.text_of[limit]}):")
        else:
            # A while loop does not count its rounds, so that the number's name is free for the condition.
            self._assign([round_number], [condition])
            self._line(f"while {name}:")
        self._level += 1
        first = 1 if is_for else 0
        targets = block._param._outputs[first:]
        yield self._block(block, empty=not targets)
        self._assign(targets, block._return._inputs[first:])
        self._level -= 1

    def _assign(self, targets: Sequence[Value], values: Sequence[Value]) -> None:
        if not targets:
            return
        annotation = ""
        target = targets[0]
        # Python has no place for a type where several names are assigned at once.
        if len(targets) == 1 and isinstance(target._type, UnionType | OptionalType):
            if target not in self._annotated and target not in self._expressions:
                annotation = f" : {target._type.annotation_str}"
                self._annotated.add(target)
        self._line(f"{self.texts(targets)}{annotation} = {self.texts(values)}")

    def _needs_annotation(self, target: Value, value: Value) -> bool:
        if not isinstance(target._type, UnionType | OptionalType):
            return target._type != value._type
        is_new = target not in self._annotated
        self._annotated.add(target)
        return is_new

    def _fork(self, node: Node) -> Iterator[Pieces]:
        """What a fork runs is written as a function in front of it."""
        name = self._names.unique("__forked_function")
        subgraph = node.g("Subgraph")
        self._line(f"def {name}():")
        for inner, value in zip(subgraph.inputs(), node._inputs, strict=True):
            self.text_of[inner] = self.text_of[value]
        yield self._body(subgraph.block())
        self._define(node, f"fork({name})")

    def _closure(self, node: Node) -> Iterator[Pieces]:
        name = self._name(node.output())
        subgraph = node.g("Subgraph")
        arguments = ", ".join(f"{self._name(value)}: {value._type.annotation_str}" for value in subgraph.inputs())
        self._line(f"def {name}({arguments}):")
        yield self._body(subgraph.block())

    def _enter(self, node: Node) -> Iterator[Pieces]:
        entered = node.output()
        alias = f" as {self._name(entered)}" if entered._uses else ""
        self._line(f"with {self.text_of[node.input()]}{alias}:")
        self._level += 1
        return iter(())

    def _exit(self, node: Node) -> Iterator[Pieces]:
        if node._prev._kind == "prim::Enter":
            self._line("pass")
        self._level -= 1
        return iter(())

    # -- plain statements

    def _statement(self, node: Node) -> None:
        special = _STATEMENTS.get(node._kind)
        if special is not None:
            special(self, node)
            return
        if node._blocks or ("Subgraph" in node._attributes and node._kind != "prim::PythonOp"):
            raise NotImplementedError(f".code can't show {node._kind}: it exists between passes only, not in a program")
        expression = self.expression(node)
        is_long = len(expression) + self._level * 2 >= LONG_LINE
        if node not in self._folded or (is_long and node._kind == "prim::Constant"):
            self._define(node, expression)
            return
        value = node._outputs[0]
        self.text_of[value] = expression
        self._expressions.add(value)
        if is_long:
            self._split(value)

    def _define(self, node: Node, expression: str) -> None:
        names = ", ".join([self._name(value) for value in node._outputs])
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
            self._define(earlier._node, self.text_of[earlier])

    def _unpack(self, node: Node) -> None:
        names = "".join(f"{self._name(value)}, " for value in node._outputs)
        self._line(f"{names}= {self.text_of[node.input()]}" if names else self.text_of[node.input()])

    def _set_attribute(self, node: Node) -> None:
        target, value = node._inputs
        self._line(f"{self.text_of[target]}.{node.s('name')} = {self.text_of[value]}")

    def _container_index(self, node: Node) -> None:
        container, key = (self.text_of[value] for value in node._inputs)
        out = node.output()
        self._line(f"{self._name(out)} : {out._type.annotation_str} = {container}[{key}]")


_CONTROL: dict[str, Callable[[CodePrinter, Node], Pieces]] = {
    "prim::If": CodePrinter._if,
    "prim::Loop": CodePrinter._loop,
    "prim::fork": CodePrinter._fork,
    "prim::Closure": CodePrinter._closure,
    "prim::Enter": CodePrinter._enter,
    "prim::Exit": CodePrinter._exit,
}

_STATEMENTS: dict[str, Callable[[CodePrinter, Node], None]] = {
    "prim::TupleUnpack": CodePrinter._unpack,
    "prim::ListUnpack": CodePrinter._unpack,
    "prim::SetAttr": CodePrinter._set_attribute,
    "prim::ModuleContainerIndex": CodePrinter._container_index,
}


def _identifier(name: str) -> str:
    if is_identifier(name):
        return name
    text = re.sub(rb"[^A-Za-z0-9_]", b"_", name.encode()).decode()
    return text if text and not text[0].isdigit() else f"_{text}"
