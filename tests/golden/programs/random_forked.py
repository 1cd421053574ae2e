# Random numbers after a fork go on as before it, also after an error; disabled, they do not.
import torch

torch.manual_seed(0)
show_numbers("before", torch.rand(3).tolist())
with torch.random.fork_rng(devices=[]):
    show_numbers("inside", torch.rand(3).tolist())
    torch.manual_seed(5)
show_numbers("after", torch.rand(3).tolist())
try:
    with torch.random.fork_rng():
        torch.randn(3)
        raise KeyError("left")
except KeyError:
    show_numbers("after_error", torch.rand(3).tolist())
with torch.random.fork_rng(enabled=False):
    torch.rand(3)
show_numbers("after_disabled", torch.rand(3).tolist())
state = torch.random.get_rng_state()
first = torch.randn(20)
torch.random.set_rng_state(state)
show("state", str(torch.equal(first, torch.randn(20))))
torch.random.manual_seed(7)
show("seed", str(torch.random.initial_seed()))
