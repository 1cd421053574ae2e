"""Lists, dictionaries, tuples and their methods; aliasing and mutation."""

from typing import Dict, List, NamedTuple, Optional, Tuple, Union

import torch
from torch import Tensor


class Point(NamedTuple):
    x: int
    y: Optional[float]


class Pair(NamedTuple):
    left: Tensor
    right: List[int]


def list_methods(values: List[int]) -> Tuple[List[int], int, int, int]:
    values.append(5)
    values.extend([6, 7])
    values.insert(1, 9)
    last = values.pop()
    first = values.pop(0)
    values.remove(9)
    values.reverse()
    values.sort()
    other = values.copy()
    other.sort(reverse=True)
    values += other
    return values, last, first, values.count(5) + values.index(6)


def list_operators(a: List[int], b: List[int]) -> Tuple[List[int], List[int], bool, bool, bool, int]:
    c = a + b
    return c, a * 2, a == b, a != b, 3 in c, len(c)


def list_functions(a: List[int], b: List[float], c: List[bool]) -> Tuple[int, int, int, float, bool, bool, List[float]]:
    return max(a), min(a), sum(a), sum(b), any(c), all(c), sorted(b)


def list_slices(a: List[int]) -> Tuple[List[int], List[int], List[int], List[int], int]:
    return a[1:], a[:-1], a[::2], a[1:3], a[-1]


def list_assignment(a: List[int]) -> List[int]:
    a[0] = 7
    a[-1] += 2
    a[1], a[2] = a[2], a[1]
    return a


def list_deletion(a: List[int]) -> List[int]:
    del a[0]
    return a


def list_aliasing(a: List[int]) -> Tuple[List[int], List[int]]:
    b = a
    b.append(3)
    c = a.copy()
    c.append(4)
    return a, c


def lists_in_loops(n: int) -> List[List[int]]:
    rows: List[List[int]] = []
    row = [0]
    for i in range(n):
        rows.append(row)
        row.append(i)
        if i % 2 == 0:
            row = [i]
    return rows


def constant_list_in_loop(n: int) -> List[int]:
    total: List[int] = []
    for i in range(n):
        fresh = [1, 2]
        fresh.append(i)
        total.extend(fresh)
    return total


def list_out_of_range(a: List[int], i: int) -> int:
    return a[i]


def pop_from(a: List[int], i: int) -> int:
    return a.pop(i)


def remove_from(a: List[int], i: int) -> List[int]:
    a.remove(i)
    return a


def index_in(a: List[int], i: int) -> int:
    return a.index(i)


def empty_extremes(a: List[int], which: bool) -> int:
    if which:
        return max(a)
    return min(a)


def list_of_tensors(x: Tensor) -> Tuple[Tensor, List[Tensor]]:
    parts = [x, x + 1]
    parts.append(x * 2)
    return torch.stack(parts), parts


def list_unpacking(a: List[int]) -> int:
    b, c = a
    return b - c


def optional_list(x: Tensor) -> List[Optional[Tensor]]:
    found: List[Optional[Tensor]] = [x, None]
    return found


def sort_lists(a: List[str], b: List[Tuple[int, str]]) -> Tuple[List[str], List[Tuple[int, str]]]:
    a.sort()
    return a, sorted(b)


def dict_methods(d: Dict[str, int]) -> Tuple[int, List[str], List[int], bool, int, Optional[int], Dict[str, int]]:
    d["new"] = 4
    d["a"] += 1
    got = d.get("missing", 3)
    maybe = d.get("nothing")
    popped = d.pop("new")
    d.setdefault("z", 8)
    d.update({"q": 1})
    return got, list(d.keys()), list(d.values()), "a" in d, popped + len(d), maybe, d


def dict_items(d: Dict[int, float]) -> List[Tuple[int, float]]:
    return list(d.items())


def dict_missing(d: Dict[str, int], key: str) -> int:
    return d[key]


def dict_missing_int(d: Dict[int, int], key: int) -> int:
    return d[key]


def dict_deletion(d: Dict[str, int], key: str) -> Dict[str, int]:
    del d[key]
    return d


def dict_order(n: int) -> Dict[int, int]:
    d: Dict[int, int] = {}
    for i in range(n):
        d[(i * 7) % 5] = i
    d.pop(0)
    d[0] = 100
    return d


def dict_literals(x: Tensor) -> Tuple[Dict[str, Tensor], Dict[int, List[int]], Dict[str, Optional[int]]]:
    optional: Dict[str, Optional[int]] = {"a": 1, "b": None}
    return {"x": x, "y": x + 1}, {1: [1, 2], 2: [3]}, optional


