"""Whom a node calls: functions by the constant that they are, methods by the class of their module."""

from __future__ import annotations

from typing import Any

from book.grading import outcome, same
from book.overlay import reference
from hypothesis import given, settings
from strategies import Network, networks
from traced_texts import same_network_texts

import minitorchscript as torch
from minitorchscript import nn
from minitorchscript.passes import inline


def gate(x: torch.Tensor) -> torch.Tensor:
    if bool(x.sum() > 0):
        return x * 2
    return -x


class Gated(nn.Module):
    def __init__(self, gate: Any) -> None:
        super().__init__()
        self.fc = nn.Linear(2, 2)
        self.same = nn.Identity()
        self.gate = gate

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.gate(self.same(self.fc(x))) + self.gate(x)  # type: ignore[no-any-return]


def mixed() -> Any:
    torch.jit.fresh_unit()
    torch.manual_seed(0)
    return torch.jit.trace(Gated(torch.jit.script(gate)), torch.ones(1, 2))


def whom(node: Any) -> Any:
    """The name of what the node is said to call; ``None``, or the text of an error, as it is."""
    called = outcome(inline.called_function, node)
    return getattr(called, "qualified_name", called)


def check_each_node_of_a_mixed_program() -> None:
    graph = mixed().graph
    for node in graph.block().walk():
        with reference():
            expected = whom(node)
        same(f"{graph.str(False)}called_function({str(node).strip()})", whom(node), expected)


def check_the_function_itself_is_given() -> None:
    module = mixed()
    call = module.graph.findNode("prim::CallMethod")
    wanted = module.fc.class_type.methods["forward"]
    same(f"{module.graph.str(False)}the first call calls the method of its class",
         outcome(inline.called_function, call) is wanted, True)  # fmt: skip


def check_a_function_calls_a_function() -> None:
    unit = torch.jit.CompilationUnit("def inner(x):\n    return x\ndef outer(x):\n    return inner(x)\n")
    call = unit.outer.graph.findNode("prim::CallFunction")
    same(f"{unit.outer.graph}called_function(the call)", whom(call), unit.inner.qualified_name)


def check_a_method_that_is_not_there() -> None:
    graph = mixed().graph
    call = graph.findNode("prim::CallMethod").s_("name", "no_such_method")
    same(f"{graph.str(False)}called_function(the first call)", whom(call), None)


def check_an_attribute_that_is_called_like_a_method() -> None:
    graph = mixed().graph
    read = graph.findNode("prim::GetAttr").s_("name", "forward")
    same(f"{graph.str(False)}called_function(the first node)", whom(read), None)


def check_what_can_not_be_known() -> None:
    for said, text in [
        ("what is called is no function",
         "graph(%f : Tensor, %x : Tensor):\n  %y : Tensor = prim::CallFunction(%f, %x)\n  return (%y)\n"),
        ("what is called is no module",
         'graph(%f : Tensor, %x : Tensor):\n  %y : Tensor = prim::CallMethod[name="forward"](%f, %x)\n'
         "  return (%y)\n"),
        ("nothing is called", "graph(%f : Tensor):\n  %y : Tensor = aten::relu(%f)\n  return (%y)\n"),
    ]:  # fmt: skip
        node = next(iter(torch._C.parse_ir(text).nodes()))
        same(f"{text}{said}: called_function(the node)", whom(node), None)


def check_the_inlined_graph() -> None:
    with reference():
        expected = mixed().inlined_graph.str(False)
    same("the mixed program, inlined", mixed().inlined_graph.str(False), expected)


@settings(max_examples=15)
@given(networks())
def check_random_networks(network: Network) -> None:
    same_network_texts(network)
