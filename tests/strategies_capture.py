"""How a random network is traced and shown: by position, by keyword, by several methods, with functions beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from strategies_more import more_step
from strategies_steps import Value, chance, merged, step

Step = Callable[[Random, Value], Value]


def capture(random: Random, features: set[str], outputs: str, names: list[str], full: bool) -> str:
    """The lines that trace `net` on `inputs`; `names` are its forward's arguments, "extra" a method it may have."""
    words = ", check_trace=False" if chance(random, 30) else ""
    if outputs in ("list", "dict"):
        words += ", strict=False"
    call = f"torch.jit.trace(net, inputs{words})"
    if "extra method" in features:
        methods = '{"forward": inputs, "extra": inputs[:1]}'
        call = f"torch.jit.trace_module(net, {methods}{words})"
    elif full and "tuple input" not in features and chance(random, 12):
        features.add("inputs by keyword")
        order = random.sample(range(len(names)), len(names))
        by_name = ", ".join(f'"{names[i]}": inputs[{i}]' for i in order)
        call = f"torch.jit.trace(net, example_kwarg_inputs={{{by_name}}}{words})"
    if "input requires grad" in features or chance(random, 35):
        features.add("grad mode")
        lines = [f"traced = {call}"]
    else:
        lines = ["with torch.no_grad():", f"    traced = {call}"]
    lines.append("show_module(traced)")
    if "extra method" in features:
        for text in ("str(traced.extra.graph)", "traced.extra.code", "str(traced.extra.inlined_graph)"):
            lines.append(f'show("extra.{text.count("inlined")}{len(text)}", {text})')
    if chance(random, 10):
        features.add("second trace")
        lines.append(f'show_module({call}, "second.")')
    return "\n".join(lines) + "\n"


def extra_method(random: Random, arguments: list[Value]) -> str:
    """A second method of the root, of its first input: through forward, or beside it."""
    first = replace(arguments[0], text="data")
    if len(arguments) == 1 and chance(random, 40):
        return "\n    def extra(self, data):\n        return data, self.forward(data)\n"
    return f"\n    def extra(self, data):\n{body(random, first, 8)}"


def function_beside(random: Random, features: set[str]) -> str:
    """A function of one or two tensors, traced and shown."""
    features.add("function beside")
    shape = random.choice([(2, 3), (2, 3, 4), (3,), (1, 2, 4, 4)])
    inputs = f"torch.rand({', '.join(map(str, shape))})"
    name = random.choice(["function", "forward", "f", "relu"])
    if chance(random, 30):
        text = expression(random, Value("x", shape, writable=False)).text
        return f"show_function('lambda', torch.jit.trace(lambda x: {text}, {inputs}))\n"
    lines = f"def {name}(x):\n{body(random, Value('x', shape, writable=False), 4)}\n\n"
    return f"{lines}show_function({name!r}, torch.jit.trace({name}, {inputs}))\n"


def expression(random: Random, value: Value) -> Value:
    """One operator, or two, around a value."""
    for _ in range(1 + random.randrange(2)):
        found = (more_step(random, value) if chance(random, 50) else None) or step(random, value, "full")
        if "self." in found.text or (found.repeats and not value.text.isidentifier()) or len(found.shape) < 1:
            continue
        value = found.applied(value)
    return value


def body(random: Random, value: Value, indent: int) -> str:
    """Lines of a function, up to its return."""
    pool, lines = [value], []
    for name in random.sample(["y", "out", "x", "h", "z"], 1 + random.randrange(4)):
        made = expression(random, random.choice(pool))
        joined = merged(random, made, random.choice(pool), "full") if chance(random, 40) else None
        lines.append(f"{name} = {(joined or made).text}")
        pool = [each for each in pool if each.text != name]
        pool.append(replace(joined or made, text=name, writable=False, packed=False))
    result = pool[-1].text if chance(random, 70) else f"{pool[-1].text}, {pool[0].text}"
    return "".join(f"{' ' * indent}{line}\n" for line in [*lines, f"return {result}"])


SHOW_FUNCTION = """

def show_function(name, traced):
    show(f"{name}.graph", str(traced.graph))
    show(f"{name}.code", traced.code)
    show(f"{name}.inlined_graph", str(traced.inlined_graph))


"""
