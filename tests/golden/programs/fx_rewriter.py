# Patterns replaced: one output and several, modules, literals, overlaps, what must not match.
import torch
import torch.nn.functional as F
from torch import fx, nn
from torch.fx.subgraph_rewriter import replace_pattern_with_filters


def shown(name, net, pattern, replacement, **options):
    traced = fx.symbolic_trace(net)
    found = replace_pattern_with_filters(traced, pattern, replacement, **options)
    traced.graph.lint()
    show(f"{name}.found", "\n".join(f"{m.anchor} {m.nodes_map} {m.replacements}" for m in found))
    show(f"{name}.graph", str(traced.graph))
    show(f"{name}.code", traced.code)


def cats(x, w1, w2):
    m1 = torch.cat([w1, w2]).sum()
    m2 = torch.cat([w2, w1]).sum()
    return x + torch.max(m1) + torch.max(m2)


def chain(x):
    return torch.relu(torch.relu(torch.relu(torch.neg(x))))


def leaking(x):
    a = torch.neg(x)
    return torch.relu(a) + a


def two(x):
    a = torch.sigmoid(x)
    return torch.relu(a), torch.tanh(a), a


class Layers(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(3, 3)
        self.w = nn.Parameter(torch.ones(3))

    def forward(self, x):
        return F.relu(self.linear(x) + self.w).sum(dim=1) + x.sum(dim=0)


class Gelu(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.GELU()

    def forward(self, x):
        return self.act(x)


shown("cats", cats, lambda a, b: torch.cat([a, b]), lambda a, b: torch.stack([b, a]))
shown("overlap", chain, lambda x: torch.relu(torch.relu(x)), lambda x: torch.sigmoid(x))
shown("leak", leaking, lambda x: torch.relu(torch.neg(x)), lambda x: torch.sigmoid(x))
shown("pair", two, lambda a: (torch.relu(a), torch.tanh(a)), lambda a: (torch.neg(a), torch.exp(a)))
shown("module", Layers(), lambda x: F.relu(x), Gelu())
shown("literal", Layers(), lambda x: x.sum(dim=1), lambda x: x.mean(dim=1))
shown("any literal", Layers(), lambda x: x.sum(dim=1), lambda x: x.mean(dim=1), ignore_literals=True)
shown("any value", Layers(), lambda x, d: x.sum(dim=d), lambda x, d: x.mean(dim=d))
shown("identity", chain, lambda x: torch.neg(x), lambda x: x)
only_first = [lambda match, graph, pattern: match.returning_nodes[0].name == "relu"]
shown("filtered", chain, lambda x: torch.relu(x), lambda x: torch.sigmoid(x), match_filters=only_first)
traced = fx.symbolic_trace(cats)
matches = fx.replace_pattern(traced, lambda x, y: x + y, lambda x, y: torch.sub(x, y, alpha=2))
show("plain", f"{[(m.anchor, m.nodes_map) for m in matches]}{traced.code}")
