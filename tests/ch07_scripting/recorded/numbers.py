"""Integers, floats, complex numbers and booleans: arithmetic, conversions, functions of `math`."""

import math
from typing import List, Tuple

import torch
from torch import Tensor


def int_arithmetic(a: int, b: int) -> List[int]:
    return [a + b, a - b, a * b, a // b, a % b, -a, abs(a), a & b, a | b, a ^ b]


def int_division(a: int, b: int) -> Tuple[float, int, int]:
    return a / b, a // b, a % b


def shifts(a: int, b: int) -> Tuple[int, int]:
    return a << b, a >> b


def wrap_around(a: int, b: int) -> Tuple[int, int, int]:
    return a + b, a * b, a - b


def int_power(a: int, b: int) -> float:
    return a**b


def augmented(a: int, b: int) -> float:
    a += b
    a -= 1
    a *= 2
    a %= 7
    return a


def augmented_bits(a: int, b: int) -> int:
    a |= b
    a &= 13
    a ^= 2
    a <<= 2
    a >>= 1
    return a


def float_arithmetic(a: float, b: float) -> List[float]:
    return [a + b, a - b, a * b, a / b, a // b, a % b, a**b, -a, abs(a)]


def float_division(a: float, b: float) -> float:
    return a / b


def float_floor_division(a: float, b: float) -> Tuple[float, float]:
    return a // b, a % b


def mixed_arithmetic(a: int, b: float) -> List[float]:
    return [a + b, b - a, a * b, a / b, b / a, a // b, b % a, a**b, b**a, max(a, b), min(b, a)]


def complex_arithmetic(a: complex, b: complex) -> List[complex]:
    return [a + b, a - b, a * b, a / b, -a]


def complex_constants(n: int) -> Tuple[complex, complex, complex]:
    return 2j, 1 + 2j if n > 0 else 3 - 1j, complex(n, 1.5)


def comparisons(a: int, b: float) -> List[bool]:
    return [a < b, a <= b, a > b, a >= b, a == b, a != b, a == 3, b < 0.5, a is not None]


def bool_arithmetic(a: bool, b: bool) -> List[bool]:
    return [a and b, a or b, not a, a == b, a != b, a & b, a | b, a ^ b, bool(int(a)), bool(0.5)]


def conversions(a: float, b: int, c: bool) -> Tuple[int, float, bool, bool, int, float, float]:
    return int(a), float(b), bool(a), bool(b), int(c), float(c), round(b)


def extremes(a: int, b: int, c: float) -> Tuple[int, int, float, float]:
    return max(a, b), min(a, b), max(c, 0.5), min(c, -0.5)


def divmods(a: int, b: int, c: float) -> Tuple[Tuple[int, int], Tuple[float, float]]:
    return divmod(a, b), divmod(c, 2.5)


def rounding(a: float) -> Tuple[int, int, float, float, float]:
    return math.floor(a), math.ceil(a), round(a), round(-a), a * 1.0


def math_functions(a: float) -> List[float]:
    return [
        math.sqrt(a), math.exp(a), math.log(a), math.log10(a), math.log1p(a), math.expm1(a),
        math.sin(a), math.cos(a), math.tan(a), math.asin(a / 4), math.acos(a / 4), math.atan(a), math.atan2(a, 2.0),
        math.sinh(a), math.cosh(a), math.tanh(a), math.asinh(a), math.acosh(a + 1), math.atanh(a / 4), math.erf(a),
        math.erfc(a), math.gamma(a), math.lgamma(a), math.fabs(-a), math.degrees(a), math.radians(a), 
        math.copysign(a, -1.0), math.fmod(a, 2.0), math.pow(a, 3.0), math.ldexp(a, 3),
    ]


def math_errors(a: float, which: int) -> float:
    if which == 0:
        return math.sqrt(a)
    if which == 1:
        return math.log(a)
    if which == 2:
        return math.exp(a)
    if which == 3:
        return math.acos(a)
    return math.gamma(a)


def integer_math(a: int, b: int) -> Tuple[int, int]:
    return math.gcd(a, b), math.factorial(b)


def splitting_floats(a: float) -> Tuple[Tuple[float, float], Tuple[float, int]]:
    return math.modf(a), math.frexp(a)


def tests_of_floats(a: float) -> Tuple[bool, bool, bool]:
    return math.isnan(a), math.isinf(a), math.isfinite(a)


def constants() -> List[float]:
    return [math.pi, math.e, math.inf, -math.inf, math.tau, 1e-300, 100000000000.0, 1e30, 0.1, -0.0]


def nan_constant() -> float:
    return float("nan") * math.nan


def power_of_ints(a: int, n: int) -> int:
    return int(math.pow(a, n))


def tensor_conversions(x: Tensor) -> Tuple[int, float, bool]:
    return int(x), float(x), bool(x)


def item(x: Tensor) -> float:
    return x.item() + 1


def tolist(x: Tensor) -> List[List[float]]:
    found: List[List[float]] = x.tolist()
    return found


def tensor_from_numbers(n: int, x: float) -> Tuple[Tensor, Tensor, Tensor, Tensor]:
    return torch.tensor(n), torch.tensor([x, 1.0]), torch.tensor([[n, 2]], dtype=torch.float64), torch.as_tensor([True])


def implicit_conversions(x: Tensor, n: Tensor) -> Tensor:
    return torch.full([2], 3.5) + torch.add(x, x, alpha=float(n))


def tensor_in_condition(x: Tensor) -> int:
    if x.sum() > 3:
        return 1
    while x.max() < 4:
        x = x + 1
    return int(x[0])


def bits(a: int) -> Tuple[str, str, str]:
    return bin(a), oct(a), hex(a)


BIG = 2**62
PROGRAMS = [
    (int_arithmetic, [(7, 2), (-7, 2), (7, -2), (0, 5)]),
    (int_division, [(7, 2), (-7, 2), (7, 0)]),
    (shifts, [(5, 2), (-5, 1), (1, 63), (1, 62)]),
    (wrap_around, [(BIG, BIG), (-BIG, 3), (2**63 - 1, 2)]),
    (int_power, [(2, 10), (2, -1), (0, 0), (7, 30)]),
    (augmented, [(5, 6)]),
    (augmented_bits, [(5, 9)]),
    (float_arithmetic, [(7.5, 2.0), (-7.5, 2.0), (7.5, -2.25)]),
    (float_division, [(1.0, 0.0), (-1.0, 0.0), (0.0, 0.0), (1.0, -0.0)]),
    (float_floor_division, [(1.0, 0.0), (7.5, 0.0), (float("inf"), 2.0), (-7.5, float("inf")), (7.5, float("inf"))]),
    (mixed_arithmetic, [(3, 0.5), (-3, 2.5), (2, -1.5)]),
    (complex_arithmetic, [(1 + 2j, 3 - 1j)]),
    (complex_constants, [(1,), (0,)]),
    (comparisons, [(3, 3.0), (2, 2.5), (4, float("nan"))]),
    (bool_arithmetic, [(True, False), (False, False), (True, True)]),
    (conversions, [(2.7, 0, True), (-2.7, 5, False)]),
    (extremes, [(1, 2, 0.25), (3, -3, -0.75)]),
    (divmods, [(7, 2, 5.5), (-7, 2, -5.5), (7, -2, 0.5), (1, 0, 1.0)]),
    (rounding, [(2.5,), (-2.5,), (3.14159,), (0.25,)]),
    (math_functions, [(0.75,), (2.0,)]),
    (math_errors, [(-1.0, 0), (0.0, 1), (-1.0, 1), (1000.0, 2), (2.0, 3), (0.0, 4), (-1.0, 4)]),
    (integer_math, [(12, 18), (0, 5), (-4, 3), (3, -1)]),
    (splitting_floats, [(3.75,), (-0.1,), (0.0,)]),
    (tests_of_floats, [(1.0,), (float("inf"),), (float("nan"),)]),
    (constants, [()]),
    (nan_constant, [()]),
    (power_of_ints, [(3, 4)]),
    (tensor_conversions, [(torch.tensor(2.5),), (torch.tensor([3]),), (torch.ones(2),)]),
    (item, [(torch.tensor(2.5),)]),
    (tolist, [(torch.ones(2, 2),), (torch.ones(2),)]),
    (tensor_from_numbers, [(3, 0.5)]),
    (implicit_conversions, [(torch.ones(2), torch.tensor(3))]),
    (tensor_in_condition, [(torch.tensor([2.0, 3.0]),), (torch.tensor([1.0, 0.0]),)]),
    (bits, [(10,), (-10,), (0,)]),
]
