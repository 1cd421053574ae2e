"""Constants of every sort, as expressions that mean the same to PyTorch and to this package."""

from __future__ import annotations

import random

SCALARS = [
    "1", "True", "False", "-(2**63)", "1.5", "2.0", "1e9", "1e10", "123456789012.0", "-0.0", "1e-5", "0.1", "1e300",
    "float('inf')", "float('-inf')", "float('nan')", "1 + 2j", "1j", "0.5 - 1e-5j", "complex('nan+infj')", "None",
    "'a'", "''", "'\\u00e9\\u20ac\\U0001f600'", "'\\n\\t\"\\'\\\\\\a\\b\\f\\v\\r\\x01\\x7f'", "torch.device('cpu')",
    "torch.device('cuda:1')", "torch.float32", "torch.bool", "torch.bfloat16", "[1, 2]", "[1.5, 2.0]", "['a', 'b\\n']",
    "[True, False]", "(1, 2.0)", "(1,)", "()", "{'a': 1}", "{1: 2.0}", "[[1], [2, 3]]", "[None]", "(None, True)",
    "[(1, 2)]", "[torch.device('cpu')]", "[1j, 2.5 + 0j]", "(1, (2.0, ('x', [3])))", "[torch.tensor(1)]",
    "(torch.tensor(1), 2)", "(torch.zeros(2),)", "(torch.zeros(20),)", "{'a': torch.tensor(1)}", "torch.zeros(11)",
    "torch.ones(2, 3).t()", "torch.ones(3, 3)[:, 0]", "torch.zeros(2, 0, 3)", "torch.tensor(1 + 2j)",
    "torch.tensor(True)", "torch.tensor(2**62)", "torch.tensor(1234567.0)", "torch.tensor(-0.0)",
    "torch.tensor(float('nan'))",
]  # fmt: skip
DTYPES = "float32 float64 float16 bfloat16 int64 int32 int16 int8 uint8 bool complex64 complex128".split()
SHAPES = [
    (), (1,), (2,), (3,), (10,), (0,), (0, 3), (3, 0), (1, 1), (1, 3), (3, 1), (2, 2), (2, 5), (1, 10), (10, 1),
    (2, 2, 2), (1, 2, 3), (3, 2, 1), (2, 1, 2, 2), (1, 1, 1, 2), (2, 1, 2, 1, 2), (2, 0, 2),
]  # fmt: skip
LIMITS = {"int64": 2**62, "int32": 2**31 - 1, "int16": 2**15 - 1, "int8": 127, "uint8": 255}


def arrays(count: int) -> list[str]:
    """Tensors of all dtypes and shapes, their numbers near each other and far apart; the same on each call."""
    draw = random.Random(0)

    def number(kind: int) -> float:
        return (
            draw.randrange(-9, 10),
            draw.uniform(-2, 2),
            draw.uniform(-1, 1) * 10 ** draw.randrange(-8, 8),
            draw.choice([0.0, float("inf"), float("-inf"), float("nan"), 1.5, -2.0, 1e5]),
            draw.uniform(-1, 1) * 1e6,
            draw.uniform(-1, 1) * 1e-6,
            draw.randrange(-(10**12), 10**12),
            0.0,
        )[kind]

    found = []
    for _ in range(count):
        dtype, shape, kind = draw.choice(DTYPES), draw.choice(SHAPES), draw.randrange(8)
        size = 1
        for extent in shape:
            size *= extent
        numbers = [number(kind) for _ in range(size)]
        if dtype in LIMITS:
            least = 0 if dtype == "uint8" else -LIMITS[dtype]
            numbers = [max(least, min(LIMITS[dtype], int(n))) if abs(n) < 1e30 else 0 for n in numbers]
        elif dtype == "bool":
            numbers = [bool(n) for n in numbers]
        text = repr(numbers).replace("inf", "float('inf')").replace("nan", "float('nan')")
        found.append(f"torch.tensor({text}, dtype=torch.{dtype}).reshape({shape})")
    return found


EXPRESSIONS = SCALARS + arrays(400)
