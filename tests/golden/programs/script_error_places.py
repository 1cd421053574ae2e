# The underlined part: long expressions, several lines, nested indentation, comments and blank lines around.
import torch

def multiline(x: int) -> int:
    # a comment

    return (
        x
        + "a"
        + x
    )


def inner(x: int) -> int:
    if x > 0:
        while x < 10:
            for i in range(x):
                x = x.foo  # here
    return x


def continued(x: int) -> int:
    y = x + \
        unknown_thing
    return y


class Methods:
    def __init__(self, n: int):
        self.n = n

    def bad(self) -> int:
        return self.n + "a"


def uses(n: int) -> int:
    return Methods(n).bad()


def decorated_docstring(x: int) -> int:
    """Doc.

    More.
    """
    return x @ x


for name in ("multiline", "inner", "continued", "uses", "decorated_docstring"):
    show_script(name, globals()[name])
