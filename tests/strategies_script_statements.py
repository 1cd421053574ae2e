"""Random statements: assignments, branches, loops with break, continue and early return, refinement, mutation.

What is in scope is followed as the compiler follows it, so most functions compile: a variable keeps its type, one that
is set in a branch only is gone after it, an optional is refined where it was tested.
"""

from __future__ import annotations

from collections.abc import Callable

from strategies_script_expressions import Expressions
from strategies_script_types import (
    BOOL,
    BOX,
    FLOAT,
    INT,
    NAMES,
    NUMBERS,
    POINT,
    STR,
    TENSOR,
    Type,
    a_list,
    optional,
    random_type,
)


class Statements(Expressions):
    """The body of one function. `lines` grows as statements are written."""

    lines: list[str]
    indent: int
    outermost: int
    result: Type
    declared: dict[str, Type]
    frozen: set[Type]  # containers that a loop around walks through: not changed meanwhile
    loops: list[str]
    budget: int

    def begin(self, parameters: list[tuple[str, Type]], result: Type, budget: int, indent: int = 1) -> None:
        self.lines, self.indent, self.result, self.budget = [], indent, result, budget
        self.outermost = indent
        self.scope = dict(parameters)
        self.declared = dict(parameters)
        self.frozen, self.loops = set(), []

    def write(self, line: str) -> None:
        self.lines.append("    " * self.indent + line)

    def body(self, count: int) -> bool:
        """Write up to `count` statements; gives whether the last one leaves (return, raise, break, continue)."""
        wrote = len(self.lines)
        for _ in range(count):
            if self.budget <= 0:
                break
            self.budget -= 1
            if self.statement():
                return True
        if len(self.lines) == wrote:
            self.assign() if self.chance(80) else self.write("pass")
        return False

    def kinds(self) -> list[Callable[[], object]]:
        """The statements to choose from here; each gives whether it leaves."""
        kinds: list[Callable[[], object]] = [*[self.assign] * 6, *[self.augment] * 2, *[self.mutate] * 3]
        kinds += [self.unpack, self.checked, self.swap, self.chained]
        if len(self.lines) < 60 and self.indent < 5:
            kinds += [self.branch] * 3 + [self.refine] * 3 + [self.loop] * 4 + [self.context, self.forever]
        return kinds

    def statement(self) -> bool:
        if self.indent > self.outermost and self.chance(25):
            return self.leave()
        return bool(self.random.choice(self.kinds())())

    # Assignments

    def fresh(self, type_: Type) -> str:
        """A name for a value of this type: one that holds such already, or a new one."""
        same = [name for name, known in self.scope.items() if known == type_ and self.declared.get(name) == type_]
        same = [name for name in same if name not in self.loops]
        if same and self.chance(50):
            return self.random.choice(same)
        free = [name for name in NAMES if name not in self.declared]
        if not free:
            return self.random.choice(same) if same else f"v{len(self.declared)}"
        return self.random.choice(free)

    def set(self, name: str, type_: Type) -> None:
        self.scope[name] = type_
        self.declared.setdefault(name, type_)

    def assign(self) -> bool:
        known = [type_ for type_ in self.scope.values() if type_.name != "Union"]
        type_ = self.random.choice(known) if known and self.chance(50) else random_type(self.random)
        if type_.name == "Optional":
            return self.assign_optional(type_)
        value = self.of(type_)
        name = self.fresh(type_)
        annotated = name not in self.declared and self.chance(15)
        self.write(f"{name}: {type_} = {value}" if annotated else f"{name} = {value}")
        self.set(name, type_)
        return False

    def assign_optional(self, type_: Type) -> bool:
        name = self.fresh(type_)
        if name not in self.declared:
            value = self.random.choice(["None", self.of(type_.element, 1)])
            self.write(f"{name}: {type_} = {value}")
            # An annotated variable is of its annotation's type, whatever it got.
            self.set(name, type_)
        else:
            self.write(f"{name} = {self.of(type_.element, 1)}")
            self.set(name, type_.element)
        return False

    def augment(self) -> bool:
        names = [n for n, t in self.scope.items() if t in (*NUMBERS, TENSOR) and n not in self.loops]
        if not names:
            return self.assign()
        name = self.random.choice(names)
        type_ = self.scope[name]
        operator = self.random.choice(["+=", "-="])
        value = self.random.choice(["1", "2", "3"]) if type_ == INT else self.of(type_, 0)
        self.write(f"{name} {operator} {value}")
        return False

    def swap(self) -> bool:
        names = self.names(self.random.choice([INT, FLOAT, TENSOR]))
        names = [name for name in names if name not in self.loops]
        if len(names) < 2:
            return self.assign()
        a, b = self.random.sample(names, 2)
        self.write(f"{a}, {b} = {b}, {a}")
        return False

    def unpack(self) -> bool:
        for name, type_ in self.scope.items():  # noqa: B007
            if type_.name == "Tuple" and all(inner.name != "Optional" for inner in type_.inner):
                parts = list(type_.inner)
                break
            if type_ == POINT:
                parts = [INT, FLOAT]
                break
        else:
            parts = [random_type(self.random, 2) for _ in range(2)]
            name = ", ".join(self.of(part, 1) for part in parts)
        targets: list[str] = []
        for part in parts:
            target = self.fresh(part)
            if target in targets:
                target = "_"
            else:
                self.set(target, part)
            targets.append(target)
        self.write(f"{', '.join(targets)} = {name}")
        return False

    def mutate(self) -> bool:
        """Change a container or an object in place, or print."""
        changeable = [
            (n, t) for n, t in self.scope.items() if t.name in ("List", "Dict", "Box") and t not in self.frozen
        ]
        if not changeable:
            return self.assign()
        name, type_ = self.random.choice(changeable)
        if type_ == BOX:
            self.write(
                self.random.choice(
                    [f"{name}.n = {self.of(INT, 1)}", f"{name}.add({self.of(INT, 1)})", f"{name}.n += 1"]
                )
            )
        elif type_.name == "Dict":
            key, value = self.of(type_.inner[0], 0), self.of(type_.element, 1)
            self.write(self.random.choice([f"{name}[{key}] = {value}"] * 3 + [f"{name}.update({{{key}: {value}}})"]))
        else:
            value = self.of(type_.element, 1)
            lines = [f"{name}.append({value})"] * 4 + [f"{name}.insert(0, {value})", f"{name}.reverse()"]
            self.write(self.random.choice(lines))
        return False

    def checked(self) -> bool:
        """An assertion, a print, an expression statement."""
        kind = self.random.randrange(5)
        if kind == 0:
            self.write(f"assert {self.of(BOOL, 1)}, {self.simple(STR)}")
        elif kind == 1:
            self.write(f"assert {self.of(INT, 1)} < 1000")
        elif kind == 2:
            self.write(f"print({self.of(INT, 1)}, {self.of(STR, 0)})")
        elif kind == 3:
            self.write(self.of(INT, 1))
        else:
            self.write(f"if {self.of(BOOL, 1)}:")
            error = self.random.choice(["ValueError", "RuntimeError", "KeyError", "Exception"])
            self.write(f"    raise {error}({self.simple(STR)})")
        return False

    def chained(self) -> bool:
        """Several targets of one value, an item that is changed in place, an item that is deleted."""
        type_ = self.random.choice([INT, FLOAT, TENSOR, STR])
        holders = [(n, t) for n, t in self.scope.items() if t.name in ("List", "Dict") and t not in self.frozen]
        if holders and self.chance(60):
            name, known = self.random.choice(holders)
            key = "0" if known.name == "List" else self.of(known.inner[0], 0)
            test = f"len({name}) > 0" if known.name == "List" else f"{key} in {name}"
            self.write(f"if {test}:")
            lines = [f"{name}[{key}] = {self.of(known.element, 1)}", f"del {name}[{key}]"]
            if known.element in NUMBERS:
                lines.append(f"{name}[{key}] += {self.of(known.element, 0)}")
            if known.name == "Dict" or known.element in (INT, FLOAT, STR, BOOL):
                lines.append(f"{name}.pop({key})")
            self.write(f"    {self.random.choice(lines)}")
            return False
        first, second = self.fresh(type_), self.fresh(type_)
        if first == second:
            return self.assign()
        self.write(f"{first} = {second} = {self.of(type_, 1)}")
        self.set(first, type_)
        self.set(second, type_)
        return False

    # Control flow

    def context(self) -> bool:
        """A `with` block; what is set in it stays set. PyTorch crashes on one that an early exit comes before."""
        left = any(line.split()[0] in ("return", "break", "continue") for line in self.lines)
        if left or self.indent > self.outermost:
            return self.assign()
        self.write("with torch.no_grad():")
        self.indent += 1
        for _ in range(1 + self.random.randrange(2)):  # plain statements: PyTorch can't leave the block early
            self.random.choice([self.assign, self.augment, self.mutate])()
        self.indent -= 1
        return False

    def forever(self) -> bool:
        """`while True` that counts up to its break."""
        counter = f"turn{len(self.declared)}"
        self.write(f"{counter} = 0")
        self.set(counter, INT)
        self.loops.append(counter)
        outer = dict(self.scope)
        self.scope = {n: t for n, t in outer.items() if t == self.declared.get(n) or n in self.loops}
        self.write("while True:")
        self.write(f"    {counter} += 1")
        self.write(f"    if {counter} > {self.random.choice(['2', '3'])}:")
        self.write("        break")
        self.looping += 1
        self.block(1 + self.random.randrange(2))
        self.looping -= 1
        self.scope = outer
        return False

    def leave(self) -> bool:
        kinds = ["return"] * 2 + ["raise"] + (["break", "continue"] * 3 if self.loops_open else [])
        kind = self.random.choice(kinds)
        if kind == "return":
            self.give_back()
        elif kind == "raise":
            self.write(f"raise ValueError({self.simple(STR)})")
        else:
            self.write(kind)
        return True

    @property
    def loops_open(self) -> bool:
        return self.looping > 0

    def give_back(self, depth: int = 1) -> None:
        type_ = self.result
        if type_ == Type("None"):
            self.write(self.random.choice(["return", "return None"]))
        elif type_.name == "Optional" and self.chance(60):
            self.write(f"return {'None' if self.chance(40) else self.of(type_.element, depth)}")
        else:
            self.write(f"return {self.of(type_, depth)}")

    def block(self, count: int, refined: dict[str, Type] | None = None) -> tuple[dict[str, Type], bool]:
        """An indented block; gives the scope at its end, and whether it leaves."""
        outer = dict(self.scope)
        self.scope.update(refined or {})
        self.indent += 1
        leaves = self.body(count)
        self.indent -= 1
        inner = self.scope
        self.scope = outer
        return inner, leaves

    def branch(self) -> bool:
        self.write(f"if {self.of(BOOL)}:")
        ends = [self.block(1 + self.random.randrange(3))]
        while self.chance(25):
            self.write(f"elif {self.of(BOOL)}:")
            ends.append(self.block(1 + self.random.randrange(2)))
        if self.chance(60):
            self.write("else:")
            ends.append(self.block(1 + self.random.randrange(3)))
        else:
            ends.append((dict(self.scope), False))
        return self.join(ends)

    def join(self, ends: list[tuple[dict[str, Type], bool]]) -> bool:
        """After branches: what all that arrive have set, with the wider of their types."""
        arriving = [scope for scope, leaves in ends if not leaves]
        if not arriving:
            return True
        first, *rest = arriving
        joined = {}
        for name, type_ in first.items():
            types = {type_, *(scope.get(name, Type("missing")) for scope in rest)}
            if len(types) == 1:
                joined[name] = type_
            elif len(types) == 2 and (wide := next((t for t in types if t.name == "Optional"), None)):
                if types == {wide, wide.element}:
                    joined[name] = wide
        # A name set in a branch that arrives, beside one that leaves, is known to the compiler too: rarely used.
        self.scope = {name: type_ for name, type_ in joined.items() if name in self.scope or len(arriving) == len(ends)}
        return False

    def refine(self) -> bool:
        names = [name for name, type_ in self.scope.items() if type_.name in ("Optional", "Union")]
        if not names:
            return self.branch()
        name = self.random.choice(names)
        type_ = self.scope[name]
        if type_.name == "Union":
            first, second = self.random.sample(type_.inner, 2)
            self.write(f"if isinstance({name}, {first}):")
            ends = [self.block(2, {name: first})]
            self.write("else:")
            ends.append(self.block(2, {name: second}))
            return self.join([({**scope, name: type_}, leaves) for scope, leaves in ends])
        inner = type_.element
        kind = self.random.randrange(5)
        if kind == 0:
            self.write(f"if {name} is None:")
            self.indent += 1
            self.give_back(0)
            self.indent -= 1
            self.scope[name] = inner
        elif kind == 1:
            self.write(f"if {name} is None:")
            self.write(f"    {name} = {self.of(inner, 1)}")
            self.scope[name] = inner
        elif kind == 2:
            self.write(f"assert {name} is not None")
            self.scope[name] = inner
        else:
            extra = f" and {self.of(BOOL, 1)}" if self.chance(30) else ""
            self.write(f"if {name} is not None{extra}:")
            ends = [self.block(2, {name: inner})]
            if self.chance(50):
                self.write("else:")
                ends.append(self.block(2))
            else:
                ends.append((dict(self.scope), False))
            return self.join(ends)
        return False

    def loop(self) -> bool:
        if len(self.loops) > 3 or self.looping > 2:
            return self.branch()
        outer, frozen, loops = dict(self.scope), set(self.frozen), list(self.loops)
        kind = self.random.choice(["range", "range", "list", "enumerate", "zip", "items", "while", "while", "tuple"])
        lists = [name for name, type_ in self.scope.items() if type_.name == "List"]
        variable = self.random.choice([n for n in ["i", "j", "each", "e", "row"] if n not in self.declared] or ["v"])
        if variable in self.declared:
            return self.branch()
        refined: dict[str, Type] = {}
        if kind in ("list", "enumerate", "zip") and lists:
            name = self.random.choice(lists)
            element = self.scope[name].element
            self.frozen.add(self.scope[name])
            refined[variable] = element
            if kind == "list":
                self.write(f"for {variable} in {name}:")
            elif kind == "enumerate":
                self.write(f"for at, {variable} in enumerate({name}):")
                refined["at"] = INT
            else:
                other = self.random.choice(lists)
                self.frozen.add(self.scope[other])
                self.write(f"for {variable}, other in zip({name}, {other}):")
                refined["other"] = self.scope[other].element
        elif kind == "items" and (dicts := [name for name, type_ in self.scope.items() if type_.name == "Dict"]):
            name = self.random.choice(dicts)
            self.frozen.add(self.scope[name])
            self.write(f"for key, {variable} in {name}.items():")
            refined.update({"key": self.scope[name].inner[0], variable: self.scope[name].element})
        elif kind == "while":
            variable = f"count{len(self.declared)}"
            self.write(f"{variable} = 0")
            extra = f" and {self.of(BOOL, 1)}" if self.chance(40) else ""
            self.write(f"while {variable} < {self.random.choice(['2', '3', '4'])}{extra}:")
            self.write(f"    {variable} += 1")
            refined[variable] = outer[variable] = INT
        else:
            bounds = self.random.choice(["3", "2", "1, 4", "0, 6, 2", "4, 0, -1"])
            self.write(f"for {variable} in range({bounds}):")
            refined[variable] = INT
        for name, type_ in refined.items():
            self.declared.setdefault(name, type_)
            if self.declared[name] != type_:
                self.write("    pass")
                return False
        self.loops = [*loops, *refined]
        # Refinement does not reach into a loop that may undo it, nor out of one.
        self.scope = {name: type_ for name, type_ in outer.items() if type_ == self.declared.get(name) or name in loops}
        self.looping += 1
        self.block(1 + self.random.randrange(4), refined)
        self.looping -= 1
        self.scope, self.frozen, self.loops = outer, frozen, loops
        return False


def parameter_types() -> list[Type]:
    """What a function's parameters are, so that inside there is something to work with."""
    return [
        INT,
        INT,
        FLOAT,
        BOOL,
        STR,
        TENSOR,
        TENSOR,
        a_list(INT),
        a_list(FLOAT),
        a_list(TENSOR),
        optional(INT),
        optional(TENSOR),
    ]
