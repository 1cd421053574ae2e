# A script class: attributes, methods, use in a function.
import torch


@torch.jit.script
class Pair:
    def __init__(self, first: int, second: int):
        self.first = first
        self.second = second

    def total(self) -> int:
        return self.first + self.second

    def scale(self, n: int):
        self.first = self.first * n
        self.second *= n


def used(n: int) -> int:
    pair = Pair(n, n + 1)
    pair.scale(3)
    pair.first += 100
    return pair.total()


def returned(n: int):
    return Pair(n, 0)


def taken(pair: Pair) -> int:
    return pair.first


show_script("used", used, (1,))
show_script("returned", returned)
show_script("taken", taken, (Pair(4, 5),))
