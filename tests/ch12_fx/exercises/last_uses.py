"""Slow and obvious: for every value look through all nodes for the last one that has it among its arguments."""

from __future__ import annotations

from random import Random

from book.grading import same
from hypothesis import given
from hypothesis import strategies as st

import minitorchscript as torch
from minitorchscript import fx
from minitorchscript.fx import node


def random_graph(seed: int) -> fx.Graph:
    random, graph = Random(seed), fx.Graph()
    values = [graph.placeholder("x"), graph.placeholder("y")]
    for _ in range(random.randint(0, 8)):
        first, second = random.choice(values), random.choice(values)
        values.append(
            random.choice(
                [
                    lambda a=first, b=second: graph.call_function(torch.add, (a, b)),
                    lambda a=first, b=second: graph.call_function(torch.cat, ([a, b, a],), {"dim": 0}),
                    lambda a=first: graph.call_method("relu", (a,)),
                    lambda a=first, b=second: graph.call_function(torch.add, (1, a), {"alpha": b}),
                ]
            )()
        )
    graph.output((random.choice(values), random.choice(values)))
    return graph


def shown(found: dict[fx.Node, list[fx.Node]]) -> dict[str, list[str]]:
    return {user.name: [value.name for value in values] for user, values in found.items()}


@given(st.integers(0, 10_000))
def check_random_graphs(seed: int) -> None:
    graph = random_graph(seed)
    nodes = [*graph.nodes]
    expected: dict[str, list[str]] = {}
    for user in nodes:
        later = nodes[nodes.index(user) + 1 :]
        last = [
            value.name for value in user.all_input_nodes if not any(value in each.all_input_nodes for each in later)
        ]
        if last:
            expected[user.name] = last
    same(f"{graph}\n\nlast uses", shown(node.last_uses(graph.nodes)), expected)


def check_a_value_used_twice_by_one_node() -> None:
    graph = fx.symbolic_trace(lambda x: x + x).graph
    same("x + x", shown(node.last_uses(graph.nodes)), {"add": ["x"], "output": ["add"]})


def check_code_forgets_what_is_not_used_again() -> None:
    code = fx.symbolic_trace(lambda x, y: torch.relu(x) + x * y).code.strip()
    expected = ["    relu = torch.relu(x)", "    mul = x * y;  x = y = None"]
    same("relu(x) + x * y, as code", code.split("\n")[1:3], expected)


def check_an_interpreter_holds_only_what_it_needs() -> None:
    runner = fx.Interpreter(fx.symbolic_trace(lambda x: torch.relu(torch.neg(x)) + 1))
    runner.run(torch.ones(2))
    same("what is left after a run", [each.name for each in runner.env], ["output"])
