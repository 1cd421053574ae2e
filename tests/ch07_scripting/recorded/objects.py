"""Functions, script classes, enums, interfaces, modules, fork, with."""

from enum import Enum
from typing import Any, Dict, List, Optional, Tuple

import torch
from torch import Tensor, nn


class Color(Enum):
    RED = 1
    GREEN = 2


class Level(Enum):
    LOW = "low"
    HIGH = "high"


class Counter:
    def __init__(self, start: int, step: int = 1):
        self.value = start
        self.step = step
        self.seen: List[int] = []

    def advance(self, times: int = 1) -> int:
        for _ in range(times):
            self.value += self.step
            self.seen.append(self.value)
        return self.value

    def __add__(self, other: "Counter") -> "Counter":
        return Counter(self.value + other.value, self.step)

    def __len__(self) -> int:
        return len(self.seen)

    def __getitem__(self, i: int) -> int:
        return self.seen[i]


class Holder:
    def __init__(self, x: Tensor):
        self.x = x
        self.counter = Counter(3)

    def bump(self) -> Tensor:
        self.counter.advance()
        self.x = self.x + self.counter.value
        return self.x


class Timer:
    def __init__(self, name: str):
        self.name = name
        self.log: List[str] = []

    def __enter__(self) -> str:
        self.log.append("enter " + self.name)
        return self.name

    def __exit__(self, type: Any, value: Any, tb: Any) -> None:
        self.log.append("exit " + self.name)


@torch.jit.interface
class Shape:
    def area(self, scale: float) -> float:
        pass


class Square:
    def __init__(self, side: float):
        self.side = side

    def area(self, scale: float) -> float:
        return self.side * self.side * scale


class Disc:
    def __init__(self, radius: float):
        self.radius = radius

    def area(self, scale: float) -> float:
        return 3.0 * self.radius * scale


def helper(x: Tensor, n: int = 2) -> Tensor:
    return x * n


def calls_a_function(x: Tensor) -> Tensor:
    return helper(helper(x), 3) + helper(n=4, x=x)


def deeper(n: int) -> int:
    assert n < 3, "too deep"
    return n


def middle(n: int) -> int:
    return deeper(n + 1) + 1


def failing_call(n: int) -> int:
    return middle(n) * 2


def use_counter(n: int) -> Tuple[int, int, int, int]:
    c = Counter(n, step=2)
    c.advance()
    c.advance(3)
    d = c + Counter(10)
    c.value = 100
    return c.value, d.value, len(c), c[0]


def shared_object(x: Tensor) -> Tuple[Tensor, int]:
    h = Holder(x)
    k = h.counter
    h.bump()
    h.bump()
    return h.x, k.value


def object_in_list(n: int) -> int:
    items = [Counter(i) for i in range(n)]
    total = 0
    for c in items:
        total += c.advance(2)
    return total


def with_statement(x: Tensor) -> Tuple[Tensor, List[str]]:
    t = Timer("a")
    with t as name:
        x = x + len(name)
    with t:
        pass
    return x, t.log


def with_no_grad(x: Tensor) -> Tuple[Tensor, bool]:
    with torch.no_grad():
        y = x * 2
    return y, y.requires_grad


def with_exception(n: int) -> int:
    t = Timer("b")
    with t:
        if n > 1:
            raise ValueError("inside")
    return len(t.log)


def measure(shape: Shape, scale: float) -> float:
    return shape.area(scale)


def interfaces(side: float) -> float:
    return measure(Square(side), 2.0) + measure(Disc(side), 1.0)


def enum_comparison(c: Color) -> Tuple[bool, bool, str, int]:
    return c == Color.RED, c != Color.GREEN, c.name, c.value


def enum_constants(flag: bool) -> Tuple[Color, Level, str, Dict[str, Color]]:
    c = Color.RED if flag else Color.GREEN
    return c, Level.LOW, Level.HIGH.value, {"a": c}


def enum_iteration() -> List[int]:
    found: List[int] = []
    for c in Color:
        found.append(c.value)
    return found


def enum_printing(c: Color) -> str:
    return f"{c}"


