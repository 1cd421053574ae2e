# One small trace for each operator: pooling.
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


trace("max_pool1d", lambda a: torch.max_pool1d(a, [3], [2], [1]), numbers(2, 3, 7))
trace("max_pool1d (2)", lambda a: torch.max_pool1d(a, [2], [], [0], [2], True), numbers(3, 7))
trace("max_pool1d_with_indices", lambda a: torch.max_pool1d_with_indices(a, [3], [2], [1]), numbers(2, 3, 7))
trace("max_pool2d", lambda a: torch.max_pool2d(a, [3, 3], [2, 2], [1, 1]), numbers(1, 2, 6, 7))
trace("max_pool2d (2)", lambda a: torch.max_pool2d(a, [2, 3], [], [0, 0], [2, 1], True), numbers(2, 5, 6))
trace("max_pool2d_with_indices", lambda a: torch._C._nn.max_pool2d_with_indices(a, [3, 3], [2, 2], [1, 1]), numbers(1, 2, 6, 7))
trace("max_pool3d", lambda a: torch.max_pool3d(a, [2, 3, 2], [2, 1, 2], [0, 1, 0]), numbers(1, 2, 4, 5, 4))
trace("max_pool3d_with_indices", lambda a: torch._C._nn.max_pool3d_with_indices(a, [2, 3, 2], [2, 1, 2], [0, 1, 0]), numbers(1, 2, 4, 5, 4))
trace("avg_pool1d", lambda a: torch.avg_pool1d(a, [3], [2], [1]), numbers(2, 3, 7))
trace("avg_pool1d (2)", lambda a: torch.avg_pool1d(a, [2], [], [1], True, False), numbers(3, 7))
trace("avg_pool2d", lambda a: torch._C._nn.avg_pool2d(a, [3, 3], [2, 2], [1, 1]), numbers(1, 2, 6, 7))
trace("avg_pool2d (2)", lambda a: torch._C._nn.avg_pool2d(a, [2, 3], [], [1, 1], True, False), numbers(2, 5, 6))
trace("avg_pool3d", lambda a: torch._C._nn.avg_pool3d(a, [2, 3, 2], [2, 1, 2], [0, 1, 0]), numbers(1, 2, 4, 5, 4))
trace("adaptive_avg_pool2d", lambda a: torch._C._nn.adaptive_avg_pool2d(a, [1, 1]), numbers(1, 2, 5, 7))
trace("adaptive_avg_pool2d (2)", lambda a: torch._C._nn.adaptive_avg_pool2d(a, [2, 3]), numbers(2, 5, 7))
trace("adaptive_avg_pool1d", lambda a: torch.adaptive_avg_pool1d(a, [1]), numbers(1, 2, 7))
trace("adaptive_avg_pool1d (2)", lambda a: torch.adaptive_avg_pool1d(a, [3]), numbers(2, 7))
trace("adaptive_avg_pool3d", lambda a: torch._C._nn.adaptive_avg_pool3d(a, [1, 1, 1]), numbers(1, 2, 4, 5, 3))
trace("adaptive_avg_pool3d (2)", lambda a: torch._C._nn.adaptive_avg_pool3d(a, [2, 3, 2]), numbers(2, 4, 5, 3))
trace("adaptive_max_pool2d", lambda a: torch._C._nn.adaptive_max_pool2d(a, [2, 3]), numbers(1, 2, 5, 4))
trace("adaptive_max_pool2d (2)", lambda a: torch._C._nn.adaptive_max_pool2d(a, [1, 1]), numbers(2, 5, 4))
trace("adaptive_max_pool3d", lambda a: torch._C._nn.adaptive_max_pool3d(a, [2, 3, 1]), numbers(1, 2, 5, 4, 3))
trace("adaptive_max_pool3d (2)", lambda a: torch._C._nn.adaptive_max_pool3d(a, [1, 1, 1]), numbers(2, 5, 4, 3))
trace("adaptive_max_pool1d", lambda a: torch.adaptive_max_pool1d(a, [3]), numbers(1, 2, 7))
trace("adaptive_max_pool1d (2)", lambda a: torch.adaptive_max_pool1d(a, [1]), numbers(2, 7))
trace("fractional_max_pool3d", lambda a, b: torch._C._nn.fractional_max_pool3d(a, [2, 2, 3], [2, 3, 4], b), numbers(1, 2, 5, 6, 7), torch.tensor([[[0.3, 0.7, 0.2], [0.6, 0.1, 0.9]]]))
trace("constant_pad_nd", lambda a: torch.constant_pad_nd(a, [1, 2], 0.5), numbers(2, 3))
trace("constant_pad_nd (2)", lambda a: torch.constant_pad_nd(a, [0, 1, -1, 1]), numbers(1, 2, 3))
trace("reflection_pad1d", lambda a: torch._C._nn.reflection_pad1d(a, [1, 2]), numbers(1, 2, 4))
trace("replication_pad1d", lambda a: torch._C._nn.replication_pad1d(a, [1, 2]), numbers(1, 2, 4))
trace("reflection_pad2d", lambda a: torch._C._nn.reflection_pad2d(a, [1, 2, 2, 1]), numbers(1, 2, 4, 3))
trace("replication_pad2d", lambda a: torch._C._nn.replication_pad2d(a, [1, 2, 2, 1]), numbers(1, 2, 4, 3))
trace("reflection_pad3d", lambda a: torch._C._nn.reflection_pad3d(a, [1, 2, 2, 1, 1, 1]), numbers(1, 2, 4, 3, 5))
trace("replication_pad3d", lambda a: torch._C._nn.replication_pad3d(a, [1, 2, 2, 1, 1, 1]), numbers(1, 2, 4, 3, 5))
trace("pad", lambda a: torch._C._nn.pad(a, [1, 2]), numbers(2, 3))
trace("pad (2)", lambda a: torch._C._nn.pad(a, [1, 2], 'reflect'), numbers(1, 2, 4))
