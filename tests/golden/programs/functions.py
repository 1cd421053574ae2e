# Functions traced instead of modules: names after the arguments, a second trace of the same one, a closure.
import torch


def add(x, y):
    return x + y


def chain(x, scale=None):
    out = x.relu()
    out = out * 2 if scale is None else out * scale
    return out.sum(dim=1), out


weight = torch.ones(3)


def closure(x):
    return (x * weight).exp()


x = torch.rand(2, 3)
for name, function, inputs in [("add", add, (x, x)), ("again", add, (x, x)), ("chain", chain, (x,)), ("chain2", chain, (x, x)), ("closure", closure, (x,))]:
    traced = torch.jit.trace(function, inputs)
    show(f"{name}.graph", str(traced.graph))
    show(f"{name}.code", traced.code)
    show(f"{name}.inlined_graph", str(traced.inlined_graph))
    show(f"{name}.name", f"{traced.name} {traced.qualified_name}")
traced = torch.jit.trace(lambda x: x + 1, x)
show("lambda.graph", str(traced.graph))
show("lambda.code", traced.code)
