# torch.jit.CompilationUnit from source text: define, functions by attribute, types in comments.
import torch

SOURCE = """
def double(x):
    # type: (int) -> int
    return x * 2

def user(x: Tensor, n: int) -> Tensor:
    for i in range(double(n)):
        x = x + i
    return x
"""
unit = torch.jit.CompilationUnit(SOURCE)
show("double.code", unit.double.code)
show("user.code", unit.user.code)
show("user.graph", str(unit.user.graph), "names")
show("results", f"{unit.double(4)} {unit.user(torch.zeros(1), 2).tolist()}")
unit.define("def more(x: int) -> int:\n    return x - 1\n")
show("more", unit.more.code)
refused("missing", lambda: unit.not_there)
refused("wrong", lambda: torch.jit.CompilationUnit("def f(x):\n    return y\n"))
