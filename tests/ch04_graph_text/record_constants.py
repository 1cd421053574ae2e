"""Writes constants.json: the node that PyTorch prints for each constant.  Run it with an interpreter that has PyTorch.

python tests/ch04_graph_text/record_constants.py
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from constant_values import EXPRESSIONS


def printed(expression: str) -> str:
    graph = torch._C.Graph()
    return str(graph.insertConstant(eval(expression)).node())


if __name__ == "__main__":
    texts = [printed(expression) for expression in EXPRESSIONS]
    found = {"torch": torch.__version__, "texts": texts}
    Path(__file__).with_name("constants.json").write_text(json.dumps(found, indent=0) + "\n")
