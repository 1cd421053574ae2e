# keys, values, items, get, pop, popitem, setdefault, update, clear, copy, in, len, del.
from typing import Dict, List, Optional

import torch


def views(d: Dict[str, int]):
    return list(d.keys()), list(d.values()), len(d)


def look(d: Dict[str, int], key: str):
    return d.get(key), d.get(key, -1), key in d


def change(d: Dict[str, int]) -> Dict[str, int]:
    d.update({"x": 1})
    d.setdefault("y", 2)
    d.setdefault("x", 9)
    a = d.pop("a")
    d["popped"] = a
    return d


def removed(d: Dict[str, int]) -> Dict[str, int]:
    del d["a"]
    return d


def cleared(d: Dict[str, int]):
    e = d.copy()
    d.clear()
    return d, e


def items(d: Dict[int, float]) -> List[float]:
    out: List[float] = []
    for pair in d.items():
        out.append(pair[0] * pair[1])
    return out


d = {"a": 1, "b": 2}
show_script("views", views, (d,))
show_script("look", look, (d, "a"), (d, "q"))
show_script("change", change, ({"a": 5},), ({"b": 5},))
show_script("removed", removed, ({"a": 1, "b": 2},))
show_script("cleared", cleared, ({"a": 1},))
show_script("items", items, ({1: 2.0, 3: 0.5},))
