# The Python type of what a failing script raises, and what stays of its class.
import torch


@torch.jit.script
def fail(kind: int) -> int:
    if kind == 0:
        raise ValueError("zero")
    if kind == 1:
        raise IndexError
    if kind == 2:
        assert False, "two"
    v = [1]
    return v[kind]


for kind in range(4):
    try:
        fail(kind)
    except torch.jit.Error as error:
        show(f"kind {kind}", f"Error {str(error).splitlines()[-1]}")
    except Exception as error:
        show(f"kind {kind}", f"{type(error).__name__} {str(error).splitlines()[-1]}")
show("bases", str([base.__name__ for base in torch.jit.Error.__mro__]))
