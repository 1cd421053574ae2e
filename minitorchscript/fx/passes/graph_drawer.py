"""`FxGraphDrawer`: a graph as a picture, in Graphviz's DOT language or as SVG drawn here.

Node colours and the fields of a label are PyTorch's; `pydot` is not needed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..graph_module import GraphModule
from ..node import Node
from ..operator_schemas import normalize_function
from ..target_names import format_arg, module_name, qualified_name
from .shape_prop import TensorMetadata
from .svg import Box, draw

__all__ = ["Dot", "FxGraphDrawer"]

_COLORS = {
    "placeholder": "AliceBlue",
    "call_module": "LemonChiffon1",
    "get_attr": "LightGrey",
    "output": "PowderBlue",
}
_BY_TARGET = (
    *("CadetBlue1", "Coral", "DarkOliveGreen1", "DarkSeaGreen1", "GhostWhite", "Khaki1", "LavenderBlush1"),
    *("LightSkyBlue", "MistyRose1", "MistyRose2", "PaleTurquoise2", "PeachPuff1", "Salmon", "Thistle1", "Thistle3"),
    "Wheat1",
)


@dataclass
class Dot:
    """A drawing: a box of text fields for each node, and arrows."""

    name: str
    boxes: dict[str, Box]
    edges: list[tuple[str, str]]
    shape: str = "record"

    def to_string(self) -> str:
        """The drawing in Graphviz's language."""
        lines = [f"digraph {_quoted(self.name)} {{", "rankdir=TB;"]
        for name, box in self.boxes.items():
            label = "|".join(_escaped(each) for each in box.fields)
            lines.append(
                f'{_quoted(name)} [label="{{{label}}}", shape={self.shape}, fillcolor="{box.color}", '
                'style="filled,rounded", fontcolor="#000000"];'
            )
        lines += [f"{_quoted(source)} -> {_quoted(target)};" for source, target in self.edges]
        return "\n".join([*lines, "}", ""])

    def create_svg(self) -> bytes:
        """The drawing as an SVG document."""
        return draw(self.name, self.boxes, self.edges).encode()

    def write_svg(self, path: str | Path) -> None:
        """Write it to a file."""
        Path(path).write_bytes(self.create_svg())

    def write_raw(self, path: str | Path) -> None:
        """Write the Graphviz text to a file."""
        Path(path).write_text(self.to_string(), encoding="utf-8")

    write_dot = write_raw


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _escaped(text: str) -> str:
    for character in '\\"{}|<>':
        text = text.replace(character, "\\" + character)
    return text.replace("\n", r"\l") + (r"\l" if "\n" in text else "")


def _is_node(value: Any) -> bool:
    return isinstance(value, Node)


