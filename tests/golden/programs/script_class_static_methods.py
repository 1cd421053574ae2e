# Static methods, class attributes, properties of a script class.
import torch


@torch.jit.script
class Box:
    def __init__(self, side: int):
        self.side = side

    @staticmethod
    def area_of(side: int) -> int:
        return side * side

    @property
    def area(self) -> int:
        return self.side * self.side

    @property
    def double(self) -> int:
        return self.side * 2

    @double.setter
    def double(self, value: int) -> None:
        self.side = value // 2


def used(n: int) -> int:
    box = Box(n)
    box.double = 20
    return box.area + Box.area_of(3) + box.double


show_script("used", used, (4,))
