"""Random modules for the script compiler: attributes of all types, containers, methods, properties, hooks.

A module is drawn feature by feature; each feature adds to its constructor, its class body and its `forward`, and
between those stand random statements that see its attributes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from strategies_script_expressions import Callee
from strategies_script_statements import Statements
from strategies_script_types import (
    BOOL,
    COLOR,
    COMPLEX,
    FLOAT,
    INT,
    POINT,
    STR,
    TENSOR,
    Type,
    a_dict,
    a_list,
    a_tuple,
    literal,
    optional,
)

# A submodule with several methods, constants, and the methods of a container.
PART = """class Part(nn.Module):
    __constants__ = ["k"]
    scale: Final[float]

    def __init__(self, k: int, scale: float = 0.5):
        super().__init__()
        self.k = k
        self.scale = scale
        self.register_buffer("kept", torch.tensor([0.5, 1.0, -2.0]))
        self.calls: int = 0

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        self.calls += 1
        return x * self.scale + self.kept

    @torch.jit.export
    def twice(self, x: torch.Tensor, n: int = 2) -> torch.Tensor:
        for _ in range(n):
            x = self.forward(x)
        return x

    @property
    def total(self) -> int:
        return self.k + self.calls

    @total.setter
    def total(self, value: int) -> None:
        self.calls = value

    def __len__(self) -> int:
        return self.k

    def __getitem__(self, at: int) -> float:
        return at * self.scale

    def __contains__(self, at: int) -> bool:
        return at < self.k

    @torch.jit.unused
    def unseen(self, x):
        return [each for each in x if each in {1, 2}]

    @torch.jit.ignore
    def outside(self, x: torch.Tensor, n: int) -> torch.Tensor:
        return torch.add(x, float(n))


