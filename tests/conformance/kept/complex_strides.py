# The absolute value of complex numbers is laid out as `empty_like` does it: strides of dimensions of size 1 stay.
import torch


def spectrum(x):
    return torch.fft.fft(x, dim=0).abs(), torch.fft.ifft(x, dim=1).angle(), torch.fft.fftn(x, dim=(-1, 0)).abs()


traced = torch.jit.trace(spectrum, torch.rand(1, 2, 4))
show("spectrum.graph", str(traced.graph))
show("spectrum.code", traced.code)
