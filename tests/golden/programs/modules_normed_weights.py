# Weights normalized by hooks and by parametrizations: the computation shows before, or below, the layer.
import torch
from torch import nn
from torch.nn import utils
from torch.nn.utils import parametrizations, parametrize


class Positive(nn.Module):
    def forward(self, x):
        return x.abs() + 0.1


x, image = torch.rand(2, 4), torch.rand(1, 2, 4, 4)
hooked = nn.Sequential(utils.weight_norm(nn.Linear(4, 3)), nn.ReLU(), utils.spectral_norm(nn.Linear(3, 2)))
show_module(torch.jit.trace(hooked, x, check_trace=False), "hooks.train.")
with torch.no_grad():
    show_module(torch.jit.trace(hooked.eval(), x), "hooks.eval.")
show("hooks.state", "\n".join(hooked.state_dict()))
transposed = utils.spectral_norm(nn.ConvTranspose2d(2, 3, 3), n_power_iterations=2)
show_module(torch.jit.trace(transposed, image, check_trace=False), "transposed.")
owned = nn.Sequential(parametrizations.weight_norm(nn.Linear(4, 3)), parametrizations.spectral_norm(nn.Linear(3, 2)), parametrize.register_parametrization(nn.Linear(2, 2), "bias", Positive()))
show_module(torch.jit.trace(owned, x, check_trace=False), "parametrized.train.")
with torch.no_grad():
    show_module(torch.jit.trace(owned.eval(), x), "parametrized.eval.")
show("parametrized.state", "\n".join(owned.state_dict()))
show("parametrized.repr", repr(owned))
plain = nn.Sequential(utils.remove_weight_norm(utils.weight_norm(nn.Linear(4, 3))), parametrize.remove_parametrizations(parametrizations.weight_norm(nn.Linear(3, 2)), "weight"))
show_module(torch.jit.trace(plain, x), "removed.")
fused = utils.fuse_conv_bn_eval(nn.Conv2d(2, 3, 3, bias=False).eval(), nn.BatchNorm2d(3).eval())
show_module(torch.jit.trace(fused, image), "fused.")
