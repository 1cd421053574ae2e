# A module that compiles itself (`torch.jit.ScriptModule`, `script_method`) called inside a trace.
import torch


class Projection(torch.jit.ScriptModule):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(5, 2))

    @torch.jit.script_method
    def forward(self, x):
        if x.sum() > 0:
            x = x * 2
        return torch.mm(x, self.weight)


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(4, 5))
        self.projection = Projection()
        self.more = torch.nn.Sequential(Projection(), torch.nn.ReLU())

    def forward(self, x):
        hidden = torch.mm(x, self.weight)
        return self.projection(hidden) + self.more(hidden) + 1.0


traced = torch.jit.trace(Net(), torch.ones(3, 4))
show("graph", str(traced.graph))
show("code", traced.code)
show("inner", traced.projection.code)
show("sequential", traced.more.code)
show("results", f"{traced(torch.ones(1, 4)).tolist()} {traced(-torch.ones(1, 4)).tolist()}")
show("parameters", str([name for name, _ in traced.named_parameters()]))
alone = Projection()
show("alone", str(torch.jit.trace(alone, torch.ones(2, 5)) is alone))
