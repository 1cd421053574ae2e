# Script classes in lists, dicts, optionals and tuples; classes holding classes.
from typing import Dict, List, Optional

import torch


@torch.jit.script
class Point:
    def __init__(self, x: float, y: float):
        self.x = x
        self.y = y


@torch.jit.script
class Line:
    def __init__(self, start: Point, end: Point):
        self.start = start
        self.end = end

    def length(self) -> float:
        return abs(self.end.x - self.start.x) + abs(self.end.y - self.start.y)


def listed(n: int) -> float:
    points: List[Point] = []
    for i in range(n):
        points.append(Point(float(i), 1.0))
    return points[-1].x


def mapped() -> float:
    table: Dict[str, Point] = {}
    table["a"] = Point(1.0, 2.0)
    return table["a"].y


def optional(flag: bool) -> float:
    point: Optional[Point] = None
    if flag:
        point = Point(3.0, 4.0)
    if point is not None:
        return point.x
    return 0.0


def nested() -> float:
    line = Line(Point(0.0, 0.0), Point(3.0, 4.0))
    line.end.x = 10.0
    return line.length()


show_script("listed", listed, (3,))
show_script("mapped", mapped, ())
show_script("optional", optional, (True,), (False,))
show_script("nested", nested, ())
