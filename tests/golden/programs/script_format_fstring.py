# f-strings: values of several types, method calls inside, literals with braces and percent signs.
from typing import List

import torch


def simple(x: int, y: float, s: str) -> str:
    return f"x={x} y={y} s={s}"


def expressions(x: int, values: List[int]) -> str:
    return f"{x + 1} and {values[0]} of {len(values)}"


def literal() -> str:
    return f"nothing here 100%"


def braces(x: int) -> str:
    return f"{{{x}}}"


show_script("simple", simple, (1, 2.5, "a"), (-3, 1e100, ""))
show_script("expressions", expressions, (1, [2, 3]))
show_script("literal", literal, ())
show_script("braces", braces, (1,))
