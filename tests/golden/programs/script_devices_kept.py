# Devices as values: attributes of a module, also such as nothing is computed on here, constants, and after a file.
import io

import torch


class Devices(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.own = torch.device("cpu")
        self.other = torch.device("cuda:1")
        self.meta = torch.device("meta")

    def forward(self, x):
        return x.device == self.own, self.own == self.other, str(self.other), self.meta

    @torch.jit.export
    def parts(self):
        return self.other.type, self.other.index, torch.device("cuda", 1) == self.other


scripted = torch.jit.script(Devices())
show("code", scripted.code)
show("graph", str(scripted.graph), "names")
show("result", f"{scripted(torch.ones(1))} {scripted.parts()}")
file = io.BytesIO()
torch.jit.save(scripted, file)
file.seek(0)
again = torch.jit.load(file)
show("reloaded", f"{again(torch.ones(1))} {again.parts()} {again.other!r}")
