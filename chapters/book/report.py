"""What a step says when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["ok", "failed", "todo"]


@dataclass(frozen=True)
class Report:
    """How a step went: one line, and what a reader needs to mend it."""

    status: Status
    summary: str
    details: str = ""
