# with torch.autograd.profiler.record_function(...) as a context.
import torch


def recorded(x):
    with torch.autograd.profiler.record_function("marked"):
        y = x + 1
    return y


show_script("recorded", recorded, (torch.ones(2),))