def dict_copy_and_clear(d: Dict[str, int]) -> Tuple[Dict[str, int], Dict[str, int]]:
    e = d.copy()
    d.clear()
    return d, e


def dict_from_pairs(keys: List[str], values: List[int]) -> Dict[str, int]:
    return dict(zip(keys, values))


def tuples(a: int, t: Tuple[int, str]) -> Tuple[int, str, Tuple[int, int], Tuple[int, int, int]]:
    n, text = t
    both = (a, n)
    first = both[0]
    last = both[-1]
    rest = (a, n, first)[1:]
    return first, text, both, (last, rest[0], rest[1])


def one_tuple(n: int) -> Tuple[int]:
    return (n,)


def named_tuples(n: int, p: Point) -> Tuple[Point, int, Optional[float]]:
    q = Point(n, 2.5)
    r = Point(x=p.x + q.x, y=None)
    return r, r[0], p.y


def named_tuple_of_containers(x: Tensor, values: List[int]) -> Pair:
    pair = Pair(x, values)
    pair.right.append(2)
    return pair


def unions(x: Union[int, str]) -> str:
    if isinstance(x, int):
        return "int " + str(x)
    return x


def isinstance_of_several(x: Union[int, str, List[int]]) -> int:
    if isinstance(x, (int, str)):
        return 1
    return len(x)


def annotations(n: int) -> Tuple[List[int], Optional[int], Dict[str, List[Tensor]]]:
    a = torch.jit.annotate(List[int], [])
    b = torch.jit.annotate(Optional[int], None)
    c: Dict[str, List[Tensor]] = {}
    a.append(n)
    return a, b, c


def unwrapping(x: Optional[int]) -> int:
    return torch.jit._unwrap_optional(x)


def nested_containers(a: Dict[str, List[Tuple[int, Tensor]]], key: str) -> Tensor:
    total = torch.zeros([])
    for n, x in a[key]:
        total = total + x.sum() * n
    a[key][0][1].add_(1)
    return total


def default_arguments(a: int, b: float = 1e-05, c: str = "x", d: bool = True, e: Optional[int] = None, f: int = -3) -> str:
    return f"{a} {b} {c} {d} {e} {f}"


ONE = torch.tensor([1.0, 2.0])
PROGRAMS = [
    (list_methods, [([1, 2],)]),
    (list_operators, [([1, 2], [3]), ([1], [1])]),
    (list_functions, [([3, 1, 2], [0.5, 0.25], [True, False])]),
    (list_slices, [([1, 2, 3, 4],), ([1],)]),
    (list_assignment, [([1, 2, 3],), ([1],)]),
    (list_deletion, [([1, 2],), ([],)]),
    (list_aliasing, [([1],)]),
    (lists_in_loops, [(4,)]),
    (constant_list_in_loop, [(3,)]),
    (list_out_of_range, [([1], 0), ([1], -2), ([], 0)]),
    (pop_from, [([1, 2], -1), ([1, 2], 5), ([], 0)]),
    (remove_from, [([1, 2], 1), ([1, 2], 5)]),
    (index_in, [([1, 2], 2), ([1, 2], 5)]),
    (empty_extremes, [([], True), ([], False), ([2, 3], True)]),
    (list_of_tensors, [(ONE,)]),
    (list_unpacking, [([1, 2],), ([1],)]),
    (optional_list, [(ONE,)]),
    (sort_lists, [(["b", "a", "C"], [(2, "a"), (1, "z"), (1, "b")])]),
    (dict_methods, [({"a": 1},), ({"b": 1},)]),
    (dict_items, [({2: 0.5, 1: 0.25},)]),
    (dict_missing, [({"a": 1}, "a"), ({"a": 1}, "b")]),
    (dict_missing_int, [({1: 1}, 2)]),
    (dict_deletion, [({"a": 1}, "a"), ({"a": 1}, "b")]),
    (dict_order, [(8,)]),
    (dict_literals, [(ONE,)]),
    (dict_copy_and_clear, [({"a": 1},)]),
    (dict_from_pairs, [(["a", "b"], [1, 2])]),
    (tuples, [(3, (4, "a"))]),
    (one_tuple, [(3,)]),
    (named_tuples, [(3, Point(1, 0.5))]),
    (named_tuple_of_containers, [(ONE, [1])]),
    (unions, [(3,), ("a",)]),
    (isinstance_of_several, [(3,), ([1, 2],)]),
    (annotations, [(3,)]),
    (unwrapping, [(3,), (None,)]),
    (nested_containers, [({"a": [(2, torch.ones(2)), (3, torch.ones(1))]}, "a")]),
    (default_arguments, [(1,), (1, 2.0, "y", False, 3, 4)]),
]
