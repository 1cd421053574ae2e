"""Random programs for `torch.fx`: a random network, traced symbolically, rewritten, and each graph's texts shown."""

from __future__ import annotations

from random import Random

from strategies import IMPORTS, network

LEVELS = ["article", "full", "full", "wide", "wide"]

# A stage that raises shows that it did: what follows it is compared all the same.
HELPERS = '''\
import contextlib
import copy
import io
import operator
import re
from torch import fx
from torch.fx.passes.shape_prop import ShapeProp
from torch.fx.passes.split_module import split_module


def without_addresses(text):
    return re.sub(r"0x[0-9a-f]+", "0x", text)


def show_fx(name, module):
    show(f"fx.{name}.graph", without_addresses(str(module.graph)))
    show(f"fx.{name}.code", module.code)
    table = io.StringIO()
    with contextlib.redirect_stdout(table):
        module.graph.print_tabular()
    # An address has as many digits as it has, and the columns are as wide.
    show(f"fx.{name}.table", re.sub("  +", "  ", re.sub("--+", "--", without_addresses(table.getvalue()))))


def stage(name, make, changes=False):
    try:
        module = make()
    except Exception as error:
        refused(f"fx.{name}", error)
        return
    show_fx(name, module)
    if changes:  # the results are other ones
        return
    torch.manual_seed(1)
    expected = net(*copy.deepcopy(inputs))
    torch.manual_seed(1)
    show(f"fx.{name}.same", str(same(expected, module(*copy.deepcopy(inputs)))))


def refused(name, error):
    show(f"{name}.refused", "TraceError" if isinstance(error, fx.proxy.TraceError) else "refused")


def same(a, b):
    if isinstance(a, torch.Tensor):
        return bool(((a == b) | (a != a)).all())
    if isinstance(a, dict):
        return all(same(a[key], b[key]) for key in a)
    return all(map(same, a, b)) if isinstance(a, (list, tuple)) else a == b


class Deep(fx.Tracer):
    """Traces through the layers of torch.nn too."""

    def is_leaf_module(self, m, module_qualified_name):
        return False


def deep():
    tracer = Deep()
    return fx.GraphModule(net, tracer.trace(net))


traced = fx.symbolic_trace(net)
stage("plain", lambda: traced)
stacks = [(n.name, n.meta.get("nn_module_stack", {})) for n in traced.graph.nodes]
lines = [f"{name} {[(k, p, t.__name__) for k, (p, t) in stack.items()]}" for name, stack in stacks]
show("fx.meta", "\\n".join(lines))
'''

STAGES = {
    "deep": 'stage("deep", deep)\n',
    "again": 'stage("again", lambda: fx.symbolic_trace(fx.symbolic_trace(net)))\n',
    "copy": 'stage("copy", lambda: copy.deepcopy(traced))\n',
    "transformer": 'stage("transformer", lambda: fx.Transformer(traced).transform())\n',
    "activations": """\


def activations():
    module = fx.symbolic_trace(net)
    for node in module.graph.nodes:
        if node.target in (torch.relu, F.relu, "relu", "sigmoid", torch.tanh, "tanh", F.gelu, F.softmax):
            with module.graph.inserting_after(node):
                new = module.graph.call_function(torch.sigmoid, (node.args[0],))
            node.replace_all_uses_with(new)
            module.graph.erase_node(node)
    module.graph.lint()
    module.recompile()
    return module


stage("activations", activations, changes=True)
""",
    "pattern": """\


def pattern():
    module = fx.symbolic_trace(net)
    found = fx.replace_pattern(module, lambda a, b: a + b, lambda a, b: torch.add(a, b).neg().neg())
    show("fx.pattern.found", str([(m.anchor, m.nodes_map) for m in found]))
    module.graph.lint()
    return module


stage("pattern", pattern)
""",
    "dead code": """\


def dead_code():
    module = fx.symbolic_trace(net)
    first = next(iter(module.graph.nodes))
    with module.graph.inserting_after(first):
        module.graph.call_method("neg", (module.graph.call_function(operator.mul, (first, 2)),))
    module.graph.eliminate_dead_code()
    module.recompile()
    return module


stage("dead_code", dead_code)
""",
    "split": """\


def split():
    module = fx.symbolic_trace(net)
    place = {{node: i for i, node in enumerate(module.graph.nodes)}}
    cut = split_module(module, net, lambda node: place[node] * {parts} // len(place))
    for name, child in cut.named_children():
        if isinstance(child, fx.GraphModule):
            show_fx(f"split.{{name}}", child)
    return cut


stage("split", split)
""",
    "shapes": """\


def shapes():
    module = fx.symbolic_trace(net)
    ShapeProp(module).propagate(*copy.deepcopy(inputs))
    show("fx.shapes.readable", module.print_readable(print_output=False))
    noted = [f"{n.name} {n.meta.get('tensor_meta')} {n.meta['type'].__name__}" for n in module.graph.nodes]
    show("fx.shapes.meta", "\\n".join(noted))
    return module


stage("shapes", shapes)
""",
    "observers": """\


def observers():
    module = fx.symbolic_trace(net)
    for i, node in enumerate([n for n in module.graph.nodes if n.op == "call_module"]):
        module.add_submodule(f"observers.obs_{i}", nn.Identity())
        with module.graph.inserting_after(node):
            seen = module.graph.call_module(f"observers.obs_{i}", (node,))
        node.replace_all_uses_with(seen, lambda user: user is not seen)
    module.graph.lint()
    module.recompile()
    return module


stage("observers", observers)
""",
    "jit": """\

try:
    scripted = torch.jit.trace(traced, inputs, check_trace=False)
except Exception as error:
    refused("fx.jit", error)
else:
    show("fx.jit.text", re.sub(r"<eval_with_key>[^\\n]*", "<eval>", str(scripted.graph)))
    show("fx.jit.code", scripted.code)
""",
}


def fx_program(random: Random) -> str:
    """A program that traces a random network and takes it through three random stages."""
    made = network(random, random.choice(LEVELS))
    chosen = random.sample(sorted(STAGES), 3)
    stages = "".join(
        STAGES[name].replace("{parts}", str(random.randint(2, 4))).replace("{{", "{").replace("}}", "}")
        for name in chosen
    )
    return f"{IMPORTS}\n\n{made.model}{HELPERS}{stages}"
