"""Random programs for the script compiler, as source text: functions that call each other, classes, modules.

`scripts()` is the hypothesis strategy, `script(Random(seed))` gives the same kind of program for a plain seed. Most
compile; about one in seven has one statement that the compiler must refuse. Each shows what `scripts.py` shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from hypothesis import strategies as st
from strategies_script_expressions import Callee
from strategies_script_mistakes import mistaken
from strategies_script_modules import RandomModule
from strategies_script_statements import Statements, parameter_types
from strategies_script_types import (
    BOX,
    BOX_SOURCE,
    COLOR,
    COLOR_SOURCE,
    EITHER,
    FLOAT,
    HELD_SOURCE,
    INT,
    NAMES,
    PAIR_SOURCE,
    POINT,
    POINT_SOURCE,
    STR,
    TENSOR,
    VECTOR_SOURCE,
    Type,
    a_dict,
    a_list,
    a_tuple,
    literal,
    optional,
    random_type,
)
from strategies_script_wide import Wide, wide_types

HEAD = """import math
from dataclasses import dataclass
from enum import Enum
from typing import Any, Dict, Final, List, NamedTuple, Optional, Tuple, Union

import torch
import torch.nn.functional as F
from torch import nn


"""
MISTAKES = 0.25
PASSES = ["cse", "dce", "peephole", "constant_propagation", "constant_pooling", "constant_loop_unrolling"]
PASSES += ["loop_unrolling"]
# One of these makes a program ill: what the compiler must refuse, in words that both sides share.
ILL = [
    "bad = not_defined_anywhere + 1",
    'bad = 1 + "a"',
    "bad = torch.relu(3)",
    "bad = torch.ones(3).no_such_method()",
    "bad = (1, 2)[5]",
    "bad = len(3)",
    "bad: int = 2.5",
    "bad = [1, 2].push(3)",
    'bad = {"a": 1}[2]',
    "a_b, c_d, e_f = (1, 2)",
    "bad = lambda v: v",
    "import os",
    "global bad",
    "bad = (late := 3)",
    "bad = {1, 2}",
    "try:\n        bad = 1\n    except ValueError:\n        bad = 2",
    "def inner():\n        return 1",
    "for bad in 3:\n        pass",
    "bad = torch.sum(torch.ones(3), nothing=3)",
    'bad = "a" - "b"',
    "bad = [v for v in [1, 2] if v > 1]",
    "yield 3",
    'if True:\n        bad = 1\n    else:\n        bad = "a"\n    worse = bad',
    "for i9 in range(2):\n        never = i9\n    bad = never",
    "del bad",
    "bad = torch.nn.functional.no_such_function(3)",
    'bad = f"{1!r}"',
    "bad = max(*[1, 2])",
    "bad = int([1])",
    "bad = None + 1",
    "bad = 1  # type: int",
    "[bad, worse] = 1, 2",
    'bad = "ab" * 2',
    "bad = ~3",
    "bad = (1 + 1j).real",
    "bad = (1, 2) == (1, 3)",
    "bad = [1, 2]\n    bad[0:1] = [3]",
    "bad = {(1, 2): 3}",
    "bad = [1, *[2]]",
    "for bad in [1]:\n        pass\n    else:\n        pass",
    "nonlocal_ = not_defined.attribute",
    "bad: List = [1]",
    "bad = torch.jit.fork(3)",
    "assert 1",
    "raise 3",
    "bad = isinstance(1, 2)",
    'bad = torch.ones(2).to("nowhere")',
    "bad = [1, 2].sort(1, 2, 3)",
    "bad = 'a'.upper(1)",
    "with 3 as bad:\n        pass",
    "bad = print(1)",
    "bad = range(3)",
    "bad = zip([1], [2])",
    "return 1, 2, 3, 4",
    "return",
    "async def bad():\n        pass",
    "match 3:\n        case 3:\n            pass",
    "class Bad:\n        pass",
    "bad = 1 if True else 'a'\n    worse = bad + 1",
    "bad = super().x",
    "bad = torch.nn.Linear(2, 2)",
    "print(*[1, 2])",
    "bad = (lambda v: v)(2)",
    'bad = {**{"a": 1}}',
    "bad, *worse = [1, 2, 3]",
    "bad = 3 .real",
    "del torch",
    "torch.x = 3",
    "bad = 1 @ 2",
    "bad = torch.ones(3)[0, 0, 0, 0, 'a']",
    "bad = b'abc'",
    "bad = 'abc'[::-1]",
    "bad = torch.float32 + 1.5",
    "bad = sum([torch.ones(2)])",
    "bad = max('a', 1)",
]


SOURCES = {
    "Color": COLOR_SOURCE,
    "Point": POINT_SOURCE,
    "Box": BOX_SOURCE,
    "Pair": PAIR_SOURCE,
    "Vector": VECTOR_SOURCE,
    "Held": HELD_SOURCE,
}


@dataclass(frozen=True)
class Script:
    """Source of a random program. `features` names what it has in it; `ill` the statement that must be refused."""

    program: str
    features: frozenset[str]
    ill: str = ""


@st.composite
def scripts(draw: st.DrawFn, ill: bool | None = None, eager: bool = False) -> Script:
    """Random programs; `ill=False` for those that are meant to compile."""
    return script(draw(st.randoms(use_true_random=False)), ill, eager)


def script(random: Random, ill: bool | None = None, eager: bool = False) -> Script:
    """A program; `MISTAKES` of them hold one, unless `ill` says whether it does.

    `eager` asks for one that Python runs to the same results, errors included.
    """
    ill = random.random() < MISTAKES if ill is None else ill
    if not ill or random.random() < 0.3:
        return _Program(random, eager).write(ill)
    found = _Program(random, eager).write(False)
    text, mistake = mistaken(random, found.program)
    return Script(compiled_only(text) if "while" in text else text, found.features, mistake)


def compiled_only(text: str) -> str:
    """Without calls: a loop may have lost its end, and PyTorch's could not be stopped."""
    return re.sub(r'^(show_passes.*?)?(show_script\("\w+", \w+(?:\(\))?), .*\)$', r"\2)", text, flags=re.M)


