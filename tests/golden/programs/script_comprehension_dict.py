# Dict comprehensions.
from typing import Dict, List

import torch


def squares(values: List[int]) -> Dict[int, int]:
    return {value: value * value for value in values}


def swapped(table: Dict[str, int]) -> Dict[int, str]:
    return {value: key for key, value in table.items()}


def lengths(words: List[str]) -> Dict[str, int]:
    return {word: len(word) for word in words}


show_script("squares", squares, ([1, 2, 3],))
show_script("swapped", swapped, ({"a": 1, "b": 2},))
show_script("lengths", lengths, (["a", "bcd"],))