def forks(x: Tensor, n: int) -> Tensor:
    a = torch.jit.fork(helper, x, n)
    b = torch.jit.fork(helper, x)
    c = torch.jit.wait(a)
    return c + torch.jit.wait(b)


def failing_fork(n: int) -> int:
    f = torch.jit.fork(deeper, n)
    return torch.jit.wait(f)


def any_values(x: Any) -> str:
    if isinstance(x, int):
        return "int " + str(x + 1)
    if isinstance(x, str):
        return x + "!"
    if isinstance(x, Tensor):
        return "tensor"
    return "other"


def devices(x: Tensor) -> Tuple[bool, bool, torch.device, str]:
    return x.device == torch.device("cpu"), x.is_cuda, x.device, x.device.type


def dtypes(x: Tensor) -> Tuple[bool, int, List[int], int]:
    y = x.to(torch.float64)
    return y.dtype == torch.float64, y.dim(), y.shape, y.numel()


def shapes(x: Tensor) -> Tuple[int, int, Tensor]:
    b, c = x.shape
    return b, x.size(1), x.view(c, -1)


def subscripts(x: Tensor, i: int) -> Tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    return x[0], x[:, 1], x[i, ..., None], x[1:, ::2], x[x > 1]


def tensor_mutation(x: Tensor) -> Tensor:
    y = x.clone()
    y[0] = 5
    y[1:] += 2
    y.add_(1)
    z = y[0]
    z.mul_(2)
    return y


def keyword_arguments(x: Tensor) -> Tensor:
    return torch.sum(x, dim=0, keepdim=True) + torch.zeros(2, dtype=torch.float32, device="cpu")


def warnings_and_names(x: Tensor, y: Tensor) -> Tensor:
    input = x
    input1 = y
    input = input + input1
    for_ = input
    lambda_1 = for_ * 2
    return lambda_1


class Linear(nn.Module):
    scale: float
    names: List[str]

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(2, 2))
        self.register_buffer("count", torch.zeros(1))
        self.scale = 0.5
        self.names = ["a"]
        self.calls = 0

    def forward(self, x: Tensor, skip: bool = False) -> Tensor:
        if skip:
            return x
        self.calls += 1
        self.count += 1
        self.names.append(str(self.calls))
        return torch.matmul(x, self.weight) * self.scale + self.count


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = Linear()
        self.layers = nn.ModuleList([Linear(), Linear()])
        self.table = nn.ModuleDict({"a": Linear()})
        self.extra: Optional[Tensor] = None

    def forward(self, x: Tensor) -> Tuple[Tensor, int]:
        x = self.first(x)
        for i, layer in enumerate(self.layers):
            x = layer(x, skip=i == 1)
        x = self.table["a"](x)
        if self.extra is not None:
            x = x + self.extra
        return torch.relu(x), self.first.calls


ONE = torch.tensor([1.0, 2.0])
TWO = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
PROGRAMS = [
    (calls_a_function, [(ONE,)]),
    (failing_call, [(0,), (5,)]),
    (use_counter, [(1,)]),
    (shared_object, [(ONE,)]),
    (object_in_list, [(3,)]),
    (with_statement, [(ONE,)]),
    (with_no_grad, [(ONE,)]),
    (with_exception, [(0,), (2,)]),
    (interfaces, [(2.0,)]),
    (enum_comparison, [(Color.RED,), (Color.GREEN,)]),
    (enum_constants, [(True,), (False,)]),
    (enum_iteration, [()]),
    (enum_printing, [(Color.RED,)]),
    (forks, [(ONE, 3)]),
    (failing_fork, [(1,), (7,)]),
    (any_values, [(1,), ("a",), (ONE,), (2.5,)]),
    (devices, [(ONE,)]),
    (dtypes, [(TWO,)]),
    (shapes, [(TWO,)]),
    (subscripts, [(TWO, 1)]),
    (tensor_mutation, [(TWO,)]),
    (keyword_arguments, [(torch.ones(2, 2),)]),
    (warnings_and_names, [(ONE, ONE)]),
    (Linear(), [(torch.ones(1, 2),), (torch.ones(1, 2), True)]),
    (Network(), [(torch.ones(1, 2),)]),
]
