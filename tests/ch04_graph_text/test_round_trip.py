"""A graph's text, read back, is the same graph: it prints the same text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from strategies_graphs import graphs, make_tensor

from minitorchscript.dialect import dialect
from minitorchscript.ir.graph import Graph
from minitorchscript.ir.parser import parse_ir
from minitorchscript.ir.types import OptionalType, TensorType, TupleType

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
GRAPH = re.compile(r"^graph\((?:.|\n)*?^  return \(.*\)\n", re.MULTILINE)

#: what a text does not say in full: the members of an enumeration, the Python function behind a call, the types of a
#: named tuple's defaults, and tuples of types to test for
UNREADABLE = re.compile(r"Enum<|= \^|NamedTuple\([^\n]* = (?!\w+::)|isinstance\[types=\[\(")


def reread(text: str) -> str:
    return str(parse_ir(text, parse_tensor_constants=True, make_tensor=make_tensor, keep_numbers=True))


@given(graphs())
def test_random_graphs(graph: Graph) -> None:
    assert reread(str(graph)) == str(graph)


@given(graphs())
def test_what_is_read_is_sound(graph: Graph) -> None:
    graph.lint()
    parse_ir(str(graph), parse_tensor_constants=True, make_tensor=make_tensor, keep_numbers=True).lint()


@given(graphs())
def test_numbered_afresh_is_stable(graph: Graph) -> None:
    once = str(parse_ir(str(graph), parse_tensor_constants=True, make_tensor=make_tensor))
    assert str(parse_ir(once, parse_tensor_constants=True, make_tensor=make_tensor)) == once


@pytest.mark.parametrize(
    "path", sorted(GOLDEN.glob("[12].*/*.txt")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_what_pytorch_printed(path: Path) -> None:
    with dialect("1.8" if path.parent.name == "1.8.1" else "2.x"):
        for found in GRAPH.finditer(path.read_text(encoding="utf-8")):
            text = found[0].replace(" # <library>", "")
            if not UNREADABLE.search(text):
                assert reread(text) == text


def test_few_texts_are_unreadable() -> None:
    texts = [found[0] for path in GOLDEN.glob("[12].*/*.txt") for found in GRAPH.finditer(path.read_text("utf-8"))]
    unreadable = [text for text in texts if UNREADABLE.search(text)]
    assert len(unreadable) < 65 < len(texts) / 20


def test_subgraphs() -> None:
    def graph_of(kind: str) -> Graph:
        graph = Graph()
        graph.registerOutput(graph.insertNode(graph.create(kind, [graph.addInput("x")])).output())
        return graph

    graph, inner = graph_of("aten::relu"), graph_of("aten::sin")
    x = graph.inputs()[0]
    inner.insertNode(inner.create("prim::Group", [inner.inputs()[0]]).g_("Subgraph", graph_of("aten::cos")))
    graph.insertNode(graph.create("prim::Group", [x]).g_("Subgraph", inner).i_("size", 2))
    graph.insertNode(graph.create("prim::Other", [x]).g_("Subgraph", graph_of("aten::tan")))
    text = str(graph)
    assert text.count("with prim::Group_0") == 2 and "with prim::Other_1" in text
    assert reread(text) == text
    group = parse_ir(text).findNode("prim::Group")
    assert group is not None and group.g("Subgraph").findNode("aten::sin") is not None


def test_a_class_is_one_type_throughout() -> None:
    text = "graph(%a : __torch__.m.A, %b : __torch__.m.A?, %c : __torch__.m.___torch_mangle_1.B[]):\n  return (%a)\n"
    a, b, c = (value.type() for value in parse_ir(text).inputs())
    assert isinstance(b, OptionalType) and b.getElementType() is a
    assert c.str() == "__torch__.m.___torch_mangle_1.B[]"


def test_named_tuples_keep_their_fields() -> None:
    text = "graph(%a : NamedTuple(x : int, y : Float(2, strides=[1]))):\n  return (%a)\n"
    (value,) = parse_ir(text).inputs()
    type_ = value.type()
    assert isinstance(type_, TupleType) and type_.fields == ("x", "y") and isinstance(type_.members[1], TensorType)
    assert str(parse_ir(text)) == text


def test_none_in_the_dialect_of_1_8() -> None:
    text = "graph(%x : Tensor):\n  %1 : None = prim::Constant()\n  return (%1)\n"
    assert str(parse_ir(text)) == text.replace("None", "NoneType")
    with dialect("1.8"):
        assert str(parse_ir(text)) == text


def test_a_long_graph() -> None:
    count = 8000
    lines = ["graph(%x : Float(2, 3, strides=[3, 1], requires_grad=0, device=cpu)):"]
    lines += [f"  %{i + 1} : Tensor = aten::relu(%{i or 'x'}), scope: a/b # a b.py:{i}:0" for i in range(count)]
    text = "\n".join([*lines, f"  return (%{count})", ""])
    assert reread(text) == text


def test_deep_graphs_need_no_recursion() -> None:
    depth = 400
    lines = ["graph(%x : Tensor,\n      %c : bool):"]
    for level in range(depth):
        lines += [f"{'    ' * level}   = prim::If(%c)", f"{'    ' * level}    block0():"]
    for level in reversed(range(depth)):
        pad = "    " * level
        lines += [f"{pad}      -> ()", f"{pad}    block1():", f"{pad}      -> ()"]
    text = "\n".join([*lines, "  return (%x)", ""])
    assert reread(text) == text
    parse_ir(text).lint()
