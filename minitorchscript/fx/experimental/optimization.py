"""Rewrites of whole networks for inference, each a few lines over a graph: read them as examples.

`fuse` folds batch norms into the layers before them, `remove_dropout` takes dropouts out, `replace_activations` swaps
functions and layers for others.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

from ... import nn
from ...nn.utils.fusion import fuse_conv_bn_eval, fuse_linear_bn_eval
from .._symbolic_trace import symbolic_trace
from ..graph_module import GraphModule
from ..interpreter import Transformer
from ..node import Argument, Node, Target

__all__ = ["fuse", "matches_module_pattern", "remove_dropout", "replace_activations", "replace_node_module"]

_FOLDABLE = (
    (nn.Conv1d, nn.BatchNorm1d),
    (nn.Conv2d, nn.BatchNorm2d),
    (nn.Conv3d, nn.BatchNorm3d),
    (nn.Linear, nn.BatchNorm1d),
)


def matches_module_pattern(pattern: Iterable[type], node: Node, modules: dict[str, Any]) -> bool:
    """Whether the first argument of `node`, and `node`, are calls of modules of these two types."""
    if not node.args:
        return False
    return all(
        isinstance(called, Node) and called.op == "call_module" and type(modules.get(called.target)) is kind
        for kind, called in zip(pattern, (node.args[0], node), strict=True)
    )


def replace_node_module(node: Node, modules: dict[str, Any], new_module: nn.Module) -> None:
    """Put another module where a node's target points; `modules` maps paths to modules and is kept right."""
    parent, _, name = node.target.rpartition(".")
    modules[node.target] = new_module
    setattr(modules[parent], name, new_module)


def fuse(model: Any, inplace: bool = False, no_trace: bool = False) -> GraphModule:
    """The model, traced, without batch norms that follow a convolution or linear layer. Both must be in eval mode.

    With `no_trace` a GraphModule is taken as it is. The model itself is left alone unless `inplace`.
    """
    if not inplace:
        model = copy.deepcopy(model)
    module = model if no_trace and isinstance(model, GraphModule) else symbolic_trace(model)
    modules = dict(module.named_modules())
    graph = copy.deepcopy(module.graph)
    for pattern in _FOLDABLE:
        for node in graph.nodes:
            if not matches_module_pattern(pattern, node, modules):
                continue
            before, norm = node.args[0], modules[node.target]
            layer = modules[before.target]
            if len(before.users) > 1 or not norm.track_running_stats:
                continue  # the layer's own output is needed, or the norm's statistics are the batch's
            fold = fuse_linear_bn_eval if pattern[0] is nn.Linear else fuse_conv_bn_eval
            replace_node_module(before, modules, fold(layer, norm))
            node.replace_all_uses_with(before)
            graph.erase_node(node)
    return GraphModule(module, graph)


class _DropoutRemover(Transformer):
    def call_module(self, target: Target, args: tuple[Argument, ...], kwargs: dict[str, Any]) -> Any:
        if isinstance(self.fetch_attr(str(target)), nn.Dropout):
            return args[0]
        return super().call_module(target, args, kwargs)


def remove_dropout(model: Any) -> GraphModule:
    """The model, traced, without its `Dropout` layers."""
    return _DropoutRemover(symbolic_trace(model)).transform()


def replace_activations(model: Any, replacements: dict[Any, Any]) -> GraphModule:
    """The model, traced, with calls of some functions, methods (by name) and layers (by type) replaced.

    `{torch.relu: torch.tanh, "relu": torch.tanh, nn.ReLU: nn.Tanh()}`; a replacement gets the first argument only.
    """
    module = symbolic_trace(copy.deepcopy(model))
    graph = module.graph
    for node in graph.nodes:
        target = type(module.get_submodule(node.target)) if node.op == "call_module" else node.target
        if not node.op.startswith("call_") or target not in replacements:
            continue
        new = replacements[target]
        with graph.inserting_after(node):
            if isinstance(new, nn.Module):
                name = f"{node.name}_new"
                module.add_submodule(name, copy.deepcopy(new))
                made = graph.call_module(name, (node.args[0],))
            else:
                made = graph.call_function(new, (node.args[0],))
        node.replace_all_uses_with(made)
        graph.erase_node(node)
    module.delete_all_unused_submodules()
    module.recompile()
    return module
