# One small trace for each operator: convolution.
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


trace("convolution", lambda a, b: torch.convolution(a, b, None, [1], [0], [1], False, [0], 1), numbers(1, 2, 5), numbers(3, 2, 3))
trace("conv1d", lambda a, b, c: torch.conv1d(a, b, c), numbers(2, 2, 4), numbers(3, 2, 3), numbers(3))
trace("conv1d (2)", lambda a, b: torch.conv1d(a, b), numbers(2, 4), numbers(3, 2, 3))
trace("conv1d.padding", lambda a, b: torch.conv1d(a, b, None, [1], 'same'), numbers(1, 2, 4), numbers(3, 2, 3))
trace("conv_transpose1d", lambda a, b, c: torch.conv_transpose1d(a, b, c), numbers(1, 2, 3), numbers(2, 3, 2), numbers(3))
trace("conv2d", lambda a, b, c: torch.conv2d(a, b, c), numbers(2, 2, 4, 4), numbers(3, 2, 3, 3), numbers(3))
trace("conv2d (2)", lambda a, b: torch.conv2d(a, b), numbers(2, 4, 4), numbers(3, 2, 3, 3))
trace("conv2d.padding", lambda a, b: torch.conv2d(a, b, None, [1, 1], 'same'), numbers(1, 2, 4, 4), numbers(3, 2, 3, 3))
trace("conv_transpose2d.input", lambda a, b, c: torch.conv_transpose2d(a, b, c), numbers(1, 2, 3, 3), numbers(2, 3, 2, 2), numbers(3))
trace("conv3d", lambda a, b, c: torch.conv3d(a, b, c), numbers(2, 2, 4, 4, 4), numbers(3, 2, 3, 3, 3), numbers(3))
trace("conv3d (2)", lambda a, b: torch.conv3d(a, b), numbers(2, 4, 4, 4), numbers(3, 2, 3, 3, 3))
trace("conv3d.padding", lambda a, b: torch.conv3d(a, b, None, [1, 1, 1], 'same'), numbers(1, 2, 4, 4, 4), numbers(3, 2, 3, 3, 3))
trace("conv_transpose3d.input", lambda a, b, c: torch.conv_transpose3d(a, b, c), numbers(1, 2, 3, 3, 3), numbers(2, 3, 2, 2, 2), numbers(3))
trace("_convolution", lambda a, b, c: torch._convolution(a, b, c, [2, 2], [1, 1], [1, 1], False, [0, 0], 1, False, False, True, True), numbers(1, 2, 5, 5), numbers(3, 2, 3, 3), numbers(3))
trace("_convolution (2)", lambda a, b: torch._convolution(a, b, None, [1], [0], [2], False, [0], 2, False, False, True, True), numbers(2, 4, 6), numbers(6, 2, 3))
trace("_convolution_mode", lambda a, b, c: torch._convolution_mode(a, b, c, [1, 1], 'same', [1, 1], 1), numbers(1, 2, 5, 5), numbers(3, 2, 3, 3), numbers(3))
trace("_convolution_mode (2)", lambda a, b: torch._convolution_mode(a, b, None, [2], 'valid', [2], 1), numbers(1, 2, 7), numbers(3, 2, 3))
trace("im2col", lambda a: torch._C._nn.im2col(a, [2, 3], [1, 1], [0, 1], [1, 2]), numbers(2, 3, 4, 5))
trace("im2col (2)", lambda a: torch._C._nn.im2col(a, [2, 2], [2, 1], [1, 0], [1, 1]), numbers(3, 4, 5))
trace("col2im", lambda a: torch._C._nn.col2im(a, [4, 5], [2, 2], [1, 1], [0, 1], [1, 2]), numbers(2, 12, 9))
trace("col2im (2)", lambda a: torch._C._nn.col2im(a, [4, 5], [2, 2], [1, 1], [0, 0], [1, 1]), numbers(12, 12))
trace("max_unpool2d", lambda a, b: torch._C._nn.max_unpool2d(a, b, [4, 4]), numbers(1, 1, 2, 2), torch.tensor([[[[5, 7], [13, 15]]]]))
trace("max_unpool3d", lambda a, b: torch._C._nn.max_unpool3d(a, b, [2, 4, 4], [2, 2, 2], [0, 0, 0]), numbers(1, 1, 1, 2, 2), torch.tensor([[[[[5, 7], [13, 15]]]]]))
trace("fractional_max_pool2d", lambda a, b: torch._C._nn.fractional_max_pool2d(a, [2, 3], [3, 4], b), numbers(1, 2, 6, 7), torch.tensor([[[0.3, 0.7], [0.6, 0.1]]]))
