# Lists of floats as indices: their whole parts count; what is no number of elements is refused.
import torch


def picked(x):
    return x[[0.9, 1.2, 5.0]]


def picked_of_list(x):
    places = [0.1, 1.2]
    return x[places]


def written(x):
    y = x.clone()
    y[[0.5, 1.5]] = 7.0
    return y


x = torch.arange(12.0).reshape(6, 2)
show_script("picked", picked, (x,))
show_script("picked_of_list", picked_of_list, (x,))
for function in (picked, picked_of_list, written):
    show(f"eager.{function.__name__}", str(function(x).tolist()))
show("eager.mixed", str(x[[True, 1.5]].tolist()))
show("eager.behind_a_slice", str(x[:, [0.5, 1.0]].tolist()))
show("eager.none", str(x[[]].shape))
for name, places in (
    ("complex", [1 + 1j]),
    ("nan", [float("nan")]),
    ("huge", [1e30]),
    ("outside", [6.5]),
    ("tensor", [torch.tensor(1.0)]),
):
    refused(name, lambda places=places: x[places])
