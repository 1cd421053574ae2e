# Complex random numbers: both parts are drawn one after the other, the normal ones with half the variance each.
import torch


def parts(name, tensor):
    flat = torch.view_as_real(tensor).double().reshape(-1).tolist()
    show_numbers(name, flat)


for size in ([1], [3], [7], [8], [17], [2, 3], []):
    for kind in (torch.complex64, torch.complex128):
        torch.manual_seed(0)
        parts(f"randn.{size}.{kind}", torch.randn(size, dtype=kind))
        parts(f"rand.{size}.{kind}", torch.rand(size, dtype=kind))
torch.manual_seed(1)
x = torch.zeros(4, 3, dtype=torch.complex64)
parts("normal_", x.normal_())
parts("normal_.moved", x.normal_(1.0, 2.0))
parts("normal_.transposed", x.t().normal_())
parts("uniform_", x.uniform_(-1.0, 1.0))
parts("uniform_.transposed", x.t().uniform_())
parts("randn_like", torch.randn_like(x))
parts("rand_like", torch.rand_like(x))
parts("normal.sized", torch.normal(0.0, 1.0, (2,), dtype=torch.cfloat))
parts("normal.around", torch.normal(torch.ones(2, dtype=torch.cfloat), 1.0))
parts("real_after", torch.complex(torch.randn(2), torch.rand(2)))
for name, tensor in (
    ("scalar", torch.tensor(1 + 2j)),
    ("one", torch.tensor([1 + 2j])),
    ("transposed", torch.tensor([[1 + 2j, 3], [4, 5j]]).t()),
    ("column", torch.tensor([[1 + 2j, 3], [4, 5j]])[:, 1:]),
    ("empty", torch.zeros(2, 0, dtype=torch.cfloat)),
    ("expanded", torch.tensor([1 + 2j]).expand(3)),
):
    seen = torch.view_as_real(tensor)
    show(f"as_real.{name}", f"{seen.tolist()} {tuple(seen.shape)} {seen.stride()}")
