# Source text may be indented as a whole: columns of places count from the line's true beginning.
import torch

unit = torch.jit.CompilationUnit("""
        def first(x):
            # type: (int) -> int
            if x > 2:
                y = x
            else:
                y = 2
            return y

        def second(x: Tensor, y: int):
            return x + first(y)
    """)
show("first", str(unit.first.graph))
show("second", str(unit.second.graph))
show("results", f"{unit.first(1)} {unit.second(torch.ones(1), 5)}")
unit.define("    def third(x: int) -> int:\n        return x * 2\n")
show("third", str(unit.third.graph))
show("functions", str([each.name for each in unit.get_functions()]))


class Net(torch.jit.ScriptModule):
    def __init__(self, n):
        super().__init__()
        self.n = n
        self.define(
            """
            def forward(self, x):
                # type: (Tensor) -> Tensor
                return x + self.n
            """
        )


net = Net(2)
show("method", str(net.graph))
show("method runs", str(net(torch.ones(1))))
net.define("  def more(self, x: Tensor):\n    return self.forward(x) * 2\n")
show("defined later", f"{net.more.code}{net.more(torch.ones(1))}")
refused("earlier definitions", lambda: unit.define("def fourth(x: int) -> int:\n    return first(x)\n"))
refused("string in an error", lambda: torch.jit.CompilationUnit("  def f(x: int):\n    return len(x, 'ab')\n"))
refused("undefined", lambda: torch.jit.CompilationUnit("  def f(x: int):\n    return x + 'ab' + y\n"))
