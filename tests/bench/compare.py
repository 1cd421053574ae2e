"""`make bench`: the compile side in microseconds a node, and beside PyTorch where its interpreter is given.

Each implementation runs in a process of its own, and they take turns at every single step: two threaded libraries in
one process would disturb each other, and so the noise of a busy machine falls on both. Medians of CPU time; the ratio
is what counts. The goals are those that the project has set itself.
"""

from __future__ import annotations

import math
import statistics
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_name("compile_side.py")
NODES = 9  # a block, once inlined

#: how often each size is run; `--large` adds a chain of 5000 blocks, which takes minutes
ROUNDS = {"chain": {100: 3, 1000: 2}, "nested": {30: 3, 100: 2, 300: 1}}
LARGE = 5000
#: what PyTorch runs too; on the rest only the growth is of interest, and PyTorch would take minutes
COMPARED = {("chain", 100), ("chain", 1000)}

#: the step, its row of the goals, the ratio to reach, the other step that PyTorch is timed at, if any
GOALS: list[tuple[str, str, float, str | None]] = [
    ("trace", "P1", 0.05, None),
    ("trace", "P1", 0.40, "fx.symbolic_trace"),
    (".code", "P2", 0.10, None),
    (".code, inlined", "P2", 0.10, None),
    ("copy + inline", "P3", 1.0, None),
    ("first inline", "P3", 1.0, None),
    ("print, inlined", "P4", 1.5, None),
    ("inline + print", "P4", 1.0, None),
    ("dce", "P5", 1.0, None),
    ("cse", "P5", 0.8, None),
    ("save", "P6", 0.15, None),
    ("load", "P6", 0.20, None),
    ("script", "P7", 0.35, None),
    ("fx.symbolic_trace", "fx", 0.40, None),
]
#: the text of nested graphs names all modules around each node, so that it grows with the cube of their depth
CHAINS_ONLY = {"print, inlined", "inline + print", "fx.symbolic_trace", "script"}
#: a step that goes through as many statements as others through blocks, and not their nodes
STATEMENTS = {"script"}
#: P9: no step may grow faster than this
LARGEST_EXPONENT = 1.15

Times = dict[tuple[str, int, str], float]


class Worker:
    """One implementation in its own process, which times a step when asked."""

    def __init__(self, python: str, implementation: str) -> None:
        self.implementation = implementation
        self.process = subprocess.Popen(
            [python, str(SCRIPT), implementation], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def seconds(self, shape: str, size: int, step: str) -> float:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(f"{shape} {size} {step}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if not answer:
            raise SystemExit(f"{self.implementation} ended at {step!r} of {shape} {size}")
        return math.nan if answer == "null" else float(answer)

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def measure(workers: list[Worker]) -> list[Times]:
    """For each worker the median seconds of each step."""
    times: list[Times] = [{} for _ in workers]
    steps = dict.fromkeys(step for goal in GOALS for step in (goal[0], goal[3]) if step)
    for shape, rounds in ROUNDS.items():
        for size, count in rounds.items():
            taking_part = workers if (shape, size) in COMPARED else workers[:1]
            for step in steps:
                if shape == "nested" and step in CHAINS_ONLY:
                    continue
                runs = [[w.seconds(shape, size, step) for w in taking_part] for _ in range(count)]
                for found, taken in zip(times, zip(*runs, strict=True), strict=False):
                    found[shape, size, step] = statistics.median(taken)
    return times


def exponents(times: Times, shape: str, step: str) -> list[float]:
    """How the time grows from each size to the next: 1 is linear."""
    sizes = [size for size in ROUNDS[shape] if (shape, size, step) in times]
    return [
        math.log(times[shape, large, step] / times[shape, small, step]) / math.log(large / small)
        for small, large in zip(sizes, sizes[1:], strict=False)
    ]


def report(ours: Times, theirs: Times) -> None:
    heads = [
        "",
        "µs/node",
        "PyTorch",
        "ratio",
        "goal",
        "",
        "µs/node",
        "PyTorch",
        "ratio",
        "100→1000 (→5000)",
        "nested 30→300",
    ]
    print(f"{'':35}{'N=100':>8}{'':33}{'N=1000':>8}{'':30}exponents")
    print(_row(heads))
    for step, row, goal, other in GOALS:
        cells = [f"{row} {step}" + (f" ÷ {other}" if other else "")]
        for size in (100, 1000):
            own, their = (t.get(("chain", size, s), math.nan) for t, s in ((ours, step), (theirs, other or step)))
            node = size * (1 if step in STATEMENTS else NODES) / 1e6
            cells += [_number(own / node), _number(their / node), _number(own / their)]
            if size == 100:
                cells += [f"{goal:g}", ""]
        if other is None:
            cells.append(" ".join(map(_exponent, exponents(ours, "chain", step))))
            cells.append(" ".join(map(_exponent, exponents(ours, "nested", step))))
        print(_row(cells))
    print("script: µs a statement")
    print(f"P9: exponents up to {LARGEST_EXPONENT} are wanted; larger ones are marked with *")


def _row(cells: list[str]) -> str:
    widths = [33, 8, 9, 8, 7, 3, 8, 9, 8, 18, 16]
    return cells[0].ljust(widths[0]) + "".join(
        cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=False)
    )


def _number(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.2f}"


def _exponent(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.2f}{'*' if value > LARGEST_EXPONENT else ''}"


def main(*arguments: str) -> None:
    torch_python = next((each for each in arguments if each != "--large"), None)
    if "--large" in arguments:
        ROUNDS["chain"][LARGE] = 1
    workers = [Worker(sys.executable, "minitorchscript")]
    if torch_python:
        workers.append(Worker(torch_python, "torch"))
    times = measure(workers)
    for worker in workers:
        worker.close()
    report(times[0], times[1] if torch_python else {})


if __name__ == "__main__":
    main(*sys.argv[1:])
