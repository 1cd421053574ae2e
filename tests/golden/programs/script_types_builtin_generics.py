# list[int], dict[str, int], tuple[int, ...] of PEP 585 as annotations.
import torch


def total(values: list[int]) -> int:
    return values[0]


def look(table: dict[str, int]) -> list[str]:
    return list(table.keys())


def pair(p: tuple[int, float]) -> tuple[float, int]:
    return p[1], p[0]


show_script("total", total, ([1, 2, 3],))
show_script("look", look, ({"a": 1},))
show_script("pair", pair, ((1, 2.5),))
