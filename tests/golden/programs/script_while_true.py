# while True with a break; with a return.
import torch

def broken(n: int) -> int:
    i = 0
    while True:
        i += 3
        if i > n:
            break
    return i


def returned(n: int) -> int:
    i = 0
    while True:
        if i * i > n:
            return i
        i += 1


show_script("broken", broken, (10,))
show_script("returned", returned, (30,))
