"""Branches, loops, early exits: what they print, and what they compute."""

from typing import Dict, List, Optional, Tuple

import torch
from torch import Tensor


def branch_with_results(x: Tensor, flag: bool) -> Tensor:
    if flag:
        y = x + 1
        z = x * 2
    else:
        y = x - 1
        z = y
    return y * z


def branch_without_results(values: List[int], flag: bool) -> List[int]:
    if flag:
        values.append(1)
    else:
        pass
    if len(values) > 3:
        values.clear()
    return values


def branch_without_else(n: int) -> int:
    if n > 3:
        n = n * 2
    return n


def elif_chain(n: int) -> str:
    if n < 0:
        word = "negative"
    elif n == 0:
        word = "zero"
    elif n < 10:
        word = "small"
    else:
        word = "large"
    return word


def ternaries(a: int, b: float) -> float:
    c = a if a > 2 else 3
    return b if b > c else float(c)


def nested_branches(a: int, b: int) -> int:
    total = 0
    if a > 0:
        if b > 0:
            total = a + b
        else:
            total = a - b
            if total > 10:
                total = 10
    else:
        total = b
    return total


def boolean_operators(a: bool, b: bool, n: int) -> bool:
    return (a and b) or (not a and n > 2) or (1 < n < 5 and n != 3)


def for_over_range(n: int) -> int:
    total = 0
    for i in range(n):
        total += i * i
    return total


def for_with_start_and_step(a: int, b: int, c: int) -> List[int]:
    found: List[int] = []
    for i in range(a, b, c):
        found.append(i)
    return found


def for_over_a_list(values: List[float]) -> float:
    total = 0.0
    for value in values:
        total = total + value
    return total


def for_over_tuple_and_string(text: str) -> str:
    out = ""
    for letter in text:
        out = letter + out
    for n in (1, 2, 3):
        out += str(n)
    return out


def for_over_enumerate_and_zip(a: List[int], b: List[str]) -> List[str]:
    out: List[str] = []
    for i, (n, text) in enumerate(zip(a, b)):
        out.append(f"{i}:{n}:{text}")
    return out


def for_over_dict(d: Dict[str, int]) -> int:
    total = 0
    for key in d:
        total += d[key] + len(key)
    for key, value in d.items():
        total += value
    return total


def for_over_tensor(x: Tensor) -> Tensor:
    total = torch.zeros([2])
    for row in x:
        total = total + row
    return total


def while_loop(n: int) -> int:
    steps = 0
    while n != 1:
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        steps += 1
    return steps


def while_true_with_break(limit: int) -> int:
    i = 0
    while True:
        i += 3
        if i > limit:
            break
        if i % 2 == 0:
            continue
        i += 1
    return i


def for_with_break_and_continue(values: List[int]) -> int:
    total = 0
    for value in values:
        if value < 0:
            continue
        if value > 100:
            break
        total += value
    return total


def early_return(values: List[int], wanted: int) -> int:
    for i, value in enumerate(values):
        if value == wanted:
            return i
    return -1


def early_return_in_branches(x: Tensor, n: int) -> Tensor:
    if n == 0:
        return x
    if n == 1:
        return x + 1
    y = x * 2
    if n == 2:
        y = y + 3
        return y
    return y - 1


def nested_loops(n: int, m: int) -> List[Tuple[int, int]]:
    found: List[Tuple[int, int]] = []
    for i in range(n):
        for j in range(m):
            if i == j:
                break
            found.append((i, j))
    return found


def nested_while_and_for(n: int) -> int:
    count = 0
    while n > 0:
        for i in range(n):
            if i > 2:
                break
            count += i
        else_value = count
        n -= 1
        count = else_value + 1
    return count


def loop_carrying_many(n: int, x: Tensor) -> Tuple[int, float, Tensor, str]:
    a = 1
    b = 0.5
    s = ""
    for i in range(n):
        a, b = a + i, b * 2
        x = x + a
        s = s + str(i)
    return a, b, x, s


def loop_optional(n: int) -> Optional[int]:
    best: Optional[int] = None
    for i in range(n):
        if best is None:
            best = i
        elif best < i * 2:
            best = best + i
    return best


def optional_refinement(x: Optional[Tensor], y: Optional[int]) -> Tensor:
    if x is None:
        x = torch.ones([2])
    if y is not None and y > 1:
        x = x * y
    return x


def assertion(n: int) -> int:
    assert n > 2, f"{n} is too small"
    assert n < 100
    return n


def raises(n: int) -> int:
    if n == 0:
        raise ValueError("zero")
    if n == 1:
        raise RuntimeError("one " + str(n))
    if n == 2:
        raise NotImplementedError
    if n == 3:
        raise IndexError(f"bad index {n}")
    return n


