# Powers of every mix, item(), strings to numbers, infinities, comparisons with tensors, chained powers.
import torch


def powers(a: int, b: float):
    return a**b, b**a, a**a, 2**-2, -(2**2), 2**3**2


def items(x, y):
    return x.item() + y.item(), x.item() * 2


def infinite(x):
    return x < float("inf"), x > float("-inf")


def parsed(s: str):
    return float(s), int(s)


def reassigned(flag: bool) -> bool:
    a = float("-inf")
    if not flag:
        a = float(torch.tensor([5]))
    return a < 4


def mixed_comparison(a: int, b: float, c: bool):
    return a < b, a == b, b >= a, int(c) == a, c == True  # noqa: E712


def divmod_like(a: int, b: int):
    return a // b * b + a % b == a, -a // b, -a % b


show_script("powers", powers, (4, -0.5))
show_script("items", items, (torch.tensor(2), torch.tensor(3)))
show_script("infinite", infinite, (torch.tensor([1.0]),))
show_script("parsed", parsed, ("12",), ("0.5 hello",))
show_script("reassigned", reassigned, (True,), (False,))
show_script("mixed_comparison", mixed_comparison, (2, 2.0, True))
show_script("divmod_like", divmod_like, (7, 3), (7, -3))
