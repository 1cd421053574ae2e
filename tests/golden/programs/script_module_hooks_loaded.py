# Hooks that were scripted run for a module that was saved and loaded, and for a copy of it.
import copy
import io
from typing import Tuple

import torch
from torch import nn


class Named(nn.Module):
    def __init__(self, name: str):
        super().__init__()
        self.name = name

    def forward(self, text: str) -> str:
        return text + "." + self.name


class Outer(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = Named("inner")

    def forward(self, text: str) -> str:
        return self.inner(text) + ".outer"


def before(self, input: Tuple[str]) -> Tuple[str]:
    return ("<" + input[0],)


def same(self, input: Tuple[str]) -> str:
    return input[0] + "|"


def after(self, input: Tuple[str], output: str) -> str:
    return output + ">"


def silent(self, input: Tuple[str], output: str) -> None:
    assert len(input) == 1


outer = Outer()
outer.register_forward_pre_hook(before)
outer.register_forward_pre_hook(same)
outer.register_forward_pre_hook(before)
outer.register_forward_hook(after)
outer.register_forward_hook(silent)
outer.inner.register_forward_hook(after)
scripted = torch.jit.script(outer)
file = io.BytesIO()
torch.jit.save(scripted, file)
file.seek(0)
loaded = torch.jit.load(file)
show("python", outer("x"))
show("scripted", scripted("x"))
show("loaded", loaded("x"))
show("copied", copy.deepcopy(scripted)("x"))
show("forward alone", f"{scripted.forward('x')} {loaded.forward('x')}")
show("inner", loaded.inner("x"))
show("hooks", str([len(table) for table in (loaded._forward_hooks, loaded._forward_pre_hooks)]))
