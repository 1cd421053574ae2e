"""Writes graph_edits.json: what each edit of graph_edits.py gives.  Run it with an interpreter that has PyTorch.

python tests/ch03_ir/record_graph_edits.py
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from graph_edits import EDITS

if __name__ == "__main__":
    found = {"torch": torch.__version__, "edits": {name: function(torch) for name, function in EDITS.items()}}
    Path(__file__).with_suffix("").with_name("graph_edits.json").write_text(json.dumps(found, indent=1) + "\n")
