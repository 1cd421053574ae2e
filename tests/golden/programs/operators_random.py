# One small trace for each operator: random.
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


trace("uniform_", lambda a: a.uniform_(-1.0, 2.5), numbers(2, 3))
trace("uniform_ (2)", lambda a: a.uniform_(), numbers(4, 3).t())
trace("normal_", lambda a: a.normal_(1.0, 2.5), numbers(2, 3))
trace("normal_ (2)", lambda a: a.normal_(), numbers(40, 3).t())
trace("exponential_", lambda a: a.exponential_(2.0), numbers(2, 3))
trace("exponential_ (2)", lambda a: a.exponential_(), numbers(4, 3).t())
trace("bernoulli_.Tensor", lambda a, b: a.bernoulli_(b), numbers(2, 3), torch.tensor([0.2, 0.5, 0.8]))
trace("bernoulli_.Tensor (2)", lambda a, b: a.bernoulli_(b), numbers(2, 3), torch.tensor(0.5, dtype=torch.float64))
trace("bernoulli_.float", lambda a: a.bernoulli_(0.3), numbers(2, 3))
trace("bernoulli_.float (2)", lambda a: a.bernoulli_(0.5), torch.tensor([1, 2, 3, 4]))
trace("bernoulli", lambda a: torch.bernoulli(a), torch.tensor([[1.0, 0.2361, 0.5279], [0.7082, 0.05573, 0.8197]]))
trace("bernoulli (2)", lambda a: torch.bernoulli(a), torch.tensor([[1.0, 0.2361, 0.5279], [0.7082, 0.05573, 0.8197], [0.4164, 0.3475, 0.8885], [0.1246, 0.6393, 0.5967]]).t())
trace("bernoulli.p", lambda a: torch.bernoulli(a, 0.3), numbers(2, 3))
trace("bernoulli.p (2)", lambda a: torch.bernoulli(a, 0.7), numbers(4, 3).t())
trace("random_.from", lambda a: a.random_(2, 9), torch.tensor([1, 2, 3]))
trace("random_.from (2)", lambda a: a.random_(-5, 5), numbers(2, 3))
trace("random_.to", lambda a: a.random_(9), torch.tensor([1, 2, 3]))
trace("random_", lambda a: a.random_(), torch.tensor([1, 2, 3]))
trace("random_ (2)", lambda a: a.random_(), numbers(2, 3))
trace("multinomial", lambda a: torch.multinomial(a, 3), torch.tensor([1.0, 2.0, 3.0, 4.0]))
trace("multinomial (2)", lambda a: torch.multinomial(a, 1), torch.tensor([[1.0, 2.0, 3.0], [4.0, 1.0, 1.0]]))
trace("rand", lambda a: a + torch.rand([2, 3]), numbers(2, 3)[:, :1])
trace("rand.generator", lambda a: a + torch.rand([2, 3], generator=None), numbers(2, 3)[:, :1])
trace("rand_like", lambda a: torch.rand_like(a), numbers(2, 3))
trace("rand_like (2)", lambda a: torch.rand_like(a), numbers(4, 3).t())
trace("randn", lambda a: a + torch.randn([2, 3]), numbers(2, 3)[:, :1])
trace("randn.generator", lambda a: a + torch.randn([2, 3], generator=None), numbers(2, 3)[:, :1])
trace("randn_like", lambda a: torch.randn_like(a), numbers(2, 3))
trace("randn_like (2)", lambda a: torch.randn_like(a), numbers(4, 3).t())
trace("randint", lambda a: a + torch.randint(7, [2, 3]), numbers(2, 3)[:, :1])
trace("randint (2)", lambda a: a + torch.randint(1099511627776, [3]), numbers(2, 3)[:, :1])
trace("randint.generator", lambda a: a + torch.randint(7, [2, 3], generator=None), numbers(2, 3)[:, :1])
trace("randint.low", lambda a: a + torch.randint(-5, 5, [2, 3]), numbers(2, 3)[:, :1])
trace("randint.low (2)", lambda a: a + torch.randint(-5, 1099511627776, [3]), numbers(2, 3)[:, :1])
trace("randint.low_generator", lambda a: a + torch.randint(-5, 5, [2, 3], generator=None), numbers(2, 3)[:, :1])
trace("randint_like", lambda a: torch.randint_like(a, 9), numbers(2, 3))
trace("randint_like (2)", lambda a: torch.randint_like(a, 9), torch.tensor([1, 2]))
trace("randint_like.low_dtype", lambda a: torch.randint_like(a, -5, 9), numbers(2, 3))
trace("randint_like.low_dtype (2)", lambda a: torch.randint_like(a, 3, 9), torch.tensor([1, 2]))
trace("randperm", lambda a: a + torch.randperm(10), numbers(2, 3)[:, :1])
trace("randperm (2)", lambda a: a + torch.randperm(0), numbers(2, 3)[:, :1])
trace("randperm.generator", lambda a: a + torch.randperm(10, generator=None), numbers(2, 3)[:, :1])
trace("normal.Tensor_float", lambda a: torch.normal(a, 2.0), numbers(2, 3))
trace("normal.Tensor_float (2)", lambda a: torch.normal(a, 0.5), numbers(5, 7))
trace("normal.float_Tensor", lambda a: torch.normal(1.0, a), torch.tensor([[2.0, 0.4721, 1.056], [1.416, 0.1115, 1.639]]))
trace("normal.Tensor_Tensor", lambda a, b: torch.normal(a, b), numbers(2, 3), torch.tensor([2.0, 0.4721, 1.056]))
trace("normal.float_float", lambda a: a + torch.normal(1.0, 2.0, [2, 3]), numbers(2, 3)[:, :1])
