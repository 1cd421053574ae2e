import torch
import torch.nn.functional as F
from torch import nn


class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.Identity()
        self.fc = nn.LayerNorm(2)

    def forward(self, x0):
        h = self._inner(x0)
        h = self.fc(h)
        return [h]


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Sequential(nn.Linear(6, 2), nn.LayerNorm(2), nn.Sequential(nn.Identity(), nn.Linear(2, 2, bias=False), nn.Dropout(0.1)))
        self.weight_layer = nn.Linear(2, 3)
        self.conv = nn.Sequential(nn.Identity())

    def forward(self, x0, out1):
        input = torch.tanh(self.weight_layer(self.act(out1)))
        identity = x0 + out1
        x = self.conv(identity)[:1].max(dim=-1, keepdim=True)[0]
        if self.training:
            input = input * 1.5
        else:
            input = input + 1
        return {"key0": input, "key1": out1, "key2": input}


net = Net().eval()
inputs = (torch.rand(2, 6), torch.rand(2, 6, requires_grad=True),)
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

try:
    scripted = torch.jit.trace(traced, inputs, check_trace=False)
except Exception as error:
    refused("fx.jit", error)
else:
    show("fx.jit.text", re.sub(r"<eval_with_key>[^\n]*", "<eval>", str(scripted.graph)))
    show("fx.jit.code", scripted.code)


def shapes():
    module = fx.symbolic_trace(net)
    ShapeProp(module).propagate(*inputs)
    show("fx.shapes.readable", module.print_readable(print_output=False))
    noted = [f"{n.name} {n.meta.get('tensor_meta')} {n.meta['type'].__name__}" for n in module.graph.nodes]
    show("fx.shapes.meta", "\n".join(noted))
    return module


stage("shapes", shapes)
