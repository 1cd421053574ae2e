# One small trace for each operator: resize.
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


trace("upsample_nearest1d", lambda a: torch._C._nn.upsample_nearest1d(a, [5]), numbers(1, 2, 3))
trace("upsample_nearest1d.vec", lambda a: torch._C._nn.upsample_nearest1d(a, None, [2.0]), numbers(1, 2, 3))
trace("upsample_nearest1d.vec (2)", lambda a: torch._C._nn.upsample_nearest1d(a, [5], None), numbers(1, 2, 3))
trace("upsample_linear1d", lambda a: torch._C._nn.upsample_linear1d(a, [5], False), numbers(1, 2, 3))
trace("upsample_linear1d.vec", lambda a: torch._C._nn.upsample_linear1d(a, None, False, [2.0]), numbers(1, 2, 3))
trace("upsample_linear1d.vec (2)", lambda a: torch._C._nn.upsample_linear1d(a, [5], False, None), numbers(1, 2, 3))
trace("_upsample_nearest_exact1d", lambda a: torch._C._nn._upsample_nearest_exact1d(a, [5]), numbers(1, 2, 3))
trace("_upsample_nearest_exact1d.vec", lambda a: torch._C._nn._upsample_nearest_exact1d(a, None, [2.0]), numbers(1, 2, 3))
trace("_upsample_nearest_exact1d.vec (2)", lambda a: torch._C._nn._upsample_nearest_exact1d(a, [5], None), numbers(1, 2, 3))
trace("upsample_nearest2d.vec", lambda a: torch._C._nn.upsample_nearest2d(a, None, [2.0, 2.0]), numbers(1, 2, 3, 4))
trace("upsample_nearest2d.vec (2)", lambda a: torch._C._nn.upsample_nearest2d(a, [5, 3], None), numbers(1, 2, 3, 4))
trace("upsample_nearest2d", lambda a: torch._C._nn.upsample_nearest2d(a, [5, 3]), numbers(1, 2, 3, 4))
trace("upsample_bilinear2d.vec", lambda a: torch._C._nn.upsample_bilinear2d(a, None, False, [2.0, 2.0]), numbers(1, 2, 3, 4))
trace("upsample_bilinear2d.vec (2)", lambda a: torch._C._nn.upsample_bilinear2d(a, [5, 3], False, None), numbers(1, 2, 3, 4))
trace("upsample_bilinear2d", lambda a: torch._C._nn.upsample_bilinear2d(a, [5, 3], False), numbers(1, 2, 3, 4))
trace("_upsample_nearest_exact2d.vec", lambda a: torch._C._nn._upsample_nearest_exact2d(a, None, [2.0, 2.0]), numbers(1, 2, 3, 4))
trace("_upsample_nearest_exact2d.vec (2)", lambda a: torch._C._nn._upsample_nearest_exact2d(a, [5, 3], None), numbers(1, 2, 3, 4))
trace("_upsample_nearest_exact2d", lambda a: torch._C._nn._upsample_nearest_exact2d(a, [5, 3]), numbers(1, 2, 3, 4))
trace("upsample_nearest3d.vec", lambda a: torch._C._nn.upsample_nearest3d(a, None, [2.0, 2.0, 2.0]), numbers(1, 2, 3, 4, 2))
trace("upsample_nearest3d.vec (2)", lambda a: torch._C._nn.upsample_nearest3d(a, [5, 3, 4], None), numbers(1, 2, 3, 4, 2))
trace("upsample_nearest3d", lambda a: torch._C._nn.upsample_nearest3d(a, [5, 3, 4]), numbers(1, 2, 3, 4, 2))
trace("upsample_trilinear3d.vec", lambda a: torch._C._nn.upsample_trilinear3d(a, None, False, [2.0, 2.0, 2.0]), numbers(1, 2, 3, 4, 2))
trace("upsample_trilinear3d.vec (2)", lambda a: torch._C._nn.upsample_trilinear3d(a, [5, 3, 4], False, None), numbers(1, 2, 3, 4, 2))
trace("upsample_trilinear3d", lambda a: torch._C._nn.upsample_trilinear3d(a, [5, 3, 4], False), numbers(1, 2, 3, 4, 2))
trace("_upsample_nearest_exact3d.vec", lambda a: torch._C._nn._upsample_nearest_exact3d(a, None, [2.0, 2.0, 2.0]), numbers(1, 2, 3, 4, 2))
trace("_upsample_nearest_exact3d.vec (2)", lambda a: torch._C._nn._upsample_nearest_exact3d(a, [5, 3, 4], None), numbers(1, 2, 3, 4, 2))
trace("_upsample_nearest_exact3d", lambda a: torch._C._nn._upsample_nearest_exact3d(a, [5, 3, 4]), numbers(1, 2, 3, 4, 2))
trace("pixel_shuffle", lambda a: torch.pixel_shuffle(a, 2), numbers(1, 8, 2, 3))
trace("pixel_unshuffle", lambda a: torch.pixel_unshuffle(a, 2), numbers(1, 2, 4, 6))
trace("channel_shuffle", lambda a: torch.channel_shuffle(a, 3), numbers(1, 6, 2, 2))
trace("grid_sampler", lambda a, b: torch.grid_sampler(a, b, 0, 0, False), numbers(2, 3, 4, 5), torch.tensor([[[[-1.2, 0.2833], [-0.6334, 0.8498]], [[-0.06687, -0.9836], [0.4997, -0.417]], [[1.066, 0.1495], [-0.7672, 0.7161]]], [[[-0.2006, -1.117], [0.3659, -0.5508]], [[0.9325, 0.01579], [-0.9009, 0.5823]], [[-0.3344, 1.149], [0.2322, -0.6845]]]]))
trace("grid_sampler (2)", lambda a, b: torch.grid_sampler(a, b, 0, 0, True), numbers(2, 3, 4, 5), torch.tensor([[[[-1.2, 0.2833], [-0.6334, 0.8498]], [[-0.06687, -0.9836], [0.4997, -0.417]], [[1.066, 0.1495], [-0.7672, 0.7161]]], [[[-0.2006, -1.117], [0.3659, -0.5508]], [[0.9325, 0.01579], [-0.9009, 0.5823]], [[-0.3344, 1.149], [0.2322, -0.6845]]]]))
trace("grid_sampler_2d", lambda a, b: torch.grid_sampler_2d(a, b, 0, 0, False), numbers(2, 3, 4, 5), torch.tensor([[[[-1.2, 0.2833], [-0.6334, 0.8498]], [[-0.06687, -0.9836], [0.4997, -0.417]], [[1.066, 0.1495], [-0.7672, 0.7161]]], [[[-0.2006, -1.117], [0.3659, -0.5508]], [[0.9325, 0.01579], [-0.9009, 0.5823]], [[-0.3344, 1.149], [0.2322, -0.6845]]]]))
trace("grid_sampler_3d", lambda a, b: torch.grid_sampler_3d(a, b, 0, 0, False), numbers(1, 2, 3, 4, 2), numbers(1, 2, 3, 2, 3))
trace("affine_grid_generator", lambda a: torch.affine_grid_generator(a, [2, 3, 4, 5], False), numbers(2, 2, 3))
trace("affine_grid_generator (2)", lambda a: torch.affine_grid_generator(a, [2, 3, 4, 5], True), numbers(2, 2, 3))
trace("upsample_bicubic2d.vec", lambda a: torch._C._nn.upsample_bicubic2d(a, None, False, [2.0, 2.0]), numbers(1, 2, 3, 4))
trace("upsample_bicubic2d.vec (2)", lambda a: torch._C._nn.upsample_bicubic2d(a, [5, 3], False, None), numbers(1, 2, 3, 4))
trace("upsample_bicubic2d", lambda a: torch._C._nn.upsample_bicubic2d(a, [5, 3], False), numbers(1, 2, 3, 4))
trace("_upsample_bilinear2d_aa.vec", lambda a: torch._C._nn._upsample_bilinear2d_aa(a, None, False, [2.0, 2.0]), numbers(1, 2, 3, 4))
trace("_upsample_bilinear2d_aa.vec (2)", lambda a: torch._C._nn._upsample_bilinear2d_aa(a, [5, 3], False, None), numbers(1, 2, 3, 4))
trace("_upsample_bilinear2d_aa", lambda a: torch._C._nn._upsample_bilinear2d_aa(a, [5, 3], False), numbers(1, 2, 3, 4))
trace("_upsample_bicubic2d_aa.vec", lambda a: torch._C._nn._upsample_bicubic2d_aa(a, None, False, [2.0, 2.0]), numbers(1, 2, 3, 4))
trace("_upsample_bicubic2d_aa.vec (2)", lambda a: torch._C._nn._upsample_bicubic2d_aa(a, [5, 3], False, None), numbers(1, 2, 3, 4))
trace("_upsample_bicubic2d_aa", lambda a: torch._C._nn._upsample_bicubic2d_aa(a, [5, 3], False), numbers(1, 2, 3, 4))
