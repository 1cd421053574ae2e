# Script classes: methods out of order, unset attributes, wrong types, static methods, class attributes, inheritance.
import torch


@torch.jit.script
class OutOfOrder:
    def __init__(self, x):
        self.x = x
        self.x = self.later(x)

    def later(self, y):
        return self.x + y


def out_of_order(x):
    return OutOfOrder(x).x


class Static:
    def __init__(self, x: int):
        self.x = x

    @staticmethod
    def identity(x):
        return x

    @staticmethod
    def twice(x: int) -> int:
        return x * 2


def static(x):
    return Static.identity(x), Static.twice(3), Static(1).x


class Base:
    def __init__(self):
        self.b = 2


class Holder:
    count = 3

    def __init__(self):
        self.n = 1

    def read(self) -> int:
        return self.count


def class_attribute() -> int:
    return Holder().read()


def define(source: str):
    return torch.jit.CompilationUnit(source)


class Mismatch:
    def __init__(self, x):
        self.x = x
        self.x = 10


class Unset:
    def __init__(self, x):
        self.x = x

    def read(self):
        return self.y


class Derived(Base):
    def two(self, x):
        return x + self.b


class Conditional:
    def __init__(self, x):
        if True:
            self.x = x


x = torch.ones(1)
show_script("out_of_order", out_of_order, (x,))
show_script("static", static, (x,))
show_script("class_attribute", class_attribute)
for cls in (Mismatch, Unset, Derived, Conditional):
    refused(cls.__name__, lambda: torch.jit.script(cls))
