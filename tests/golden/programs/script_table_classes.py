# Expressions of objects and enumerations: what they compile to, what they give, which are refused.
import enum
from typing import Any, Optional

import torch


class Amount:
    def __init__(self, x: int, y: float = 2.5, *, unit: str = "g"):
        self.x = x
        self.y = y
        self.unit = unit

    @staticmethod
    def of(x: int):
        return Amount(x)

    @classmethod
    def doubled(cls, x: int):
        return cls(x * 2)

    @property
    def twice(self) -> int:
        return self.x * 2

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.x + other.x)

    def __len__(self) -> int:
        return self.x

    def __contains__(self, value: int) -> bool:
        return value == self.x

    def __getitem__(self, index: int) -> int:
        return self.x + index

    def __call__(self, factor: int) -> int:
        return self.x * factor

    def __eq__(self, other: "Amount") -> bool:
        return self.x == other.x

    def __lt__(self, other: "Amount") -> bool:
        return self.x < other.x

    def __neg__(self) -> int:
        return -self.x

    def __str__(self) -> str:
        return "an amount"

    def __bool__(self) -> bool:
        return self.x > 0

    def __int__(self) -> int:
        return self.x

    def __float__(self) -> float:
        return self.y

    @torch.jit.unused
    def left_out(self, z: int) -> int:
        return eval("z")


class Color(enum.Enum):
    RED = 1
    BLUE = 2


class Word(enum.Enum):
    A = "a"


class Nothing(enum.Enum):
    pass


class Tensors(enum.Enum):
    ONE = torch.ones(1)


def table(arguments, call, expressions):
    """Each expression as the result of a function of these arguments, and what it gives for a call."""
    for expression in expressions:
        source = f"def f({arguments}):\n    return {expression}\n"
        name = f"{expression} of {arguments}"
        compiled = refused(name, lambda source=source: torch.jit.CompilationUnit(source).f, accepted=False)
        if compiled is not None:
            show_script(name, compiled, call)


table(
    "",
    (),
    [
        "Amount.of(3).x, Amount.doubled(3).x",
        "Amount(3).twice, len(Amount(3)), 3 in Amount(3), 4 in Amount(3), Amount(3)[2], Amount(3)(5), -Amount(3)",
        "(Amount(1) + Amount(2)).x, Amount(1) == Amount(2), Amount(1) < Amount(2)",
        "str(Amount(1)), bool(Amount(0)), int(Amount(2)), float(Amount(2))",
        "1 if Amount(1) else 2",
        "Amount(1) and Amount(0)",
        "not Amount(0)",
        "Amount()",
        'Amount(1, 2.0, "k")',
        'Amount(1, unit="q").unit, Amount(y=1.0, x=2).y',
        'Amount("s")',
        "Amount(1).nothing",
        "Amount(1).nothing()",
        "Amount.x",
        "Amount(1).left_out(2)",
        "Amount(1) - Amount(2)",
        "Amount(1) > Amount(2)",
        "[each.x for each in sorted([Amount(3), Amount(1)])]",
        "isinstance(Amount(1), Amount), isinstance(Amount(1), int)",
        "Amount",
        "type(Amount(1))",
        "Amount(1).__class__",
        "Amount.__init__",
        "[each for each in Amount(3)]",
        '[Amount(1)][0].x, {"a": Amount(2)}["a"].x, (Amount(1), Amount(2))[1].x',
        "Amount(1) is None, Amount(1) is not None",
        "Color.RED, Color.RED.value, Color.RED.name",
        "Color.GREEN",
        "[each.value for each in Color]",
        "Color(1)",
        'Color["RED"]',
        "len(Color)",
        "Nothing",
        "len(Nothing)",
        "Tensors.ONE",
        "Color.RED == Word.A",
        "Color.RED == 1",
        "Color.RED < Color.BLUE",
        "Color.RED + 1",
    ],
)
table(
    "c: Color",
    (Color.BLUE,),
    [
        "c.value, c.name, c == Color.BLUE, c != Color.BLUE",
        "c in [Color.RED]",
        "c.nothing",
        "c is None",
        '{"k": c}, (c, Color.RED), [c]',
        "str(c)",
        "isinstance(c, Color), isinstance(c, Word)",
        "print(c)",
    ],
)
table("c: Optional[Color]", (None,), ["c is None", "c", "c.value", "1 if c is None else c.value"])
table("a: Optional[Amount]", (None,), ["a is None", "-1 if a is None else a.x", "a.x"])
table("a: Any", (1,), ["isinstance(a, int)", "isinstance(a, Amount), isinstance(a, Color)", "a", "a + 1", "a is None"])
