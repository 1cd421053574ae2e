"""Random networks as source text, valid by construction, for the properties and the conformance runner.

`networks()` is the hypothesis strategy. `network(Random(seed))` gives the same kind of network for a plain
seed. A `Network` is text: `program` is a whole program for the conformance runner, `build(torch)` makes its
module and inputs.

Level "article" keeps to Conv2d, BatchNorm2d, pooling, activations, Flatten, Linear and residual adds, in
nested modules; "full" adds what everybody writes, and "wide" what some do (`strategies_more`). Each call
stands on one line, so that source comments do not depend on how a Python version counts the lines of a long
call.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from types import ModuleType
from typing import Any

from hypothesis import strategies as st
from strategies_capture import SHOW_FUNCTION, capture, extra_method, function_beside
from strategies_more import MORE_STATEMENTS, more_layer, more_step
from strategies_steps import Shape, Value, broadcast, chance, keeps_memory, kept_layer, layer, merged, step

IMPORTS = "import torch\nimport torch.nn.functional as F\nfrom torch import nn\n"
VARIABLES = ["x", "out", "y", "h", "identity", "z", "features", "input"]
ATTRIBUTES = ["layer", "conv", "fc", "block", "act", "out", "x", "_inner", "weight_layer", "Head"]
BODY = " " * 8


@dataclass(frozen=True)
class Network:
    """Source of a random network. `features` names what it has in it."""

    model: str
    capture: str
    features: frozenset[str]

    @property
    def program(self) -> str:
        return f"{IMPORTS}\n\n{self.model}{self.capture}"

    def build(self, torch: ModuleType) -> tuple[Any, tuple[Any, ...]]:
        """The module and its inputs, made by this `torch`."""
        namespace: dict[str, Any] = {
            "__name__": "__main__",
            "torch": torch,
            "nn": torch.nn,
            "F": torch.nn.functional,
        }
        exec(compile(self.model, "<network>", "exec"), namespace)
        return namespace["net"], namespace["inputs"]


@st.composite
def networks(draw: st.DrawFn, level: str = "full", training: bool | None = None) -> Network:
    """Networks of a level; `training=False` for those that always are in eval mode."""
    return network(draw(st.randoms(use_true_random=False)), level, training)


def network(random: Random, level: str = "full", training: bool | None = None) -> Network:
    return _Program(random, "full" if level == "wide" else level, wide=level == "wide").network(training)


@dataclass
class _Program:
    random: Random
    level: str
    wide: bool = False
    classes: list[str] = field(default_factory=list)
    features: set[str] = field(default_factory=set)

    def network(self, training: bool | None) -> Network:
        random, full = self.random, self.level == "full"
        count = random.choice([1, 1, 2, 3]) if full else 1
        shapes = [self.input_shape() for _ in range(count)]
        pair = full and count > 1 and chance(random, 20)
        if pair:
            shapes[1] = shapes[0]
            self.features.add("tuple input")
        grads = [self.asks_grad() for _ in shapes]
        arguments = [Value("", shape, writable=not grad) for shape, grad in zip(shapes, grads, strict=True)]
        root = _Class(self, "Net", depth=0)
        outputs = root.write(arguments, root=True, pair=pair)
        if training is None:
            training = chance(random, 20)
        tensors = [f"torch.rand({', '.join(map(str, shape))}{grad})" for shape, grad in zip(shapes, grads, strict=True)]
        if pair:
            tensors[:2] = [f"({tensors[0]}, {tensors[1]})"]
        mode = "net = Net()" if training else "net = Net().eval()"
        model = "\n\n".join(self.classes) + f"\n\n{mode}\ninputs = ({', '.join(tensors)},)\n"
        self.features.add("train mode" if training else "eval mode")
        self.features.add(f"{count} inputs")
        shown = capture(random, self.features, outputs, root.arguments, self.wide)
        if self.wide and chance(random, 15):
            shown = SHOW_FUNCTION + shown + function_beside(random, self.features)
        return Network(model, shown, frozenset(self.features))

    def input_shape(self) -> Shape:
        n = 2
        image = (
            n,
            self.random.choice([3, 2, 4, 6]),
            self.random.choice([8, 6, 7]),
            self.random.choice([8, 6]),
        )
        if self.level == "article":
            return image
        return self.random.choice([image, image, image, (n, 6), (n, 4, 8)])

    def asks_grad(self) -> str:
        if self.level == "full" and chance(self.random, 8):
            self.features.add("input requires grad")
            return ", requires_grad=True"
        return ""


@dataclass
class _Class:
    """One nn.Module class being written."""

    program: _Program
    name: str
    depth: int
    init: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    pool: dict[str, Value] = field(default_factory=dict)
    attributes: set[str] = field(default_factory=set)
    outputs: list[Value] = field(default_factory=list)
    returns: str = ""
    froze: bool = False
    arguments: list[str] = field(default_factory=list)

    @property
    def random(self) -> Random:
        return self.program.random

    @property
    def level(self) -> str:
        return self.program.level

    def feature(self, name: str) -> None:
        self.program.features.add(name)

    def write(self, arguments: list[Value], root: bool = False, pair: bool = False) -> str:
        """Write the class for arguments of these shapes; gives the kind of its output."""
        names = (
            VARIABLES[: len(arguments)]
            if chance(self.random, 60)
            else [f"{v}{i}" for i, v in enumerate(VARIABLES[: len(arguments)])]
        )
        self.pool = {name: replace(value, text=name) for name, value in zip(names, arguments, strict=True)}
        signature = names
        if pair:
            signature = ["pair", *names[2:]]
            self.body.append(f"{names[0]}, {names[1]} = pair")
        self.arguments = signature
        for _ in range(1 + self.random.randrange(5 if root else 3)):
            self.statement()
        kind = self.finish(root)
        init = "".join(f"{BODY}{line}\n" for line in ["super().__init__()", *self.init])
        body = "".join(f"{BODY}{line}\n" for line in self.body)
        forward = f"    def forward(self, {', '.join(signature)}):\n{body}{BODY}return {self.returns}\n"
        if root and self.program.wide and not pair and chance(self.random, 12):
            self.feature("extra method")
            forward += extra_method(self.random, arguments)
        constructor = f"    def __init__(self):\n{init}\n" if self.init else ""
        self.program.classes.append(f"class {self.name}(nn.Module):\n{constructor}{forward}")
        return kind

    def finish(self, root: bool) -> str:
        values, random = list(self.pool.values()), self.random
        last = values[-1]
        self.outputs, self.returns = [last], last.text
        if self.level == "article" or not chance(random, 30):
            return "tensor"
        self.outputs = [last, *(random.choice(values) for _ in range(random.randrange(3)))]
        names = [value.text for value in self.outputs]
        kinds = ["tuple", "tuple", "list", "dict", "nested"] if root else ["tuple", "tuple", "list"]
        kind = random.choice(kinds)
        self.feature(f"{kind} output" if root else f"{kind} between modules")
        if kind == "tuple":
            self.returns = f"({', '.join(names)},)"
        elif kind == "list":
            self.returns = f"[{', '.join(names)}]"
        elif kind == "dict":
            self.returns = "{" + ", ".join(f'"key{i}": {name}' for i, name in enumerate(names)) + "}"
        else:
            self.returns = f"({names[0]}, ({', '.join(names)},))"
        return kind

    # Statements

    def statement(self) -> None:
        statements = [self.chain] * 4 + [self.merge] * 2 + [self.repeated, self.loop, self.nested]
        if self.level == "full":
            statements += [self.in_place, self.split, self.constant, self.sizes, self.branch]
        if self.program.wide:
            statements += [self.more] * 4
        self.random.choice(statements)()

    def more(self) -> None:
        if not self.random.choice(MORE_STATEMENTS)(self):
            self.chain()

    def pick(self) -> Value:
        values = list(self.pool.values())
        return values[-1] if chance(self.random, 60) else self.random.choice(values)

    def assign(self, value: Value) -> Value:
        name = self.random.choice(VARIABLES)
        self.body.append(f"{name} = {value.text}")
        return self.keep(name, value)

    def keep(self, name: str, value: Value) -> Value:
        """The latest assigned stands last.  One without dimensions gets one, since most steps need one."""
        if not value.shape:
            self.body.append(f"{name} = {name}.reshape(1)")
            value = replace(value, shape=(1,))
        self.pool.pop(name, None)
        self.pool[name] = replace(value, text=name)
        return self.pool[name]

    def attribute(self, constructor: str) -> str:
        base = self.random.choice(ATTRIBUTES)
        number = 1
        name = base
        while name in self.attributes:
            number += 1
            name = f"{base}{number}"
        self.attributes.add(name)
        self.init.append(f"self.{name} = {constructor}")
        return f"self.{name}"

    def chain(self) -> None:
        """One to three links around a variable: layers, blocks and plain expressions."""
        value = self.pick()
        for link in range(1 + self.random.randrange(3)):
            if chance(self.random, 35 if self.level == "full" else 15):
                found = more_step(self.random, value) if self.program.wide and chance(self.random, 35) else None
                found = found or step(self.random, value, self.level)
                if found.repeats and link:
                    value = self.assign(value)
                value = found.applied(value)
            else:
                constructor, after = self.module(value)
                value = replace(after, text=f"{self.attribute(constructor)}({value.text})")
        self.assign(value)

    def module(self, value: Value) -> tuple[str, Value]:
        """A constructor of something that takes this one value and gives one."""
        random = self.random
        kind = random.choice(["layer", "layer", "layer", "sequential", "block"])
        if kind == "layer" or self.depth > 1:
            return self.layer(value)
        if kind == "block":
            inner = self.block([value])
            if len(inner.outputs) == 1 and not inner.returns.startswith(("(", "[")):
                return f"{inner.name}()", inner.outputs[0]
            return self.layer(value)
        self.feature("Sequential")
        parts, self.depth = [], self.depth + 1
        for _ in range(random.choice([2, 1, 3, 0])):
            constructor, value = self.module(value)
            parts.append(constructor)
        self.depth -= 1
        return f"nn.Sequential({', '.join(parts)})", value

    def layer(self, value: Value) -> tuple[str, Value]:
        found = more_layer(self.random, value) if self.program.wide and chance(self.random, 20) else None
        found = found or layer(self.random, value, self.level)
        self.feature(found.constructor.split("(")[0])
        writable = value.writable or not keeps_memory(found.constructor)
        return found.constructor, replace(value, shape=found.shape, writable=writable)

    def block(self, values: list[Value]) -> _Class:
        self.feature("user block")
        program = self.program
        inner = _Class(program, f"Block{len(program.classes)}{'abc'[self.depth]}", self.depth + 1)
        inner.write(values)
        if inner.froze:
            self.freeze()
        return inner

    def freeze(self) -> None:
        """Nothing that is there now is written to any more: it may share memory with something split."""
        self.froze = True
        self.pool = {name: replace(value, writable=False) for name, value in self.pool.items()}

    def merge(self) -> None:
        a, b = self.pick(), self.random.choice(list(self.pool.values()))
        value = merged(self.random, a, b, self.level)
        if value is None or a.text == b.text:
            return self.chain()
        self.feature("merge")
        if self.level == "article" and a.text != b.text and chance(self.random, 40):
            self.body.append(f"{a.text} += {b.text}")
            return None
        self.assign(value)

    def repeated(self) -> None:
        """A module called more than once: itself again, on another value, or under a second name."""
        value = self.pick()
        if not value.writable:
            return self.chain()
        found = kept_layer(self.random, value, self.level)
        name = self.attribute(found.constructor)
        kind = self.random.choice(["twice", "two values", "second name"])
        self.feature(f"called again: {kind}")
        if kind == "twice":
            self.assign(replace(value, text=f"{name}({name}({value.text}))"))
        elif kind == "second name":
            second = self.attribute(name)
            self.assign(replace(value, text=f"{second}({name}({value.text}))"))
        else:
            first = self.assign(replace(value, text=f"{name}({value.text})"))
            others = [other for other in self.pool.values() if other.shape == value.shape and other.writable]
            self.assign(replace(first, text=f"{name}({self.random.choice(others).text}) + {first.text}"))
        return None

    def loop(self) -> None:
        """A ModuleList, walked."""
        value, constructors = self.pick(), []
        start, random = value, self.random
        for _ in range(1 + random.randrange(3)):
            constructor, value = self.module(value)
            constructors.append(constructor)
        self.feature("ModuleList loop")
        name = self.attribute(f"nn.ModuleList([{', '.join(constructors)}])")
        variable = random.choice(VARIABLES)
        if variable != start.text:
            self.body.append(f"{variable} = {start.text}")
        self.body += [f"for layer in {name}:", f"    {variable} = layer({variable})"]
        self.keep(variable, value)

    def nested(self) -> None:
        """A block of our own with several arguments, several results, or arguments by name."""
        if self.depth > 1:
            return self.chain()
        random, values = self.random, list(self.pool.values())
        taken = [self.pick()]
        if self.level == "full":
            taken += [random.choice(values) for _ in range(random.randrange(3))]
        inner = self.block(taken)
        call = f"{self.attribute(f'{inner.name}()')}({', '.join(value.text for value in taken)})"
        if inner.returns[0] not in "([":
            self.assign(replace(inner.outputs[0], text=call))
            return None
        names = random.sample(VARIABLES, len(inner.outputs))
        self.body.append(f"{', '.join(names)}{',' if len(names) == 1 else ''} = {call}")
        for name, value in zip(names, inner.outputs, strict=True):
            self.keep(name, value)
        return None

    def in_place(self) -> None:
        value, random = self.pick(), self.random
        if not value.writable:
            return self.chain()
        texts = ["{x} += 1", "{x} *= 0.5", "{x}.add_(2)", "{x}.relu_()", "{x}[0] = 0.5"]
        if value.rank > 1:
            texts += ["{x}[:, 0] = 1", "{x}[:, -1] = {x}[:, 0]", "{x}[..., :1] = 0", "{x}[0].mul_(2)"]
        for other in self.pool.values():
            if other.text != value.text and broadcast(value.shape, other.shape) == value.shape:
                texts += [f"{{x}} += {other.text}", f"{{x}}.mul_({other.text})", f"{{x}}.copy_({other.text})"]
        self.feature("in-place")
        self.body.append(random.choice(texts).format(x=value.text))
        return None

    def split(self) -> None:
        value, random = self.pick(), self.random
        dims = [dim for dim in range(value.rank) if value.shape[dim] in (2, 4, 6, 8)]
        if not dims:
            return self.chain()
        dim = random.choice(dims)
        half = (*value.shape[:dim], value.shape[dim] // 2, *value.shape[dim + 1 :])
        text = random.choice(
            [
                f"{value.text}.chunk(2, dim={dim})",
                f"torch.chunk({value.text}, 2, {dim})",
                f"{value.text}.split({half[dim]}, {dim})",
            ]
        )
        part = Value("", half, writable=False, packed=False)
        if value.shape[dim] == 2 and chance(random, 40):
            part = replace(part, shape=(*value.shape[:dim], *value.shape[dim + 1 :]))
            text = f"{value.text}.unbind({dim})"
        self.feature("split")
        self.freeze()
        names = random.sample(VARIABLES, 2)
        self.body.append(f"{names[0]}, {names[1]} = {text}")
        for name in names:
            self.keep(name, part)
        return None

    def constant(self) -> None:
        """A parameter, a buffer or a Python number of the module itself."""
        value, random = self.pick(), self.random
        kind = random.choice(["parameter", "buffer", "number", "linear", "counter"])
        self.feature(f"own {kind}")
        name, number = f"{kind}{len(self.attributes)}", str(value.shape[-1] if value.rank else 1)
        self.attributes.add(name)
        if kind == "number":
            self.init.append(f"self.{name} = {random.choice(['2', '0.5', '-1'])}")
        elif kind == "parameter":
            self.init.append(f"self.{name} = nn.Parameter(torch.ones({number}))")
        elif kind == "linear":
            self.init.append(f"self.{name} = nn.Parameter(torch.ones(3, {number}))")
            if not value.rank:
                return self.chain()
            self.assign(
                replace(
                    value,
                    text=f"F.linear({value.text}, self.{name})",
                    shape=(*value.shape[:-1], 3),
                    writable=True,
                )
            )
            return None
        else:
            start = "torch.zeros((), dtype=torch.int64)" if kind == "counter" else f"torch.arange({number}.0)"
            self.init.append(f'self.register_buffer("{name}", {start})')
        if kind == "counter":
            self.body.append(random.choice([f"self.{name} += 1", f"self.{name}.add_(1)"]))
        text = random.choice(
            [f"{value.text} * self.{name}", f"{value.text} + self.{name}", f"self.{name} - {value.text}"]
        )
        self.assign(
            replace(value, text=text, shape=value.shape or (1,) * (kind in ("parameter", "buffer")), writable=True)
        )
        return None

    def sizes(self) -> None:
        """Sizes unpacked into variables, then used."""
        value = self.pick()
        if value.rank < 3:
            return self.chain()
        self.feature("sizes unpacked")
        names = ["n", "c", "h_size", "w_size"][: value.rank]
        source = self.random.choice([f"{value.text}.shape", f"{value.text}.size()"])
        self.body.append(f"{', '.join(names)} = {source}")
        n, c, *rest = value.shape
        joined = rest[0] if len(rest) == 1 else rest[0] * rest[1]
        product = " * ".join(names[2:])
        options = [Value(f"{value.text}.reshape(n, c * {names[2]}, -1)", (n, c * rest[0], joined // rest[0]))]
        options.append(Value(f"{value.text}.reshape(n * c, {product})", (n * c, joined)))
        options.append(Value(f"{value.text}.reshape(n, -1) / (c + 1)", (n, c * joined)))
        if c % 2 == 0:
            options.append(Value(f"{value.text}.reshape(n, 2, c // 2, {product})", (n, 2, c // 2, joined)))
        chosen = self.random.choice(options)
        self.assign(replace(chosen, writable=value.writable or "/ (c" in chosen.text))
        return None

    def branch(self) -> None:
        """Python's own control flow, which a trace walks through once."""
        value, random = self.pick(), self.random
        test = random.choice([f"{value.text}.dim() == {value.rank}", "self.training", f"{value.text}.size(0) > 1"])
        self.feature("branch")
        self.body += [
            f"if {test}:",
            f"    {value.text} = {value.text} * 1.5",
            "else:",
            f"    {value.text} = {value.text} + 1",
        ]
        self.keep(value.text, replace(value, writable=True))
