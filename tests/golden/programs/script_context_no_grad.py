# with torch.no_grad(): a class of the library's own, entered and left.
import torch


def inside(x):
    with torch.no_grad():
        y = x * 2
    return x * y


def nested(x, flag: bool):
    if flag:
        with torch.no_grad():
            with torch.no_grad():
                return x + 1
    return x - 1


x = torch.ones(2, requires_grad=True)
inner = show_script("inside", inside, (x.detach(),))
show("inside.inlined", str(inner.inlined_graph))
show_script("nested", nested, (x.detach(), True), (x.detach(), False))
show("grad", f"{inner(x).requires_grad} {torch.jit.script(nested)(x, True).requires_grad} {torch.is_grad_enabled()}")
