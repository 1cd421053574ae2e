# Lists of script classes: sorted and sort by __lt__; classes without one; defaults; recursion of types.
from typing import List, Optional

import torch


@torch.jit.script
class Card:
    def __init__(self, n: int):
        self.n = n

    def __lt__(self, other: "Card") -> bool:
        return self.n < other.n


@torch.jit.script
class Plain:
    def __init__(self):
        self.n = 1


def ordered(values: List[int], reverse: bool) -> List[int]:
    cards = [Card(n) for n in values]
    cards.sort(reverse=reverse)
    return [card.n for card in cards]


def copied(values: List[int]) -> List[int]:
    cards = [Card(n) for n in values]
    other = sorted(cards)
    return [card.n for card in cards] + [card.n for card in other]


def without() -> int:
    things = [Plain(), Plain()]
    things.sort()
    return things[0].n


def wrong_reverse() -> int:
    cards = [Card(1)]
    cards.sort(cards)
    return cards[0].n


show_script("ordered", ordered, ([3, 1, 2], False), ([3, 1, 2], True), ([], False))
show_script("copied", copied, ([3, 1],))
show_script("without", without, ())
show_script("wrong_reverse", wrong_reverse)
