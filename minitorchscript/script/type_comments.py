"""Type comments: ``# type: (Tensor, int) -> Tensor`` below a function's head, or one line for each parameter."""

from __future__ import annotations

import ast
import re

from .parse_expressions import ExpressionParser
from .ranges import Source
from .tree import Expr, TupleLiteral

_MARK = "# type:"
_IGNORED = re.compile(r"# type:\ ignore(\[[a-zA-Z-]+\])?$")
_MISSPELT = re.compile(r"#[\t ]*type[\t ]*(?!: ignore(\[.*\])?$):")
_PEP = "(See PEP 484 https://www.python.org/dev/peps/pep-0484/#suggested-syntax-for-python-2-7-and-straddling-code)"


def type_line_of(text: str) -> str | None:
    """The comment that gives a function's types, as one line; ``None`` where there is none."""
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


def annotations_of_type_line(line: str) -> tuple[list[Expr], Expr | None]:
    """The parameters' types and, where it is given, the result's.

    Raises ``RuntimeError`` for a comment that can't be read.
    """
    start = line.find(_MARK) + len(_MARK)
    head, arrow, tail = line[start:].partition("->")
    source = Source(line, None)
    parameters = _expressions(source, head, start)
    returned = _expressions(source, tail, start + len(head) + len(arrow)) if arrow else []
    if len(parameters) == 1 and isinstance(parameters[0], TupleLiteral):
        parameters = parameters[0].inputs
    return parameters, returned[0] if returned else None


def _expressions(source: Source, text: str, offset: int) -> list[Expr]:
    """The expression that stands at an offset of the comment, with its place there."""
    shift = offset + len(text) - len(text.lstrip())
    try:
        parsed = ast.parse(text.strip(), mode="eval")
    except SyntaxError as error:
        raise RuntimeError(f"Failed to parse the type annotation '{source.text}'") from error
    for node in ast.walk(parsed):
        if isinstance(node, ast.expr):
            node.col_offset += shift
    return [ExpressionParser(source).expression(parsed.body)]
