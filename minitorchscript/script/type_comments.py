"""Type comments: ``# type: (Tensor, int) -> Tensor`` below a function's head, or one line for each parameter."""

from __future__ import annotations

import re

_MARK = "# type:"
_IGNORED = re.compile(r"# type:\ ignore(\[[a-zA-Z-]+\])?$")
_MISSPELT = re.compile(r"#[\t ]*type[\t ]*(?!: ignore(\[.*\])?$):")
_PEP = "(See PEP 484 https://www.python.org/dev/peps/pep-0484/#suggested-syntax-for-python-2-7-and-straddling-code)"


def type_line_of(text: str) -> str | None:
    """The comment that gives a function's types, as one line; ``None`` where there is none."""
    if "type" not in text:
        return None
    lines = text.split("\n")
    found = [line for line in lines if _MARK in line and not _IGNORED.search(line)]
    if not found:
        for number, line in enumerate(lines):
            if _MISSPELT.search(line):
                raise RuntimeError(
                    f"The annotation prefix in line {number} is probably invalid.\nIt must be '# type:'"
                    f"\nSee {_PEP.removeprefix('(See ').removesuffix(')').replace('PEP 484 ', 'PEP 484 (')})"
                    "\nfor examples"
                )
        return None
    if len(found) == 1:
        return found[0].strip()
    types: list[str] = []
    for line in found:
        if "# type: (...) -> " in line:
            return line.replace("...", ", ".join(types))
        types.append(line[line.find(_MARK) + len(_MARK) :].strip())
    raise RuntimeError(
        "Return type line '# type: (...) -> ...' not found on multiline type annotation\nfor type lines:\n"
        + "\n".join(found)
        + f"\n{_PEP}"
    )
