# The graph that runs: calls inlined, cleaned. What PyTorch's profiler puts in between is taken out of its text.
import re

import torch


def unobserved(graph):
    """The text without the nodes that note which tensors come by."""
    text = str(graph)
    noted = re.compile(r"^ *(%\S+) : [^\n]* = prim::profile\[[^\n]*\]\((%[\w.]+)\)\n", re.M)
    while match := noted.search(text):
        text = text[: match.start()] + text[match.end() :]
        text = re.sub(re.escape(match[1]) + r"(?![\w.])", match[2], text)
    return re.sub(r"^ *= prim::profile\(\)\n", "", text, flags=re.M)


@torch.jit.script
def plus_one(x):
    return x + 1


@torch.jit.script
def loop(x, n: int):
    for _ in range(n):
        x = plus_one(x)
    both = (x, x)
    a, b = both
    return a + b


class Holder:
    def __init__(self, x):
        self.x = x


@torch.jit.script
def branch(x, k: int):
    held = Holder(x)
    if k > 3:
        many = [x, x]
        return many[0] + held.x
    return x


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.own = torch.jit.script(torch.nn.Identity())
        self.w = torch.nn.Parameter(torch.ones(2))

    def forward(self, x):
        return self.own(x) * self.w + plus_one(x)


@torch.jit.script
def sorted_in_place():
    values = [3, 1, 2]
    values.sort()
    return values


x = torch.ones(2)
show("loop", unobserved(loop.graph_for(x, 3)))
show("branch", unobserved(branch.graph_for(x, k=4)))
show("module", unobserved(torch.jit.script(Net().eval()).graph_for(x)))
show("trace", unobserved(torch.jit.trace(Net(), x).graph_for(x)), "names")
show("sorted_in_place", unobserved(sorted_in_place.graph_for()))
refused("missing", lambda: loop.graph_for(x))
