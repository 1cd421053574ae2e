# A plain Python class used in a function is compiled on first use.
from typing import List

import torch


class Stack:
    def __init__(self):
        self.values: List[int] = []

    def push(self, n: int) -> None:
        self.values.append(n)

    def pop(self) -> int:
        return self.values.pop()


def used(n: int) -> int:
    stack = Stack()
    for i in range(n):
        stack.push(i)
    return stack.pop() + stack.pop()


show_script("used", used, (4,))
