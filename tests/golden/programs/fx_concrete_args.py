# Arguments fixed while tracing, and containers taken apart.
from collections import namedtuple

import torch
from torch import fx

Point = namedtuple("Point", ["x", "y"])


def branch(x, y):
    return 2 * x if y else x


def total(x):
    out = 0
    for value in x.values():
        out += value
    return out


def listed(x, k):
    return {"sum": sum(x), "first": [x[0], k]}


def fields(x):
    return x.x + x.y


def none(x, y=None):
    return x if y is None else x + y


def refused(name, call):
    try:
        call()
    except AssertionError as error:
        show(name, str(error))


for value in (True, False):
    traced = fx.symbolic_trace(branch, concrete_args={"y": value})
    show(f"branch.{value}.graph", str(traced.graph))
    show(f"branch.{value}.code", traced.code)
    show(f"branch.{value}.result", str(traced(3, value)))
    refused(f"branch.{value}.refused", lambda: traced(3, not value))
for name, function, given, call in (
    ("total", total, {"x": {"a": fx.PH, "b": fx.PH, "c": fx.PH}}, {"a": 1, "b": 2, "c": 4}),
    ("listed", listed, {"x": [fx.PH, fx.PH], "k": fx.PH}, [1, 2]),
    ("fields", fields, {"x": Point(fx.PH, fx.PH)}, Point(3, 4)),
    ("mixed", total, {"x": {"a": fx.PH, "b": 3}}, {"a": 1, "b": 3}),
):
    traced = fx.symbolic_trace(function, concrete_args=given)
    show(f"{name}.graph", str(traced.graph))
    show(f"{name}.code", traced.code)
    arguments = (call, 7) if name == "listed" else (call,)
    show(f"{name}.result", str(traced(*arguments)))
    show(f"{name}.interpreted", str(fx.Interpreter(traced).run(*arguments)))
    if name != "mixed":
        again = fx.symbolic_trace(traced)
        show(f"{name}.again", again.code)
traced = fx.symbolic_trace(none, concrete_args={"y": None})
show("none.code", traced.code)
refused("none.refused", lambda: traced(1, 2))
