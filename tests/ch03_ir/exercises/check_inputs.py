"""Graphs, damaged behind the methods' backs: the complaint names node, value and position."""

from __future__ import annotations

from collections.abc import Callable

from book.grading import outcome, same
from book.overlay import reference
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies_graphs import graphs

import minitorchscript as torch
from minitorchscript.ir.graph import Graph

TEXT = """graph(%x : Tensor, %c : bool):
  %y : Tensor = aten::relu(%x)
  %z : Tensor = prim::If(%c)
    block0():
      %a : Tensor = aten::neg(%y)
      -> (%a)
    block1():
      %b : Tensor = aten::tanh(%y)
      -> (%b)
  %w : Tensor = aten::mul(%z, %y)
  return (%w)
"""


def use_behind_the_back(graph: Graph) -> None:
    graph.findNode("aten::neg")._inputs[0] = [*graph.inputs()][0]


def move_behind_its_use(graph: Graph) -> None:
    graph.findNode("aten::relu").moveAfter(graph.findNode("aten::mul"))


def leak_from_a_block(graph: Graph) -> None:
    graph.findNode("aten::mul").replaceInput(0, graph.findNode("aten::neg").output())


def leak_into_the_other_branch(graph: Graph) -> None:
    graph.findNode("aten::tanh").replaceInput(0, graph.findNode("aten::neg").output())


def use_another_graph(graph: Graph) -> None:
    foreign = [*torch._C.parse_ir(TEXT).inputs()][0]
    node = graph.findNode("aten::relu")
    node._inputs[0] = foreign
    foreign._uses[node, 0] = None


def use_what_has_left(graph: Graph) -> None:
    gone = graph.insertNode(graph.create("aten::sin", [[*graph.inputs()][0]]))
    node = graph.findNode("aten::mul")
    node.replaceInput(1, gone.output())
    gone._unlink()


def use_its_own_result(graph: Graph) -> None:
    node = graph.findNode("aten::mul")
    node.replaceInput(0, node.output())


def forget_one_of_two_uses(graph: Graph) -> None:
    node = graph.findNode("aten::mul")
    node.replaceInput(0, node.inputsAt(1))
    del node.inputsAt(1)._uses[node, 1]


def nothing(graph: Graph) -> None:
    pass


def check_what_is_said_of_damage() -> None:
    for damage in (
        nothing, use_behind_the_back, move_behind_its_use, leak_from_a_block, leak_into_the_other_branch,
        use_another_graph, use_what_has_left, use_its_own_result, forget_one_of_two_uses,
    ):  # fmt: skip
        compare(f"{TEXT}damage: {damage.__name__}", damage)


def compare(given: str, damage: Callable[[Graph], None]) -> None:
    def complaint() -> object:
        graph = torch._C.parse_ir(TEXT)
        damage(graph)
        return outcome(graph.lint)

    with reference():
        expected = complaint()
    same(given, complaint(), expected)


@settings(max_examples=15)
@given(graphs())
def check_sound_graphs_pass(graph: Graph) -> None:
    same(str(graph), outcome(graph.lint), None)


@settings(max_examples=25)
@given(graphs(), st.data())
def check_one_input_replaced(graph: Graph, data: st.DataObject) -> None:
    nodes = [node for node in graph.nodes() if node.inputs()]
    if not nodes:
        return
    node = data.draw(st.sampled_from(nodes))
    values = [*graph.inputs(), *(value for other in graph.nodes() for value in other.outputs())]
    value = data.draw(st.sampled_from(values))
    before = str(graph)
    node._inputs[0] = value
    with reference():
        expected = outcome(graph.lint)
    same(f"{before}with %{value.debugName()} written into the inputs of\n{node}", outcome(graph.lint), expected)
