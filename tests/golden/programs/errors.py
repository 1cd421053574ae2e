# What is refused, with PyTorch's exception type and words.
import torch
import torch.nn.functional as F
from torch import nn


class TextOut(nn.Module):
    def forward(self, x):
        return x, "text"


def attempt(name, action):
    try:
        action()
    except Exception as error:
        show(name, f"{type(error).__name__}: {error}")
    else:
        show(name, "accepted")


x = torch.rand(2, 3)
attempt("trace: a string out", lambda: torch.jit.trace(TextOut(), x))
attempt("trace: a number out", lambda: torch.jit.trace(lambda x: 3, x))
attempt("trace: an input that is no tensor", lambda: torch.jit.trace(nn.ReLU(), "text"))
attempt("linear: shapes", lambda: nn.Linear(4, 2)(x))
attempt("conv2d: channels", lambda: nn.Conv2d(4, 2, 3)(torch.rand(1, 3, 8, 8)))
attempt("add: shapes", lambda: x + torch.rand(2, 4))
attempt("view: size", lambda: x.view(4, 2))
attempt("cat: shapes", lambda: torch.cat([x, torch.rand(3, 4)]))
attempt("matmul: shapes", lambda: x @ x)
attempt("index: range", lambda: x[2])
attempt("dim: range", lambda: x.sum(dim=5))
attempt("attribute", lambda: nn.Linear(2, 2).missing)
attempt("load_state_dict: missing key", lambda: nn.Linear(2, 2).load_state_dict({"weight": torch.rand(2, 2)}))
attempt("load_state_dict: shape", lambda: nn.Linear(2, 2).load_state_dict({"weight": x, "bias": torch.rand(2)}))
attempt("in-place on a leaf", lambda: torch.rand(2, requires_grad=True).add_(1))
attempt("item of many", lambda: x.item())
attempt("bool of many", lambda: bool(x))
attempt("max_pool2d: empty output", lambda: F.max_pool2d(torch.rand(1, 1, 2, 2), 3))
attempt("batch_norm: one value", lambda: nn.BatchNorm2d(3)(torch.rand(1, 3, 1, 1)))
