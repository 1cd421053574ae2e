# if, elif, else and their joins.
import torch

def sign(x: int) -> str:
    if x > 0:
        s = "positive"
    elif x == 0:
        s = "zero"
    else:
        s = "negative"
    return s


def nested(x: int, y: int) -> int:
    if x > 0:
        if y > 0:
            z = x + y
        else:
            z = x - y
    else:
        z = 0
    z += 1
    return z


def only_if(x):
    y = x
    if x.sum() > 0:
        y = x + 1
        z = y * 2
        y = z
    return y


show_script("sign", sign, (1,), (0,), (-4,))
show_script("nested", nested, (1, 2), (1, -2), (-1, 0))
show_script("only_if", only_if, (torch.ones(2),), (-torch.ones(2),))
