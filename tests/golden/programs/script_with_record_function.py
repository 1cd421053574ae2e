# A label for a profiler around a part of a program: nested, with arguments, by its name, in modules, and mistaken.
import torch
from torch.autograd.profiler import record_function


def labelled(x, y):
    with torch.autograd.profiler.record_function("outer"):
        with record_function("inner", "said"):
            z = x + y
    return z


def bound(x):
    with torch.profiler.record_function("kept") as label:
        y = x + 1
    return y


def name_of(x):
    label = torch.autograd.profiler.record_function("name")
    return label.name, label.args


def numbered(x):
    with torch.autograd.profiler.record_function(3):
        y = x + 1
    return y


class Labelled(torch.nn.Module):
    def forward(self, x):
        with torch.autograd.profiler.record_function("forward"):
            return x + 1


x = torch.ones(2)
show_script("labelled", labelled, (x, x))
show_script("bound", bound, (x,))
show_script("name_of", name_of, (x,))
show_script("numbered", numbered)
show_script("module", Labelled(), (x,))
with record_function("eager") as label:
    show("eager", label.name)
