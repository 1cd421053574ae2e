# Lists in lists: mutation through an alias, append of lists, sorting of tuples' lists refused, * of nested.
from typing import List, Tuple

import torch


def repeated(n: int) -> List[List[int]]:
    rows = [[n]] * 2
    rows[1].append(5)
    return rows


def grown(n: int) -> List[List[int]]:
    rows: List[List[int]] = []
    for i in range(n):
        rows.append([j for j in range(i)])
    return rows


def sorted_tuples(v: List[Tuple[int, str]]):
    return sorted(v)


def extended(v: List[List[int]]) -> List[List[int]]:
    v.extend([[1], [2, 3]])
    v[0] = [9]
    v[-1][0] += 10
    return v


show_script("repeated", repeated, (0,))
show_script("grown", grown, (3,))
show_script("sorted_tuples", sorted_tuples, ([(2, "a"), (1, "b")],))
show_script("extended", extended, ([[0]],))
