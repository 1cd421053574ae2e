# Assignment to tensor indices and slices; augmented.
import torch


def assign(x, y):
    x[0] = 1
    x[1, 2] = 2.5
    x[:, 0] = y
    x[-1] = x[0]
    return x


def augmented(x):
    x[0] += 1
    x[:, 1] *= 2
    x[1:] -= 0.5
    return x


def masked(x):
    x[x > 3] = 0
    return x


x = torch.arange(12.0).reshape(3, 4)
show_script("assign", assign, (x.clone(), torch.ones(3)))
show_script("augmented", augmented, (x.clone(),))
show_script("masked", masked, (x.clone(),))
