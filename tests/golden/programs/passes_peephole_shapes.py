# The peephole pass with and without what the types of tensors tell; `is` between booleans is `==`.
import torch


def run(name, text):
    graph = torch._C.parse_ir(text)
    for disabled in (True, False):
        copy = graph.copy()
        changed = torch._C._jit_pass_peephole(copy, disabled)
        show(f"{name}, shapes disabled {disabled}", f"{changed}\n{copy}")


run(
    "queries",
    """
graph(%x : Float(2, 3, strides=[3, 1], requires_grad=0, device=cpu), %y : Float(2, *, device=cpu), %z : Float(*, *),
      %w : Long(), %k : int, %v : Tensor):
  %zero : int = prim::Constant[value=0]()
  %last : int = prim::Constant[value=-1]()
  %two : int = prim::Constant[value=2]()
  %1 : int[] = aten::size(%x)
  %2 : int = aten::size(%x, %last)
  %3 : int = aten::size(%x, %two)
  %4 : int = aten::size(%y, %zero)
  %5 : int = aten::size(%y, %last)
  %6 : int[] = aten::size(%y)
  %7 : int = aten::len(%6)
  %8 : int = aten::dim(%z)
  %9 : int = aten::dim(%v)
  %10 : bool = aten::is_floating_point(%w)
  %11 : bool = aten::is_floating_point(%x)
  %12 : bool = aten::is_complex(%x)
  %13 : int = prim::dtype(%x)
  %14 : int = prim::dtype(%v)
  %15 : Device = prim::device(%y)
  %16 : Device = prim::device(%z)
  %17 : bool = prim::is_cuda(%x)
  %18 : bool = prim::is_cuda(%v)
  %19 : int = aten::size(%x, %k)
  return (%1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11, %12, %13, %14, %15, %16, %17, %18, %19)
""",
)
run(
    "casts",
    """
graph(%x : Float(2, 3, strides=[3, 1], requires_grad=0, device=cpu), %y : Float(2, *, device=cpu), %z : Float(*, *),
      %w : Long(device=cpu)):
  %sizes : int[] = prim::Constant[value=[2, 3]]()
  %no : bool = prim::Constant[value=0]()
  %1 : Tensor = aten::type_as(%x, %y)
  %2 : Tensor = aten::type_as(%x, %z)
  %3 : Tensor = aten::type_as(%x, %w)
  %4 : Tensor = aten::expand(%x, %sizes, %no)
  %5 : Tensor = aten::expand(%y, %sizes, %no)
  return (%1, %2, %3, %4, %5)
""",
)
run(
    "neutral",
    """
graph(%x : Float(2, 3, device=cpu), %w : Long(2, 3, device=cpu)):
  %1 : int = prim::Constant[value=1]()
  %0 : int = prim::Constant[value=0]()
  %1.5 : float = prim::Constant[value=1.]()
  %0.5 : float = prim::Constant[value=0.]()
  %a : Tensor = aten::add(%x, %0.5, %1)
  %b : Tensor = aten::exp(%a)
  %c : Tensor = aten::div(%b, %1)
  %d : Tensor = aten::mul(%w, %1.5)
  %e : Tensor = aten::sub(%w, %0, %1)
  %f : Tensor = aten::neg(%e)
  %g : Tensor = aten::div(%f, %1)
  return (%c, %d, %g)
""",
)


@torch.jit.script
def same(x: bool, y: bool):
    return x is True, False is x, x is y, x is not y, y is not True, (x, y) is None


show("same", f"{same.graph}\n{same(True, False)}")


def traced(x, y):
    z = x.type_as(y)
    return z + x.size(1), x.view(x.size(0), -1), torch.ones(x.shape[1])


for disabled in (True, False):
    graph = torch.jit.trace(traced, (torch.ones(2, 3), torch.ones(2, 3))).graph
    torch._C._jit_pass_peephole(graph, disabled)
    show(f"traced, shapes disabled {disabled}", str(graph))
