"""`make bench`: the compile side in microseconds a node, and beside PyTorch where its interpreter is given.

Each implementation runs in a process of its own, one after the other: two threaded libraries in one process
would disturb each other. Machines are noisy; the ratio is what counts.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_name("compile_side.py")
SIZES = (100, 1000)
NODES = 9

Times = dict[str, dict[str, float]]


def run(python: str, implementation: str) -> Times:
    command = [python, str(SCRIPT), implementation, *map(str, SIZES)]
    times: Times = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return times


def main(torch_python: str | None = None) -> None:
    ours = run(sys.executable, "minitorchscript")
    theirs = run(torch_python, "torch") if torch_python else None
    heads = [*(f"N={size}" for size in SIZES), "exponent", *(("PyTorch", "ratio") if theirs else ())]
    print(f"{'µs a node':22}" + "".join(f"{head:>10}" for head in heads))
    for step in ours[str(SIZES[-1])]:
        cells = [*(f"{per_node(ours, step, size):.1f}" for size in SIZES), f"{exponent(ours, step):.2f}"]
        if theirs:
            there = per_node(theirs, step, SIZES[-1])
            cells += [f"{there:.1f}", f"{per_node(ours, step, SIZES[-1]) / there:.2f}"]
        print(f"{step:22}" + "".join(f"{cell:>10}" for cell in cells))


def per_node(times: Times, step: str, size: int) -> float:
    return times[str(size)][step] / (size * NODES) * 1e6


def exponent(times: Times, step: str) -> float:
    """How the time grows from the smallest to the largest size: 1 is linear."""
    first, last = (times[str(size)][step] for size in (SIZES[0], SIZES[-1]))
    return math.log(last / first) / math.log(SIZES[-1] / SIZES[0])


if __name__ == "__main__":
    main(*sys.argv[1:2])
