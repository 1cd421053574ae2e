"""Writes graph_programs.json: what PyTorch computes.  Run it with an interpreter that has PyTorch.

python tests/ch03_ir/record_graph_programs.py
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from graph_programs import PROGRAMS, outcome


def compiled(text: str) -> Callable[..., Any]:
    graph = torch._C.parse_ir(text)
    if len(list(graph.outputs())) > 1:
        graph.makeMultiOutputIntoTuple()
    return torch._C._create_function_from_graph("f", graph)


if __name__ == "__main__":
    outcomes = [[outcome(compiled(text), copy.deepcopy(inputs)) for inputs in cases] for text, cases in PROGRAMS]
    found = {"torch": torch.__version__, "outcomes": outcomes}
    Path(__file__).with_name("graph_programs.json").write_text(json.dumps(found, indent=0) + "\n")
