"""The text of a graph, read back: ``parse_ir(str(graph), keep_numbers=True)`` prints the same text.

::

    graph     name (values):  statements  return (names)  [with kind_N = graph ...]
    statement [values =] kind [attributes] (names) [, scope: a/b] [# file:line:column]  blocks
    block     name (values):  statements  -> (names)

A name is known from its definition on; whether each use is a legal one is for `verify` to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from . import types as t
from .block import Block
from .constant_reader import ConstantReader, MakeTensor
from .graph import Graph
from .node import Node
from .printer import is_number
from .source import ROOT_SCOPE, Scope, SourceRange
from .tokens import END, Tokens, location
from .type_reader import TypeReader
from .unit import Function
from .value import Value

_SUBGRAPH = re.compile(r"(.+)_\d+")


def parse_ir(
    text: str,
    parse_tensor_constants: bool = False,
    *,
    make_tensor: MakeTensor | None = None,
    keep_numbers: bool = False,
    result_type: Callable[[Node, int], t.Type | None] | None = None,
    types: Mapping[str, t.Type] | None = None,
    functions: Mapping[str, Function] | None = None,
) -> Graph:
    """The graph that a text describes.

    As with PyTorch's ``parse_ir``, only inputs keep their names, all other values are numbered afresh, and source
    comments are dropped; ``keep_numbers`` keeps names, numbers and comments as they are.  Tensor constants need
    ``parse_tensor_constants`` and ``make_tensor(type, elements)``, where ``elements`` is ``None`` for an elided
    ``<Tensor>``.  ``result_type(node, index)`` may give the type of an output that the text does not type.
    ``types`` gives classes, enumerations, interfaces and named tuples by their texts, and ``functions`` those that
    the text calls, by the names it has for them; without these they are only names.

    Raises ``ParseError``, with the place in the text and what was expected there.
    """
    tokens = Tokens(text)
    reader = TypeReader(tokens, types)
    constants = ConstantReader(reader, make_tensor, parse_tensor_constants)
    return _Parser(tokens, reader, constants, keep_numbers, result_type, functions or {}).parse()


class _Parser:
    def __init__(
        self,
        tokens: Tokens,
        types: TypeReader,
        constants: ConstantReader,
        keep_numbers: bool,
        result_type: Callable[[Node, int], t.Type | None] | None,
        functions: Mapping[str, Function],
    ) -> None:
        self.tokens = tokens
        self.types = types
        self.constants = constants
        self.functions = functions
        self.keep_numbers = keep_numbers
        self.result_type = result_type
        self.values: dict[str, Value] = {}
        self.scopes: dict[str, Scope] = {}
        # Numbers in the text stay apart from those that are handed out on the way.
        numbers = (int(token[1:]) for token in self.tokens.list if token[0] == "%" and is_number(token[1:]))
        self.first_number = max(numbers, default=-1) + 1 if keep_numbers else 0

    def parse(self) -> Graph:
        """The first graph of the text, and the subgraphs behind it put where they belong."""
        tokens = self.tokens
        whole = self.graph()
        # Each subgraph follows the graph whose nodes name it, before that graph's next one.
        open_graphs = [_nodes_by_kind(whole)]
        while tokens.accept("with"):
            kind = tokens.take()
            while open_graphs and kind not in open_graphs[-1]:
                open_graphs.pop()
            if not open_graphs:
                tokens.fail(f"no node is a '{kind}'", tokens.place - 1)
            owner = open_graphs[-1].pop(kind)
            owner._kind = kind.rpartition("_")[0]
            tokens.expect("=")
            owner.g_("Subgraph", self.graph())
            open_graphs.append(_nodes_by_kind(owner.g("Subgraph")))
        if tokens.next != END:
            tokens.fail("expected the end of the text")
        return whole

    def graph(self) -> Graph:
        tokens = self.tokens
        graph = Graph()
        graph._next_unique = self.first_number
        self.values = {}
        self.word()
        block = graph._block
        self.parameters(block)
        while True:
            token = tokens.next
            if token == "->" and block._node is not None:
                tokens.place += 1
                self.names(block._return)
                owner = block._node
                block = self.next_block(owner) or owner.owningBlock()
            elif token == "return" and block._node is None:
                tokens.place += 1
                self.names(block._return)
                return graph
            elif token[0] == "#":
                tokens.place += 1
            else:
                block = self.next_block(self.statement(block)) or block

    def next_block(self, owner: Node) -> Block | None:
        """Open another block of a node, if the text has one next."""
        tokens = self.tokens
        if tokens.list[tokens.place + 1 : tokens.place + 2] != ["("] or tokens.next == "return":
            return None
        word = tokens.next
        if "::" in word or not (word[0].isalpha() or word[0] == "_"):
            return None
        tokens.place += 1
        block = owner.addBlock()
        self.parameters(block)
        return block

    def parameters(self, block: Block) -> None:
        """``(%a : Tensor, %b : int):``, the inputs of a block."""
        tokens = self.tokens
        tokens.expect("(")
        count = 0
        while not tokens.accept(")"):
            if count:
                tokens.expect(",")
            count += 1
            place = tokens.place
            name = self.name()
            value = block._param.addOutput()
            if tokens.accept(":"):
                value._type = self.types.type()
            self.define(value, name, place)
            if not self.keep_numbers and not is_number(name):
                value.setDebugName(name)
        tokens.expect(":")

    def statement(self, block: Block) -> Node:
        """One node, without its blocks."""
        tokens = self.tokens
        start = tokens.place
        outputs: list[tuple[str, t.Type | None, int]] = []
        while tokens.next[0] == "%":
            place = tokens.place
            name = self.name()
            outputs.append((name, self.types.type() if tokens.accept(":") else None, place))
            if not tokens.accept(","):
                break
        if outputs or tokens.next == "=":
            tokens.expect("=")
        kind = tokens.take()
        if "::" not in kind:
            end = "return" if block._node is None else "->"
            at_start = f"'{end}', a value or " if tokens.place - 1 == start else ""
            tokens.fail(f"expected {at_start}an operator such as aten::add", tokens.place - 1)
        graph = block._graph
        node = Node(graph, kind)
        node._scope = ROOT_SCOPE
        if tokens.accept("["):
            self.attributes(node, (outputs[0][1] if outputs else None) or t.TensorType.get())
        self.names(node)
        node.insertBefore(block._return)
        for index, (name, type_, place) in enumerate(outputs):
            value = node.addOutput()
            if type_ is None and self.result_type is not None:
                type_ = self.result_type(node, index)
            if type_ is not None:
                value._type = type_
            self.define(value, name, place)
        if outputs and isinstance(node._outputs[0]._type, t.FunctionType) and "name" in node._attributes:
            called = str(node.attribute("name"))
            node._outputs[0]._type = t.FunctionType(self.functions.get(called) or Function(called, Graph()))
        if tokens.next.startswith(", scope:"):
            node._scope = self.scope(tokens.take()[9:])
        if tokens.next[0] == "#":
            found = location(tokens.take())
            if found is not None and self.keep_numbers:
                node._range = SourceRange(*found)
        return node

    def attributes(self, node: Node, type_: t.Type) -> None:
        """``[name="weight", value=1]``; a constant's type says how its value is meant."""
        tokens = self.tokens
        meant = type_ if node._kind == "prim::Constant" else t.TensorType.get()
        while not tokens.accept("]"):
            if node._attributes:
                tokens.expect(",")
            name = self.word()
            tokens.expect("=")
            kind, value = self.constants.attribute(meant)
            node.set_attribute(kind, name, value)

    def names(self, node: Node) -> None:
        """``(%a, %b)``: they become the inputs of a node."""
        tokens = self.tokens
        tokens.expect("(")
        inputs = 0
        while not tokens.accept(")"):
            if inputs:
                tokens.expect(",")
            inputs += 1
            value = self.values.get(self.name())
            if value is None:
                missing = tokens.list[tokens.place - 1][1:]
                tokens.fail(f"Cannot find a variable with name '{missing}'", tokens.place - 1)
            node.addInput(value)

    def name(self) -> str:
        token = self.tokens.take()
        if token[0] != "%" or len(token) == 1:
            self.tokens.fail("expected a value such as %x", self.tokens.place - 1)
        return token[1:]

    def word(self) -> str:
        token = self.tokens.take()
        if not (token[0].isalpha() or token[0] == "_"):
            self.tokens.fail("expected a name", self.tokens.place - 1)
        return token

    def define(self, value: Value, name: str, place: int) -> None:
        if self.keep_numbers:
            if name in self.values:
                self.tokens.fail(f"%{name} is defined twice", place)
            if is_number(name):
                value._unique = int(name)
            else:
                value.setDebugName(name)
        self.values[name] = value

    def scope(self, text: str) -> Scope:
        found = self.scopes.get(text)
        if found is None:
            found = self.scopes[text] = Scope(tuple(text.split("/")))
        return found


def _nodes_by_kind(graph: Graph) -> dict[str, Node]:
    """The nodes that may stand for subgraphs: those of a kind such as ``prim::FusionGroup_0``."""
    found: dict[str, Node] = {}
    pending: list[Any] = [graph._block]
    while pending:
        for node in pending.pop().nodes():
            if _SUBGRAPH.fullmatch(node._kind):
                found.setdefault(node._kind, node)
            pending.extend(node._blocks)
    return found
