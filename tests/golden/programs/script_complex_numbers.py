# complex: literals, arithmetic, constructors, real and imag.
import cmath

import torch


def literal() -> complex:
    return 1 + 2j


def arithmetic(a: complex, b: complex):
    return a + b, a - b, a * b, a / b, -a, a == b


def mixed(a: complex, b: float, c: int):
    return a + b, a * c, b - a


def made(x: float, y: float) -> complex:
    return complex(x, y)


def parts(a: complex):
    return torch.real(torch.tensor(a)), abs(a)


def of_cmath(a: complex):
    return cmath.exp(a), cmath.sqrt(a), cmath.phase(a)


show_script("literal", literal, ())
show_script("arithmetic", arithmetic, (1 + 2j, 3 - 1j))
show_script("mixed", mixed, (1 + 2j, 0.5, 2))
show_script("made", made, (1.0, 2.0))
show_script("parts", parts, (3 + 4j,))
show_script("of_cmath", of_cmath, (1 + 1j,))
