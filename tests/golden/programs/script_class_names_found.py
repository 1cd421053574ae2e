# What names stand for in classes: annotations by other names, class attributes in patterns, exceptions of a function.
from typing import List, Optional, Tuple

import torch

Weights = torch.Tensor
Where = torch.device


class Renamed:
    def __init__(self):
        pass

    def moved(self, x: Weights, to: Where) -> Weights:
        return x.to(device=to)

    def again(self, other: "Renamed") -> "Renamed":
        return other


def renamed(x):
    return Renamed().moved(x, torch.device("cpu"))


def made_inside():
    Inner = torch.Tensor

    class Local:
        def __init__(self):
            pass

        def doubled(self, x: Inner, many: List[Inner]) -> Inner:
            return x + x + many[0]

    def use(x):
        return Local().doubled(x, [x])

    return use


def not_in_functions():
    Inner = torch.Tensor

    def use(x: Inner) -> Inner:
        return x

    return use


class Patterns:
    (first, second), [third] = ("", ""), [""]
    fourth: int = 0
    fifth = sixth = 1

    def __init__(self):
        self.own = 1


def first() -> str:
    return Patterns().first


def third() -> str:
    return Patterns().third


def fourth() -> int:
    return Patterns().fourth


def sixth() -> int:
    return Patterns().sixth


def seventh() -> int:
    return Patterns().seventh


def raising():
    class Unlike(ValueError):
        def __init__(self, text):
            super().__init__(text)

    def fails(x):
        raise Unlike("of a function")

    return fails


@torch.jit.interface
class Pair:
    def one(self, x: torch.Tensor) -> torch.Tensor:
        pass

    def two(self, x: torch.Tensor) -> torch.Tensor:
        pass


@torch.jit.script
class Half:
    def __init__(self):
        pass

    def one(self, x: torch.Tensor) -> torch.Tensor:
        return x


@torch.jit.script
class Other:
    def __init__(self):
        pass

    def one(self, x: torch.Tensor) -> torch.Tensor:
        return x

    def two(self, x: int) -> int:
        return x


@torch.jit.script
def take(x: Pair) -> Pair:
    return x


@torch.jit.script
def take_more(x: Tuple[int, Optional[Pair]]) -> int:
    return x[0]


def takes_half():
    return take(Half())


def takes_other():
    return take(Other())


def takes_half_inside():
    return take_more((1, Half()))


def gives_half() -> Pair:
    return Half()


def recursive():
    @torch.jit.script
    class Tree:
        def __init__(self):
            self.parent = torch.jit.annotate(Optional[Tree], None)


x = torch.ones(1)
show_script("renamed", renamed, (x,))
show_script("made_inside", made_inside(), (x,))
show_script("not_in_functions", not_in_functions())
for function in (first, third, fourth, sixth, seventh):
    show_script(function.__name__, function)
show_script("raising", raising(), (x,))
for function in (takes_half, takes_other, takes_half_inside, gives_half):
    show_script(function.__name__, function)
refused("recursive", recursive)
