# Functions and methods left to Python: types by annotations, by comments or none, further arguments, wrong results.
from collections import namedtuple
from typing import List, Optional, Tuple

import torch
from torch import Tensor

Point = namedtuple("Point", ["at"])


@torch.jit.ignore
def summed(x):
    # type: (List[int]) -> int
    return sum(x)


@torch.jit.ignore
def any_number(x, *more):
    return more[0] if more else x


@torch.jit.ignore
def says_tensor():
    # type: () -> Tensor
    return ((3, 4),)


@torch.jit.ignore
def says_pair():
    # type: () -> Tuple[Tuple[Tensor, Tensor]]
    return torch.zeros(3), torch.zeros(2)


@torch.jit.ignore
def says_int() -> int:
    return 3.5


@torch.jit.ignore
def says_ints() -> List[int]:
    return [1, "a"]


@torch.jit.unused
def says_point():
    # type: () -> Point
    return Point(1)


@torch.jit.ignore
def unknown(x):
    # type: (Foo) -> int
    return x


@torch.jit.ignore
def half(x):
    # type: (int)
    return x


@torch.jit.ignore
def calling(x):
    # type: print("no") -> Tensor
    return x


def call_summed(v: List[int]) -> int:
    return summed(v)


def call_any_number(x):
    return any_number(x), any_number(x, x + 1), any_number(x, 2 * x, 1)


def call_none():
    return any_number()


def call_tensor():
    return says_tensor()


def call_pair():
    return says_pair()


def call_int():
    return says_int()


def call_ints():
    return says_ints()


def call_point():
    return says_point()


def call_unknown():
    return unknown(1)


def call_half():
    return half(1)


def call_calling(x):
    return calling(x)


show_script("call_summed", call_summed, ([1, 2],))
show_script("call_any_number", call_any_number, (torch.ones(2),))
show_script("call_tensor", call_tensor, ())
show_script("call_pair", call_pair, ())
show_script("call_int", call_int, ())
show_script("call_ints", call_ints, ())
show_script("call_point", call_point, ())
for each in (call_none, call_unknown, call_half, call_calling):
    refused(each.__name__, lambda each=each: torch.jit.script(each))


class NoSelf(torch.nn.Module):
    @torch.jit.ignore
    def choose():
        # type: () -> int
        return 3

    def forward(self):
        return self.choose()


class Commented(torch.nn.Module):
    @torch.jit.unused
    def pair(self, x):
        # type: (Tensor) -> Tuple[Tensor, int]
        return x, 1

    @torch.jit.ignore
    def repeated(self, x, y):
        # type: (Tensor, Optional[int]) -> List[Tensor]
        return [x] * (y or 1)

    def forward(self, x):
        if x.dim() > 3:
            return [self.pair(x)[0]]
        return self.repeated(x, 2)


class Wrong(torch.nn.Module):
    @torch.jit.ignore
    def pair(self, x, y):
        # type: (Tensor, Tensor) -> Tuple[Tensor, Tensor]
        return x, y

    def too_many(self, x):
        return self.pair(x, x, x)

    def too_few(self, x):
        return self.pair(x)

    def three(self, x):
        a, b, c = self.pair(x, x)
        return a


class Left(torch.nn.Module):
    @torch.jit.ignore
    def forward(self, x):
        return x * 2


class Outer(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.left = Left()

    def forward(self, x):
        return self.left(x + 1)


refused("NoSelf", lambda: torch.jit.script(NoSelf()))
scripted = torch.jit.script(Commented())
show("Commented.graph", str(scripted.graph), "names")
show("Commented.code", scripted.code)
show("Commented.result", str(scripted(torch.ones(2))))
for name in ("too_many", "too_few", "three"):
    wrong = type(name, (Wrong,), {"forward": torch.jit.export(getattr(Wrong, name))})
    refused(name, lambda wrong=wrong: torch.jit.script(wrong()))
outer = torch.jit.script(Outer())
show("Outer.graph", str(outer.graph), "names")
show("Outer.code", outer.code)
show("Outer.result", str(outer(torch.ones(2))))
show("Outer.left.result", str(outer.left.forward(torch.ones(2))))

plain = Outer()
scripted_other = torch.jit.script(Commented())
traced_other = torch.jit.trace(torch.nn.ReLU(), torch.ones(1))


class Caller:
    def __call__(self, x):
        return x * 2


caller = Caller()


def calls_module(x):
    return plain(x) + 1


def calls_scripted(x):
    return scripted_other(x)


def calls_traced(x):
    return traced_other(x)


def calls_object(x):
    return caller(x)


def reads_module(x):
    return plain.left


show_script("calls_module", calls_module, (torch.ones(2),))
for each in (calls_scripted, calls_traced, calls_object, reads_module):
    refused(each.__name__, lambda each=each: torch.jit.script(each))
