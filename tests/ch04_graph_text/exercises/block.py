"""Nested blocks as text: against a recursive version, and read back."""

from __future__ import annotations

from typing import Any

from book.grading import same
from hypothesis import given, settings
from strategies_graphs import graphs, make_tensor

import minitorchscript as torch
from minitorchscript.ir.graph import Graph
from minitorchscript.ir.parser import parse_ir
from minitorchscript.ir.printer import _Writer

TEXT = """graph(%x : Tensor,
      %c : bool,
      %n : int):
  %y : Tensor = prim::If(%c)
    block0():
      %z : Tensor = prim::Loop(%n, %c, %x)
        block0(%i : int, %state : Tensor):
          %next : Tensor = aten::relu(%state)
          -> (%c, %next)
      -> (%z)
    block1():
      -> (%x)
  return (%y)
"""


def lines(writer: Any, block: Any, level: int) -> list[str]:
    """A block's lines, by recursion; each line of a node is the package's own."""
    found = []
    for node in block.nodes():
        writer.lines = []
        writer.node(node, level)
        found += writer.lines
        for index, nested in enumerate(node.blocks()):
            found.append(f"{'  ' * (level + 1)}block{index}({writer.definitions([*nested.inputs()])}):")
            found += lines(writer, nested, level + 2)
            returned = ", ".join(f"%{value.debugName()}" for value in nested.outputs())
            found.append(f"{'  ' * (level + 2)}-> ({returned})")
    return found


def compare(graph: Graph) -> None:
    writer = _Writer(True)
    writer.block(graph.block(), 1)
    got = writer.lines
    wanted = lines(_Writer(True), graph.block(), 1)
    same("a graph's block, at level 1", "\n".join(got) + "\n", "\n".join(wanted) + "\n")


def check_a_loop_in_a_branch() -> None:
    same("the text of the graph that this text was read as", str(parse_ir(TEXT, keep_numbers=True)), TEXT)


@settings(max_examples=30)
@given(graphs())
def check_random_graphs(graph: Graph) -> None:
    compare(graph)


def check_a_thousand_blocks_deep() -> None:
    graph = torch._C.Graph()
    block, condition = graph.block(), graph.insertConstant(True)
    for _ in range(2000):
        node = block.appendNode(graph.create("prim::If", [condition], 0))
        block = node.addBlock()
    same("number of lines of 2000 nested blocks", str(graph).count("\n"), 2 + 1 + 3 * 2000)


@settings(max_examples=15)
@given(graphs())
def check_the_text_is_read_back(graph: Graph) -> None:
    text = str(graph)
    back = parse_ir(text, parse_tensor_constants=True, make_tensor=make_tensor, keep_numbers=True)
    same("a graph, printed, read and printed", str(back), text)
