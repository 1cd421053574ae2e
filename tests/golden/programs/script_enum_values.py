# Enum: as parameter, constant, compared, .name and .value, in a list, as result.
from enum import Enum
from typing import List

import torch


class Color(Enum):
    RED = 1
    GREEN = 2


class Word(Enum):
    A = "alpha"
    B = "beta"


class Ratio(Enum):
    HALF = 0.5
    ONE = 1.0


def is_red(c: Color) -> bool:
    return c == Color.RED


def parts(c: Color):
    return c.name, c.value


def chosen(flag: bool) -> Color:
    if flag:
        return Color.RED
    return Color.GREEN


def words(w: Word) -> str:
    if w == Word.A:
        return w.value + "!"
    return w.name


def ratio(r: Ratio) -> float:
    return r.value * 3


def counted(colors: List[Color]) -> int:
    total = 0
    for color in colors:
        if color != Color.GREEN:
            total += color.value
    return total


show_script("is_red", is_red, (Color.RED,), (Color.GREEN,))
show_script("parts", parts, (Color.GREEN,))
show_script("chosen", chosen, (True,), (False,))
show_script("words", words, (Word.A,), (Word.B,))
show_script("ratio", ratio, (Ratio.HALF,))
show_script("counted", counted, ([Color.RED, Color.RED, Color.GREEN],))
