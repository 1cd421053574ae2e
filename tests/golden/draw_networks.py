"""A hundred random networks of the kinds that dialect 1.8 covers, as program files to be recorded under PyTorch 1.8.1.

    python tests/golden/draw_networks.py
    path/to/python3.9 tests/golden/record.py tests/golden/programs/networks18_*.py

The first needs hypothesis, the second PyTorch 1.8.1. Several networks share a file, so their equal class names are
mangled as in one long session. Submodules and inlined texts are kept as digests, which keeps the transcripts small.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

GOLDEN = Path(__file__).resolve().parent
sys.path.insert(0, str(GOLDEN.parent))

from strategies import IMPORTS, Network, network  # noqa: E402

NETWORKS = 100
PER_FILE = 5


def section(number: int, drawn: Network) -> str:
    """One network of a file: what it shows is named after its number."""
    shown = drawn.capture.replace('"second."', f'"{number}.second.", digests=True')
    shown = shown.replace("show_module(traced)", f'show_module(traced, "{number}.", digests=True)')
    return f"\n\n# Network {number}\n{drawn.model}{shown}"


def main() -> None:
    drawn = [network(Random(f"1.8/{index}"), "article") for index in range(NETWORKS)]
    for start in range(0, NETWORKS, PER_FILE):
        sections = [section(start + i, each) for i, each in enumerate(drawn[start : start + PER_FILE])]
        head = f"# Networks {start} to {start + PER_FILE - 1}, drawn by draw_networks.py.\n{IMPORTS}"
        path = GOLDEN / "programs" / f"networks18_{start // PER_FILE:02}.py"
        path.write_text(head + "".join(sections), encoding="utf-8")


if __name__ == "__main__":
    main()
