"""`replace_pattern`: rewrite every occurrence of one small graph into another."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from .. import nn
from ._symbolic_trace import symbolic_trace
from .graph import Graph
from .graph_module import GraphModule
from .node import Node
from .passes.utils.matcher_utils import InternalMatch, SubgraphMatcher

__all__ = ["Match", "ReplacedPatterns", "replace_pattern", "replace_pattern_with_filters"]

MatchFilter = Callable[[InternalMatch, Graph, Graph], bool]
Pattern = Callable[..., Any] | Graph | GraphModule


class Match(NamedTuple):
    """Where a pattern was found: the node that the comparison started from, and pattern node -> graph node."""

    anchor: Node
    nodes_map: dict[Node, Node]


@dataclass
class ReplacedPatterns:
    """Likewise, with the nodes that were put in its place."""

    anchor: Node
    nodes_map: dict[Node, Node]
    replacements: list[Node]


def replace_pattern(gm: GraphModule, pattern: Pattern, replacement: Pattern) -> list[Match]:
    """Replace each occurrence of `pattern` in a module's graph, first ones first where they overlap.

    Both are functions (or modules) with the same parameters; those of `pattern` match any value. What `pattern`
    returns may be used elsewhere, its inner values may not.
    """
    return [Match(each.anchor, each.nodes_map) for each in replace_pattern_with_filters(gm, pattern, replacement)]


def replace_pattern_with_filters(
    gm: GraphModule,
    pattern: Pattern,
    replacement: Pattern | None = None,
    match_filters: list[MatchFilter] | None = None,
    ignore_literals: bool = False,
    replacement_callback: Callable[[InternalMatch, Graph, Graph], Graph] | None = None,
    node_name_match: str = "",
) -> list[ReplacedPatterns]:
    """As `replace_pattern`, where all `match_filters` (match, graph, pattern graph) agree.

    `ignore_literals` lets constants differ; `replacement_callback` makes a replacement for each match.
    """
    graph, pattern_graph = gm.graph, _graph_of(pattern)
    matcher = SubgraphMatcher(pattern_graph, ignore_literals=ignore_literals)
    matches = [
        match
        for match in matcher.match(graph, node_name_match)
        if all(accepts(match, graph, pattern_graph) for accepts in match_filters or ())
    ]
    assert replacement is not None or replacement_callback is not None, (
        "Must provide either a replacement GraphModule or a replacement callback"
    )
    common = None if replacement is None else _graph_of(replacement)
    replaced: dict[Node, Node] = {}
    results: list[ReplacedPatterns] = []
    for match in matches:
        new_graph = common if replacement_callback is None else replacement_callback(match, graph, pattern_graph)
        assert new_graph is not None
        values = _input_values(match, new_graph, replaced)
        with graph.inserting_before(_insertion_point(match, graph)):
            returned = graph.graph_copy(new_graph, values)
        returned = (returned,) if isinstance(returned, Node) else returned
        assert len(match.returning_nodes) == len(returned), (
            f"Returning nodes count mismatch: {len(match.returning_nodes)} vs {len(returned)}"
        )
        added = [value for value in values.values() if value not in match.placeholder_nodes]
        for old, new in zip(match.returning_nodes, returned, strict=True):
            old.replace_all_uses_with(new)
            replaced[old] = new
        for node in reversed(pattern_graph.nodes):
            if node.op not in ("placeholder", "output"):
                graph.erase_node(match.nodes_map[node])
        results.append(ReplacedPatterns(match.anchors[0], match.nodes_map, added))
    gm.recompile()
    if isinstance(replacement, nn.Module):
        _take_attributes(gm, replacement)
    return results


def _graph_of(pattern: Pattern) -> Graph:
    if isinstance(pattern, Graph):
        return pattern
    return pattern.graph if isinstance(pattern, GraphModule) else symbolic_trace(pattern).graph


def _input_values(match: InternalMatch, replacement: Graph, replaced: dict[Node, Node]) -> dict[Node, Any]:
    """The replacement's inputs and the values that they get; what earlier rewrites replaced is followed."""
    inputs = [node for node in replacement.nodes if node.op == "placeholder"]
    assert len(match.placeholder_nodes) == len(inputs), (
        f"Placeholder count mismatch: {len(match.placeholder_nodes)} vs {len(inputs)}"
    )
    for i, value in enumerate(match.placeholder_nodes):
        if isinstance(value, Node) and value in replaced:
            match.placeholder_nodes[i] = replaced[value]
            key = next(pattern for pattern, node in match.nodes_map.items() if node is value)
            match.nodes_map[key] = replaced[value]
    return dict(zip(inputs, match.placeholder_nodes, strict=True))


def _insertion_point(match: InternalMatch, graph: Graph) -> Node:
    """The first user of what the match returns; without users, the node after it."""
    users = {user for node in match.returning_nodes for user in node.users}
    if users:
        return next(node for node in graph.nodes if node in users)
    last = next(node for node in reversed(graph.nodes) if node in match.returning_nodes)
    assert last._next is not graph._root, "The insert point can't be None"
    return last._next


def _take_attributes(gm: GraphModule, replacement: nn.Module) -> None:
    """Copy modules and parameters that the new nodes name and only the replacement has."""
    gm.delete_all_unused_submodules()
    if isinstance(replacement, GraphModule):
        replacement.graph.lint()
    for node in gm.graph.nodes:
        if node.op not in ("call_module", "get_attr") or _held(gm, node.target) is not None:
            continue
        found = copy.deepcopy(_held(replacement, node.target))
        if found is None:
            raise RuntimeError(
                f'Attempted to create a "{node.op}" node during subgraph rewriting with target {node.target}, but the '
                "referenced attribute does not exist in the replacement GraphModule"
            )
        if isinstance(found, nn.Module):
            gm.add_submodule(node.target, found)
        else:
            setattr(gm, node.target, found)
    gm.graph.lint()


def _held(module: nn.Module, path: str) -> Any:
    parent, _, name = path.rpartition(".")
    try:
        return getattr(module.get_submodule(parent), name, None)
    except AttributeError:
        return None