"""
INTERFACE = """@torch.jit.interface
class Face(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        pass

    def twice(self, x: torch.Tensor, n: int = 2) -> torch.Tensor:
        pass


"""
BEFORE = """def before(self, inputs: Tuple[torch.Tensor]) -> Tuple[torch.Tensor]:
    return (inputs[0] + 1,)


"""
AFTER = """def after(self, inputs: Tuple[torch.Tensor], output: torch.Tensor):
    return output * 0.5 + inputs[0]


"""
# Lines of `forward` that use the parts a feature made: `Part` objects, containers of such.
PART_USES = [
    "x = self.part(x)", "x = self.part.twice(x)", "x = self.part.twice(x, n=1)",
    "x = x + self.part.total", "self.part.total = 3",
    "x = x + self.part.kept", "x = x * self.part.k", "x = x - self.part.scale", "x = self.part.forward(x)",
    "self.part.calls = 2", "self.part.kept += 1", "x = self.part.outside(x, 2)", "print(self.part.calls, self.part.k)",
    "if self.part.calls > 1:\n            x = self.part(x)", "x = self.part(self.part(x)) + self.part.total",
]  # fmt: skip
LIST_USES = [
    "for part in self.parts:\n            x = part(x)",
    "for at, part in enumerate(self.parts):\n            x = part(x) + at",
    "x = self.parts[0](x)",
    "x = self.parts[-1](x) + len(self.parts)",
    
    "x = torch.stack([each(x) for each in self.parts]).sum(0)",
    "for at in range(len(self.parts)):\n            x = x + at", "x = self.parts[1].twice(x) + self.parts[1].total",
    "for part, other in zip(self.parts, self.parts):\n            x = part(x) + other(x)",
    "for part in self.parts:\n            if part.k > 1:\n                x = part(x)",
    "for part in self.parts:\n            part.calls += 1", 
    "for part in self.parts:\n            x = part(x)\n            if part.calls > 3:\n                return x",
    "for at, part in enumerate(self.parts, 1):\n            x = part(x) * at",
]  # fmt: skip
DICT_USES = [
    "for name, part in self.named.items():\n            x = part(x) + len(name)",
    "for part in self.named.values():\n            x = part(x)",
    "for name in self.named.keys():\n            print(name)",
    'x = self.named["a"](x)', 'x = x + (1 if "a" in self.named else 0)', "x = x * len(self.named)",
    "for name in self.named:\n            print(name)", 'x = self.named["b"].twice(x, 1)',
    'for name, part in self.named.items():\n            if name == "a":\n                x = part(x)',
]  # fmt: skip
CHAIN_USES = [
    "x = self.chain(x)", "for part in self.chain:\n            x = part(x)", "x = self.chain[1](x)",
    "x = x + len(self.chain)",
    "for at, part in enumerate(self.chain):\n            x = part(x) - at",
]  # fmt: skip
# What looks right and is refused.
REFUSED = [
    "for part in self.parts[1:]:\n            x = part(x)",
    "for part in self.chain[:2]:\n            x = part(x)", 'if hasattr(self, "nothing"):\n            x = x.missing()',
    "x = x * len(self.part)", "x = x + self.part[2]", "x = x * (2 if 1 in self.part else 3)", "x = self.chain[0:2](x)",
    "for part, w in zip(self.parts, [1.0, 2.0, 3.0]):\n            x = part(x) * w", "x = super().forward(x)",
    "x = self.parts(x)", "x = self.named(x)", 'x = self.named["c"](x)', "x = self.parts[5](x)", "self.part = None",
    "at = 1\n        x = self.parts[at](x)", "self.missing = 1", "part = self.part\n        x = part(x)",
    "parts = self.parts\n        for part in parts:\n            x = part(x)", "x = Part(1)(x)", "x = self.forward(x)",
    "x = self.part.unseen(x)", "del self.part", "x = nn.ReLU()(x)", "self.LIMIT = 4", "self.parts.append(self.part)",
    "x = getattr(self, \"part\")(x)", "x = self.part.__class__", "x = x + self.part.calls.real", "self.word: str = 'a'",
]  # fmt: skip
# Written by `forward`: what an attribute of a type may be done to, with holes for values.
WRITES = {
    INT: ["self.{0} += 1", "self.{0} = {1}", "self.{0} -= {1}"],
    FLOAT: ["self.{0} *= 0.5", "self.{0} = {1}"],
    BOOL: ["self.{0} = not self.{0}", "self.{0} = {1}"],
    STR: ['self.{0} += "a"', "self.{0} = {1}"],
    a_list(INT): ["self.{0}.append(2)", "self.{0} = {1}", "self.{0}[0] = 5", "self.{0}[0] += 5", "self.{0} += [1]"],
    a_dict(STR, INT): ['self.{0}["n"] = 2', "self.{0} = {1}", 'self.{0}["a"] = self.{0}.get("a", 0) + 1'],
    optional(INT): ["self.{0} = {1}", "self.{0} = None"],
    a_tuple(INT, FLOAT): ["self.{0} = {1}", "self.{0} = (self.{0}[0] + 1, self.{0}[1])"],
    POINT: ["self.{0} = {1}", "self.{0} = Point(self.{0}[0] + 1, self.{0}[1])"],
    COLOR: ["self.{0} = {1}"],
    COMPLEX: ["self.{0} = {1}", "self.{0} = self.{0} * 1j"],
    TENSOR: ["self.{0} = {1}", "self.{0} += 1", "self.{0}[0] = 2.5", "self.{0}.mul_(0.5)", "self.{0} = self.{0} * 2"],
    optional(TENSOR): ["self.{0} = {1}", "self.{0} = None"],
    a_list(TENSOR): ["self.{0}.append({1}[0])", "self.{0} = {1}"],
}
BodyOf = Callable[[bool], Statements]


@dataclass
class RandomModule:
    """One module's class. `new_body` gives a writer of statements that may call the program's functions."""

    random: Random
    new_body: BodyOf
    eager: bool
    before: list[str] = field(default_factory=list)  # definitions that the class needs
    init: list[str] = field(default_factory=list)
    declared: list[str] = field(default_factory=list)  # annotations in the class body
    methods: list[str] = field(default_factory=list)
    uses: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)  # lines that follow the making of `net`
    attributes: dict[str, Type] = field(default_factory=dict)
    callees: list[Callee] = field(default_factory=list)
    exported: list[str] = field(default_factory=list)
    base: str = "nn.Module"
    calls: str = ""

    def write(self, bad: str) -> tuple[list[str], list[str]]:
        """The texts of the classes, and what shows them."""
        random = self.random
        features: list[Callable[[], None]] = [self.part, self.part_list, self.part_dict, self.chain, self.property]
        features += [self.exported_method, self.hooks, self.interface, self.inherited, self.functions, self.static]
        features += [self.constants, self.parameters, self.training]
        for _ in range(1 + random.randrange(5)):
            self.attribute()
        for feature in random.sample(features, 1 + random.randrange(4)):
            feature()
        forward = self.forward(bad)
        init = "".join(f"        {line}\n" for line in ["super().__init__()", *self.init])
        declared = "".join(f"    {line}\n" for line in self.declared)
        body = "\n".join([f"    def __init__(self):\n{init}", *self.methods, forward])
        texts = [*self.before, f"class Net({self.base}):\n{declared}{body}"]
        return texts, ["torch.manual_seed(0)", "torch.set_grad_enabled(False)", "net = Net()", *self.after]

    def forward(self, bad: str) -> str:
        random = self.random
        body = self.statements()
        parameters = [("x", TENSOR)] + [("n", INT)] * random.randrange(2)
        result = random.choice([TENSOR, TENSOR, a_tuple(TENSOR, INT)])
        body.begin(parameters, result, budget=4 + random.randrange(6), indent=2)
        self.see(body)
        if not self.eager and random.random() < 0.1:
            self.uses.append(random.choice(REFUSED))
        early = any("return x" in use for use in self.uses)
        for use in self.uses:
            if not (early and result != TENSOR and "return x" in use):
                body.write(use)
                if random.random() < 0.3:
                    body.body(1)
        for name, type_ in self.attributes.items():
            if type_ in WRITES and random.random() < 0.4:
                body.write(random.choice(WRITES[type_]).format(name, literal(random, type_, 1)))
        if bad:
            body.lines.append("        " + bad.replace("\n", "\n    "))
        if not body.body(1 + random.randrange(3)):
            body.give_back(2)
        heads = ", ".join(["self", *(f"{name}: {type_}" for name, type_ in parameters)])
        self.calls = ", ".join(self.arguments(parameters) for _ in range(3))
        return f"    def forward({heads}) -> {result}:\n" + "\n".join(body.lines) + "\n"

    def arguments(self, parameters: list[tuple[str, Type]]) -> str:
        return "(" + "".join(f"{literal(self.random, type_)}, " for _, type_ in parameters).rstrip(" ") + ")"

    def statements(self) -> Statements:
        body = self.new_body(True)
        body.callees += self.callees
        return body

    def see(self, body: Statements) -> None:
        """Let a body read the attributes. What may be None is not refined as `self.name`."""
        seen = {f"self.{name}": type_ for name, type_ in self.attributes.items() if type_.name != "Optional"}
        body.scope.update(seen)
        body.declared.update(seen)
        body.loops += list(seen)
        body.frozen.update(type_ for type_ in seen.values() if type_.name in ("List", "Dict"))

    # Features

    def attribute(self) -> None:
        type_ = self.random.choice(list(WRITES))
        name = f"{type_.name.rpartition('.')[2].lower()}_{len(self.attributes)}"
        value = literal(self.random, type_, 1) if type_.name in ("List", "Dict") else literal(self.random, type_)
        self.attributes[name] = a_tuple(INT, FLOAT) if type_ == POINT else type_  # its name is lost
        if type_ == TENSOR:
            self.init.append(f'self.register_buffer("{name}", {value})')
        elif type_.name == "Optional" or (type_.name in ("List", "Dict") and self.random.random() < 0.5):
            self.declared.append(f"{name}: {type_}")
            self.init.append(f"self.{name} = {value}")
            if type_.name == "Optional":
                shown = f"self.{name}" if type_.element == INT else f"self.{name} is None"
                self.uses.append(
                    self.random.choice(
                        [
                            f"if self.{name} is not None:\n            print({shown})",
                            f"kept = self.{name}\n        if kept is not None:\n            x = x + kept",
                        ]
                    )
                )
        else:
            self.init.append(f"self.{name} = {value}")

    def needs(self, text: str) -> None:
        if text not in self.before:
            self.before.append(text)

    def use(self, forms: list[str], most: int = 3) -> None:
        self.uses += self.random.sample(forms, 1 + self.random.randrange(min(most, len(forms))))

    def part(self) -> None:
        self.needs(PART)
        self.init.append(f"self.part = Part({self.random.choice(['1', '2', '3, 0.25', 'k=2, scale=1.0'])})")
        self.use(PART_USES)

    def part_list(self) -> None:
        self.needs(PART)
        self.init.append("self.parts = nn.ModuleList([Part(1), Part(2), Part(3, 1.0)])")
        self.use(LIST_USES)

    def part_dict(self) -> None:
        self.needs(PART)
        self.init.append('self.named = nn.ModuleDict({"a": Part(1), "b": Part(2)})')
        self.use(DICT_USES)

    def chain(self) -> None:
        self.needs(PART)
        inner = self.random.choice(["nn.Linear(3, 3)", "nn.ReLU()", "nn.LayerNorm(3)"])
        self.init.append(f"self.chain = nn.Sequential({inner}, Part(2), nn.Tanh())")
        self.use(CHAIN_USES)

    def property(self) -> None:
        self.init.append("self._held = 2")
        self.methods.append(
            "    @property\n    def held(self) -> int:\n        return self._held * 2\n\n"
            "    @held.setter\n    def held(self, value: int) -> None:\n        self._held = value\n"
        )
        self.use(["x = x + self.held", "self.held = 3", "print(self.held)", "self.held = self.held + 1"])

    def exported_method(self) -> None:
        random = self.random
        name = f"method{len(self.methods)}"
        parameters = [("value", random.choice([INT, FLOAT, TENSOR, STR])), ("k", random.choice([INT, a_list(INT)]))]
        result = random.choice([INT, FLOAT, TENSOR, STR, BOOL])
        body = self.statements()
        body.begin(parameters, result, budget=3 + random.randrange(4), indent=2)
        self.see(body)
        if not body.body(1 + random.randrange(3)):
            body.give_back(1)
        heads = ", ".join(f"{each}: {type_}" for each, type_ in parameters)
        decorator = random.choice(["    @torch.jit.export\n", ""])
        self.methods.append(f"{decorator}    def {name}(self, {heads}) -> {result}:\n" + "\n".join(body.lines) + "\n")
        self.callees.append(Callee(f"self.{name}", parameters, result))
        self.exported.append(name)

    def hooks(self) -> None:
        self.part()
        kind = self.random.randrange(3)
        if kind != 1:
            self.needs(BEFORE)
            self.after.append("net.part.register_forward_pre_hook(before)")
        if kind != 0:
            self.needs(AFTER)
            self.after.append("net.part.register_forward_hook(after)")

    def interface(self) -> None:
        self.needs(INTERFACE)
        self.needs(PART)
        self.declared.append("faced: Face")
        self.init.append("self.faced = Part(2)")
        self.use(["x = self.faced(x)", "x = self.faced.twice(x, 1)", "x = self.faced.forward(x) + 1"])

    def inherited(self) -> None:
        self.before.append(
            "class Base(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.depth = 2\n\n"
            "    def raised(self, x: torch.Tensor) -> torch.Tensor:\n        return x + self.depth\n\n"
            "    def forward(self, x: torch.Tensor) -> torch.Tensor:\n        return self.raised(x) * 2\n"
        )
        self.base = "Base"
        self.use(["x = self.raised(x)", "x = x + self.depth", "x = self.raised(self.raised(x))"])

    def functions(self) -> None:
        chosen = self.random.choice(["F.relu", "torch.tanh", "F.softplus"])
        self.init.append(f"self.act = {chosen}")
        self.use(["x = self.act(x)", "x = self.act(x) + self.act(x)"])

    def static(self) -> None:
        self.methods.append(
            "    @staticmethod\n"
            "    def scaled(x: torch.Tensor, by: float = 0.5) -> torch.Tensor:\n        return x * by\n"
        )
        self.use(["x = self.scaled(x)", "x = self.scaled(x, by=2.0)", "x = self.scaled(x, 1.5)"])

    def constants(self) -> None:
        self.declared += ["LIMIT: Final[int]", '__constants__ = ["words", "sizes"]']
        self.init += ["self.LIMIT = 3", 'self.words = "ab"', "self.sizes = (1, 2, 3)"]
        self.use(
            [
                "if self.LIMIT > 2:\n            x = x + 1",
                "for size in self.sizes:\n            x = x + size",
                "x = x + len(self.words)",
                "x = x * self.sizes[1] + self.LIMIT",
                'if self.words == "ab":\n            x = x - 1',
                "for at in range(self.LIMIT):\n            x = x + at",
            ]
        )

    def parameters(self) -> None:
        self.init += [
            "self.weight = nn.Parameter(torch.tensor([0.5, 1.0, 2.0]))",
            'self.register_parameter("bias", None)',
        ]
        self.use(
            [
                "x = x * self.weight",
                "if self.bias is not None:\n            x = x + self.bias",
                "x = F.linear(x, torch.stack([self.weight, x, x]), self.bias)",
                "b = self.bias\n        if b is None:\n            x = x + 1\n        else:\n            x = x + b",
            ]
        )

    def training(self) -> None:
        self.init.append("self.drop = nn.Dropout(0.5)")
        self.after.append(self.random.choice(["net.eval()", "net.train(False)"]))
        self.use(
            [
                "if self.training:\n            x = x + 1",
                "x = self.drop(x)",
                'if hasattr(self, "drop"):\n            x = x * 2',
            ]
        )
