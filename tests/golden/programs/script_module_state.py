# __getstate__ and __setstate__ in compiled code: the state's type, what a saved module keeps, names that Python has too.
import copy
import io

import torch


def reloaded(module):
    file = io.BytesIO()
    torch.jit.save(module, file)
    file.seek(0)
    return torch.jit.load(file)


class Counting(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.count = 1
        self.register_buffer("held", torch.ones(2))

    def forward(self, x):
        return x * self.count + self.held

    @torch.jit.export
    def __getstate__(self):
        return (self.count, self.held, self.training)

    @torch.jit.export
    def __setstate__(self, state):
        self.count = state[0] + 10
        self.held = state[1] * 2
        self.training = state[2]


class Outer(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = Counting()
        self.number = 3

    def forward(self, x):
        return self.inner(x) + self.number


class Holding(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = Counting()

    def forward(self, x):
        return self.inner(x)

    @torch.jit.export
    def __getstate__(self):
        return (self.inner, self.training)

    @torch.jit.export
    def __setstate__(self, state):
        self.inner = state[0]
        self.training = state[1]


class Annotated(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.count = 1

    def forward(self, x):
        return x * self.count

    @torch.jit.export
    def __getstate__(self):
        return self.count

    @torch.jit.export
    def __setstate__(self, state: int):
        self.count = state
        self.training = True


class Alone(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.count = 1

    def forward(self, x):
        return x * self.count

    @torch.jit.export
    def __setstate__(self, state):
        self.count = state[0]


class TooMany(Alone):
    @torch.jit.export
    def __getstate__(self):
        return self.count

    @torch.jit.export
    def __setstate__(self, state, more):
        self.count = state[0]


for cls in (Counting, Outer, Holding, Annotated):
    scripted = torch.jit.script(cls())
    show(f"{cls.__name__}.code", scripted.code)
    if cls is not Outer:
        show(f"{cls.__name__}.setstate", scripted.__setstate__.code)
        show(f"{cls.__name__}.getstate", scripted.__getstate__.code)
    x = torch.ones(2)
    show(f"{cls.__name__}.result", f"{scripted(x)} {reloaded(scripted)(x)} {reloaded(reloaded(scripted))(x)}")
for cls in (Alone, TooMany):
    refused(cls.__name__, lambda cls=cls: torch.jit.script(cls()))


class Old(torch.jit.ScriptModule):
    def __init__(self):
        super().__init__()
        self.register_buffer("held", torch.ones(2))

    @torch.jit.script_method
    def __getstate__(self):
        return (self.held, 74, self.training)

    @torch.jit.script_method
    def __setstate__(self, state):
        self.held = state[0] + 10
        self.training = state[2]

    @torch.jit.script_method
    def forward(self, x):
        """What it does."""
        return x + self.held

    @torch.jit.script_method
    def plain(self, x):
        return x


show("Old.result", str(reloaded(Old())(torch.zeros(2))))
show("Old.docs", f"{Old().forward.__doc__!r} {Old().plain.__doc__!r} {Old().forward.__name__}")


class Shadowing(torch.nn.Module):
    """Its names are Python's too."""

    def __init__(self):
        super().__init__()
        self.attribute = 3
        self.r = torch.nn.ReLU()
        self.register_buffer("x", torch.zeros(2))

    @torch.jit.export
    def method(self, x):
        """An exported method."""
        names = ""
        for name, _ in self.named_modules():
            names = names + " " + name
        for name, _ in self.named_buffers():
            names = names + " " + name
        return names, self.attribute

    @torch.jit.export
    def half(self):
        return self.x + 1

    @torch.jit.export
    def extra_repr(self) -> str:
        return "said when compiled"

    def forward(self, x):
        return x


scripted = torch.jit.script(Shadowing())
for name, each in (("scripted", scripted), ("copied", copy.deepcopy(scripted)), ("reloaded", reloaded(scripted))):
    show(f"Shadowing.{name}", f"{each.method(torch.ones(1))} {each.attribute}")
show("Shadowing.half", f"{scripted.half()} {scripted.extra_repr()}")
show("Shadowing.docs", f"{scripted.method.__doc__!r} {scripted.forward.__doc__!r} {scripted.method.__name__}")


class NotInitialized(torch.jit.ScriptModule):
    def __init__(self):
        self.foo = 2


refused("NotInitialized", NotInitialized)
