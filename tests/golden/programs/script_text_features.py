# More programs given as text: annotations, defaults, targets, loops, strings, mistakes of the second kind.
import torch


def attempt(number, text):
    try:
        unit = torch.jit.CompilationUnit(text)
    except Exception as error:
        show(f"{number}.refused", f"{type(error).__name__}\n{error}")
        return
    for index, function in enumerate(unit.get_functions()):
        show(f"{number}.{index}", f"{function.schema}\n{function.code}\n{function.graph}", "names")


SOURCES = (
    "def f(x: 'int'):\n    return x\n",
    "def f(x, y: Optional[int] = None):\n    return x if y is None else x + y\n",
    "def f(x: Dict[str, Tensor], k: str) -> Tensor:\n    return x[k]\ndef g(x: Tuple[int, ...]):\n    return x\n",
    "def f(x: int | None, y: torch.Tensor, z: torch.device, w: List[torch.Tensor]):\n    return z\n",
    "def f(x):\n    with torch.no_grad():\n        y = x + 1\n    return y\n",
    "def f(x):\n    a = {}\n    b : Dict[str, int] = {}\n    b['x'] = 1\n    return a, b\n",
    "def f(x):\n    raise ValueError('bad {}'.format(x))\n",
    "def f(x):\n    return x.size()[1:], x.shape[-1], x.T, x.dtype, x.ndim\n",
    "def f(x, *, y):\n    return x + y\ndef g(x):\n    return f(x, y=x)\n",
    "def f(x):\n    # type: (Tensor) -> (Tensor)\n    return x\ndef g(x, y):\n    # type: (List[int], Optional[Dict[str, int]]) -> Tuple[int, List[str]]\n    return x[0], ['a']\n",
    "def f(a: int, b: float):\n    return a // 2, a / 2, b // 2, a % 3, -a, +a\n",
    "def f(a: int):\n    return ~a, not a, a and 1\n",
    "def f(a, b):\n    a, b = b, a\n    (c, d) = a, b\n    [e, g] = [a, b]\n    return a, b, c, d\n",
    "def f(x: List[Tuple[int, str]]):\n    for i, (a, b) in enumerate(x):\n        print(i, a, b)\n    for a, b in x:\n        pass\n    return [a for a, b in x]\n",
    "def f(x):\n    return 1 if x else 2 if x.sum() > 3 else 3\n",
    "def f(s: str):\n    return s + 'x' 'y', s * 3, s[0], s[1:], s in 'abc', 'a' not in s, s.upper(), '%s %d' % (s, 3), len(s)\n",
    "def f(x: int):\n    if x is None:\n        return 1\n    return 2\n",
    "def f(x):\n    x[0] = 1\n    x[1:, 0] += 2\n    x.data = x\n    return x\n",
    "def f(x):\n    while True:\n        if x.sum() > 3:\n            break\n        x = x + 1\n    return x\n",
    "def f(x) -> Tensor: return x\n",
    "def f(x):\n  return x\n\tdef g(x):\n  return x\n",
    "def f(x):\n\treturn x\n",
    "def f(x):\n    return x if\n",
    "def f(x):\n    if x:\n    return x\n",
    "def f(x):\n    return (x\n",
    "def f(x)\n",
    "def f(x):\n    print(x, end='')\n    return x\n",
    "def f(x):\n    return foo.bar(x)\n",
    "def f(x):\n    return torch.ops.aten.add(x, x), torch.nn.functional.relu(x), torch._C._nn.gelu(x)\n",
    "def f(x):\n    a = x\n    a.b.c = 3\n    return a\n",
    "def f(x):\n    return x @ x ** 2 @ x, 2 ** -1, -2 ** 2\n",
    "def f(x):\n    s = 'é'\n    return s\n",
    "def f(x):\n    return [x, *x]\n",
    "def f(x: NoneType) -> None:\n    return x\n",
    "def f(x):\n    import torch\n    return x\n",
    "def f(x):\n    return x[..., 0], x[None], x[Ellipsis]\n",
    "def f(x: int) -> int:\n    return x\ndef f(x: float) -> float:\n    return x\n",
    "def f(x, x):\n    return x\n",
    "def f(x, y=1, z):\n    return x\n",
    "def f(x: List[int] = [1, 2], y: str = 'a', z: Optional[int] = None, w: bool = False, v: float = 1, u: Tuple[int,int] = (1, 2)):\n    return x\n",
    "def f(x: int = 'a'):\n    return x\n",
)
for number, source in enumerate(SOURCES):
    attempt(number, source)
