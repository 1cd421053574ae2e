# Operators of Python on tensors: arithmetic, reflected, comparison, bitwise, unary, matmul.
import torch


def arithmetic(x, y):
    return x + y, x - y, x * y, x / y, x // y, x % y, x**2, -x


def reflected(x):
    return 2 + x, 2 - x, 2 * x, 2 / x, 2**x


def bitwise(x, y):
    return x & y, x | y, x ^ y, ~x, x << 1, x >> 1


def matrix(x, y):
    return x @ y, x.matmul(y), torch.mm(x, y)


def comparison(x, y):
    return x < y, x <= 2, x > y, 3 >= x, x == 1, x != y


x = torch.arange(1.0, 5.0).reshape(2, 2)
n = torch.arange(1, 5)
show_script("arithmetic", arithmetic, (x, x))
show_script("reflected", reflected, (x,))
show_script("bitwise", bitwise, (n, n))
show_script("matrix", matrix, (x, x))
show_script("comparison", comparison, (x, x))
