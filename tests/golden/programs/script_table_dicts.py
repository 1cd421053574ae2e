# Expressions of dictionaries and named results: what they compile to, what they give, which are refused.
import copy
from collections import OrderedDict
from typing import Dict, List, Optional, Union

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
    "a: Dict[str, int]",
    ({"a": 1, "b": 2},),
    [
        'a["a"], a.get("a"), a.get("z"), a.get("z", 5)',
        'a["z"]',
        "a[1]",
        "a.keys(), a.values(), a.items(), len(a)",
        'a.pop("a"), a.pop("z", 3), a',
        'a.pop("z")',
        "a.popitem(), a",
        'a.setdefault("a", 9), a.setdefault("n", 9), a',
        '"a" in a, "z" not in a, 1 in a',
        '"a" in a, "z" not in a',
        "[k for k in a], [v for v in a.values()], [k + str(v) for k, v in a.items()]",
        "{k: v + 1 for k, v in a.items()}",
        "{k: v for k, v in a}",
        "{k: 1 for k in a}",
        "{k: v for k in a for v in [1]}",
        'dict(a), dict(a, c=3), dict([("x", 1)]), dict(x=1, y=2), dict({"x": 1}, y=2)',
        "dict()",
        "dict(1)",
        "a.copy(), a is a, a == a",
        "list(a), list(a.items()), sorted(list(a.keys()))",
        "max(list(a.values())), sum(list(a.values()))",
        "a.keys()[0]",
        "a.nothing",
        'a | {"x": 1}',
        'str(a), f"{a}"',
        "bool(a), not a",
        "hash(a)",
        '{"a": 1, "b": 2.0}',
        '{1: "a", "b": 2}',
        "{}",
        '{"a": a}["a"]["b"]',
        "{(1, 2): 3}",
        "{None: 1}",
        "{1.5: 1, 2.5: 2}",
        "{True: 1}[True]",
        "len(a.keys()), list(zip(a.keys(), a.values()))",
        "isinstance(a, dict), isinstance(a, list)",
        'OrderedDict([("a", 1)])',
        'a.update({"b": 7})',
        "a.clear()",
        "sorted(a)",
        "reversed(a)",
    ],
)
table(
    "a: Dict[int, List[int]]",
    ({1: [1]},),
    [
        "a[1][0], a[1]",
        "a[1] + [2], len(a[1])",
        'a["x"]',
        "a.get(2)",
        "a.get(2, [5])",
        "[x for v in [a[1]] for x in v]",
    ],
)
table(
    "a: Dict[str, Optional[int]]",
    ({"a": None},),
    [
        'a["a"]',
        'a["a"] is None',
        'a["a"] + 1',
        'a.get("a")',
    ],
)
table(
    "a: Dict[str, Dict[str, int]]",
    ({"a": {"b": 3}},),
    [
        'a["a"]["b"]',
        'a["a"].get("z", 1)',
        "{k: len(v) for k, v in a.items()}",
    ],
)
table("a: Dict[str, Union[int, str]]", ({"a": 1},), ['a.get("a")', 'a.get("z")', 'a["a"]', 'a.get("a", 2)'])
table("a: Dict[str, Optional[Union[int, str]]]", ({"a": 1},), ['a.get("a")', 'a.get("z")'])
table("a: Dict[str, torch.Tensor]", ({"a": torch.ones(1)},), ['a.get("a")', 'a.get("z")', 'a["a"] + 1'])
