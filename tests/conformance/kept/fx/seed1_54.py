import torch
import torch.nn.functional as F
from torch import nn


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.Sequential(nn.MaxPool2d(2, ceil_mode=True), nn.Conv2d(3, 3, 1, stride=2, padding=1, groups=3, bias=False))
        self.x2 = nn.Sequential(nn.Softmax(dim=-1), nn.LayerNorm(3), nn.Conv2d(3, 6, 2, dilation=2))
        self.register_buffer("counter2", torch.zeros((), dtype=torch.int64))

    def forward(self, x0):
        self.kept = x0 + 1
        h = self.kept * 2
        out = self.x2(-self.x(h))
        self.counter2 += 1
        y = self.counter2 - out
        return y


class Block1b(nn.Module):
    def forward(self, x, out):
        z = F.avg_pool2d(F.relu(out), 1)
        return z


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block1b()

    def forward(self, x, out, y):
        out.add_(2)
        y = self.block(y, y)
        return (y,)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.Identity()
        self.out = Block0a()
        self.fc = Block1a()

    def forward(self, x):
        y = torch.relu_(self.out(self.x(x)))
        features, = self.fc(y, y, x)
        features = (y - 0.25).relu()
        h = features.reshape(-1, features.shape[-1])
        return (h, (h,))


net = Net().eval()
inputs = (torch.rand(2, 3, 7, 8),)
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

try:
    scripted = torch.jit.trace(traced, inputs, check_trace=False)
except Exception as error:
    refused("fx.jit", error)
else:
    show("fx.jit.text", re.sub(r"<eval_with_key>[^\n]*", "<eval>", str(scripted.graph)))
    show("fx.jit.code", scripted.code)


def activations():
    module = fx.symbolic_trace(net)
    for node in module.graph.nodes:
        if node.target in (torch.relu, F.relu, "relu", "sigmoid", torch.tanh, "tanh", F.gelu, F.softmax):
            with module.graph.inserting_after(node):
                new = module.graph.call_function(torch.sigmoid, (node.args[0],))
            node.replace_all_uses_with(new)
            module.graph.erase_node(node)
    module.graph.lint()
    module.recompile()
    return module


stage("activations", activations)
stage("deep", deep)
