"""Edits of graphs through PyTorch's binding names give what PyTorch gives (recorded by record_graph_edits.py)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import graph_edits
import pytest

import minitorchscript

RECORDED = json.loads(Path(__file__).with_name("graph_edits.json").read_text(encoding="utf-8"))["edits"]


def as_recorded(result: Any) -> Any:
    return json.loads(json.dumps(result))


@pytest.mark.parametrize("name", graph_edits.EDITS)
def test_an_edit_gives_what_pytorch_gives(name: str) -> None:
    assert as_recorded(graph_edits.EDITS[name](minitorchscript)) == RECORDED[name]
