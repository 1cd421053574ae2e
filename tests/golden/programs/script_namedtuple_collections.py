# collections.namedtuple, without types: fields are Tensors.
from collections import namedtuple

import torch

Pair = namedtuple("Pair", ["first", "second"])


def made(x):
    return Pair(x, x + 1)


def used(x):
    pair = Pair(first=x, second=x * 2)
    return pair.first + pair.second


def taken(pair: Pair):
    return pair.second


x = torch.ones(1)
show_script("made", made, (x,))
show_script("used", used, (x,))
show_script("taken", taken, (Pair(x, x),))
