"""Values to try operators on that take and return no tensors, by the types in their schemas."""

from __future__ import annotations

import itertools
import random
from typing import Any

SAMPLES: dict[str, list[Any]] = {
    "int": [0, 1, 2, -1, 7, -7, 3, 12, 97],
    "float": [0.0, -0.0, 1.0, 0.5, -1.5, 2.5, 3.5, 1e300, -1e-300, 7.25, float("inf"), float("nan")],
    "bool": [True, False],
    "complex": [1 + 2j, -0.5 + 0j, 3j, 0j],
    "str": ["", "a", "abcabc", " Ab c\t\n", "HELLO world", "12", "-3.5", "x,y,,z", "é b", "aXb1"],
    "Scalar": [0, 1, -3, 2.5, -0.5],
    "number": [0, 1, -3, 2.5, -0.5],
    "int[]": [[], [1], [3, 1, 2], [2, 2, -5]],
    "float[]": [[], [1.5], [0.5, -2.0, 7.0]],
    "bool[]": [[], [True], [False, True, True]],
    "complex[]": [[], [1j, 2.0 + 0j]],
    "str[]": [[], ["a"], ["b", "A", "c", "b"]],
    "t[]": [[], [1], [3, 1, 2]],
    "t": [1, 3],
    "Any[]": [[], [1, 2]],
    "int?": [None, 0, 1, -1, 5],
    "str?": [None, ",", "b"],
}
#: so many calls of each operator
LIMIT = 30
KEYS = {"str": ["a", "b"], "int": [1, 2], "bool": [True, False], "float": [0.5, 1.5], "complex": [1j, 2j]}


def values_of(kind: str) -> list[Any] | None:
    """Values for an argument of a kind, or ``None`` for a kind that is not tried."""
    if kind.startswith("Dict("):
        key = kind[5:].partition(",")[0]
        if key not in KEYS or kind.partition(", ")[2] != "t)":
            return None
        first, second = KEYS[key]
        return [{}, {first: 1}, {second: 4, first: 3}]
    return SAMPLES.get(kind)


def calls_of(kinds: list[str]) -> list[tuple[Any, ...]] | None:
    """Argument tuples for a schema's argument kinds; all of them if they are few, else a fixed choice."""
    choices = [values_of(kind) for kind in kinds]
    if set(kinds) == {"int"} and len(kinds) == 2:
        choices = [[*SAMPLES["int"], 2**62, 2**63 - 1]] * 2
    if any(choice is None for choice in choices):
        return None
    # Some of PyTorch's operators look for an empty string forever.
    choices[1:] = [[value for value in choice or () if value != ""] for choice in choices[1:]]
    every = list(itertools.product(*[choice for choice in choices if choice is not None]))
    if len(every) <= LIMIT:
        return every
    return random.Random(7).sample(every, LIMIT)


def kind_of(argument: str) -> str:
    """The kind of an argument as written in a schema, without its alias marks."""
    text, depth = "", 0
    for place, letter in enumerate(argument):
        if letter == "(" and text not in ("Dict", ""):
            depth += 1
        if depth == 0:
            text += letter
        if letter == ")" and depth:
            depth -= 1
        if depth == 0 and argument[place + 1 : place + 2] == " " and "Dict(" not in text:
            break
        if depth == 0 and text.startswith("Dict(") and letter == ")":
            break
    return text


def arguments_of(schema: str) -> list[str] | None:
    """The kinds of a schema's arguments, or ``None`` for a schema with arguments that are not tried."""
    inside, depth = "", 0
    for letter in schema[schema.index("(") :]:
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            break
        inside += letter
    parts, depth, current = [], 0, ""
    for letter in inside[1:]:
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and depth == 0:
            parts.append(current.strip())
            current = ""
        else:
            current += letter
    if current.strip():
        parts.append(current.strip())
    if any(part in ("*", "...") or part.startswith("(") for part in parts):
        return None
    return [kind_of(part) for part in parts]
