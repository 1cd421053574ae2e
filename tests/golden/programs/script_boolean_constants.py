# and/or with constants and literals: folded or not.
import torch


def with_true(a: bool) -> bool:
    return a and True


def with_false(a: bool) -> bool:
    return False or a


def literals() -> bool:
    return True and not False


show_script("with_true", with_true, (True,))
show_script("with_false", with_false, (True,))
show_script("literals", literals, ())
