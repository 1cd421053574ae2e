# Calls that fit no schema: wrong types, counts, keywords; of our own functions and of operators.
import torch


def callee(x: int, y: float = 1.0) -> float:
    return x * y


def too_few(x) -> float:
    return callee()


def too_many(x) -> float:
    return callee(1, 2.0, 3)


def wrong_type(x) -> float:
    return callee("a")


def unknown_keyword(x) -> float:
    return callee(1, z=2.0)


def twice(x) -> float:
    return callee(1, x=2)


def operator_count(x):
    return torch.relu(x, x)


def operator_type(x):
    return torch.relu("a")


def operator_overloads(x):
    return torch.add("a", x)


def operator_keyword(x):
    return torch.sum(x, nothing=3)


def method(x):
    return x.not_a_method(1)


def not_callable(x: int):
    return x(3)


def no_builtin(x):
    return torch.not_there(x)


def unsupported_python(x):
    return sorted(x, key=None)


for name in list(globals()):
    thing = globals()[name]
    if type(thing).__name__ == "function" and thing.__module__ == "__main__" and name != "callee":
        show_script(name, thing)
