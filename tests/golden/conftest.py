"""The count that a green run would hide: scripted graphs whose text is equal as it stands, and those only renamed."""

from __future__ import annotations

from collections import Counter

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counts: Counter[str] = Counter()
    for report in terminalreporter.stats.get("passed", []):
        for name, value in getattr(report, "user_properties", []):
            if name in ("scripted graphs", "raw graphs"):
                counts[name] += int(value)
    if counts["scripted graphs"]:
        raw, tried = counts["raw graphs"], counts["scripted graphs"]
        terminalreporter.write_line(
            f"scripted graphs: {raw} of {tried} equal as text, {tried - raw} after renaming only"
        )
