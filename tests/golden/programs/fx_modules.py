# GraphModules: from dicts and modules, submodules added and deleted, copies, splits, and tracing them with jit.
import copy

import torch
from torch import fx, nn
from torch.fx.passes.split_module import split_module


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv1d(2, 2, 1)
        self.param = nn.Parameter(torch.ones(2))

    def forward(self, x):
        return torch.relu(self.conv(x)) + self.param


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block()
        self.register_buffer("buf", torch.ones(2))
        self.out = nn.Linear(2, 2)

    def forward(self, x, y):
        a = self.block(x) * self.buf
        b = self.out(y) + self.block(x)
        return self.out(a), b


def names(module):
    return " ".join(name or "." for name, _ in module.named_modules())


graph = fx.Graph()
a = graph.placeholder("x")
b = graph.call_module("foo.bar.baz", (a,))
c = graph.get_attr("zip.zap.zam")
graph.output(graph.call_method("add", (b, c)))
made = fx.GraphModule({"foo.bar.baz": nn.Linear(2, 2), "zip.zap.zam": torch.ones(2)}, graph, "Made")
show("dict", f"{made}\n{names(made)} {[n for n, _ in made.named_buffers()]}")
try:
    fx.GraphModule({}, graph)
except RuntimeError as error:
    show("dict.missing", str(error))

traced = fx.symbolic_trace(Net())
show("modules", names(traced))
show("added", str(traced.add_submodule("block.deep.drop", nn.Dropout(0.5))) + str(traced.add_submodule("buf.x", nn.ReLU())))
show("with", names(traced))
traced.delete_all_unused_submodules()
show("without", names(traced))
show("deleted", f"{traced.delete_submodule('out')} {traced.delete_submodule('out')} {traced.delete_submodule('a.b')}")
try:
    traced.graph.lint()
except RuntimeError as error:
    show("lint", str(error))
traced = fx.symbolic_trace(Net())
copied = copy.deepcopy(traced)
for node in copied.graph.nodes:
    if node.target is torch.relu:
        node.target = torch.neg
copied.recompile()
show("copied", f"{copied.code}{traced.code}{type(copied) is type(traced)} {type(copied).__name__}")

place = {node: i for i, node in enumerate(traced.graph.nodes)}
cut = split_module(traced, None, lambda node: 0 if place[node] < 5 else 2 if place[node] < 9 else 1)
show("split", cut.print_readable(print_output=False))
show("split.names", names(cut))
mapping = {}
for options in ({"keep_original_order": True}, {"keep_original_input_name": False, "partition_affix": "p"}, {"tuple_return": True}):
    count = iter(range(100))
    order = {node: next(count) // 4 for node in traced.graph.nodes}
    cut = split_module(traced, None, lambda node: order[node], qualname_map=mapping, **options)
    show(f"split.{'.'.join(options)}", cut.print_readable(print_output=False))
show("qualnames", str(mapping))
try:
    split_module(traced, None, lambda node: 0 if node.name in ("block_conv", "out") else 1)
except RuntimeError as error:
    show("cycle", str(error))

with torch.no_grad():
    show_module(torch.jit.trace(fx.symbolic_trace(Net()), (torch.ones(1, 2, 2), torch.ones(2)), check_trace=False), "jit.")
