# Names from globals and closures: functions, modules, constants in lists, torch constants; what is refused.
import math

import torch
import torch.nn.functional as F

SIZE = 3
SCALE = 2.5
FLAGS = [1, 2]


def helper(x):
    return F.relu(x)


def make(inner):
    def outer(x):
        return inner(x) + 1

    return outer


def aliased(x):
    return torch.nn.functional.relu(x) + helper(x)


def constant(x):
    return x * math.pi


def global_int(x):
    return x + SIZE


def global_list(x):
    return x + FLAGS[0]


show_script("made", make(helper), (torch.ones(1),))
show_script("aliased", aliased, (torch.ones(1),))
show_script("constant", constant, (torch.ones(1),))
show_script("global_int", global_int)
show_script("global_list", global_list)
