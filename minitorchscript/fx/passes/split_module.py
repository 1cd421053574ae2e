"""`split_module`: cut a graph into submodules, by a partition number for each node.

The result calls the submodules in an order in which each finds its inputs; values that cross go out of one and into
the next.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ... import nn
from ..graph import Graph
from ..graph_module import GraphModule
from ..node import Node, map_arg
from ..proxy import Proxy

__all__ = ["Partition", "split_module"]


@dataclass
class Partition:
    """One submodule to be: its nodes, the values that cross its border, and the partitions before and after it."""

    name: str
    submod_name: str = ""
    node_names: list[str] = field(default_factory=list)
    inputs: dict[str, None] = field(default_factory=dict)
    outputs: dict[str, None] = field(default_factory=dict)
    dependencies: dict[str, None] = field(default_factory=dict)
    dependents: dict[str, None] = field(default_factory=dict)
    graph: Graph = field(default_factory=Graph)
    environment: dict[Node, Node] = field(default_factory=dict)
    targets: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.submod_name = f"submod_{self.name}"

    def __repr__(self) -> str:
        return (
            f"name: {self.name},\n nodes: {self.node_names},\n inputs: {self.inputs},\n outputs: {self.outputs},\n"
            f" partitions depended on: {self.dependencies},\n partition dependents: {self.dependents}"
        )


def _attribute(module: nn.Module, path: str) -> Any:
    value: Any = module
    for step in path.split("."):
        if not hasattr(value, step):
            raise AttributeError(f"Node target {path} not found!")
        value = getattr(value, step)
    return value


class _Splitter:
    """The partitions of one module, while they are found and filled."""

    def __init__(self, module: GraphModule, split_callback: Callable[[Node], Any], affix: str | None) -> None:
        self.module = module
        self.nodes = [*module.graph.nodes]
        self.named = {node.name: node for node in self.nodes}
        self.partitions: dict[str, Partition] = {}
        self.of: dict[Node, Partition] = {}
        for node in self.nodes:
            if node.op in ("placeholder", "get_attr", "output"):
                continue
            name = str(split_callback(node))
            name = name if affix is None else f"{affix}_{name}"
            partition = self.of[node] = self.partitions.setdefault(name, Partition(name))
            partition.node_names.append(node.name)
        for node in self.nodes:
            if node in self.of or node.op == "output":
                for used in node.all_input_nodes:
                    self._uses(used, node)

    def _uses(self, used: Node, user: Node) -> None:
        source, target = self.of.get(used), self.of.get(user)
        if source is target:
            return
        if source is not None:
            source.outputs.setdefault(used.name)
            if target is not None:
                source.dependents.setdefault(target.name)
        if target is not None:
            target.inputs.setdefault(used.name)
            if source is not None:
                target.dependencies.setdefault(source.name)

    def in_order(self) -> list[Partition]:
        """The partitions, each after those it needs; RuntimeError if they need each other."""
        ready = [partition for partition in self.partitions.values() if not partition.dependencies]
        ordered: list[Partition] = []
        while ready:
            partition = ready.pop()
            ordered.append(partition)
            for name in partition.dependents:
                dependent = self.partitions[name]
                dependent.dependencies.pop(partition.name)
                if not dependent.dependencies:
                    ready.append(dependent)
        if len(ordered) != len(self.partitions):
            raise RuntimeError("cycle exists between partitions!")
        return ordered

    def add_inputs(self, partition: Partition, keep_names: bool) -> None:
        """Placeholders for what comes from outside; modules that are read stay reads."""

        def is_module(node: Node) -> bool:
            return node.op == "get_attr" and isinstance(_attribute(self.module, node.target), nn.Module)

        sources = [self.named[name] for name in partition.inputs]
        partition.inputs = {}
        for source in sorted(sources, key=is_module):
            if is_module(source):
                made = partition.graph.get_attr(source.target)
                partition.targets[source.target] = _attribute(self.module, source.target)
            else:
                name = source.name if keep_names else f"arg_{len(partition.inputs)}"
                made = partition.graph.placeholder(name, type_expr=source.type)
                partition.inputs[source.name] = None
            made.meta = source.meta.copy()
            partition.environment[source] = made

    def copy_nodes(self, qualname_map: dict[str, str] | None, keep_names: bool) -> None:
        """Put each node into its partition's graph."""
        for node, partition in self.of.items():
            target = node.target
            if node.op == "call_module":
                target = node.target.replace(".", "_")
                partition.targets[target] = _attribute(self.module, node.target)
                if qualname_map is not None:
                    qualname_map[f"{partition.submod_name}.{target}"] = node.target
            inside = partition.environment
            made = partition.graph.create_node(
                node.op,
                target,
                map_arg(node.args, inside.__getitem__),
                map_arg(node.kwargs, inside.__getitem__),
                node.name if keep_names else None,
                node.type,
            )
            made.meta = node.meta.copy()
            inside[node] = made


def split_module(
    m: GraphModule,
    root_m: nn.Module | None,
    split_callback: Callable[[Node], Any],
    qualname_map: dict[str, str] | None = None,
    keep_original_order: bool | None = False,
    keep_original_node_name: bool | None = False,
    keep_original_input_name: bool = True,
    *,
    partition_affix: str | None = None,
    tuple_return: bool = False,
) -> GraphModule:
    """A module that calls `submod_0`, `submod_1`, …: the nodes for which `split_callback` gives 0, 1, …

    `root_m` is not used. `qualname_map` is filled with new paths -> old ones. With `keep_original_order` the
    submodules are called in order of their first nodes; with `tuple_return` each returns a tuple.
    """
    splitter = _Splitter(m, split_callback, partition_affix)
    ordered = splitter.in_order()
    for partition in ordered:
        splitter.add_inputs(partition, keep_original_input_name)
    splitter.copy_nodes(qualname_map, bool(keep_original_node_name))

    graph, values, held = Graph(), dict[str, Node](), dict[str, Any]()

    def add_outside(node: Node) -> None:
        """A placeholder or attribute of the whole."""
        if node.name in values:
            return
        if node.op == "placeholder":
            default = node.args[0] if node.args else inspect.Signature.empty
            name = node.name if keep_original_node_name else node.target
            made = graph.placeholder(name, type_expr=node.type, default_value=default)
        elif node.op == "get_attr":
            made = graph.get_attr(node.target)
            held[node.target] = _attribute(m, node.target)
        else:
            return
        made.meta = node.meta.copy()
        values[node.name] = made

    for node in splitter.nodes:
        if not keep_original_order or node.op == "placeholder" or not ordered:
            add_outside(node)
    for partition in splitter.partitions.values() if keep_original_order else ordered:
        outputs = tuple(partition.environment[splitter.named[name]] for name in partition.outputs)
        partition.graph.output(outputs[0] if len(outputs) == 1 and not tuple_return else outputs)
        for name in partition.inputs:
            add_outside(splitter.named[name])
        held[partition.submod_name] = GraphModule(partition.targets, partition.graph)
        call = graph.call_module(partition.submod_name, tuple(values[name] for name in partition.inputs))
        if len(outputs) > 1 or (outputs and tuple_return):
            result = Proxy(call)
            for i, name in enumerate(partition.outputs):
                values[name] = result[i].node  # type: ignore[index]
        elif outputs:
            values[next(iter(partition.outputs))] = call
    for node in splitter.nodes:
        if node.op == "output":
            graph.output(map_arg(node.args[0], lambda used: values[used.name]))
    whole = GraphModule(held, graph)
    whole.meta["partition_names"] = {partition.submod_name for partition in splitter.partitions.values()}
    return whole
