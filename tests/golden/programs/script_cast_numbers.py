# int(), float(), bool(), str() of numbers; round, abs, divmod, pow.
import torch

def casts(a: int, b: float, c: bool):
    return int(b), int(c), float(a), bool(a), bool(b), float(c), str(a)


def rounded(x: float, n: int):
    return round(x), abs(x), abs(n)


def divided(a: int, b: int):
    return divmod(a, b), a // b, a % b, a / b


def divided_floats(a: float, b: float):
    return divmod(a, b), a // b, a % b, a / b


def powers(a: int, b: int, x: float):
    return a**b, a**x, x**a, x**x, pow(a, b)


show_script("casts", casts, (3, 2.7, True), (0, -2.7, False))
show_script("rounded", rounded, (2.567, 2), (-2.5, 0))
show_script("divided", divided, (7, 3), (-7, 3), (7, -3), (1, 0))
show_script("divided_floats", divided_floats, (7.5, 2.0), (-7.5, 2.0))
show_script("powers", powers, (2, 3, 1.5))
