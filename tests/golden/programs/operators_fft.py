# One small trace for each operator: Fourier transforms; graphs, and the code of a function with several.
import torch


def numbers(*sizes):
    """Numbers spread over (-2, 2), no two alike."""
    count = 1
    for size in sizes:
        count *= size
    values = (torch.arange(count, dtype=torch.float64) * 0.6180339887498949) % 1.0 * 4.0 - 2.0
    return values.to(torch.float32).reshape(sizes)


def trace(name, function, *inputs):
    show(name, str(torch.jit.trace(function, inputs, check_trace=False).graph))


real, spectrum = numbers(2, 3, 4), torch.complex(numbers(2, 3, 4), numbers(2, 3, 4).flip(2))
trace("fft_fft", lambda a: torch.fft.fft(a), real)
trace("fft_fft (2)", lambda a: torch.fft.fft(a, 5, 1, "ortho"), spectrum)
trace("fft_fft (3)", lambda a: torch.fft.fft(a, n=a.size(2) + 1, dim=0), real.permute(2, 0, 1))
trace("fft_ifft", lambda a: torch.fft.ifft(a), spectrum)
trace("fft_rfft", lambda a: torch.fft.rfft(a), real)
trace("fft_rfft (2)", lambda a: torch.fft.rfft(a, dim=0), real.double())
trace("fft_irfft", lambda a: torch.fft.irfft(a), spectrum)
trace("fft_irfft (2)", lambda a: torch.fft.irfft(a, 5, norm="forward"), spectrum)
trace("fft_hfft", lambda a: torch.fft.hfft(a), spectrum)
trace("fft_ihfft", lambda a: torch.fft.ihfft(a), real)
trace("fft_fftn", lambda a: torch.fft.fftn(a), real)
trace("fft_fftn (2)", lambda a: torch.fft.fftn(a, s=(3, a.size(2)), dim=(1, 0)), spectrum)
trace("fft_ifftn", lambda a: torch.fft.ifftn(a, dim=(2, 0)), spectrum)
trace("fft_rfftn", lambda a: torch.fft.rfftn(a, dim=(2, 0)), real)
trace("fft_irfftn", lambda a: torch.fft.irfftn(a, dim=(0, 2)), spectrum)
trace("fft_hfftn", lambda a: torch.fft.hfftn(a), spectrum)
trace("fft_ihfftn", lambda a: torch.fft.ihfftn(a), real)
trace("fft_fft2", lambda a: torch.fft.fft2(a), real)
trace("fft_ifft2", lambda a: torch.fft.ifft2(a, norm="ortho"), spectrum)
trace("fft_rfft2", lambda a: torch.fft.rfft2(a), real)
trace("fft_irfft2", lambda a: torch.fft.irfft2(a, s=(3, 5)), spectrum)
trace("fft_hfft2", lambda a: torch.fft.hfft2(a), spectrum)
trace("fft_ihfft2", lambda a: torch.fft.ihfft2(a), real)
trace("fft_fftfreq", lambda a: a + torch.fft.fftfreq(4, 0.5), real)
trace("fft_rfftfreq", lambda a: torch.fft.rfftfreq(a.size(2), d=2), real)
trace("fft_fftshift", lambda a: torch.fft.fftshift(a), real)
trace("fft_ifftshift", lambda a: torch.fft.ifftshift(a, (0, 2)), real)


def smooth(x):
    spectrum = torch.fft.fftshift(torch.fft.fft2(x), dim=(-2, -1))
    spectrum = spectrum * (torch.fft.fftfreq(x.size(-1)).abs() < 0.3)
    return torch.fft.ifft2(torch.fft.ifftshift(spectrum, dim=(-2, -1))).real


traced = torch.jit.trace(smooth, real)
show("smooth.graph", str(traced.graph))
show("smooth.code", traced.code)
show_numbers("smooth.values", traced(real).flatten().tolist(), "rtol 1e-5")
