import torch
import torch.nn.functional as F
from torch import nn


class Block0a(nn.Module):
    def forward(self, x, out, y):
        y = F.log_softmax((out * torch.tensor([2.0]).to(out.device)), -1)
        return y


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.Sequential(nn.Conv2d(2, 6, 3), nn.LogSoftmax(dim=1))
        self.Head2 = Block0a()

    def forward(self, x0, out1):
        h = self.Head(out1).add(1.5)
        x = self.Head2(h, h, h)
        z = sum([t * 0.5 for t in (x, x + 1)])
        return z


net = Net().eval()
inputs = (torch.rand(2, 2, 7, 6), torch.rand(2, 2, 7, 8, requires_grad=True),)
import contextlib
import copy
import io
import operator
import re
from torch import fx
from torch.fx.passes.shape_prop import ShapeProp
from torch.fx.passes.split_module import split_module


def without_addresses(text):
    return re.sub(r"0x[0-9a-f]+", "0x", text)


def show_fx(name, module):
    show(f"fx.{name}.graph", without_addresses(str(module.graph)))
    show(f"fx.{name}.code", module.code)
    table = io.StringIO()
    with contextlib.redirect_stdout(table):
        module.graph.print_tabular()
    # An address has as many digits as it has, and the columns are as wide.
    show(f"fx.{name}.table", re.sub("  +", "  ", re.sub("--+", "--", without_addresses(table.getvalue()))))


def stage(name, make):
    try:
        module = make()
    except Exception as error:
        refused(f"fx.{name}", error)
        return
    show_fx(name, module)
    torch.manual_seed(1)
    expected = net(*inputs)
    torch.manual_seed(1)
    show(f"fx.{name}.same", str(same(expected, module(*inputs))))


def refused(name, error):
    show(f"{name}.refused", "TraceError" if isinstance(error, fx.proxy.TraceError) else "refused")


def same(a, b):
    if isinstance(a, torch.Tensor):
        return bool(((a == b) | (a != a)).all())
    if isinstance(a, dict):
        return all(same(a[key], b[key]) for key in a)
    return all(map(same, a, b)) if isinstance(a, (list, tuple)) else a == b


class Deep(fx.Tracer):
    """Traces through the layers of torch.nn too."""

    def is_leaf_module(self, m, module_qualified_name):
        return False


def deep():
    tracer = Deep()
    return fx.GraphModule(net, tracer.trace(net))


traced = fx.symbolic_trace(net)
stage("plain", lambda: traced)
show("fx.meta", "\n".join(f"{n.name} {[(k, p, t.__name__) for k, (p, t) in n.meta.get('nn_module_stack', {}).items()]}" for n in traced.graph.nodes))
stage("again", lambda: fx.symbolic_trace(fx.symbolic_trace(net)))


def dead_code():
    module = fx.symbolic_trace(net)
    first = next(iter(module.graph.nodes))
    with module.graph.inserting_after(first):
        module.graph.call_method("neg", (module.graph.call_function(operator.mul, (first, 2)),))
    module.graph.eliminate_dead_code()
    module.recompile()
    return module


stage("dead_code", dead_code)
stage("deep", deep)
