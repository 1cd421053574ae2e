# raise of an exception class of one's own.
import torch


class OwnError(Exception):
    pass


class WithInit(Exception):
    def __init__(self, message: str):
        self.message = message


def own(x: int) -> int:
    if x < 0:
        raise OwnError("bad")
    return x


def with_init(x: int) -> int:
    if x < 0:
        raise WithInit("bad")
    return x


show_script("own", own, (1,), (-1,))
show_script("with_init", with_init, (1,), (-1,))
