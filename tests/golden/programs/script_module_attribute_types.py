# Random Python values as attributes of a module: the types they are given, what comes back, and which have no type.
from collections import namedtuple
from enum import Enum
from random import Random

import torch
from torch import nn


class Color(Enum):
    RED = 1


class Point:
    def __init__(self):
        self.x = 1


class Opaque:
    def __init__(self, *args):
        pass


Plain = namedtuple("Plain", ["a", "b"])


class Holder(nn.Module):
    def __init__(self, value):
        super().__init__()
        self.value = value

    def forward(self):
        return self.value


random = Random(1)
leaves = [1, 2.5, True, "a", None, torch.ones(2), 1j, torch.float32, torch.device("cpu"), Color.RED, Point(), object()]
leaves += [Opaque(), torch.strided, b"x", {1}, Plain(1, "a"), torch.Size([1, 2]), range(3), len, int]


def drawn(depth):
    kind = random.random()
    if depth == 0 or kind < 0.3:
        return random.choice(leaves)
    if kind < 0.5:
        return [drawn(depth - 1) for _ in range(random.randrange(4))]
    if kind < 0.65:
        return [drawn(depth - 1)] * random.randrange(4)
    if kind < 0.8:
        return tuple(drawn(depth - 1) for _ in range(random.randrange(4)))
    return {random.choice([1, "a", 2.5, "b", 3]): drawn(depth - 1) for _ in range(random.randrange(4))}


lines = []
for number in range(500):
    value = drawn(3)
    try:
        module = torch.jit.script(Holder(value))
        line = str(module.graph).split("\n")[1].strip()
    except Exception as error:
        text = str(error).strip().split("\n")[0].split(" (of Python")[0].split(" object at")[0]
        lines.append(f"{number} {type(error).__name__} {text}")
        continue
    lines.append(f"{number} {line} {repr(module()).split(' object at')[0]}")
show("attributes", "\n".join(lines))
