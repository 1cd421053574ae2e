"""The verifier lets every sound graph pass, and names each kind of damage."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies_graphs import graphs

from minitorchscript.errors import VerificationError
from minitorchscript.ir.graph import Graph
from minitorchscript.ir.node import Node
from minitorchscript.ir.parser import parse_ir
from minitorchscript.ir.types import BoolType, ClassType, IntType, ListType, StringType, TensorType, TupleType
from minitorchscript.ir.unit import CompilationUnit
from minitorchscript.ir.value import Use
from minitorchscript.ir.verify import verify
from minitorchscript.ops.resolve import schema_of

CHAIN = """graph(%x : Tensor, %c : bool, %n : int):
  %one : int = prim::Constant[value=1]()
  %a : Tensor = aten::add(%x, %x, %one)
  %b : Tensor = aten::relu(%a)
  %r : Tensor = prim::If(%c)
    block0():
      %t : Tensor = aten::relu(%b)
      -> (%t)
    block1():
      -> (%b)
  %l : Tensor = prim::Loop(%n, %c, %r)
    block0(%i : int, %s : Tensor):
      %u : Tensor = aten::relu(%s)
      -> (%c, %u)
  return (%l)
"""


def node(graph: Graph, kind: str) -> Node:
    found = graph.findNode(kind)
    assert found is not None
    return found


def named(graph: Graph, name: str) -> Node:
    return graph._names[name].node()


DAMAGE: dict[str, tuple[Callable[[Graph], object], str]] = {}


def damage(message: str) -> Callable[[Callable[[Graph], object]], Callable[[Graph], object]]:
    def register(function: Callable[[Graph], object]) -> Callable[[Graph], object]:
        DAMAGE[function.__name__] = (function, message)
        return function

    return register


@damage(r"`%a : Tensor = aten::add\(%x, %x, %one\)` uses %one, which is not defined before it.*prim::Constant")
def used_before_it_is_defined(graph: Graph) -> None:
    named(graph, "one").moveAfter(named(graph, "b"))


@damage(r"the return of a block \(%t\): uses %t, which is not defined before it, or not there")
def used_outside_its_block(graph: Graph) -> None:
    graph.replaceOutput(0, graph._names["t"])


@damage(r"`%r : Tensor = prim::If\(%r\)` (needs a bool|uses %r)")
def used_by_its_own_node(graph: Graph) -> None:
    named(graph, "r").replaceInput(0, graph._names["r"])


@damage(r"`%b : Tensor = aten::relu\(%a\)` uses %a, which has left the graph")
def node_taken_out(graph: Graph) -> None:
    named(graph, "a")._unlink()


@damage(r"`%b : Tensor = aten::relu\(%x\)` uses %x as input 0, but is not in that value's list of uses")
def use_not_registered(graph: Graph) -> None:
    named(graph, "b")._inputs[0] = graph.inputs()[0]


@damage(r"`%one : int = prim::Constant\[value=1\]\(\)` defines %one, said to be input 0 of `%b")
def use_registered_but_gone(graph: Graph) -> None:
    graph._names["one"]._uses[Use(named(graph, "b"), 0)] = None


@damage(r"defines %b, which is used outside the graph: `%\d+ : Tensor = aten::neg\(%b\)`")
def used_by_a_node_that_was_never_inserted(graph: Graph) -> None:
    graph.create("aten::neg", [graph._names["b"]])


@damage(r"`%b : Tensor = aten::relu\(%y\)` uses %y, a value of another graph")
def value_of_another_graph(graph: Graph) -> None:
    other = Graph().addInput("y")
    named(graph, "b")._inputs[0] = other
    other._uses[Use(named(graph, "b"), 0)] = None


@damage(r"`%\d+ : Tensor = aten::neg\(%x\)` belongs to another graph")
def node_of_another_graph(graph: Graph) -> None:
    foreign = Graph()
    stranger = foreign.create("aten::neg", [foreign.addInput("x")])
    stranger.insertBefore(named(graph, "b"))


@damage(
    r"`%a : Tensor = aten::relu\(%a\)` has the output %a, but `%a : Tensor = aten::add\(.*\)` defines that name too"
)
def name_given_twice(graph: Graph) -> None:
    graph._names["b"]._name = "a"


@damage(r"has the output %b, which the graph's table of names does not know")
def name_not_registered(graph: Graph) -> None:
    del graph._names["b"]


@damage(r"the name 'old' is registered for %b")
def name_registered_for_another(graph: Graph) -> None:
    graph._names["old"] = graph._names["b"]


@damage(r"has the output %7, but .* defines that name too")
def number_given_twice(graph: Graph) -> None:
    for name in ("a", "b"):
        graph._names[name].setDebugName("")._unique = 7


@damage(r"`%b : Tensor = aten::relu\(%a\)` does not link back to `%\d+ : Tensor = aten::neg")
def link_back_is_wrong(graph: Graph) -> None:
    b = named(graph, "b")
    new = graph.create("aten::neg", [graph._names["a"]]).insertBefore(b)
    b._prev = new._prev


@damage(r"`%a : Tensor = aten::add\(.*\)` stands in the graph twice")
def nodes_in_a_ring(graph: Graph) -> None:
    named(graph, "b")._next = named(graph, "a")


@damage(r"`%b : Tensor = aten::relu\(%a\)` does not know the block that it stands in")
def block_of_a_node_is_wrong(graph: Graph) -> None:
    named(graph, "b")._block = named(graph, "r")._blocks[0]


@damage(r"`%r : Tensor = prim::If\(%c\)` has a block that belongs to another node or graph")
def block_of_another_node(graph: Graph) -> None:
    branch = named(graph, "r")
    branch._blocks = (branch._blocks[0], named(graph, "l")._blocks[0])


@damage(r"has %a as output 0, but `%b : Tensor = aten::relu\(%a\)` defines it")
def output_of_another_node(graph: Graph) -> None:
    graph._names["a"]._node = named(graph, "b")


@damage(r"whose type is no type: None")
def type_missing(graph: Graph) -> None:
    graph._names["b"]._type = None  # type: ignore[assignment]


@damage(r"has an attribute 'value' of kind 'i' that holds a str: 'one'")
def attribute_of_the_wrong_kind(graph: Graph) -> None:
    named(graph, "one").set_attribute("i", "value", "one")


@damage(r"has an attribute 'value' of the unknown kind 'int'")
def attribute_of_an_unknown_kind(graph: Graph) -> None:
    named(graph, "one").set_attribute("int", "value", 1)


@damage(r"has a value of kind 'f', but its type is int")
def constant_of_the_wrong_type(graph: Graph) -> None:
    named(graph, "one").f_("value", 1.0)


@damage(r"has no value, so that it is None, but its type is int")
def constant_without_value(graph: Graph) -> None:
    named(graph, "one").removeAttribute("value")


@damage(r"must have 0 inputs, but has 1")
def constant_with_an_input(graph: Graph) -> None:
    named(graph, "one").addInput(graph.inputs()[0])


@damage(r"`%r : Tensor = prim::If\(%n\)` needs a bool as its condition, but %n is a int")
def condition_is_no_bool(graph: Graph) -> None:
    named(graph, "r").replaceInput(0, graph._names["n"])


@damage(r"prim::If\(%c\)` must have 2 blocks, but has 1")
def branch_missing(graph: Graph) -> None:
    named(graph, "r").eraseBlock(1)


@damage(r"prim::If\(%c\)` block1 returns to its outputs: 0 values for 1")
def branch_returns_too_little(graph: Graph) -> None:
    named(graph, "r")._blocks[1].eraseOutput(0)


@damage(r"block1 returns to its outputs: %n is a int, which is no Tensor")
def branch_returns_another_type(graph: Graph) -> None:
    named(graph, "r")._blocks[1].replaceOutput(0, graph._names["n"])


@damage(r"must have blocks without inputs, but block0 has 1")
def branch_takes_an_input(graph: Graph) -> None:
    named(graph, "r")._blocks[0].addInputToBlock()


@damage(r"prim::Loop\(.*\)` needs an int as its trip count, but %c is a bool")
def trip_count_is_no_int(graph: Graph) -> None:
    named(graph, "l").replaceInput(0, graph._names["c"])


@damage(r"must have a block whose first output is a bool, whether to go on")
def loop_does_not_say_whether_to_go_on(graph: Graph) -> None:
    named(graph, "l")._blocks[0].replaceOutput(0, graph._names["n"])


@damage(r"must have a block whose first input is an int, the iteration")
def loop_does_not_count(graph: Graph) -> None:
    graph._names["i"].setType(BoolType())


@damage(r"its inputs go to its block: 1 values for 2")
def loop_carries_more_than_it_is_given(graph: Graph) -> None:
    named(graph, "l")._blocks[0].addInputToBlock()


def with_object(graph: Graph, kind: str, outputs: int = 1) -> Node:
    unit = CompilationUnit()
    class_type = unit.create_class("__torch__.M")
    class_type.add_attribute("weight", TensorType.get())
    unit.create_method(class_type, "forward", parse_ir("graph(%self, %x):\n  return (%x)\n"))
    obj = graph.addInput("self").setType(class_type)
    return graph.insertNode(graph.create(kind, [obj], outputs))


@damage(r"prim::GetAttr.*` names the attribute 'bias', which __torch__.M does not have")
def attribute_that_the_class_lacks(graph: Graph) -> None:
    with_object(graph, "prim::GetAttr").s_("name", "bias")


@damage(r"it reads 'weight': what it holds is a Tensor, which is no int")
def attribute_of_another_type(graph: Graph) -> None:
    with_object(graph, "prim::GetAttr").s_("name", "weight").output().setType(IntType())


@damage(r"must name an attribute")
def attribute_without_name(graph: Graph) -> None:
    with_object(graph, "prim::GetAttr")


@damage(r"it writes 'weight': %n is a int, which is no Tensor")
def attribute_set_to_another_type(graph: Graph) -> None:
    with_object(graph, "prim::SetAttr", 0).s_("name", "weight").addInput(graph._names["n"])


@damage(r"prim::GetAttr.*` needs an object, but %x is a Tensor")
def attribute_of_a_tensor(graph: Graph) -> None:
    graph.insertNode(graph.create("prim::GetAttr", [graph._names["x"]])).s_("name", "weight")


@damage(r"prim::CallMethod.*` names the method 'fit', which __torch__.M does not have")
def method_that_the_class_lacks(graph: Graph) -> None:
    with_object(graph, "prim::CallMethod").s_("name", "fit")


@damage(r"gives 1 inputs to 'forward', which takes 2")
def method_called_with_too_little(graph: Graph) -> None:
    with_object(graph, "prim::CallMethod").s_("name", "forward")


@damage(r"prim::CallFunction\(%x\)` must have a function as its first input")
def call_of_no_function(graph: Graph) -> None:
    graph.insertNode(graph.create("prim::CallFunction", [graph._names["x"]]))


@damage(r"its inputs are the elements: %n is a int, which is no Tensor")
def list_of_mixed_types(graph: Graph) -> None:
    values = [graph._names["x"], graph._names["n"]]
    graph.insertNode(graph.create("prim::ListConstruct", values)).output().setType(ListType.ofTensors())


@damage(r"has 1 inputs for a tuple of 2")
def tuple_of_another_length(graph: Graph) -> None:
    types = TupleType([IntType(), IntType()])
    graph.insertNode(graph.create("prim::TupleConstruct", [graph._names["n"]])).output().setType(types)


@damage(r"needs a list as its output, but %\d+ is a str")
def list_that_is_none(graph: Graph) -> None:
    graph.insertNode(graph.create("prim::ListConstruct")).output().setType(StringType())


@damage(r"must have keys and values as inputs, but has 1 inputs")
def dictionary_with_a_key_alone(graph: Graph) -> None:
    graph.insertNode(graph.createDict(IntType(), IntType(), [], [])).addInput(graph._names["n"])


@damage(r"prim::TupleUnpack\(%x\)` needs a tuple, but %x is a Tensor")
def unpacking_no_tuple(graph: Graph) -> None:
    graph.insertNode(graph.create("prim::TupleUnpack", [graph._names["x"]]))


@damage(r"`%bad : Tensor = aten::relu\(%\d+\)`? ?.*uses %\d+")
def damage_in_a_subgraph(graph: Graph) -> None:
    inner = parse_ir(
        "graph(%x):\n  %good : Tensor = aten::relu(%x)\n  %bad : Tensor = aten::relu(%good)\n  return (%bad)\n"
    )
    for each, name in zip(list(inner.nodes()), ("", "bad"), strict=True):
        each.output().setDebugName(name)
    graph.insertNode(graph.create("prim::Group", 0)).g_("Subgraph", inner)
    inner.findAllNodes("aten::relu")[0].moveAfter(inner.findAllNodes("aten::relu")[1])


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_named(name: str) -> None:
    graph = parse_ir(CHAIN, keep_numbers=True)
    verify(graph)
    do_damage, message = DAMAGE[name]
    do_damage(graph)
    with pytest.raises(VerificationError, match=message):
        verify(graph)
    with pytest.raises(VerificationError):
        graph.lint()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("%r : Tensor = aten::add(%x, %x)", r"no aten::add takes \(Tensor, Tensor\)"),
        ("%r : Tensor = aten::relu(%x, %n)", r"no aten::relu takes \(Tensor, int\)"),
        (
            "%r : Tensor, %q : Tensor = aten::relu(%x)",
            r"has 2 outputs, but aten::relu\(Tensor self\) -> Tensor returns 1",
        ),
        ("%r : int = aten::relu(%x)", r"has the output %\d : int, but aten::relu\(Tensor self\) -> Tensor"),
        ("%r : Tensor = aten::no_such_operator(%x)", r"no aten::no_such_operator takes \(Tensor\)"),
    ],
)
def test_operators_are_held_to_their_schemas(line: str, message: str) -> None:
    graph = parse_ir(f"graph(%x : Tensor, %n : int):\n  {line}\n  return (%r)\n")
    verify(graph)
    with pytest.raises(VerificationError, match=message):
        verify(graph, schema_of)


def test_a_sound_graph_passes_with_schemas() -> None:
    verify(parse_ir(CHAIN), schema_of)


def test_a_class_known_by_name_alone_may_have_any_attribute() -> None:
    graph = parse_ir('graph(%self : __torch__.M):\n  %w : Tensor = prim::GetAttr[name="w"](%self)\n  return (%w)\n')
    assert isinstance(graph.inputs()[0].type(), ClassType)
    verify(graph)


@given(graphs(), st.data())
def test_edits_keep_a_graph_sound(graph: Graph, data: st.DataObject) -> None:
    """Whatever is done through the methods of graph and node leaves links, uses and names right."""
    for _ in range(data.draw(st.integers(1, 6))):
        nodes = list(graph.nodes())
        if not nodes:
            return
        chosen = data.draw(st.sampled_from(nodes))
        action = data.draw(st.sampled_from(["rename", "insert", "destroy", "copy", "swap"]))
        if action == "rename":
            for value in chosen.outputs():
                value.setDebugName(data.draw(st.sampled_from(["x", "x.1", "y.3", ""])))
        elif action == "insert":
            graph.create("my::new", graph.inputs()).insertAfter(chosen)
        elif action == "destroy" and not chosen.hasUses():
            chosen.destroy()
        elif action == "copy":
            graph = graph.copy()
        elif action == "swap" and chosen.inputsSize():
            for value in graph.inputs():
                if value.type() == chosen.inputsAt(0).type():
                    chosen.replaceInput(0, value)
        verify(graph)