def raise_in_else(n: int) -> int:
    if n > 0:
        r = n
    else:
        raise Exception("not positive")
    return r


def isinstance_of_optional(x: Optional[int]) -> int:
    if isinstance(x, int):
        return x + 1
    return 0


def list_comprehension(values: List[int]) -> List[int]:
    return [v * 2 for v in values]


def dict_comprehension(values: List[int]) -> Dict[int, str]:
    return {v: str(v) for v in values}


def printing(x: Tensor, n: int) -> None:
    print(n, "text", x, [1.5, 2.0], {"a": 1}, (1, None), True)


def long_expressions(x: Tensor, y: Tensor) -> Tensor:
    return torch.add(torch.mul(torch.sigmoid(x + y), torch.tanh(x - y)), torch.relu(x * y + x / 2 - y)) + torch.neg(x)


def long_text(n: int) -> str:
    first = "a constant that is far too long to stand within an expression"
    return first + "another constant that is rather long too" if n > 1 else first


def while_with_and(a: int, b: int) -> int:
    while a < 10 and b > 0:
        a += b
        b -= 1
    return a


def loop_in_branch(flag: bool, n: int) -> int:
    r = 0
    if flag:
        for i in range(n):
            r += i
    else:
        while r < n:
            r += 2
    return r


def unused_results(x: Tensor) -> Tensor:
    y = x + 1
    for i in range(3):
        y = x
    return x


def many_breaks(values: List[List[int]]) -> int:
    total = 0
    for row in values:
        for value in row:
            if value == 7:
                return total
            if value == 5:
                break
            if value == 3:
                continue
            total += value
        total *= 2
    return total


def sum_to(n: int) -> int:
    total = 0
    for i in range(n):
        total = (total * 31 + i) % 1000003
    return total


ONE = torch.tensor([1.0, 2.0])
PROGRAMS = [
    (branch_with_results, [(ONE, True), (ONE, False)]),
    (branch_without_results, [([1], True), ([1, 2, 3], True), ([], False)]),
    (branch_without_else, [(2,), (5,)]),
    (elif_chain, [(-1,), (0,), (4,), (40,)]),
    (ternaries, [(1, 0.5), (4, 7.5)]),
    (nested_branches, [(1, 2), (5, -20), (1, -1), (0, 3)]),
    (boolean_operators, [(True, True, 0), (False, True, 3), (False, False, 2), (True, False, 4)]),
    (for_over_range, [(0,), (10,), (-3,)]),
    (for_with_start_and_step, [(0, 10, 3), (10, 0, -4), (0, 0, 1), (0, 1, 0)]),
    (for_over_a_list, [([],), ([1.5, 2.5],)]),
    (for_over_tuple_and_string, [("abc",), ("",)]),
    (for_over_enumerate_and_zip, [([1, 2, 3], ["a", "b"])]),
    (for_over_dict, [({"a": 1, "bb": 2},)]),
    (for_over_tensor, [(torch.ones(3, 2),)]),
    (while_loop, [(1,), (27,)]),
    (while_true_with_break, [(10,), (-1,)]),
    (for_with_break_and_continue, [([1, -2, 3, 200, 5],), ([],)]),
    (early_return, [([4, 5, 6], 5), ([], 1)]),
    (early_return_in_branches, [(ONE, 0), (ONE, 1), (ONE, 2), (ONE, 3)]),
    (nested_loops, [(3, 3), (0, 5)]),
    (nested_while_and_for, [(4,), (0,)]),
    (loop_carrying_many, [(3, ONE), (0, ONE)]),
    (loop_optional, [(0,), (5,)]),
    (optional_refinement, [(None, None), (ONE, 3), (ONE, 1)]),
    (assertion, [(5,), (1,), (200,)]),
    (raises, [(0,), (1,), (2,), (3,), (4,)]),
    (raise_in_else, [(1,), (-1,)]),
    (isinstance_of_optional, [(3,), (None,)]),
    (list_comprehension, [([1, 2],)]),
    (dict_comprehension, [([1, 2],)]),
    (printing, [(ONE, 3)]),
    (long_expressions, [(ONE, ONE)]),
    (long_text, [(0,), (2,)]),
    (while_with_and, [(0, 5), (20, 1)]),
    (loop_in_branch, [(True, 4), (False, 5)]),
    (unused_results, [(ONE,)]),
    (many_breaks, [([[1, 3, 2], [5, 1], [4, 7, 1]],)]),
    (sum_to, [(1000,)]),
]
