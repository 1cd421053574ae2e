# Enumerations that are numbers too, walks over all members, and members in containers.
import enum
from typing import Dict, List

import torch


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


class Color(enum.Enum):
    RED = "r"
    BLUE = "b"


def read(level: Level):
    return level, level.value, level.name, level == Level.LOW


def compared(level: Level):
    return level == 1


def added(level: Level):
    return level + 1


def walked_twice():
    return [each.value for each in Color], [each for each in Color]


def levels():
    total = 0
    for each in Level:
        total += each.value
    return total


def counted(colors: List[Color]):
    return len(colors), Color.RED in colors, colors.count(Color.RED)


def kept(color: Color) -> Dict[str, Color]:
    return {"a": color, "b": Color.BLUE}


def branches(color: Color) -> int:
    if color == Color.RED:
        return 1
    elif color == Color.BLUE:
        return 2
    return 3


def wrong(color: Color) -> int:
    return color


show_script("read", read, (Level.LOW,), (Level.HIGH,))
show_script("compared", compared)
show_script("added", added)
show_script("walked_twice", walked_twice, ())
show_script("levels", levels, ())
show_script("counted", counted, ([Color.RED, Color.BLUE, Color.RED],))
show_script("kept", kept, (Color.RED,))
show_script("branches", branches, (Color.RED,), (Color.BLUE,))
show_script("wrong", wrong)
