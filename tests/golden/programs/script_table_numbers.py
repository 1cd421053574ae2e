# Expressions of numbers: what they compile to, what they give, which are refused.
import copy
import math

import torch


def table(arguments, call, expressions):
    """Each expression as the result of a function of these arguments, and what it gives for a call."""
    for expression in expressions:
        source = f"def f({arguments}):\n    return {expression}\n"
        name = f"{expression} of {arguments}"
        compiled = refused(name, lambda source=source: torch.jit.CompilationUnit(source).f, accepted=False)
        if compiled is not None:
            show_script(name, compiled, copy.deepcopy(call))


table(
    "a: int, b: float, c: bool",
    (2, 2.5, True),
    [
        "a / b, a // 2, a % 3, -a // 3, -a % 3",
        "a ** 2, 2 ** a, b ** 2, a ** -1, b ** a, (-b) ** 2, -b ** 2",
        "0 ** a, a ** 0.5",
        "b // 2, b % 2, -b % 2, b // 0.0, b % 0.0, b / 0.0",
        "a / 0",
        "a // 0",
        "divmod(a, 2), divmod(b, 2)",
        "abs(-b), round(b), round(b, 1)",
        "int(b), float(a), bool(a), int(c), str(b)",
        "a << 2, a >> 1, a & 3, a | 8, a ^ 1, ~a",
        "a << -1",
        "b << 1",
        "not a, not b, not c",
        "a and c",
        "a or 1",
        "c and a > 1, c or b",
        "a if c else 3, b if c else 1.0",
        'a if c else "x"',
        "a if c else b",
        "a == b, a < b <= 9, 1 < a < 3, a != 2",
        "a is not None, a is None",
        "a is 2",
        "a in (1, 2)",
        "c + c, c * 2, -c, c ^ c, c & c, c | c, c == 1",
        "min(a, 3), max(a, b), min(1, 2, 3), max(1.0, 2.0), min(c, False)",
        "pow(a, 2), pow(2.0, a), pow(a, -1)",
        "pow(a, 2, 3)",
        "math.floor(b), math.ceil(b), math.sqrt(b), math.trunc(b)",
        "math.sqrt(-b)",
        "math.gcd(4, 6), math.factorial(a), math.modf(b), math.frexp(b), math.copysign(1.0, -0.0)",
        "math.factorial(-a)",
        "math.log(b), math.log(b, 2), math.log2(b), math.log10(b), math.exp(a), math.pow(a, b)",
        "math.log(0.0)",
        "math.fmod(a, b), math.atan2(a, b), math.ldexp(b, 2), math.isnan(b), math.isinf(b), math.degrees(b)",
        "math.pi, math.e, math.inf, -math.inf, math.tau",
        "math.nothing",
        'hex(a), oct(a), bin(a), chr(65 + a), ord("a")',
        'ord("ab")',
        "chr(-1)",
        'int("12"), float("1.5"), int("x")',
        'bool("False"), str(c), str(None)',
        "a.real",
        "b.is_integer()",
        '"%d %s %f %5.1f" % (a, "s", b, b), "{:.2f} {:03d}".format(b, a), f"{a}{b}{c}"',
        "isinstance(a, (int, float)), isinstance(a, float), isinstance(c, int), isinstance(c, bool)",
        "hash(a) == a, hash(b) == hash(b)",
        "10 ** 20, 1e400, 0x10, 0b11, 1_000",
        'a + "x"',
        "a + None",
        "range(a), list(range(a, 9, 2)), len(range(5))",
        "[a, b]",
        "a @ a",
        "complex(a, b), complex(a), 1j * a",
        "torch.tensor(a), torch.tensor(b), torch.tensor(c), a * torch.ones(1)",
    ],
)
