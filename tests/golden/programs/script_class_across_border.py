# Objects crossing the border between Python and compiled code.
import torch


@torch.jit.script
class Counter:
    def __init__(self, n: int):
        self.n = n

    def step(self) -> int:
        self.n += 1
        return self.n


@torch.jit.script
def step(counter: Counter) -> int:
    return counter.step() + counter.step()


@torch.jit.script
def made(n: int) -> Counter:
    return Counter(n)


counter = Counter(5)
show("python object", f"{step(counter)} {counter.n}")
thing = made(3)
show("returned", f"{thing.n} {type(thing).__name__}")
show("method", f"{thing.step()}")
