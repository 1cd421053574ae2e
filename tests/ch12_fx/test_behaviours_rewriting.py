"""What replacing patterns, matching and splitting promise: one case for each behaviour."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import minitorchscript as torch
from minitorchscript import fx, nn
from minitorchscript.fx.passes.split_module import split_module
from minitorchscript.fx.passes.utils.matcher_utils import SubgraphMatcher
from minitorchscript.fx.subgraph_rewriter import replace_pattern_with_filters

X = torch.arange(6.0).reshape(2, 3) - 2


@fx.wrap
def product_and_sum(a: Any, b: Any, c: Any) -> Any:
    return a * b, a * b + c


def double_sum(x: Any) -> Any:
    both = torch.neg(x) + torch.relu(x)
    return torch.add(both, both)


def two_cats(x: Any, a: Any, b: Any) -> Any:
    return x + torch.max(torch.cat([a, b]).sum()) + torch.max(torch.cat([a, b]).sum())


def chain(x: Any) -> Any:
    return torch.sigmoid(torch.sigmoid(torch.sigmoid(torch.sigmoid(x))))


REWRITES: dict[str, tuple[Callable[..., Any], Callable[..., Any], Callable[..., Any], Callable[..., Any], int, int]] = {
    # what is traced, the pattern, its replacement, what it must compute, the inputs, the matches
    "by itself": (
        double_sum,
        lambda x: torch.neg(x) + torch.relu(x),
        lambda x: torch.neg(x) + torch.relu(x),
        double_sum,
        1,
        1,
    ),
    "one operation": (
        double_sum,
        lambda x: torch.neg(x),
        lambda x: torch.abs(x),
        lambda x: 2 * (abs(x) + x.relu()),
        1,
        1,
    ),
    "several": (
        double_sum,
        lambda x: torch.neg(x) + torch.relu(x),
        lambda x: torch.relu(x),
        lambda x: 2 * x.relu(),
        1,
        1,
    ),
    "everything": (double_sum, double_sum, lambda x: torch.cat([x, x]), lambda x: torch.cat([x, x]), 1, 1),
    "twice": (
        two_cats,
        lambda a, b: torch.cat([a, b]).sum(),
        lambda a, b: torch.stack([a, b]),
        lambda x, a, b: x + 2 * torch.max(torch.stack([a, b])),
        3,
        2,
    ),
    "the order of inputs": (lambda x, y: x - y, lambda x, y: x - y, lambda x, y: y - x, lambda x, y: y - x, 2, 1),
    "an output used elsewhere": (
        lambda x: (lambda y: torch.neg(y) - y)(torch.relu(x)),
        lambda x: torch.relu(x),
        lambda x: torch.sigmoid(x),
        lambda x: -2 * torch.sigmoid(x),
        1,
        1,
    ),
    "an inner value used elsewhere": (
        lambda x: (lambda y: torch.neg(y) - y)(torch.relu(x)),
        lambda x: torch.neg(torch.relu(x)),
        lambda x: torch.sigmoid(x),
        lambda x: -2 * torch.relu(x),
        1,
        0,
    ),
    "one after another": (chain, lambda x: torch.sigmoid(x), lambda x: torch.neg(x), lambda x: x, 1, 4),
    "overlapping": (chain, lambda x: torch.sigmoid(torch.sigmoid(x)), lambda x: torch.neg(x), lambda x: x, 1, 2),
    "several outputs": (
        lambda x: torch.sigmoid(x) + torch.relu(x),
        lambda a: (torch.sigmoid(a), torch.relu(a)),
        lambda x: (torch.exp(x), torch.abs(x)),
        lambda x: torch.exp(x) + torch.abs(x),
        1,
        1,
    ),
    "one output twice": (
        lambda x, y: (lambda d: torch.sigmoid(d) + torch.relu(d))(x - y),
        lambda a, b: (lambda d: (torch.sigmoid(d), torch.relu(d), d))(a - b),
        lambda a, b: (lambda y: (y, y, torch.exp(a)))(torch.abs(b)),
        lambda x, y: 2 * torch.abs(y),
        2,
        1,
    ),
    "an input that nothing uses": (
        lambda x, y, z: x + y,
        lambda x, y: x + y,
        lambda x, y: x - y,
        lambda x, y, z: x - y,
        3,
        1,
    ),
    "methods, away": (
        lambda x: x.relu().sigmoid().to(torch.float16),
        lambda x: x.relu().sigmoid().to(torch.float16),
        lambda x: x,
        lambda x: x,
        1,
        1,
    ),
    "an input of any kind": (
        lambda x: torch.sigmoid((x + 3).relu()),
        lambda x: torch.sigmoid(x.relu()),
        lambda x: x,
        lambda x: x + 3,
        1,
        1,
    ),
    "two inputs that are one value": (lambda x: x * x, lambda a, b: a * b, lambda a, b: a + b, lambda x: x * x, 1, 0),
    "lists": (
        lambda x: torch.permute(x, [1, 0]),
        lambda x, order: torch.permute(x, order),
        lambda x, order: torch.neg(x),
        lambda x: -x,
        1,
        1,
    ),
    "lists of another length": (
        lambda x: torch.permute(x, [1, 0]),
        lambda x, a: torch.permute(x, [a, a, a]),
        lambda x, a: x,
        lambda x: x.t(),
        1,
        0,
    ),
    "keyword arguments": (
        lambda x, y: nn.functional.softmax(x, dim=1) * y,
        lambda a, b: nn.functional.softmax(a, dim=1) * b,
        lambda a, b: a + b,
        lambda x, y: x + y,
        2,
        1,
    ),
    "other keyword arguments": (
        lambda x: nn.functional.softmax(x, dim=1),
        lambda a: nn.functional.softmax(a, dim=0),
        lambda a: a,
        lambda x: nn.functional.softmax(x, dim=1),
        1,
        0,
    ),
}


@pytest.mark.parametrize("name", REWRITES)
def test_patterns_are_replaced(name: str) -> None:
    program, pattern, replacement, want, inputs, matches = REWRITES[name]
    given = [X + 2 * i for i in range(inputs)]
    for as_module in (False, True):
        traced = fx.symbolic_trace(program)
        if as_module:
            found = fx.replace_pattern(traced, fx.symbolic_trace(pattern), fx.symbolic_trace(replacement))
        else:
            found = fx.replace_pattern(traced, pattern, replacement)
        traced.graph.lint()
        assert len(found) == matches
        assert torch.allclose(traced(*given), want(*given))
        assert len(traced.graph.find_nodes(op="placeholder")) == inputs


def test_layers_of_the_replacement_are_taken_over() -> None:
    class Pattern(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.sigmoid, self.kept = nn.Sigmoid(), nn.ReLU()

        def forward(self, x: Any) -> Any:
            return self.kept(self.sigmoid(x))

    class Root(Pattern):
        def forward(self, x: Any) -> Any:
            return super().forward(x + 1)

    class Replacement(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.tanh, self.kept = nn.Tanh(), nn.ReLU()

        def forward(self, x: Any) -> Any:
            return self.kept(self.tanh(x))

    traced = fx.symbolic_trace(Root())
    fx.replace_pattern(traced, Pattern(), Replacement())
    assert torch.equal(traced(X), torch.relu(torch.tanh(X + 1)))
    assert sorted(name for name, _ in traced.named_children()) == ["kept", "tanh"]


def test_tensors_match_tensors_and_the_replacements_are_taken_over() -> None:
    class Holds(nn.Module):
        a: Any

        def __init__(self, **tensors: Any) -> None:
            super().__init__()
            for name, value in tensors.items():
                self.register_buffer(name, value)

    class Root(Holds):
        def forward(self, x: Any) -> Any:
            return x + self.a - self.b

    class Pattern(Holds):
        def forward(self, x: Any) -> Any:
            return x + self.a

    class Replacement(Holds):
        def forward(self, x: Any) -> Any:
            return x - self.c

    class Buffers(fx.Tracer):
        proxy_buffer_attributes = True

    def traced(root: Any) -> Any:
        return fx.GraphModule(root, Buffers().trace(root))

    module = traced(Root(a=torch.tensor([1.0]), b=torch.tensor([2.0])))
    pattern, replacement = traced(Pattern(a=torch.ones(7))), traced(Replacement(c=torch.tensor([3.0])))
    assert len(fx.replace_pattern(module, pattern, replacement)) == 1
    assert torch.equal(module(X), X - 3 - 2)


def test_a_wrapped_function_may_replace_what_it_does() -> None:
    traced = fx.symbolic_trace(lambda x, y, z: (lambda p: p - (p + z))(x * y))
    found = fx.replace_pattern(
        traced,
        lambda a, b, c: (lambda p: (p, p + c))(a * b),
        lambda a, b, c: (lambda both: (both[0], both[1]))(product_and_sum(a, b, c)),
    )
    assert len(found) == 1 and traced.graph.find_nodes(op="call_function", target=product_and_sum)
    assert torch.equal(traced(X, X, X + 1), -(X + 1))


def test_a_match_that_failed_leaves_nothing_behind() -> None:
    """Of three places that begin alike the second is none."""

    def program(x: Any, y: Any, z: Any) -> Any:
        first = x * torch.relu(torch.neg(y))
        second = first * torch.relu(torch.sigmoid(first))
        return second + y * torch.relu(torch.neg(z))

    traced = fx.symbolic_trace(program)
    found = fx.replace_pattern(traced, lambda a, b: a * torch.relu(torch.neg(b)), lambda a, b: a - b)
    assert len(found) == 2
    assert torch.equal(traced(X, X, X), torch.zeros(2, 3))


def test_filters_choose_among_matches() -> None:
    def program(x: Any) -> Any:
        first = torch.add(x.neg(), 2).relu()
        return torch.add(first.neg(), x).relu()

    def pattern(x: Any, other: Any) -> Any:
        return torch.add(x.neg(), other).relu()

    def is_number(match: Any, graph: fx.Graph, pattern_graph: fx.Graph) -> bool:
        other = [node for node in pattern_graph.nodes if node.op == "placeholder"][1]
        return isinstance(match.nodes_map[other], int)

    for filters, count in ((None, 2), ([is_number], 1)):
        traced = fx.symbolic_trace(program)
        found = replace_pattern_with_filters(traced, pattern, lambda x, other: torch.mul(x, other), filters)
        put = [node for match in found for node in match.replacements]
        assert len(found) == count
        assert put == [node for node in traced.graph.nodes if node.target is torch.mul]


def test_a_replacement_may_be_made_for_each_match() -> None:
    def made(match: Any, graph: fx.Graph, pattern_graph: fx.Graph) -> fx.Graph:
        power = next(node.args[1] for node in match.nodes_map.values() if isinstance(node, fx.Node) and node.args[1:])
        return fx.symbolic_trace(lambda x: x * power).graph

    traced = fx.symbolic_trace(lambda x: torch.pow(torch.pow(x, 3), 5))
    found = replace_pattern_with_filters(
        traced, lambda x: torch.pow(x, 2), None, ignore_literals=True, replacement_callback=made
    )
    assert len(found) == 2
    assert torch.equal(traced(X), X * 15)


def matches(program: Callable[..., Any], pattern: Callable[..., Any], **options: Any) -> int:
    matcher = SubgraphMatcher(fx.symbolic_trace(pattern).graph, **options)
    return len(matcher.match(fx.symbolic_trace(program).graph))


def test_matching_of_literals_lists_and_attributes() -> None:
    assert matches(lambda x: x + 1, lambda x: x + 2) == 0
    assert matches(lambda x: x + 1, lambda x: x + 2, ignore_literals=True) == 1
    assert matches(lambda x, y: x.view(5, y.shape[0]), lambda x, y, z: x.view(z, y.shape[0])) == 1
    assert matches(lambda x, y: torch.reshape(x, [1, y.shape[0]]), lambda x, y, b: torch.reshape(x, [b, b, b])) == 0

    class Adds(nn.Module):
        def __init__(self, name: str, size: int) -> None:
            super().__init__()
            self.name = name
            setattr(self, name, nn.Parameter(torch.ones(size, size)))

        def forward(self, x: Any) -> Any:
            return torch.addmm(getattr(self, self.name), x, getattr(self, self.name))

    pattern, program = fx.symbolic_trace(Adds("w", 5)), fx.symbolic_trace(Adds("weight", 3))
    assert len(SubgraphMatcher(pattern.graph).match(program.graph)) == 1
    with pytest.raises(ValueError, match="empty pattern"):
        SubgraphMatcher(fx.Graph())
    with pytest.raises(AssertionError, match="dead code"):
        SubgraphMatcher(fx.symbolic_trace(lambda x: (x + 1, x)[1]).graph)


def test_parts_of_a_split_module_keep_names_metadata_and_result() -> None:
    def program(x: Any, y: Any) -> Any:
        x, y = x + x, y * y
        return x - y

    traced = fx.symbolic_trace(program)
    for node in traced.graph.nodes:
        node.meta["name"] = node.name
    cut = split_module(traced, traced, lambda node: {"add": 0, "mul": 1}.get(node.name, 2))
    assert sorted(name for name, _ in cut.named_children()) == ["submod_0", "submod_1", "submod_2"]
    for part in cut.children():
        for node in part.graph.nodes:
            if node.op == "call_function":
                assert node.meta["name"] == node.name
    assert torch.equal(cut(X, X), X + X - X * X)
    cut.graph.lint()


@pytest.mark.parametrize("read", ["shape", "size()", "dim()", "ndim", "numel()", "nelement()"])
def test_the_shape_of_a_parameter_may_choose_a_branch(read: str) -> None:
    small = {"shape": "[0] < 10", "size()": "[0] < 10", "dim()": " == 2", "ndim": " == 2"}.get(read, " < 30")

    class Net(nn.Module):
        def __init__(self, param: Any) -> None:
            super().__init__()
            self.param = nn.Parameter(param)

        def forward(self, x: Any) -> Any:
            product = x.sum() * self.param
            return product if eval(f"self.param.{read}{small}") else torch.relu(product)

    for param, branches in ((torch.ones(5, 3), False), (torch.ones(15, 3, 2), True)):
        net = Net(param)
        graph = fx.Tracer(param_shapes_constant=True).trace(net)
        assert bool(graph.find_nodes(op="call_function", target=torch.relu)) == branches
        assert torch.equal(fx.GraphModule(net, graph)(X), net(X))
