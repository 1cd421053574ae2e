# Interpreters, transformers, shape propagation, readable code, errors with their node.
import torch
import torch.nn.functional as F
from torch import fx, nn
from torch.fx.passes.shape_prop import ShapeProp


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.param = nn.Parameter(torch.ones(3, 4))
        self.linear = nn.Linear(4, 5)
        self.conv = nn.Conv2d(1, 2, 3)

    def forward(self, x, y=None):
        z = self.linear(x + self.param).clamp(min=0.0, max=1.0)
        return self.conv(z[None, None]), torch.max(z, 1), [z.size(0), {"k": z.long()}]


class Log(fx.Interpreter):
    def __init__(self, module):
        super().__init__(module)
        self.lines = []

    def run_node(self, n):
        result = super().run_node(n)
        self.lines.append(f"{n.op} {n.name} {type(result).__name__} {sorted(map(str, self.env))}")
        return result


class Swap(fx.Transformer):
    def call_function(self, target, args, kwargs):
        if target is torch.sigmoid:
            return torch.neg(*args, **kwargs)
        return super().call_function(target, args, kwargs)

    def call_method(self, target, args, kwargs):
        if target == "neg":
            return args[0].sigmoid()
        return super().call_method(target, args, kwargs)


with torch.no_grad():
    net = Net().eval()
    traced = fx.symbolic_trace(net)
    x = torch.ones(3, 4)
    log = Log(traced)
    log.run(x)
    show("log", "\n".join(log.lines))
    swapped = Swap(fx.symbolic_trace(lambda x: F.relu(torch.sigmoid(x).neg())))
    show("swapped", swapped.transform().code)
    new = fx.Transformer(traced).transform()
    show("transformed.graph", str(new.graph))
    show("transformed.code", new.code)
    ShapeProp(traced).propagate(x)
    show("meta", "\n".join(f"{n} {n.meta.get('tensor_meta')} {n.meta['type'].__name__}" for n in traced.graph.nodes))
    show("readable", traced.print_readable(print_output=False))
    show("strides", traced.print_readable(print_output=False, include_stride=True, include_device=True))
    show("colored", traced.print_readable(print_output=False, colored=True))
    show("expanded", traced.print_readable(print_output=False, expanded_def=True))
    env = {node: torch.arange(15.0).reshape(3, 5) for node in traced.graph.nodes if node.name == "linear"}
    show("partial", str(fx.Interpreter(traced).run(x, initial_env=env)[1]))
    for name, call in (
        ("missing", lambda: fx.Interpreter(traced).run()),
        ("boxed", lambda: fx.Interpreter(traced).boxed_run([x])),
        ("shape", lambda: fx.Interpreter(traced).run(torch.ones(2, 3))),
    ):
        try:
            call()
        except Exception as error:
            show(name, f"{type(error).__name__}: {error}".split("\nUse tlparse")[0].split("\nTo see")[0])


class Rows(fx.Tracer):
    record_stack_traces = True


graph = Rows().trace(net)
lines = [(node.stack_trace or "").splitlines()[1:2] for node in graph.nodes]
show("stack", "\n".join(map(str, lines)))
