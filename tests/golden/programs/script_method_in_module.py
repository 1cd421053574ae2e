# torch.jit.script_method in a plain module; a graph put into another by hand.
import torch


class Marked(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Linear(3, 2))

    @torch.jit.script_method
    def forward(self, x):
        for each in self.layers:
            x = each(x)
        return x


scripted = torch.jit.script(Marked())
show("code", scripted.code)
show("graph", str(scripted.graph), "names")


@torch.jit.script
def summed(x: torch.Tensor, y: int):
    out = x
    for _ in range(y - 1):
        out = out + x
    return out


@torch.jit.script
def times(x):
    return x * 4


graph = times.graph
multiplied = graph.findNode("aten::mul")
with graph.insert_point_guard(multiplied):
    results = graph.insertGraph(summed.graph, list(multiplied.inputs()))
for new, old in zip(results, multiplied.outputs()):
    old.replaceAllUsesWith(new)
multiplied.destroy()
show("inserted", str(graph), "names")
show("result", str(times(torch.ones(2, 2))))
