# torch.jit.fork and wait inside a trace: each fork is a graph of its own, in functions, modules and one in another.
import torch
from torch import nn


def told(name, call):
    try:
        show(name, str(call()))
    except Exception as error:
        show(name, f"{type(error).__name__}: {str(error).splitlines()[-1]}")


def two_results(x):
    future = torch.jit.fork(lambda y: (y.neg(), y.neg() + 1), x)
    first, second = torch.jit.wait(future)
    return first, second, x - 1


def captured(x, y):
    z = x * 2
    one = torch.jit._fork(lambda a: a + y, z)
    two = torch.jit._fork(lambda a, b: a * b, z, b=y)
    return one.wait() + torch.jit._wait(two) - z


def containers(x):
    listed = torch.jit.fork(lambda: [x + 1, x * 2])
    named = torch.jit.fork(lambda: {"k": x + 3})
    again = listed.wait()
    return again[0] + again[1] + listed.wait()[0] + named.wait()["k"]


def in_place(x):
    y = x + 1
    future = torch.jit.fork(lambda: x * 5)
    y.add_(1)
    return y * future.wait() + torch.jit.fork(lambda: y).wait()


def never_waited(x):
    torch.jit.fork(lambda: x * 2)
    return x + 1


kept = []


def leaking(x):
    future = torch.jit.fork(lambda: (kept.append(x + 1), x + 1)[1])
    future.wait()
    return kept[-1]


outside = torch.jit.fork(lambda: torch.ones(1) * 2)
one = torch.ones(1)
for function, inputs in (
    (two_results, (torch.ones(2, 3),)),
    (captured, (torch.ones(2), torch.ones(2))),
    (containers, (one,)),
    (in_place, (one,)),
    (never_waited, (one,)),
):
    traced = torch.jit.trace(function, inputs)
    show(f"{function.__name__}.graph", str(traced.graph))
    show(f"{function.__name__}.code", traced.code)
    other = [each + 1 for each in inputs]
    show(
        f"{function.__name__} runs",
        str([each.tolist() for each in (traced(*other), function(*other))])
        if isinstance(function(*other), torch.Tensor)
        else str(traced(*other)),
    )
told("leaking", lambda: torch.jit.trace(leaking, one, check_trace=False))
told("from outside", lambda: torch.jit.trace(lambda x: x + outside.wait(), one))
told("a number", lambda: torch.jit.trace(lambda x: x + torch.jit.fork(lambda: 3).wait(), one))


class Inner(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(2))
        self.register_buffer("shift", torch.ones(2))

    def forward(self, x):
        future = torch.jit.fork(lambda y: y * self.scale + self.shift, x)
        other = torch.jit.fork(self.more, x, waited=future)
        return other.wait(), future

    def more(self, x, waited):
        negative = torch.jit.fork(lambda: -x)
        y = waited.wait()
        return negative.wait() * y, [x, y]


class Outer(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = Inner()
        self.weight = nn.Parameter(torch.ones(2))

    def forward(self, x):
        (a, (b, c)), future = self.inner(x)
        last = torch.jit.fork(lambda: self.inner(x)[1].wait() * self.weight)
        return a + b + c + future.wait() + last.wait()


outer = Outer()
traced = torch.jit.trace(outer, torch.ones(1, 2))
show("outer.graph", str(traced.graph))
show("outer.code", traced.code)
show("inner.graph", str(traced.inner.graph))
show("inner.code", traced.inner.code)
show("inner.forward1", traced.inner.forward1.code)
show("inlined", str(traced.inlined_graph))
x = torch.tensor([[1.0, -2.0]])
show("module runs", f"{traced(x).tolist()} {outer(x).tolist()}")
for function, inputs in ((two_results, (torch.ones(2, 3),)), (captured, (torch.ones(2), torch.ones(2)))):
    graph = torch.jit.trace(function, inputs).graph
    torch._C._jit_pass_inline_fork_wait(graph)
    show(f"{function.__name__} without forks", str(graph))
