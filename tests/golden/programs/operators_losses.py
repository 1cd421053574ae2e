# One small trace for each operator: losses.
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


trace("mse_loss", lambda a, b: torch._C._nn.mse_loss(a, b, 0), numbers(2, 3), torch.tensor([[1.416, -0.1115, -1.639], [-2.0, 0.4721, -1.056]]))
trace("mse_loss (2)", lambda a, b: torch._C._nn.mse_loss(a, b, 1), numbers(2, 3), torch.tensor([[1.416, -0.1115, -1.639], [-2.0, 0.4721, -1.056]]))
trace("l1_loss", lambda a, b: torch._C._nn.l1_loss(a, b, 0), numbers(2, 3), torch.tensor([[1.416, -0.1115, -1.639], [-2.0, 0.4721, -1.056]]))
trace("l1_loss (2)", lambda a, b: torch._C._nn.l1_loss(a, b, 1), numbers(2, 3), torch.tensor([[1.416, -0.1115, -1.639], [-2.0, 0.4721, -1.056]]))
trace("smooth_l1_loss", lambda a, b: torch._C._nn.smooth_l1_loss(a, b, 0), numbers(2, 3), torch.tensor([[1.416, -0.1115, -1.639], [-2.0, 0.4721, -1.056]]))
trace("smooth_l1_loss (2)", lambda a, b: torch._C._nn.smooth_l1_loss(a, b, 1), numbers(2, 3), torch.tensor([[1.416, -0.1115, -1.639], [-2.0, 0.4721, -1.056]]))
trace("huber_loss", lambda a, b: torch._C._nn.huber_loss(a, b, 0), numbers(2, 3), torch.tensor([[1.416, -0.1115, -1.639], [-2.0, 0.4721, -1.056]]))
trace("huber_loss (2)", lambda a, b: torch._C._nn.huber_loss(a, b, 1), numbers(2, 3), torch.tensor([[1.416, -0.1115, -1.639], [-2.0, 0.4721, -1.056]]))
trace("binary_cross_entropy", lambda a, b: torch._C._nn.binary_cross_entropy(a, b, None, 0), torch.tensor([[0.02381, 0.6124, 0.2486], [0.8372, 0.4735, 0.1097]]), torch.tensor([[0.9762, 0.3876, 0.7514], [0.1628, 0.5265, 0.8903]]))
trace("binary_cross_entropy (2)", lambda a, b: torch._C._nn.binary_cross_entropy(a, b, None, 1), torch.tensor([[0.02381, 0.6124, 0.2486], [0.8372, 0.4735, 0.1097]]), torch.tensor([[0.9762, 0.3876, 0.7514], [0.1628, 0.5265, 0.8903]]))
trace("binary_cross_entropy_with_logits", lambda a, b: torch.binary_cross_entropy_with_logits(a, b, None, None, 0), numbers(2, 3), torch.tensor([[0.02381, 0.6124, 0.2486], [0.8372, 0.4735, 0.1097]]))
trace("binary_cross_entropy_with_logits (2)", lambda a, b: torch.binary_cross_entropy_with_logits(a, b, None, None, 1), numbers(2, 3), torch.tensor([[0.02381, 0.6124, 0.2486], [0.8372, 0.4735, 0.1097]]))
trace("kl_div", lambda a, b: torch.kl_div(a, b, 0), numbers(2, 3), torch.tensor([[0.02381, 0.6124, 0.2486], [0.8372, 0.4735, 0.1097]]))
trace("kl_div (2)", lambda a, b: torch.kl_div(a, b, 1), numbers(2, 3), torch.tensor([[0.02381, 0.6124, 0.2486], [0.8372, 0.4735, 0.1097]]))
trace("poisson_nll_loss", lambda a, b: torch.poisson_nll_loss(a, b, True, False, 1e-08, 1), numbers(2, 3), torch.tensor([[2.0, 0.4721, 1.056], [1.416, 0.1115, 1.639]]))
trace("poisson_nll_loss (2)", lambda a, b: torch.poisson_nll_loss(a, b, False, True, 1e-08, 0), torch.tensor([[2.0, 0.4721, 1.056], [1.416, 0.1115, 1.639]]), torch.tensor([[3.0, 1.472, 2.056], [2.416, 1.111, 2.639]]))
trace("soft_margin_loss", lambda a, b: torch._C._nn.soft_margin_loss(a, b, 0), numbers(2, 3), torch.tensor([[-1.0, 1.0, -1.0], [1.0, -1.0, -1.0]]))
trace("soft_margin_loss (2)", lambda a, b: torch._C._nn.soft_margin_loss(a, b, 1), numbers(2, 3), torch.tensor([[-1.0, 1.0, -1.0], [1.0, -1.0, -1.0]]))
trace("hinge_embedding_loss", lambda a, b: torch.hinge_embedding_loss(a, b, 1.0, 0), numbers(2, 3), torch.tensor([1.0, -1.0, 1.0]))
trace("hinge_embedding_loss (2)", lambda a, b: torch.hinge_embedding_loss(a, b, 1.0, 1), numbers(2, 3), torch.tensor([1.0, -1.0, 1.0]))
trace("margin_ranking_loss", lambda a, b, c: torch.margin_ranking_loss(a, b, c, 0.5, 0), numbers(2, 3), torch.tensor([[1.416, -0.1115, -1.639], [-2.0, 0.4721, -1.056]]), torch.tensor([1.0, -1.0, 1.0]))
trace("margin_ranking_loss (2)", lambda a, b, c: torch.margin_ranking_loss(a, b, c, 0.5, 1), numbers(2, 3), torch.tensor([[1.416, -0.1115, -1.639], [-2.0, 0.4721, -1.056]]), torch.tensor([1.0, -1.0, 1.0]))
trace("cosine_embedding_loss", lambda a, b, c: torch.cosine_embedding_loss(a, b, c, 0.1, 0), numbers(3, 2), torch.tensor([[-0.1115, -1.639], [-1.056, 1.416], [-2.0, 0.4721]]), torch.tensor([1.0, -1.0, 1.0]))
trace("cosine_embedding_loss (2)", lambda a, b, c: torch.cosine_embedding_loss(a, b, c, 0.1, 1), numbers(3, 2), torch.tensor([[-0.1115, -1.639], [-1.056, 1.416], [-2.0, 0.4721]]), torch.tensor([1.0, -1.0, 1.0]))
trace("triplet_margin_loss", lambda a, b, c: torch.triplet_margin_loss(a, b, c, 1.0, 2.0, 1e-06, False, 1), numbers(3, 2), torch.tensor([[-0.1115, -1.639], [-1.056, 1.416], [-2.0, 0.4721]]), torch.tensor([[-1.0, 1.472], [-0.05573, 2.416], [0.8885, -0.6393]]))
trace("triplet_margin_loss (2)", lambda a, b, c: torch.triplet_margin_loss(a, b, c, 1.0, 2.0, 1e-06, True, 0), numbers(3, 2), torch.tensor([[-0.1115, -1.639], [-1.056, 1.416], [-2.0, 0.4721]]), torch.tensor([[-1.0, 1.472], [-0.05573, 2.416], [0.8885, -0.6393]]))
trace("nll_loss", lambda a, b: torch._C._nn.nll_loss(a, b, None, 0), torch.tensor([[-3.826, -1.354, -2.882, -0.4096], [-1.469, -2.997, -0.5249, -2.053], [-0.5999, -2.128, -3.656, -1.184]]), torch.tensor([1, 3, 0]))
trace("nll_loss (2)", lambda a, b: torch._C._nn.nll_loss(a, b, None, 1), torch.tensor([[-3.826, -1.354, -2.882, -0.4096], [-1.469, -2.997, -0.5249, -2.053], [-0.5999, -2.128, -3.656, -1.184]]), torch.tensor([1, 3, 0]))
trace("nll_loss2d", lambda a, b: torch._C._nn.nll_loss2d(a, b, None, 0), numbers(1, 3, 2, 2), torch.tensor([[[1, 0], [2, 1]]]))
trace("nll_loss2d (2)", lambda a, b, c: torch._C._nn.nll_loss2d(a, b, c, 1, 2), numbers(1, 3, 2, 2), torch.tensor([[[1, 0], [2, 1]]]), torch.tensor([2.0, 0.4721, 1.056]))
trace("nll_loss_nd", lambda a, b: torch._C._nn.nll_loss_nd(a, b, None, 0), torch.tensor([[-3.826, -1.354, -2.882, -0.4096], [-1.469, -2.997, -0.5249, -2.053], [-0.5999, -2.128, -3.656, -1.184]]), torch.tensor([1, 3, 0]))
trace("nll_loss_nd (2)", lambda a, b: torch._C._nn.nll_loss_nd(a, b, None, 1), torch.tensor([[-3.826, -1.354, -2.882, -0.4096], [-1.469, -2.997, -0.5249, -2.053], [-0.5999, -2.128, -3.656, -1.184]]), torch.tensor([1, 3, 0]))
trace("cross_entropy_loss", lambda a, b: torch._C._nn.cross_entropy_loss(a, b, None, 0), torch.tensor([[-3.826, -1.354, -2.882, -0.4096], [-1.469, -2.997, -0.5249, -2.053], [-0.5999, -2.128, -3.656, -1.184]]), torch.tensor([1, 3, 0]))
trace("cross_entropy_loss (2)", lambda a, b: torch._C._nn.cross_entropy_loss(a, b, None, 1), torch.tensor([[-3.826, -1.354, -2.882, -0.4096], [-1.469, -2.997, -0.5249, -2.053], [-0.5999, -2.128, -3.656, -1.184]]), torch.tensor([1, 3, 0]))
trace("multi_margin_loss", lambda a, b: torch._C._nn.multi_margin_loss(a, b, 1, 1, None, 0), numbers(3, 4), torch.tensor([1, 3, 0]))
trace("multi_margin_loss (2)", lambda a, b: torch._C._nn.multi_margin_loss(a, b, 1, 1, None, 1), numbers(3, 4), torch.tensor([1, 3, 0]))
trace("multilabel_margin_loss", lambda a, b: torch._C._nn.multilabel_margin_loss(a, b, 0), numbers(2, 4), torch.tensor([[3, 0, -1, 1], [2, -1, 0, 0]]))
trace("multilabel_margin_loss (2)", lambda a, b: torch._C._nn.multilabel_margin_loss(a, b, 1), numbers(2, 4), torch.tensor([[3, 0, -1, 1], [2, -1, 0, 0]]))
trace("ctc_loss.IntList", lambda a, b: torch.ctc_loss(a, b, [5, 4], [3, 2], 0, 0), numbers(5, 2, 4), torch.tensor([[1, 2, 2], [3, 1, 3]]))
trace("ctc_loss.IntList (2)", lambda a, b: torch.ctc_loss(a, b, [5, 4], [3, 2], 0, 1), numbers(5, 2, 4), torch.tensor([[1, 2, 2], [3, 1, 3]]))
trace("ctc_loss.Tensor", lambda a, b, c, d: torch.ctc_loss(a, b, c, d, 0, 1), numbers(5, 2, 4), torch.tensor([[1, 2, 2], [3, 1, 3]]), torch.tensor([5, 4]), torch.tensor([3, 2]))
