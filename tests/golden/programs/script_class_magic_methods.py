# Operators of script classes: arithmetic, comparison, len, getitem, setitem, contains, call, str, neg.
import torch


@torch.jit.script
class Vector:
    def __init__(self, x: int, y: int):
        self.x = x
        self.y = y

    def __add__(self, other: "Vector") -> "Vector":
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, n: int) -> "Vector":
        return Vector(self.x * n, self.y * n)

    def __neg__(self) -> "Vector":
        return Vector(-self.x, -self.y)

    def __eq__(self, other: "Vector") -> bool:
        return self.x == other.x and self.y == other.y

    def __lt__(self, other: "Vector") -> bool:
        return self.x < other.x

    def __len__(self) -> int:
        return 2

    def __getitem__(self, i: int) -> int:
        return self.x if i == 0 else self.y

    def __setitem__(self, i: int, value: int) -> None:
        if i == 0:
            self.x = value
        else:
            self.y = value

    def __contains__(self, n: int) -> bool:
        return n == self.x or n == self.y

    def __call__(self, n: int) -> int:
        return self.x * n + self.y

    def __bool__(self) -> bool:
        return self.x != 0

    def __str__(self) -> str:
        return "Vector"


def arithmetic(n: int) -> int:
    v = Vector(n, 2) + Vector(3, 4) * 2
    w = -v
    return w.x * 100 + w.y


def compared(n: int):
    a, b = Vector(n, 1), Vector(2, 1)
    return a == b, a < b


def indexed(n: int):
    v = Vector(n, 5)
    v[0] = 7
    v[1] = 2
    return v[0], v[1], len(v), n in v


def called(n: int) -> int:
    return Vector(n, 3)(10)


def truth(n: int) -> int:
    if Vector(n, 1):
        return 1
    return 0


def text(n: int) -> str:
    return str(Vector(n, n))


for name in ("arithmetic", "compared", "indexed", "called", "truth", "text"):
    show_script(name, globals()[name], (2,), (0,))
