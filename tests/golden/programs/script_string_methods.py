# The methods of str, first half: case, tests, stripping, padding.
import torch

def case(s: str):
    return s.upper(), s.lower(), s.capitalize(), s.title(), s.swapcase()


def tests(s: str):
    return s.isdigit(), s.isalpha(), s.isalnum(), s.isspace(), s.isupper(), s.islower(), s.istitle(), s.isidentifier()


def more_tests(s: str):
    return s.isnumeric(), s.isdecimal(), s.isprintable()


def stripped(s: str):
    return s.strip(), s.lstrip(), s.rstrip(), s.strip("xy"), s.lstrip("x"), s.rstrip("y")


def padded(s: str, n: int):
    return s.center(n), s.center(n, "*"), s.ljust(n, "-"), s.rjust(n, "+"), s.zfill(n), s.expandtabs(4)


for name in ("case", "tests", "more_tests"):
    show_script(name, globals()[name], ("hello World",), ("ABC1",), ("  ",), ("",), ("12",))
show_script("stripped", stripped, ("  xay  ",), ("xxayy",))
show_script("padded", padded, ("ab", 7), ("-5", 4))
