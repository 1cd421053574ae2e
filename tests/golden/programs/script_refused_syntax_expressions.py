# Expressions outside the language.
import torch

def set_literal(x: int):
    return {x, 1}


def set_comprehension(x: int):
    return {i for i in range(x)}


def walrus(x: int) -> int:
    if (y := x + 1) > 3:
        return y
    return 0


def star_call(x: list[int]):
    return max(*x)


def double_star(x: dict[str, int]):
    return dict(**x)


def bytes_literal() -> int:
    return len(b"abc")


def ellipsis_value(x):
    return ...


def two_generators(x: list[int]) -> list[int]:
    return [a + b for a in x for b in x]


def comprehension_if(x: list[int]) -> list[int]:
    return [a for a in x if a > 0]


def dict_comprehension_if(x: list[int]) -> dict[int, int]:
    return {a: a for a in x if a > 0}


def not_in_chain(x: int) -> bool:
    return 1 < x in [1, 2]


def inverted(x):
    return ~x


for name in list(globals()):
    thing = globals()[name]
    if type(thing).__name__ == "function" and thing.__module__ == "__main__":
        show_script(name, thing)
