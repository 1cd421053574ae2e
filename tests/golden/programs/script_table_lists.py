# Expressions of lists: what they compile to, what they give, which are refused.
import copy
from typing import List, Optional, Tuple

import torch


def table(arguments, call, expressions):
    """Each expression as the result of a function of these arguments, and what it gives for a call."""
    for expression in expressions:
        source = f"def f({arguments}):\n    return {expression}\n"
        name = f"{expression} of {arguments}"
        compiled = refused(name, lambda source=source: torch.jit.CompilationUnit(source).f, accepted=False)
        if compiled is not None:
            show_script(name, compiled, copy.deepcopy(call))


table(
    "a: List[int], b: List[int]",
    ([3, 1, 2], [1, 2]),
    [
        "sum(a), len(a), min(a), max(a)",
        "min([1.5, 0.5]), max([True, False])",
        "max(a, b), min([0.5], [0.25, 3.0])",
        "any([False, True]), all([True, False])",
        "a + b, a * 2, [0] * len(b)",
        'a == b, a != b, [1.0] == [1.0], ["a"] != ["a"]',
        "a < b",
        "1 in a, 9 not in a",
        "[1] in [b]",
        "a is a, a is b, a is not b",
        "a[0], a[-1], a[1:], a[:-1], a[::2], a[::-1], a[5:]",
        "a[9]",
        'a["x"]',
        "a[0.5]",
        "a[slice(1, 2)], a[slice(None, None, -1)], a[slice(2)]",
        "a.copy(), list(a), sorted(a)",
        "list(reversed(a))",
        "a.pop(), a.pop(0), a",
        "a.index(3), a.count(3)",
        "a.index(77)",
        "a.sort(key=1)",
        'a.append("x")',
        'a.insert("x", 1)',
        "a.nothing()",
        "[x + 1 for x in a]",
        "[x for x in a if x > 1]",
        "[y for x in [a, b] for y in x]",
        "[x + y for x, y in zip(a, b)]",
        "[i * x for i, x in enumerate(a)]",
        "[i for i in range(1, 9, 3)], list(range(len(a)))",
        "{x: y for x, y in zip(a, b)}",
        "[None]",
        "[1, 2.0]",
        "[]",
        "[[]]",
        "[a, [1.0]]",
        '(a, b)[0], {"k": a}["k"]',
        "print(*a)",
        "tuple(a)",
        "a and b",
        "not a",
        "bool(a)",
        'str(a), f"{b}"',
        "hash(a)",
        "-a",
        "a + 1",
        "a + (1, 2)",
        "max(a[0], a[1], a[2])",
        "a.tolist()",
        "abs(a)",
        "divmod(a, b)",
        "isinstance(a, list), isinstance(a, (list, int)), isinstance(a, tuple)",
    ],
)
table(
    "a: List[Optional[int]]",
    ([1, None, 3],),
    [
        "a[0]",
        "a[0] + 1",
        "len(a), a[1] is None",
        "[x is None for x in a]",
        "None in a",
        "sum(a)",
    ],
)
table(
    "a: List[Tuple[int, str]]",
    ([(2, "a"), (1, "b")],),
    [
        "sorted(a)",
        "[x for x, y in a]",
        "a[0][1], a[1]",
        '(1, "b") in a',
        "a == a",
    ],
)
table(
    "a: List[List[int]]",
    ([[1], [2, 3]],),
    [
        "a[1][0], a[0]",
        "[x[0] for x in a]",
        "sorted(a)",
        "a == a",
        "len(a[1]), a + [[4]]",
    ],
)
table(
    "a: List[str]",
    (["b", "a"],),
    [
        'sorted(a), "a" in a, a.index("a")',
        '" ".join(a), [x.upper() for x in a]',
        'a + ["c"], a * 2',
        "min(a)",
        "sum(a)",
        '"".join(["{}-".format(x) for x in a])',
    ],
)
table(
    "a: List[complex]",
    ([1j, 2 + 0j],),
    [
        "sum(a)",
        "a[0], a[-1]",
        "1j in a",
        "sorted(a)",
        "a == a",
        "max(a)",
    ],
)
