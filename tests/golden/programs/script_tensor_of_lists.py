# torch.tensor and torch.as_tensor of lists: nested, empty, mixed, of what is no number; and isinstance of list, tuple.
import warnings
from typing import Any, List, Optional, Tuple, Union

import torch


def attempt(name, source):
    for function in ("tensor", "as_tensor"):
        unit = torch.jit.CompilationUnit(f"def f():\n    return torch.{function}({source})\n")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                result = unit.f()
        except Exception as error:
            show(f"{name}.{function}", f"{type(error).__name__}\n{error}")
        else:
            show(f"{name}.{function}", f"{result} {result.dtype} {list(result.shape)}")


attempt("none", "[None]")
attempt("empty", "[]")
attempt("empty in one", "[[]]")
attempt("uneven", "[[2, 2], [1]]")
attempt("tensors", "[torch.ones(1)]")
attempt("strings", "['a']")
attempt("complex", "[1j]")
attempt("nested", "[[[1, 2]], [[3, 4]]]")
attempt("bools", "[[True], [False]]")
attempt("floats", "[2.5, -1.0]")
attempt("ints as floats", "[1, 2], dtype=torch.float")
attempt("no ints", "torch.jit.annotate(List[int], [])")
attempt("no floats", "torch.jit.annotate(List[float], [])")
attempt("no bools", "torch.jit.annotate(List[bool], [])")
attempt("no complex", "torch.jit.annotate(List[complex], [])")
attempt("no ints in one", "[torch.jit.annotate(List[int], [])]")
attempt("no ints as double", "torch.jit.annotate(List[int], []), dtype=torch.double")


def kinds(a: Any) -> List[bool]:
    return [isinstance(a, list), isinstance(a, tuple), isinstance(a, (int, list)), isinstance(a, List[int])]


def of_union(a: Union[List[int], int, Tuple[int, int]]) -> int:
    if isinstance(a, list):
        return len(a)
    elif isinstance(a, tuple):
        return a[0]
    return a


def known(a: Tuple[int, List[float]]):
    return isinstance(a, tuple), isinstance(a[1], list), isinstance(a[0], list)


def several(a: Optional[List[int]]) -> int:
    b = 0
    if isinstance(a, (int, (float,), list, str)):
        b += 1
    if isinstance(a, (int, str)):
        b += 1
    if isinstance(a, List[int]):
        b += 1
    return b


show_script("kinds", kinds, ([1],), ((1, 2),), ("a",), (1,), (torch.ones(1),), (None,), ([1.5],))
show_script("of_union", of_union, ([1, 2],), (5,), ((7, 8),))
show_script("known", known, ((1, [2.5]),))
show_script("several", several, ([3, 4],), (None,))

unit = torch.jit.CompilationUnit("def f(x):\n    return abs(x)\n")
show("abs.graph", str(unit.f.graph), "names")
show("abs.code", unit.f.code)
show("abs.result", str(unit.f(torch.tensor([-1.5, 2.0]))))
unit = torch.jit.CompilationUnit(
    "def a(x: List[int]):\n    return x[::-9223372036854775808]\n"
    "def b(x: str):\n    return x[::0]\n"
    "def c(x: List[int], s: int):\n    return x[s:], x[:s], x[::s]\n"
)
refused("step without opposite", lambda: unit.a([1, 2]))
refused("step of zero", lambda: unit.b("ab"))
show("largest", str([unit.c([1, 2, 3], s) for s in (2**63 - 1, -(2**63) + 1, 2, -1)]))
