# What torch.jit.script does not take at all.
import torch


refused("number", lambda: torch.jit.script(3))
refused("string", lambda: torch.jit.script("text"))
refused("builtin", lambda: torch.jit.script(len))
refused("lambda", lambda: torch.jit.script(lambda x: x + 1))
refused("module class", lambda: torch.jit.script(torch.nn.Linear))
refused("none", lambda: torch.jit.script(None))
