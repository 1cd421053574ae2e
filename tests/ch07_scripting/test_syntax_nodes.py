"""Every node of Python's syntax, 3.11 to 3.14: compiled, or refused by name and with its place."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

import minitorchscript as torch
from minitorchscript.script.reports import FrontendError

# A body of `def f(x: int, v: List[int])`, and the words that refuse it ("" where it compiles).
BODIES: dict[str, tuple[str, str]] = {
    "Add": ("return x + 1", ""),
    "And": ("return x > 1 and x < 3", ""),
    "AnnAssign": ("y: int = x\nreturn y", ""),
    "Assert": ("assert x > 0, 'small'\nreturn x", ""),
    "Assign": ("y = x\nreturn y", ""),
    "AsyncFor": ("async def g():\n    async for i in v:\n        pass\nreturn x", "async function definitions"),
    "AsyncFunctionDef": ("async def g():\n    pass\nreturn x", "async function definitions"),
    "AsyncWith": ("async def g():\n    async with x:\n        pass\nreturn x", "async function definitions"),
    "Attribute": ("return torch.ones(2).shape", ""),
    "AugAssign": ("x += 1\nreturn x", ""),
    "Await": ("async def g():\n    await x\nreturn x", "async function definitions"),
    "BinOp": ("return x - 1", ""),
    "BitAnd": ("return x & 1", ""),
    "BitOr": ("return x | 1", ""),
    "BitXor": ("return x ^ 1", ""),
    "BoolOp": ("return x > 1 or x < 0", ""),
    "Break": ("while x > 0:\n    break\nreturn x", ""),
    "Call": ("return len(v)", ""),
    "ClassDef": ("class C:\n    pass\nreturn x", "class definitions aren't supported"),
    "Compare": ("return x == 1", ""),
    "Constant": ("return 1.5, 'a', True, None, 2", ""),
    "Continue": ("for i in v:\n    continue\nreturn x", ""),
    "Del": ("del v[0]\nreturn x", ""),
    "Delete": ("del v[0]\nreturn x", ""),
    "Dict": ("return {'a': x}", ""),
    "DictComp": ("return {i: x for i in v}", ""),
    "Div": ("return x / 2", ""),
    "Eq": ("return x == 2", ""),
    "ExceptHandler": ("try:\n    x = 1\nexcept ValueError:\n    pass\nreturn x", "try blocks aren't supported"),
    "Expr": ("x + 1\nreturn x", ""),
    "FloorDiv": ("return x // 2", ""),
    "For": ("for i in v:\n    x += i\nreturn x", ""),
    "FormattedValue": ("return f'{x}'", ""),
    "FunctionDef": ("def g():\n    pass\nreturn x", "function definitions aren't supported"),
    "GeneratorExp": ("return sum(i for i in v)", ""),
    "Global": ("global z\nreturn x", "global variables aren't supported"),
    "Gt": ("return x > 2", ""),
    "GtE": ("return x >= 2", ""),
    "If": ("if x > 0:\n    x = 2\nreturn x", ""),
    "IfExp": ("return 1 if x > 0 else 2", ""),
    "Import": ("import os\nreturn x", "import statements aren't supported"),
    "ImportFrom": ("from os import path\nreturn x", "import statements aren't supported"),
    "In": ("return x in v", ""),
    "Interpolation": ("return t'{x}'", "TemplateStr aren't supported"),
    "Invert": ("return ~torch.tensor(x)", ""),
    "Is": ("return v is None", ""),
    "IsNot": ("return v is not None", ""),
    "JoinedStr": ("return f'a{x}b'", ""),
    "LShift": ("return x << 1", ""),
    "Lambda": ("f = lambda: 1\nreturn x", "Lambda aren't supported"),
    "List": ("return [x]", ""),
    "ListComp": ("return [i + x for i in v]", ""),
    "Load": ("return x", ""),
    "Lt": ("return x < 2", ""),
    "LtE": ("return x <= 2", ""),
    "MatMult": ("return torch.ones(2, 2) @ torch.ones(2, 2)", ""),
    "Match": ("match x:\n    case 1:\n        pass\nreturn x", "Match aren't supported"),
    "MatchAs": ("match x:\n    case y:\n        pass\nreturn x", "Match aren't supported"),
    "MatchClass": ("match x:\n    case int():\n        pass\nreturn x", "Match aren't supported"),
    "MatchMapping": ("match x:\n    case {}:\n        pass\nreturn x", "Match aren't supported"),
    "MatchOr": ("match x:\n    case 1 | 2:\n        pass\nreturn x", "Match aren't supported"),
    "MatchSequence": ("match x:\n    case [1, 2]:\n        pass\nreturn x", "Match aren't supported"),
    "MatchSingleton": ("match x:\n    case None:\n        pass\nreturn x", "Match aren't supported"),
    "MatchStar": ("match x:\n    case [1, *y]:\n        pass\nreturn x", "Match aren't supported"),
    "MatchValue": ("match x:\n    case 1:\n        pass\nreturn x", "Match aren't supported"),
    "Mod": ("return x % 2", ""),
    "Mult": ("return x * 2", ""),
    "Name": ("return x", ""),
    "NamedExpr": ("return (y := x)", "NamedExpr aren't supported"),
    "Nonlocal": ("nonlocal outer\nreturn x", "nonlocal variables aren't supported"),
    "Not": ("return not x > 1", ""),
    "NotEq": ("return x != 2", ""),
    "NotIn": ("return x not in v", ""),
    "Or": ("return x > 1 or x < 0", ""),
    "ParamSpec": ("def g[**P]():\n    pass\nreturn x", "function definitions aren't supported"),
    "Pass": ("pass\nreturn x", ""),
    "Pow": ("return x ** 2", ""),
    "RShift": ("return x >> 1", ""),
    "Raise": ("if x > 0:\n    raise ValueError('a')\nreturn x", ""),
    "Return": ("return x", ""),
    "Set": ("return {x}", "Set aren't supported"),
    "SetComp": ("return {i for i in v}", "SetComp aren't supported"),
    "Slice": ("return v[1:2]", ""),
    "Starred": ("a, *b = x, x, x\nreturn a", ""),
    "Store": ("y = x\nreturn y", ""),
    "Sub": ("return x - 1", ""),
    "Subscript": ("return v[0]", ""),
    "TemplateStr": ("return t'a{x}'", "TemplateStr aren't supported"),
    "Try": ("try:\n    x = 1\nfinally:\n    pass\nreturn x", "try blocks aren't supported"),
    "TryStar": ("try:\n    x = 1\nexcept* ValueError:\n    pass\nreturn x", "TryStar aren't supported"),
    "Tuple": ("return x, x", ""),
    "TypeAlias": ("type A = int\nreturn x", "TypeAlias aren't supported"),
    "TypeVar": ("def g[T]():\n    pass\nreturn x", "function definitions aren't supported"),
    "TypeVarTuple": ("def g[*T]():\n    pass\nreturn x", "function definitions aren't supported"),
    "UAdd": ("return +x", "unsupported unary operator: UAdd"),
    "USub": ("return -x", ""),
    "UnaryOp": ("return -x", ""),
    "While": ("while x > 3:\n    x -= 1\nreturn x", ""),
    "With": ("with torch.no_grad():\n    x += 1\nreturn x", ""),
    "Yield": ("yield x", "Yield aren't supported"),
    "YieldFrom": ("yield from v", "YieldFrom aren't supported"),
    "alias": ("import os as system\nreturn x", "import statements aren't supported"),
    "arg": ("return x", ""),
    "arguments": ("return x", ""),
    "comprehension": ("return [i for i in v]", ""),
    "keyword": ("return torch.zeros(2, dtype=torch.int64)", ""),
    "match_case": ("match x:\n    case 1:\n        pass\nreturn x", "Match aren't supported"),
    "withitem": ("with torch.no_grad():\n    pass\nreturn x", ""),
}
# What never stands inside a function: whole inputs, and what Python's parser itself no longer makes.
ELSEWHERE = {
    "Module",
    "Interactive",
    "Expression",
    "FunctionType",
    "TypeIgnore",
    "Suite",
    "AugLoad",
    "AugStore",
    "Param",
}
ELSEWHERE |= {"Num", "Str", "Bytes", "NameConstant", "Ellipsis", "Index", "ExtSlice"}
NEW = {"TypeAlias": 12, "TypeVar": 12, "ParamSpec": 12, "TypeVarTuple": 12, "TemplateStr": 14, "Interpolation": 14}
HEAD = "from typing import List\n\n\ndef make():\n    outer = 1\n\n    def f(x: int, v: List[int]):\n"


def grammar() -> set[str]:
    """The concrete node classes of this Python's `ast`."""
    classes = [value for value in vars(ast).values() if isinstance(value, type) and issubclass(value, ast.AST)]
    return {each.__name__ for each in classes if not each.__subclasses__() or each in (ast.Constant,)} - {"slice"}


def test_every_node_has_a_program() -> None:
    assert grammar() - set(BODIES) - ELSEWHERE == set()


# What this Python has no syntax for, a newer one tests.
@pytest.mark.parametrize("node", sorted(node for node in BODIES if sys.version_info >= (3, NEW.get(node, 11))))
def test_compiled_or_refused_by_name_and_place(node: str, tmp_path: Path) -> None:
    body, words = BODIES[node]
    path = tmp_path / "program.py"
    source = HEAD + "".join(f"        {line}\n" for line in body.split("\n")) + "\n    return f\n"
    path.write_text(source, "utf-8")
    assert any(type(each).__name__ == node for each in ast.walk(ast.parse(source)))
    program = ModuleType("program")
    vars(program).update(__file__=str(path), torch=torch)
    exec(compile(source, str(path), "exec", dont_inherit=True), vars(program))
    function = program.make()
    if not words:
        assert torch.jit.script(function).graph
        return
    with pytest.raises((RuntimeError, FrontendError)) as caught:
        torch.jit.script(function)
    message = str(caught.value)
    assert re.match(words, message), message
    assert f'File "{path}", line ' in message and "<--- HERE" in message
