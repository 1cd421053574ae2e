# with: exceptions inside, nested contexts, several in one statement, wrong signatures, not a class, calls inside.
from typing import Any

import torch


@torch.jit.script
class Log:
    def __init__(self):
        self.events: list[str] = []

    def __enter__(self):
        self.events.append("in")

    def __exit__(self, type: Any, value: Any, tb: Any):
        self.events.append("out")


class NoExit:
    def __init__(self):
        self.n = 1

    def __enter__(self):
        self.n += 1


class BadExit:
    def __init__(self):
        self.n = 1

    def __enter__(self):
        self.n += 1

    def __exit__(self):
        self.n -= 1


def nested() -> list[str]:
    log = Log()
    with log:
        with log:
            log.events.append("body")
    return log.events


def loops(n: int) -> list[str]:
    log = Log()
    for i in range(n):
        with log:
            if i == 1:
                log.events.append("one")
    return log.events


def no_exit() -> int:
    thing = NoExit()
    with thing:
        pass
    return thing.n


def bad_exit() -> int:
    thing = BadExit()
    with thing:
        pass
    return thing.n


def not_a_class(x: int) -> int:
    with x:
        pass
    return x


def raising(x: int) -> int:
    log = Log()
    with log:
        assert x > 0, "inside"
    return len(log.events)


show_script("nested", nested, ())
show_script("loops", loops, (2,))
for name in ("no_exit", "bad_exit", "not_a_class"):
    show_script(name, globals()[name])
show_script("raising", raising, (1,), (0,))