@dataclass
class _Program:
    random: Random
    eager: bool = False
    callees: list[Callee] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    shows: list[str] = field(default_factory=list)
    features: set[str] = field(default_factory=set)

    def write(self, ill: bool) -> Script:
        random = self.random
        bad = random.choice(ILL) if ill else ""
        count = random.choice([1, 2, 2, 3])
        module = random.random() < 0.5
        where = random.randrange(count + module) if bad else -1
        for number in range(count):
            self.function(number, bad if number == where else "")
        if module and random.random() < 0.3:
            self.module(bad if where == count else "")
        elif module:
            self.random_module(bad if where == count else "")
        if not self.eager and random.random() < 0.4:
            self.passes()
        text = "\n\n".join([*self.texts, "\n".join(self.shows)]) + "\n"
        classes = [source for name, source in SOURCES.items() if name in text]
        text = HEAD + "\n\n".join([*classes, text])
        # An error after a task is waited for is of one type or another, by chance.
        return Script(compiled_only(text) if "jit.fork" in text else text, frozenset(self.features), bad)

    def passes(self) -> None:
        """The last thing shown is shown again after a few passes."""
        passes = self.random.sample(PASSES, 1 + self.random.randrange(3))
        name = self.shows[-1].split('"')[1]
        self.shows[-1] = f'show_passes("{name}", {self.shows[-1]}, {passes})'

    def result_type(self) -> Type:
        random = self.random
        kind = random.randrange(12)
        if kind < 4:
            return random.choice([INT, FLOAT, STR, TENSOR])
        if kind < 6:
            return a_tuple(random_type(random, 1), random_type(random, 2))
        if kind == 6:
            return optional(random.choice([INT, TENSOR, STR]))
        if kind == 7:
            return Type("None")
        if kind == 8:
            return a_dict(STR, random_type(random, 2))
        return a_list(random.choice([INT, FLOAT, STR, TENSOR]))

    def parameters(self, least: int) -> list[tuple[str, Type]]:
        random = self.random
        names = random.sample(NAMES, least + random.randrange(3))
        choices = [*parameter_types(), EITHER, COLOR, POINT, a_dict(STR, INT), random_type(random)]
        if random.random() < 0.5:
            choices += wide_types()
        types = [random.choice(choices) for _ in names]
        return list(zip(names, (INT if type_ == BOX else type_ for type_ in types), strict=True))

    def function(self, number: int, bad: str) -> None:
        random, name = self.random, f"f{number}"
        parameters = self.parameters(1)
        result = self.result_type()
        body = self.body()
        body.begin(parameters, result, budget=4 + random.randrange(10))
        self.fill(body, bad)
        annotated = random.random() < 0.85
        defaults = [default for _, type_ in reversed(parameters) if (default := self.default(type_)) is not None]
        count = min(len(defaults), random.choice([0, 0, 1]))
        plain = result.name in ("None", "Optional") or not annotated
        arrow = f" -> {result}" if annotated or plain or "return" in "".join(body.lines[:-1]) else ""
        heads = []
        for place, (each, type_) in enumerate(parameters):
            last = place == len(parameters) - 1 and count
            default = f" = {defaults[0]}" if last and self.default(type_) is not None else ""
            spelled = f"{each}: {type_}" if type_ != TENSOR or random.random() < 0.5 else each
            heads.append(f"{spelled}{default}" if ":" in spelled or not default else each)
            self.features.add(type_.name)
        taken = 1 if heads[-1].count(" = ") else 0
        self.texts.append("\n".join([f"def {name}({', '.join(heads)}){arrow}:", *body.lines]) + "\n")
        if result != Type("None"):
            self.callees.append(Callee(name, parameters, result, taken))
        calls = [self.arguments([type_ for _, type_ in parameters]) for _ in range(3)]
        self.shows.append(f'show_script("script_{name}", {name}, {", ".join(calls)})')

    def body(self, calls: bool = True) -> Statements:
        """What writes a body: half of them from all of the language."""
        callees = list(self.callees) if calls else []
        if self.random.random() < 0.4:
            return Statements(self.random, callees=callees)
        return Wide(self.random, callees=callees, eager=self.eager)

    def default(self, type_: Type) -> str | None:
        if type_.name in ("int", "float", "bool", "str"):
            return literal(self.random, type_)
        return "None" if type_.name == "Optional" else None

    def arguments(self, types: list[Type]) -> str:
        return "(" + "".join(f"{literal(self.random, type_)}, " for type_ in types).rstrip(" ") + ")"

    def fill(self, body: Statements, bad: str) -> None:
        """Statements up to a final return, with the one that must be refused among them."""
        leaves = body.body(1 + self.random.randrange(3))
        if bad:
            body.lines[:] = [*body.lines, *("    " * (body.indent - 1) + line for line in f"    {bad}".split("\n"))]
        if not leaves:
            leaves = body.body(1 + self.random.randrange(4))
        if not leaves:
            body.give_back(2)

    # Modules

    def module(self, bad: str) -> None:
        random = self.random
        self.features.add("module")
        attributes = [("size", INT), ("ratio", FLOAT), ("flag", Type("bool")), ("word", STR), ("values", a_list(INT))]
        attributes = random.sample(attributes, random.randrange(4))
        tensors = random.sample(["weight", "offset"], random.randrange(3))
        block = self.block_class() if random.random() < 0.7 else ""
        init = [f"self.{name} = {literal(random, type_)}" for name, type_ in attributes]
        init = [line.replace("= []", "= [3]") for line in init]
        for name in tensors:
            value = literal(random, TENSOR)
            init.append(
                random.choice([f"self.{name} = nn.Parameter({value})", f'self.register_buffer("{name}", {value})'])
            )
        body = self.body()
        parameters = [("x", TENSOR), *[p for p in self.parameters(0) if p[0] != "x"][:2]]
        result = random.choice([TENSOR, TENSOR, a_tuple(TENSOR, INT), a_list(TENSOR)])
        body.begin(parameters, result, budget=5 + random.randrange(8), indent=2)
        body.scope.update({f"self.{name}": type_ for name, type_ in attributes})
        body.scope.update({f"self.{name}": TENSOR for name in tensors})
        body.loops += [f"self.{name}" for name, _ in attributes] + [f"self.{name}" for name in tensors]
        body.declared.update(body.scope)
        methods = ""
        if block:
            init += self.uses(body)
        if random.random() < 0.4:
            methods = self.method(body, attributes)
        if random.random() < 0.4 and ("size", INT) in attributes:
            body.write("self.size += 1")
        self.fill(body, bad.replace("\n", "\n    "))
        constructor = "".join(f"        {line}\n" for line in ["super().__init__()", *init])
        heads = ", ".join(["self", *(f"{name}: {type_}" for name, type_ in parameters)])
        forward = f"    def forward({heads}) -> {result}:\n" + "\n".join(body.lines) + "\n"
        self.texts.append(f"{block}class Net(nn.Module):\n    def __init__(self):\n{constructor}\n{methods}{forward}")
        calls = [self.arguments([type_ for _, type_ in parameters]) for _ in range(2)]
        # Without grad: PyTorch runs a compiled function that needs gradients in pieces, which in-place steps can tell.
        self.shows += [
            "torch.manual_seed(0)",
            "torch.set_grad_enabled(False)",
            f'show_script("script_net", Net(), {", ".join(calls)})',
        ]

    def random_module(self, bad: str) -> None:
        self.features.add("module")
        module = RandomModule(self.random, self.body, self.eager)
        texts, shows = module.write(bad)
        self.texts += texts
        methods = ", ".join(f'"{name}"' for name in ["forward", *module.exported])
        shown = "" if self.eager or not module.exported else f", methods=[{methods}]"
        self.shows += [*shows, f'show_script("script_net", net, {module.calls}{shown})']

    def method(self, body: Statements, attributes: list[tuple[str, Type]]) -> str:
        """A method that forward may call."""
        type_ = self.random.choice([INT, TENSOR])
        helper = self.body()
        helper.begin([("value", type_)], type_, budget=3, indent=2)
        helper.scope.update({f"self.{name}": kind for name, kind in attributes})
        helper.loops += [f"self.{name}" for name, _ in attributes]
        helper.declared.update(helper.scope)
        self.fill(helper, "")
        body.callees.append(Callee("self.helper", [("value", type_)], type_))
        return f"    def helper(self, value: {type_}) -> {type_}:\n" + "\n".join(helper.lines) + "\n\n"

    def block_class(self) -> str:
        body = self.body(False)
        body.begin([("x", TENSOR)], TENSOR, budget=4, indent=2)
        body.scope["self.n"] = body.declared["self.n"] = INT
        body.loops.append("self.n")
        self.fill(body, "")
        lines = "\n".join(body.lines)
        arrow = "" if "return" in lines else " -> torch.Tensor"
        return (
            "class Block(nn.Module):\n    def __init__(self, n: int):\n        super().__init__()\n        self.n = n\n"
            "        self.fc = nn.Linear(3, 3)\n\n"
            f"    def forward(self, x){arrow}:\n        x = self.fc(x)\n{lines}\n\n\n"
        )

    def uses(self, body: Statements) -> list[str]:
        """Submodules and containers of them, and the statements that call them."""
        random, init = self.random, []
        kind = random.choice(["one", "two", "list", "enumerate", "sequential", "dict"])
        self.features.add(f"submodules: {kind}")
        if kind in ("one", "two"):
            init += ["self.block = Block(2)"] + (["self.other = Block(3)"] if kind == "two" else [])
            body.write("x = self.block(x)")
            if kind == "two":
                body.write("x = x + self.other(x)")
        elif kind in ("list", "enumerate"):
            init.append("self.blocks = nn.ModuleList([Block(1), nn.ReLU(), Block(2)])")
            walked = "at, block in enumerate(self.blocks)" if kind == "enumerate" else "block in self.blocks"
            body.write(f"for {walked}:")
            body.write(f"    x = block(x){' * at' if kind == 'enumerate' else ''}")
        elif kind == "sequential":
            init.append("self.blocks = nn.Sequential(nn.Linear(3, 3), Block(2), nn.Tanh())")
            body.write("x = self.blocks(x)")
        else:
            init.append('self.blocks = nn.ModuleDict({"a": Block(1), "b": nn.ReLU()})')
            body.write("for name, block in self.blocks.items():")
            body.write('    x = block(x) + (1 if name == "a" else 0)')
        return init
