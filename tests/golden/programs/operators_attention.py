# One small trace for each operator: attention.
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


trace("scaled_dot_product_attention", lambda a, b, c: torch._C._nn.scaled_dot_product_attention(a, b, c), numbers(2, 3, 4, 5), numbers(2, 3, 6, 5), numbers(2, 3, 6, 5))
trace("scaled_dot_product_attention (2)", lambda a, b, c: torch._C._nn.scaled_dot_product_attention(a, b, c), numbers(2, 3, 4, 5), numbers(2, 3, 4, 5), numbers(2, 3, 4, 5))
trace("_scaled_dot_product_attention_math", lambda a, b, c: torch._scaled_dot_product_attention_math(a, b, c), numbers(2, 3, 4, 5), numbers(2, 3, 4, 5), numbers(2, 3, 4, 5))
trace("_native_multi_head_attention", lambda a, b, c, d, x4, x5, x6: torch._native_multi_head_attention(a, b, c, 4, 2, d, x4, x5, x6), numbers(2, 3, 4), numbers(2, 3, 4), numbers(2, 3, 4), numbers(12, 4), torch.tensor([-1.0, 0.2361, -0.5279, 0.7082, -0.05573, -0.8197, 0.4164, -0.3475, 0.8885, 0.1246, -0.6393, 0.5967]), torch.tensor([[-1.0, 0.2361, -0.5279, 0.7082], [-0.05573, -0.8197, 0.4164, -0.3475], [0.8885, 0.1246, -0.6393, 0.5967], [-0.1672, -0.9311, 0.305, -0.459]]), torch.tensor([-1.0, 0.2361, -0.5279, 0.7082]))
trace("_native_multi_head_attention (2)", lambda a, b, c, d, x4, x5, x6, x7: torch._native_multi_head_attention(a, b, c, 4, 2, d, x4, x5, x6, x7, True, False, 0), numbers(2, 3, 4), numbers(2, 3, 4), numbers(2, 3, 4), numbers(12, 4), torch.tensor([-1.0, 0.2361, -0.5279, 0.7082, -0.05573, -0.8197, 0.4164, -0.3475, 0.8885, 0.1246, -0.6393, 0.5967]), torch.tensor([[-1.0, 0.2361, -0.5279, 0.7082], [-0.05573, -0.8197, 0.4164, -0.3475], [0.8885, 0.1246, -0.6393, 0.5967], [-0.1672, -0.9311, 0.305, -0.459]]), torch.tensor([-1.0, 0.2361, -0.5279, 0.7082]), torch.tensor([[False, True, True], [False, False, True], [False, False, False]]))
trace("_transformer_encoder_layer_fwd", lambda a, b, c, d, x4, x5, x6, x7, x8, x9, x10, x11, x12: torch._transformer_encoder_layer_fwd(a, 4, 2, b, c, d, x4, False, False, 1e-05, x5, x6, x7, x8, x9, x10, x11, x12), numbers(2, 3, 4), numbers(12, 4), torch.tensor([-1.0, 0.2361, -0.5279, 0.7082, -0.05573, -0.8197, 0.4164, -0.3475, 0.8885, 0.1246, -0.6393, 0.5967]), torch.tensor([[-1.0, 0.2361, -0.5279, 0.7082], [-0.05573, -0.8197, 0.4164, -0.3475], [0.8885, 0.1246, -0.6393, 0.5967], [-0.1672, -0.9311, 0.305, -0.459]]), torch.tensor([-1.0, 0.2361, -0.5279, 0.7082]), torch.tensor([0.0, 2.472, 0.9443, 3.416]), numbers(4), torch.tensor([0.0, 2.472, 0.9443, 3.416]), numbers(4), torch.tensor([[-1.0, 0.2361, -0.5279, 0.7082], [-0.05573, -0.8197, 0.4164, -0.3475], [0.8885, 0.1246, -0.6393, 0.5967], [-0.1672, -0.9311, 0.305, -0.459], [0.7771, 0.01316, -0.7508, 0.4853], [-0.2786, 0.9574, 0.1935, -0.5704]]), numbers(6), torch.tensor([[-1.0, 0.2361, -0.5279, 0.7082, -0.05573, -0.8197], [0.4164, -0.3475, 0.8885, 0.1246, -0.6393, 0.5967], [-0.1672, -0.9311, 0.305, -0.459, 0.7771, 0.01316], [-0.7508, 0.4853, -0.2786, 0.9574, 0.1935, -0.5704]]), numbers(4))
trace("_transformer_encoder_layer_fwd (2)", lambda a, b, c, d, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13: torch._transformer_encoder_layer_fwd(a, 4, 2, b, c, d, x4, True, True, 1e-05, x5, x6, x7, x8, x9, x10, x11, x12, x13, 0), numbers(2, 3, 4), numbers(12, 4), torch.tensor([-1.0, 0.2361, -0.5279, 0.7082, -0.05573, -0.8197, 0.4164, -0.3475, 0.8885, 0.1246, -0.6393, 0.5967]), torch.tensor([[-1.0, 0.2361, -0.5279, 0.7082], [-0.05573, -0.8197, 0.4164, -0.3475], [0.8885, 0.1246, -0.6393, 0.5967], [-0.1672, -0.9311, 0.305, -0.459]]), torch.tensor([-1.0, 0.2361, -0.5279, 0.7082]), torch.tensor([0.0, 2.472, 0.9443, 3.416]), numbers(4), torch.tensor([0.0, 2.472, 0.9443, 3.416]), numbers(4), torch.tensor([[-1.0, 0.2361, -0.5279, 0.7082], [-0.05573, -0.8197, 0.4164, -0.3475], [0.8885, 0.1246, -0.6393, 0.5967], [-0.1672, -0.9311, 0.305, -0.459], [0.7771, 0.01316, -0.7508, 0.4853], [-0.2786, 0.9574, 0.1935, -0.5704]]), numbers(6), torch.tensor([[-1.0, 0.2361, -0.5279, 0.7082, -0.05573, -0.8197], [0.4164, -0.3475, 0.8885, 0.1246, -0.6393, 0.5967], [-0.1672, -0.9311, 0.305, -0.459, 0.7771, 0.01316], [-0.7508, 0.4853, -0.2786, 0.9574, 0.1935, -0.5704]]), numbers(4), torch.tensor([[False, True, True], [False, False, True], [False, False, False]]))
