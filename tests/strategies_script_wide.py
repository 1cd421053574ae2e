"""More of the language for random scripts: the whole of strings, lists, dicts, tensors, complex numbers, contexts.

`Wide` draws what `Statements` draws and these. With `eager` it leaves out what Python and a compiled function tell
apart by design: texts of floats, `is_scripting`, dtypes that are numbers, futures.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from strategies_script_statements import Statements
from strategies_script_types import (
    BOOL,
    BOX,
    COMPLEX,
    FLOAT,
    INT,
    PAIR,
    STR,
    TENSOR,
    VECTOR,
    Type,
    a_dict,
    a_list,
    a_tuple,
    optional,
)

Options = list[Callable[[], str]]
# Forms with holes: <i> int, <f> float, <b> bool, <s> string, <c> complex, <t> tensor, <x> the name of a tensor.
INTEGERS = [
    "(<i>) << 2", "(<i>) >> 1", "(<i>) | 8", "int(<b>) + int(<b>)",
    "<s>.find('a')", "<s>.rfind(<s>)", "<s>.count('a')", "len(<s>.split(','))", "ord('a') + <i> % 5",
    "math.ceil(<f>)", "math.floor(<f>)", "int('12')", "int(<f> * 2)", "divmod(<i>, 7)[1]", "min([<i>, <i>])",
    "max(<i>, <i>, <i>) if <b> else <i>", "sum([<i>, <i>]) % 41", "len([<i>, <i>])", "len((1, 'a', <f>))",
    "torch.jit.annotate(int, <i>)", "(<i>, <s>)[0]", "[<i>, <i>, <i>][1]", "[<i>, <i>][-1]", "{'a': <i>}['a']",
    "{<i>: <i>}.get(1, 3)", "<x>.numel()", "<x>.size()[0]", "<x>.shape[0]", "<x>.ndim", "len(<x>)", "int(<x>.sum())",
    "<x>.shape[-1] + 1", "<b> + 0 if False else <i>", "int(<b> and <b>)", "abs(<i>) % 5", "math.gcd(12, 8)",
]  # fmt: skip
FLOATS = [
    "(<f>) ** 2", "(<f>) // 0.5", "(<f>) % 1.5", "math.exp(min(<f>, 1.0))", "math.sin(<f>)", "math.atan2(<f>, 2.0)",
    "math.pow(<f>, 2)", "math.fabs(<f>)", "math.pi * <f>", "float('1.5')", "float(<b>)", "sum([<f>, <f>])",
    "max([<f>, <f>])", "(<i>) ** 0.5 if <b> else <f>", "2 ** 0.5", "<x>[0].item() if False else <f>", "float(<x>[0])",
    "abs(<c>)", "math.copysign(<f>, -1.0)", "math.fmod(<f>, 2.0)", "<i> * 0.5",
    "math.degrees(<f>)", "math.log1p(abs(<f>))", "(<f>, <i>)[0]", "[<f>, <f>][1]", "<i> + <f>", "<i> / 3",
]  # fmt: skip
BOOLEANS = [
    "any([<b>, <b>])", "all([<b>, <b>])", "<s>.startswith('a')", "<s>.endswith(<s>)", "<s>.isdigit()", "<s>.isupper()",
    "<i> in [1, 2, <i>]", "<i> not in [<i>]", "[<i>] == [<i>]", "[<i>, <i>] != [<i>]", "[<s>] == [<s>, <s>]",
    "<i> < <i> < <i> < <i>", "<f> == <f> == <f>", "<s> < <s>", "(<b>) == (<b>)", "(<b>) != (<b>)", "bool(<i>)",
    "bool(<f>)", "(<b> and <b> and <b>)", "(<b> or not <b> or <b>)", "not (<b> and <b>)", "torch.equal(<x>, <t>)",
    "bool((<x> > <f>).any())", "bool(<x>[0] > 0)", "<x>.is_floating_point()", "<x>.dtype == torch.float32",
    "<x>.device == torch.device('cpu')", "<c> == <c>", "<i> == <f>", "isinstance(<i>, int)", "len(<s>) > <i>",
    "<s> in [<s>, 'a']", "'a' in {'a': <i>}", "<s> is not None",
]  # fmt: skip
STRINGS = [
    '"%d %s" % (<i>, <s>)', '"{}:{}".format(<i>, <s>)', "<s>[::2]", "<s>[1:]", "<s>[:-1]", "<s>[-1:]",
    '"-".join([<s>, <s>])', '"".join([<s>])', "<s>.center(9, '*')", "<s>.ljust(4)", "<s>.zfill(4)", "<s>.title()",
    "<s>.capitalize()", "<s>.swapcase()", "<s>.lstrip('a')", "<s>.rstrip()", "<s>.partition(',')[0]",
    "<s>.split(',')[0]", "chr(97 + <i> % 5)", "hex(<i>)", "bin(<i>)", 'f"{<I>} and {<S>}"', 'f"{<B>}"', "str(<b>)",
    '"ab"[<i> % 2]', "[<s>, <s>][0]", "(<s>, <i>)[0]", "<s> + <s>", '{1: <s>}[1]', "<s>.lower().strip()",
    "str(<i>) + <s>", '"{}{}".format(<s>, <i>)', "<s>.replace('a', <s>, 1)", "<s>.expandtabs()",
]  # fmt: skip
COMPLEXES = ["complex(<i>, 2)", "complex(<f>, <f>)", "(<c>) * 2", "(<c>) + 1j", "-(<c>)", "(<c>) * (<c>)", "1.5 + 2j"]
COMPLEXES += ["(<c>) - (<f>)", "complex(<f>)", "[<c>, 1j][0]", "(<i>) * 1j"]
TENSORS = [
    "<x>.sum(dim=0, keepdim=True) + <x>", "torch.clamp(<t>, min=-1.0, max=1.0)", "<x>[[0, 2, 1]]", "<x>.view(-1)",
    "<x>.unsqueeze(0).squeeze(0)", "torch.zeros_like(<x>)", "torch.full_like(<x>, <f>)",
    "<x>.masked_fill(<x> > 0, 0.5)",
    "torch.arange(3, dtype=torch.float32)", "<x>.to(torch.float64).float()", "<x>.type_as(<t>)", "<x> % 2",
    "F.softmax(<x>, dim=0)", "F.relu(<t>, inplace=False)", "F.dropout(<x>, 0.5, False)", "torch.cumsum(<x>, 0)",
    "<x> * (<x> @ <t>)", "<x>.topk(2)[0].sum() + <x>", "torch.sort(<t>)[0]", "<x>.max(dim=0)[0] + <x>", "<x>.clone()",
    "torch.tensor([<f>, <f>, 1.0], dtype=torch.float32)", "<x>.new_zeros([3])", "<x> ** 2 * 0.1", "1 / (<x> * <x> + 1)",
    "(<x> > 0).float()", "((<x> > 0) & (<x> < <f>)).float()", "(~(<x> > <f>)).float()", "-<x>", "<x> - <i>",
    "torch.zeros(3, dtype=<x>.dtype, device=<x>.device)", "torch.add(<x>, <t>, alpha=2)", "<x>.add(<f>, alpha=2)",
    "torch.ones((3,)) * <f>", "torch.stack([<t> for _ in range(2)]).mean(0)", "<x>[1:].sum() + <x>", "<x>[0] + <x>",
    "<x>[<x> > 0].sum() + <x>", "<x>[..., 1] + <x>", "<x>[None, :, None].reshape(3)",
    "torch.cat((<x>, <t>), dim=0)[::2]",
    "<x>.unbind(0)[0] + <x>", "torch.split(<x>, [1, 2])[1].sum() + <x>", "<x>.chunk(3)[0] + <x>",
    "<x>.where(<x> > 0, <t>)",
    "torch.minimum(<x>, <t>)", "torch.einsum('i,i->i', <x>, <t>)", "F.pad(<x>, [1, 1])[1:4]", "<x>.repeat(2)[:3]",
    "<x>.gather(0, torch.tensor([0, 1, 0]))", "<x>.index_select(0, torch.tensor([2, 1, 0]))", "<x>.roll(1)",
    "torch.outer(<x>, <t>).diag()", "<x>.expand(2, 3)[1]", "<x>.squeeze().float()", "<x> + torch.tensor(<f>)",
    "torch.max(<x>) + <x>", "F.linear(<x>, torch.eye(3))", "<x>.to(<t>)", "<x>.detach() * <i>", "(<x> == <t>) * 1.0",
]  # fmt: skip
# What Python says otherwise, or cannot say.
APART = {
    INT: ["len(str(<f>))", "<x>.dtype - <x>.dtype", "hash(<i>) % 7"],
    FLOAT: ["(<i>) ** 2", "round(<f>)", "float(<x>.mean().item())", "-<f> % 0.7"],
    BOOL: ["torch.jit.is_scripting()", "<x>.requires_grad", "torch.is_grad_enabled()", "<x>.is_cuda"],
    STR: ["str(<f>)", "str(<c>)", 'f"{<F>}"', '"{}".format(<f>)', "str([<i>, <i>])", "str((<i>, <s>))", "str(<x>)"],
    TENSOR: ["<x>.dtype + <x>", "torch.rand(3) * 0 + <x>"],
    COMPLEX: [],
}
FORMS = {INT: INTEGERS, FLOAT: FLOATS, BOOL: BOOLEANS, STR: STRINGS, COMPLEX: COMPLEXES, TENSOR: TENSORS}
FIELDS = {"I": (INT, "7"), "F": (FLOAT, "0.25"), "B": (BOOL, "True"), "S": (STR, "3")}
HOLES = {"i": INT, "f": FLOAT, "b": BOOL, "s": STR, "c": COMPLEX, "t": TENSOR}


@dataclass
class Wide(Statements):
    """The body of one function, from all of the language. `eager` says whether Python must give the same."""

    eager: bool = True

    # Expressions

    def options(self, type_: Type, depth: int) -> Options:
        options = [] if type_ == COMPLEX else super().options(type_, depth)
        forms = FORMS.get(type_, []) + ([] if self.eager else APART.get(type_, []))
        tensors = self.names(TENSOR)
        # A name that a loop grows must not grow faster by being squared, joined with itself and so on.
        if forms and (not self.looping or type_ not in (STR, COMPLEX, TENSOR)):
            for _ in range(max(2, len(options))):
                form = self.random.choice(forms)
                if "<x>" not in form or tensors:
                    options.append(lambda form=form: self.filled(form, depth))
        return options + self.containers(type_, depth)

    def filled(self, form: str, depth: int) -> str:
        return re.sub("<([ifbsctxISBF])>", lambda found: self.hole(found[1], depth), form)

    def hole(self, kind: str, depth: int) -> str:
        if kind == "x":
            return self.random.choice(self.names(TENSOR))
        if kind in FIELDS:  # of an f-string, which Python 3.11 does not let hold quotes
            type_, otherwise = FIELDS[kind]
            return self.random.choice([*self.names(type_), otherwise])
        text = self.of(HOLES[kind], min(depth, 1))
        return text if text.replace("_", "a").isalnum() else f"({text})"

    def containers(self, type_: Type, depth: int) -> Options:
        """Lists, dicts and tuples made from others, and the program's classes."""
        options: Options = []
        if type_.name == "List" and type_.element.name not in ("Optional", "Union"):
            element = type_.element
            options += [lambda: f"[{self.of(element, 1)}] * 2", lambda: f"torch.jit.annotate({type_}, [])"]
            for name, known in self.scope.items():
                if known == type_:
                    options += [lambda n=name: f"{n}.copy()", lambda n=name: f"list({n})", lambda n=name: f"{n}[::2]"]
                elif known.name == "Dict" and known.element == element:
                    options.append(lambda n=name: f"list({n}.values())")
                elif known.name == "Dict" and element == a_tuple(*known.inner):
                    options.append(lambda n=name: f"list({n}.items())")
            options += [lambda: self.comprehended(element)] * 2
            if element == INT:
                options += [lambda: "list(range(4))", lambda: f"sorted([{self.of(INT, 0)}, 2])"]
                if not self.eager:
                    options += [lambda n=name: f"{n}.size()" for name in self.names(TENSOR)]
            if element == STR:
                options += [lambda: f"({self.of(STR, 0)}).split(',')", lambda: "list('abc')"]
        elif type_.name == "Dict" and type_.element.name not in ("Optional", "Union"):
            options += [
                lambda: f"{{key0: {self.of(type_.element, 0)} for key0 in [{self.of(type_.inner[0], 0)}]}}",
                lambda: f"dict([({self.of(type_.inner[0], 0)}, {self.of(type_.element, 0)})])",
                lambda: f"torch.jit.annotate({type_}, {{}})",
            ]
            options += [lambda n=name: f"{n}.copy()" for name in self.names(type_)]
        elif type_ == PAIR:
            options += [lambda: f"Pair({self.of(INT, depth)}, {self.of(FLOAT, depth)})", lambda: "Pair(b=1.5, a=2)"]
        elif type_ == VECTOR:
            options += [lambda: f"Vector({self.of(FLOAT, depth)}, {self.of(FLOAT, 0)})"]
            names = self.names(VECTOR)
            options += [lambda n=name: f"{n} + {self.of(VECTOR, 0)}" for name in names]
            options += [lambda n=name: f"-{n}" for name in names] + [lambda n=name: f"{n} * 2.0" for name in names]
        for name, known in self.scope.items():
            if known == PAIR and type_ in (INT, FLOAT, BOOL):
                member = {INT: "{}.a", FLOAT: "{}.b", BOOL: "{0} == Pair(1, 0.5)"}[type_]
                options.append(lambda n=name, m=member: m.format(n))
            if known == VECTOR and type_ in (INT, FLOAT, BOOL):
                many = {INT: ["len({})", "len({}) + 1"], FLOAT: ["{}[0]", "{}.norm", "{}(1.0)", "Vector.unit(len({}))"]}
                many[BOOL] = ["{0} == {0}", "1.0 in {}", "{} < Vector(1.0, 2.0)"]
                options += [lambda n=name, m=member: m.format(n) for member in many[type_]]
        return options

    def comprehended(self, element: Type) -> str:
        """A comprehension over anything: two lists, a dict, a string, a tensor, a tuple."""
        sources: list[tuple[str, str, dict[str, Type]]] = [
            ("at, c0", "enumerate([1.5, 2.5])", {"at": INT, "c0": FLOAT}),
            ("c0, d0", 'zip([1, 2], ["a", "b"])', {"c0": INT, "d0": STR}),
            ("c0", '"abc"', {"c0": STR}),
            ("c0", "(1, 2, 3)", {"c0": INT}),
            ("at, (c0, d0)", "enumerate(zip([1, 2], [0.5, 1.5]))", {"at": INT, "c0": INT, "d0": FLOAT}),
            ("c0", "range(1, 6, 2)", {"c0": INT}),
        ]
        for name, known in self.scope.items():
            if known.name == "Dict" and known.element.name not in ("Optional", "Union"):
                sources += [("c0", name, {"c0": known.inner[0]}), ("c0", f"{name}.values()", {"c0": known.element})]
                sources.append(("c0, d0", f"{name}.items()", {"c0": known.inner[0], "d0": known.element}))
        variables, over, types = self.random.choice(sources)
        if any(name in self.scope for name in types):
            return f"[{self.of(element, 1)} for _ in range(2)]"
        outer, loops = dict(self.scope), list(self.loops)
        self.scope.update(types)
        self.loops = [*loops, *types]
        text = f"[{self.of(element, 1)} for {variables} in {over}]"
        self.scope.clear()
        self.scope.update(outer)
        self.loops = loops
        return text

    # Statements

    def kinds(self) -> list[Callable[[], object]]:
        more: list[Callable[[], object]] = [self.list_method, self.dict_method, self.in_place, self.nested_targets]
        more += [self.wide_mutation, self.complex_value]
        if len(self.lines) < 60 and self.indent < 5:
            more += [self.wide_loop] * 3 + [self.own_context, self.tested]
        if not self.eager:
            more += [self.future, self.scripting]
        return super().kinds() + more * 2

    def list_method(self) -> None:
        lists = [(n, t) for n, t in self.scope.items() if t.name == "List" and t not in self.frozen]
        if not lists:
            self.assign()
            return
        name, type_ = self.random.choice(lists)
        value = self.of(type_.element, 1)
        lines = [f"{name}.extend([{value}])", f"{name}.clear()", f"{name} += [{value}]", f"{name}.insert(-1, {value})"]
        if type_.element in (INT, FLOAT, STR):
            lines += [f"{name}.sort()", f"{name}.sort(reverse=True)", f"if {value} in {name}: {name}.remove({value})"]
            lines += [
                f"print({name}.count({value}))",
                f"if 1 < len({name}): {name}[0], {name}[1] = {name}[1], {name}[0]",
            ]
        lines += [f"if len({name}) > 1: {name}.pop({self.random.choice(['', '0', '-2'])})", f"print(len({name}))"]
        self.write(self.random.choice(lines))

    def dict_method(self) -> None:
        dicts = [(n, t) for n, t in self.scope.items() if t.name == "Dict" and t not in self.frozen]
        if not dicts:
            self.assign()
            return
        name, type_ = self.random.choice(dicts)
        key, value = self.of(type_.inner[0], 0), self.of(type_.element, 1)
        lines = [f"{name}.setdefault({key}, {value})", f"{name}.clear()", f"print(len({name}), {key} in {name})"]
        lines += [f"if {key} in {name}: {name}.pop({key})", f"{name}.pop({key}, {value})", f"{name}.update({name})"]
        lines += [f"print({name}.get({key}) is None)", f"for key0 in list({name}.keys()): {name}[key0] = {value}"]
        self.write(self.random.choice(lines))

    def in_place(self) -> None:
        names = [name for name in self.names(TENSOR) if name not in self.loops]
        if not names or TENSOR in self.frozen:
            self.assign()
            return
        x = self.random.choice(names)
        forms = [
            "<x> = <x>.clone(); <x>[0] = <f>", "<x> = <x>.clone(); <x>[1:] = <f>", "<x> = <x>.clone(); <x>[0] += <f>",
            "<x> = <x> * 1; <x>.add_(<f>)", "<x> = <x> + 0; <x>[<x> > 0] = <f>", "<x> = <x>.clone(); <x>.mul_(0.5)",
            "<x> = <x>.clone(); <x>[[0, 2]] = <f>", "<x> = <x>.clone(); <x>[..., -1] -= <f>", "<x> *= 0.5", "<x> /= 2",
            "<x> = <x> - 0; <x> -= <t>", "<x> = <x>.clone(); <x>.clamp_(-2, 2)", "<x> = <x>.clone(); <x>[:2] *= 2",
            "<x> = <x>.clone(); torch.add(<x>, <f>, out=<x>)", "<x> = <x>.clone(); <x>.zero_()",
            "<x> = -<x>; <x>.neg_()",
        ]  # fmt: skip
        for line in self.random.choice(forms).split("; "):
            self.write(self.filled(line.replace("<x>", x), 0))

    def nested_targets(self) -> None:
        kind = self.random.randrange(4)
        first, second, rest = self.fresh(INT), self.fresh(FLOAT), f"rest{len(self.declared)}"
        if kind == 0:
            self.write(f"({first}, ({second}, {rest})) = ({self.of(INT, 1)}, ({self.of(FLOAT, 1)}, 1))")
        elif kind == 1:
            self.write(f"{first}, ({second}, {rest}), _ = {self.of(INT, 1)}, ({self.of(FLOAT, 1)}, 0), 2")
        elif kind == 2:
            self.write(f"{first}, *{rest} = {self.of(INT, 1)}, {self.of(FLOAT, 1)}, 2")
            second = ""
        else:
            self.write(f"{first}, {second} = divmod({self.of(INT, 1)}, 4)[0], {self.of(FLOAT, 0)}")
        self.declared[rest] = Type("rest")
        self.set(first, INT)
        if second:
            self.set(second, FLOAT)

    def complex_value(self) -> None:
        name = self.fresh(COMPLEX)
        self.write(f"{name} = {self.of(COMPLEX, 1)}")
        self.set(name, COMPLEX)

    def wide_mutation(self) -> None:
        holders = [(n, t) for n, t in self.scope.items() if t in (BOX, PAIR, VECTOR)]
        if not holders:
            self.assign()
            return
        name, type_ = self.random.choice(holders)
        lines = {
            BOX: [f"{name}.scale *= 0.5", f"{name}.seen.append({self.of(INT, 0)})", f"print({name}.scaled() > 1.0)"],
            PAIR: [f"{name}.a = {self.of(INT, 0)}", f"{name}.b += 0.5", f"print({name}.total() > 1.0)"],
            VECTOR: [f"{name}[0] = {self.of(FLOAT, 0)}", f"{name}.x -= 1.0", f"{name}.norm = {self.of(FLOAT, 0)}"],
        }
        self.write(self.random.choice(lines[type_]))

    def wide_loop(self) -> bool:
        if len(self.loops) > 3 or self.looping > 2:
            return self.branch()
        sources: list[tuple[str, str, dict[str, Type], Type | None]] = [
            ("ch", '"abc"', {"ch": STR}, None),
            ("ch, num", 'zip("ab", [1, 2, 3])', {"ch": STR, "num": INT}, None),
            ("num", "(1, 2, 3)", {"num": INT}, None),
            ("num, (ch, real)", 'enumerate(zip(["p", "q"], [0.5, 1.5]))', {"num": INT, "ch": STR, "real": FLOAT}, None),
            ("num", f"range({self.of(INT, 0)} % 4)", {"num": INT}, None),
            ("num, real", "[(1, 0.5), (2, 1.5)]", {"num": INT, "real": FLOAT}, None),
        ]
        for name, known in self.scope.items():
            if known.name == "Dict":
                sources += [("key_of", name, {"key_of": known.inner[0]}, known)]
                sources += [("val", f"{name}.values()", {"val": known.element}, known)]
            elif known == TENSOR and name not in self.loops:
                sources.append(("row_of", name, {"real_of": FLOAT}, None))
        variables, over, types, walked = self.random.choice(sources)
        if any(name in self.declared for name in types):
            return self.branch()
        outer, frozen, loops = dict(self.scope), set(self.frozen), list(self.loops)
        if walked is not None:
            self.frozen.add(walked)
        self.write(f"for {variables} in {over}:")
        if "real_of" in types:
            self.write("    real_of = float(row_of)")
        self.declared.update(types)
        self.loops = [*loops, *types]
        self.scope = {name: type_ for name, type_ in outer.items() if type_ == self.declared.get(name) or name in loops}
        # A loop over a tuple or a string of the compiler's is written out: it can't be left early everywhere.
        unrolled = over.startswith("(")
        before, self.looping = self.looping, 0 if unrolled else self.looping + 1
        self.block(1 + self.random.randrange(3), types)
        self.looping = before
        self.scope, self.frozen, self.loops = outer, frozen, loops
        return False

    def own_context(self) -> None:
        """A `with` block of the program's own class."""
        if any(line.split()[0] in ("return", "break", "continue", "raise") for line in self.lines):
            self.assign()
            return
        if self.indent > self.outermost:
            self.assign()
            return
        named = f"held{len(self.declared)}"
        self.write(f"with Held({self.of(INT, 0)}) as {named}:")
        self.indent += 1
        self.write(f"print({named}, {self.of(INT, 0)})")
        for _ in range(1 + self.random.randrange(2)):
            self.random.choice([self.assign, self.augment, self.mutate])()
        self.indent -= 1

    def tested(self) -> None:
        """A value of any type, taken apart by its type."""
        name = f"any{len(self.declared)}"
        value, type_ = self.random.choice([("1", INT), ('"a"', STR), ("0.5", FLOAT), ("True", BOOL)])
        self.declared[name] = Type("Any")
        self.write(f"{name}: Any = {value}")
        shown = self.random.choice([f"isinstance({name}, {type_})", f"torch.jit.isinstance({name}, {type_})"])
        self.write(f"if {shown}:")
        self.block(1 + self.random.randrange(2), {name: type_})

    def future(self) -> None:
        callees = [callee for callee in self.callees if "." not in callee.text and callee.result.name != "Optional"]
        if not callees or self.indent > self.outermost:
            self.assign()
            return
        callee = self.random.choice(callees)
        call = self.call(callee, 0)
        inner = call[len(callee.text) + 1 : -1]
        name, waited = f"fut{len(self.declared)}", self.fresh(callee.result)
        self.declared[name] = Type("Future")
        self.write(f"{name} = torch.jit.fork({callee.text}{', ' if inner else ''}{inner})")
        self.write(f"{waited} = torch.jit.wait({name})")
        self.set(waited, callee.result)

    def scripting(self) -> None:
        type_ = self.random.choice([INT, FLOAT, STR])
        name = self.fresh(type_)
        self.write(f"if {self.random.choice(['', 'not '])}torch.jit.is_scripting():")
        self.write(f"    {name} = {self.of(type_, 1)}")
        self.write("else:")
        self.write(f"    {name} = {self.of(type_, 1)}")
        self.set(name, type_)


def wide_types() -> list[Type]:
    """What parameters may be, beside the plain ones."""
    nested = [a_list(a_list(INT)), a_dict(STR, a_list(INT)), a_list(a_tuple(INT, STR)), optional(a_list(INT))]
    nested += [a_tuple(INT, a_tuple(FLOAT, STR)), a_dict(INT, TENSOR), a_list(optional(INT)), a_list(STR), a_list(BOOL)]
    return [
        *nested,
        COMPLEX,
        a_list(COMPLEX),
        optional(STR),
        optional(a_tuple(INT, INT)),
        a_dict(STR, a_dict(STR, INT)),
    ]
