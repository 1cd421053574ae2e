"""Tuples that are taken apart where they were made."""

from __future__ import annotations

import warnings

from book.grading import same
from hypothesis import given, settings
from strategies import Network, networks
from traced_texts import same_network_texts

import minitorchscript as torch
from minitorchscript.passes import lower_tuples

HEAD = "graph(%a : Tensor, %b : Tensor, %c : Tensor, %n : int):\n"
PAIR = HEAD + "  %t : (Tensor, Tensor) = prim::TupleConstruct(%a, %b)\n"


def uses_after(text: str, kind: str) -> tuple[bool, list[str]]:
    """What `_bypass` says of the node of a kind, and what the last node uses then."""
    graph = torch._C.parse_ir(text)
    changed = lower_tuples._bypass(graph.findNode(kind))
    graph.lint()
    return changed, [value.debugName() for value in graph.findNode("my::use").inputs()]


def check_unpacked_where_it_was_packed() -> None:
    text = (
        PAIR
        + "  %x : Tensor, %y : Tensor = prim::TupleUnpack(%t)\n  %u : Tensor = my::use(%y, %x, %y)\n  return (%u)\n"
    )
    same(f"{text}_bypass(the TupleUnpack), then the inputs of my::use",
         uses_after(text, "prim::TupleUnpack"), (True, ["b", "a", "b"]))  # fmt: skip


def check_one_element_asked_for() -> None:
    for index, wanted in ((0, ["a"]), (1, ["b"]), (-1, ["b"]), (-2, ["a"])):
        text = PAIR + f"  %i : int = prim::Constant[value={index}]()\n  %x : Tensor = prim::TupleIndex(%t, %i)\n"
        text += "  %u : Tensor = my::use(%x)\n  return (%u)\n"
        same(f"{text}_bypass(the TupleIndex), then the inputs of my::use",
             uses_after(text, "prim::TupleIndex"), (True, wanted))  # fmt: skip


def check_what_must_be_left_alone() -> None:
    for said, text, kind in [
        ("the index is known at run time only",
         PAIR + "  %x : Tensor = prim::TupleIndex(%t, %n)\n  %u : Tensor = my::use(%x)\n  return (%u)\n",
         "prim::TupleIndex"),
        ("the index is out of range",
         PAIR + "  %i : int = prim::Constant[value=2]()\n  %x : Tensor = prim::TupleIndex(%t, %i)\n"
         "  %u : Tensor = my::use(%x)\n  return (%u)\n", "prim::TupleIndex"),
        ("the tuple comes from elsewhere",
         HEAD + "  %t : (Tensor, Tensor) = my::pair(%a, %b)\n  %x : Tensor, %y : Tensor = prim::TupleUnpack(%t)\n"
         "  %u : Tensor = my::use(%x)\n  return (%u)\n", "prim::TupleUnpack"),
        ("nobody uses the parts",
         PAIR + "  %x : Tensor, %y : Tensor = prim::TupleUnpack(%t)\n  %u : Tensor = my::use(%a)\n  return (%u)\n",
         "prim::TupleUnpack"),
    ]:  # fmt: skip
        graph = torch._C.parse_ir(text)
        before = str(graph)
        same(f"{text}{said}: _bypass(the {kind})", lower_tuples._bypass(graph.findNode(kind)), False)
        same(f"{text}{said}: the graph afterwards", str(graph), before)


@settings(max_examples=15)
@given(networks())
def check_random_networks(network: Network) -> None:
    same_network_texts(network)


@settings(max_examples=15)
@given(networks(training=False))
def check_results_stay(network: Network) -> None:
    torch.manual_seed(0)
    net, inputs = network.build(torch)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        traced = torch.jit.trace(net, inputs, check_trace=False, strict=False)
    same(f"{network.model}the inlined graph is sound", traced.inlined_graph.lint(), None)
