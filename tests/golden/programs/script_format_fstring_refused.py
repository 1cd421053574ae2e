# f-strings with a conversion or a format specification.
import torch

def conversion(x: int) -> str:
    return f"{x!r}"


def specification(x: float) -> str:
    return f"{x:.2f}"


def equals(x: int) -> str:
    return f"{x=}"


show_script("conversion", conversion)
show_script("specification", specification)
show_script("equals", equals, (3,))
