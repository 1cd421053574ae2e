# while with a counter, a tensor condition, and a condition on a carried value.
import torch


def count(n: int) -> int:
    i = 0
    while i < n:
        i += 1
    return i


def gcd(a: int, b: int) -> int:
    while b != 0:
        a, b = b, a % b
    return a


def shrink(x):
    while x.sum() > 1:
        x = x * 0.5
    return x


def nested(n: int) -> int:
    total = 0
    i = 0
    while i < n:
        j = 0
        while j < i:
            total += j
            j += 1
        i += 1
    return total


show_script("count", count, (3,), (-1,))
show_script("gcd", gcd, (48, 36))
show_script("shrink", shrink, (torch.ones(4),))
show_script("nested", nested, (5,))
