# One small trace for each operator: decompositions.
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


trace("linalg_inv", lambda a: torch.linalg.inv(a), torch.tensor([[1.0, 0.4721, -1.056], [1.416, 2.889, -1.639], [0.8328, -0.695, 4.777]]))
trace("linalg_inv (2)", lambda a: torch.linalg.inv(a), torch.tensor([[[1.0, 0.4721, -1.056], [1.416, 2.889, -1.639], [0.8328, -0.695, 4.777]], [[3.249, -1.279, 1.193], [-0.3344, 1.138, 0.6099], [-0.918, 1.554, 3.026]]]))
trace("linalg_inv_ex", lambda a: torch.linalg.inv_ex(a), torch.tensor([[[1.0, 0.4721, -1.056], [1.416, 2.889, -1.639], [0.8328, -0.695, 4.777]], [[3.249, -1.279, 1.193], [-0.3344, 1.138, 0.6099], [-0.918, 1.554, 3.026]]]))
trace("linalg_det", lambda a: torch.linalg.det(a), torch.tensor([[1.0, 0.4721, -1.056], [1.416, 2.889, -1.639], [0.8328, -0.695, 4.777]]))
trace("linalg_det (2)", lambda a: torch.linalg.det(a), torch.tensor([[[1.0, 0.4721, -1.056], [1.416, 2.889, -1.639], [0.8328, -0.695, 4.777]], [[3.249, -1.279, 1.193], [-0.3344, 1.138, 0.6099], [-0.918, 1.554, 3.026]]]))
trace("det", lambda a: torch.det(a), torch.tensor([[1.0, 0.4721, -1.056], [1.416, 2.889, -1.639], [0.8328, -0.695, 4.777]]))
trace("linalg_slogdet", lambda a: torch.linalg.slogdet(a), torch.tensor([[1.0, 0.4721, -1.056], [1.416, 2.889, -1.639], [0.8328, -0.695, 4.777]]))
trace("linalg_slogdet (2)", lambda a: torch.linalg.slogdet(a), torch.tensor([[[1.0, 0.4721, -1.056], [1.416, 2.889, -1.639], [0.8328, -0.695, 4.777]], [[3.249, -1.279, 1.193], [-0.3344, 1.138, 0.6099], [-0.918, 1.554, 3.026]]]))
trace("slogdet", lambda a: torch.slogdet(a), torch.tensor([[1.0, 0.4721, -1.056], [1.416, 2.889, -1.639], [0.8328, -0.695, 4.777]]))
trace("logdet", lambda a: torch.logdet(a), torch.tensor([[1.0, 0.4721, -1.056], [1.416, 2.889, -1.639], [0.8328, -0.695, 4.777]]))
trace("linalg_solve", lambda a, b: torch.linalg.solve(a, b), torch.tensor([[1.0, 0.4721, -1.056], [1.416, 2.889, -1.639], [0.8328, -0.695, 4.777]]), numbers(3, 2))
trace("linalg_solve (2)", lambda a, b: torch.linalg.solve(a, b), torch.tensor([[1.0, 0.4721, -1.056], [1.416, 2.889, -1.639], [0.8328, -0.695, 4.777]]), numbers(3))
trace("linalg_qr", lambda a: torch.linalg.qr(a), numbers(4, 3))
trace("linalg_qr (2)", lambda a: torch.linalg.qr(a), numbers(2, 3, 4))
trace("qr", lambda a: torch.qr(a), numbers(4, 3))
trace("qr (2)", lambda a: torch.qr(a, False), numbers(4, 3))
trace("linalg_svd", lambda a: torch.linalg.svd(a), torch.tensor([[-1.0, 1.472], [-0.05573, 2.416]]))
trace("svd", lambda a: torch.svd(a), torch.tensor([[-1.0, 1.472], [-0.05573, 2.416]]))
trace("linalg_svdvals", lambda a: torch.linalg.svdvals(a), numbers(3, 4))
trace("linalg_svdvals (2)", lambda a: torch.linalg.svdvals(a), numbers(2, 3, 2))
trace("linalg_cholesky", lambda a: torch.linalg.cholesky(a), torch.tensor([[2.337, 4.511, -4.539], [4.511, 13.04, -8.659], [-4.539, -8.659, 24.0]]))
trace("linalg_cholesky (2)", lambda a: torch.linalg.cholesky(a, upper=True), torch.tensor([[2.337, 4.511, -4.539], [4.511, 13.04, -8.659], [-4.539, -8.659, 24.0]]))
trace("cholesky", lambda a: torch.cholesky(a), torch.tensor([[2.337, 4.511, -4.539], [4.511, 13.04, -8.659], [-4.539, -8.659, 24.0]]))
trace("cholesky (2)", lambda a: torch.cholesky(a, True), torch.tensor([[2.337, 4.511, -4.539], [4.511, 13.04, -8.659], [-4.539, -8.659, 24.0]]))
trace("linalg_eigh", lambda a: torch.linalg.eigh(a), torch.tensor([[2.0, 1.0], [1.0, 3.0]]))
trace("linalg_eigvalsh", lambda a: torch.linalg.eigvalsh(a), torch.tensor([[2.337, 4.511, -4.539], [4.511, 13.04, -8.659], [-4.539, -8.659, 24.0]]))
trace("linalg_matrix_power", lambda a: torch.linalg.matrix_power(a, 3), torch.tensor([[1.0, 0.4721, -1.056], [1.416, 2.889, -1.639], [0.8328, -0.695, 4.777]]))
trace("linalg_matrix_power (2)", lambda a: torch.linalg.matrix_power(a, 0), torch.tensor([[1.0, 0.4721, -1.056], [1.416, 2.889, -1.639], [0.8328, -0.695, 4.777]]))
trace("matrix_power", lambda a: torch.matrix_power(a, 2), torch.tensor([[1.0, 0.4721, -1.056], [1.416, 2.889, -1.639], [0.8328, -0.695, 4.777]]))
trace("linalg_pinv", lambda a: torch.linalg.pinv(a, 1e-06), numbers(4, 3))
trace("linalg_pinv.atol_rtol_float", lambda a: torch.linalg.pinv(a), numbers(4, 3))
trace("linalg_pinv.atol_rtol_float (2)", lambda a: torch.linalg.pinv(a, atol=0.1), numbers(2, 2, 3))
trace("pinverse", lambda a: torch.pinverse(a), torch.tensor([[1.0, 0.4721, -1.056], [1.416, 2.889, -1.639], [0.8328, -0.695, 4.777]]))
trace("linalg_matrix_rank", lambda a: torch.linalg.matrix_rank(a, 0.1), numbers(3, 4))
trace("linalg_matrix_rank.atol_rtol_float", lambda a: torch.linalg.matrix_rank(a), numbers(3, 4))
trace("linalg_matrix_rank.atol_rtol_float (2)", lambda a: torch.linalg.matrix_rank(a, atol=0.5), numbers(2, 2, 3))
trace("linalg_solve_triangular", lambda a, b: torch.linalg.solve_triangular(a, b, upper=True), torch.tensor([[1.0, 0.4721, -1.056], [1.416, 2.889, -1.639], [0.8328, -0.695, 4.777]]), numbers(3, 2))
trace("linalg_solve_triangular (2)", lambda a, b: torch.linalg.solve_triangular(a, b, upper=False, left=False), torch.tensor([[1.0, 0.4721, -1.056], [1.416, 2.889, -1.639], [0.8328, -0.695, 4.777]]), numbers(2, 3))
trace("linalg_multi_dot", lambda a, b, c: torch.linalg.multi_dot([a, b, c]), numbers(2, 3), numbers(3, 4), numbers(4, 2))
trace("linalg_multi_dot (2)", lambda a, b: torch.linalg.multi_dot([a, b]), numbers(3), numbers(3, 2))
trace("linalg_vecdot", lambda a, b: torch.linalg.vecdot(a, b), numbers(2, 3), numbers(2, 3))
trace("linalg_vecdot (2)", lambda a, b: torch.linalg.vecdot(a, b, dim=0), numbers(3, 2), numbers(3, 2))
trace("linalg_diagonal", lambda a: torch.linalg.diagonal(a), numbers(2, 3, 4))
trace("linalg_matrix_exp", lambda a: torch.linalg.matrix_exp(a), numbers(3, 3))
trace("linalg_matrix_exp (2)", lambda a: torch.linalg.matrix_exp(a), numbers(2, 2, 2))
trace("matrix_exp", lambda a: torch.matrix_exp(a), numbers(3, 3))
