"""The types that random scripts use: their spelling, a literal of each, and names to give to their values."""

from __future__ import annotations

from random import Random
from typing import NamedTuple


class Type(NamedTuple):
    """`Type("List", (INT,))` is spelled `List[int]`. Classes of the program are types by their name."""

    name: str
    inner: tuple[Type, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}[{', '.join(map(str, self.inner))}]" if self.inner else self.name

    @property
    def element(self) -> Type:
        """Of a list or an optional the one type inside, of a dict the value's."""
        return self.inner[-1]


INT, FLOAT, BOOL, STR, TENSOR = (Type(name) for name in ("int", "float", "bool", "str", "torch.Tensor"))
COMPLEX = Type("complex")
COLOR, POINT, BOX, PAIR, VECTOR = (Type(name) for name in ("Color", "Point", "Box", "Pair", "Vector"))
EITHER = Type("Union", (INT, STR))
NUMBERS = (INT, FLOAT)
NAMES = ["x", "y", "n", "k", "out", "total", "value", "h", "item", "table", "w", "state", "x1", "y_1", "acc", "_tmp"]
WORDS = ["a", "bc", "x y", "Zed", "", "q,r"]

COLOR_SOURCE = "class Color(Enum):\n    RED = 1\n    GREEN = 2\n    BLUE = 4\n"
POINT_SOURCE = "class Point(NamedTuple):\n    x: int\n    y: float\n"
BOX_SOURCE = """class Box:
    def __init__(self, n: int, scale: float = 0.5):
        self.n = n
        self.scale = scale
        self.seen: List[int] = []

    def add(self, k: int) -> int:
        self.n += k
        self.seen.append(k)
        if self.n > 50:
            self.n = 0
        return self.n

    def scaled(self) -> float:
        return self.n * self.scale + len(self.seen)
"""


PAIR_SOURCE = """@torch.jit.script
@dataclass
class Pair:
    a: int
    b: float = 0.5

    def total(self) -> float:
        return self.a + self.b
"""
VECTOR_SOURCE = """class Vector:
    def __init__(self, x: float, y: float):
        self.x = x
        self.y = y

    @staticmethod
    def unit(n: int) -> float:
        return 1.0 if n > 0 else 0.5

    @property
    def norm(self) -> float:
        return abs(self.x) + abs(self.y)

    @norm.setter
    def norm(self, value: float):
        self.x = value

    def __add__(self, other: "Vector") -> "Vector":
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor: float) -> "Vector":
        return Vector(self.x * factor, self.y * factor)

    def __neg__(self) -> "Vector":
        return Vector(-self.x, -self.y)

    def __eq__(self, other: "Vector") -> bool:
        return self.x == other.x and self.y == other.y

    def __lt__(self, other: "Vector") -> bool:
        return self.x < other.x

    def __len__(self) -> int:
        return 2

    def __getitem__(self, at: int) -> float:
        return self.x if at == 0 else self.y

    def __setitem__(self, at: int, value: float) -> None:
        self.y = value

    def __contains__(self, value: float) -> bool:
        return value == self.x

    def __call__(self, scale: float) -> float:
        return self.x * scale
"""
HELD_SOURCE = """class Held:
    def __init__(self, n: int):
        self.n = n

    def __enter__(self) -> int:
        self.n += 1
        return self.n

    def __exit__(self, kind: Any, value: Any, trace: Any) -> None:
        self.n = 0
"""


def a_list(element: Type) -> Type:
    return Type("List", (element,))


def a_dict(key: Type, value: Type) -> Type:
    return Type("Dict", (key, value))


def optional(inner: Type) -> Type:
    return Type("Optional", (inner,))


def a_tuple(*parts: Type) -> Type:
    return Type("Tuple", parts)


def random_type(random: Random, depth: int = 0) -> Type:
    """A type of a variable. Containers hold plain types mostly."""
    plain = [INT, INT, INT, FLOAT, FLOAT, BOOL, STR, TENSOR, TENSOR]
    if depth > 1 or random.random() < 0.55:
        return random.choice(plain)
    inner = random_type(random, depth + 1)
    kind = random.choice(["List", "List", "Dict", "Optional", "Tuple", "own", "own"])
    if kind == "List":
        return a_list(inner)
    if kind == "Dict":
        return a_dict(random.choice([STR, INT]), inner)
    if kind == "Optional":
        return optional(inner) if inner.name != "Optional" else inner
    if kind == "Tuple":
        return a_tuple(inner, *(random_type(random, depth + 1) for _ in range(1 + random.randrange(2))))
    return random.choice([COLOR, POINT, BOX, PAIR, VECTOR])


def literal(random: Random, type_: Type, least: int = 0) -> str:
    """A value as Python writes it, for arguments and constants. A container inside another is not empty."""
    if type_.name == "Optional":
        return "None" if random.random() < 0.4 else literal(random, type_.element, 1)
    if type_.name == "Union":
        return literal(random, random.choice(type_.inner))
    if type_.name == "List":
        return f"[{', '.join(literal(random, type_.element, 1) for _ in range(least + random.randrange(4 - least)))}]"
    if type_.name == "Dict":
        keys = ["'a'", "'bc'", "'d'"] if type_.inner[0] == STR else ["1", "2", "7"]
        keys = random.sample(keys, least + random.randrange(4 - least))
        return "{" + ", ".join(f"{key}: {literal(random, type_.element, 1)}" for key in keys) + "}"
    if type_.name == "Tuple":
        return f"({', '.join(literal(random, inner, 1) for inner in type_.inner)},)"
    return {
        INT: lambda: random.choice(["0", "1", "2", "3", "-1", "-4", "7", "10"]),
        FLOAT: lambda: random.choice(["0.5", "1.0", "2.0", "-1.5", "0.25", "3.0", "0.1"]),
        BOOL: lambda: random.choice(["True", "False"]),
        STR: lambda: repr(random.choice(WORDS)).replace("'", '"'),
        TENSOR: lambda: (
            f"torch.tensor([{', '.join(random.choice(['0.5', '1.0', '-2.0', '3.0', '-0.25']) for _ in range(3))}])"
        ),
        COLOR: lambda: f"Color.{random.choice(['RED', 'GREEN', 'BLUE'])}",
        POINT: lambda: f"Point({literal(random, INT)}, {literal(random, FLOAT)})",
        BOX: lambda: f"Box({literal(random, INT)})",
        COMPLEX: lambda: random.choice(["1j", "2.5 + 1j", "0.5 - 2j"]),
        PAIR: lambda: f"Pair({literal(random, INT)}, {literal(random, FLOAT)})",
        VECTOR: lambda: f"Vector({literal(random, FLOAT)}, {literal(random, FLOAT)})",
    }[type_]()
