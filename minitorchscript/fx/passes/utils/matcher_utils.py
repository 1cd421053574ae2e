"""`SubgraphMatcher`: where does a pattern graph occur in another one?

From each value that the pattern returns the two graphs are compared backwards: a value has one producer, so there is
one way to go. The pattern's inputs match anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ....tensor.tensor import Tensor
from ...graph import Graph
from ...node import Node

__all__ = ["InternalMatch", "SubgraphMatcher"]


@dataclass
class InternalMatch:
    """One occurrence."""

    anchors: list[Node]
    """The pattern's nodes that the comparison started from."""
    nodes_map: dict[Node, Any] = field(default_factory=dict)
    """Pattern node -> node (a constant, for an input that matched one)."""
    placeholder_nodes: list[Any] = field(default_factory=list)
    returning_nodes: list[Node] = field(default_factory=list)


class SubgraphMatcher:
    """Finds `pattern`; ValueError if it is empty.

    `match_output` demands that the pattern's end is the graph's; `match_placeholder` that inputs match inputs.
    """

    def __init__(
        self,
        pattern: Graph,
        match_output: bool = False,
        match_placeholder: bool = False,
        remove_overlapping_matches: bool = True,
        ignore_literals: bool = False,
    ) -> None:
        if len(pattern.nodes) == 0:
            raise ValueError("SubgraphMatcher cannot be initialized with an empty pattern")
        for node in pattern.nodes:
            assert node.op == "output" or node.is_impure() or node.users, (
                "SubgraphMatcher cannot be initialized with an pattern with dead code"
            )
        self.pattern = pattern
        self.match_output = match_output
        self.match_placeholder = match_placeholder
        self.remove_overlapping_matches = remove_overlapping_matches
        self.ignore_literals = ignore_literals
        self.pattern_placeholder_nodes = [node for node in pattern.nodes if node.op == "placeholder"]
        output = next(iter(reversed(pattern.nodes)))
        self.pattern_returning_nodes = output.all_input_nodes
        # A returned value that the pattern itself uses is found from that use
        sinks = [node for node in output.all_input_nodes if len(node.users) == 1]
        self.pattern_anchors = [output] if match_output else sinks

    def match(self, graph: Graph, node_name_match: str = "") -> list[InternalMatch]:
        """All occurrences, each whole in itself: only what the pattern returns is used outside of it."""
        candidates = [
            [node for node in graph.nodes if self._same_operation(anchor, node, node_name_match)]
            for anchor in self.pattern_anchors
        ]
        found: list[InternalMatch] = []

        def search(index: int, matched: dict[Node, Any]) -> None:
            if index == len(candidates):
                placeholders = [matched[node] for node in self.pattern_placeholder_nodes]
                returning = [matched[node] for node in self.pattern_returning_nodes]
                found.append(InternalMatch(self.pattern_anchors, matched, placeholders, returning))
                return
            for node in candidates[index]:
                extended = self._matched_from(self.pattern_anchors[index], node, matched, node_name_match)
                if extended is not None:
                    search(index + 1, extended)

        if candidates:
            search(0, {})
        found = [each for each in found if self._is_closed(each.nodes_map) and _is_convex(each.nodes_map)]
        return _without_overlaps(found) if self.remove_overlapping_matches else found

    def _same_operation(self, pattern: Node, node: Node, node_name_match: str) -> bool:
        if pattern.op == "placeholder" and not self.match_placeholder:
            return True
        if node_name_match and node_name_match in node.name:
            return True
        if pattern.op != node.op:
            return False
        if pattern.op in ("placeholder", "output"):
            return True
        if pattern.op == "get_attr":
            return _same_attribute(pattern, node)
        return bool(pattern.target == node.target)

    def _matched_from(
        self, anchor: Node, node: Node, known: dict[Node, Any], node_name_match: str
    ) -> dict[Node, Any] | None:
        """What is matched once `anchor` and all that it is made of match `node`; None if they don't."""
        matched = dict(known)
        pending: list[tuple[Any, Any]] = [(anchor, node)]
        while pending:
            ours, theirs = pending.pop()
            if isinstance(ours, Node) and isinstance(theirs, Node):
                if ours in matched:
                    if matched[ours] is not theirs:
                        return None
                    continue
                if theirs in matched.values() or not self._same_operation(ours, theirs, node_name_match):
                    return None
                matched[ours] = theirs
                if ours.op == "placeholder":
                    continue
                if len(ours.args) != len(theirs.args) or list(ours.kwargs) != list(theirs.kwargs):
                    return None
                pairs = zip((*ours.args, *ours.kwargs.values()), (*theirs.args, *theirs.kwargs.values()), strict=True)
                pending += reversed([*pairs])
                node_name_match = ""
            elif isinstance(ours, (list, tuple)) and isinstance(theirs, (list, tuple)):
                if len(ours) != len(theirs):
                    return None
                pending += reversed([*zip(ours, theirs, strict=True)])
            elif not self._same_literal(ours, theirs, matched) and not self.ignore_literals:
                return None
        return matched

    def _same_literal(self, ours: Any, theirs: Any, matched: dict[Node, Any]) -> bool:
        if isinstance(ours, Node):
            if ours.op != "placeholder":
                return False
            return bool(matched.setdefault(ours, theirs) == theirs)
        return not isinstance(theirs, Node) and type(ours) is type(theirs) and bool(ours == theirs)

    def _is_closed(self, matched: dict[Node, Any]) -> bool:
        """Whether only what the pattern returns is used outside."""
        inside = {node: pattern for pattern, node in matched.items() if pattern.op != "placeholder"}
        return all(
            pattern in self.pattern_returning_nodes or all(user in inside for user in node.users)
            for node, pattern in inside.items()
        )


def _same_attribute(pattern: Node, node: Node) -> bool:
    """Whether both read a tensor (of any value)."""
    ours, theirs = (_attribute(each) for each in (pattern, node))
    if type(ours) is not type(theirs):
        return False
    if not isinstance(ours, Tensor):
        raise RuntimeError(f"Unsupported type {ours} when matching attributes")
    return True


def _attribute(node: Node) -> Any:
    value: Any = node.graph.owning_module
    assert value is not None, f"the graph of {node} has no owning module to read {node.target} from"
    for step in node.target.split("."):
        value = getattr(value, step)
    return value


def _compute_nodes(matched: dict[Node, Any]) -> set[Node]:
    return {node for pattern, node in matched.items() if pattern.op not in ("placeholder", "output")}


def _is_convex(matched: dict[Node, Any]) -> bool:
    """Whether no value leaves the match and comes back in: as one operation it would wait for itself."""
    inside = _compute_nodes(matched)
    pending = [user for node in inside for user in node.users if user not in inside]
    seen: set[Node] = set()
    while pending:
        node = pending.pop()
        if node in inside:
            return False
        if node not in seen:
            seen.add(node)
            pending += node.users
    return True


def _without_overlaps(matches: list[InternalMatch]) -> list[InternalMatch]:
    """The matches that share no operation with one before."""
    kept: list[InternalMatch] = []
    taken: set[Node] = set()
    for match in matches:
        nodes = _compute_nodes(match.nodes_map)
        if not nodes & taken:
            kept.append(match)
            taken |= nodes
    return kept
