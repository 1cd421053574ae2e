# A function that calls itself.
import torch

def factorial(n: int) -> int:
    if n < 2:
        return 1
    return n * factorial(n - 1)


show_script("factorial", factorial)
