# Programs given as text: TorchScript's own grammar, its places and what it says of mistakes.
import torch


def attempt(name, text):
    try:
        unit = torch.jit.CompilationUnit(text)
    except Exception as error:
        show(f"{name}.refused", f"{type(error).__name__}\n{error}")
        return
    for function in unit.get_functions():
        show(f"{name}.{function.name}", f"{function.schema}\n{function.graph}", "names")


attempt("plain", "def f(x):\n    return x\n")
attempt("nothing", "")
attempt(
    "indented",
    "\n\n        def f(x):\n            return x\n\n        # a remark\n        def g(x):\n            return f(x) @ x\n  ",
)
attempt("one line", "def f(x): return x + 1\n")
attempt("remarks", "# first\ndef f(x):  # second\n    # third\n\n  # fourth\n    return x\n")
attempt("continued", "def f(x,\n      y):\n    z = x + \\\n        y\n    return (z,\n    x)[0]\n")
attempt("numbers", "def f(x):\n    return (0x10, 010, 1e3, 2.5e-3, .5, 3., 2j, -1, -2.5, 0x1e)\n")
attempt("strings", "def f():\n    return ('a' \"b\", 'it\\'s', \"\\101\\n\", '''two\nlines''', \"tab\\t\")\n")
attempt("defaults", "def f(x, n: int = 3, s: str = 'a', *, flag: bool = True, m: float = -1.5):\n    return x\n")
attempt("chained", "def f(n: int):\n    return 1 < n < 3\n")
attempt(
    "precedence",
    "def f(a: int, b: int, c: bool):\n    return a + b * a ** b - a % b // 2, not c and a < b or c, -a ** b, a << b | a & b ^ ~a\n",
)
attempt("ternaries", "def f(x, a: bool, b: bool):\n    return x if a else x + 1 if b else x + 2\n")
attempt(
    "statements",
    """
def f(x, n: int):
    # type: (Tensor, int) -> Tensor
    a, b = x, [x, x,]
    c = d = a
    while n > 0:
        n -= 1
        if n == 3:
            continue
        elif n == 5:
            break
        else:
            pass
        for i, each in enumerate(b):
            c += each * i
    assert n >= 0, "negative"
    del b
    return c + d
""",
)
attempt(
    "augmented",
    "def f(n: int):\n    n += 1\n    n -= 2\n    n *= 3\n    n %= 4\n    n |= 5\n    n &= 6\n    n ^= 7\n    n <<= 1\n    n >>= 2\n    n **= 2\n    return n\n",
)
attempt("comprehensions", "def f(v: List[int]):\n    return [i + 1 for i in v], {i: i * 2 for i in v}\n")
attempt("subscripts", "def f(x, v: List[int]):\n    return x[0, ..., None, 1:2], v[1:], v[:-1], v[::2], x[:, 1:2:3]\n")
attempt("empty tuple", "def f(x: Tuple[()]) -> Tuple[()]:\n    return x\n")
attempt("no result", "def f(x):\n    return\n")
attempt("keyword arguments", "def f(x):\n    return torch.add(x, other=x, alpha=2)\n")
attempt("type comment", "def f(x):\n    # type: (int)\n    return x\n")

# what it does not have
attempt("no line end", "def f(x):\n    return x")
attempt("not input", "def f(x, inside: bool):\n    return not inside\n")
attempt("global", "def f(x):\n    global y, z\n    return x\n")
attempt("underscores", "def f(x):\n    return x + 1_000\n")
attempt("octal", "def f():\n    return '\\z'\n")
attempt("hexadecimal", "def f():\n    return '\\x41'\n")
attempt("unicode", "def f():\n    return '\\u0041'\n")
attempt("open string", "def f():\n    return 'a\n    b'\n")
attempt("two dots", "def f(x):\n    return x..y\n")
attempt("dollar", "def f(x):\n    return x $ y\n")
attempt("semicolon", "def f(x): x = 1; return x\n")
attempt("deeper", "def f(x):\n  y = 1\n    return x\n")
attempt("between", "def f(x):\n    y = 1\n  return x\n")
attempt("class", "class A:\n    pass\n")
attempt("decorated", "@foo\ndef f(x):\n    return x\n")
attempt("no colon", "def f(x)\n    return x\n")
attempt("rest", "def f(x, *a, **k):\n    return x\n")
attempt("try", "def f(x):\n    try:\n        return x\n    except:\n        return x\n")
attempt("no target", "def f(x):\n    x + 1 = x\n    return x\n")
attempt("two targets", "def f(x):\n    a, b += x\n    return x\n")
attempt("two iterables", "def f(x):\n    for a, b in x, x:\n        pass\n    return x\n")
attempt("for else", "def f(x):\n    for a in x:\n        pass\n    else:\n        pass\n    return x\n")
attempt("formatted", "def f(x):\n    return f'{x}'\n")
attempt("lambda", "def f(x):\n    return lambda y: y\n")
attempt("set", "def f(x):\n    return {1, 2}\n")
attempt("filter", "def f(x):\n    return [i for i in x if i]\n")
attempt("no value", "def f(x):\n    y : int\n    return x\n")
attempt("import", "def f(x):\n    import os\n    return x\n")
attempt("bare comment", "def f(x):\n    # type: int -> int\n    return x\n")
attempt("long comment", "def f(x):\n    # type: (int, int) -> int\n    return x\n")
attempt("dots comment", "def f(x):\n    # type: (...) -> int\n    return x\n")
attempt("two comprehensions", "def f(x):\n    return [x, [i for i in x]]\n")
attempt("annotated chain", "def f(x):\n    a : int = b = 1\n    return a\n")
attempt("assigned return", "def f(x, y):\n    return x = y\n")
attempt("missing comma", "def f(x):\n    return [x x]\n")
attempt("no function", "x = 1\n")
attempt("tuple type", "def f(x : Tuple[(int,)]) -> Tuple[(int,)]:\n    return x\n")


class Defined(torch.jit.ScriptModule):
    def __init__(self, *texts):
        super().__init__()
        for text in texts:
            self.define(text)


TWICE = """
            def twice(self, n):
                # type: (int) -> int
                return n * 2
"""
FORWARD = """
            def forward(self, x: int) -> int:
                return self.twice(x) + 1
"""
module = Defined(TWICE, FORWARD)
show("module.code", module.code)
show("module.graph", str(module.graph), "names")
show("module.result", str(module(3)))
refused("module.again", lambda: module.define("def other(self, x):\n    # type: (int, int) -> int\n    return x\n"))
module.define("def other(self, x: int):\n    return x\ndef another(self, x: int):\n    return self.other(x)\n")
show("module.another", module.another.code)
# of what is given before the class has its methods, only the first is read
refused("module.second", lambda: Defined(FORWARD + TWICE))
show("module.first", str(hasattr(Defined(TWICE + FORWARD), "forward")))
