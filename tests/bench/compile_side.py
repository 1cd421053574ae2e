"""The compile side, timed under one implementation: `python compile_side.py minitorchscript|torch`.

Reads one request a line, `SHAPE SIZE STEP`, and answers each with the seconds of CPU time that one run of the step
took, or `null` for a step that the implementation doesn't have. A shape is a network: `chain` of N blocks
`x + relu(Linear(4, 4)(x))`, or such blocks `nested` N deep; a block is nine nodes once inlined. What is scripted is a
function of N statements, one after the other. Nothing here knows under which of the two it runs.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import runpy
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Any

torch: Any = importlib.import_module(sys.argv[1])

Step = tuple[Callable[["Case"], Any], Callable[["Case", Any], Any]]


#: what a function to be scripted consists of, over and over
STATEMENTS = (
    "y = x + y * 2",
    "y = torch.relu(y)",
    "n = n * 3 + 1",
    "z.append(y)",
    "y = F.relu(x)",
    "y += x",
    "y = y.neg().exp()",
    "x = z[n]",
)


class Block(torch.nn.Module):  # type: ignore[misc]
    def __init__(self, inner: Any = None) -> None:
        super().__init__()
        self.inner = inner
        self.linear = torch.nn.Linear(4, 4)

    def forward(self, x: Any) -> Any:
        if self.inner is not None:
            x = self.inner(x)
        return x + torch.relu(self.linear(x))


class Case:
    """One network, and what the steps start from: each made once, when first needed."""

    def __init__(self, shape: str, size: int) -> None:
        if shape == "nested":
            model = None
            for _ in range(size):
                model = Block(model)
            assert model is not None
        else:
            model = torch.nn.Sequential(*(Block() for _ in range(size)))
        self.size = size
        self.functions = 0
        self.model = model.eval()
        self.input = torch.rand(2, 4)
        self.folder = tempfile.TemporaryDirectory()

    def trace(self) -> Any:
        return torch.jit.trace(self.model, self.input, check_trace=False)

    @cached_property
    def traced(self) -> Any:
        return self.trace()

    @cached_property
    def flat(self) -> Any:
        """A trace whose graph has been inlined for good."""
        traced = self.trace()
        torch._C._jit_pass_inline(traced.graph)
        return traced

    def straight(self) -> Any:
        """A function of so many statements in a file of its own; a new one each time, since it is compiled once."""
        self.functions += 1
        path = os.path.join(self.folder.name, f"straight{self.functions}.py")
        with open(path, "w") as file:
            file.write(f"import {torch.__name__} as torch\nimport {torch.__name__}.nn.functional as F\n\n")
            file.write("def straight(x, y, z: list[torch.Tensor], n: int):\n")
            file.writelines(f"    {STATEMENTS[i % len(STATEMENTS)]}\n" for i in range(self.size))
            file.write("    return y, z, n\n")
        return runpy.run_path(path)["straight"]

    @property
    def file(self) -> str:
        return os.path.join(self.folder.name, "model.json")

    @cached_property
    def saved(self) -> str:
        self.traced.save(self.file)
        return self.file


#: what a step starts from, and the step; the first is not timed
STEPS: dict[str, Step] = {
    "trace": (lambda case: None, lambda case, _: case.trace()),
    "fx.symbolic_trace": (lambda case: torch.fx.symbolic_trace, lambda case, trace: trace(case.model)),
    ".code": (lambda case: case.traced, lambda case, module: module.code),
    ".code, inlined": (lambda case: case.flat, lambda case, module: module.code),
    "copy + inline": (lambda case: case.traced.graph, lambda case, graph: torch._C._jit_pass_inline(graph.copy())),
    "first inline": (lambda case: case.trace().graph, lambda case, graph: torch._C._jit_pass_inline(graph)),
    "print, inlined": (lambda case: case.flat.graph, lambda case, graph: str(graph)),
    "inline + print": (lambda case: case.traced, lambda case, module: str(module.inlined_graph)),
    "dce": (lambda case: (torch._C._jit_pass_dce, case.flat.graph.copy()), lambda case, given: given[0](given[1])),
    "cse": (lambda case: (torch._C._jit_pass_cse, case.flat.graph.copy()), lambda case, given: given[0](given[1])),
    "script": (lambda case: case.straight(), lambda case, function: torch.jit.script(function)),
    "save": (lambda case: case.traced, lambda case, module: module.save(case.file)),
    "load": (lambda case: case.saved, lambda case, file: torch.jit.load(file)),
}

case = lru_cache(maxsize=1)(Case)


def seconds(shape: str, size: int, step: str) -> float | None:
    """The CPU time of one run; garbage of earlier runs is collected before the clock starts."""
    prepare, run = STEPS[step]
    subject = case(shape, size)
    try:
        given = prepare(subject)
    except AttributeError:
        return None
    gc.collect()
    start = time.process_time()
    run(subject, given)
    return time.process_time() - start


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20_000)
    with torch.no_grad():
        for line in sys.stdin:
            shape, size, step = line.rstrip("\n").split(" ", 2)
            print(json.dumps(seconds(shape, int(size), step)), flush=True)
