"""One mistake put into a program: a node of its text replaced, added or left out, everything around it as it was.

`mistaken(random, text)` changes the text of one function; what comes out still parses, and may even compile. Odd
expressions and statements to put in are listed here, so that both the runner and the test that fuzzes errors draw them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from random import Random

ODD_EXPRESSIONS = """
x . None . -1 . "text" . 2.5 . True . () . [] . {} . (1,) . [None] . x.shape . x() . x(1, y=2) . x[0] . x[1:2, ...] .
not x . -x . ~x . x if x else 1 . [i for i in x] . {i: i for i in x} . lambda: 1 . (x, *x) . f"{x}" . x < 1 < x .
x is None . x in x . print . torch . torch.nn . torch.relu(x) . self . super() . int . len . range(3) . 1j . ... .
enumerate(x) . zip(x, x) . isinstance(x, int) . x @ x . x ** x . math.pi . math . Color . Color.RED . Point . x.y.z .
torch.jit.annotate(List[int], []) . torch.float32 . getattr(x, "y") . hasattr(x, "y") . str(x) . x.append(x) .
torch.jit.fork(x) . (yield) . b"bytes" . x // 0 . 1 % 0 . 9223372036854775808 . "%d" % x . "{}".format(x) . int(x) .
sorted(x) . x[...] . x[None] . x[:, 1:] . {1: 2, "a": 3} . [1, "a"] . (x for x in x) . x and x or x . tuple(x)
"""
ODD_STATEMENTS = """
pass
return
return x
x = 1
x = "a"
x += 1
x[0] = 1
x.y = 1
x, y = x
del x
assert x, x
raise ValueError(x)
raise x
break
continue
for x in x: pass
for i in range(x): x = i
while x: break
if x is None: return
if isinstance(x, int): x = 1
with x as y: pass
with x: return x
x: int = 1
x: List[int] = []
x: Nothing = 1
print(x, x)
global x
y = x = 1
(x.y, z) = 1, 2
*x, y = x
x @= x
x //= 2
[x, y] = x
"""
ANNOTATIONS = ["int", "float", "str", "bool", "torch.Tensor", "List[int]", "Optional[int]", "Dict[str, int]", "complex"]
ANNOTATIONS += ["Tuple[int, str]", "None", "list", "Nothing", "Dict[float, List[str]]", "Union[int, str]", "int | None"]
OPERATORS = ["+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^", "and", "or", "<", "==", "in", "is"]
Edit = tuple[int, int, str]  # from here to there this instead


def odd_expressions() -> list[str]:
    return [text.strip() for text in ODD_EXPRESSIONS.replace(" .\n", " . ").split(" . ")]


def odd_statements() -> list[str]:
    return ODD_STATEMENTS.strip().split("\n")


class Mistakes:
    """Edits of one program's text. Places are found by Python's own parser."""

    def __init__(self, random: Random, text: str) -> None:
        self.random, self.text = random, text
        self.starts = [0]
        for line in text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        tree = ast.parse(text)
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name != "__init__"]
        self.nodes = [node for function in functions for node in _inside(function)]
        self.expressions = [
            node
            for node in self.nodes
            if isinstance(node, ast.expr) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load)
        ]
        self.statements = [node for node in self.nodes if isinstance(node, ast.stmt)]
        self.names = [node.id for node in self.nodes if isinstance(node, ast.Name)] or ["x"]

    def place(self, node: ast.expr | ast.stmt | ast.arg) -> tuple[int, int]:
        assert node.end_lineno is not None and node.end_col_offset is not None
        return self.starts[node.lineno - 1] + node.col_offset, self.starts[node.end_lineno - 1] + node.end_col_offset

    def source(self, node: ast.expr | ast.stmt) -> str:
        begin, end = self.place(node)
        return self.text[begin:end]

    def odd(self, text: str) -> str:
        """With `x` and `y` standing for names that the program has."""
        chosen = {"x": self.random.choice(self.names), "y": self.random.choice(self.names)}
        return re.sub(r"(?<![\w.\"])[xy](?![\w\"])", lambda found: chosen[found.group()], text)

    # Kinds of mistakes: each gives an edit, or None where the program has no place for it

    def other_expression(self) -> Edit:
        node = self.random.choice(self.expressions)
        begin, end = self.place(node)
        if self.random.random() < 0.5:
            return begin, end, f"({self.odd(self.random.choice(odd_expressions()))})"
        other = self.random.choice(self.expressions)
        simple = isinstance(other, (ast.Name, ast.Constant, ast.Call, ast.List, ast.Attribute, ast.Subscript))
        return begin, end, self.source(other) if simple else f"({self.source(other)})"

    def other_name(self) -> Edit | None:
        names = [node for node in self.expressions if isinstance(node, ast.Name)]
        if not names:
            return None
        return *self.place(self.random.choice(names)), self.random.choice([*self.names, "missing", "Color", "len"])

    def statement_more(self) -> Edit | None:
        plain = [node for node in self.statements if not isinstance(node, (ast.FunctionDef, ast.ClassDef))]
        if not plain:
            return None
        begin, _ = self.place(self.random.choice(plain))
        indent = " " * (begin - self.text.rfind("\n", 0, begin) - 1)
        return begin, begin, f"{self.odd(self.random.choice(odd_statements()))}\n{indent}"

    def statement_less(self) -> Edit | None:
        simple = [node for node in self.statements if isinstance(node, (ast.Assign, ast.Return, ast.AugAssign))]
        return (*self.place(self.random.choice(simple)), "pass") if simple else None

    def other_operator(self) -> Edit | None:
        pairs = [(node.left, node.right) for node in self.expressions if isinstance(node, ast.BinOp)]
        pairs += [(node.left, node.comparators[0]) for node in self.expressions if isinstance(node, ast.Compare)]
        pairs += [(node.values[0], node.values[1]) for node in self.expressions if isinstance(node, ast.BoolOp)]
        if not pairs:
            return None
        left, right = self.random.choice(pairs)
        begin, end = self.place(left)[1], self.place(right)[0]
        found = re.search(r"(?:and|or|in|not in|is not|is|[-+*/%@<>&|^=!]+)(?=[ (]*$)", self.text[begin:end])
        if found is None:
            return None
        return begin + found.start(), begin + found.end(), self.random.choice(OPERATORS)

    def other_annotation(self) -> Edit | None:
        annotations = [node.annotation for node in self.nodes if isinstance(node, (ast.arg, ast.AnnAssign))]
        annotations += [node.returns for node in self.nodes if isinstance(node, ast.FunctionDef)]
        given = [node for node in annotations if node is not None]
        return (*self.place(self.random.choice(given)), self.random.choice(ANNOTATIONS)) if given else None

    def other_arguments(self) -> Edit | None:
        calls = [node for node in self.expressions if isinstance(node, ast.Call)]
        if not calls:
            return None
        call = self.random.choice(calls)
        arguments = [self.source(node) for node in call.args]
        keywords = [f"{each.arg}={self.source(each.value)}" for each in call.keywords]
        kind = self.random.randrange(5)
        if kind == 0 and arguments:
            arguments.pop(self.random.randrange(len(arguments)))
        elif kind == 1:
            keywords.append(f"{self.random.choice([*self.names, 'dim', 'other'])}={self.odd('x')}")
        elif kind == 2:
            arguments.append(self.source(self.random.choice(self.expressions)))
        elif kind == 3:
            arguments.append(f"*{self.odd('x')}")
        else:
            arguments.reverse()
        begin, end = self.place(call.func)[1], self.place(call)[1]
        return begin, end, f"({', '.join(arguments + keywords)})"

    def other_attribute(self) -> Edit | None:
        attributes = [node for node in self.expressions if isinstance(node, ast.Attribute)]
        if not attributes:
            return None
        node = self.random.choice(attributes)
        names = [each.attr for each in attributes]
        return self.place(node.value)[1], self.place(node)[1], f".{self.random.choice([*names, 'missing', 'n'])}"

    def edit(self) -> Edit | None:
        kinds: list[Callable[[], Edit | None]] = [self.other_expression] * 3 + [self.statement_more] * 2
        kinds += [self.other_name, self.statement_less, self.other_operator, self.other_annotation]
        kinds += [self.other_arguments, self.other_attribute]
        return self.random.choice(kinds)()


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes below, but for those of f-strings (Python 3.11 does not know their places) and annotations."""
    yield node
    for child in ast.iter_child_nodes(node):
        if isinstance(node, ast.FunctionDef) and (child in node.decorator_list or child is node.returns):
            continue
        if isinstance(node, ast.arg | ast.AnnAssign) and child is node.annotation:
            continue
        if not isinstance(child, ast.JoinedStr):
            yield from _inside(child)


def mistaken(random: Random, text: str) -> tuple[str, str]:
    """The program with one edit, and what was put in. Python still parses it."""
    mistakes = Mistakes(random, text)
    while True:
        edit = mistakes.edit()
        if edit is None:
            continue
        begin, end, put = edit
        changed = text[:begin] + put + text[end:]
        try:
            compile(changed, "program", "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            continue
        if changed != text:
            return changed, put or "nothing"
