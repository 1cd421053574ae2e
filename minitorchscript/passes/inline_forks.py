"""Inline forks: what is forked stands where it was forked, and nobody waits.

::

    %f : Future[Tensor] = prim::fork_0(%x)      →   %r = aten::neg(%x)
    %y : Tensor = aten::wait(%f)                     (%y is %r)
"""

from __future__ import annotations

from ..ir.graph import Graph
from ..ir.value import Value
from .base import register_pass


@register_pass("inline_fork_wait")
def inline_forks(graph: Graph) -> bool:
    """Do so for every fork in the graph, forks in forks too; a future from elsewhere is still waited for."""
    forks = graph.findAllNodes("prim::fork")
    results: dict[Value, Value] = {}
    for node in forks:
        before = node._prev
        with graph.insert_point_guard(node):
            (results[node.output()],) = graph.insert_graph(node.g("Subgraph"), node._inputs)
        inserted = before._next
        while inserted is not node:
            forks += [inserted] if inserted._kind == "prim::fork" else []
            inserted = inserted._next
    for wait in graph.findAllNodes("aten::wait"):
        future = wait.input()
        if future in results:
            wait.output().replaceAllUsesWith(results[future])
            wait.destroy()
    for node in reversed(forks):
        node.output().replaceAllUsesWith(results[node.output()])
        node.destroy()
    return bool(forks)
