# Statements outside the language, each refused by name and place.
import torch


def try_except(x):
    try:
        return x
    except ValueError:
        return x + 1


def lambda_inside(x):
    f = lambda y: y + 1
    return f(x)


def nested_function(x):
    def inner(y):
        return y + 1

    return inner(x)


def global_statement(x):
    global torch
    return x


def nested_class(x):
    class Inner:
        pass

    return x


def import_statement(x):
    import math

    return x


def from_import(x):
    from math import pi

    return x + pi


def yields(x):
    yield x


def match_statement(x: int) -> int:
    match x:
        case 1:
            return 2
    return 3


def nonlocal_statement():
    y = 1

    def inner(x):
        nonlocal y
        return x

    return inner


async def coroutine(x):
    return x


show_script("nonlocal_statement", nonlocal_statement())
for name in ("try_except", "lambda_inside", "nested_function", "global_statement", "nested_class", "import_statement", "from_import", "yields", "match_statement", "coroutine"):
    show_script(name, globals()[name])
