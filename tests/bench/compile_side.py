"""The compile side, timed under one implementation: `python compile_side.py minitorchscript|torch N …`.

The network is a chain of N blocks `x + relu(Linear(4, 4)(x))`, nine nodes a block once inlined. Prints JSON:
{"N": {step: median seconds}}. Nothing here knows which of the two it runs under.
"""

from __future__ import annotations

import importlib
import json
import os
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from typing import Any

torch: Any = importlib.import_module(sys.argv[1])


class Block(torch.nn.Module):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__()
        self.linear = torch.nn.Linear(4, 4)

    def forward(self, x: Any) -> Any:
        return x + torch.relu(self.linear(x))


def median_of(repeats: int, prepare: Callable[[], Any], step: Callable[[Any], Any]) -> float:
    times = []
    for _ in range(repeats):
        subject = prepare()
        start = time.perf_counter()
        step(subject)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def measure(blocks: int, repeats: int) -> dict[str, float]:
    """Median seconds of each step for a chain of so many blocks."""
    model = torch.nn.Sequential(*(Block() for _ in range(blocks))).eval()
    x = torch.rand(2, 4)
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        file = os.path.join(folder, "model.json")

        def trace() -> Any:
            return torch.jit.trace(model, x, check_trace=False)

        def inlined() -> Any:
            traced = trace()
            torch._C._jit_pass_inline(traced.graph)
            return traced

        trace()
        traced, flat = trace(), inlined()
        traced.save(file)
        steps: dict[str, tuple[Callable[[], Any], Callable[[Any], Any]]] = {
            "trace": (lambda: None, lambda _: trace()),
            "str(graph), inlined": (lambda: flat.graph, str),
            ".code, inlined": (lambda: flat, lambda module: module.code),
            "copy + inline": (lambda: traced.graph, lambda graph: torch._C._jit_pass_inline(graph.copy())),
            "save": (lambda: traced, lambda module: module.save(file)),
            "load": (lambda: file, torch.jit.load),
        }
        return {name: median_of(repeats, *step) for name, step in steps.items()}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sizes = [int(size) for size in sys.argv[2:]]
    print(json.dumps({size: measure(size, 7 if size <= 100 else 3) for size in sizes}))
