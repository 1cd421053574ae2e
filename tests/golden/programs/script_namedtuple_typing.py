# typing.NamedTuple: constructed, fields, positions, keywords, defaults, unpacked, as parameter and result.
from typing import List, NamedTuple, Optional

import torch


class Point(NamedTuple):
    x: int
    y: float = 2.0
    name: Optional[str] = None


def made(n: int) -> Point:
    return Point(n, 1.5)


def keywords(n: int) -> Point:
    return Point(y=3.0, x=n)


def fields(p: Point) -> float:
    return p.x + p.y + p[0]


def unpacked(p: Point) -> float:
    x, y, name = p
    return x * y


def in_list(points: List[Point]) -> int:
    total = 0
    for point in points:
        total += point.x
    return total


show_script("made", made, (1,))
show_script("keywords", keywords, (1,))
show_script("fields", fields, (Point(1, 2.5),))
show_script("unpacked", unpacked, (Point(2, 2.5, "n"),))
show_script("in_list", in_list, ([Point(1), Point(2)],))
