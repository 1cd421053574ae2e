# @torch.jit.interface on a script class.
import torch


@torch.jit.interface
class Shape:
    def area(self) -> int:
        pass


@torch.jit.script
class Square:
    def __init__(self, side: int):
        self.side = side

    def area(self) -> int:
        return self.side * self.side


@torch.jit.script
class Oblong:
    def __init__(self, a: int, b: int):
        self.a = a
        self.b = b

    def area(self) -> int:
        return self.a * self.b


def measured(shape: Shape) -> int:
    return shape.area()


def used(n: int) -> int:
    return measured(Square(n)) + measured(Oblong(n, 2))


def wrong(n: int) -> int:
    return measured(n)


show_script("measured", measured)
show_script("used", used, (3,))
show_script("wrong", wrong)
