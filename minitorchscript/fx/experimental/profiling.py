"""Where the time goes: an interpreter that takes the time of every node, over several runs."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

from ..graph_module import GraphModule
from ..interpreter import Interpreter
from ..node import Node

__all__ = ["ProfilingInterpreter"]


class ProfilingInterpreter(Interpreter):
    """`run` it several times, then read `summary()`; `clock` returns seconds."""

    def __init__(self, module: GraphModule, clock: Callable[[], float] = time.perf_counter) -> None:
        super().__init__(module)
        self.clock = clock
        self.seconds: dict[Node, list[float]] = {}

    def run_node(self, n: Node) -> Any:
        """The node's value, timed."""
        start = self.clock()
        result = super().run_node(n)
        self.seconds.setdefault(n, []).append(self.clock() - start)
        return result

    def summary(self) -> list[tuple[Node, float]]:
        """Nodes and the median seconds of each, slowest first."""
        medians = [(node, statistics.median(times)) for node, times in self.seconds.items()]
        return sorted(medians, key=lambda pair: -pair[1])
