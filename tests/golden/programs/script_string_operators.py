# +, *, comparisons, len, ord, chr, str(), int() and float() of strings, escapes and unicode.
import torch

def operators(a: str, b: str):
    return a + b, a == b, a != b, a < b, len(a), a[0]


def repeated(a: str) -> str:
    return a * 3


def codes(s: str, n: int):
    return ord(s), chr(n)


def to_string(a: int, b: float, c: bool):
    return str(a), str(b), str(c), str("s"), str(None)


def to_number(a: str, b: str):
    return int(a), float(b)


def escapes() -> str:
    return "tab\t quote\" single' back\\ newline\n zero\x00 \x7f"


def other_bases(n: int):
    return hex(n), oct(n), bin(n)


def adjacent() -> str:
    return "one " "two"


show_script("operators", operators, ("ab", "b"), ("b", "b"))
show_script("repeated", repeated, ("ab",))
show_script("codes", codes, ("a", 98))
show_script("to_string", to_string, (1, 2.5, True), (-1, 1e30, False))
show_script("to_number", to_number, ("12", "2.5"), ("x", "y"))
show_script("escapes", escapes, ())
show_script("other_bases", other_bases, (10,), (-10,))
show_script("adjacent", adjacent, ())
