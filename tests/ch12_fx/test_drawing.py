"""Drawings of graphs: DOT, and SVG placed here."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from random import Random
from typing import Any

import pytest

import minitorchscript as torch
from minitorchscript import fx, nn
from minitorchscript.fx.passes.graph_drawer import FxGraphDrawer
from minitorchscript.fx.passes.shape_prop import ShapeProp
from minitorchscript.fx.passes.split_module import split_module
from minitorchscript.fx.passes.svg import Box, draw

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def traced() -> Any:
    net = nn.Sequential(nn.Linear(2, 3), nn.ReLU())

    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.net = net
            self.w = nn.Parameter(torch.ones(3))

        def forward(self, x: Any) -> Any:
            return {"<&>": torch.add(self.net(x) + self.w, 1, alpha=2)}

    return fx.symbolic_trace(Net())


def test_dot_has_a_box_for_each_node_and_an_arrow_for_each_use(traced: Any) -> None:
    ShapeProp(traced).propagate(torch.ones(1, 2))
    text = FxGraphDrawer(traced, "net", ignore_parameters_and_buffers=True).get_dot_graph().to_string()
    assert text.count(" -> ") == sum(len(node.all_input_nodes) for node in traced.graph.nodes)
    for node in traced.graph.nodes:
        assert f'"{node.name}" [label=' in text
    assert "op_code=call_module\\ltorch.nn.modules.linear.Linear" in text
    assert "kwargs=\\{alpha: 2,\\}" in text
    assert "shape=(1, 3)" in text


def test_options_leave_out_and_add(traced: Any) -> None:
    with_weights = FxGraphDrawer(traced, "net").get_dot_graph()
    assert "net_0.weight" in with_weights.boxes and ("net_0.weight", "net_0") in with_weights.edges
    bare = FxGraphDrawer(traced, "net", ignore_getattr=True, ignore_parameters_and_buffers=True).get_dot_graph()
    assert "w" not in bare.boxes
    named = FxGraphDrawer(traced, "net", skip_node_names_in_args=False, normalize_args=True).get_dot_graph()
    assert any("%add" in line for line in named.boxes["add_1"].lines)


def test_inner_graph_modules_have_drawings_of_their_own(traced: Any) -> None:
    cut = split_module(traced, None, lambda node: 0 if node.op == "call_module" else 1)
    drawer = FxGraphDrawer(cut, "cut")
    assert set(drawer.get_all_dot_graphs()) == {"cut", "cut_submod_0", "cut_submod_1"}
    assert "net_0" in drawer.get_submod_dot_graph("submod_0").boxes


def test_svg_is_xml_with_every_text(traced: Any, tmp_path: Path) -> None:
    dot = FxGraphDrawer(traced, "a & b").get_dot_graph()
    dot.write_svg(tmp_path / "net.svg")
    root = ET.parse(tmp_path / "net.svg").getroot()
    texts = [element.text or "" for element in root.iter(f"{SVG}text")]
    assert texts == [line for box in dot.boxes.values() for line in box.lines]
    assert len([*root.iter(f"{SVG}path")]) == 1 + len(dot.edges)  # one is the arrow head
    dot.write_raw(tmp_path / "net.dot")
    assert (tmp_path / "net.dot").read_text(encoding="utf-8") == dot.to_string()


@pytest.mark.parametrize("seed", range(10))
def test_boxes_do_not_overlap_and_arrows_point_down(seed: int) -> None:
    random = Random(seed)
    boxes = {f"n{i}": Box(["x" * random.randint(1, 20)] * random.randint(1, 3), "red") for i in range(12)}
    names = [*boxes]
    edges = [(names[a], names[b]) for a, b in (sorted(random.sample(range(12), 2)) for _ in range(15))]
    ET.fromstring(draw("random", boxes, edges))
    for source, target in edges:
        assert boxes[source].y + boxes[source].height < boxes[target].y
    placed = [*boxes.values()]
    for i, a in enumerate(placed):
        for b in placed[:i]:
            beside = a.x + a.width < b.x or b.x + b.width < a.x
            assert beside or a.y + a.height < b.y or b.y + b.height < a.y
