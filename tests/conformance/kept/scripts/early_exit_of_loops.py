# Functions whose only branches are those that leaving a loop early makes.
import torch
from typing import *
def f0(n: int) -> List[int]:
    count = 0
    while count < 3:
        count += 1
        for e in range(1, 4):
            for i in range(1, 4):
                return [e]
            continue
        continue
    return [count]
def f1(n: int) -> List[int]:
    count = 0
    while count < 3:
        count += 1
        for e in range(1, 4):
            return [e]
        continue
    return [count]
def f2(n: int) -> List[int]:
    count = 0
    while count < 3:
        count += 1
        for e in range(1, 4):
            return [e]
    return [count]
for i,f in enumerate((f0,f1,f2)): show_script(f"script_f{i}", f)
