"""Random expressions of a wanted type, from the variables in scope. They give the same in compiled code and in Python.

So numbers stay small, divisors are not zero, and no text depends on how a float is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from strategies_script_types import (
    BOOL,
    BOX,
    COLOR,
    FLOAT,
    INT,
    POINT,
    STR,
    TENSOR,
    WORDS,
    Type,
    a_dict,
    a_list,
    literal,
    optional,
)

STRING_METHODS = ["upper()", "strip()", 'replace("a", "o")', "lower()"]


@dataclass
class Callee:
    """Something that can be called: `text(arguments)`."""

    text: str
    parameters: list[tuple[str, Type]]
    result: Type
    defaults: int = 0  # so many parameters at the end may be left out


@dataclass
class Expressions:
    """Writes expressions. `scope` holds what each variable is at this place, refined or not."""

    random: Random
    scope: dict[str, Type] = field(default_factory=dict)
    callees: list[Callee] = field(default_factory=list)
    looping: int = 0

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def names(self, type_: Type) -> list[str]:
        return [name for name, known in self.scope.items() if known == type_]

    def of(self, type_: Type, depth: int = 2) -> str:
        """An expression of this type; a variable, a literal or an operation on others."""
        names = self.names(type_)
        if names and self.chance(50 if depth > 0 else 85):
            return self.random.choice(names)
        if depth <= 0:
            return self.simple(type_)
        callees = [callee for callee in self.callees if callee.result == type_]
        if callees and self.chance(25):
            return self.call(self.random.choice(callees), depth - 1)
        options = self.options(type_, depth - 1)
        return self.random.choice(options)() if options else self.simple(type_)

    def simple(self, type_: Type) -> str:
        """A literal, spelled so that the compiler knows its type."""
        if type_.name in ("List", "Dict"):
            text = literal(self.random, type_)
            full = self.random.choice(["[{}]", "[{}, {}]"])
            if text in ("[]", "{}") or "None" in text or "[]" in text or "{}" in text:
                return f"torch.jit.annotate({type_}, {text})"
            return text if type_.name == "Dict" or self.chance(50) else self.full_list(type_, full)
        if type_.name == "Optional":
            return f"torch.jit.annotate({type_}, {literal(self.random, type_)})"
        if type_.name == "Tuple":
            return f"({', '.join(self.simple(inner) for inner in type_.inner)},)"
        if type_.name == "Union":
            return f"torch.jit.annotate({type_}, {literal(self.random, type_)})"
        return literal(self.random, type_)

    def full_list(self, type_: Type, shape: str) -> str:
        count = shape.count("{}")
        if type_.element.name in ("Optional", "Union"):
            return f"torch.jit.annotate({type_}, {literal(self.random, type_)})"
        return shape.format(*(self.of(type_.element, 0) for _ in range(count)))

    def call(self, callee: Callee, depth: int) -> str:
        given = len(callee.parameters) - (self.random.randrange(callee.defaults + 1) if callee.defaults else 0)
        arguments = []
        keyword = False
        for name, type_ in callee.parameters[:given]:
            keyword = keyword or self.chance(15)
            value = self.of(type_, min(depth, 1))
            arguments.append(f"{name}={value}" if keyword else value)
        return f"{callee.text}({', '.join(arguments)})"

    def options(self, type_: Type, depth: int) -> list[Callable[[], str]]:
        """Ways to make a value of this type."""
        made: dict[Type, Callable[[int], list[Callable[[], str]]]] = {
            INT: self.integers,
            FLOAT: self.floats,
            BOOL: self.booleans,
            STR: self.strings,
            TENSOR: self.tensors,
        }
        options = made[type_](depth) if type_ in made else self.others(type_, depth)
        for name, known in self.scope.items():
            if known.name == "Tuple" and type_ in known.inner:
                options.append(lambda n=name, k=known: f"{n}[{k.inner.index(type_)}]")
            elif known.name == "Dict" and known.element == type_ and type_.name != "Optional":
                key = self.of(known.inner[0], 0)
                options.append(lambda n=name, k=key, t=type_: f"({n}[{k}] if {k} in {n} else {self.of(t, 0)})")
            elif known.name == "List" and known.element == type_:
                options.append(lambda n=name, t=type_: f"({n}[-1] if len({n}) > 0 else {self.of(t, 0)})")
            elif known == optional(type_):
                options.append(lambda n=name, t=type_: f"({n} if {n} is not None else {self.of(t, 0)})")
        if "Optional" not in str(type_) and type_.name not in ("Union", "Dict"):
            options.append(lambda: f"({self.of(type_, depth)} if {self.of(BOOL, depth)} else {self.of(type_, depth)})")
        return options

    def integers(self, depth: int) -> list[Callable[[], str]]:
        def of(type_: Type) -> str:
            return self.of(type_, depth)

        options: list[Callable[[], str]] = [
            lambda: f"({of(INT)} {self.random.choice(['+', '-'])} {of(INT)}) % 97",
            lambda: f"({of(INT)} {self.random.choice(['+', '-'])} {of(INT)}) % 97",
            lambda: f"{of(INT)} % {self.random.choice(['3', '5', '-7'])}",
            lambda: f"({of(INT)}) // {self.random.choice(['2', '3', '-4'])}",
            lambda: f"({of(INT)}) * 3 % 53",
            lambda: f"-({of(INT)})",
            lambda: f"{self.random.choice(['min', 'max'])}({of(INT)}, {of(INT)})",
            lambda: f"abs({of(INT)})",
            lambda: f"int({of(BOOL)})",
            lambda: f"int(min({of(FLOAT)}, 9.5))",
            lambda: f"len({of(STR)})",
            lambda: f"(({of(INT)}) & 15)",
            lambda: f"(({of(INT)}) ^ ({of(INT)}))",
        ]
        for name, known in self.scope.items():
            if known.name in ("List", "Dict"):
                options.append(lambda n=name: f"len({n})")
            if known == a_list(INT):
                options.append(lambda n=name: f"sum({n}) % 89")
            if known == COLOR:
                options.append(lambda n=name: f"{n}.value")
            if known == POINT:
                options.append(lambda n=name: f"{n}.x")
            if known == BOX:
                options += [lambda n=name: f"{n}.n", lambda n=name: f"{n}.add({self.of(INT, 0)})"]
            if known == TENSOR:
                options += [lambda n=name: f"{n}.dim()", lambda n=name: f"{n}.size(0)"]
        return options

    def floats(self, depth: int) -> list[Callable[[], str]]:
        def of(type_: Type) -> str:
            return self.of(type_, depth)

        options: list[Callable[[], str]] = [
            lambda: f"{of(FLOAT)} {self.random.choice(['+', '-'])} {of(FLOAT)}",
            lambda: f"({of(FLOAT)}) * 0.5",
            lambda: f"({of(FLOAT)}) / {self.random.choice(['2', '4.0'])}",
            lambda: f"({of(INT)}) / 8",
            lambda: f"{of(INT)} + {of(FLOAT)}",
            lambda: f"float({of(INT)})",
            lambda: f"-({of(FLOAT)})",
            lambda: f"{self.random.choice(['min', 'max'])}({of(FLOAT)}, {of(FLOAT)})",
            lambda: f"abs({of(FLOAT)})",
            lambda: f"math.floor({of(FLOAT)}) * 1.5",
            lambda: f"math.sqrt(abs({of(FLOAT)}))",
        ]
        for name, known in self.scope.items():
            if known == POINT:
                options.append(lambda n=name: f"{n}.y")
            if known == BOX:
                options += [lambda n=name: f"{n}.scale", lambda n=name: f"{n}.scaled()"]
            if known == TENSOR:
                options.append(lambda n=name: f"float({n}.clamp(-5, 5).sum())")
        return options

    def booleans(self, depth: int) -> list[Callable[[], str]]:
        def of(type_: Type) -> str:
            return self.of(type_, depth)

        compare = ["<", "<=", ">", ">=", "==", "!="]
        options: list[Callable[[], str]] = [
            lambda: f"{of(INT)} {self.random.choice(compare)} {of(INT)}",
            lambda: f"{of(INT)} {self.random.choice(compare)} {of(INT)}",
            lambda: f"{of(FLOAT)} {self.random.choice(compare)} {of(FLOAT)}",
            lambda: f"{of(INT)} < {self.of(INT, 0)} <= {of(INT)}",  # the compiler writes the middle twice
            lambda: f"({of(BOOL)} {self.random.choice(['and', 'or'])} {of(BOOL)})",
            lambda: f"(not {of(BOOL)})",
            lambda: f"{of(STR)} {self.random.choice(['==', '!='])} {of(STR)}",
            lambda: f"{self.random.choice(WORDS)!r} in {of(STR)}",
        ]
        for name, known in self.scope.items():
            if known.name == "Optional":
                options.append(lambda n=name: f"{n} is {self.random.choice(['not ', ''])}None")
            if known == optional(INT):
                options.append(lambda n=name: f"({n} is not None and {n} > {self.of(INT, 0)})")
            if known == a_list(INT):
                options.append(lambda n=name: f"{self.of(INT, 0)} in {n}")
            if known.name == "Dict":
                options.append(
                    lambda n=name, k=known.inner[0]: f"{self.of(k, 0)} {self.random.choice(['', 'not '])}in {n}"
                )
            if known == COLOR:
                options.append(lambda n=name: f"{n} {self.random.choice(['==', '!='])} {self.of(COLOR, 0)}")
            if known == TENSOR:
                options.append(lambda n=name: f"bool({n}.sum() {self.random.choice(compare[:4])} {self.of(FLOAT, 0)})")
            if known.name == "Union":
                options.append(lambda n=name: f"isinstance({n}, {self.random.choice(['int', 'str'])})")
        return options

    def strings(self, depth: int) -> list[Callable[[], str]]:
        options: list[Callable[[], str]] = [
            lambda: f"str({self.of(INT, depth)})",
            lambda: f"({self.of(STR, 0)})[:5] + {self.simple(STR)}",
            lambda: f"({self.of(STR, depth)}).{self.random.choice(STRING_METHODS)}",
            lambda: f'f"{{{self.of(INT, 0)}}}:{{{self.of(INT, 0)}}}"',
            lambda: f'"{{}}-{{}}".format({self.of(INT, depth)}, {self.of(STR, 0)})',
        ]
        for name, known in self.scope.items():
            if known == COLOR:
                options.append(lambda n=name: f"{n}.name")
            if known == a_list(STR):
                options.append(lambda n=name: f'",".join({n})[:9]')
        return options

    def tensors(self, depth: int) -> list[Callable[[], str]]:
        def of(type_: Type) -> str:
            return self.of(type_, depth)

        names = self.names(TENSOR)
        if not names:
            return [lambda: f"torch.full([3], {of(FLOAT)})", lambda: "torch.ones(3)", lambda: "torch.arange(3.0)"]
        x = self.random.choice(names)
        return [
            lambda: f"{x} {self.random.choice(['+', '-', '+' if self.looping else '*'])} {of(TENSOR)}",
            lambda: f"{x} * {of(FLOAT)}",
            lambda: f"{of(INT)} + {x}",
            lambda: f"torch.{self.random.choice(['relu', 'abs', 'tanh', 'sigmoid', 'neg'])}({of(TENSOR)})",
            lambda: f"{x}.{self.random.choice(['relu()', 'abs()', 'clamp(-1, 1)', 'flip([0])', 'neg()'])}",
            lambda: f"{x} + {x}.sum()",
            lambda: f"torch.cat([{x}, {of(TENSOR)}])[:3]",
            lambda: f"torch.stack([{x}, {of(TENSOR)}]).sum(dim=0)",
            lambda: f"torch.where({x} > 0, {x}, {of(TENSOR)})",
            lambda: f"F.leaky_relu({x}, 0.1)",
            lambda: f"{x}[{self.random.choice(['::1', ':', '..., :', 'None'])}].reshape(3)",
            lambda: f"torch.max({x}, {of(TENSOR)})",
            lambda: f"({x} / 2).to(torch.float32)",
        ]

    def others(self, type_: Type, depth: int) -> list[Callable[[], str]]:
        """Containers, optionals and the program's own classes."""
        if type_.name == "Tuple":
            return [lambda: f"({', '.join(self.of(inner, depth) for inner in type_.inner)},)"]
        if type_ == POINT:
            return [
                lambda: f"Point({self.of(INT, depth)}, {self.of(FLOAT, depth)})",
                lambda: f"Point(y={self.of(FLOAT, depth)}, x={self.of(INT, depth)})",
            ]
        if type_ == BOX:
            return [
                lambda: f"Box({self.of(INT, depth)})",
                lambda: f"Box({self.of(INT, depth)}, {self.of(FLOAT, depth)})",
            ]
        if type_.name == "List":
            return self.lists(type_, depth)
        if type_.name == "Dict" and type_.element.name not in ("Optional", "Union"):
            return [lambda: f"{{{self.of(type_.inner[0], 0)}: {self.of(type_.element, depth)}}}"]
        return []

    def lists(self, type_: Type, depth: int) -> list[Callable[[], str]]:
        element = type_.element
        if element.name in ("Optional", "Union"):
            return []
        options: list[Callable[[], str]] = [
            lambda: f"[{self.of(element, depth)}]",
            lambda: f"[{self.of(element, depth)}, {self.of(element, depth)}]",
            lambda: self.comprehension(element, f"range({self.random.choice(['2', '3'])})", INT),
        ]
        for name, known in self.scope.items():
            if known == type_:
                options += [lambda n=name: f"{n}[{self.random.choice(['1:', ':2', '::2', '::-1', '-2:'])}]"]
                if not self.looping:
                    options.append(lambda n=name: f"{n} + {self.of(type_, 0)}")
                if element in (INT, FLOAT):
                    options.append(lambda n=name: f"sorted({n})")
            if known.name == "List" and known.element.name not in ("Optional", "Union"):
                options.append(lambda n=name, e=known.element: self.comprehension(element, n, e))
            if known == a_dict(element, known.inner[-1] if known.inner else INT):
                options.append(lambda n=name: f"list({n}.keys())")
        return options

    def comprehension(self, element: Type, over: str, over_type: Type) -> str:
        """`[element for each in over]`, the element made from the variable as well."""
        variable = self.random.choice(["c", "q", "piece"])
        outer = dict(self.scope)
        self.scope[variable] = over_type
        text = f"[{self.of(element, 1)} for {variable} in {over}]"
        self.scope.clear()
        self.scope.update(outer)
        return text