class FxGraphDrawer:
    """`FxGraphDrawer(gm, "resnet").get_dot_graph().write_svg("resnet.svg")`."""

    def __init__(
        self,
        graph_module: GraphModule,
        name: str,
        ignore_getattr: bool = False,
        ignore_parameters_and_buffers: bool = False,
        skip_node_names_in_args: bool = True,
        parse_stack_trace: bool = False,
        dot_graph_shape: str | None = None,
        normalize_args: bool = False,
    ) -> None:
        """`ignore_getattr` leaves out reads of attributes, `ignore_parameters_and_buffers` what modules hold.

        `skip_node_names_in_args` shows only constants among arguments, `normalize_args` lays them out by name.
        """
        self._name = name
        self._shape = dot_graph_shape or "record"
        self._ignores_reads = ignore_getattr
        self._ignores_tensors = ignore_parameters_and_buffers
        self._skips_names = skip_node_names_in_args
        self._shows_source = parse_stack_trace
        self._normalizes = normalize_args
        self._drawings: dict[str, Dot] = {}
        pending = [(name, graph_module)]
        while pending:
            drawn, module = pending.pop()
            self._drawings[drawn] = self._draw(drawn, module)
            for node in module.graph.nodes:
                child = module.get_submodule(node.target) if node.op == "call_module" else None
                if isinstance(child, GraphModule):
                    pending.append((f"{drawn}_{node.target}", child))

    def get_dot_graph(self, submod_name: str | None = None) -> Dot:
        """The drawing of the module, or of a GraphModule inside it."""
        return self._drawings[self._name if submod_name is None else f"{self._name}_{submod_name}"]

    def get_main_dot_graph(self) -> Dot:
        """The drawing of the module."""
        return self.get_dot_graph()

    def get_submod_dot_graph(self, submod_name: str) -> Dot:
        """The drawing of a GraphModule inside it."""
        return self.get_dot_graph(submod_name)

    def get_all_dot_graphs(self) -> dict[str, Dot]:
        """All drawings, by name."""
        return self._drawings

    def _draw(self, name: str, module: GraphModule) -> Dot:
        boxes: dict[str, Box] = {}
        edges: list[tuple[str, str]] = []
        for node in module.graph.nodes:
            if self._ignores_reads and node.op == "get_attr":
                continue
            boxes[node.name] = Box(self._fields(module, node), _color(node))
            if node.op == "call_module" and not self._ignores_tensors:
                leaf = module.get_submodule(node.target)
                if not isinstance(leaf, GraphModule):
                    for held, value in [*leaf.named_parameters(), *leaf.named_buffers()]:
                        title = f"{node.name}.{held}"
                        kind = "parameter" if value.requires_grad else "buffer"
                        fields = [title, f"op_code=get_{kind}", f"dtype={value.dtype}", f"shape={tuple(value.shape)}"]
                        boxes[title] = Box(fields, "Salmon")
                        edges.append((title, node.name))
        for node in module.graph.nodes:
            if node.name in boxes:
                edges += [(used.name, node.name) for used in node.all_input_nodes if used.name in boxes]
        return Dot(name, boxes, edges, self._shape)

    def _fields(self, module: GraphModule, node: Node) -> list[str]:
        fields = [f"name=%{node.name}", f"op_code={node.op}"]
        if node.op == "call_module":
            leaf = module.get_submodule(node.target)
            fields[-1] += f"\n{module_name(type(leaf))}.{type(leaf).__name__}"
            fields.append("\n".join(f"{each}: {getattr(leaf, each)}" for each in getattr(leaf, "__constants__", ())))
        else:
            target = node.target if isinstance(node.target, str) else qualified_name(node.target)
            args, kwargs = self._arguments(node)
            shown = [format_arg(each, _is_node, 8) for each in args]
            named = [f"{key}: {format_arg(value, _is_node, 8)}" for key, value in kwargs.items()]
            fields.append(f"target={target}")
            for title, brackets, texts in (("args", "()", shown), ("kwargs", "{}", named)):
                kept = [text for text in texts if not (self._skips_names and "%" in text)]
                if kept:
                    fields.append(f"{title}={brackets[0]}{', '.join(kept)},{brackets[1]}")
        fields.append(f"num_users={len(node.users)}")
        fields += _metadata(node.meta.get("tensor_meta"))
        if self._shows_source and node.stack_trace:
            fields.append(node.stack_trace.strip().split("\n")[-1].strip())
        return [each for each in fields if each]

    def _arguments(self, node: Node) -> tuple[tuple[Any, ...], dict[str, Any]]:
        if self._normalizes and node.op == "call_function":
            try:
                laid_out = normalize_function(node.target, node.args, node.kwargs, None, None, True)
            except RuntimeError:
                laid_out = None  # several overloads fit: shown as written
            if laid_out is not None:
                return laid_out.args, laid_out.kwargs
        return node.args, node.kwargs


def _color(node: Node) -> str:
    if node.op in _COLORS:
        return _COLORS[node.op]
    name = node._pretty_print_target(node.target)
    digest = hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()  # only so that a function keeps its colour
    return _BY_TARGET[int(digest[:8], 16) % len(_BY_TARGET)]


def _metadata(noted: Any) -> list[str]:
    if isinstance(noted, TensorMetadata):
        return [
            f"dtype={noted.dtype}",
            f"shape={tuple(noted.shape)}",
            f"requires_grad={noted.requires_grad}",
            f"stride={noted.stride}",
        ]
    if isinstance(noted, dict):
        noted = [*noted.values()]
    return [line for each in noted for line in _metadata(each)] if isinstance(noted, (list, tuple)) else []
